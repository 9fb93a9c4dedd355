"""What embedders share: unit vectors, one computation for equal texts, and the way from term counts to vectors."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from threadpoolctl import threadpool_limits

from pipeline.params import EmbedSettings

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

EmbedPassages = Callable[..., np.ndarray]  # as in every embedder: (texts, *, settings, seed)
_ENOUGH = 50  # passages from which a term that only one of them has is noise
_ROUNDS = 2  # of the randomised decomposition (Halko et al., 2011); more found no better topics in the example


def embed_distinct(texts: list[str], embed: EmbedPassages, *, settings: EmbedSettings, seed: int) -> np.ndarray:
    """Vectors of all texts, each distinct text embedded once.

    Returns:
        float32, one row a text; each row of unit length or zero.
    """
    distinct = sorted(set(texts))
    row = {text: i for i, text in enumerate(distinct)}
    vectors = embed(distinct, settings=settings, seed=seed)
    return np.asarray(vectors[[row[text] for text in texts]], dtype=np.float32)


def unit_rows(matrix: np.ndarray) -> np.ndarray:
    """Rows scaled to length 1, in float32; a row of zeros stays one."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled: np.ndarray = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 1e-6)
    return scaled.astype(np.float32)


def reduce_counts(counts: csr_matrix, *, dimensions: int, seed: int) -> np.ndarray:
    """Latent semantic analysis: counts -> TF-IDF -> the strongest directions.

    Terms in more than half of the texts and terms in one text only say nothing of what texts share; they are left out
    when there are texts enough to know. Deerwester et al., "Indexing by latent semantic analysis" (1990); TF-IDF with
    1 + log(tf), as scikit-learn has it.

    Args:
        counts: texts x terms.
        dimensions: width of the result; where texts or terms are fewer, the last columns are zero.
        seed: of the randomised decomposition.

    Returns:
        float32, texts x dimensions; rows of unit length or zero.
    """
    # a second to import, and an embedder with a model of its own needs neither
    from sklearn.feature_extraction.text import TfidfTransformer  # noqa: PLC0415
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415

    weights = TfidfTransformer(sublinear_tf=True).fit_transform(_telling(counts).astype(np.float32))
    vectors = np.zeros((counts.shape[0], dimensions), dtype=np.float32)
    wanted = min(dimensions, *weights.shape)
    if wanted == 1 or weights.nnz == 0:
        vectors[:, 0] = np.asarray(weights.sum(axis=1)).ravel() > 0
        return vectors
    with threadpool_limits(1):  # the same sums in the same order, whatever the cores; and no slower
        left, strength, _ = randomized_svd(weights, wanted, n_iter=_ROUNDS, random_state=seed)
    vectors[:, :wanted] = left * strength
    return unit_rows(vectors)


def _telling(counts: csr_matrix) -> csr_matrix:
    texts = counts.shape[0]
    if texts < _ENOUGH:
        return counts
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    telling = (spread >= 2) & (spread <= texts / 2)
    return counts[:, telling] if telling.any() else counts
