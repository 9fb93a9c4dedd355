"""Concepts without their words: what the model learns, keeps and finds in a text of an author that it has not seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.concepts.evidence import Evidence, Hits, as_unseen, lengths, no_hits, surroundings
from pipeline.concepts.examples import Example, read_bank, read_gold, scheme_examples
from pipeline.concepts.learning import Classifiers, find_hits, sentence_hits
from pipeline.concepts.matcher import load_matcher
from pipeline.concepts.paraphrase import read_paraphrases, targets
from pipeline.concepts.phrases import best_stretch, find_phrase
from pipeline.concepts.scheme import load_scheme
from pipeline.errors import ModelError

MODELS, GOLD = Path("models"), Path("data/gold/fragments.jsonl")


@pytest.fixture(scope="module")
def unseen() -> list[Example]:
    return read_gold(GOLD, part="test")


def probabilities(learned: Classifiers, examples: list[Example]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    model = learned.paraphrases
    hits = find_hits(examples, load_matcher(MODELS / "concepts"), model.concepts)
    kinds = (hits.labels, hits.patterns, hits.negatives)
    ends = np.cumsum([len(e.sentences) for e in examples])
    parts = zip(*(np.split(kind, ends[:-1]) for kind in kinds), strict=True)
    found = [model.probabilities(e.sentences, Hits(*part)) for e, part in zip(examples, parts, strict=True)]
    chances = np.vstack(found)
    return chances, hits.any, targets(examples, model.concepts)


def test_it_finds_paraphrases_of_an_author_it_has_not_seen(learned: Classifiers, unseen: list[Example]) -> None:
    chances, hits, truth = probabilities(learned, unseen)
    open_ones = ~hits
    found, right = (chances > 0.5) & open_ones, truth & open_ones
    assert (found & right).sum() / found.sum() > 0.55
    assert (found & right).sum() / right.sum() > 0.25


def test_its_probabilities_mean_what_they_say(learned: Classifiers, unseen: list[Example]) -> None:
    chances, hits, truth = probabilities(learned, unseen)
    for low, high in ((0.05, 0.3), (0.3, 0.6), (0.6, 1.0)):
        inside = (chances >= low) & (chances < high) & ~hits
        assert abs(chances[inside].mean() - truth[inside].mean()) < 0.2, (low, high)


def test_it_is_read_back_as_it_was(learned: Classifiers, classifiers: str) -> None:
    again = read_paraphrases(Path(classifiers))
    sentences = ["Ouders beslissen zelf welke hulp zij krijgen.", ""]
    assert np.allclose(again.scores(sentences), learned.paraphrases.scores(sentences), atol=1e-5)


def test_a_student_sees_the_words_that_count(learned: Classifiers) -> None:
    words = learned.paraphrases.word_weights("samenwerking-onderwijs", most=30)
    assert any("school" in word for word, _ in words)
    assert [w for _, w in words] == sorted((w for _, w in words), reverse=True)


def test_a_missing_classifier_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="dvc repro learn"):
        read_paraphrases(tmp_path)


def test_neighbours_count_only_within_a_document() -> None:
    scores = np.array([[0.0], [1.0], [0.0]], dtype=np.float32)
    hits = no_hits(3, 1)
    words, sides = lengths(["a b", "c", "d"]), np.full((3, 2), -1.0, dtype=np.float32)
    together, apart = (
        surroundings(scores, sides, hits, words=words, documents=np.array(documents)).own[:, 0]
        for documents in ([0.0, 0.0, 0.0], [0.0, 1.0, 1.0])
    )
    beside = -2
    assert together[0, beside] == 1.0
    assert apart[0, beside] < 0 < apart[2, beside]


@pytest.mark.parametrize(
    ("gains", "stretch"),
    [([0, 0, 5, 5, 5, 5, 5, 5, 0, 0], (2, 7)), ([1.0], (0, 0)), ([0, 9, -1, -1, -1, -1, 9, 0, 0], (1, 6))],
)
def test_the_best_stretch_of_words(gains: list[float], stretch: tuple[int, int]) -> None:
    assert best_stretch(np.array(gains, dtype=np.float64)) == stretch


def test_a_stretch_holds_the_words_that_it_must() -> None:
    gains = np.array([9.0] * 6 + [-1.0] * 10)
    first, last = best_stretch(gains, held=(12, 13))
    assert first <= 12
    assert last == 13


def test_hits_of_patterns_are_made_as_doubtful_as_in_texts_of_others() -> None:
    truth = np.random.default_rng(7).random((4000, 3)) < 0.2
    scores = np.where(truth, 0.3, -0.8).astype(np.float32)
    unread = np.arange(len(truth)) >= 3000
    none = np.zeros_like(truth)
    drawn = as_unseen(Hits(none, truth, none), truth, scores, unread, seed=1).patterns
    read, right = drawn[:3000], (drawn & truth)[:3000]
    assert abs(right.sum() / read.sum() - 0.8) < 0.02
    assert abs(right.sum() / truth[:3000].sum() - 0.75) < 0.02
    assert (drawn[3000:] == truth[3000:]).all()


def test_labels_and_patterns_are_told_apart() -> None:
    label, pattern = no_hits(1, 2), no_hits(1, 2)
    label.labels[0, 0] = pattern.patterns[0, 0] = True
    one, two = (of_one_sentence(hits).matrix(np.array([True])) for hits in (label, pattern))
    assert not np.allclose(one[0], two[0])
    assert np.allclose(one[1], two[1])


def of_one_sentence(hits: Hits) -> Evidence:
    scores, sides = np.full((1, 2), 0.3, dtype=np.float32), np.zeros((1, 2), dtype=np.float32)
    return surroundings(scores, sides, hits, words=lengths(["een zin"]), documents=np.zeros(1))


def test_evidence_is_weighed_as_the_matrix_says() -> None:
    random = np.random.default_rng(3)
    hits = Hits(*(random.random((6, 4)) < 0.3 for _ in range(3)))
    scores, sides = (np.asarray(random.normal(size=(6, n)), dtype=np.float32) for n in (4, 2))
    evidence = surroundings(scores, sides, hits, words=np.ones(6), documents=np.array([0.0, 0, 0, 1, 1, 1]))
    matrix = evidence.matrix(np.ones(6, dtype=np.bool_))
    weights = np.asarray(random.normal(size=matrix.shape[1]), dtype=np.float32)
    assert np.allclose(evidence.weigh(weights).ravel(), matrix @ weights, atol=1e-3)


def test_a_label_in_a_text_on_something_else_is_doubted(learned: Classifiers) -> None:
    meant = ["Het wijkteam helpt ouders die er met hun kind niet uit komen.", "Gezinnen houden een vaste hulpverlener."]
    other = ["Het wijkteam veegt de straten en leegt de bakken.", "De asfaltploeg legt dinsdag het kruispunt open."]
    model, matcher = learned.paraphrases, load_matcher(MODELS / "concepts")
    column = model.concepts.index("wijkteam")
    one, two = (model.chances(s, sentence_hits(s, matcher, model.concepts)) for s in (meant, other))
    assert 1 - two.meant[0, column] > 10 * (1 - one.meant[0, column])
    assert two.alike[0, column] > 10 * one.alike[0, column]


def test_where_a_negative_label_stands_the_words_alone_say_nothing(learned: Classifiers) -> None:
    sentences = ["De school, de huisarts en ouders van leerlingen steunen de transformatie van de oude melkfabriek."]
    model, matcher = learned.paraphrases, load_matcher(MODELS / "concepts")
    hits = sentence_hits(sentences, matcher, model.concepts)
    column = model.concepts.index("transformatie")
    assert hits.denied[0, column]
    assert model.probabilities(sentences, hits)[0, column] == 0
    assert model.probabilities(sentences, no_hits(1, len(model.concepts)))[0, column] > 0


@pytest.mark.parametrize("sentence", ["", "...", "één", "Ouders en kinderen beslissen samen over de hulp aan huis."])
def test_a_phrase_lies_within_its_sentence(sentence: str, learned: Classifiers) -> None:
    model = learned.paraphrases
    start, end = find_phrase(sentence, model.weights[:, 0], model.features)
    assert 0 <= start <= end <= len(sentence)


def test_the_bank_names_a_file_after_no_concept(tmp_path: Path) -> None:
    scheme = load_scheme(MODELS / "concepts")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "wijkteams.txt").write_text("een groepje hulpverleners\n", encoding="utf-8")
    with pytest.raises(ModelError, match="wijkteams"):
        list(read_bank(tmp_path, scheme.concepts))


def test_the_bank_and_the_scheme_give_an_example_a_line() -> None:
    scheme = load_scheme(MODELS / "concepts")
    bank = list(read_bank(MODELS / "paraphrases", scheme.concepts))
    assert {c for e in bank for found in e.concepts for c in found} == {c.id for c in scheme.concepts}
    assert any(not found for e in bank for found in e.concepts)
    assert len(list(scheme_examples(scheme.concepts))) >= 5 * len(scheme.concepts)


def test_a_line_of_look_alikes_carries_no_concept_and_is_marked(tmp_path: Path) -> None:
    scheme = load_scheme(MODELS / "concepts")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "_anders.txt").write_text("De transitie naar waterstof.\n", encoding="utf-8")
    (tmp_path / "x" / "_geen.txt").write_text("De raad vergadert.\n", encoding="utf-8")
    found = {e.sentences[0]: (e.concepts[0], bool(e.alike[0])) for e in read_bank(tmp_path, scheme.concepts)}
    assert found == {"De transitie naar waterstof.": (frozenset(), True), "De raad vergadert.": (frozenset(), False)}


def test_gold_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"data\.gold\.build"):
        read_gold(tmp_path / "fragments.jsonl", part="train")
