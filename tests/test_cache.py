"""The cache: never an old result for a changed thing, and nothing lost but what was under way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cache import Cache, code_digest, digest, files_digest, pack, unpack


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_lists_of_parts_never_share_a_digest(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


def test_another_stage_or_prefix_never_meets_the_result(tmp_path: Path) -> None:
    cache = Cache(tmp_path, stage="clean", prefix="a")
    cache.put([(cache.key("input"), pack({"n": 1}))])
    assert cache.get(cache.key("input")) == {"n": 1}
    for stage, prefix in (("clean", "b"), ("annotate", "a")):
        other = Cache(tmp_path, stage=stage, prefix=prefix)
        assert other.known([other.key("input")]) == set()


def test_a_missing_result_is_a_key_error(tmp_path: Path) -> None:
    cache = Cache(tmp_path, stage="clean", prefix="a")
    with pytest.raises(KeyError):
        cache.get("none")


def test_results_outlive_the_process_that_wrote_them(tmp_path: Path) -> None:
    first = Cache(tmp_path, stage="clean", prefix="a")
    first.put([(first.key(str(n)), pack(n)) for n in range(2000)])
    first.close()
    again = Cache(tmp_path, stage="clean", prefix="a")
    keys = [again.key(str(n)) for n in range(2001)]
    assert again.known(keys) == set(keys[:2000])


def test_a_failed_batch_leaves_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path, stage="clean", prefix="a")
    with pytest.raises(sqlite3.IntegrityError):
        cache.put([("k1", pack(1)), ("k2", None)])  # type: ignore[list-item]
    assert cache.known(["k1", "k2"]) == set()


@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text() | st.binary(), st.lists))
def test_plain_data_comes_back(value: object) -> None:
    try:
        packed = pack(value)
    except UnicodeEncodeError:  # a lone surrogate: no text of ours holds one
        return
    assert unpack(packed) == value


def test_code_and_files_digests_see_names_and_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    before = files_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    assert files_digest(tmp_path) == before
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert files_digest(tmp_path) != before
    assert code_digest("text.py") != code_digest("cache.py")
