"""The cluster engine: the same results as on one machine, whatever dies; and a message when it cannot be."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from distributed.scheduler import KilledWorker

from pipeline.cache import Cache
from pipeline.cluster import client, connection, opening
from pipeline.embedders import floret, lsa, lsa_characters
from pipeline.embedders.keeping import embed_kept
from pipeline.engine import Item, OneByOne, Reads, map_documents
from pipeline.errors import EngineError, Failure, InputError, SettingsError
from pipeline.files import Blob
from pipeline.params import EmbedSettings, EngineSettings, Settings, parse_settings
from pipeline.stages import annotate, clean, concepts, entities, language, scrape
from tests.cluster_processes import ROOT, Processes, wait_for
from tests.engine_work import mark_slowly, measure, measure_all, read_rule, refuse_to_run

pytestmark = pytest.mark.filterwarnings("default::ResourceWarning")  # Dask leaves sockets of dead workers to Python
LEARNED = ROOT / "data/classifiers"  # made by `dvc repro learn`; without it the stage concepts is left out


@pytest.fixture(scope="module", autouse=True)
def sockets_close_here() -> Iterator[None]:
    """What Dask leaves is cleared away before the next module, where a warning is an error."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    processes = Processes(tmp_path_factory.mktemp("cluster"), workers=2)
    yield processes
    processes.close()


def _items(payloads: list[Any]) -> list[Item]:
    return [Item(name=str(n), input_hash=f"{n} {p}", payload=p) for n, p in enumerate(payloads)]


def _run(folder: Path, payloads: list[Any], function: Any, address: str | None, **settings: Any) -> list[Any]:
    batch_size = settings.pop("batch_size", 1)
    limits = {"workers": 2, "seconds_per_document": 2.0, "memory_mb_per_document": 500, **settings}
    engine = EngineSettings(kind="dask" if address else "local", address=address, **limits)
    cache = Cache(folder / f"cache-{engine.kind}", stage="test", prefix="p")
    found = map_documents(function, _items(payloads), engine=engine, cache=cache, label="t", batch_size=batch_size)
    return [result for _, result in found]


@pytest.mark.parametrize("embedder", [floret, lsa, lsa_characters], ids=lambda module: str(module.__name__))
def test_passages_get_the_same_vectors_on_a_cluster(embedder: ModuleType, cluster: Processes, tmp_path: Path) -> None:
    texts = [*(f"Het wijkteam helpt gezin{n % 7} in straat{n}." for n in range(60)), "", "Het wijkteam helpt gezin1."]
    engines = EngineSettings(), EngineSettings(kind="dask", address=cluster.address)
    settings = EmbedSettings(dimensions=5, fit_passages=40)
    near, far = (
        embed_kept(texts, embedder, settings=settings, seed=1, folder=tmp_path / str(n), engine=engine)
        for n, engine in enumerate(engines)
    )
    assert near.tobytes() == far.tobytes()
    assert near[0].any()


def _workspace(folder: Path, engine: dict[str, Any]) -> Settings:
    """The example's settings on a few of its documents, in a folder of its own."""
    corpus = ROOT / "data/sample/corpus"
    (folder / "docs").mkdir(parents=True)
    for file in sorted(f for f in corpus.rglob("*") if f.is_file() and f.name != "manifest.jsonl")[::40]:
        shutil.copyfile(file, folder / "docs" / file.name)
    for target in (ROOT / "models", LEARNED):
        link = folder / target.relative_to(ROOT)
        link.parent.mkdir(exist_ok=True)
        link.symlink_to(target)
    params = yaml.safe_load((ROOT / "params.yaml").read_text("utf-8"))
    params["sources"] = {"own": {"path": "docs", "store": f"file://{folder}/store" if engine else None}}
    return parse_settings({**params, "engine": {"workers": 2, **engine}})


def test_tables_are_those_of_one_machine_byte_for_byte(
    cluster: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables: list[dict[str, bytes]] = []
    engines: list[dict[str, Any]] = [{}, {"kind": "dask", "address": cluster.address}]
    for engine in engines:
        folder = tmp_path / engine.get("kind", "local")
        settings = _workspace(folder, engine)
        monkeypatch.chdir(folder)
        scrape.main(settings, "own")
        for stage in (clean, language, annotate, entities, *([concepts] if LEARNED.exists() else [])):
            stage.main(settings)
        tables.append({f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.glob("data/**/*.parquet")})
    assert {"data/passages.parquet", "data/tokens.parquet", "data/entities.parquet"} < set(tables[0])
    assert tables[0] == tables[1]


def test_a_cluster_of_this_machine_is_an_address_too(tmp_path: Path) -> None:
    assert _run(tmp_path, ["a", "ab"], measure_all, "local-cluster") == [{"n": 1}, {"n": 2}]


def test_verdicts_are_those_of_one_machine(cluster: Processes, tmp_path: Path) -> None:
    payloads = ["ab", "sleep", "eat", "die", "refuse", "fail", "abc"]
    here = _run(tmp_path, payloads, OneByOne(measure), None)
    assert _run(tmp_path, payloads, OneByOne(measure), cluster.address) == here
    assert [isinstance(one, Failure) for one in here] == [False, True, True, True, True, True, False]


def test_in_a_batch_only_the_guilty_is_lost(cluster: Processes, tmp_path: Path) -> None:
    results = _run(tmp_path, ["ab", "die", "abc", "abcd"], measure_all, cluster.address, batch_size=4)
    assert [isinstance(r, Failure) for r in results] == [False, True, False, False]


def test_an_error_that_the_user_can_mend_stops_the_run(cluster: Processes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the gazetteer is gone"):
        _run(tmp_path, ["a"], partial(refuse_to_run, why="the gazetteer is gone"), cluster.address)


def test_workers_get_rules_and_bytes_that_only_this_machine_has(
    cluster: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = tmp_path / "models" / "words"
    words.mkdir(parents=True)
    (words / "rule.txt").write_text("jeugd", encoding="utf-8")
    (tmp_path / "raw.bin").write_bytes(b"\x00raw")
    function = Reads(OneByOne(partial(read_rule, rules=str(tmp_path / "models"))), (words,))
    [found] = _run(tmp_path, [{"raw": Blob(str(tmp_path / "raw.bin"))}], function, cluster.address)
    assert (found["rule"], found["raw"]) == ("jeugd", b"\x00raw")
    assert str(tmp_path) not in found["path"]
    assert not Path(found["path"]).exists(), "the worker keeps no rules of a run that is over"


def test_a_killed_worker_costs_time_and_no_result(cluster: Processes, tmp_path: Path) -> None:
    names = [f"{tmp_path}|{n}" for n in range(12)]
    results: list[Any] = []
    run = threading.Thread(target=lambda: results.extend(_run(tmp_path, names, OneByOne(mark_slowly), cluster.address)))
    run.start()
    wait_for(tmp_path / "calls", lines=3)
    cluster.kill(cluster.workers.pop())
    cluster.workers.append(cluster.start_worker())
    run.join(60)
    assert [r["n"] for r in results] == [len(str(n)) for n in range(12)]


def test_a_worker_that_hangs_costs_time_and_no_result(
    cluster: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_STUCK_SECONDS", 2.0)
    monkeypatch.setattr(client, "_STUCK_TIMES", 0.0)
    hanging = cluster.workers[0].pid
    timer = threading.Timer(1.0, os.killpg, (hanging, signal.SIGSTOP))
    timer.start()
    try:
        names = [f"{tmp_path}|{n}" for n in range(12)]
        results = _run(tmp_path, names, OneByOne(mark_slowly), cluster.address)
    finally:
        timer.join()
        os.killpg(hanging, signal.SIGCONT)
    assert [r["n"] for r in results] == [len(str(n)) for n in range(12)]


def test_a_scheduler_that_starts_again_costs_time_and_no_result(cluster: Processes, tmp_path: Path) -> None:
    names = [f"{tmp_path}|{n}" for n in range(12)]
    results: list[Any] = []
    run = threading.Thread(target=lambda: results.extend(_run(tmp_path, names, OneByOne(mark_slowly), cluster.address)))
    run.start()
    wait_for(tmp_path / "calls", lines=3)
    for process in (cluster.scheduler, *cluster.workers):
        cluster.kill(process)
    time.sleep(1)
    cluster.scheduler = cluster.start_scheduler()
    cluster.workers = [cluster.start_worker() for _ in range(2)]
    run.join(90)
    assert [r["n"] for r in results] == [len(str(n)) for n in range(12)]


def test_documents_under_which_workers_die_are_tried_alone_and_then_given_up() -> None:
    worker: Any = None
    death = KilledWorker("documents-1", worker, 3)
    flight = client._Flight([["a", "b"]])
    assert client._split(flight, death) is None
    assert flight.parts == [["a"], ["b"]]
    assert client._split(flight, death) is None
    [given_up] = client._split(flight, death) or []
    assert given_up == Failure("crash", "each of the 8 workers that read it died")


def test_other_software_on_the_workers_is_said_before_anything_runs(
    cluster: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {"python": "3.11", "pipeline (code)": "0123456789ab", "spacy": "0.0.1"}
    monkeypatch.setattr(connection, "software", lambda *_: ours)
    with pytest.raises(EngineError, match=r"127.0.0.1.*pipeline \(code\): \w+ there, 0123456789ab here"):
        _run(tmp_path, [f"{tmp_path}|a"], OneByOne(mark_slowly), cluster.address)
    assert not (tmp_path / "calls").exists()


def test_nobody_at_the_address_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_FIRST_SECONDS", 1.0)
    with pytest.raises(EngineError, match=r"nothing answers at tcp://127.0.0.1:9, tried for 1 s"):
        _run(tmp_path, ["a"], measure_all, "tcp://127.0.0.1:9")


def test_without_dask_the_message_tells_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match="uv sync --extra cluster"):
        _run(tmp_path, ["a"], measure_all, "tcp://127.0.0.1:9")


def test_tls_without_certificates_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="asks for TLS, and no certificate is set up here"):
        _run(tmp_path, ["a"], measure_all, "tls://127.0.0.1:9")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ({}, r"needs an address: tcp://host:8786, or local-cluster"),
        ({"address": "localhost"}, r"'engine.address' is 'localhost'"),
        ({"address": "tcp://me:secret@host:8786"}, r"'engine.address'"),
    ],
)
def test_dask_needs_an_address(address: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        parse_settings({"sources": {}, "engine": {"kind": "dask", **address}})
