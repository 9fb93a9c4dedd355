"""The ladder: steps by classifier, headings by rule, flags by cues."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from pipeline.concepts.cues import load_cues
from pipeline.concepts.examples import read_gold
from pipeline.concepts.flags import FLAGS
from pipeline.concepts.ladder import (
    STEPS,
    LabelledSentence,
    gold_sentences,
    number_documents,
    read_ladder,
    read_sentences,
    train_ladder,
)
from pipeline.concepts.learning import Classifiers
from pipeline.errors import ModelError

MODELS = Path("models").absolute()


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("Onder een wijkteam wordt verstaan een groep hulpverleners in de buurt.", "benoemen"),
        ("Wij willen dat ouders zelf de regie houden.", "voornemen"),
        ("Vanaf 1 maart houdt het jeugdteam elke maandag spreekuur op school.", "maatregel"),
        ("Voor het wijkteam is € 120.000 gereserveerd in de begroting.", "middelen"),
        ("Uit de evaluatie blijkt dat 80 procent van de gezinnen tevreden is over het team.", "resultaat"),
    ],
)
def test_a_plain_sentence_gets_its_step(sentence: str, step: str, learned: Classifiers) -> None:
    assert learned.ladder.predict([sentence])[0][0] == step


def test_it_is_kept_and_read_as_plain_numbers(learned: Classifiers, classifiers: str) -> None:
    sentences = ["Wij willen dat ouders zelf de regie houden.", "Het team kost € 120.000."]
    again = read_ladder(Path(classifiers), load_cues(MODELS))
    for one, two in zip(again.probabilities(sentences), learned.ladder.probabilities(sentences), strict=True):
        assert np.allclose(one, two, atol=1e-5)
    assert {p.suffix for p in Path(classifiers).iterdir()} == {".json", ".safetensors"}


def test_steps_and_flags_on_an_author_it_has_not_seen(learned: Classifiers) -> None:
    everything = gold_sentences(read_gold(Path("data/gold/fragments.jsonl"), part="test"))
    steps, flags = learned.ladder.probabilities([s.text for s in everything], number_documents(everything))
    known = [n for n, s in enumerate(everything) if s.step]
    steps, flags, sentences = steps[known], flags[known], [everything[n] for n in known]
    truth = [STEPS.index(s.step or "") for s in sentences]
    assert f1_score(truth, steps.argmax(axis=1), average="macro") > 0.7
    assert np.allclose(steps.sum(axis=1), 1, atol=1e-5)
    for flag, column in zip(FLAGS, flags.T, strict=True):
        holds = np.array([flag in (s.flags or ()) for s in sentences])
        assert roc_auc_score(holds, column) > 0.75, flag


def test_neighbours_are_those_of_one_document() -> None:
    ids = ["a", "a", "b", "", "", "b", "b"]
    sentences = [LabelledSentence("Een zin.", None, "x", document=one) for one in ids]
    assert number_documents(sentences) == [1, 1, 2, 3, 4, 5, 5]


def test_the_sentences_around_it_weigh_in(learned: Classifiers) -> None:
    doubtful = "Zij komen bij gezinnen thuis."
    counted = "Uit de evaluatie blijkt dat 80 procent van de gezinnen tevreden is over het team."
    alone, _ = learned.ladder.probabilities([doubtful])
    beside, _ = learned.ladder.probabilities([counted, doubtful, counted], [1, 1, 1])
    apart, _ = learned.ladder.probabilities([counted, doubtful, counted], [1, 2, 3])
    result = STEPS.index("resultaat")
    assert beside[1, result] > alone[0, result] + 0.02
    assert np.allclose(apart[1], alone[0], atol=1e-6)


def test_there_are_a_hundred_sentences_a_step() -> None:
    sentences = read_sentences(MODELS / "ladder" / "sentences.csv")
    assert min(sum(s.step == step for s in sentences) for step in STEPS) >= 100


def test_accuracy_on_themes_it_has_not_seen() -> None:
    sentences = read_sentences(MODELS / "ladder" / "sentences.csv")
    groups = [s.theme for s in sentences]
    right, sure = [], []
    for train, test in GroupKFold(3).split(sentences, groups=groups):
        ladder = train_ladder([sentences[i] for i in train], load_cues(MODELS), seed=1)
        predicted = ladder.predict([sentences[i].text for i in test])
        right += [step == sentences[i].step for i, (step, _) in zip(test, predicted, strict=True)]
        sure += [p for _, p in predicted]
    assert accuracy_score(np.ones(len(right)), right) > 0.7
    assert abs(np.mean(sure) - np.mean(right)) < 0.15  # so few sentences are few to calibrate on


def test_the_same_seed_gives_the_same_probabilities() -> None:
    sentences = read_sentences(MODELS / "ladder" / "sentences.csv")
    one, two = (train_ladder(sentences, load_cues(MODELS), seed=3).predict(["Het team start."]) for _ in range(2))
    assert one == two


def test_an_unknown_step_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "sentences.csv"
    path.write_text("sentence,step,theme\nWij doen iets.,voornemens,x\n", encoding="utf-8")
    with pytest.raises(ModelError, match="line 2"):
        read_sentences(path)
