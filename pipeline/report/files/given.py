"""Tables of the report -> the tables that are given away, with nothing private in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from pipeline.report.coverage import reject_rows
from pipeline.report.files.dictionary import Meaning, meanings, row_of
from pipeline.report.model import Document
from pipeline.report.privacy import cut
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.tables import TABLES

GIVEN = (
    "series",  # the largest goes first, when there is most memory left
    *("documents", "mentions", "entities", "leanings", "changes", "comparisons", "firsts", "silences", "deeds"),
    *("topics", "passage_topics", "topic_stability", "topic_hierarchy", "topic_words", "topic_baselines"),
    *("reuse", "copying", "coverage", "rejects"),
)
_UNNAMED = ("series", "changes", "comparisons", "leanings")  # may count names: only those that may be shown


@dataclass(frozen=True)
class Download:
    """One table to download."""

    name: str
    frame: pd.DataFrame

    @property
    def row(self) -> str:
        """What a row is, in the language of the page."""
        return say(*row_of(self.name))

    @property
    def columns(self) -> tuple[Meaning, ...]:
        """What each column means."""
        return meanings(self.name, [str(c) for c in self.frame.columns])


def downloads(report: Report) -> Iterator[Download]:
    """The tables to download, ready to publish, one after another: together they are large."""
    makers: dict[str, Callable[[Report], pd.DataFrame]] = {
        "documents": _documents,
        "mentions": _mentions,
        "entities": _entities,
        "rejects": _rejects,
    }
    public = set(report.tables["entities"]["canonical_id"].dropna())
    for name in GIVEN:
        if name in report.tables:
            yield Download(name, makers[name](report) if name in makers else _told(report.tables[name], name, public))


def _told(frame: pd.DataFrame, name: str, public: set[str]) -> pd.DataFrame:
    """The rows that may be told: claims that passed their test, and numbers about names that may be shown."""
    if "told" in frame.columns:
        frame = frame[frame["told"].astype(bool)]
    if name in _UNNAMED:
        frame = frame[frame["canonical_id"].isin(public) if name == "leanings" else _named(frame, public)]
    return frame.reset_index(drop=True)


def _named(frame: pd.DataFrame, public: set[str]) -> pd.Series[bool]:
    return (frame["kind"] != "entity") | frame["id"].isin(public)


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
    public = report.tables["entities"]
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
