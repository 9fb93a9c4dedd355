"""What topics are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.topics.naming import GivenName, TopicNames, label_topics, noun_label, read_names, same_word
from pipeline.topics.topics import Topics, find_topics
from tests.topics import invented

MODELS = Path(__file__).parents[2] / "models" / "topics"
TEAM = GivenName(name="Wijkteams", terms=("wijkteam", "generalist", "wijk", "ploeg"))
NAMES = TopicNames(outliers="Niet ingedeeld", least_shared=2, names=(TEAM,))
NOUNS = frozenset({"wijkteam", "wijkteams", "school", "leerling", "budget", "wijk"})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("wijkteam", "wijkteams", True),
        ("gemeente", "gemeentes", True),
        ("overeenkomst", "overeenkomsten", True),
        ("kracht", "kracht-conferentie", True),
        ("team", "gezinsteam", True),
        ("bed", "bedrag", False),
        ("school", "scholier", False),
        ("toegang", "toezicht", False),
        ("plan", "planten", True),
    ],
)
def test_near_duplicates(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same
    assert same_word(other, one) is same


def test_a_label_is_three_nouns_that_differ() -> None:
    assert noun_label(["snel", "school", "wijkteam", "wijkteams", "budget"], nouns=NOUNS) == "School, wijkteam, budget"


def test_other_words_fill_up_where_nouns_are_wanting() -> None:
    assert noun_label(["snel", "school"], nouns=NOUNS) == "School, snel"


def test_a_given_name_follows_its_words_and_not_its_number() -> None:
    terms = {0: ["school", "leerling"], 1: ["wijkteam", "wijk", "school"]}
    assert label_topics(terms, names=NAMES, nouns=NOUNS)[1] == "Wijkteams"
    assert label_topics({0: terms[1], 1: terms[0]}, names=NAMES, nouns=NOUNS)[0] == "Wijkteams"


def test_too_few_shared_words_give_no_name() -> None:
    assert label_topics({0: ["wijkteam", "school"]}, names=NAMES, nouns=NOUNS) == {0: "Wijkteam, school"}


def test_a_name_goes_to_the_topic_that_fits_best_and_to_no_other() -> None:
    terms = {0: ["wijkteam", "wijk"], 1: ["wijkteam", "wijk", "ploeg"]}
    labels = label_topics(terms, names=NAMES, nouns=NOUNS)
    assert labels == {0: "Wijkteam", 1: "Wijkteams"}


def test_a_topic_without_a_given_name_is_called_after_its_phrases() -> None:
    phrases = {0: ["passend onderwijs", "huisarts"], 1: ["brede teams"]}
    labels = label_topics({0: ["school"], 1: ["wijkteam", "ploeg"]}, names=NAMES, nouns=NOUNS, phrases=phrases)
    assert labels == {0: "Passend onderwijs, huisarts", 1: "Wijkteams"}


def test_the_english_name_goes_with_the_given_one() -> None:
    names = TopicNames(outliers="-", least_shared=1, names=(TEAM.model_copy(update={"en": "Teams"}), TEAM))
    assert names.english == {"Wijkteams": "Teams"}


def test_every_name_of_this_repository_has_an_english_one() -> None:
    names = read_names(MODELS / "names.yaml")
    assert set(names.english) == {names.outliers, *(given.name for given in names.names)}


def test_no_two_topics_have_one_label() -> None:
    assert label_topics({0: ["school"], 1: ["school"], 2: []}, names=NAMES, nouns=NOUNS) == {
        0: "School",
        1: "School (1)",
        2: "Onderwerp 2",
    }


def test_the_names_of_this_repository_can_be_read_and_differ() -> None:
    names = [given.name for given in read_names(MODELS / "names.yaml").names]
    assert len(names) == len(set(names)) > 0


@pytest.mark.parametrize("text", ["names: [", "outliers: x\nleast_shared: 3\nname: []\n", "outliers: x\n"])
def test_a_slip_in_the_names_is_an_error_that_says_where(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"names\.yaml"):
        read_names(path)


def test_missing_names_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="are missing"):
        read_names(tmp_path / "names.yaml")


def test_a_name_survives_a_rerun_with_another_seed(found: Topics) -> None:
    """Other vectors and another seed number the topics otherwise; the name stays with its passages."""
    names = TopicNames(outliers="-", least_shared=3, names=(GivenName(name="Wijkteams", terms=invented_terms("team")),))
    again = find_topics(
        invented.chosen(),
        lemmas=invented.lemmas(),
        vectors=invented.vectors(seed=5),
        options=invented.options(seed=77),
    )
    for result in (found, again):
        labels = label_topics(result.terms, names=names, nouns=result.nouns)
        named = result.passages["topic_id"].map(labels) == "Wijkteams"
        assert set(invented.passages()["subject"][named]) == {"team"}
        assert named.sum() > 25


def invented_terms(subject: str) -> tuple[str, ...]:
    return tuple(invented.SUBJECTS[subject])
