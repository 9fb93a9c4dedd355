"""What earlier runs fitted, by a digest of all that it was made of: with the same inputs nothing is fitted again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.cache import digest, pack
from pipeline.concepts.linear import SentenceFeatures, Words

T = TypeVar("T")
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


def kept(make: Callable[[], Any], *inputs: Any, store: Store | None) -> Any:
    """What `make` makes, from an earlier run where one had the same inputs.

    Args:
        make: makes plain data; its code and its constants are told apart by the store's own prefix.
        inputs: the arrays, sparse matrices and text that it is made of; what is made of the same inputs as something
            else has its name among them.
        store: None to keep nothing.
    """
    if store is None:
        return make()
    key = store.key(digest(*(part for one in inputs for part in _parts(one))))
    if key in store.known([key]):
        return store.get(key)
    made = make()
    store.put([(key, pack(made))])
    return made


def fitted(fit: Callable[[], Made], *inputs: Any, store: Store | None) -> Made:
    """As `kept`, for one array."""
    plain = kept(lambda: _plain_array(fit().astype(np.float32, copy=False)), *inputs, store=store)
    made: Made = _array(plain)
    return made


def kept_files(write: Callable[[Path], None], read: Callable[[Path], T], *inputs: str, store: Store | None) -> T:
    """What `read` finds in a folder that `write` filled, from an earlier run where one had the same inputs."""

    def make() -> dict[str, bytes]:
        with TemporaryDirectory() as folder:
            write(Path(folder))
            return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}

    files = kept(make, *inputs, store=store)
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        return read(Path(folder))


def kept_features(
    texts: Sequence[Sequence[str]], *, families: Sequence[Words], store: Store | None
) -> tuple[SentenceFeatures, list[csr_matrix]]:
    """Features learned from several lists of texts together, and the matrix of each list (texts x features)."""

    def make() -> dict[str, Any]:
        features = SentenceFeatures.learn([t for part in texts for t in part], families=families, cues=None)
        return {"features": features.plain(), "matrices": [_plain_matrix(features.matrix(part)) for part in texts]}

    made = kept(make, repr(families), json.dumps([list(part) for part in texts]), store=store)
    features = SentenceFeatures.from_plain(made["features"], families=families, cues=None)
    return features, [_matrix(plain) for plain in made["matrices"]]


def _plain_array(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    return {"type": array.dtype.str, "shape": list(array.shape), "data": np.ascontiguousarray(array).tobytes()}


def _array(plain: dict[str, Any]) -> Any:
    return np.frombuffer(plain["data"], dtype=plain["type"]).reshape(plain["shape"])


def _plain_matrix(matrix: csr_matrix) -> dict[str, Any]:
    parts = [_plain_array(array) for array in (matrix.data, matrix.indices, matrix.indptr)]
    return {"shape": list(matrix.shape), "parts": parts}


def _matrix(plain: dict[str, Any]) -> csr_matrix:
    return csr_matrix(tuple(_array(part) for part in plain["parts"]), shape=plain["shape"])


def _parts(value: Any) -> list[bytes]:
    if isinstance(value, str):
        return [value.encode("utf-8", "surrogatepass")]
    if isinstance(value, csr_matrix):
        return [part for array in (value.data, value.indices, value.indptr) for part in _parts(array)]
    array = np.ascontiguousarray(value)
    return [f"{array.dtype} {array.shape}".encode(), array.tobytes()]
