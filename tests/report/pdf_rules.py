"""Rules of PDF/UA-1 that a machine can check, after the Matterhorn Protocol 1.1, read with pikepdf.

Each rule is a function from an opened PDF to the faults it finds. Not checked here: what needs an eye (whether words
describe their picture, contrast, order of reading) and rules on kinds of content that these PDFs never hold (forms,
film, sound, scripts, optional content), save that they hold none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf

PAINTING = {*("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"), "INLINE IMAGE"}
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
Rule = Callable[[pikepdf.Pdf], Iterator[str]]


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


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """All faults, each behind the name of its rule."""
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(pdf)]


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


def _part(pdf: pikepdf.Pdf, name: str) -> Any:
    return pdf.Root.get(name, pikepdf.Dictionary())


def is_marked(pdf: pikepdf.Pdf) -> Iterator[str]:
    """06-001, 07-001, 11-006: tagged, with a language, and the title shown in the window."""
    if not _part(pdf, "/MarkInfo").get("/Marked", False):
        yield "MarkInfo does not say Marked"
    if _part(pdf, "/MarkInfo").get("/Suspects", False):
        yield "MarkInfo says Suspects"
    if not str(pdf.Root.get("/Lang", "")).startswith("nl"):
        yield "the language is not Dutch"
    if not _part(pdf, "/ViewerPreferences").get("/DisplayDocTitle", False):
        yield "DisplayDocTitle is not set"
    if "/StructTreeRoot" not in pdf.Root:
        yield "no structure tree"


def says_what_it_is(pdf: pikepdf.Pdf) -> Iterator[str]:
    """05-001, 06-002, 06-003: XMP with the UA identifier and a title."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        if meta.get("pdfuaid:part") != "1":
            yield "XMP does not say PDF/UA-1"
        if not str(meta.get("dc:title", "")).strip():
            yield "XMP has no title"


def holds_nothing_that_acts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """No scripts, forms, film, sound, layers, encryption or attachments."""
    for key in ("/AcroForm", "/OpenAction", "/AA", "/OCProperties", "/Collection"):
        if key in pdf.Root:
            yield f"the catalogue holds {key}"
    if pdf.is_encrypted:
        yield "encrypted"
    for number, page in enumerate(pdf.pages, 1):
        yield from (f"page {number}: {a.Subtype}" for a in page.get("/Annots", []) if a.Subtype != "/Link")


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


def links_are_told(pdf: pikepdf.Pdf) -> Iterator[str]:
    """28-002, 28-008, 28-011, 28-012: links stand in the structure, with words, and tab follows the structure."""
    told = [e for e in tree(pdf).walk() if e.kind == "Link"]
    annotations = [(n, a) for n, page in enumerate(pdf.pages, 1) for a in page.get("/Annots", [])]
    objects = {o for e in told for o in _object_references(e.raw)}
    for number, annotation in annotations:
        if annotation.objgen not in objects:
            yield f"page {number}: a link outside the structure"
        if not str(annotation.get("/Contents", "")).strip():
            yield f"page {number}: a link without words"
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"page {number}: tab order"


def _object_references(raw: Any) -> Iterator[tuple[int, int]]:
    below = raw.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(child, pikepdf.Dictionary):
            if child.get("/Type") == "/OBJR":
                yield child.Obj.objgen
            elif "/S" in child:
                yield from _object_references(child)


def fonts_are_whole(pdf: pikepdf.Pdf) -> Iterator[str]:
    """31-: every font is embedded, maps to Unicode, and to nothing that is no character."""
    for font in _fonts(pdf):
        name = str(font.get("/BaseFont", "?"))
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        described = inner.get("/FontDescriptor", {})
        if font.Subtype != "/Type3" and not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{name} is not embedded"
        if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            yield f"{name} has no CIDToGIDMap"
        if "/ToUnicode" not in font:
            yield f"{name} has no ToUnicode"
            continue
        mapped = re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", font.ToUnicode.read_bytes())
        yield from (f"{name} maps to {m!r}" for m in mapped if m.upper() in (b"0000", b"FEFF", b"FFFE"))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    yield from (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
                and o.get("/Subtype") in ("/Type0", "/TrueType", "/Type1", "/Type3"))  # fmt: skip


def all_content_is_tagged(pdf: pikepdf.Pdf) -> Iterator[str]:
    """01-003, 01-004, 01-005: what is painted is tagged or an artifact, never both; each mark is in the structure."""
    held = tree_marks(pdf)
    for number, page in enumerate(pdf.pages, 1):
        marks = _marks_of(held, page)
        open_marks: list[tuple[str, int | None]] = []
        for instruction in pikepdf.parse_content_stream(page):
            name = str(instruction.operator)
            if name in ("BDC", "BMC"):
                tag = str(instruction.operands[0])
                given: Any = instruction.operands[1] if name == "BDC" else None
                mcid = given.get("/MCID") if isinstance(given, pikepdf.Dictionary) else None
                yield from _nested(number, tag, mcid, open_marks)
                if mcid is not None and int(mcid) not in marks:
                    yield f"page {number}: mark {mcid} is not in the structure"
                open_marks.append((tag, None if mcid is None else int(mcid)))
            elif name == "EMC":
                open_marks.pop()
            elif name in PAINTING and not any(t == "/Artifact" or m is not None for t, m in open_marks):
                yield f"page {number}: {name} is neither tagged nor an artifact"


def _nested(number: int, tag: str, mcid: Any, open_marks: list[tuple[str, int | None]]) -> Iterator[str]:
    inside_artifact = any(t == "/Artifact" for t, _ in open_marks)
    inside_content = any(m is not None for _, m in open_marks)
    if (tag == "/Artifact" and inside_content) or (mcid is not None and inside_artifact):
        yield f"page {number}: artifact and content in each other"


def tree_marks(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """Numbers of marks per page that the structure holds."""
    found: dict[tuple[int, int], set[int]] = {}

    def walk(raw: Any, page: Any) -> None:
        page = raw.get("/Pg", page)
        below = raw.get("/K", [])
        for child in below if isinstance(below, pikepdf.Array) else [below]:
            if isinstance(child, pikepdf.Dictionary):
                if "/S" in child:
                    walk(child, page)
                elif "/MCID" in child:
                    found.setdefault(child.get("/Pg", page).objgen, set()).add(int(child.MCID))
            elif page is not None:
                found.setdefault(page.objgen, set()).add(int(child))

    walk(pdf.Root.StructTreeRoot, None)
    return found


def _marks_of(marks: dict[tuple[int, int], set[int]], page: Any) -> set[int]:
    return marks.get(page.obj.objgen, set())


def has_bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Not of PDF/UA-1 itself: a long document can be walked by its headings."""
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "no bookmarks"
        yield from ("a bookmark without words" for item in outline.root if not str(item.title).strip())


RULES: tuple[Rule, ...] = (
    is_marked,
    says_what_it_is,
    holds_nothing_that_acts,
    roles_are_standard,
    headings_skip_no_level,
    tables_have_heads,
    lists_hold_items,
    figures_have_words,
    links_are_told,
    fonts_are_whole,
    all_content_is_tagged,
    has_bookmarks,
)
