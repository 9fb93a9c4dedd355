"""The engine: one bad document never stops a run, and the result does not depend on the number of workers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.cache import Cache
from pipeline.engine import Item, OneByOne, map_documents
from pipeline.errors import Failure, InputError
from pipeline.params import EngineSettings
from pipeline.workers import worker_count
from tests.engine_work import mark_and_measure, measure, measure_all, refuse_to_run

FUNCTION = OneByOne(measure)


def _run(folder: Path, payloads: list[str], function: Any = FUNCTION, **settings: Any) -> list[Any]:
    batch_size = settings.pop("batch_size", 1)
    cache = Cache(folder / "cache", stage="test", prefix="p")
    engine = EngineSettings(**{"workers": 2, "seconds_per_document": 2.0, "memory_mb_per_document": 500, **settings})
    items = [Item(name=p, input_hash=p, payload=p) for p in payloads]
    return [r for _, r in map_documents(function, items, engine=engine, cache=cache, label="t", batch_size=batch_size)]


def test_only_the_guilty_are_lost(tmp_path: Path) -> None:
    results = _run(tmp_path, ["ab", "sleep", "eat", "die", "refuse", "fail", "abc"])
    reasons = [r.reason if isinstance(r, Failure) else r["n"] for r in results]
    assert reasons == [2, "timeout", "out_of_memory", "crash", "broken", "crash", 3]


def test_in_a_batch_too_only_the_guilty_is_lost(tmp_path: Path) -> None:
    results = _run(tmp_path, ["ab", "die", "abc", "abcd"], measure_all, batch_size=4)
    assert [isinstance(r, Failure) for r in results] == [False, True, False, False]


@pytest.mark.parametrize(("workers", "batch_size"), [(1, 1), (2, 1), (3, 4)])
def test_workers_and_batches_do_not_change_the_result(tmp_path: Path, workers: int, batch_size: int) -> None:
    payloads = [str(10**n) for n in range(12)]
    results = _run(tmp_path, payloads, measure_all, workers=workers, batch_size=batch_size)
    assert results == [{"n": n + 1} for n in range(12)]


def test_a_second_run_computes_only_what_is_new(tmp_path: Path) -> None:
    function = OneByOne(mark_and_measure)
    names = [f"{tmp_path}|{n}" for n in range(5)]
    first = _run(tmp_path, names, function)
    again = _run(tmp_path, [*names, f"{tmp_path}|new"], function)
    assert again[:5] == first
    assert sorted((tmp_path / "calls").read_text().split()) == ["0", "1", "2", "3", "4", "new"]


def test_a_verdict_is_kept_but_a_timeout_is_tried_again(tmp_path: Path) -> None:
    _run(tmp_path, ["refuse", "die"])
    cache = Cache(tmp_path / "cache", stage="test", prefix="p")
    assert cache.known([cache.key("refuse"), cache.key("die")]) == {cache.key("refuse")}


def test_an_error_that_the_user_can_mend_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the gazetteer is gone"):
        _run(tmp_path, ["a"], partial(refuse_to_run, why="the gazetteer is gone"))


def test_auto_takes_the_cores_of_this_machine() -> None:
    assert worker_count(EngineSettings(workers="auto")) >= 1
    assert worker_count(EngineSettings(workers=7)) == 7
