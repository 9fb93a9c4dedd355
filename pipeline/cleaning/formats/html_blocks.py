"""An HTML element -> blocks in document order: headings, paragraphs, list items, tables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.cleaning.blocks import Block, BlockKind, make_block, make_table_block, squeeze

_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "canvas",
        "object",
        "embed",
        "iframe",
        "audio",
        "video",
        "map",
        "head",
        "select",
        "button",
        "textarea",
        "input",
        "datalist",
        "math",
    ]
)
_ITEM_TAGS = frozenset({"li", "dd"})
_LONG_CELL = 400  # characters of a cell from which a table is layout


def html_blocks(root: etree._Element) -> list[Block]:
    """Blocks of everything inside an element.

    Layout tables are read as text. Two line breaks in a row end a paragraph.
    """
    walk = _Walk()
    context = etree.iterwalk(root, events=("start", "end"))
    skipped: etree._Element | None = None
    for event, element in context:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SILENT or not tag:
                skipped = element
                context.skip_subtree()
            elif tag == "table" and (rows := _data_rows(element)):
                walk.flush()
                walk.blocks += make_table_block(rows)
                skipped = element
                context.skip_subtree()
            else:
                walk.start(tag)
                walk.add(element.text)
        else:
            if skipped is element:
                skipped = None
            else:
                walk.end(tag)
            if element is not root:
                walk.add(element.tail)
    walk.flush()
    return walk.blocks


class _Walk:
    """Collects running text and closes it as a block wherever a block-level tag opens or closes."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self._breaks = 0

    def start(self, tag: str) -> None:
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self.flush()
            self._text.append(" ")
        elif tag in _BLOCK_TAGS:
            self.flush()
            self._open.append(tag)

    def end(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self.flush()
            if self._open:
                self._open.pop()

    def add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            if not text.isspace():
                self._breaks = 0

    def flush(self) -> None:
        kind, level = self._kind()
        self.blocks += make_block(kind, "".join(self._text), level=level)
        self._text, self._breaks = [], 0

    def _kind(self) -> tuple[BlockKind, int]:
        for tag in reversed(self._open):
            if tag in _HEADINGS:
                return "heading", _HEADINGS[tag]
            if tag in _ITEM_TAGS:
                return "item", 0
            if tag in ("td", "table"):
                break
        return "paragraph", 0


def _data_rows(table: etree._Element) -> list[list[str]]:
    """Cells of a table with data; empty for a layout table: one column, tables inside, headings or long cells."""
    if next(table.iterdescendants("table", *_HEADINGS), None) is not None:
        return []
    rows = [[squeeze(_cell_text(cell)) for cell in _cells(row)] for row in table.iter("tr")]
    if max((len(row) for row in rows), default=0) < 2 or any(len(c) > _LONG_CELL for row in rows for c in row):
        return []
    return rows


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _cell_text(cell: etree._Element) -> str:
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            parts += [" "] if tag in _BLOCK_TAGS or tag == "br" else []
            parts += [element.text or ""] if tag and tag not in _SILENT else []
        elif element is not cell:
            parts += [" " if tag in _BLOCK_TAGS else "", element.tail or ""]
    return "".join(parts)
