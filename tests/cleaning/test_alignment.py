"""An alignment that was kept says the same as a new one, and is not used for other texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.cache import Cache
from pipeline.cleaning import alignment
from pipeline.cleaning.reuse import mark_copies
from tests.cleaning.test_reuse import EDITED, SHARED, tables

FIRST = ("a", "2012", [SHARED])


def _cache(folder: Path) -> Cache:
    return Cache(folder, stage="reuse", prefix="")


def _aligned(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The texts that are aligned from now on."""
    seen: list[Any] = []
    found = alignment.align

    def align(one: alignment.Pairing, *, min_words: int) -> list[alignment.Copied]:
        seen.append(one.text)
        return found(one, min_words=min_words)

    monkeypatch.setattr(alignment, "align", align)
    return seen


def test_a_second_run_aligns_only_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _aligned(monkeypatch)
    mark_copies(*tables(FIRST, ("b", "2014", [EDITED])), min_words=25, cache=_cache(tmp_path))
    more = tables(FIRST, ("b", "2014", [EDITED]), ("c", "2015", [f"Daarom. {EDITED}"]))
    again = mark_copies(*more, min_words=25, cache=_cache(tmp_path))
    assert seen == [EDITED, f"Daarom. {EDITED}"]
    for kept, made in zip(again, mark_copies(*more, min_words=25), strict=True):
        pd.testing.assert_frame_equal(kept, made, check_exact=True)


def test_another_shortest_stretch_or_source_is_aligned_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _aligned(monkeypatch)
    for words, source in ((25, SHARED), (30, SHARED), (25, f"Vooraf. {SHARED}")):
        found = tables(("a", "2012", [source]), ("b", "2014", [EDITED]))
        mark_copies(*found, min_words=words, cache=_cache(tmp_path))
    assert seen == [EDITED] * 3
