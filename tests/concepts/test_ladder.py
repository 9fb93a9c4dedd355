"""The ladder: steps by classifier, headings by rule, flags by cues."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GroupKFold

from pipeline.concepts.cues import load_cues
from pipeline.concepts.ladder import STEPS, load_ladder, read_sentences, train_ladder
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
def test_a_plain_sentence_gets_its_step(sentence: str, step: str) -> None:
    assert load_ladder(MODELS, 2015).predict([sentence])[0][0] == step


def test_there_are_a_hundred_sentences_a_step() -> None:
    sentences = read_sentences(MODELS / "ladder" / "sentences.csv")
    assert min(sum(s.step == step for s in sentences) for step in STEPS) >= 100


def test_accuracy_on_themes_it_has_not_seen() -> None:
    sentences = read_sentences(MODELS / "ladder" / "sentences.csv")
    groups = [s.theme for s in sentences]
    train, test = next(iter(GroupKFold(3).split(sentences, groups=groups)))
    ladder = train_ladder([sentences[i] for i in train], load_cues(MODELS), seed=1)
    predicted = ladder.predict([sentences[i].text for i in test])
    right = [step == sentences[i].step for i, (step, _) in zip(test, predicted, strict=True)]
    assert accuracy_score(np.ones(len(right)), right) > 0.7
    assert abs(np.mean([p for _, p in predicted]) - np.mean(right)) < 0.12


def test_the_same_seed_gives_the_same_probabilities() -> None:
    sentences = read_sentences(MODELS / "ladder" / "sentences.csv")
    one, two = (train_ladder(sentences, load_cues(MODELS), seed=3).predict(["Het team start."]) for _ in range(2))
    assert one == two


def test_an_unknown_step_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "sentences.csv"
    path.write_text("sentence,step,theme\nWij doen iets.,voornemens,x\n", encoding="utf-8")
    with pytest.raises(ModelError, match="line 2"):
        read_sentences(path)


@pytest.mark.parametrize(
    ("sentence", "word", "flag"),
    [
        ("Wij kiezen niet voor een aanbesteding per product.", "aanbesteding", "negated"),
        ("Er komt geen wijkteam in het dorp.", "wijkteam", "negated"),
        ("Indien het Rijk betaalt, start een wijkteam.", "wijkteam", "conditional"),
        ("Het wijkteam start onder voorbehoud van de begroting.", "wijkteam", "conditional"),
        ("Volgens de cliëntenraad is het wijkteam te klein.", "wijkteam", "quoted"),
        ("“Het wijkteam hielp ons goed”, vertelt een moeder.", "wijkteam", "quoted"),
    ],
)
def test_a_flag_is_raised(sentence: str, word: str, flag: str) -> None:
    cues = load_cues(MODELS)
    assert getattr(cues, flag)(cues.read(sentence), sentence.index(word))


@pytest.mark.parametrize("sentence", ["Wij willen niet alleen een wijkteam.", "Het wijkteam start op 1 mei."])
def test_no_flag_is_raised(sentence: str) -> None:
    cues, at = load_cues(MODELS), sentence.index("wijkteam")
    signals = cues.read(sentence)
    raised = [flag(signals, at) for flag in (cues.negated, cues.conditional, cues.quoted)]
    assert raised == [False, False, False]
