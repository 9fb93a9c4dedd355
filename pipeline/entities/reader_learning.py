"""Gold and the names of language models that had not seen its authors -> the weights of the second reader.

Inputs: data/gold/fragments.jsonl, data/gold/unseen_names.jsonl. See models/second_reader/README.md.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipeline.entities.extract import Extractor
from pipeline.entities.locations import Setting
from pipeline.entities.reader_features import SOFT, Span
from pipeline.entities.second_reader import NONE, SecondReader
from pipeline.entities.spans import Found
from pipeline.text import text_hash

STRENGTH = 0.2  # of the weights, against the drag to zero: the best of .05, .1, .2 and 1 in folds by author
LEAST = 5  # times that a feature is seen
SLIGHT = 0.1  # a feature all of whose weights are nearer to zero is left out
_YEAR = 2014

Candidate = tuple[list[str], str]  # its features, and the gold's label of exactly this span


@dataclass(frozen=True)
class Labelled:
    """One text of the gold: its writer, what an unseeing model found in it, and the gold's label of each span."""

    author: str
    text: str
    names: tuple[Found, ...]
    labels: dict[Span, str]


def read_labelled(gold: Path, unseen: Path) -> list[Labelled]:
    """Texts of the training part that `unseen` has names for; a text that has changed since is left out."""
    rows = [json.loads(line) for line in unseen.read_text(encoding="utf-8").splitlines()]
    names = {(row["author"], row["theme"], row["text"]): row["names"] for row in rows}
    found = []
    for (author, theme), fragments in sorted(themes(gold).items()):
        text = joined(fragments)
        spans = names.get((author, theme, text_hash(text)))
        if spans is not None:
            seen = tuple(Found(start, end, label, "model") for start, end, label in spans)
            found.append(Labelled(author, text, seen, _labels(fragments)))
    return found


def joined(fragments: Iterable[dict[str, Any]]) -> str:
    """The fragments of one theme as one text."""
    return "\n\n".join(fragment["text"] for fragment in fragments)


def candidates(labelled: Labelled, extractor: Extractor) -> list[Candidate]:
    """What the second reader judges in this text."""
    names = list(labelled.names)
    page = extractor.page(labelled.text, names, setting=Setting(_YEAR, None))
    return [(page.features(span), labelled.labels.get(span, NONE)) for span in page.candidates()]


def fit_reader(rows: Sequence[Candidate]) -> SecondReader:
    """Multinomial logistic regression; the features are those that are seen often enough and say something."""
    counts = Counter(name for features, _ in rows for name in set(features))
    kept = sorted(name for name, count in counts.items() if count >= LEAST)
    columns = {name: n for n, name in enumerate(kept)}
    chosen = [sorted({columns[f] for f in features if f in columns}) for features, _ in rows]
    ends = np.cumsum([0, *(len(one) for one in chosen)])
    ones = np.ones(ends[-1])
    matrix = csr_matrix((ones, [n for one in chosen for n in one], ends), shape=(len(rows), len(kept)))
    labels = [label if label in SOFT else NONE for _, label in rows]
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit(matrix, labels)
    weights = np.vstack([model.coef_.T, model.intercept_])
    telling = [n for n in range(len(kept)) if np.abs(weights[n]).max() >= SLIGHT]
    rows_of = {kept[n]: row for row, n in enumerate(telling)}
    return SecondReader(tuple(model.classes_), rows_of, weights[[*telling, len(kept)]].astype(np.float32))


def themes(gold: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The fragments with names of the training part, by author and theme."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        fragment = json.loads(line)
        if fragment["part"] == "train" and "entities" in fragment["layers"]:
            found[fragment["author"], fragment["theme"]].append(fragment)
    return found


def _labels(fragments: Iterable[dict[str, Any]]) -> dict[Span, str]:
    labels: dict[Span, str] = {}
    at = 0
    for fragment in fragments:
        labels |= {(at + e["start"], at + e["end"]): e["label"] for e in fragment["entities"]}
        at += len(fragment["text"]) + 2
    return labels
