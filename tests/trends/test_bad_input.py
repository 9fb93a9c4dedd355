"""Hardly anything to read, or nothing that differs: topics, trends and the report go through, and tell no difference.

That each page then says what is missing is tested in tests/report/test_small.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from pipeline.embedders import lsa_characters
from pipeline.params import EmbedSettings, TopicSettings
from pipeline.report.assemble import build_report
from pipeline.report.findings import main_findings
from pipeline.tables import make_table
from pipeline.topics.lemmas import passage_lemmas
from pipeline.topics.naming import TopicNames
from pipeline.topics.phrases import passage_phrases
from pipeline.topics.selection import select_passages
from pipeline.topics.tabulation import tabulate
from pipeline.topics.topics import Options, find_topics
from pipeline.trends.measure import measure_trends
from tests.report.corpus import Rows, pack, world
from tests.report.corpus_facts import PLACES
from tests.trends.invented import LIMITS

Tables = dict[str, pd.DataFrame]
NAMES = TopicNames(outliers="Niet ingedeeld", least_shared=3)


def _same(number: int) -> Rows:
    """One text in every municipality and year."""
    rows = world(1)
    one = str(rows["documents"][0]["document_id"])
    codes = list(PLACES)
    copies: Rows = {name: [] for name in rows}
    for i in range(number):
        place = {"municipality_code": codes[i % len(codes)], "jeugdregio": PLACES[codes[i % len(codes)]][1]}
        when = {"year": 2011 + i % 5, "date": str(2011 + i % 5), "date_precision": "year"}
        for name, found in rows.items():
            own = [{k: _renamed(v, one, f"c{i:03}") for k, v in row.items()} for row in found]
            copies[name] += [row | place | when for row in own] if name == "documents" else own
    return copies | {name: rows[name] for name in ("coverage", "rejects", "topics")}


def _renamed(value: object, old: str, new: str) -> object:
    return value.replace(old, new) if isinstance(value, str) else value


def _all(number: int, **facts: object) -> Rows:
    rows = world(number)
    return rows | {"documents": [row | facts for row in rows["documents"]]}


CASES: dict[str, Callable[[], Rows]] = {
    "five passages": lambda: world(5),
    "one document": lambda: world(1),
    "one year": lambda: _all(24, year=2013, date="2013-05", date_precision="month"),
    "one municipality": lambda: _all(24, municipality_code="GM9901", municipality="Duinrade", jeugdregio="Kustwal"),
    "identical texts": lambda: _same(60),
    "nothing on the subject": lambda: _all(20, on_topic=False),
}


def _tokens(documents: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for document, text in zip(documents["document_id"], documents["text"], strict=True):
        start = 0
        for word in str(text).split():
            start = str(text).index(word, start)
            rows.append((document, start, word.strip("."), word.strip(".").lower(), "NOUN"))
            start += len(word)
    columns = ["document_id", "start", "text", "lemma", "pos"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("document_id", "text", "lemma", "pos"), "str"))


def _topics(tables: Tables) -> Tables:
    passages = tables["passages"].assign(words=[len(str(text).split()) for text in tables["passages"]["text"]])
    chosen = select_passages(tables["documents"], passages, years=LIMITS.years)
    words = _tokens(tables["documents"]), passages
    settings = TopicSettings(min_size=5, refits=1)
    texts = passages.set_index("passage_id")["text"].loc[list(chosen["passage_id"])]
    vectors = lsa_characters.embed_passages(list(texts), settings=EmbedSettings(dimensions=20), seed=1)
    found = find_topics(
        chosen,
        lemmas=passage_lemmas(*words, names={}, stopwords=frozenset()),
        vectors=np.asarray(vectors, dtype=np.float32),
        options=Options(settings, 2015),
        phrases=passage_phrases(*words, names={}, stopwords=frozenset()),
    )
    return tabulate(found, names=NAMES, stable_above=0.5)


@pytest.mark.parametrize("case", CASES)
def test_no_difference_is_told(case: str) -> None:
    materials = pack(CASES[case]())
    tables = {**materials.tables, "ledger": make_table("ledger", [])}
    topics = _topics(tables)
    trends = measure_trends({**tables, **topics}, limits=replace(LIMITS, draws=50))
    assert not (trends["changes"]["q"] < LIMITS.significant_below).any()
    for name in ("comparisons", "silences", "firsts"):
        assert not trends[name]["told"].any(), name
    report = build_report(replace(materials, tables={**tables, **topics, **trends}))
    assert main_findings(report) == []
