"""Invented tables for benchmarks/report.py: as dense as those of the example, with nothing measured in them.

A stock of 4,000 passages is written from a vocabulary of made-up words, with the spans of sentences, mentions and names
in each; a document is seven of them in a row. Series and changes hold a row wherever the stage trends would write one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline.concepts.scheme import load_scheme
from pipeline.contract import DTYPES
from pipeline.places import load_places
from pipeline.schema.values import LADDER
from pipeline.tables import REJECTING, TABLES, empty_table, write_table

MODELS = Path(__file__).resolve().parent.parent / "models"
SOURCE = "voorbeeld"
YEARS = range(2011, 2016)
STOCK, PASSAGES, SENTENCES, TOPICS, ENTITIES = 4000, 7, 6, 60, 66
TYPES = ("beleidsnota", "raadsvoorstel", "verordening", "raadsbrief", "jaarverslag")
_BLANK = {"text": "x", "int": 1, "float": 0.0, "bool": False}


@dataclass
class Passage:
    """A passage of the stock; offsets count from its start."""

    text: str
    sentences: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)


def write_tables(folder: Path, *, municipalities: int, documents: int) -> None:
    """Write every table of the stage report below `folder`/data."""
    rng = random.Random(2015)
    concepts = [(c.id, c.pref_nl) for c in load_scheme(MODELS / "concepts").concepts]
    places = load_places(MODELS / "places", fictional=False).municipalities
    towns = sorted(places, key=lambda m: (m.valid_to != max(YEARS), m.code))[:municipalities]
    stock = [_passage(rng, concepts) for _ in range(STOCK)]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("documents", "passages", "sentences", "mentions",
                                                                    "entities", "passage_topics")}  # fmt: skip
    for number in range(documents):
        _document(rows, number, towns[number % len(towns)], [rng.choice(stock) for _ in range(PASSAGES)], rng)
    tables = {name: _frame(name, found) for name, found in rows.items()}
    ids = tables["documents"]["document_id"]
    records = {"record_id": ids, "source": SOURCE, "url": tables["documents"]["url"], "path": ids, "declared": "{}"}
    tables["topics"] = _frame("topics", [
        {"topic_id": t, "label": f"onderwerp {t}", "label_en": None, "terms": "jeugd, hulp, wet", "size": 100,
         "documents": 50, "stability": 0.7, "stable": True} for t in range(-1, TOPICS)])  # fmt: skip
    items = _items([c for c, _ in concepts])
    groups = [("all", "all"), *(("jeugdregio", r) for r in sorted({t.jeugdregio for t in towns}))]
    groups += [("municipality", t.code) for t in towns]
    tables["series"] = _series(items, groups)
    tables["changes"] = _changes(items, groups)
    tables["coverage"] = _frame("coverage", [
        {"source": SOURCE, "municipality_code": t.code, "year": y, "expected": 12, "obtained": 10, "usable": 10}
        for t, y in product(towns, YEARS)])  # fmt: skip
    data = folder / "data"
    write_table("records", _frame("records", pd.DataFrame(records)), data / "records" / f"{SOURCE}.parquet")
    for stage in REJECTING:
        write_table("rejects", empty_table("rejects"), data / "rejects" / f"{stage}.parquet")
    for name in (n for n in TABLES if n not in ("records", "rejects")):
        write_table(name, tables.get(name, empty_table(name)), data / f"{name}.parquet")


def _passage(rng: random.Random, concepts: list[tuple[str, str]]) -> Passage:
    found = Passage("")
    for number in range(SENTENCES):
        words = [_word(rng) for _ in range(10)]
        at = len(found.text)
        if rng.random() < 0.55:
            concept, name = rng.choice(concepts)
            words.insert(4, name)
            start = at + len(" ".join(words[:4])) + 1
            found.mentions.append({"concept_id": concept, "text": name, "start": start, "end": start + len(name),
                                   "sentence": number, "origin": rng.choice(["label", "pattern", "model"]),
                                   "step": rng.choice([*LADDER, None])})  # fmt: skip
        for kind in rng.sample(range(4), 2):
            name, facts = _name(rng, kind)
            start = at + len(" ".join(words)) + 1
            words.append(name)
            found.entities.append({"text": name, "start": start, "end": start + len(name)} | facts)
        found.text += " ".join(words) + ". "
        found.sentences.append((at, len(found.text) - 1))
        for mention in (m for m in found.mentions if m["sentence"] == number):
            mention |= {"sentence_start": at, "sentence_end": len(found.text) - 1}
    found.text = found.text.rstrip()
    return found


def _name(rng: random.Random, kind: int) -> tuple[str, dict[str, Any]]:
    if kind == 0:
        return "Jeugdwet", {"label": "LAW", "canonical_id": "BWBR0034925", "origin": "gazetteer", "public": True}
    if kind == 1:
        body = f"Stichting {chr(65 + rng.randrange(26))}{rng.choice('aeiou')}l"
        return body, {"label": "ORG", "canonical_id": body.lower(), "origin": "gazetteer", "public": True}
    if kind == 2:
        return f"{rng.randint(1, 28)} mei 2014", {"label": "DATE", "origin": "rule", "public": True}
    first = f"{rng.choice('BDFHJKLMNPRSTW')}{rng.choice('aeiou')}{rng.choice('nrltsmd')}{rng.choice(('', 'a', 'je'))}"
    return f"{first} {_word(rng).capitalize()}", {"label": "PERSON", "origin": "model", "public": rng.random() < 0.5}


def _word(rng: random.Random) -> str:
    """A made-up word; some come up often, as in language."""
    number = int(30_000 * rng.random() ** 4)
    syllables = ("wel", "jeug", "hul", "dor", "ma", "ken", "slag", "te", "vor", "min", "pel", "ge", "ro", "stan", "ui")
    out = ""
    while number or not out:
        number, rest = divmod(number, len(syllables))
        out += syllables[rest]
    return out


def _document(
    rows: dict[str, list[dict[str, Any]]], number: int, town: Any, passages: list[Passage], rng: random.Random
) -> None:
    id_, year, at = f"d{number:06d}", rng.choice(YEARS), 0
    for index, passage in enumerate(passages):
        passage_id = f"{id_}:{at}"
        own = {"document_id": id_, "passage_id": passage_id}
        rows["passages"].append(own | {"start": at, "end": at + len(passage.text), "page": index // 2 + 1,
                                       "heading": "Inleiding", "text": passage.text, "words": 80,
                                       "original": rng.random() > 0.1})  # fmt: skip
        rows["passage_topics"].append(
            {"passage_id": passage_id, "topic_id": rng.randrange(-1, TOPICS), "probability": rng.random()}
        )
        base = index * SENTENCES
        rows["sentences"] += [own | {"start": at + a, "end": at + b, "sentence": base + n}
                              for n, (a, b) in enumerate(passage.sentences)]  # fmt: skip
        for m in passage.mentions:
            moved = {k: m[k] + at for k in ("start", "end", "sentence_start", "sentence_end")}
            rows["mentions"].append(own | m | moved | {"mention_id": f"{id_}:{moved['start']}:{m['concept_id']}",
                                                       "sentence": base + m["sentence"], "score": 0.9,
                                                       "step_score": 0.7 if m["step"] else None})  # fmt: skip
        rows["entities"] += [own | e | {"start": e["start"] + at, "end": e["end"] + at} for e in passage.entities]
        at += len(passage.text) + 2
    rows["documents"].append({
        "document_id": id_, "record_id": id_, "source": SOURCE, "url": f"https://example.org/{id_}.pdf",
        "title": f"Nota jeugd {number}", "document_type": rng.choice(TYPES), "date": f"{year}-05",
        "date_precision": "month", "date_kind": "adopted", "year": year, "municipality_code": town.code,
        "municipality": town.name, "jeugdregio": town.jeugdregio, "province": town.province, "language": "nl",
        "words": 80 * PASSAGES, "on_topic": rng.random() > 0.05, "reused_share": 0.1,
        "text": "\n\n".join(p.text for p in passages), "raw_sha256": f"{number:064x}"})  # fmt: skip


def _items(concepts: list[str]) -> list[tuple[str, str]]:
    steps = [f"{c}:{s}" for c, s in product(["", *concepts], [*LADDER, "deeds"])]
    entities = ["BWBR0034925", *(f"stichting {n}" for n in range(ENTITIES - 1))]
    kinds = {"concept": concepts, "step": steps, "topic": [str(t) for t in range(TOPICS)], "entity": entities}
    return [(kind, id_) for kind, ids in kinds.items() for id_ in ids]


def _series(items: list[tuple[str, str]], groups: list[tuple[str, str]]) -> pd.DataFrame:
    rng = np.random.default_rng(2015)
    cells = list(product(groups, (0, *YEARS), (False, True)))
    shape = len(items) * len(cells)
    of = np.tile([{"all": 4000, "jeugdregio": 95, "municipality": 10}[g[0]] * (5 if y == 0 else 1)
                  for g, y, _ in cells], len(items))  # fmt: skip
    share = rng.random(shape) * 0.8
    documents = (of * share).astype("int64")
    passages = documents * 3
    enough = of >= 10
    shown = np.where(enough, documents / of, np.nan)
    columns: dict[str, Any] = {
        "kind": np.repeat([k for k, _ in items], len(cells)),
        "id": np.repeat([i for _, i in items], len(cells)),
        "group_kind": np.tile([g[0] for g, _, _ in cells], len(items)),
        "group": np.tile([g[1] for g, _, _ in cells], len(items)),
        "year": np.tile([y for _, y, _ in cells], len(items)),
        "original_only": np.tile([o for _, _, o in cells], len(items)),
        "documents": documents, "of_documents": of, "passages": passages, "of_passages": of * 3,
        "share": shown, "low": shown * 0.8, "high": shown + (1 - shown) * 0.2, "enough_data": enough,
    }  # fmt: skip
    return _frame("series", pd.DataFrame(columns))


def _changes(items: list[tuple[str, str]], groups: list[tuple[str, str]]) -> pd.DataFrame:
    rng = random.Random(2015)
    rows = []
    for (kind, id_), (group_kind, group) in product(items, groups):
        sides = ("time", "2011", "2015") if group_kind == "all" else (group_kind, "rest", group)
        q = rng.random()
        tested = {"estimate": rng.random() - 0.5, "low": -0.6, "high": 0.6, "p": q, "q": q, "enough_data": True}
        rows.append({"kind": kind, "id": id_} | dict(zip(("group_kind", "from", "to"), sides, strict=True)) | tested)
    return _frame("changes", rows)


def _frame(name: str, rows: list[dict[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """Rows with the columns of the contract; what they leave out is null, or blank where null is forbidden."""
    frame = pd.DataFrame(rows)
    for column, spec in _missing(name, frame):
        blank = None if spec.nullable else spec.values[0] if spec.values else _BLANK[spec.kind]
        frame[column] = pd.Series([blank] * len(frame), dtype=DTYPES[spec.kind])
    return frame[list(TABLES[name].columns)]


def _missing(name: str, frame: pd.DataFrame) -> Iterator[tuple[str, Any]]:
    yield from ((c, spec) for c, spec in TABLES[name].columns.items() if c not in frame.columns)
