"""Fits of earlier runs, by a digest of all that they were made of: one with the same inputs is not made again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.cache import digest, pack

Made = np.ndarray[Any, np.dtype[np.float32]]


class Store(Protocol):
    """What is kept between runs; `pipeline.cache.Cache` is one."""

    def key(self, input_hash: str) -> str:
        """The key of what is made from inputs with this hash."""

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that have a result."""

    def get(self, key: str) -> Any:
        """The result."""

    def put(self, results: Sequence[tuple[str, bytes]]) -> None:
        """Keep packed results."""


def fitted(fit: Callable[[], Made], *inputs: Any, store: Store | None) -> Made:
    """What `fit` makes, from an earlier run where one had the same inputs.

    Args:
        fit: makes one array; its code and its constants are told apart by the store's own prefix.
        inputs: the arrays, sparse matrices and text that it is made of.
        store: None to keep nothing.
    """
    if store is None:
        return fit()
    key = store.key(digest(*(part for one in inputs for part in _parts(one))))
    if key in store.known([key]):
        kept = store.get(key)
        return np.frombuffer(kept["data"], dtype=np.float32).reshape(kept["shape"])
    made = fit()
    store.put([(key, pack({"shape": list(made.shape), "data": np.ascontiguousarray(made).tobytes()}))])
    return made


def _parts(value: Any) -> list[bytes]:
    if isinstance(value, csr_matrix):
        return [part for array in (value.data, value.indices, value.indptr) for part in _parts(array)]
    array = np.ascontiguousarray(value)
    return [f"{array.dtype} {array.shape}".encode(), array.tobytes()]
