"""A name on the removal list is shown nowhere, whatever the evidence of office."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.entities.extract import extract_entities
from pipeline.errors import ModelError
from tests.entities.reader import MODELS


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for name in ("entities", "places", "second_reader"):
        shutil.copytree(MODELS / name, tmp_path / name)
    (tmp_path / "entities/removed.yaml").write_text("names: [Filip van As, Stichting Weg]\n", encoding="utf-8")
    return tmp_path


def _read(text: str, models: Path) -> list[dict[str, Any]]:
    payload = {"text": text, "year": 2014, "municipality_code": None, "names": []}
    columns = extract_entities(payload, models=str(models), fictional=False, window_words=8)
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return [{**row, "text": text[row["start"] : row["end"]]} for row in rows]


def test_an_office_holder_on_the_list_is_private_in_the_whole_document(models: Path) -> None:
    rows = _read("Wethouder Filip van As opent. Later sprak wethouder Van As, en wethouder Jan Dekker ook.", models)
    people = [(r["text"], r["public"], r["canonical_id"]) for r in rows if r["label"] == "PERSON"]
    assert people == [("Filip van As", False, None), ("Van As", False, None), ("Jan Dekker", True, "person:jan-dekker")]


@pytest.mark.parametrize("written", ["FILIP VAN AS", "Filip\nvan As", "Filip  van As"])
def test_capitals_and_blanks_do_not_count(written: str, models: Path) -> None:
    rows = _read(f"Er was {written} van de gemeente.", models)
    assert not any(r["public"] for r in rows if r["start"] < 20)


def test_a_body_on_the_list_goes_too(models: Path) -> None:
    rows = _read("Stichting Weg en Stichting Blijft doen mee.", models)
    assert [(r["text"], r["public"]) for r in rows] == [("Stichting Weg", False), ("Stichting Blijft", True)]


def test_a_longer_name_that_only_begins_so_stays(models: Path) -> None:
    rows = _read("Wethouder Filip van Assen opent.", models)
    assert [(r["text"], r["public"]) for r in rows if r["label"] == "PERSON"] == [("Filip van Assen", True)]


def test_a_surname_alone_takes_the_first_name_with_it(models: Path) -> None:
    (models / "entities/removed.yaml").write_text("names: [Rampersad]\n", encoding="utf-8")
    rows = _read("Wethouder Prem Rampersad opent, en wethouder Jan Dekker ook.", models)
    people = [(r["text"], r["public"]) for r in rows if r["label"] == "PERSON"]
    assert people == [("Prem Rampersad", False), ("Jan Dekker", True)]


@pytest.mark.parametrize("name", ["Snel", "Al"])
def test_a_word_that_would_hide_ordinary_text_is_refused(name: str, models: Path) -> None:
    (models / "entities/removed.yaml").write_text(f"names: [{name}]\n", encoding="utf-8")
    with pytest.raises(ModelError, match=f"'{name}' is an ordinary word") as error:
        _read("Wethouder Jan Dekker opent.", models)
    assert "full name" in str(error.value)
