"""Compressed files from strangers -> what is inside, unpacked bit by bit and never further than the cap."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.errors import RejectedDocument

brotli: Any = importlib.import_module("brotli")  # it has no type hints
GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_BROTLI_STARTS = (b"<", b"%PDF-", b"{", b"[", b"PK\x03\x04")  # brotli has no mark of its own


def unpack_gzip(data: bytes, *, cap: int) -> bytes:
    """Content of a gzip file, of all its members together.

    Raises:
        RejectedDocument: too_large (more than `cap` bytes come out) or broken.
    """
    try:
        return _collect(_gunzip(data), cap, packed=len(data))
    except zlib.error as error:
        raise RejectedDocument("broken", f"a gzip file that is damaged: {error}") from None


def unpack_brotli(data: bytes, *, cap: int) -> bytes | None:
    """Content of a brotli stream; None where the bytes are none, or hold nothing that a reader knows.

    Raises:
        RejectedDocument: too_large.
    """
    decoder = brotli.Decompressor()
    try:
        first = decoder.process(data[:_CHUNK], output_buffer_limit=_CHUNK)
        if not first.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(_BROTLI_STARTS):
            return None
        content = _collect(_unbrotli(decoder, first, data), cap, packed=len(data))
    except brotli.error:
        return None
    return content if decoder.is_finished() else None


def _collect(chunks: Iterable[bytes], cap: int, *, packed: int) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > cap:
            raise RejectedDocument("too_large", f"{packed} bytes unpack to more than {cap / 1e6:.0f} MB")
    return bytes(content)


def _gunzip(data: bytes) -> Iterator[bytes]:
    while data.startswith(GZIP):
        decoder = zlib.decompressobj(wbits=31)
        rest = data
        while not decoder.eof:
            chunk = decoder.decompress(rest, _CHUNK)
            rest = decoder.unconsumed_tail
            if not chunk and not rest and not decoder.eof:
                raise zlib.error("it ends too early")
            yield chunk
        data = decoder.unused_data


def _unbrotli(decoder: Any, first: bytes, data: bytes) -> Iterator[bytes]:
    yield first
    for start in range(_CHUNK, len(data) + _CHUNK, _CHUNK):
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=_CHUNK)
        if start < len(data) and not decoder.is_finished():
            yield decoder.process(data[start : start + _CHUNK], output_buffer_limit=_CHUNK)
    while not decoder.is_finished() and (chunk := decoder.process(b"", output_buffer_limit=_CHUNK)):
        yield chunk
