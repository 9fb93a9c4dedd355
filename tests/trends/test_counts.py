"""Counting: documents, passages and sentences are each counted once."""

from __future__ import annotations

import pandas as pd

from pipeline.trends.base import Base, select_base
from pipeline.trends.counts import count_items, count_steps, find_entities
from tests.trends.invented import YEARS, Text, corpus


def _base(tables: dict[str, pd.DataFrame], *, original_only: bool = False) -> Base:
    return select_base(tables["documents"], tables["passages"], years=YEARS, original_only=original_only)


def test_a_concept_counts_once_a_document_and_once_a_passage() -> None:
    tables = corpus([Text("a", concepts=("wijkteam", "wijkteam", "regie")), Text("b")])
    found = tables["mentions"].rename(columns={"concept_id": "id"})
    counts = count_items(_base(tables), found, kind="concept", ids=("regie", "wijkteam", "nergens"))
    assert counts.documents.tolist() == [[1, 1, 0], [0, 0, 0]]
    assert counts.passages.tolist() == [[1, 1, 0], [0, 0, 0]]
    assert counts.of_passages.tolist() == [[2], [2]]


def test_a_mention_in_a_copied_passage_does_not_count_without_copies() -> None:
    tables = corpus([Text("a", concepts=("regie",), original=(False, True))])
    found = tables["mentions"].rename(columns={"concept_id": "id"})
    counts = count_items(_base(tables, original_only=True), found, kind="concept", ids=("regie",))
    assert counts.documents.tolist() == [[0]]


def test_a_sentence_counts_once_on_its_highest_step_and_open_steps_do_not_count() -> None:
    steps = (("regie", "voornemen"), ("regie", "middelen"), ("regie", None))
    tables = corpus([Text("a", steps=steps)])
    same_sentence = tables["mentions"].assign(sentence_start=[0, 0, 5])
    counts = count_steps(_base(tables), same_sentence, concepts=("regie",))
    on = dict(zip(counts.ids, counts.passages[0].tolist(), strict=True))
    assert (on["regie:middelen"], on["regie:voornemen"], on["regie:deeds"], on[":deeds"]) == (1, 0, 1, 1)
    assert set(counts.of_passages[0].tolist()) == {1}


def test_two_concepts_in_one_sentence_are_one_sentence_over_all() -> None:
    tables = corpus([Text("a", steps=(("regie", "maatregel"), ("inkoop", "maatregel")))])
    counts = count_steps(_base(tables), tables["mentions"].assign(sentence_start=0), concepts=("inkoop", "regie"))
    on = dict(zip(counts.ids, counts.passages[0].tolist(), strict=True))
    assert (on[":maatregel"], on["regie:maatregel"], on["inkoop:maatregel"]) == (1, 1, 1)


def test_private_names_and_rare_names_get_no_series() -> None:
    often = [("LAW", "jeugdwet", True), ("PERSON", "iemand", True), ("ORG", "geheim", False)]
    texts = [Text(x, entities=tuple(often)) for x in "abc"] + [Text("d", entities=(("ORG", "zeldzaam", True),))]
    tables = corpus(texts)
    assert find_entities(_base(tables), tables["entities"])[1] == ("jeugdwet",)
