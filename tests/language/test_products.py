"""A row of a product is the same bits whatever the rows around it, on this machine and with kernels that are not so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.language.annotation import load_model
from pipeline.language.choice import find_model
from pipeline.language.products import SteadyOps

MODEL = str(find_model("bundled", Path(__file__).parent.parent.parent / "models"))
PLACES = """
import numpy as np
from pipeline.language.products import SteadyOps

row, weights = np.random.default_rng(3).random((1, 384), np.float32), np.ones((128, 384), np.float32) / 3
products = SteadyOps().gemm(np.repeat(row, 1000, axis=0), weights, trans2=True)
print(len(np.unique(products, axis=0)))
"""


@pytest.mark.parametrize(("width", "outputs"), [(80, 112), (112, 2), (336, 336), (112, 1239), (640, 384)])
def test_a_row_of_a_product_does_not_depend_on_the_others(width: int, outputs: int) -> None:
    draw = np.random.default_rng(1)
    rows, weights = draw.normal(size=(3000, width)), draw.normal(size=(outputs, width))
    rows, weights, ops = rows.astype(np.float32), weights.astype(np.float32), SteadyOps()
    whole = ops.gemm(rows, weights, trans2=True)
    for start, end in [(0, 1), (7, 9), (13, 213), (2999, 3000), (500, 2500)]:
        part = ops.gemm(rows[start:end], weights, trans2=True)
        assert np.array_equal(part, whole[start:end]), "annotations would depend on what else is in the batch"


def test_products_are_products() -> None:
    draw = np.random.default_rng(2)
    rows, weights = draw.random((5, 336), np.float32), draw.random((336, 336), np.float32)
    assert np.allclose(SteadyOps().gemm(rows, weights, trans2=True), rows @ weights.T, rtol=1e-5)
    assert SteadyOps().gemm(rows[:0], weights, trans2=True).shape == (0, 336)


def test_the_layers_of_the_model_multiply_that_way() -> None:
    parts: list[Any] = [part for _, part in load_model(MODEL).pipeline]
    kinds = {type(node.ops) for part in parts for node in part.model.walk() if "maxout" in node.name}
    assert kinds == {type(SteadyOps())}


def test_what_the_model_says_is_the_same_bits_alone_and_in_a_batch() -> None:
    texts = ["De raad van Zwolle stemde in.", "Kort. " * 200, "Jeugdhulp in de gemeente Almere, 2013."]
    nlp = load_model(MODEL)
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        assert np.array_equal(nlp(text).tensor, doc.tensor)


@pytest.mark.parametrize("kernels", ["HASWELL", "SKYLAKEX", "NEHALEM"])
def test_equal_rows_come_out_equal_on_other_processors_too(kernels: str) -> None:
    """With OpenBLAS 0.3 they do not on Haswell; a library that does not know the name takes this machine's own."""
    environment = os.environ | {"OPENBLAS_CORETYPE": kernels, "OMP_NUM_THREADS": "1"}
    said = subprocess.run([sys.executable, "-c", PLACES], env=environment, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "1", "a word would be annotated by its place in the batch"
