"""Columns of one document as bytes and back: Arrow, compressed, so that a million tokens cost no million objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

_WRITING = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
_READING = pa.ipc.IpcReadOptions(use_threads=False)  # one document is too small to be shared out


def pack_columns(columns: Mapping[str, Any]) -> bytes:
    """NumPy and Arrow arrays of one length, by name, as bytes."""
    batch = pa.record_batch({name: _slim(values) for name, values in columns.items()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema, options=_WRITING) as writer:
        writer.write_batch(batch)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def unpack_columns(packed: bytes) -> pa.Table:
    """What `pack_columns` packed."""
    return pa.ipc.open_stream(packed, options=_READING).read_all()


def _slim(values: Any) -> pa.Array:
    """Offsets in four bytes: no text is longer."""
    return pa.array(values.astype(np.int32)) if isinstance(values, np.ndarray) else values
