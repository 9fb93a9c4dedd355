"""A small invented corpus: documents of passages on four subjects, with the vectors and words that go with them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.params import TopicSettings
from pipeline.topics.neighbours import find_neighbours
from pipeline.topics.selection import select_passages
from pipeline.topics.stability import Learned
from pipeline.topics.topics import Options
from pipeline.topics.words import Words, count_words, strongest

SUBJECTS = {
    "team": ["wijkteam", "generalist", "wijk", "huishouden", "professional"],
    "school": ["school", "leerling", "huisarts", "onderwijs", "leraar"],
    "geld": ["budget", "korting", "tekort", "euro", "besparing"],
    "toegang": ["toegang", "beschikking", "bezwaar", "verordening", "aanvraag"],
}
DOCUMENTS = 30


def documents() -> pd.DataFrame:
    ids = [f"d{n:02}" for n in range(DOCUMENTS)]
    years = pd.array([2011 + n % 5 for n in range(DOCUMENTS)], dtype="Int64")
    towns = [f"GM000{n % 3}" for n in range(DOCUMENTS)]
    regions = ["Oost" if town == "GM0000" else "West" for town in towns]
    return pd.DataFrame(
        {"document_id": ids, "on_topic": True, "year": years, "municipality_code": towns, "jeugdregio": regions}
    )


def passages() -> pd.DataFrame:
    """A passage on each subject in each document."""
    rows = [
        {
            "passage_id": f"d{n:02}:{i * 200}",
            "document_id": f"d{n:02}",
            "start": i * 200,
            "end": i * 200 + 190,
            "words": 30,
            "reuse_cluster": None,
            "original": True,
            "subject": subject,
        }
        for n in range(DOCUMENTS)
        for i, subject in enumerate(SUBJECTS)
    ]
    return pd.DataFrame(rows).astype({"reuse_cluster": "str"})


def chosen() -> pd.DataFrame:
    return select_passages(documents(), passages(), years=(2011, 2015))


def vectors(subjects: pd.Series[str] | None = None, *, seed: int = 1) -> np.ndarray:
    """Unit vectors around one direction a subject."""
    subjects = passages()["subject"] if subjects is None else subjects
    draw = np.random.default_rng(seed)
    middles = dict(zip(SUBJECTS, np.eye(12)[: len(SUBJECTS)], strict=True))
    points = np.array([middles[s] for s in subjects]) + draw.normal(scale=0.12, size=(len(subjects), 12))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    return points.astype(np.float32)


def lemmas() -> pd.DataFrame:
    table = passages()
    rows = [
        {"passage_id": p.passage_id, "document_id": p.document_id, "lemma": lemma, "pos": "NOUN"}
        for p in table.itertuples()
        for lemma in SUBJECTS[str(p.subject)]
    ]
    return pd.DataFrame(rows)


def bags() -> list[str]:
    return list(lemmas().groupby("passage_id")["lemma"].agg(" ".join))


def words() -> Words:
    return count_words(bags())


def planted() -> np.ndarray:
    return np.array([list(SUBJECTS).index(subject) for subject in passages()["subject"]])


def learned(topic: np.ndarray) -> Learned:
    """The passages as if these topics were learned from them."""
    return Learned(
        vectors=vectors(),
        near=find_neighbours(vectors(), count=10, spare=True),
        words=words(),
        documents=passages()["document_id"].to_numpy(dtype=object).astype(str),
        topic=topic,
        terms=strongest(words(), topic),
    )


def options(seed: int = 2015, **changes: int | bool) -> Options:
    settings = TopicSettings(min_size=10, neighbours=10, components=3, refits=0)
    return Options(settings.model_copy(update=changes), seed)
