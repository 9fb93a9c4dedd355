"""Plain text, and the JSON in which council information systems hand out texts."""

from __future__ import annotations

import json

from data.sample.build.formats.groups import Group, Page

_WIDTH_OF_RULE = 60


def write_txt(page: Page) -> bytes:
    """Text as saved from a word processor: headings underlined, bullets as hyphens."""
    parts = [_plain(group) for group in page.groups]
    return ("\r\n\r\n".join(parts) + "\r\n").encode(page.source.encoding)


def _plain(group: Group) -> str:
    if group.kind == "heading":
        return f"{group.text}\r\n{('=' if group.level == 1 else '-') * min(len(group.text), _WIDTH_OF_RULE)}"
    sign = "- " if group.kind == "item" else ""
    return "\r\n".join(sign + text for text in group.texts)


def write_raadsinfo(page: Page) -> bytes:
    """One document of a council information system; the text in Markdown."""
    source = page.source
    record = {
        "type": "raadsdocument",
        "id": page.number,
        "name": source.title,
        "organization": page.publisher,
        "meeting_date": page.metadata_date,
        "document_type": source.type,
        "text": "\n\n".join(_markdown(group) for group in page.groups),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _markdown(group: Group) -> str:
    if group.kind == "heading":
        return f"{'#' * group.level} {group.text}"
    separator = "\n\n" if group.kind == "form" else "\n"
    return separator.join(("* " if group.kind == "item" else "") + text for text in group.texts)
