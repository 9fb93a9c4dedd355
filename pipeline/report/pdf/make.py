"""Report -> the PDFs in a folder: the whole report, and two pages a municipality."""

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

FOLDER, PDF = "gegevens", "pdf"  # in the site, and in the folder of downloads
WHOLE = "rapport.pdf"


def pdf_name(place: Municipality) -> str:
    """File name of the two pages of a municipality."""
    return f"{place.code.lower()}.pdf"


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
    """Write the PDFs that the settings ask for; some 0.05 s a municipality.

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
    if makes_whole(report):
        (folder / WHOLE).write_bytes(typeset("whole", whole(report), date=date))
    if makes_places(report):
        cards = cards_by_place(report)
        for place in report.municipalities:
            values = council(report, place, cards=cards.get(place.code, ()))
            (folder / pdf_name(place)).write_bytes(typeset("council", values, date=date))
