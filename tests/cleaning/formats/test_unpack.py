"""Packed files are read as what is in them; whatever is wrong with them ends in a reject."""

from __future__ import annotations

import gzip
import importlib
import random
from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.formats.reading import read_bytes
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from tests.cleaning.formats.margins import MARGINS

brotli: Any = importlib.import_module("brotli")
PAGE = (
    b"<html><body><main><h1>Visie</h1><p>De gemeente werkt aan hulp voor jeugdigen en ouders.</p></main></body></html>"
)


def read(folder: Path, data: bytes) -> list[str]:
    path = folder / "bestand"
    path.write_bytes(data)
    parts = read_bytes(path, record={}, settings=CleanSettings(max_bytes=100_000), margins=MARGINS)
    return [block.text for part in parts if not isinstance(part, RejectedDocument) for block in part.blocks]


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress, lambda data: gzip.compress(gzip.compress(data))])
def test_a_packed_page_is_read_as_a_page(tmp_path: Path, pack: Any) -> None:
    assert read(tmp_path, pack(PAGE))[0] == "Visie"


def test_members_of_a_gzip_file_follow_each_other(tmp_path: Path) -> None:
    assert len(read(tmp_path, gzip.compress(PAGE[:60]) + gzip.compress(PAGE[60:]))) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(PAGE)[:-20], "broken"),
        (gzip.compress(bytes(200_000)), "too_large"),
        (brotli.compress(b"<html>" + bytes(200_000)), "too_large"),
        (gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(PAGE))))), "too_large"),
        (gzip.compress(b""), "empty"),
        (bytes(random.Random(3).randbytes(3000)), "unsupported_type"),
    ],
)
def test_what_cannot_be_unpacked_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        read(tmp_path, data)
    assert caught.value.reason == reason
