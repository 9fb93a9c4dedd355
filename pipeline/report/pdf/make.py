"""Report -> the PDFs in a folder: the whole report, and two pages a municipality, in Dutch and in English."""

from __future__ import annotations

from pathlib import Path

import typst

from pipeline.errors import SettingsError
from pipeline.report.files.citation import data_date
from pipeline.report.model import Municipality
from pipeline.report.pdf.council import cards_by_place, council
from pipeline.report.pdf.typeset import typeset
from pipeline.report.pdf.whole import whole
from pipeline.report.report import Report
from pipeline.report.speech import LANGUAGES, say, speaking

FOLDER, PDF = "gegevens", "pdf"  # in the site, and in the folder of downloads


def whole_name() -> str:
    """File name of the whole report, in the language that is spoken."""
    return say("rapport.pdf", "rapport-en.pdf")


def pdf_name(place: Municipality) -> str:
    """File name of the two pages of a municipality, in the language that is spoken."""
    return f"{place.code.lower()}{say('', '-en')}.pdf"


def pdf_of(report: Report, place: Municipality) -> str:
    """Where the two pages of a municipality lie in the site; empty when the settings ask for none."""
    return f"{FOLDER}/{PDF}/{pdf_name(place)}" if makes_places(report) else ""


def makes_whole(report: Report) -> bool:
    """Whether the settings ask for a PDF of the whole report."""
    return report.settings.report.pdf != "none"


def makes_places(report: Report) -> bool:
    """Whether the settings ask for a PDF of each municipality."""
    return report.settings.report.pdf == "all"


def write_pdfs(report: Report, folder: Path) -> None:
    """Write the PDFs that the settings ask for; some 0.1 s a municipality.

    Raises:
        SettingsError: the logo is no image that a PDF can hold.
    """
    try:
        _write(report, folder)
    except typst.TypstError as error:
        if report.settings.report.logo is None or "image" not in str(error):
            raise
        raise SettingsError(
            f"the logo cannot stand in a PDF: {error}",
            expected="a sound svg, png, jpg or webp",
            where=f"params.yaml, report.logo: {report.settings.report.logo}",
            remedy="save it anew, or choose report.pdf: none",
        ) from None


def _write(report: Report, folder: Path) -> None:
    date = data_date(report)
    folder.mkdir(parents=True, exist_ok=True)
    cards = cards_by_place(report) if makes_places(report) else {}
    for language in LANGUAGES:
        with speaking(language):
            if makes_whole(report):
                (folder / whole_name()).write_bytes(typeset("whole", whole(report), date=date))
            for place in report.municipalities if makes_places(report) else ():
                values = council(report, place, cards=cards.get(place.code, ()))
                (folder / pdf_name(place)).write_bytes(typeset("council", values, date=date))
