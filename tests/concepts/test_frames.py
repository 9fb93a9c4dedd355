"""Frames: what is labelled, what is learned from it, and what a passage of another author gets."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.concepts.frame_gold import read_frames
from pipeline.concepts.frames import highest, read_frame_model
from pipeline.concepts.learning import Classifiers, passage_concepts
from pipeline.concepts.matcher import load_matcher
from pipeline.errors import ModelError

GOLD, MODELS = Path("data/gold/fragments.jsonl"), Path("models")


def test_there_are_seven_hundred_labelled_passages() -> None:
    passages = read_frames(GOLD.parent / "frames", GOLD)
    assert len(passages) >= 700
    assert {p.part for p in passages} == {"train", "test"}
    assert all(sum(frame in p.frames for p in passages) >= 150 for frame in ("transitie", "transformatie"))


def test_a_passage_of_another_author_gets_its_frame(learned: Classifiers) -> None:
    passages = [p for p in read_frames(GOLD.parent / "frames", GOLD) if p.group.startswith("g6/")]
    seen = passage_concepts(passages, load_matcher(MODELS / "concepts"), learned.paraphrases, known={})
    chances = learned.frames.probabilities([p.text for p in passages], seen)
    names = [learned.frames.name(row) for row in chances]
    for frame in ("transitie", "transformatie"):
        held = np.array([frame in p.frames for p in passages])
        given = np.array([name in (frame, "both") for name in names])
        assert 2 * (held & given).sum() / (held.sum() + given.sum()) > 0.65, frame


def test_it_is_read_back_as_it_was(learned: Classifiers, classifiers: str) -> None:
    again = read_frame_model(Path(classifiers))
    concepts = np.full((1, len(learned.paraphrases.concepts)), 0.1, dtype=np.float32)
    texts = ["De gemeente neemt in 2015 de taken van de provincie over."]
    assert np.allclose(again.probabilities(texts, concepts), learned.frames.probabilities(texts, concepts), atol=1e-5)
    assert again.limits == learned.frames.limits


def test_a_passage_without_sentences_has_no_concepts() -> None:
    chances = np.array([[0.2, 0.9], [0.4, 0.1]], dtype=np.float32)
    assert highest(chances, [(0, 2), (2, 2)]).tolist() == [pytest.approx([0.4, 0.9]), [0.0, 0.0]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("buurten-en-teams:\n  1: {frame: transitie, begins: Iets anders}\n", "begins with"),
        ("buurten-en-teams:\n  9999: {frame: transitie, begins: Iets}\n", "no fragment"),
        ("buurten-en-teams:\n  1: {frame: transitei, begins: Iets}\n", "cannot be read"),
        ("- niets\n", "cannot be read"),
    ],
)
def test_a_label_that_slipped_is_explained(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "g1.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=told) as caught:
        read_frames(tmp_path, GOLD)
    assert "g1.yaml" in str(caught.value)
