"""An e-mail is read by its body; what is attached becomes a document or a reject of its own."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.cleaning.formats.read_eml import is_email
from pipeline.cleaning.formats.reading import Part, read_bytes
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from tests.cleaning.formats.margins import MARGINS

BODY = "Geachte leden van de raad,\n\nHierbij ontvangt u de visie op de zorg voor jeugd: één gezin, één plan.\n"
PAGE = "<html><body><p>De gemeente werkt aan hulp voor jeugdigen en ouders.</p></body></html>"


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    facts = {"From": "Gemeente Zwolle <griffie@zwolle.nl>", "To": "raad@zwolle.nl", "Subject": "Visie op de jeugdzorg"}
    for name, value in (facts | {"Date": "Mon, 03 Mar 2014 23:30:00 +0100"} | headers).items():
        made[name] = value
    made.set_content(BODY, cte="quoted-printable", charset="iso-8859-1")
    return made


def read(folder: Path, data: bytes) -> list[Part]:
    path = folder / "bestand"
    path.write_bytes(data)
    return read_bytes(path, record={}, settings=CleanSettings(), margins=MARGINS)


def test_subject_body_sender_and_day_are_found(tmp_path: Path) -> None:
    (mail,) = read(tmp_path, message().as_bytes())
    assert not isinstance(mail, RejectedDocument)
    assert (mail.format, mail.title, mail.creator) == ("eml", "Visie op de jeugdzorg", "Gemeente Zwolle")
    assert [(date.value, date.kind) for date in mail.dates] == [("2014-03-03", "sent")]
    assert [block.text for block in mail.blocks][2].endswith("één gezin, één plan.")
    assert not any("griffie@" in block.text for block in mail.blocks)


def test_each_file_with_it_is_a_document_or_a_reject(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="a.html")
    mail.add_attachment(b"%PDF-1.4 kapot", maintype="application", subtype="pdf", filename="b.pdf")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n" + bytes(60), maintype="image", subtype="png", filename="logo.png")
    first, page, paper = read(tmp_path, mail.as_bytes())
    assert not isinstance(first, RejectedDocument)
    assert not isinstance(page, RejectedDocument)
    assert isinstance(paper, RejectedDocument)
    assert (first.fragment, page.fragment, page.format) == ("", "1/", "html")
    assert (paper.reason, paper.detail.startswith("attachment 2: ")) == ("broken", True)


@pytest.mark.parametrize("date", ["gisteren", "Mon, 99 Foo 2014", ""])
def test_a_day_that_is_none_is_left_open(tmp_path: Path, date: str) -> None:
    raw = message().as_bytes().replace(b"Mon, 03 Mar 2014 23:30:00 +0100", date.encode())
    (mail,) = read(tmp_path, raw)
    assert not isinstance(mail, RejectedDocument)
    assert mail.dates == []


@pytest.mark.parametrize(
    "text",
    [
        "Van: de wethouder\nAan: de raad\n\nBeste raad",
        "From: A\nDit is een gewone regel.\nDate: B\n\nTekst",
        "Datum: 3 mei\n",
    ],
)
def test_a_text_with_labels_is_no_email(text: str) -> None:
    assert not is_email(text.encode())


def test_an_email_within_emails_ends_somewhere(tmp_path: Path) -> None:
    mail = message()
    for _ in range(8):
        outer = message()
        outer.add_attachment(mail.as_bytes(), maintype="application", subtype="octet-stream", filename="mail.eml")
        mail = outer
    assert 1 < len(read(tmp_path, mail.as_bytes())) <= 5
