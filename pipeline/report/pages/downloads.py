"""Pages "Downloads" and "Woordenboek": all files behind the site, who they are for, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.downloads import BIBTEX, CSL
from pipeline.report.files.citation import citation
from pipeline.report.files.crate import NAME as CRATE
from pipeline.report.files.dictionary import Meaning, meanings, row_of
from pipeline.report.files.licence import licences
from pipeline.report.files.shelf import Shelf, Shelved
from pipeline.report.files.workbook import READERS
from pipeline.report.format import count
from pipeline.report.page import Entry, Page
from pipeline.report.pdf.make import FOLDER, PDF, pdf_name, whole_name
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(120, "Downloads", "downloads.html", "nagaan", "Downloads")
DICTIONARY_PAGE = "woordenboek.html"
ENDINGS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}


@dataclass(frozen=True)
class TableRow:
    """A table on the page: what it holds, and its files by kind; a kind without a file is left out."""

    name: str
    row: str
    rows: str
    columns: tuple[Meaning, ...]
    files: tuple[tuple[str, Shelved], ...]


def render(report: Report) -> list[Page]:
    """The shelf, and the dictionary of its tables."""
    shelf = report.shelf()
    tables = _tables(shelf)
    machines = ("begrippen.ttl", "begrippen.jsonld", CRATE, BIBTEX, CSL, "woordenboek.csv")
    values = {
        "folder": FOLDER,
        "whole": shelf.file(f"{PDF}/{whole_name()}"),
        "places": [(m, f) for m in report.municipalities if (f := shelf.file(f"{PDF}/{pdf_name(m)}"))],
        "workbook": shelf.file(READERS),
        "tables": tables,
        "machines": [f for name in machines if (f := shelf.file(name))],
        "licences": licences(report),
        "citation": citation(report),
        "dictionary": DICTIONARY_PAGE,
    }
    explained = {"tables": tables, "folder": FOLDER}
    title = say("Woordenboek van de tabellen", "Data dictionary")
    return [
        Page("downloads.html", "downloads.html", "Downloads", ENTRY.href, values=values),
        Page(DICTIONARY_PAGE, "woordenboek.html", title, ENTRY.href, values=explained),
    ]


def _tables(shelf: Shelf) -> list[TableRow]:
    rows = []
    for facts in shelf.tables:
        files = tuple((label, f) for end, label in ENDINGS.items() if (f := shelf.file(f"{facts.name}.{end}")))
        explained = meanings(facts.name, facts.columns)
        rows.append(TableRow(facts.name, say(*row_of(facts.name)), count(facts.rows), explained, files))
    return rows
