"""ODT -> blocks: headings by outline level, list items, tables. Notes, comments and contents pages stay out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.cleaning.blocks import Block, Extract, make_block, make_table_block
from pipeline.cleaning.formats.safe_xml import child_named, first_named, local_name, parse_xml
from pipeline.cleaning.formats.safe_zip import read_member
from pipeline.errors import RejectedDocument

_DROPPED = frozenset(
    {"tracked-changes", "annotation", "table-of-content", "illustration-index", "note", "alphabetical-index", "forms"}
    | {"sequence-decls", "bibliography", "user-index", "table-index", "object-index"}
)
_BREAKS = {"tab": " ", "line-break": " ", "s": " "}


def read_odt(archive: zipfile.ZipFile) -> Extract:
    """Blocks of an ODT archive that `safe_zip` has let through.

    Raises:
        RejectedDocument: password or broken.
    """
    if b"encryption-data" in (read_member(archive, "META-INF/manifest.xml") if _has_manifest(archive) else b""):
        raise RejectedDocument("password", "the ODT file is encrypted")
    root = parse_xml(read_member(archive, "content.xml"), what="content.xml of the ODT")
    text = first_named(root, "text")
    body = first_named(root, "body")
    text = child_named(body, "text") if body is not None else text
    if text is None:
        raise RejectedDocument("broken", "the ODT holds no text body")
    titles = _title_styles(root)
    blocks = list(_blocks(text, titles, "paragraph"))
    title = next((b.text for b in blocks[:10] if b.kind == "heading" and b.level == 1), None)
    return Extract(blocks=blocks, format="odt", title=title)


def _has_manifest(archive: zipfile.ZipFile) -> bool:
    return "META-INF/manifest.xml" in archive.namelist()


def _title_styles(root: etree._Element) -> frozenset[str]:
    """Names of the style Title and of automatic styles that derive from it."""
    derived = (_attribute(s, "name") for s in root.iter("{*}style") if _attribute(s, "parent-style-name") == "Title")
    return frozenset({"Title", *derived})


def _blocks(parent: etree._Element, titles: frozenset[str], kind: str) -> Iterator[Block]:
    for child in parent:
        name = local_name(child)
        if name == "h":
            level = _attribute(child, "outline-level")
            yield from make_block("heading", "".join(_inline(child)), level=int(level) if level.isdigit() else 1)
        elif name == "p":
            yield from _paragraph(child, titles, kind)
            for box in child.iter("{*}text-box"):
                yield from _blocks(box, titles, "paragraph")
        elif name == "table":
            yield from _table(child, titles)
        elif name not in _DROPPED:
            yield from _blocks(child, titles, "item" if name == "list" else kind)


def _paragraph(element: etree._Element, titles: frozenset[str], kind: str) -> Iterator[Block]:
    text = "".join(_inline(element))
    if _attribute(element, "style-name") in titles:
        yield from make_block("heading", text, level=1)
    else:
        yield from make_block("item" if kind == "item" else "paragraph", text)


def _inline(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _DROPPED and name != "text-box":
            yield from _inline(child)
        yield child.tail or ""


def _table(element: etree._Element, titles: frozenset[str]) -> Iterator[Block]:
    """A table block; a table of one column is layout, so its content is read as text."""
    rows = [[c for c in row if local_name(c) == "table-cell"] for row in element.iter("{*}table-row")]
    if all(len(row) <= 1 for row in rows):
        for row in rows:
            yield from (block for cell in row for block in _blocks(cell, titles, "paragraph"))
    else:
        cells = [[" ".join(b.text for b in _blocks(cell, titles, "paragraph")) for cell in row] for row in rows]
        yield from make_table_block(cells)


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if etree.QName(k).localname == name), "")
