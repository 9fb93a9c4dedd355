"""Latent semantic analysis: texts -> vectors along the strongest directions of what is counted in them.

The directions are learned from the texts at hand. Where these are more than `embed.fit_passages`, they are learned from
a sample and all texts are placed along them, a few thousand at a time or on the workers of a cluster. lsa and
lsa_characters differ in what they count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from safetensors.numpy import load_file, save_file
from threadpoolctl import threadpool_limits

from pipeline.embedders.vectors import unit_rows
from pipeline.errors import ModelError
from pipeline.params import EmbedSettings
from pipeline.text import fold, text_hash, words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_ENOUGH = 50  # passages from which a term that only one of them has is noise
_ROUNDS = 2  # of the randomised decomposition (Halko et al., 2011); more found no better topics in the example
_AT_A_TIME = 4096  # texts placed together


class Counter(Protocol):
    """Counts terms in texts."""

    def count(self, texts: Sequence[str]) -> csr_matrix:
        """How often each term stands in each text (texts x terms); without terms, the texts give them."""

    def terms(self) -> Sequence[str]:
        """Of the columns."""


MakeCounter = Callable[[Sequence[str] | None], Counter]  # from terms, or None to take them from the first texts


@dataclass(frozen=True)
class Space:
    """What was learned.

    Attributes:
        terms: that tell texts apart.
        rarity: inverse document frequency of each.
        directions: terms x width, float32.
    """

    terms: Sequence[str]
    rarity: np.ndarray
    directions: np.ndarray

    def place(self, texts: Sequence[str], make: MakeCounter) -> np.ndarray:
        """Vectors of texts, each by itself: float32, rows of unit length or zero."""
        vectors = np.zeros((len(texts), self.directions.shape[1]), dtype=np.float32)
        if not self.terms:
            return vectors
        counter = make(self.terms)
        for first in range(0, len(texts), _AT_A_TIME):
            part = texts[first : first + _AT_A_TIME]
            counts = counter.count([fold(text) for text in part])
            counts.sort_indices()  # sums in the same order, whatever stands beside a text
            weights, _ = _weigh(counts, self.rarity)
            vectors[first : first + len(part)] = unit_rows(weights @ self.directions)
        return vectors

    def write(self, folder: Path) -> None:
        """Keep it as numbers and JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        save_file({"rarity": self.rarity, "directions": self.directions}, folder / "space.safetensors")
        (folder / "terms.json").write_text(json.dumps(list(self.terms), ensure_ascii=False), encoding="utf-8")


@lru_cache(maxsize=1)
def read_space(folder: Path) -> Space:
    """What `Space.write` kept.

    Raises:
        ModelError: it is not there.
    """
    try:
        arrays = load_file(folder / "space.safetensors")
        terms = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"the directions of an embedder cannot be read: {error}",
            expected="space.safetensors and terms.json, as the stage embed writes them for the workers of a cluster",
            where=str(folder),
            remedy="set embed.model to null",
        ) from error
    return Space(terms, arrays["rarity"], arrays["directions"])


def embed_latent(texts: Sequence[str], make: MakeCounter, *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of texts.

    Args:
        texts: any.
        make: of what is counted.
        settings: `dimensions` is the width; where texts or terms are fewer, the last columns are zero. `model` is the
            folder of a `Space`, which then is taken instead of learning one.
        seed: of the randomised decomposition.

    Returns:
        float32, texts x dimensions; rows of unit length or zero.
    """
    if settings.model is not None:
        return read_space(Path(settings.model)).place(texts, make)
    sample = sample_texts(texts, most=settings.fit_passages)
    space, vectors = learn_space(sample, make, dimensions=settings.dimensions, seed=seed)
    return vectors if len(sample) == len(texts) else space.place(texts, make)


def learn_model(texts: Sequence[str], make: MakeCounter, *, settings: EmbedSettings, seed: int, folder: Path) -> None:
    """Write the `Space` that `embed_latent` would learn, so that workers elsewhere can place texts in it."""
    sample = sample_texts(texts, most=settings.fit_passages)
    learn_space(sample, make, dimensions=settings.dimensions, seed=seed)[0].write(folder)


def sample_texts(texts: Sequence[str], *, most: int) -> list[str]:
    """All texts, or `most` of them drawn by their hash, in their order: one more text changes one in it at most."""
    if len(texts) <= most:
        return list(texts)
    hashes = [text_hash(text) for text in texts]
    drawn = sorted(range(len(texts)), key=hashes.__getitem__)[:most]
    return [texts[i] for i in sorted(drawn)]


def learn_space(texts: Sequence[str], make: MakeCounter, *, dimensions: int, seed: int) -> tuple[Space, np.ndarray]:
    """Learn the directions of texts, and what `embed_latent` says of these texts.

    Terms in more than half of the texts and terms in one text only say nothing of what texts share; they are left out
    when there are texts enough to know. Deerwester et al., "Indexing by latent semantic analysis" (1990); TF-IDF with
    1 + log(tf), as scikit-learn has it.
    """
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415 - a second that other embedders need not wait

    folded = [fold(text) for text in texts]
    if not any(words(text) for text in folded):
        nothing = np.zeros((0, dimensions), dtype=np.float32)
        return Space([], nothing[:, 0], nothing), np.zeros((len(texts), dimensions), dtype=np.float32)
    counter = make(None)
    counts = counter.count(folded)
    telling = _telling(counts)
    terms = [term for term, tells in zip(counter.terms(), telling, strict=True) if tells]
    weights, rarity = _weigh(counts if telling.all() else counts[:, telling])
    directions = np.zeros((len(terms), dimensions), dtype=np.float32)
    vectors = np.zeros((len(texts), dimensions), dtype=np.float32)
    wanted = min(dimensions, *weights.shape)
    if wanted <= 1 or weights.nnz == 0:
        directions[:, 0] = 1.0
        vectors[:, 0] = np.asarray(weights.sum(axis=1)).ravel() > 0
        return Space(terms, rarity, directions), vectors
    with threadpool_limits(1):  # the same sums in the same order, whatever the cores; and no slower
        left, strength, right = randomized_svd(weights, wanted, n_iter=_ROUNDS, random_state=seed)
    vectors[:, :wanted], directions[:, :wanted] = left * strength, right.T
    return Space(terms, rarity, directions), unit_rows(vectors)


def _weigh(counts: csr_matrix, rarity: np.ndarray | None = None) -> tuple[csr_matrix, np.ndarray]:
    """TF-IDF of counts, with the rarity of terms in these texts or as given; each row of length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415 - as above

    made, counts = TfidfTransformer(sublinear_tf=True), counts.astype(np.float32)
    if rarity is None:
        made.fit(counts)
    else:
        made.idf_ = rarity
    return made.transform(counts), np.asarray(made.idf_, dtype=np.float32)


def _telling(counts: csr_matrix) -> np.ndarray:
    texts = counts.shape[0]
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    telling: np.ndarray = (spread >= 2) & (spread <= texts / 2)
    return telling if texts >= _ENOUGH and telling.any() else np.ones(counts.shape[1], dtype=np.bool_)
