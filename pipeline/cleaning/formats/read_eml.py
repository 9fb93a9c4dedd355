"""An e-mail (.eml) -> its subject and body as blocks, its day of sending, and what is attached to it."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.cleaning.blocks import Block, DeclaredDate, Extract, make_block
from pipeline.cleaning.formats.charset import decode_text
from pipeline.cleaning.formats.margin_rules import MarginRules
from pipeline.cleaning.formats.read_html import read_html
from pipeline.cleaning.formats.read_txt import read_txt
from pipeline.errors import RejectedDocument

MAX_ATTACHMENTS = 20
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):")
_NAMES = frozenset(
    [
        *(b"received", b"return-path", b"from", b"to", b"cc", b"subject", b"date", b"message-id", b"mime-version"),
        *(b"delivered-to", b"reply-to", b"content-type", b"x-mailer", b"references", b"in-reply-to"),
    ]
)
_UNREADABLE = (MessageError, LookupError, ValueError, TypeError, AttributeError, IndexError)


def is_email(data: bytes) -> bool:
    """True for a file that opens with the headers of an e-mail: a sender, a date, and one more at least."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000].lstrip(), maxsplit=1)[0]
    lines = [line for line in head.splitlines() if not line[:1].isspace()]
    names = [match[1].lower() for line in lines if (match := _HEADER.match(line))]
    known = _NAMES.intersection(names)
    return len(names) == len(lines) and {b"from", b"date"} <= known and len(known) >= 3


def read_eml(data: bytes, margins: MarginRules) -> tuple[Extract, list[bytes]]:
    """The message, and the bytes of each file that is attached, in order.

    Raises:
        RejectedDocument: broken, or too_large.
    """
    try:
        message = message_from_bytes(data, EmailMessage, policy=policy.default)
        subject, blocks = str(message["Subject"] or "").strip(), _body(message, margins)
        creator = parseaddr(str(message["From"] or ""))[0] or None
        attached = [part for part in message.iter_attachments() if not part.is_multipart()]
        files = [content for part in attached if isinstance(content := part.get_payload(decode=True), bytes)]
    except (*_UNREADABLE, RecursionError) as error:
        raise RejectedDocument("broken", f"an e-mail that cannot be read: {error}"[:300]) from None
    if len(files) > MAX_ATTACHMENTS:
        raise RejectedDocument("too_large", f"an e-mail with {len(files)} files, the cap is {MAX_ATTACHMENTS}")
    heading = make_block("heading", subject, level=1)
    extract = Extract(
        blocks=[*heading, *blocks] if blocks else [],
        format="eml",
        title=subject or None,
        creator=creator,
        dates=_sent(message),
    )
    return extract, files


def _body(message: EmailMessage, margins: MarginRules) -> list[Block]:
    part = message.get_body(preferencelist=("plain", "html"))
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        return []
    text = decode_text(content, media_type=str(part["Content-Type"] or ""))
    if part.get_content_type() != "text/html":
        return read_txt(text).blocks
    try:
        return read_html(text, margins).blocks
    except RejectedDocument:
        return []


def _sent(message: EmailMessage) -> list[DeclaredDate]:
    try:
        day = parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return []
    return [DeclaredDate(day, "sent", "Date of the e-mail")]
