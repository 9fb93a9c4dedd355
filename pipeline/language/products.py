"""The products of matrices in a language model by NumPy's library, where that is as steady as thinc's own.

A row of a product must not depend on the rows around it, or annotations would depend on what else is in the batch.
thinc's library (BLIS) keeps to that, but has no kernels for some processors, where NumPy's (OpenBLAS) takes a third of
the time. NumPy's keeps to it with some of its kernels, in whole tiles: each size that a model has is looked at once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from thinc.api import NumpyOps

_TILE = 192  # rows; a multiple of those that a kernel takes at a time
_LEAST = 8192  # weights; with fewer of them, a tile of rows is so small that OpenBLAS takes another kernel


class SteadyOps(NumpyOps):  # type: ignore[misc]  # it is compiled, and has no types
    """thinc's arithmetic on the processor, with large products by NumPy where equal rows come out equal."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of inputs (rows x width) and weights (outputs x width); any other as thinc does it."""
        plain = trans1 or not trans2 or out is not None or y.size < _LEAST
        if plain or not _is_steady(x.shape[1], len(y)):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        return _in_tiles(x, y)


def _in_tiles(x: Any, y: Any) -> Any:
    rows = len(x)
    whole = np.zeros((-(-rows // _TILE) * _TILE, x.shape[1]), dtype=np.float32)
    whole[:rows] = x
    return (whole @ y.T)[:rows]


@lru_cache
def _is_steady(width: int, outputs: int) -> bool:
    """Whether equal rows come out equal here whatever their place and number."""
    draw = np.random.default_rng(width)
    row, weights = draw.random((1, width), np.float32), draw.random((outputs, width), np.float32)
    few, many = (_in_tiles(np.repeat(row, rows, axis=0), weights) for rows in (1, 3 * _TILE))
    return bool((many == few).all())
