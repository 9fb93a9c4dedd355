"""Tables -> files to download, CSV and Parquet, with nothing private in them; and what stands in each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.report.coverage import reject_rows
from pipeline.report.model import Document
from pipeline.report.privacy import cut
from pipeline.report.report import Report
from pipeline.tables import TABLES

FOLDER = "gegevens"  # in the site, so that it works from any place
MEANINGS = {
    "series": "een aandeel met zijn marge",
    "changes": "een getoetst verschil",
    "coverage": "een bron, gemeente en jaar: verwacht en verkregen",
    "topics": "een onderwerp",
    "documents": "een document, zonder de tekst",
    "mentions": "een begrip op één plaats in een tekst",
    "entities": "een naam in een tekst; geen privépersonen",
    "rejects": "een bestand dat afviel, en waarom",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Download:
    """One table to download."""

    name: str
    row: str
    frame: pd.DataFrame

    @property
    def columns(self) -> list[tuple[str, str, str]]:
        """Name, meaning and unit of each column."""
        known = TABLES[self.name].columns
        return [(c, known[c].meaning, known[c].unit) for c in self.frame.columns]


def downloads(report: Report) -> list[Download]:
    """All tables to download, ready to publish."""
    makers = {
        "documents": _documents,
        "mentions": _mentions,
        "entities": _entities,
        "rejects": _rejects,
        "series": _series,
    }
    return [Download(n, row, makers.get(n, _as_it_is(n))(report)) for n, row in MEANINGS.items()]


def write_downloads(report: Report, folder: Path) -> None:
    """Write each table as CSV (for spreadsheets: no cell can start a formula) and as Parquet."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for download in downloads(report):
        download.frame.to_parquet(folder / f"{download.name}.parquet", index=False, compression="zstd")
        plain = download.frame.apply(lambda column: column.map(_neutral) if column.dtype == "str" else column)
        plain.to_csv(folder / f"{download.name}.csv", index=False, lineterminator="\n")


def _neutral(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and not _is_number(value) else value


def _is_number(value: str) -> bool:
    return value == "-" or value.lstrip("+-").replace(".", "", 1).isdigit()


def _as_it_is(name: str) -> Any:
    return lambda report: report.tables[name]


def _documents(report: Report) -> pd.DataFrame:
    frame = report.tables["documents"].drop(columns=["text"]).copy()
    known = [report.documents[str(id_)] for id_ in frame["document_id"]]
    frame["title"] = pd.Series([d.title for d in known], dtype="str", index=frame.index)
    frame["url"] = pd.Series([d.url or "" for d in known], dtype="str", index=frame.index)
    return frame


def _mentions(report: Report) -> pd.DataFrame:
    return _masked(report, report.tables["mentions"])


def _entities(report: Report) -> pd.DataFrame:
    """The names that may be shown; where a private name stands inside one, what was made of it goes too."""
    frame = report.tables["entities"]
    public = frame[frame["public"]].reset_index(drop=True)
    masked = _masked(report, public)
    made = ["canonical_id", "canonical_name", "body"]
    masked[made] = public[made].where(masked["text"] == public["text"])
    return masked.astype(public.dtypes.to_dict())


def _masked(report: Report, frame: pd.DataFrame) -> pd.DataFrame:
    """The text of each row, cut anew from its document without private names."""
    spans = zip(frame["document_id"], frame["start"], frame["end"], strict=True)
    texts = [_cut(report.documents[str(id_)], int(start), int(end)) for id_, start, end in spans]
    return frame.assign(text=pd.Series(texts, dtype="str", index=frame.index))


def _cut(document: Document, start: int, end: int) -> str:
    return cut(document.text, start, end, document.hidden)


def _rejects(report: Report) -> pd.DataFrame:
    return pd.DataFrame(reject_rows(report), columns=list(TABLES["rejects"].columns))


def _series(report: Report) -> pd.DataFrame:
    """Numbers about names only where the name may be shown."""
    entities = report.tables["entities"]
    public = set(entities.loc[entities["public"], "canonical_id"].dropna())
    frame = report.tables["series"]
    return frame[(frame["kind"] != "entity") | frame["id"].isin(public)].reset_index(drop=True)
