"""What the stage trends tells -> whether the texts of the example, as they were marked, bear it out.

A statement is unplanted when the truth's own marks do not show it: a difference of the other sign, or of less than a
quarter of its size; a first text without the concept, or after another's with the same words; a silence in texts that
do speak; deeds where words were told; a source that nothing was copied from. Statements about what the truth does not
mark (names, topics that were not planted) are not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, overlap
from pipeline.evaluation.story import EVERYBODY, Key
from pipeline.schema.values import LADDER

QUARTER = 0.25
FEWER = 0.5
DEEDS = "deeds"
LABEL = "label"

Tables = Mapping[str, pd.DataFrame]
Verdict = tuple[str, bool | None]  # the statement, and whether the truth bears it out; None when it cannot be judged


@dataclass(frozen=True)
class Marks:
    """What is marked in the truth, for the documents that count.

    Attributes:
        documents: document_id, code, region, year, date.
        items: kind (concept, topic), id (topics by their number in the run), document_id.
        sentences: document_id, concept ("" once for every sentence), step.
        copied: code of the taker, code or name of the source.
    """

    documents: pd.DataFrame
    items: pd.DataFrame
    sentences: pd.DataFrame
    copied: set[tuple[str, str]]


def score_headlines(marks: Marks, key: Key, tables: Tables) -> Metrics:
    """Numbers of statements told, judged and unplanted, and which those are.

    Args:
        marks: what `read_marks` returned.
        key: see `story.make_key`.
        tables: changes, comparisons, firsts, silences, deeds, copying, mentions.
    """
    verdicts = [
        *_differences(tables["changes"][tables["changes"]["q"] < key.below], marks),
        *_differences(_as_changes(tables["comparisons"]), marks),
        *_firsts(tables, marks),
        *_silences(tables["silences"], marks),
        *_deeds(tables["deeds"], marks),
        *_copying(tables["copying"], marks),
    ]
    judged = [v for v in verdicts if v[1] is not None]
    wrong = [name for name, ok in judged if not ok]
    return {"told": len(verdicts), "judged": len(judged), "unplanted": len(wrong), "which": wrong}


def read_marks(pairs: list[Pair], key: Key, *, years: tuple[int, int]) -> Marks:
    """The truth of the documents that are on the subject, by the ids of the run.

    Args:
        pairs: documents of both.
        key: see `story.make_key`.
        years: first and last year of the sentences that count.
    """
    counted = [p for p in pairs if p.truth.on_topic and not pd.isna(p.document.year)]
    documents = [_facts(p) for p in counted]
    within = [p for p in counted if years[0] <= int(p.document.year) <= years[1]]
    sentences = [row for p in within for row in _steps(p)]
    return Marks(
        pd.DataFrame(documents, columns=["document_id", "code", "region", "year", "date"]),
        pd.DataFrame([row for p in counted for row in _items(p, key)], columns=["kind", "id", "document_id"]),
        pd.DataFrame(sentences, columns=["document_id", "concept", "step"]),
        _copies(pairs),
    )


def _facts(pair: Pair) -> tuple[str, str, str, int, str]:
    found, truth = pair.document, pair.truth
    place = truth.municipality_code or "", truth.jeugdregio or ""
    return str(found.document_id), *place, int(found.year), str(found.date)


def _items(pair: Pair, key: Key) -> Iterator[tuple[str, str, str]]:
    owner = str(pair.document.document_id)
    yield from (("concept", c, owner) for c in sorted({m.concept_id for m in pair.truth.mentions}))
    topics = {key.topics[p.topic] for p in pair.truth.paragraphs if p.topic in key.topics}
    yield from (("topic", t, owner) for t in sorted(topics))


def _steps(pair: Pair) -> Iterator[tuple[str, str, str]]:
    owner = str(pair.document.document_id)
    for sentence in pair.truth.sentences:
        span = (sentence.start, sentence.end)
        if sentence.step:
            inside = {m.concept_id for m in pair.truth.mentions if overlap(span, (m.start, m.end))}
            yield from ((owner, concept, sentence.step) for concept in sorted(inside | {""}))


def _copies(pairs: list[Pair]) -> set[tuple[str, str]]:
    owners = {p.truth.id: (p.truth.municipality_code, str(p.document.document_id)) for p in pairs}
    found = set()
    for pair in pairs:
        for paragraph in pair.truth.paragraphs:
            code, document = owners.get(paragraph.copied_from or "", (None, ""))
            if document:
                found.add((str(pair.truth.municipality_code), code or document))
    return found


def _as_changes(comparisons: pd.DataFrame) -> pd.DataFrame:
    told = comparisons[comparisons["told"]]
    return told.rename(columns={"municipality_code": "to", "against": "from"}).assign(group_kind="municipality")


def _differences(rows: pd.DataFrame, marks: Marks) -> Iterator[Verdict]:
    for row in rows.to_dict("records"):
        name = f"{row['kind']} {row['id']}: {row['from']} -> {row['to']}, {row['estimate']:+.2f}"
        sides = _sides(row, marks.documents)
        shares = [_share(str(row["kind"]), str(row["id"]), side, marks) for side in sides]
        if any(s is None for s in shares):
            yield name, None
            continue
        truth = float(shares[1] or 0) - float(shares[0] or 0)
        yield name, bool(truth * row["estimate"] > 0 and abs(truth) >= QUARTER * abs(row["estimate"]))


def _sides(row: Mapping[Any, Any], documents: pd.DataFrame) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Ids of the documents before and after."""
    kind, start, to = row["group_kind"], str(row["from"]), str(row["to"])
    if kind == "time":
        before, after = documents["year"] == int(start), documents["year"] == int(to)
    elif kind == "jeugdregio":
        after = documents["region"] == to
        before = ~after & (documents["region"] != "")
    else:
        after = documents["code"] == to
        region = documents.loc[after, "region"].iloc[0] if after.any() else ""
        near = documents["region"] == region
        before = ~after & (documents["code"] != "")
        before &= near if start in ("region", region) else ~near if start == "like" else True
    ids = documents["document_id"]
    return ids[before], ids[after]


def _share(kind: str, name: str, documents: pd.Series[Any], marks: Marks) -> float | None:
    if kind in ("concept", "topic"):
        found = marks.items[(marks.items["kind"] == kind) & (marks.items["id"] == name)]
        if kind == "topic" and not len(found):
            return None
        return float(documents.isin(found["document_id"]).mean()) if len(documents) else None
    if kind != "step":
        return None
    concept, _, step = name.rpartition(":")
    inside = marks.sentences["document_id"].isin(documents) & (marks.sentences["concept"] == concept)
    steps = marks.sentences.loc[inside, "step"]
    wanted = LADDER[2:] if step == DEEDS else (step,)
    return float(steps.isin(wanted).mean()) if len(steps) else None


def _firsts(tables: Tables, marks: Marks) -> Iterator[Verdict]:
    """The text does speak of it, and no earlier one of another municipality holds a marked phrase with a found word."""
    spoken = marks.items[marks.items["kind"] == "concept"].merge(marks.documents, on="document_id")
    words = tables["mentions"][tables["mentions"]["origin"] == LABEL]
    used = set(zip(words["concept_id"], words["document_id"], strict=True))
    for row in tables["firsts"][tables["firsts"]["told"]].to_dict("records"):
        own = spoken[spoken["id"] == row["id"]]
        speaks = bool((own["document_id"] == row["document_id"]).any())
        others = own[(own["code"] != row["municipality_code"]) & (own["code"] != "") & (own["date"] < row["date"])]
        earlier = any((row["id"], d) in used for d in others["document_id"])
        yield f"first {row['id']}: {row['municipality_code']} {row['date']}", speaks and not earlier


def _silences(silences: pd.DataFrame, marks: Marks) -> Iterator[Verdict]:
    for row in silences[silences["told"]].to_dict("records"):
        own = marks.documents.loc[marks.documents["code"] == row["municipality_code"], "document_id"]
        share = _share(row["kind"], row["id"], own, marks)
        yield f"silence {row['kind']} {row['id']}: {row['municipality_code']}", None if share is None else share == 0


def _deeds(deeds: pd.DataFrame, marks: Marks) -> Iterator[Verdict]:
    """At most half of the deeds that the truth's other concepts or municipalities have in the same years."""
    years = dict(zip(marks.documents["document_id"], marks.documents["year"], strict=True))
    codes = dict(zip(marks.documents["document_id"], marks.documents["code"], strict=True))
    table = marks.sentences.assign(
        year=marks.sentences["document_id"].map(years),
        code=marks.sentences["document_id"].map(codes),
        deed=marks.sentences["step"].isin(LADDER[2:]),
    )
    for row in deeds[deeds["told"]].to_dict("records"):
        concept, code = row["concept_id"], row["municipality_code"]
        own = table["concept"] == concept
        others = ~own & (table["concept"] != "") if code == EVERYBODY else own & (table["code"] != code)
        own &= (table["code"] == code) | (code == EVERYBODY)
        rates = table[others].groupby("year")["deed"].mean()
        expected = float(table.loc[own, "year"].map(rates).mean())
        share = float(np.mean(table.loc[own, "deed"])) if own.any() else np.nan
        yield f"words {concept or 'all'}: {code}", bool(share <= FEWER * expected)


def _copying(copying: pd.DataFrame, marks: Marks) -> Iterator[Verdict]:
    for row in copying[copying["told"]].to_dict("records"):
        pair = str(row["municipality_code"]), str(row["source"])
        yield f"copied {pair[0]} from {pair[1]}", pair in marks.copied
