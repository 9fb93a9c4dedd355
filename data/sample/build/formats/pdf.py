"""PDF texts with a text layer: a letter, a note in two columns, a council proposal and slides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fpdf import FPDF

from data.sample.build.formats.groups import Group, Page
from data.sample.build.formats.layout import Flow, Look, new_pdf

_PLAIN = Look()
_SLIDE = Look("Helvetica", size=18, above=5)
_ROMAN_HEADS = {
    1: Look("Times", "B", 16, above=4),
    2: Look("Times", "B", 12, above=4.5),
    3: Look("Times", "BI", 10.5, above=4),
}
_SANS_HEADS = {
    1: Look("Helvetica", "B", 17, above=5),
    2: Look("Helvetica", "B", 12, above=5),
    3: Look("Helvetica", "B", 10, above=4),
}
_SLIDE_HEADS = {1: Look("Helvetica", "B", 30), 2: Look("Helvetica", "B", 24), 3: Look("Helvetica", "B", 20, above=6)}


def write_pdf(page: Page) -> bytes:
    """The text in the layout that its format names."""
    write = {"pdf-brief": _letter, "pdf-nota": _note, "pdf-voorstel": _proposal, "pdf-slides": _slides}
    pdf = new_pdf("landscape" if page.source.format == "pdf-slides" else "portrait")
    pdf.set_title(f"Microsoft Word - {page.number}")
    write[page.source.format](pdf, page)
    return bytes(pdf.output())


def _letter(pdf: FPDF, page: Page) -> None:
    def furnish(sheet: FPDF, number: int) -> None:
        _put(sheet, 150, 16, page.publisher, ("Helvetica", "B", 11))
        if number == 1:
            _put(sheet, 150, 21, f"Postbus {100 + page.number % 800}", ("Helvetica", "", 8))
            _put(sheet, 150, 25, f"www.{page.domain}", ("Helvetica", "", 8))
        _put(sheet, 25, 287, f"ons kenmerk {page.number}", ("Helvetica", "", 7.5))
        _put(sheet, 170, 287, f"blad {number}", ("Helvetica", "", 7.5))

    flow = Flow(pdf, columns=[(25, 155)], edges=(45, 277), furnish=furnish)
    _write_groups(flow, page.groups, _ROMAN_HEADS, replace(_PLAIN, size=11))


def _note(pdf: FPDF, page: Page) -> None:
    def furnish(sheet: FPDF, number: int) -> None:
        if number > 1:
            _put(sheet, 20, 14, _short(page.source.title), ("Helvetica", "I", 8))
            sheet.line(20, 16, 190, 16)
        _put(sheet, 20, 287, page.publisher, ("Helvetica", "", 8))
        _put(sheet, 172, 287, f"pagina {number}", ("Helvetica", "", 8))

    flow = Flow(pdf, columns=[(20, 170)], edges=(24, 240), furnish=furnish)
    groups = page.groups
    while groups and groups[0].kind == "heading" and groups[0].level == 1:
        flow.write(groups.pop(0).text, replace(_SANS_HEADS[1], size=20))
    flow.start_columns([(20, 81), (109, 81)])
    _write_groups(flow, groups, _SANS_HEADS, replace(_PLAIN, size=11.5, hyphens=True))


def _proposal(pdf: FPDF, page: Page) -> None:
    def furnish(sheet: FPDF, number: int) -> None:
        _put(sheet, 20, 15, f"{page.publisher}  -  registratienummer {page.number}", ("Helvetica", "", 8))
        _put(sheet, 95, 288, f"- {number} -", ("Helvetica", "", 8))

    flow = Flow(pdf, columns=[(20, 165)], edges=(24, 277), furnish=furnish)
    _write_groups(flow, page.groups, _SANS_HEADS, Look("Helvetica", size=10), form=_form_table)


def _slides(pdf: FPDF, page: Page) -> None:
    def furnish(sheet: FPDF, number: int) -> None:
        _put(sheet, 20, 200, f"{page.publisher}   |   {number}", ("Helvetica", "", 9))

    flow = Flow(pdf, columns=[(25, 245)], edges=(25, 185), furnish=furnish)
    _write_groups(flow, page.groups, _SLIDE_HEADS, _SLIDE, paged=True)


Form = Callable[[Flow, Group, Look], None]


def _plain_form(flow: Flow, group: Group, look: Look) -> None:
    for text in group.texts:
        flow.write(text, replace(look, hyphens=False))


def _form_table(flow: Flow, group: Group, look: Look) -> None:
    flow.skip(3)
    for text in group.texts:
        label, _, value = text.partition(": ")
        flow.write_row((f"{label}:", value), replace(look, above=0), first=45)


def _write_groups(
    flow: Flow,
    groups: list[Group],
    heads: dict[int, Look],
    look: Look,
    *,
    form: Form = _plain_form,
    paged: bool = False,
) -> None:
    for group in groups:
        if group.kind == "heading":
            if paged and group.level == 2 and not flow.fresh:
                flow.new_page()
            flow.write(group.text, heads[group.level], keep=4)
        elif group.kind == "form":
            form(flow, group, look)
        else:
            for text in group.texts:
                flow.write(text, _look_of(group, look), keep=2)


def _look_of(group: Group, look: Look) -> Look:
    if group.kind == "item":
        return replace(look, bullet="•", indent=look.size * 0.42, above=look.above / 2)
    return replace(look, above=look.above / 2) if group.kind == "number" else look


def _put(pdf: FPDF, x: float, y: float, text: str, font: tuple[str, str, float]) -> None:
    pdf.set_font(font[0], font[1], font[2])
    pdf.text(x, y, text)


def _short(title: str) -> str:
    return title if len(title) <= 70 else title[:67].rsplit(" ", 1)[0] + " ..."
