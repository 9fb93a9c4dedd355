"""Sentences -> scores by words: linear models that are kept as plain numbers, so that nobody ever loads a pickle."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.concepts.around import around
from pipeline.concepts.cues import Cues
from pipeline.concepts.positions import positions
from pipeline.errors import ModelError
from pipeline.text import fold

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Words:
    """One family of features.

    Attributes:
        analyzer: words (``word``) or pieces of words (``char_wb``), in runs of `lengths`, ``position`` or ``around``.
        least: a feature that fewer training sentences hold is left out.
        weight: of this family beside the others.
        cues: the words of which ``around`` tells what stands beside them.
    """

    analyzer: str
    lengths: tuple[int, int]
    least: int
    weight: float
    cues: frozenset[str] = frozenset()


class SentenceFeatures:
    """Weights of words and pieces of words (TF-IDF), and counts of cues, as one sparse matrix."""

    def __init__(self, families: Sequence[Words], vectorizers: Sequence[TfidfVectorizer], cues: Cues | None) -> None:
        self.families, self._vectorizers, self._cues = tuple(families), tuple(vectorizers), cues
        self._readers = [_Reader(family.weight, v) for family, v in zip(families, vectorizers, strict=True)]

    @classmethod
    def learn(cls, sentences: Sequence[str], *, families: Sequence[Words], cues: Cues | None) -> SentenceFeatures:
        """Take the vocabulary and its weights from training sentences."""
        texts = [plain(s) for s in sentences]
        return cls(families, [_vectorizer(family).fit(texts) for family in families], cues)

    def matrix(self, sentences: Sequence[str]) -> csr_matrix:
        """Features of each sentence (sentences x features)."""
        texts = [plain(s) for s in sentences]
        parts, width = [reader.read(texts) for reader in self._readers], [reader.width for reader in self._readers]
        if self._cues:
            counts = np.array([self._cues.counts(self._cues.read(s)) for s in sentences], dtype=np.float64)
            weights = CUE_WEIGHT * np.log1p(counts.reshape(len(texts), len(self._cues.features)))
            rows, columns = (places.astype(np.int64) for places in np.nonzero(weights))
            parts.append((rows, columns, weights[rows, columns]))
            width.append(weights.shape[1])
        return _beside(parts, len(texts), width)

    def names(self) -> list[str]:
        """What each column stands for, such as ``word: samen met`` or ``cue: money``."""
        found = []
        for family, vectorizer in zip(self.families, self._vectorizers, strict=True):
            kind = "piece" if family.analyzer == "char_wb" else family.analyzer
            found += [f"{kind}: {term}" for term in vectorizer.get_feature_names_out()]
        return found + [f"cue: {name}" for name in (self._cues.features if self._cues else ())]

    def write(self, folder: Path, name: str) -> None:
        """Keep the vocabulary as JSON and its weights as an array."""
        terms = [list(vectorizer.get_feature_names_out()) for vectorizer in self._vectorizers]
        _write_json(folder / f"{name}.words.json", terms)
        weights = {str(n): v.idf_.astype(np.float32) for n, v in enumerate(self._vectorizers)}
        save_file(weights, folder / f"{name}.words.safetensors")

    @classmethod
    def read(cls, folder: Path, name: str, *, families: Sequence[Words], cues: Cues | None) -> SentenceFeatures:
        """What `write` kept."""
        terms = json.loads((folder / f"{name}.words.json").read_text(encoding="utf-8"))
        weights = load_file(folder / f"{name}.words.safetensors")
        known = [(terms[n], weights[str(n)].astype(np.float64)) for n in range(len(families))]
        return cls(families, [_fitted(family, *one) for family, one in zip(families, known, strict=True)], cues)

    def plain(self) -> list[tuple[list[str], bytes]]:
        """The vocabulary of each family and its weights to the last bit, which `write` does not keep."""
        return [(list(v.get_feature_names_out()), v.idf_.astype(np.float64).tobytes()) for v in self._vectorizers]

    @classmethod
    def from_plain(
        cls, plain: Sequence[tuple[list[str], bytes]], *, families: Sequence[Words], cues: Cues | None
    ) -> SentenceFeatures:
        """What `plain` gave."""
        known = [(terms, np.frombuffer(weights, dtype=np.float64)) for terms, weights in plain]
        return cls(families, [_fitted(family, *one) for family, one in zip(families, known, strict=True)], cues)


Entries = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]  # row, column and value of each


class _Reader:
    """One family: what `TfidfVectorizer.transform` does, to the last bit, without its checks of what we made ourselves.

    They take four fifths of the time where sentences come a few at a time.
    """

    def __init__(self, weight: float, vectorizer: TfidfVectorizer) -> None:
        self._weight, self._idf = weight, vectorizer.idf_
        self._analyze, self._places = vectorizer.build_analyzer(), dict(_vocabulary(vectorizer))
        self.width = len(self._places)

    def read(self, texts: Sequence[str]) -> Entries:
        """1 + log(count) times idf, each row of length 1, then the weight; in order of row and column."""
        find = self._places.get
        found = [[at for term in self._analyze(text) if (at := find(term)) is not None] for text in texts]
        rows = np.repeat(np.arange(len(texts)), [len(one) for one in found])
        places = np.fromiter((at for one in found for at in one), dtype=np.int64, count=len(rows))
        keys, counts = np.unique(rows * max(self.width, 1) + places, return_counts=True)
        rows, places = np.divmod(keys, max(self.width, 1))
        values = (np.log(counts.astype(np.float64)) + 1.0) * self._idf[places]
        lengths = np.sqrt(np.bincount(rows, values * values, len(texts)))
        return rows, places, self._weight * (values / lengths[rows])


def _vocabulary(vectorizer: TfidfVectorizer) -> Mapping[str, int]:
    """Term -> column, also of a vectorizer that was given its vocabulary and fitted nothing."""
    known: Mapping[str, int] = getattr(vectorizer, "vocabulary_", None) or vectorizer.vocabulary
    return known


def _beside(parts: Sequence[Entries], height: int, widths: Sequence[int]) -> csr_matrix:
    """The matrix of the families beside each other."""
    edges = np.cumsum([0, *widths])
    rows, columns, values = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    columns += np.repeat(edges[:-1], [len(part[0]) for part in parts])
    order = np.lexsort((columns, rows))
    bounds = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=height))]).astype(np.int32)
    data = values[order].astype(np.float32)
    return csr_matrix((data, columns[order].astype(np.int32), bounds), shape=(height, int(edges[-1])))


CUE_WEIGHT = 0.15  # of cue counts beside word weights; best of 0.15, 0.3, 0.6 on held-out authors


def plain(sentence: str) -> str:
    """Lower case without diacritics, every digit as 0."""
    return "".join("0" if c.isdigit() else c for c in fold(sentence))


def _vectorizer(family: Words, vocabulary: Mapping[str, int] | None = None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer=_analyzer(family),
        ngram_range=family.lengths,
        min_df=family.least if vocabulary is None else 1,
        sublinear_tf=True,
        token_pattern=r"\w+|[€%]" if family.analyzer == "word" else None,
        vocabulary=vocabulary,
    )


def _analyzer(family: Words) -> str | Callable[[str], list[str]]:
    own: dict[str, Callable[[str], list[str]]]
    own = {"position": positions, "around": partial(around, words=family.cues)}
    return own.get(family.analyzer, family.analyzer)


def _fitted(family: Words, terms: Sequence[str], weights: NDArray[np.float64]) -> TfidfVectorizer:
    vectorizer = _vectorizer(family, vocabulary={term: at for at, term in enumerate(terms)})
    vectorizer.idf_ = weights
    return vectorizer


def write_arrays(folder: Path, name: str, arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any]) -> None:
    """Keep numbers as safetensors and everything else as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {key: np.ascontiguousarray(a, dtype=np.float32) for key, a in arrays.items()}
    save_file(whole, folder / f"{name}.safetensors")
    _write_json(folder / f"{name}.json", facts)


def read_arrays(folder: Path, name: str) -> tuple[dict[str, Floats], dict[str, Any]]:
    """What `write_arrays` kept.

    Raises:
        ModelError: a file is missing or broken.
    """
    try:
        facts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return load_file(folder / f"{name}.safetensors"), facts
    except (OSError, ValueError) as error:
        remedy = "run the stage before: dvc repro learn"
        raise ModelError(f"the classifier {name!r} cannot be read: {error}", where=str(folder), remedy=remedy) from None


def _write_json(path: Path, values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
