"""Names that model and rules find in the gold's test part, against those that a careful reader marked there.

Fragments of one file are read together, as a document is, since a name's meaning may stand some sentences earlier.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.evaluation.scores import Metrics, agreement, overlap, proportion
from pipeline.places import Places

YEAR = 2014  # the gold's texts have no date of their own; codes are those of a year within the corpus
_BETWEEN = "\n\n"

Name = Mapping[str, Any]


@dataclass(frozen=True)
class GoldText:
    """One file of the gold: its fragments as one text, with the names marked in it."""

    name: str
    text: str
    names: tuple[Name, ...]


def read_gold_texts(path: Path, *, part: str = "test") -> list[GoldText]:
    """The texts of one part in which all names are marked.

    Raises:
        InputError: the file is missing.
    """
    if not path.exists():
        raise InputError("the gold is missing", expected=str(path), remedy="run `python -m data.gold.build`")
    files: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["part"] == part and "entities" in one["layers"]:
            files.setdefault(f"{one['author']}/{one['theme']}", []).append(one)
    return [_joined(name, fragments) for name, fragments in sorted(files.items())]


def _joined(name: str, fragments: Sequence[Mapping[str, Any]]) -> GoldText:
    parts: list[str] = []
    names: list[Name] = []
    offset = 0
    for one in fragments:
        names += [{**e, "start": e["start"] + offset, "end": e["end"] + offset} for e in one["entities"]]
        parts.append(one["text"])
        offset += len(one["text"]) + len(_BETWEEN)
    return GoldText(name, _BETWEEN.join(parts), tuple(names))


def score_gold_names(gold: Sequence[GoldText], found: Sequence[Sequence[Name]], *, places: Places) -> Metrics:
    """Exact spans per label and over all, office holders, private people, and links of places.

    Args:
        gold: the texts.
        found: for each text the entities found, as rows of the table `entities`.
        places: knows the code of a municipality's name.
    """
    pairs = list(zip(gold, found, strict=True))
    holders, held = _holders(pairs)
    return {
        **_exact(pairs),
        "office_holders": agreement(len(holders & held), found=len(held), gold=len(holders)),
        "private_shown": _shown(pairs),
        "places_linked": _linked(pairs, places),
    }


def _exact(pairs: Sequence[tuple[GoldText, Sequence[Name]]]) -> Metrics:
    right, all_found, all_gold = Counter[str](), Counter[str](), Counter[str]()
    for text, rows in pairs:
        wanted, met = _spans(text.names), _spans(rows)
        right.update(label for *_, label in wanted & met)
        all_found.update(label for *_, label in met)
        all_gold.update(label for *_, label in wanted)
    labels = sorted(all_gold)
    per_label = {x: agreement(right[x], found=all_found[x], gold=all_gold[x]) for x in labels}
    found = sum(all_found[x] for x in labels)
    return {"micro": agreement(right.total(), found=found, gold=all_gold.total()), "per_label": per_label}


def _spans(rows: Iterable[Name]) -> set[tuple[int, int, str]]:
    return {(r["start"], r["end"], r["label"]) for r in rows}


def _holders(pairs: Sequence[tuple[GoldText, Sequence[Name]]]) -> tuple[set[Any], set[Any]]:
    """Places of people who hold a public office: by the gold, and those that would be named with it."""
    gold = {(t.name, n["start"], n["end"]) for t, _ in pairs for n in t.names if n["office"] and not n["private"]}
    found = {
        (t.name, r["start"], r["end"])
        for t, rows in pairs
        for r in rows
        if r["label"] == "PERSON" and r["office"] and r["public"]
    }
    return gold, found


def _shown(pairs: Sequence[tuple[GoldText, Sequence[Name]]]) -> Metrics:
    """Private people of whom a part would be published as a public person's name."""
    private = shown = 0
    for text, rows in pairs:
        public = [(r["start"], r["end"]) for r in rows if r["label"] == "PERSON" and r["public"]]
        for name in (n for n in text.names if n["private"]):
            private += 1
            shown += any(overlap((name["start"], name["end"]), span) for span in public)
    return proportion(shown, private)


def _linked(pairs: Sequence[tuple[GoldText, Sequence[Name]]], places: Places) -> Metrics:
    """Municipalities and provinces whose name has one meaning: linked to that code."""
    number = right = 0
    for text, rows in pairs:
        linked = {(r["start"], r["end"]): r["canonical_id"] for r in rows if r["label"] == "GPE"}
        for name in (n for n in text.names if n["label"] == "GPE"):
            codes = _codes(name["text"], places)
            if len(codes) == 1:
                number += 1
                right += linked.get((name["start"], name["end"])) in codes
    return proportion(right, number)


def _codes(name: str, places: Places) -> set[str]:
    province = places.province_named(name)
    valid = (places.in_year(m.code, YEAR) for m in places.named(name))
    codes = {municipality.code for municipality in valid if municipality}
    return codes | ({province.code} if province else set())
