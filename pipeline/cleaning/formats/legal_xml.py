"""Blocks of the XML that CVDR and the official gazettes share: kop, al, lid, lijst, table, tussenkop."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.cleaning.blocks import Block, make_block, make_table_block
from pipeline.cleaning.formats.safe_xml import child_named, local_name, text_of

_LEFT_OUT = frozenset({"meta", "metadata", "plaatje", "illustratie", "inhoudsopgave", "lidnr", "li.nr", "kop"})
_OUTSIDE_LINE = frozenset({"noot", "plaatje", "illustratie", "lijst", "table"})
_LINES = frozenset({"al", "functie", "naam", "plaats", "datum", "gegeven", "dagtekening", "wie"})
_SPLIT_NUMBER = re.compile(r"(?<=\d)[ \t]*\n\s*(?=\d)")  # a number over two emphases of a pretty-printed file
_BULLETS = frozenset("-–—•▪●○o*·")


def read_blocks(element: etree._Element, level: int) -> Iterator[Block]:
    """Blocks inside an element, in order.

    Args:
        element: a body, chapter, article or any part of one.
        level: heading level of a `kop` directly inside it.
    """
    kop = child_named(element, "kop")
    heading = list(_kop(kop, level)) if kop is not None else []
    yield from heading
    number = text_of(child_named(element, "lidnr")).strip()
    yield from _numbered(_children(element, level + bool(heading)), number)


def line_text(element: etree._Element) -> str:
    """Text of a paragraph without its notes, pictures and nested lists."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local_name(child) not in _OUTSIDE_LINE:
            parts.append(line_text(child))
        parts.append(child.tail or "")
    return _SPLIT_NUMBER.sub("", "".join(parts))


def _children(element: etree._Element, level: int) -> Iterator[Block]:
    if any((child.tail or "").strip() for child in element):
        yield from _line(element, level)
        return
    yield from make_block("paragraph", element.text or "")
    for child in element:
        name = local_name(child)
        if name in _LEFT_OUT or not name:
            continue
        if name in _LINES:
            yield from _line(child, level)
        elif name in ("intitule", "tussenkop"):
            yield from make_block("heading", line_text(child), level=1 if name == "intitule" else level)
        elif name == "lijst":
            yield from _list(child, level)
        elif name == "definitielijst":
            yield from _definitions(child)
        elif name == "table":
            yield from _table(child)
        else:
            yield from read_blocks(child, level)


def _kop(kop: etree._Element, level: int) -> Iterator[Block]:
    parts = [line_text(part) for name in ("label", "nr", "titel", "subtitel") for part in _named(kop, name)]
    yield from make_block("heading", " ".join(parts), level=level)


def _named(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if local_name(child) == name]


def _line(element: etree._Element, level: int) -> Iterator[Block]:
    yield from make_block("paragraph", line_text(element))
    for inner in element.iter("{*}noot", "{*}lijst", "{*}table"):
        if inner.getparent() is None or any(local_name(a) in _OUTSIDE_LINE for a in _between(inner, element)):
            continue
        if local_name(inner) == "lijst":
            yield from _list(inner, level)
        elif local_name(inner) == "table":
            yield from _table(inner)
        else:
            yield from make_block("paragraph", " ".join(line_text(al) for al in inner.iter("{*}noot.al")))


def _between(inner: etree._Element, outer: etree._Element) -> Iterator[etree._Element]:
    for ancestor in inner.iterancestors():
        if ancestor is outer:
            return
        yield ancestor


def _numbered(blocks: Iterator[Block], number: str) -> Iterator[Block]:
    """The first paragraph or item gets the number of its member in front."""
    for block in blocks:
        if number and block.kind in ("paragraph", "item"):
            yield block.with_text(f"{number} {block.text}")
            number = ""
        else:
            yield block


def _list(element: etree._Element, level: int) -> Iterator[Block]:
    for li in _named(element, "li"):
        number = (str(li.get("nr") or "") or text_of(child_named(li, "li.nr"))).strip()
        number = "" if number in _BULLETS else number
        blocks = (Block("item", b.text) if b.kind == "paragraph" else b for b in _children(li, level))
        yield from _numbered(blocks, number)


def _definitions(element: etree._Element) -> Iterator[Block]:
    for item in element.iter("{*}definitie-item"):
        term = text_of(child_named(item, "term")).strip()
        definition = child_named(item, "definitie")
        text = " ".join(line_text(al) for al in definition.iter("{*}al")) if definition is not None else ""
        yield from make_block("item", f"{term}: {text}" if term and text else term or text)


def _table(element: etree._Element) -> Iterator[Block]:
    yield from make_block("paragraph", text_of(child_named(element, "title")))
    rows = [[" ".join(_cell(entry)) for entry in _named(row, "entry")] for row in element.iter("{*}row")]
    yield from make_table_block(rows)


def _cell(entry: etree._Element) -> list[str]:
    lines = [line_text(al) for al in entry.iter("{*}al")]
    return lines or [text_of(entry)]
