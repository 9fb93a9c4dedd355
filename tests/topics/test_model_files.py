"""The saved model: safe to open, and open to a student in three lines."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from pipeline.topics.model_files import save_model
from pipeline.topics.topics import Topics
from tests.topics import invented


def _save(found: Topics, folder: Path) -> None:
    save_model(found.model, folder, labels={-1: "Niet ingedeeld", 0: "Nul", 1: "Een", 2: "Twee", 3: "Drie"}, reason="")


def test_a_student_loads_it_in_three_lines(found: Topics, tmp_path: Path) -> None:
    _save(found, tmp_path / "topic_model")
    from bertopic import BERTopic

    model = BERTopic.load(tmp_path / "topic_model")
    assert [term for term, _ in model.get_topic(0) if term] == found.terms[0]
    assert model.get_topic_info().set_index("Topic").loc[0, "CustomName"] == "Nul"


def test_the_loaded_model_gives_new_vectors_their_topic(found: Topics, tmp_path: Path) -> None:
    _save(found, tmp_path / "topic_model")
    from bertopic import BERTopic

    topics, _ = BERTopic.load(tmp_path / "topic_model").transform(["-"] * 120, invented.vectors(seed=9))
    assert np.mean(np.array(topics) == found.passages["topic_id"]) > 0.9


def test_it_holds_json_and_safetensors_only(found: Topics, tmp_path: Path) -> None:
    (tmp_path / "topic_model").mkdir()
    (tmp_path / "topic_model" / "old.pkl").write_bytes(b"old")
    _save(found, tmp_path / "topic_model")
    assert {path.suffix for path in (tmp_path / "topic_model").iterdir()} == {".json", ".safetensors"}


def test_the_same_model_is_saved_as_the_same_bytes(found: Topics, tmp_path: Path) -> None:
    for name in ("one", "two"):
        _save(found, tmp_path / name)
    assert all((tmp_path / "two" / f.name).read_bytes() == f.read_bytes() for f in (tmp_path / "one").iterdir())


def test_without_a_model_a_note_says_why(tmp_path: Path) -> None:
    save_model(None, tmp_path / "topic_model", labels={}, reason="3 passages")
    note = json.loads((tmp_path / "topic_model" / "no_model.json").read_text(encoding="utf-8"))
    assert note == {"model": None, "reason": "3 passages"}
