"""The words that tell youth care from other matters are learned from the project's own examples, each time the same."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cleaning.facts.topicality import TopicModel, load_topic_model, load_topic_terms, topic_odds
from pipeline.cleaning.topicality_training import Example, learn_words, read_examples, write_words

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "models/cleaning"
EXAMPLES = read_examples(ROOT / "data/gold/fragments.jsonl", FOLDER / "topicality/off_topic.txt")


def test_learning_again_gives_the_kept_file_byte_for_byte(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "cleaning")
    kept = tmp_path / "cleaning/topicality/words.json"
    kept.unlink()
    command = [sys.executable, "-m", "pipeline.cleaning.topicality_training", str(tmp_path / "cleaning")]
    subprocess.run(command, check=True, cwd=ROOT)
    assert kept.read_bytes() == (FOLDER / "topicality/words.json").read_bytes(), "run the training again, and commit"


def test_only_the_train_part_of_the_gold_is_learned_from() -> None:
    rows = [json.loads(line) for line in (ROOT / "data/gold/fragments.jsonl").read_text("utf-8").splitlines()]
    held_out = {f"{row['author']}/{row['theme']}" for row in rows if row["part"] == "test"}
    assert not held_out & {example.group for example in EXAMPLES}


def test_groups_left_out_of_learning_are_mostly_told_apart() -> None:
    groups = sorted({example.group for example in EXAMPLES})
    terms = load_topic_terms(FOLDER)
    right: dict[bool, list[bool]] = {True: [], False: []}
    for fold in range(4):
        held = set(groups[fold::4])
        model = TopicModel(terms, learn_words([e for e in EXAMPLES if e.group not in held], terms))
        for example in (e for e in EXAMPLES if e.group in held):
            right[example.on_topic].append((topic_odds(example.text, model)[1] > 0) == example.on_topic)
    shares = {on_topic: sum(found) / len(found) for on_topic, found in right.items()}
    assert min(shares.values()) >= 0.7, shares


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    texts = {True: "De jeugdhulp helpt het gezin", False: "De weg krijgt asfalt"}
    examples = [Example(f"{texts[on]} woord{n % 3}", f"{on}{n}", on) for on in texts for n in range(16)]
    learned = learn_words(examples, load_topic_terms(FOLDER))
    shutil.copy(FOLDER / "topicality.yaml", tmp_path)
    (tmp_path / "topicality").mkdir()
    write_words(learned, tmp_path / "topicality/words.json")
    assert load_topic_model(tmp_path).words == learned


@pytest.mark.parametrize("word", ["jeugdhulp", "gezin"])
def test_words_of_youth_care_speak_for_it(word: str) -> None:
    assert load_topic_model(FOLDER).words.words.get(word, (0, 1))[1] > 0
