"""The second reader changes what is open, never what rules or lists are sure of, and shows nobody who was hidden."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.entities.reader_features import Page, make_lists
from pipeline.entities.reader_learning import fit_reader, read_labelled
from pipeline.entities.second_reader import NONE, SecondReader, read_second_reader, write_second_reader
from pipeline.entities.spans import Found
from pipeline.errors import ModelError
from pipeline.text import text_hash
from tests.entities.reader import MODELS

LISTS = make_lists({"de", "opent"}, {"jan"}, {"jan", "dekker"}, between=[",? en ", " "])
TEXT = "De Zilverhoek opent. De heer Dekker komt."


def _page(*flat: Found, names: tuple[Found, ...] = ()) -> Page:
    return Page(TEXT, list(flat), names, LISTS)


def _reader(feature: str, **weights: float) -> SecondReader:
    labels = ("-", "ORG", "PERSON", "PRODUCT")
    row = [weights.get(label, 0.0) for label in ("NONE", *labels[1:])]
    return SecondReader(labels, {feature: 0}, np.array([row, [0.0] * 4], np.float32))


def test_a_label_in_doubt_changes_and_the_entry_goes() -> None:
    found = Found(3, 13, "ORG", "model", canonical_id="org:x", canonical_name="x")
    [name] = _reader("w:zilverhoek", PRODUCT=9).read(_page(found))
    assert (name.label, name.canonical_id, name.public) == ("PRODUCT", None, True)


def test_a_hidden_name_stays_hidden_under_another_label() -> None:
    [name] = _reader("w:zilverhoek", ORG=9).read(_page(Found(3, 13, "PERSON", "model", public=False)))
    assert (name.label, name.public) == ("ORG", False)


def test_who_becomes_a_person_is_hidden() -> None:
    [name] = _reader("w:dekker", PERSON=9).read(_page(Found(29, 35, "ORG", "model")))
    assert (name.label, name.public) == ("PERSON", False)


@pytest.mark.parametrize(
    "found",
    [
        Found(3, 13, "PERSON", "rule", public=False, sure=True),
        Found(3, 13, "ORG", "gazetteer", canonical_id="zilverhoek"),
        Found(3, 13, "LAW", "gazetteer", canonical_id="BWBR0000001"),
        Found(3, 13, "PRODUCT", "rule"),
    ],
)
def test_what_is_certain_stays(found: Found) -> None:
    assert _reader("w:zilverhoek", NONE=9).read(_page(found)) == [found]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (Found(3, 13, "ORG", "model"), False),
        (Found(3, 13, "ORG", "rule"), True),
        (Found(3, 13, "PRODUCT", "model"), True),
    ],
)
def test_only_bodies_and_places_of_the_model_are_dropped(found: Found, kept: bool) -> None:
    assert bool(_reader("w:zilverhoek", NONE=9).read(_page(found))) is kept


def test_a_name_of_the_model_that_the_rules_left_out_comes_back() -> None:
    [name] = _reader("m=ORG", ORG=9).read(_page(names=(Found(3, 13, "ORG", "model"),)))
    assert (name.start, name.end, name.label, name.public) == (3, 13, "ORG", True)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    page = _page(Found(3, 13, "ORG", "model"))
    spans = ((3, 13), "PRODUCT"), ((29, 35), "PERSON"), ((0, 2), NONE)
    reader = fit_reader([(page.features(span), label) for span, label in spans] * 60)
    write_second_reader(reader, tmp_path)
    again = read_second_reader(tmp_path)
    assert (again.labels, again.rows) == (reader.labels, reader.rows)
    assert [name.label for name in again.read(page)] == ["PRODUCT"]


def test_a_broken_reader_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="second reader cannot be read"):
        read_second_reader(tmp_path)
    reader = read_second_reader(MODELS / "second_reader")
    write_second_reader(reader, tmp_path)
    np.save(tmp_path / "weights.npy", reader.weights[:-1])
    with pytest.raises(ModelError, match="features and"):
        read_second_reader(tmp_path)


def test_texts_that_changed_since_are_not_learned_from(tmp_path: Path) -> None:
    fragment = {"author": "x", "theme": "t", "part": "train", "layers": ["entities"], "text": TEXT}
    entity = {"start": 3, "end": 13, "label": "ORG"}
    gold, unseen = tmp_path / "gold.jsonl", tmp_path / "unseen.jsonl"
    gold.write_text(json.dumps({**fragment, "entities": [entity]}) + "\n", encoding="utf-8")
    row = {"author": "x", "theme": "t", "text": text_hash(TEXT), "names": [[3, 13, "PERSON"]]}
    unseen.write_text(json.dumps(row) + "\n", encoding="utf-8")
    [labelled] = read_labelled(gold, unseen)
    assert (labelled.labels, labelled.names[0].label) == ({(3, 13): "ORG"}, "PERSON")
    unseen.write_text(json.dumps({**row, "text": "other"}) + "\n", encoding="utf-8")
    assert read_labelled(gold, unseen) == []
