"""The pipeline's tables -> sentences and passages that nobody labelled, without private names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.bench.audit import Silent
from pipeline.bench.labels import Task
from pipeline.bench.texts import Span
from pipeline.errors import InputError
from pipeline.report.privacy import Hidden, Name, cut, hide, places_in, private_everywhere
from pipeline.tables import read_table, table_rows

_TABLES = ("documents", "passages", "sentences", "entities", "mentions")
Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Source:
    """A document, and what of it may not be shown."""

    text: str
    hidden: Hidden
    facts: tuple[tuple[str, str], ...]

    def shown(self, start: int, end: int) -> str:
        """``text[start:end]`` without private names."""
        return cut(self.text, start, end, self.hidden)


def read_tables(data: Path) -> Tables:
    """The five tables that are needed.

    Raises:
        InputError: a table is missing: the pipeline did not run.
    """
    return {name: read_table(name, data / f"{name}.parquet") for name in _TABLES}


def sources(tables: Tables) -> dict[str, Source]:
    """All documents that are about the subject and are no copies, by id."""
    names: dict[str, list[Name]] = defaultdict(list)
    for e in table_rows(tables["entities"]):
        names[e.document_id].append(Name(e.start, e.end, e.text, e.label, e.public, e.origin != "model"))
    everywhere = sorted(private_everywhere(name for found in names.values() for name in found))
    return {
        d.document_id: _source(d, names[d.document_id], everywhere)
        for d in table_rows(tables["documents"])
        if d.on_topic and pd.isna(d.duplicate_of)
    }


def _source(document: Any, names: list[Name], everywhere: list[str]) -> Source:
    also = [name for name in everywhere if name in document.text]
    own = [None if pd.isna(v) else str(v) for v in (document.municipality, document.jeugdregio)]
    facts = {name: getattr(document, name) for name in ("municipality", "year", "document_type")}
    return Source(
        text=document.text,
        hidden=hide(document.text, names, also=also, places=places_in(names, own)),
        facts=tuple((name, str(value)) for name, value in facts.items() if not pd.isna(value)),
    )


def sentence_tasks(tables: Tables, scores: Mapping[str, float]) -> list[Task]:
    """Each sentence with a score as a task, with the mentions and step that the program gives it.

    Args:
        tables: from `read_tables`.
        scores: doubt by sentence, under ``document_id:start``; other sentences are left out.
    """
    known = sources(tables)
    found: dict[str, list[Any]] = defaultdict(list)
    for m in table_rows(tables["mentions"]):
        found[f"{m.document_id}:{m.sentence_start}"].append(m)
    rows = (s for s in table_rows(tables["sentences"]) if s.document_id in known)
    keyed = ((f"{s.document_id}:{s.start}", s) for s in rows)
    return [_task(key, s, known[s.document_id], found[key], scores[key]) for key, s in keyed if key in scores]


def _task(key: str, sentence: Any, source: Source, mentions: list[Any], score: float) -> Task:
    text, spans, at = "", [], sentence.start
    for m in sorted(mentions, key=lambda m: m.start):
        text += source.shown(at, m.start)
        words = source.shown(m.start, m.end)
        spans.append(Span(len(text), len(text) + len(words), m.concept_id))
        text, at = text + words, m.end
    step = next((m.step for m in mentions if not pd.isna(m.step)), None)
    text += source.shown(at, max(at, sentence.end))
    return Task(key, text, tuple(spans), step, source.facts, score)


def step_doubt(tables: Tables) -> dict[str, float]:
    """Doubt of the ladder about each sentence with a mention: 1 minus the probability of its step."""
    rows = table_rows(tables["mentions"])
    return {f"{m.document_id}:{m.sentence_start}": 1 - m.step_score for m in rows if not pd.isna(m.step_score)}


def read_scores(path: Path) -> tuple[list[str], pd.DataFrame]:
    """A model's scores: CSV with document_id, start (of the sentence) and a column of probabilities for each class.

    Returns:
        The sentences, as ``document_id:start``, and the probabilities.

    Raises:
        InputError: the file cannot be read or misses a column.
    """
    expected = "columns document_id, start and one for each class, with numbers between 0 and 1"
    try:
        frame = pd.read_csv(path, dtype={"document_id": str})
    except (OSError, ValueError) as error:
        raise InputError(f"the scores cannot be read: {error}", expected=expected, where=str(path)) from None
    classes = [c for c in frame.columns if c not in {"document_id", "start"}]
    numbers = frame[classes].apply(pd.to_numeric, errors="coerce")
    if len(frame.columns) != len(classes) + 2 or not classes or not numbers.stack().between(0, 1).all():
        raise InputError("these are no scores", expected=expected, where=str(path), remedy="write them anew")
    keys = [f"{d}:{s}" for d, s in zip(frame["document_id"], frame["start"], strict=True)]
    return keys, numbers


def silent_passages(tables: Tables, *, by: str) -> tuple[list[Silent], dict[str, int]]:
    """The passages without a mention, and by stratum the number of those with one.

    Args:
        tables: from `read_tables`; only documents that count, and passages that are no copies.
        by: column of the documents that makes the strata, such as year.
    """
    known = sources(tables)
    stratum = {d.document_id: _name(getattr(d, by)) for d in table_rows(tables["documents"])}
    loud = set(tables["mentions"]["passage_id"].dropna())
    silent: list[Silent] = []
    found: dict[str, int] = defaultdict(int)
    for p in table_rows(tables["passages"]):
        if p.document_id not in known or not p.original:
            continue
        if p.passage_id in loud:
            found[stratum[p.document_id]] += 1
        else:
            text = known[p.document_id].shown(p.start, p.end)
            silent.append(Silent(p.passage_id, stratum[p.document_id], text))
    return silent, dict(found)


def _name(value: Any) -> str:
    return "unknown" if pd.isna(value) else str(value)
