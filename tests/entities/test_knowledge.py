from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.entities.extract import load_extractor
from pipeline.entities.knowledge import load_knowledge
from pipeline.errors import ModelError
from pipeline.text import fold
from tests.entities.reader import MODELS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "entities"
    shutil.copytree(MODELS / "entities", copy)
    return copy


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_mistyped_key_names_the_file_the_row_and_the_nearest_key(folder: Path) -> None:
    _change(folder / "laws.yaml", "aliases: [Wjz", "alaises: [Wjz")
    with pytest.raises(ModelError, match=r"(?s)'alaises'; did you mean 'aliases'.*laws\.yaml, row 2 of entries"):
        load_knowledge(folder)


def test_a_mistyped_key_in_a_rule_is_an_error_too(folder: Path) -> None:
    _change(folder / "rules/dates.yaml", "periods:", "period:")
    with pytest.raises(ModelError, match=r"dates\.yaml"):
        load_knowledge(folder)


def test_an_alias_of_two_entries_names_both_files_and_rows(folder: Path) -> None:
    _change(folder / "programmes.yaml", "name: Krachtwerk}", "name: Krachtwerk, aliases: [Movisie]}")
    with pytest.raises(
        ModelError, match=r"'Movisie' belongs to two entries: organisations.yaml row \d+ .* programmes.yaml row \d+"
    ):
        load_knowledge(folder)


def test_any_case_claims_every_way_to_set_capitals(folder: Path) -> None:
    _change(folder / "programmes.yaml", "name: Krachtwerk}", "name: Krachtwerk, aliases: [Wet Langdurige Zorg]}")
    with pytest.raises(ModelError, match="Wet Langdurige Zorg"):
        load_knowledge(folder)


def test_an_unknown_label_lists_the_labels(folder: Path) -> None:
    _change(folder / "events.yaml", "label: EVENT", "label: EVENTS")
    with pytest.raises(ModelError, match=r"(?s)'EVENTS'.*WORK_OF_ART.*events\.yaml"):
        load_knowledge(folder)


def test_an_unknown_slot_lists_the_slots(folder: Path) -> None:
    _change(folder / "laws.yaml", "{by_law} {topic}", "{bylaw} {subject}")
    for name in ("places", "second_reader"):
        shutil.copytree(MODELS / name, folder.parent / name)
    with pytest.raises(ModelError, match=r"(?s)unknown slot 'bylaw'.*by_law"):
        load_extractor(str(folder.parent), False, 8)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "rules/people.yaml").unlink()
    with pytest.raises(ModelError, match=r"people\.yaml is missing"):
        load_knowledge(folder)


def test_an_ordinary_word_with_a_capital_is_an_error(folder: Path) -> None:
    _change(folder / "rules/ordinary_words.txt", "\nstreven\n", "\nStreven\n")
    with pytest.raises(ModelError, match=r"'Streven' is not one word in small letters.*\n.*ordinary_words\.txt"):
        load_knowledge(folder)


def test_missing_ordinary_words_are_named(folder: Path) -> None:
    (folder / "rules/ordinary_words.txt").unlink()
    with pytest.raises(ModelError, match=r"ordinary_words\.txt is missing"):
        load_knowledge(folder)


def test_each_word_for_an_office_belongs_to_one_office() -> None:
    offices = load_knowledge(MODELS / "entities").offices.offices
    words = [fold(word) for o in offices for word in {o.name, *o.aliases, *o.plural}]
    assert sorted(words) == sorted(set(words))
