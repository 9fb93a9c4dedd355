"""The engine: one bad document never stops a run, and the result does not depend on the number of workers."""

from __future__ import annotations

from functools import partial
from itertools import islice
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


def test_a_few_new_among_many_known_wait_for_nothing(tmp_path: Path) -> None:
    names = [f"{tmp_path}|{n}" for n in range(1500)]
    known = _run(tmp_path, [n for i, n in enumerate(names) if i % 500 != 7], OneByOne(mark_and_measure), batch_size=50)
    (tmp_path / "calls").unlink()
    results = _run(tmp_path, names, OneByOne(mark_and_measure), batch_size=8)
    assert [r["n"] for r in results] == [len(str(n)) for n in range(1500)]
    assert len(known) == 1497
    assert sorted((tmp_path / "calls").read_text().split()) == ["1007", "507", "7"]


def test_documents_are_made_no_further_ahead_than_is_needed(tmp_path: Path) -> None:
    made: list[int] = []
    cache = Cache(tmp_path / "cache", stage="test", prefix="p")
    items = (Item(str(n), str(n), made.append(n) or str(n)) for n in range(5000))  # type: ignore[func-returns-value]
    results = map_documents(measure_all, items, engine=EngineSettings(workers=2), cache=cache, label="", batch_size=9)
    assert [result["n"] for _, result in islice(results, 20)] == [1] * 10 + [2] * 10
    assert len(made) < 1000


def test_a_slow_document_does_not_hold_up_the_others(tmp_path: Path) -> None:
    items = [Item(str(n), str(n), f"{tmp_path}|{n}" if n else "sleep") for n in range(200)]
    cache = Cache(tmp_path / "cache", stage="test", prefix="p")
    engine = EngineSettings(workers=2, seconds_per_document=4)
    results = map_documents(OneByOne(mark_and_measure), items, engine=engine, cache=cache, label="")
    assert next(results)[1] == Failure("timeout", "not done within 4 s")
    assert len((tmp_path / "calls").read_text().split()) == 199


def test_an_error_that_the_user_can_mend_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the gazetteer is gone"):
        _run(tmp_path, ["a"], partial(refuse_to_run, why="the gazetteer is gone"))


def test_auto_takes_the_cores_of_this_machine() -> None:
    assert worker_count(EngineSettings(workers="auto")) >= 1
    assert worker_count(EngineSettings(workers=7)) == 7
