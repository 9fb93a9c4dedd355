"""A small invented corpus: documents of passages on four subjects, with the vectors and words that go with them."""

from __future__ import annotations

import numpy as np
import pandas as pd

SUBJECTS = {
    "team": ["wijkteam", "generalist", "wijk", "huishouden", "professional"],
    "school": ["school", "leerling", "huisarts", "onderwijs", "leraar"],
    "geld": ["budget", "korting", "tekort", "euro", "besparing"],
    "toegang": ["toegang", "beschikking", "bezwaar", "verordening", "aanvraag"],
}
DOCUMENTS = 30


def documents() -> pd.DataFrame:
    ids = [f"d{n:02}" for n in range(DOCUMENTS)]
    return pd.DataFrame({"document_id": ids, "on_topic": True, "year": pd.array([2013] * DOCUMENTS, dtype="Int64")})


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
    return passages()[["passage_id", "document_id", "reuse_cluster"]].assign(learn=True)


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
