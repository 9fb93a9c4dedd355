"""The nearest passages of each passage, exactly: found once, and used by the fit and by every refit on a sample.

UMAP looks for neighbours itself when it is not given them: pair by pair in Python below 4,096 passages, by
approximation above. One matrix product is faster than either and exact, so that a refit differs from the fit by its
seed and its sample only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_ROWS = 1000  # passages compared with all others at a time; bounds the memory to _ROWS x passages floats
_SPARE = 3  # so many times the neighbours that a map needs; four in five of the documents leave enough of them


@dataclass(frozen=True)
class Neighbours:
    """Of each passage the nearest ones, itself first.

    Attributes:
        index: passages x count, int32.
        distance: cosine distances, 0-2, float32; rising along a row.
    """

    index: np.ndarray
    distance: np.ndarray

    def first(self, count: int) -> Neighbours:
        """The nearest `count` of each."""
        return Neighbours(np.ascontiguousarray(self.index[:, :count]), np.ascontiguousarray(self.distance[:, :count]))


def find_neighbours(vectors: np.ndarray, *, count: int, spare: bool = False) -> Neighbours:
    """The nearest passages of each, of equally near ones the first.

    Args:
        vectors: rows of unit length.
        count: neighbours wanted, the passage itself included; fewer where there are fewer passages.
        spare: find three times as many, for `sample_neighbours`.
    """
    return _nearest(vectors, np.arange(len(vectors)), count=count * _SPARE if spare else count)


def sample_neighbours(near: Neighbours, vectors: np.ndarray, *, inside: np.ndarray, count: int) -> Neighbours:
    """The neighbours of a sample's passages within the sample, as `find_neighbours` would find them there.

    Args:
        near: neighbours among all passages, with some to spare.
        vectors: of all passages.
        inside: which passages are in the sample.
        count: neighbours wanted.
    """
    count = min(count, int(inside.sum()))
    index, distance = near.index[inside], near.distance[inside]
    kept = inside[index]
    order = np.argsort(~kept, axis=1, kind="stable")[:, :count]
    number = np.cumsum(inside) - 1
    found = Neighbours(
        number[np.take_along_axis(index, order, axis=1)].astype(np.int32), np.take_along_axis(distance, order, axis=1)
    )
    short = np.flatnonzero(kept.sum(axis=1) < count)
    if len(short):
        again = _nearest(vectors[inside], short, count=count)
        found.index[short], found.distance[short] = again.index, again.distance
    return found


def _nearest(vectors: np.ndarray, rows: np.ndarray, *, count: int) -> Neighbours:
    count = min(count, len(vectors))
    parts = [_of_rows(vectors, rows[i : i + _ROWS], count) for i in range(0, len(rows), _ROWS)]
    return Neighbours(np.vstack([index for index, _ in parts]), np.vstack([distance for _, distance in parts]))


def _of_rows(vectors: np.ndarray, rows: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    distance = 1.0 - vectors[rows] @ vectors.T
    distance[np.arange(len(rows)), rows] = -1.0  # itself first, also where another text is the same
    index = np.argpartition(distance, count - 1, axis=1)[:, :count] if count < len(vectors) else _all(distance)
    index.sort(axis=1)
    order = np.argsort(np.take_along_axis(distance, index, axis=1), axis=1, kind="stable")
    index = np.take_along_axis(index, order, axis=1)
    near = np.clip(np.take_along_axis(distance, index, axis=1), 0.0, 2.0)
    return index.astype(np.int32), near.astype(np.float32)


def _all(distance: np.ndarray) -> np.ndarray:
    return np.tile(np.arange(distance.shape[1]), (len(distance), 1))
