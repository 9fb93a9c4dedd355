"""How much the packed streams of a PDF unpack to, before the library that would hold it all in memory opens it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from pipeline.errors import RejectedDocument

MAX_STREAM = 20_000_000  # bytes of one stream with text, fonts or objects: PDFium takes up to 20 times as much for text
MAX_PICTURE = 150_000_000  # bytes of one picture: a page of A4 in colour, 600 dots an inch, has 104 million
_DICTIONARY = 600  # bytes before a stream in which its kind is told
_CHUNK = 1 << 18
_PACKED = frozenset(
    bytes([8 + 16 * high, low]) for high in range(8) for low in range(256) if (8 + 16 * high) * 256 % 31 == -low % 31
)


def check_streams(data: bytes) -> None:
    """Let a PDF through none of whose streams unpacks to more than the caps, packed once or twice.

    Raises:
        RejectedDocument: too_large.
    """
    view = memoryview(data)
    at = data.find(b"stream")
    while at >= 0:
        start = at + (8 if data.startswith(b"\r\n", at + 6) else 7)
        if data[start : start + 2] in _PACKED and data[at - 3 : at] != b"end":
            before = data[max(0, at - _DICTIONARY) : at]
            is_picture = b"/Image" in before[before.rfind(b" obj") :]
            _check(view[start:], MAX_PICTURE if is_picture else MAX_STREAM, place=start)
        at = data.find(b"stream", at + 6)


def _check(packed: memoryview, cap: int, *, place: int) -> None:
    total = 0
    for size in _unpacked(packed):
        total += size
        if total > cap:
            raise RejectedDocument(
                "too_large", f"a stream of the PDF, at byte {place}, is more than {cap / 1e6:.0f} MB"
            )


def _unpacked(packed: memoryview) -> Iterator[int]:
    """Sizes of the pieces that come out, those of the second layer where there is one."""
    inner = None
    for number, piece in enumerate(_pieces(zlib.decompressobj(), packed)):
        if number == 0 and piece[:2] in _PACKED:
            inner = zlib.decompressobj()
        if inner is None:
            yield len(piece)
        else:
            yield from (len(part) for part in _pieces(inner, memoryview(piece)))


def _pieces(decoder: zlib._Decompress, packed: memoryview) -> Iterator[bytes]:
    """What comes out of the bytes, piece by piece, as far as they are sound."""
    try:
        for start in range(0, len(packed), _CHUNK):
            rest: bytes | memoryview = packed[start : start + _CHUNK]
            while rest and not decoder.eof:
                piece = decoder.decompress(rest, _CHUNK)
                rest = decoder.unconsumed_tail
                if piece:
                    yield piece
            if decoder.eof:
                return
    except zlib.error:
        return
