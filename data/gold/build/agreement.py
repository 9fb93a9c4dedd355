"""Two readers over the same sentences: how far they agree.

The second reader gets the bare text of a sample (``blank_sheet``) and marks it without sight of the first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.metrics import cohen_kappa_score

from data.gold.build.read import LAYERS, read_lines
from data.gold.build.write import fragment_row, load_knowledge

Row = dict[str, Any]
Span = tuple[str, int, int]
FLAGS = ("negated", "conditional", "quoted")
FRAMES = ("transitie", "transformatie")
STEPS = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")
_NONE = "none"


@dataclass(frozen=True)
class SpanScore:
    """How two readers' spans of one kind meet; F1 is the same whichever of them is called the truth."""

    first: int
    second: int
    exact: int
    overlapping: int

    @property
    def f1(self) -> float:
        """F1 of equal spans."""
        return 2 * self.exact / max(self.first + self.second, 1)

    @property
    def f1_overlap(self) -> float:
        """F1 of spans that touch."""
        return 2 * self.overlapping / max(self.first + self.second, 1)


def sample(rows: list[Row], *, sentences: int) -> list[Row]:
    """Fragments in an order that depends on nothing but their ids, up to this many sentences."""
    chosen, total = [], 0
    for row in sorted(rows, key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest()):
        if total >= sentences:
            break
        chosen.append(row)
        total += len(row["sentences"])
    return sorted(chosen, key=lambda r: str(r["id"]))


def blank_sheet(rows: list[Row]) -> str:
    """The sentences without any mark: ``== id`` above each fragment, ``?: `` before each sentence."""
    parts = []
    for row in rows:
        lines = (f"?: {row['text'][s['start'] : s['end']]}" for s in row["sentences"])
        parts.append("\n".join([f"== {row['id']}", *lines]))
    return "\n\n".join(parts) + "\n"


def read_sheet(path: Path) -> dict[str, Row]:
    """A sheet that was filled in, by fragment.

    Raises:
        ValueError: a line is not in the shape of MARKUP.md.
    """
    knowledge, found = load_knowledge(), {}
    for part in path.read_text(encoding="utf-8").split("== ")[1:]:
        name, _, body = part.partition("\n")
        problems: list[Any] = []
        lines = [(number, text) for number, text in enumerate(body.splitlines(), 1) if text.strip()]
        fragment = read_lines(lines, knowledge, problems)
        if problems:
            raise ValueError(f"{path.name}, {name}, line {problems[0].line}: {problems[0].found}")
        found[name.strip()] = fragment_row(fragment)
    return found


def agreement(first: list[Row], second: dict[str, Row]) -> dict[str, Any]:
    """Cohen's kappa of the steps, F1 of concepts and names.

    Args:
        first: rows of the gold.
        second: the other reading, by fragment id; only fragments in both count.

    Returns:
        ``sentences`` read twice, by layer; ``kappa`` ("no step" is a value too), ``kappa_where_both`` (only where both
        gave a step), ``kappa_by_step`` (this step or not); ``flags``: F1 of each where both gave a step; ``concepts``,
        ``entities``: SpanScores by kind, and "all".

    Raises:
        ValueError: the two readings are of different texts.
    """
    pairs = {
        layer: [
            pair
            for row in first
            if row["id"] in second and layer in row["layers"]
            for pair in _sentences(row, second[row["id"]])
        ]
        for layer in LAYERS
    }
    steps = [(one["step"] or _NONE, other["step"] or _NONE) for one, other in pairs["concepts"]]
    return {
        "sentences": {layer: len(found) for layer, found in pairs.items()},
        "kappa": _kappa(steps),
        "kappa_where_both": _kappa([pair for pair in steps if _NONE not in pair]),
        "kappa_by_step": {step: _kappa([(str(a == step), str(b == step)) for a, b in steps]) for step in STEPS},
        "flags": {flag: _f1(_flagged(pairs["concepts"], flag)) for flag in FLAGS},
        "concepts": _spans(pairs["concepts"], "mentions"),
        "entities": _spans(pairs["entities"], "entities"),
    }


def frames_agreement(first: dict[str, str], second: dict[str, str]) -> dict[str, float]:
    """F1 of each frame over the fragments that both readers labelled; ``both`` counts for both frames.

    Args:
        first, second: transitie, transformatie, both or neither, by fragment id.
    """
    common = sorted(set(first) & set(second))
    return {
        frame: _f1([(first[i] in (frame, "both"), second[i] in (frame, "both")) for i in common]) for frame in FRAMES
    }


def _flagged(pairs: list[tuple[Row, Row]], flag: str) -> list[tuple[bool, bool]]:
    return [(one[flag], other[flag]) for one, other in pairs if one["step"] and other["step"]]


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    """F1 of yes against yes; 1.0 where nobody said yes."""
    said = sum(a + b for a, b in pairs)
    return round(2 * sum(a and b for a, b in pairs) / said, 3) if said else 1.0


def _sentences(one: Row, other: Row) -> Iterator[tuple[Row, Row]]:
    """The sentences of both readings, with the spans in each counted from its start."""
    for a, b in zip(one["sentences"], other["sentences"], strict=True):
        texts = one["text"][a["start"] : a["end"]], other["text"][b["start"] : b["end"]]
        if texts[0] != texts[1]:
            raise ValueError(f"{one['id']}: the texts differ: {texts[0][:80]!r} and {texts[1][:80]!r}")
        yield _within(one, a), _within(other, b)


def _within(row: Row, sentence: Row) -> Row:
    start, end = sentence["start"], sentence["end"]
    kinds = {"mentions": "concept_id", "entities": "label"}
    spans = {
        layer: [(s[kind], s["start"] - start, s["end"] - start) for s in row[layer] if start <= s["start"] < end]
        for layer, kind in kinds.items()
    }
    return {"step": sentence["step"], **{flag: sentence[flag] for flag in FLAGS}, **spans}


def _kappa(pairs: list[tuple[str, str]]) -> float | None:
    """None where only one value occurs: chance alone then explains all agreement."""
    if len({value for pair in pairs for value in pair}) < 2:
        return None
    return round(float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs])), 3)


def _spans(pairs: list[tuple[Row, Row]], layer: str) -> dict[str, SpanScore]:
    tallies: dict[str, Counter[str]] = {}
    for one, other in pairs:
        for name in {span[0] for row in (one, other) for span in row[layer]}:
            mine = [s for s in one[layer] if s[0] == name]
            theirs = [s for s in other[layer] if s[0] == name]
            tally = Counter(first=len(mine), second=len(theirs), exact=len(set(mine) & set(theirs)))
            tally["overlapping"] = min(_touching(mine, theirs), _touching(theirs, mine))
            tallies.setdefault(name, Counter()).update(tally)
    tallies["all"] = sum(tallies.values(), Counter())
    fields = ("first", "second", "exact", "overlapping")
    return {name: SpanScore(*(tally[f] for f in fields)) for name, tally in sorted(tallies.items())}


def _touching(spans: list[Span], others: list[Span]) -> int:
    return sum(any(start < other[2] and other[1] < end for other in others) for _, start, end in spans)
