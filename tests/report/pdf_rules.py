"""Rules of PDF/UA-1 that a machine can check, after the Matterhorn Protocol 1.1, read with pikepdf.

Each rule is a function from an opened PDF to the faults it finds. Not checked here: what needs an eye (whether words
describe their picture, contrast, order of reading) and rules on kinds of content that these PDFs never hold (forms,
film, sound, scripts, optional content), save that they hold none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from tests.report.pdf_tree import (
    figures_have_words,
    headings_skip_no_level,
    lists_hold_items,
    roles_are_standard,
    tables_have_heads,
    tree,
)

PAINTING = {*("Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"), "INLINE IMAGE"}
Rule = Callable[[pikepdf.Pdf], Iterator[str]]


def faults(pdf: pikepdf.Pdf) -> list[str]:
    """All faults, each behind the name of its rule."""
    return [f"{rule.__name__}: {fault}" for rule in RULES for fault in rule(pdf)]


def _part(pdf: pikepdf.Pdf, name: str) -> Any:
    return pdf.Root.get(name, pikepdf.Dictionary())


def is_marked(pdf: pikepdf.Pdf) -> Iterator[str]:
    """06-001, 07-001, 11-006: tagged, with a language, and the title shown in the window."""
    if not _part(pdf, "/MarkInfo").get("/Marked", False):
        yield "MarkInfo does not say Marked"
    if _part(pdf, "/MarkInfo").get("/Suspects", False):
        yield "MarkInfo says Suspects"
    if not str(pdf.Root.get("/Lang", "")).startswith(("nl", "en")):
        yield "the language is neither Dutch nor English"
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
