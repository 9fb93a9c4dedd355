"""Texts as the mean of the vectors of their words: what the embedders with a spaCy model's vectors share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from spacy.util import get_package_path, is_package
from spacy.vocab import Vocab

from pipeline.cache import files_digest
from pipeline.embedders.vectors import unit_rows
from pipeline.errors import ModelError
from pipeline.text import words

_BUNDLED = Path(__file__).parents[2] / "models" / "nl_transformatie"


def mean_vectors(texts: list[str], folder: Path) -> np.ndarray:
    """The mean of the unit vectors of each text's words; a word without a vector does not count.

    Args:
        texts: any.
        folder: of a spaCy model.

    Returns:
        float32, len(texts) x length of the word vectors; rows of unit length or zero.

    Raises:
        ModelError: the model has no vectors.
    """
    vectors = _load_vectors(folder)
    split = [words(text) for text in texts]
    known = sorted({word for text in split for word in text})
    means = np.zeros((len(texts), vectors.shape[1]), dtype=np.float32)
    if not known:
        return means
    row = {word: i for i, word in enumerate(known)}
    of_words = unit_rows(_look_up(vectors, known))
    for i, text in enumerate(split):
        if text:
            means[i] = of_words[[row[word] for word in text]].sum(axis=0)
    return unit_rows(means)


def bundled_folder(embedder: str) -> Path:
    """The folder of the language model that comes with this repository.

    Raises:
        ModelError: it is missing.
    """
    current = _BUNDLED / "CURRENT"
    if not current.exists():
        raise ModelError(
            "the bundled language model is missing",
            expected=str(current),
            where=f"params.yaml, embed.embedder: {embedder}",
            remedy="restore it: git checkout models/nl_transformatie; or name a spaCy model's folder in embed.model",
        )
    return _BUNDLED / current.read_text(encoding="utf-8").strip()


def model_folder(name: str) -> Path:
    """The folder of a spaCy model by its package or path: the one that holds vocab/."""
    folder = Path(get_package_path(name)) if is_package(name) else Path(name)
    versions = sorted(path.parent for path in folder.glob("*/vocab"))
    return versions[-1] if versions and not (folder / "vocab").exists() else folder


def vectors_digest(folder: Path) -> str:
    """What a text's vector hangs on besides the text: the word vectors and how they are looked up."""
    return files_digest(*(path for path in _vector_files(folder) if path.exists()))


def _vector_files(folder: Path) -> list[Path]:
    return [folder / "vocab" / name for name in ("vectors", "vectors.cfg", "key2row")]


def _look_up(vectors: Any, known: list[str]) -> np.ndarray:
    if vectors.mode == "floret":
        return np.asarray(vectors.get_batch(known), dtype=np.float32)
    rows = vectors.find(keys=known)
    found: np.ndarray = np.where(rows[:, None] >= 0, np.asarray(vectors.data)[rows], 0).astype(np.float32)
    return found


def _load_vectors(folder: Path) -> Any:
    vocab = Vocab()
    if (folder / "vocab" / "vectors").exists():
        vocab.from_disk(folder / "vocab", exclude=["strings", "lookups"])
    if vocab.vectors.shape[1] == 0:
        raise ModelError(
            "the model has no word vectors",
            expected="a spaCy model with a folder vocab/vectors",
            where=str(folder),
            remedy="set embed.model to null for the model that is here, or choose embed.embedder: lsa_characters",
        )
    return vocab.vectors
