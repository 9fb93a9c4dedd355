"""A fit is made once for the same inputs, and again for others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from pipeline.cache import Cache
from pipeline.concepts.fits import Made, fitted, kept_features, kept_files
from pipeline.concepts.paraphrase import FAMILIES

MATRIX = csr_matrix(np.array([[0.0, 1.0], [2.0, 0.0]], dtype=np.float32))


def counted(calls: list[int]) -> Made:
    calls.append(1)
    return np.full((2, 3), len(calls), dtype=np.float32)


def test_the_same_inputs_give_the_kept_array(tmp_path: Path) -> None:
    store, calls = Cache(tmp_path, stage="learn", prefix="p"), list[int]()
    first, second = (fitted(lambda: counted(calls), MATRIX, np.ones(2), store=store) for _ in range(2))
    assert len(calls) == 1
    assert np.array_equal(first, second)
    assert second.shape == (2, 3)


@pytest.mark.parametrize("other", [MATRIX * 2, MATRIX.T.tocsr(), csr_matrix((2, 3), dtype=np.float32)])
def test_other_inputs_are_fitted_anew(tmp_path: Path, other: csr_matrix) -> None:
    store, calls = Cache(tmp_path, stage="learn", prefix="p"), list[int]()
    for matrix in (MATRIX, other):
        fitted(lambda: counted(calls), matrix, store=store)
    assert len(calls) == 2


def test_without_a_store_nothing_is_kept() -> None:
    calls: list[int] = []
    for _ in range(2):
        fitted(lambda: counted(calls), MATRIX, store=None)
    assert len(calls) == 2


def test_kept_features_and_matrices_are_those_that_were_made(tmp_path: Path) -> None:
    store = Cache(tmp_path, stage="learn", prefix="p")
    texts = [["Het wijkteam helpt ouders.", "De raad besluit."], ["Ouders helpen het wijkteam."]]
    made, first, second = (kept_features(texts, families=FAMILIES, store=one) for one in (None, store, store))
    for features, matrices in (first, second):
        assert features.plain() == made[0].plain()
        assert all((a != b).nnz == 0 for a, b in zip(matrices, made[1], strict=True))


def test_files_are_written_once_and_read_from_what_was_kept(tmp_path: Path) -> None:
    store, calls = Cache(tmp_path / "kept", stage="learn", prefix="p"), list[int]()

    def write(folder: Path) -> None:
        calls.append(1)
        (folder / "model.json").write_text("{}", encoding="utf-8")

    for facts in ("a", "a", "b"):
        assert kept_files(write, lambda folder: (folder / "model.json").read_text(), facts, store=store) == "{}"
    assert len(calls) == 2
