"""Report -> the folder with all files to download: tables, PDFs, concept scheme, references, and a crate around them.

The PDFs are made beside the pages: `begin_downloads` starts them, and what it gives back waits for them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pyarrow as pa

from pipeline.report.files.cells import write_csv_file, write_parquet_file
from pipeline.report.files.citation import citation
from pipeline.report.files.crate import NAME, crate_text
from pipeline.report.files.dictionary import row_of
from pipeline.report.files.given import Download, downloads
from pipeline.report.files.shelf import Shelf, Shelved, TableFacts, file_hash, shelved
from pipeline.report.files.spreadsheet import Sheet, write_workbook
from pipeline.report.files.workbook import READERS, dictionary_frame, fits, readers_sheets, write_readers_workbook
from pipeline.report.pdf.make import PDF, pdf_name, whole_name, write_pdfs
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
    with speaking("nl"):
        facts = write_tables(report, folder)
        _write_small(report, folder)
    beside = ThreadPoolExecutor(max_workers=1)
    pdfs = beside.submit(write_pdfs, report, folder / PDF)

    @cache
    def finish() -> Shelf:
        with speaking("nl"):
            pdfs.result()
            beside.shutdown()
            return close_shelf(report, facts, folder)

    return finish


def write_tables(report: Report, folder: Path) -> list[TableFacts]:
    """Each table in all its forms, one table in memory at a time, and the workbook with what readers look at."""
    facts, heads, sheets = [], [], []
    for table in downloads(report):
        _write_table(table, folder)
        facts.append(TableFacts(table.name, len(table.frame), tuple(table.frame.columns), fits(table.frame)))
        heads.append(Download(table.name, table.frame.head(0)))
        sheets += readers_sheets(table)
        del table  # before the next one is made
        pa.default_memory_pool().release_unused()
    explained = dictionary_frame(heads)
    write_csv_file(explained, folder / DICTIONARY)
    write_readers_workbook(report, explained, sheets, folder / READERS)
    return facts


def _write_table(table: Download, folder: Path) -> None:
    """As Parquet, as it is; as CSV, in which no cell can start a formula; as a spreadsheet where it fits in one."""
    write_parquet_file(table.frame, folder / f"{table.name}.parquet")
    write_csv_file(table.frame, folder / f"{table.name}.csv")
    if fits(table.frame):
        write_workbook([Sheet(table.name, table.frame)], folder / f"{table.name}.xlsx", title=table.name)


def _write_small(report: Report, folder: Path) -> None:
    cited = citation(report)
    (folder / BIBTEX).write_text(cited.bibtex(), encoding="utf-8")
    (folder / CSL).write_text(cited.csl(), encoding="utf-8")
    for name, content in sorted(report.extras.files.items()):
        (folder / name).write_bytes(content)


def close_shelf(report: Report, tables: Sequence[TableFacts], folder: Path) -> Shelf:
    """Put the crate around all files."""
    files = shelved(folder, _names(report, tables))
    (folder / NAME).write_text(crate_text(report, files, inputs=report.extras.inputs), encoding="utf-8")
    path = folder / NAME
    names = ("herkomst van alles: bronnen, versies, instellingen, hashes (RO-Crate)", "provenance as an RO-Crate")
    crate = Shelved(NAME, path.stat().st_size, file_hash(path), names)
    return Shelf((*files, crate), tuple(tables))


def _pdf_names(report: Report) -> dict[str, tuple[str, str]]:
    names = {}
    for language, spoken in (("nl", ("", ", in Dutch")), ("en", (", in het Engels", ""))):
        with speaking(language):
            both = ("het hele rapport als PDF", "the whole report as a PDF")
            names[f"{PDF}/{whole_name()}"] = (both[0] + spoken[0], both[1] + spoken[1])
            for place in report.municipalities:
                both = (f"twee bladzijden over {place.name}", f"two pages on {place.name}")
                names[f"{PDF}/{pdf_name(place)}"] = (both[0] + spoken[0], both[1] + spoken[1])
    return names


def _names(report: Report, tables: Sequence[TableFacts]) -> dict[str, tuple[str, str]]:
    """What each file is, in Dutch and English."""
    names = {
        READERS: ("alle tabellen in één rekenblad, met woordenboek", "all tables in one workbook, with the dictionary"),
        DICTIONARY: ("wat elke kolom betekent", "what each column means"),
        BIBTEX: ("verwijzing voor BibTeX", "reference for BibTeX"),
        CSL: ("verwijzing voor Zotero en andere (CSL-JSON)", "reference for Zotero and others (CSL-JSON)"),
        "begrippen.ttl": ("het begrippenkader als SKOS (Turtle)", "the concept scheme as SKOS (Turtle)"),
        "begrippen.jsonld": ("het begrippenkader als SKOS (JSON-LD)", "the concept scheme as SKOS (JSON-LD)"),
    } | _pdf_names(report)
    for table in tables:
        dutch, english = row_of(table.name)
        for ending in ("csv", "xlsx", "parquet"):
            names[f"{table.name}.{ending}"] = (f"een rij is {dutch}", f"a row is {english}")
    return names
