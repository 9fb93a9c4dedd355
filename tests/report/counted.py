"""Series and changes counted from the synthetic tables, by the rules of the contract; intervals and q are rough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.schema.values import LADDER
from pipeline.tables import TABLES, table_rows
from tests.report.corpus_facts import CONCEPT_IDS, PLACES, YEARS

_NULL = {name: None for name, column in TABLES["series"].columns.items() if column.nullable}
Found = list[tuple[str, int]]  # per document or sentence: document_id, 1 when it has the item


def count_series(tables: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """A share per item, group and year, also without copies (here: the same)."""
    base = [d for d in table_rows(tables["documents"]) if d.on_topic and not pd.isna(d.year)]
    items = _items(tables)
    groups = [("all", "all"), *(("municipality", code) for code in PLACES)]
    groups += [("jeugdregio", region) for region in sorted({region for _, region in PLACES.values()})]
    rows = []
    for kind, group in groups:
        column = {"municipality": "municipality_code", "jeugdregio": "jeugdregio"}.get(kind)
        inside = [d for d in base if column is None or getattr(d, column) == group]
        for year in (0, *YEARS):
            ids = {d.document_id for d in inside if year in (0, d.year)}
            place = {"group_kind": kind, "group": group, "year": year}
            for (what, id_), found in items.items():
                row = {"kind": what, "id": id_} | place | _share(found, ids, steps=what == "step")
                rows += [row | {"original_only": False}, row | {"original_only": True}]
    return rows


def _items(tables: dict[str, pd.DataFrame]) -> dict[tuple[str, str], Found]:
    mentions = list(table_rows(tables["mentions"]))
    items: dict[tuple[str, str], Found] = {}
    for concept in CONCEPT_IDS:
        own = {m.document_id for m in mentions if m.concept_id == concept}
        items["concept", concept] = [(d, 1) for d in sorted(own)]
    for concept in ("", *CONCEPT_IDS):
        steps = list(_steps(m for m in mentions if concept in ("", m.concept_id) and not pd.isna(m.step)))
        for step in (*LADDER, "deeds"):
            wanted = LADDER[2:] if step == "deeds" else (step,)
            items["step", f"{concept}:{step}"] = [(d, int(s in wanted)) for d, s in steps]
    owners = {p.passage_id: p.document_id for p in table_rows(tables["passages"])}
    for topic in (t for t in tables["topics"]["topic_id"] if t >= 0):
        own = {owners[p.passage_id] for p in table_rows(tables["passage_topics"]) if p.topic_id == topic}
        items["topic", str(topic)] = [(d, 1) for d in sorted(own)]
    return items


def _steps(mentions: Iterator[Any]) -> Iterator[tuple[str, str]]:
    highest: dict[tuple[str, int], int] = {}
    for m in mentions:
        key = (m.document_id, m.sentence_start)
        highest[key] = max(highest.get(key, 0), LADDER.index(m.step))
    yield from ((document, LADDER[rung]) for (document, _), rung in highest.items())


def _share(found: Found, ids: set[str], *, steps: bool) -> dict[str, Any]:
    inside = [(d, hit) for d, hit in found if d in ids]
    hits, having = sum(hit for _, hit in inside), len({d for d, hit in inside if hit})
    of_documents = len({d for d, _ in inside}) if steps else len(ids)
    enough = of_documents >= 10
    share = (hits / len(inside) if steps else having / len(ids)) if enough else None
    half = 0.5 / max(1, of_documents) ** 0.5
    low, high = (max(0.0, share - half), min(1.0, share + half)) if share is not None else (None, None)
    counts = {"documents": having, "of_documents": of_documents, "passages": hits, "of_passages": len(inside)}
    return _NULL | counts | {"share": share, "low": low, "high": high, "enough_data": enough}


def count_changes(series: pd.DataFrame) -> list[dict[str, Any]]:
    """2015 against 2011 within everybody, and each group against all; differences over 12 points pass the test."""
    shown = [s for s in table_rows(series) if s.enough_data and not s.original_only]
    shares = {(s.kind, s.id, s.group_kind, s.group, s.year): s.share for s in shown}
    rows = []
    for (kind, id_, group_kind, group, year), share in shares.items():
        time = group_kind == "all"
        first = shares.get((kind, id_, "all", "all", 2011 if time else 0))
        if first is None or year != (2015 if time else 0):
            continue
        sides = {"group_kind": "time", "from": "2011", "to": "2015"} if time else {"from": "rest", "to": group}
        q = 0.01 if abs(share - first) > 0.12 else 0.5
        tested = {"estimate": share - first, "low": None, "high": None, "p": None, "q": q, "enough_data": True}
        rows.append({"kind": kind, "id": id_, "group_kind": group_kind} | sides | tested)
    return rows
