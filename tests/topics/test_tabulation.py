"""What was found as tables and figures."""

from __future__ import annotations

import pytest

from pipeline.tables import check_table
from pipeline.topics.naming import TopicNames
from pipeline.topics.tabulation import is_stable, summarize, tabulate
from pipeline.topics.topics import Topics, find_topics
from tests.topics import invented

NAMES = TopicNames(outliers="Niet ingedeeld", least_shared=3)


def test_the_tables_keep_the_contract_and_add_up(found: Topics) -> None:
    tables = {name: check_table(name, t) for name, t in tabulate(found, names=NAMES, stable_above=0.5).items()}
    topics = tables["topics"]
    assert topics["size"].sum() == len(tables["passage_topics"]) == len(invented.passages())
    assert topics.set_index("topic_id").loc[-1, "label"] == "Niet ingedeeld"
    assert tables["topic_stability"]["topic_id"].tolist() == [0, 1, 2, 3]
    assert tables["topic_hierarchy"]["topics"].iloc[-1] == "0, 1, 2, 3"
    assert tables["topic_baselines"]["method"].value_counts().to_dict() == {"bertopic": 4, "lda": 4, "nmf": 4}
    assert set(tables["topic_words"]["group_kind"]) == {"all", "municipality", "jeugdregio"}


def test_planted_topics_are_stable(found: Topics) -> None:
    tables = tabulate(found, names=NAMES, stable_above=0.5)
    topics, cards = tables["topics"], tables["topic_stability"]
    real = topics[topics["topic_id"] >= 0]
    assert real["stable"].all()
    assert real["stability"].tolist() == cards["members"].tolist()
    assert cards["members_low"].min() > 0.8
    assert set(cards["found_in"]) == set(cards["refits"]) == {2}


def test_an_unstable_topic_is_listed_as_such(found: Topics) -> None:
    topics = tabulate(found, names=NAMES, stable_above=1.0)["topics"]
    assert not topics["stable"].all()
    assert is_stable(None, 0.0) is False


def test_the_figures_name_each_method(found: Topics) -> None:
    figures = summarize(found, stable_above=0.5)
    assert (figures["topics"], figures["stable"], figures["passages"], figures["refits"]) == (4, 4, 120, 2)
    assert figures["npmi"] == pytest.approx(1.0)
    assert figures["diversity"] == 1.0
    assert {"lda_npmi", "lda_diversity", "nmf_npmi", "nmf_diversity", "agreement", "outliers"} <= set(figures)


def test_without_topics_the_figures_say_so_and_the_tables_are_empty() -> None:
    none = find_topics(
        invented.chosen().iloc[:5],
        lemmas=invented.lemmas(),
        vectors=invented.vectors()[:5],
        options=invented.options(),
    )
    assert summarize(none, stable_above=0.5) == {"topics": 0, "stable": 0, "passages": 5}
    tables = tabulate(none, names=NAMES, stable_above=0.5)
    assert all(tables[name].empty for name in tables if name not in ("topics", "passage_topics"))
