"""What is planted in the example as a story -> which of it the tables of the stage trends tell.

``story.yaml`` in the truth folder says which topics rise and fall, where regions differ, who is silent, who was first,
where words stayed words, and who copied from whom. Each of these is found when a statement in the tables says so that
may be told (q below the threshold, or the column told).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from pipeline.evaluation.pairing import Pair
from pipeline.evaluation.scores import Metrics, proportion
from pipeline.evaluation.topics import planted_topic

STORY = "story.yaml"
RISE = 0.25  # planted: the weight of the last year less that of the first is at least this
EVERYBODY = "all"

Tables = Mapping[str, pd.DataFrame]
Found = tuple[str, bool]  # name of what is planted, and whether it is told


@dataclass(frozen=True)
class Key:
    """How the story's names stand in the tables.

    Attributes:
        codes: municipality -> CBS code.
        topics: planted topic -> number of the topic that holds most of its passages, as text.
        below: q from which a difference is told.
    """

    codes: dict[str, str]
    topics: dict[str, str]
    below: float


@dataclass(frozen=True)
class Story:
    """The planted story, and the settings that tell what counts.

    Attributes:
        plan: what `read_story` returned; empty without a story.
        below: q from which a difference is told.
        years: first and last year.
    """

    plan: Mapping[str, Any]
    below: float = 0.05
    years: tuple[int, int] = (2011, 2015)


def read_story(folder: Path) -> dict[str, Any]:
    """The story of a truth folder; empty where there is none."""
    path = folder / STORY
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def make_key(pairs: list[Pair], tables: Tables, *, below: float) -> Key:
    """Match names with codes and planted topics with found ones, by the documents of both."""
    codes = {str(p.truth.municipality): str(p.truth.municipality_code) for p in pairs if p.truth.municipality}
    places = tables["passage_topics"]
    topics = dict(zip(places["passage_id"], places["topic_id"].astype(str), strict=True))
    seen: dict[str, Counter[str]] = {}
    for pair in pairs:
        for row in pair.known("passages"):
            planted = planted_topic(pair, row)
            if planted and topics.get(row.passage_id, "-1") != "-1":
                seen.setdefault(planted, Counter())[topics[row.passage_id]] += 1
    best = {planted: max(sorted(found), key=lambda t: found[t]) for planted, found in seen.items()}
    return Key(codes, best, below)


def score_story(story: Mapping[str, Any], key: Key, tables: Tables) -> Metrics:
    """Share of each part that is found, with the names of what is missed; empty without a story.

    Args:
        story: what `read_story` returned.
        key: what `make_key` returned.
        tables: changes, silences, firsts, deeds, copying.
    """
    if not story:
        return {}
    changes = tables["changes"]
    parts = {
        "rises": _moves(story["topics"], key, changes),
        "concepts": _concepts(story["topics"], key, changes),
        "regions": _regions(story.get("regional", ()), key, changes),
        "silences": _silences(story.get("silent", ()), key, tables["silences"]),
        "silent_concepts": _silent_concepts(story.get("silent", ()), key, tables["silences"]),
        "firsts": _firsts(story.get("first", ()), key, tables["firsts"]),
        "words": _words(story.get("words_without_deeds", ()), key, tables["deeds"]),
        "copyists": _copyists(story.get("copying", ()), key, tables["copying"]),
        "frames": _frames(story.get("frames", {}), key, changes),
    }
    return {name: _part(list(found)) for name, found in parts.items()}


def _part(found: list[Found]) -> Metrics:
    return {**proportion(sum(ok for _, ok in found), len(found)), "missed": [name for name, ok in found if not ok]}


def directions(topics: Mapping[str, Any]) -> dict[str, int]:
    """Planted topics and concepts that rise (1) or fall (-1); not a concept whose topics do both, or neither."""
    ways = {name: topic["weights"][-1] - topic["weights"][0] for name, topic in topics.items()}
    signs = {name: (1 if way > 0 else -1) if abs(way) >= RISE else 0 for name, way in ways.items()}
    concepts: dict[str, set[int]] = {}
    for name, topic in topics.items():
        for concept in topic["concepts"]:
            concepts.setdefault(concept, set()).add(signs[name])
    both = {c: sum(way) for c, way in concepts.items() if len(way - {0}) == 1}
    return {name: sign for name, sign in signs.items() if sign} | both


def _moves(topics: Mapping[str, Any], key: Key, changes: pd.DataFrame) -> Iterator[Found]:
    told = _told(changes, key, "topic", "time")
    for name, sign in directions(topics).items():
        if name in topics:
            yield f"{name} {_word(sign)}", told.get((key.topics.get(name, ""), ""), 0) == sign


def _concepts(topics: Mapping[str, Any], key: Key, changes: pd.DataFrame) -> Iterator[Found]:
    told = _told(changes, key, "concept", "time")
    yield from (
        (f"{name} {_word(sign)}", told.get((name, ""), 0) == sign)
        for name, sign in directions(topics).items()
        if name not in topics
    )


def _regions(regional: Iterable[Mapping[str, Any]], key: Key, changes: pd.DataFrame) -> Iterator[Found]:
    """A region is found when it stands out in its direction, or when one stands out against it and the others.

    The rest of a region that stands out holds this one: where Heidezoom is above the rest, Kustwal is below Heidezoom.
    """
    told = _told(changes, key, "topic", "jeugdregio")
    entries = list(regional)
    for entry in entries:
        sign = 1 if entry["times"] > 1 else -1
        topic = key.topics.get(entry["topic"], "")
        others = [e for e in entries if e["topic"] == entry["topic"] and (e["times"] > 1) != (entry["times"] > 1)]
        own = told.get((topic, entry["region"]), 0) == sign
        against = any(told.get((topic, e["region"]), 0) == -sign for e in others)
        yield f"{entry['topic']} in {entry['region']}", own or against


def _told(changes: pd.DataFrame, key: Key, kind: str, group_kind: str) -> dict[tuple[str, str], int]:
    """Sign of each difference that is told, by item and group ("" over time, where only the whole period counts)."""
    rows = changes[(changes["kind"] == kind) & (changes["group_kind"] == group_kind)]
    if group_kind == "time":
        rows = rows[(rows["from"] == rows["from"].min()) & (rows["to"] == rows["to"].max())]
    rows = rows[rows["q"] < key.below]
    groups = rows["to"] if group_kind != "time" else [""] * len(rows)
    return {(str(i), str(g)): 1 if e > 0 else -1 for i, g, e in zip(rows["id"], groups, rows["estimate"], strict=True)}


def _silences(silent: Iterable[Mapping[str, Any]], key: Key, silences: pd.DataFrame) -> Iterator[Found]:
    """A silence is found when that on the topic is told, or that on half of its concepts."""
    told = _pairs(silences[silences["told"]], "id", "municipality_code")
    for entry in silent:
        code = key.codes.get(entry["municipality"], "")
        some = sum((c, code) in told for c in entry["concepts"]) * 2 >= len(entry["concepts"])
        topic = (key.topics.get(entry["topic"], ""), code) in told
        yield f"{entry['municipality']} on {entry['topic']}", some or topic


def _silent_concepts(silent: Iterable[Mapping[str, Any]], key: Key, silences: pd.DataFrame) -> Iterator[Found]:
    told = _pairs(silences[silences["told"]], "id", "municipality_code")
    for entry in silent:
        code = key.codes.get(entry["municipality"], "")
        yield from ((f"{entry['municipality']} on {c}", (c, code) in told) for c in entry["concepts"])


def _firsts(first: Iterable[Mapping[str, Any]], key: Key, firsts: pd.DataFrame) -> Iterator[Found]:
    told = firsts[firsts["told"]]
    rows = {(str(r["id"]), str(r["municipality_code"]), int(r["year"])) for r in told.to_dict("records")}
    for entry in first:
        code = key.codes.get(entry["municipality"], "")
        yield f"{entry['municipality']} on {entry['concept']}", (entry["concept"], code, entry["year"]) in rows


def _words(words: Iterable[Mapping[str, Any]], key: Key, deeds: pd.DataFrame) -> Iterator[Found]:
    told = _pairs(deeds[deeds["told"]], "concept_id", "municipality_code")
    for entry in words:
        name = entry.get("concept") or entry["municipality"]
        code = EVERYBODY if entry.get("everywhere") else key.codes.get(entry.get("municipality", ""), "")
        yield name, (entry.get("concept", ""), code) in told


def _copyists(copying: Iterable[Mapping[str, Any]], key: Key, table: pd.DataFrame) -> Iterator[Found]:
    told = table[table["told"]]
    pairs = _pairs(told, "municipality_code", "source")
    models = set(told.loc[told["source_kind"] == "model_text", "municipality_code"])
    for entry in copying:
        if "model" in entry:
            yield from ((f"{t} from {entry['model']}", key.codes.get(t, "") in models) for t in entry["takers"])
        else:
            pair = key.codes.get(entry["taker"], ""), key.codes.get(entry["from"], "")
            yield f"{entry['taker']} from {entry['from']}", pair in pairs


def _frames(frames: Mapping[str, Any], key: Key, changes: pd.DataFrame) -> Iterator[Found]:
    """The first word of each plan says the direction, its year from when: "falls after 2014" is told from 2014 on.

    Nothing is asked where a run has no frames.
    """
    rows = changes[(changes["kind"] == "frame") & (changes["group_kind"] == "time")]
    if rows["q"].notna().any():
        told = rows[rows["q"] < key.below]
        for name, plan in frames.items():
            sign = 1 if str(plan).startswith("rises") else -1
            year = next(word for word in str(plan).split() if word.isdigit())
            own = told[(told["id"] == name) & (told["from"] >= year)]
            yield f"{name} {plan}", bool((own["estimate"] * sign > 0).any())


def _pairs(table: pd.DataFrame, one: str, other: str) -> set[tuple[str, str]]:
    return set(zip(table[one].astype(str), table[other].astype(str), strict=True))


def _word(sign: int) -> str:
    return "rises" if sign > 0 else "falls"
