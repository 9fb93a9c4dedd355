"""What the gold holds, counted: sentences, steps, flags, concepts with and without a label, names by kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from pipeline.text import fold

Row = dict[str, Any]
FLAGS = ("negated", "conditional", "quoted", "past")


def labels_of(concepts: Path) -> dict[str, tuple[str, ...]]:
    """The labels of every concept, folded, longest first."""
    found = {}
    for path in sorted(concepts.glob("[!_]*.yaml")):
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = [entry["pref_label"]["nl"], *entry.get("alt_labels", [])]
        found[path.stem] = tuple(sorted({_plain(name) for name in names}, key=len, reverse=True))
    return found


def holds_label(mention: Row, labels: dict[str, tuple[str, ...]]) -> bool:
    """Whether the marked words contain a label of their concept, compared without case, accents and hyphens."""
    return any(label in _plain(mention["text"]) for label in labels[mention["concept_id"]])


def count(rows: list[Row], labels: dict[str, tuple[str, ...]]) -> dict[str, Counter[str]]:
    """Counts by kind."""
    sentences = [s for row in rows for s in row["sentences"]]
    mentions = [m for row in rows for m in row["mentions"]]
    entities = [e for row in rows for e in row["entities"]]
    return {
        "sentences": Counter(s["step"] or "no concept" for s in sentences),
        "flags": Counter(flag for s in sentences for flag in FLAGS if s[flag]),
        "mentions": Counter("with label" if holds_label(m, labels) else "paraphrase" for m in mentions),
        "look-alikes": Counter(m["concept_id"] for row in rows for m in row["lookalikes"]),
        "concepts": Counter(m["concept_id"] for m in mentions),
        "paraphrases": Counter(m["concept_id"] for m in mentions if not holds_label(m, labels)),
        "entities": Counter(e["label"] for e in entities),
        "people": Counter(_person(e) for e in entities if e["label"] == "PERSON"),
    }


def _person(entity: Row) -> str:
    return "private" if entity["private"] else "office" if entity["office"] else "other role"


def _plain(text: str) -> str:
    return fold(text).replace("-", " ").replace("–", " ").replace("/", " ")
