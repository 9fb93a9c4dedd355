"""The structure of a PDF as a tree of elements, and the rules of PDF/UA-1 about it. See pdf_rules.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf

STANDARD = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *(
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
    ),
    *(
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Code",
        "Link",
        "Annot",
        "Figure",
        "Formula",
        "Form",
    ),
}


@dataclass(frozen=True)
class Element:
    """One structure element: type after the role map, its dictionary, its elements below, its depth."""

    kind: str
    raw: Any
    below: tuple[Element, ...]

    def walk(self) -> Iterator[Element]:
        yield self
        for element in self.below:
            yield from element.walk()

    def attribute(self, name: str) -> Any:
        given = self.raw.get("/A", [])
        found = [a for a in (given if isinstance(given, pikepdf.Array) else [given]) if name in a]
        return found[0][name] if found else None


def tree(pdf: pikepdf.Pdf) -> Element:
    """The structure of the document."""
    root = pdf.Root.StructTreeRoot
    return Element("Root", root, tuple(_elements(root, dict(root.get("/RoleMap", {})))))


def _elements(parent: Any, roles: dict[str, Any]) -> Iterator[Element]:
    below = parent.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            kind = str(child.S)
            while kind in roles:
                kind = str(roles[kind])
            yield Element(kind.lstrip("/"), child, tuple(_elements(child, roles)))


def roles_are_standard(pdf: pikepdf.Pdf) -> Iterator[str]:
    """02-001, 02-003, 02-004: types of our own lead to standard ones, and standard ones stay what they are."""
    yield from (f"{e.kind} is no standard type" for e in tree(pdf).walk() if e.kind not in STANDARD | {"Root"})
    roles: Any = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    yield from (f"{name} is mapped anew" for name in roles if str(name).lstrip("/") in STANDARD)


def headings_skip_no_level(pdf: pikepdf.Pdf) -> Iterator[str]:
    """14-002, 14-003, 14-007: the first is H1, none is skipped, H is not used beside them."""
    levels = [e.kind for e in tree(pdf).walk() if re.fullmatch(r"H\d?", e.kind)]
    if "H" in levels:
        yield "H beside H1"
    deep = [int(kind[1]) for kind in levels if kind != "H"]
    if not deep or deep[0] != 1:
        yield f"the first heading is {levels[:1]}"
    yield from (f"H{a} then H{b}" for a, b in pairwise(deep) if b > a + 1)


def tables_have_heads(pdf: pikepdf.Pdf) -> Iterator[str]:
    """15-003: every table has head cells, each with a scope; all rows are as wide."""
    for table in (e for e in tree(pdf).walk() if e.kind == "Table"):
        rows = [e for e in table.walk() if e.kind == "TR"]
        heads = [e for e in table.walk() if e.kind == "TH"]
        if not heads:
            yield "a table without TH"
        yield from ("a TH without Scope" for e in heads if e.attribute("/Scope") is None)
        widths = {sum(int(c.attribute("/ColSpan") or 1) for c in row.below) for row in rows}
        if len(widths) != 1:
            yield f"rows of {sorted(widths)} cells"
        yield from (f"{c.kind} in TR" for row in rows for c in row.below if c.kind not in ("TH", "TD"))


def lists_hold_items(pdf: pikepdf.Pdf) -> Iterator[str]:
    """16-: L holds LI, LI holds Lbl and LBody."""
    for e in tree(pdf).walk():
        allowed = {"L": ("LI", "Caption", "L"), "LI": ("Lbl", "LBody")}.get(e.kind)
        if allowed:
            yield from (f"{c.kind} in {e.kind}" for c in e.below if c.kind not in allowed)


def figures_have_words(pdf: pikepdf.Pdf) -> Iterator[str]:
    """13-004: every figure has alternative text, and a box."""
    for figure in (e for e in tree(pdf).walk() if e.kind in ("Figure", "Formula")):
        if len(str(figure.raw.get("/Alt", "")).strip()) < 10:
            yield f"alternative text {figure.raw.get('/Alt', '')!s:.20}"
        if figure.attribute("/BBox") is None:
            yield "a figure without BBox"
