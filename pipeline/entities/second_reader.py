"""A second look at names whose label is in doubt: keep, drop, another label, or the language model's own span.

Multinomial logistic regression over the features of `reader_features.py`; learned by `reader_learning.py` on names
found by a language model that had not seen the author. Input: models/second_reader/.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.entities.reader_features import Page, Span, is_open
from pipeline.entities.spans import Cover, Found
from pipeline.errors import ModelError

NONE = "-"  # no name
_LEAST = 0.4  # chance from which a name is worth its risk: near half the F that is reached
_KEPT = 0.1  # what the rules' own label has ahead
_DROPPED, _SURELY = ("FAC", "LOC", "ORG"), 0.5  # others only get another label
_HELD = 0.01

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class SecondReader:
    """Weights (features x labels) by the name of a feature.

    Attributes:
        labels: the columns; one of them is `NONE`.
        rows: the row of each feature; the last row of `weights` holds the intercepts.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Floats

    def read(self, page: Page) -> list[Found]:
        """The names of a page, settled anew where the label is open."""
        spans = page.candidates()
        if not spans:
            return page.flat
        chances = self.chances([page.features(span) for span in spans])
        chosen = _best(self._offers(page, spans, chances))
        fixed = [f for f in page.flat if not is_open(f)]
        cover = Cover(page.flat)
        return sorted([*fixed, *(_renamed(s, label, page, cover) for s, label in chosen)], key=lambda f: f.start)

    def chances(self, features: Sequence[Sequence[str]]) -> Floats:
        """Probabilities (candidates x labels)."""
        last = len(self.weights) - 1
        rows = [[*{self.rows[f] for f in one if f in self.rows}, last] for one in features]
        starts = np.cumsum([0, *(len(one) for one in rows[:-1])])
        sums = np.add.reduceat(self.weights[[row for one in rows for row in one]], starts, axis=0)
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        found: Floats = powers / powers.sum(axis=1, keepdims=True)
        return found

    def _offers(self, page: Page, spans: list[Span], chances: Floats) -> list[tuple[Span, str, float]]:
        """The best label of each candidate, where it is worth its risk, and what it is worth."""
        offers = []
        none = self.labels.index(NONE)
        column = {label: n for n, label in enumerate(self.labels)}
        for span, chance in zip(spans, chances.astype(float), strict=True):
            held = page.rule.get(span)
            own = column.get(held.label) if held else None
            if own is not None:
                chance[own] += _KEPT
                if held and not self._may_go(page, held, chance[none]):
                    chance[own] = max(chance[own], _LEAST + _HELD)
            chance[none] = -1.0
            best = int(chance.argmax())
            if chance[best] > _LEAST:
                offers.append((span, self.labels[best], float(chance[best]) - _LEAST))
        return offers

    def _may_go(self, page: Page, held: Found, doubt: float) -> bool:
        """A body or building of the model may be dropped, and a person when it is surely none.

        What is an ordinary word stays a person: ordinary.py kept it with care.
        """
        if held.origin != "model" or held.label != "PERSON":
            return held.origin == "model" and held.label in _DROPPED
        return doubt > _SURELY and page.text[held.start : held.end].lower() not in page.lists.ordinary


def read_second_reader(folder: Path) -> SecondReader:
    """Read models/second_reader/: features.json (labels, and the features in order) and weights.npy.

    Raises:
        ModelError: it is missing or no such file.
    """
    try:
        names = json.loads((folder / "features.json").read_text(encoding="utf-8"))
        weights = np.load(folder / "weights.npy", allow_pickle=False).astype(np.float32)
        reader = SecondReader(tuple(names["labels"]), {f: n for n, f in enumerate(names["features"])}, weights)
        if weights.shape != (len(reader.rows) + 1, len(reader.labels)):
            raise ValueError(f"{len(reader.rows)} features and {len(reader.labels)} labels, weights {weights.shape}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the second reader cannot be read: {error}",
            where=str(folder),
            remedy="restore it: git checkout models/second_reader, or dvc repro learn_names",
        ) from None
    return reader


def write_second_reader(reader: SecondReader, folder: Path) -> None:
    """Keep the weights as half-precision numbers, and the names of rows and columns as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {"labels": list(reader.labels), "features": sorted(reader.rows, key=lambda f: reader.rows[f])}
    text = json.dumps(names, ensure_ascii=False, indent=0) + "\n"
    (folder / "features.json").write_text(text, encoding="utf-8")
    np.save(folder / "weights.npy", reader.weights.astype(np.float16))


def _best(offers: list[tuple[Span, str, float]]) -> list[tuple[Span, str]]:
    """Those without overlaps that are worth most together."""
    ordered = sorted(offers, key=lambda o: (o[0][1], o[0][0]))
    ends = [span[1] for span, _, _ in ordered]
    worth, before = [0.0], []
    for n, (span, _, gain) in enumerate(ordered):
        before.append(bisect_right(ends, span[0], 0, n))
        worth.append(max(worth[n], worth[before[n]] + gain))
    chosen = []
    n = len(ordered)
    while n:
        if worth[n] > worth[n - 1]:
            chosen.append(ordered[n - 1][:2])
            n = before[n - 1]
        else:
            n -= 1
    return chosen[::-1]


def _renamed(span: Span, label: str, page: Page, cover: Cover) -> Found:
    """What was hidden stays hidden, under any label; a person is hidden until an office says otherwise."""
    held = page.rule.get(span)
    if held is not None:
        if held.label == label:
            return held
        public = held.public and label != "PERSON"
        return replace(held, label=label, origin="model", public=public, canonical_id=None, canonical_name=None)
    hidden = any(not f.public for f in cover.over(*span))
    return Found(*span, label, "model", public=not hidden and label != "PERSON")
