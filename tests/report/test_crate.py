from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rocrate.rocrate import ROCrate

from pipeline.report.downloads import write_downloads
from pipeline.report.files.crate import NAME
from pipeline.report.files.shelf import Extras
from tests.report.corpus import example

SKOS = {"begrippen.ttl": b"<a> <b> <c> .\n"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crate")
    write_downloads(replace(example(), extras=Extras(SKOS, {"data/series.parquet": "ab" * 32})), path)
    return path


@pytest.fixture(scope="module")
def crate(folder: Path) -> ROCrate:
    return ROCrate(folder)


def entities(folder: Path) -> dict[str, dict[str, Any]]:
    return {e["@id"]: e for e in json.loads((folder / NAME).read_text(encoding="utf-8"))["@graph"]}


def test_the_crate_is_read_back_with_every_file_in_it(crate: ROCrate, folder: Path) -> None:
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {NAME}
    assert {e.id for e in crate.data_entities if e.type == "File"} == files
    assert {"series.parquet", "pdf/rapport.pdf", "begrippen.ttl"} <= files


def test_each_hash_and_size_is_that_of_the_file(crate: ROCrate, folder: Path) -> None:
    for entity in (e for e in crate.data_entities if e.type == "File"):
        content = (folder / entity.id).read_bytes()
        assert entity["sha256"] == sha256(content).hexdigest(), entity.id
        assert entity["contentSize"] == str(len(content))


def test_it_tells_what_the_run_used(crate: ROCrate) -> None:
    run = crate.dereference("#run")
    used = {e.id for e in run["object"]}
    assert {"#source-proef", "#input-data-series-parquet", "#parameter-trends.draws", "#parameter-seed"} <= used
    assert {e.id for e in run["instrument"]} >= {"#software-spacy", "#language-model"}
    assert crate.dereference("#software-spacy")["version"] == "3.8.0"
    assert crate.dereference("#language-model")["license"] == "CC BY-SA 4.0"
    assert crate.dereference("#input-data-series-parquet")["sha256"] == "ab" * 32


def test_it_tells_on_what_terms_and_of_which_day(crate: ROCrate) -> None:
    assert crate.root_dataset["license"][0].id == "https://spdx.org/licenses/CC0-1.0"
    assert str(crate.root_dataset["datePublished"]).startswith("2016-01-01")
    assert crate.dereference("#source-proef")["description"].startswith("120 records")


def test_every_entity_that_is_named_is_there(folder: Path) -> None:
    known = entities(folder)
    named = {i for e in known.values() for i in _ids({k: v for k, v in e.items() if k != "@id"})}
    assert not {i for i in named if not i.startswith("https://w3id.org/")} - set(known)


def _ids(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["@id"]} if set(value) == {"@id"} else set()
        return own.union(*(_ids(v) for v in value.values()))
    return set().union(*(_ids(v) for v in value)) if isinstance(value, list) else set()


def test_the_scheme_lies_on_the_shelf_as_it_was_given(folder: Path) -> None:
    assert (folder / "begrippen.ttl").read_bytes() == SKOS["begrippen.ttl"]
