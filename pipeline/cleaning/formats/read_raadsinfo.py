"""Council information as JSON: a Notubiz meeting, an Open Raadsinformatie document, or a document of the example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.cleaning.blocks import Block, Extract, declare_date, make_block
from pipeline.cleaning.formats.read_txt import read_marked
from pipeline.errors import RejectedDocument

_TITLE = {1: "Titel"}  # the attribute with this number is the title of an agenda item


def read_raadsinfo(data: Any) -> list[Extract]:
    """Documents in parsed JSON: one object, or a list of them.

    Raises:
        RejectedDocument: unsupported_type; JSON of another shape, or no_text.
    """
    if isinstance(data, list) and data:
        extracts = [extract for entry in data for extract in read_raadsinfo(entry)]
        return [_with_fragment(extract, n) for n, extract in enumerate(extracts)]
    if not isinstance(data, dict):
        raise RejectedDocument("unsupported_type", f"JSON without an object in it: {type(data).__name__}")
    if "agenda_items" in data:
        return [_notubiz(data)]
    if data.get("type") == "raadsdocument" or ("@type" in data and _texts(data)):
        return [_document(data)]
    if isinstance(data.get("_source"), dict):
        return read_raadsinfo(data["_source"])
    keys = ", ".join(sorted(map(str, data))[:8])
    raise RejectedDocument("unsupported_type", f"JSON of a shape that is not known, with the keys {keys}")


def _with_fragment(extract: Extract, number: int) -> Extract:
    return Extract(**{**vars(extract), "fragment": extract.fragment or str(number)})


def _document(data: dict[str, Any]) -> Extract:
    title = _string(data.get("name")) or _string(data.get("title"))
    blocks = [block for text in _texts(data) for block in read_marked(text)]
    if not blocks:
        raise RejectedDocument("no_text", f"council document without text: {title or 'no name'}")
    value = (
        _string(data.get("meeting_date")) or _string(data.get("last_discussed_at")) or _string(data.get("start_date"))
    )
    return Extract(
        blocks=_titled(title, blocks),
        format="raadsinfo",
        title=title,
        creator=_string(data.get("organization")) or _string(data.get("organisation")),
        document_type=_string(data.get("document_type")) or _string(data.get("classification")),
        dates=declare_date(value, kind="meeting", origin="meeting date of the council document"),
        url=_string(data.get("original_url")) or _string(data.get("url")),
        fragment=_string(data.get("@id")) or "",
    )


def _texts(data: dict[str, Any]) -> list[str]:
    """The text fields: one string, or a list with one string a page or paragraph."""
    for name in ("md_text", "text", "paragraphs"):
        value = data.get(name)
        parts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        if texts := [part for part in parts if isinstance(part, str) and part.strip()]:
            return texts
    return []


def _notubiz(data: dict[str, Any]) -> Extract:
    attributes = _attributes(data.get("attributes"))
    title = _string(attributes.get("Titel")) or _string(data.get("title"))
    items = list(_agenda(data.get("agenda_items")))
    if not items:
        raise RejectedDocument("no_text", f"Notubiz meeting without agenda items: {title or 'no title'}")
    plannings = data.get("plannings")
    first = plannings[0] if isinstance(plannings, list) and plannings and isinstance(plannings[0], dict) else {}
    description = make_block("paragraph", _string(attributes.get("Omschrijving")) or "")
    self_url = _string(data.get("self"))
    return Extract(
        blocks=_titled(title, description + items),
        format="notubiz",
        title=title,
        document_type="agenda",
        dates=declare_date(_string(first.get("start_date")), kind="meeting", origin="plannings.start_date"),
        url=f"https://{self_url}" if self_url and not self_url.startswith("http") else self_url,
    )


def _attributes(value: Any) -> dict[str, Any]:
    """Attributes as name -> value; the live service gives a list, older dumps a dict."""
    if isinstance(value, dict):
        return value
    entries = [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
    return {str(e.get("title") or e.get("name") or _TITLE.get(e.get("id", 0), "")): e.get("value") for e in entries}


def _agenda(items: Any, depth: int = 0) -> Iterator[Block]:
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    for item in sorted(entries, key=_order):
        data = item.get("type_data")
        data = data if isinstance(data, dict) else {}
        attributes = _attributes(data.get("attributes"))
        parts = [_string(data.get("title_prefix")), _string(attributes.get("Titel"))]
        text = " ".join(part for part in parts if part)
        if data.get("heading"):
            yield from make_block("heading", text, level=2)
        else:
            yield from make_block("item", text)
        for document in item.get("documents") or []:
            if isinstance(document, dict):
                yield from make_block("item", _string(document.get("title")) or "")
        if depth < 20:
            yield from _agenda(item.get("agenda_items"), depth + 1)


def _order(item: dict[str, Any]) -> tuple[bool, int]:
    order = item.get("order")
    return (False, order) if isinstance(order, int) else (True, 0)


def _titled(title: str | None, blocks: list[Block]) -> list[Block]:
    """The blocks with the title as first heading, unless they open with it or with a heading of the highest level."""
    opens = bool(blocks) and (blocks[0].level == 1 or blocks[0].text.casefold() == (title or "").casefold())
    if title and not opens:
        return [*make_block("heading", title, level=1), *blocks]
    return blocks


def _string(value: Any) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None
