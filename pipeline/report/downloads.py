"""Report -> the folder with all files to download: tables, PDFs, concept scheme, references, and a crate around them.

The PDFs are made beside the pages: `begin_downloads` starts them, and what it gives back waits for them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from pipeline.report.files.cells import write_csv_file
from pipeline.report.files.citation import citation
from pipeline.report.files.crate import NAME, crate_text
from pipeline.report.files.dictionary import row_of
from pipeline.report.files.given import Download, downloads
from pipeline.report.files.shelf import Shelf, Shelved, TableFacts, file_hash, shelved
from pipeline.report.files.spreadsheet import Sheet, write_workbook
from pipeline.report.files.workbook import READERS, dictionary_frame, fits, write_readers_workbook
from pipeline.report.pdf.make import PDF, WHOLE, pdf_name, write_pdfs
from pipeline.report.report import Report
from pipeline.report.speech import speaking

DICTIONARY = "woordenboek.csv"
BIBTEX, CSL = "verwijzing.bib", "verwijzing.json"


def write_downloads(report: Report, folder: Path) -> Shelf:
    """Write all files into the folder, in place of what was there."""
    return begin_downloads(report, folder)()


def begin_downloads(report: Report, folder: Path) -> Callable[[], Shelf]:
    """Write the tables now and the PDFs beside the pages; call what comes back to have the rest, and see the shelf."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tables = downloads(report)
    write_tables(tables, folder)
    with speaking("nl"):
        _write_small(report, folder)
    beside = ThreadPoolExecutor(max_workers=1)
    pdfs = beside.submit(write_pdfs, report, folder / PDF)

    @cache
    def finish() -> Shelf:
        with speaking("nl"):
            write_sheets(report, tables, folder)
            pdfs.result()
            beside.shutdown()
            return close_shelf(report, tables, folder)

    return finish


def write_sheets(report: Report, tables: Sequence[Download], folder: Path) -> None:
    """A spreadsheet of each table that fits in one, and the workbook for readers."""
    for table in tables:
        if fits(table.frame):
            write_workbook([Sheet(table.name, table.frame)], folder / f"{table.name}.xlsx", title=table.name)
    write_readers_workbook(report, tables, folder / READERS)


def write_tables(tables: Sequence[Download], folder: Path) -> None:
    """Each table as Parquet, as it is, and as CSV, in which no cell can start a formula."""
    for table in tables:
        table.frame.to_parquet(folder / f"{table.name}.parquet", index=False, compression="zstd")
        write_csv_file(table.frame, folder / f"{table.name}.csv")
    write_csv_file(dictionary_frame(tables), folder / DICTIONARY)


def _write_small(report: Report, folder: Path) -> None:
    cited = citation(report)
    (folder / BIBTEX).write_text(cited.bibtex(), encoding="utf-8")
    (folder / CSL).write_text(cited.csl(), encoding="utf-8")
    for name, content in sorted(report.extras.files.items()):
        (folder / name).write_bytes(content)


def close_shelf(report: Report, tables: Sequence[Download], folder: Path) -> Shelf:
    """Put the crate around all files."""
    files = shelved(folder, _names(report, tables))
    (folder / NAME).write_text(crate_text(report, files, inputs=report.extras.inputs), encoding="utf-8")
    path = folder / NAME
    names = ("herkomst van alles: bronnen, versies, instellingen, hashes (RO-Crate)", "provenance as an RO-Crate")
    crate = Shelved(NAME, path.stat().st_size, file_hash(path), names)
    facts = tuple(TableFacts(t.name, len(t.frame), tuple(t.frame.columns), fits(t.frame)) for t in tables)
    return Shelf((*files, crate), facts)


def _names(report: Report, tables: Sequence[Download]) -> dict[str, tuple[str, str]]:
    """What each file is, in Dutch and English."""
    names = {
        READERS: ("alle tabellen in één rekenblad, met woordenboek", "all tables in one workbook, with the dictionary"),
        DICTIONARY: ("wat elke kolom betekent", "what each column means"),
        BIBTEX: ("verwijzing voor BibTeX", "reference for BibTeX"),
        CSL: ("verwijzing voor Zotero en andere (CSL-JSON)", "reference for Zotero and others (CSL-JSON)"),
        "begrippen.ttl": ("het begrippenkader als SKOS (Turtle)", "the concept scheme as SKOS (Turtle)"),
        "begrippen.jsonld": ("het begrippenkader als SKOS (JSON-LD)", "the concept scheme as SKOS (JSON-LD)"),
        f"{PDF}/{WHOLE}": ("het hele rapport als PDF", "the whole report as a PDF, in Dutch"),
    }
    for place in report.municipalities:
        names[f"{PDF}/{pdf_name(place)}"] = (
            f"twee bladzijden over {place.name}",
            f"two pages on {place.name}, in Dutch",
        )
    for table in tables:
        dutch, english = row_of(table.name)
        for ending in ("csv", "xlsx", "parquet"):
            names[f"{table.name}.{ending}"] = (f"een rij is {dutch}", f"a row is {english}")
    return names
