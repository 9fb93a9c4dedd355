"""Tables -> XLSX files: one a table, and one workbook for readers with a sheet a table and the dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from pipeline.report.files.dictionary import row_of
from pipeline.report.files.given import Download
from pipeline.report.files.spreadsheet import ROWS, Sheet, write_workbook
from pipeline.report.report import Report

READERS = "transformatiemonitor.xlsx"
NAMES = {
    "documents": "Documenten",
    "mentions": "Vindplaatsen",
    "entities": "Namen",
    "topics": "Onderwerpen",
    "passage_topics": "Onderwerp per alinea",
    "reuse": "Overname",
    "series": "Aandelen",
    "changes": "Verschillen",
    "coverage": "Dekking",
    "rejects": "Afgevallen",
    "leanings": "Wetten en organisaties",
    "topic_stability": "Stabiliteit",
    "topic_hierarchy": "Onderwerpen in groepen",
    "topic_words": "Woorden per onderwerp",
    "topic_baselines": "Andere methoden",
    "comparisons": "Tegenover anderen",
    "firsts": "Wie het eerst",
    "silences": "Stiltes",
    "deeds": "Woorden en daden",
    "copying": "Wie van wie",
}
_SHOWN = ("corpus", "concept", "topic", "step")


def fits(frame: pd.DataFrame) -> bool:
    """Whether a table is small enough for a spreadsheet."""
    return len(frame) <= ROWS


def write_readers_workbook(report: Report, explained: pd.DataFrame, sheets: Sequence[Sheet], target: Path) -> None:
    """The dictionary, the concepts, then a sheet a table."""
    concepts = pd.DataFrame(
        [[c.id, c.name, c.english, c.group, c.definition] for c in report.concepts.values()],
        columns=["concept_id", "begrip", "english", "groep", "betekenis"],
        dtype="str",
    )
    first = [Sheet("Woordenboek", explained), Sheet("Begrippen", concepts)]
    write_workbook([*first, *sheets], target, title=report.settings.report.title)


def readers_sheets(table: Download) -> list[Sheet]:
    """The sheet of a table; none where it is too long. Of the series, what pages show: no names and no kinds of
    document; and no municipalities either where they are too many.
    """
    frame = _for_readers(table)
    return [Sheet(NAMES[table.name], frame)] if fits(frame) else []


def dictionary_frame(tables: Sequence[Download]) -> pd.DataFrame:
    """The dictionary: a row a column, in Dutch and English."""
    rows = [
        [
            table.name,
            row_of(table.name)[0],
            m.column,
            m.meanings[0],
            m.units[0],
            m.kinds[0],
            "mag leeg zijn" if m.nullable else "",
            ", ".join(m.values),
            m.meanings[1],
            m.units[1],
        ]
        for table in tables
        for m in table.columns
    ]
    heads = ["tabel", "een rij is", "kolom", "betekenis", "eenheid", "soort", "leeg", "waarden", "meaning", "unit"]
    return pd.DataFrame(rows, columns=heads, dtype="str")


def _for_readers(table: Download) -> pd.DataFrame:
    frame = table.frame
    if table.name != "series":
        return frame
    shown = frame["kind"].isin(_SHOWN) & (frame["kind"].ne("step") | frame["id"].str.endswith(":deeds"))
    frame = frame[shown & frame["group_kind"].isin(("all", "jeugdregio", "municipality")) & ~frame["original_only"]]
    if not fits(frame):
        frame = frame[frame["group_kind"] != "municipality"]
    return frame.reset_index(drop=True)
