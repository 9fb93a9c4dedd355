"""The words by which topics are told apart: lemmas of content words, without names and stop words.

In: tokens, passages, spans of names, models/topics/stopwords.txt. Out: one row a word in a passage.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.errors import ModelError

CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")
_APART = 2**40  # between the places of two documents: longer than any text
LEAST_DOCUMENTS = 3  # a word in fewer documents is no term: it may be a name that slipped through


def read_stopwords(path: Path) -> frozenset[str]:
    """Lemmas that no topic is about: one a line, lower case, `#` for remarks.

    Raises:
        ModelError: the file is missing.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise ModelError(
            "the list of stop words is missing", where=str(path), remedy="restore it: git checkout models/topics"
        ) from None
    return frozenset(word for line in lines if (word := line.partition("#")[0].strip()))


def passage_lemmas(
    tokens: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    names: dict[str, list[tuple[int, int]]],
    stopwords: frozenset[str],
) -> pd.DataFrame:
    """The content words of each passage.

    Args:
        tokens: with document_id, start, lemma and pos.
        passages: with passage_id, document_id, start and end.
        names: for each document the spans whose words are left out, sorted and without overlap.
        stopwords: lemmas to leave out.

    Returns:
        passage_id, document_id, lemma (lower case), pos; in the order of the text.
    """
    words = tokens.loc[tokens["pos"].isin(CONTENT), ["document_id", "start", "lemma", "pos"]].copy()
    words["lemma"] = words["lemma"].str.lower()
    telling = words["lemma"].str.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*") & (words["lemma"].str.len() >= 3)
    words = words[telling & ~words["lemma"].isin(stopwords)]
    return place_words(words, passages, names)[["passage_id", "document_id", "lemma", "pos"]]


def place_words(words: pd.DataFrame, passages: pd.DataFrame, names: dict[str, list[tuple[int, int]]]) -> pd.DataFrame:
    """The words or phrases that begin in a passage and touch no name, with a column passage_id, by document.

    Args:
        words: with document_id and start, and perhaps end, in the order of the text.
        passages: with passage_id, document_id, start and end.
        names: for each document spans.
    """
    code = {document: i for i, document in enumerate(sorted(passages["document_id"].unique()))}
    words = words[words["document_id"].isin(code)].sort_values("document_id", kind="stable", ignore_index=True)
    offset = words["document_id"].map(code).to_numpy(dtype=np.int64) * _APART
    starts = words["start"].to_numpy(dtype=np.int64) + offset
    ends = words["end"].to_numpy(dtype=np.int64) + offset if "end" in words else starts + 1
    held = passages.sort_values(["document_id", "start"])
    spans = held[["start", "end"]].to_numpy(dtype=np.int64)
    spans = spans + held["document_id"].map(code).to_numpy(dtype=np.int64)[:, None] * _APART
    named = [(s + i * _APART, e + i * _APART) for d, i in code.items() for s, e in names.get(str(d), [])]
    holder, inside = _within(starts, spans)
    keep = inside & ~_touching(starts, ends, np.array(named, dtype=np.int64).reshape(-1, 2))
    ids = held["passage_id"].to_numpy(dtype=object)[holder[keep]]
    placed: pd.DataFrame = words[keep].assign(passage_id=ids).reset_index(drop=True)
    return placed


def common_lemmas(lemmas: pd.DataFrame, *, documents: int = LEAST_DOCUMENTS) -> pd.DataFrame:
    """The rows whose lemma occurs in at least so many documents."""
    spread = lemmas.groupby("lemma")["document_id"].nunique()
    common = set(spread.index[spread >= documents])
    rows: pd.DataFrame = lemmas[lemmas["lemma"].isin(common)]
    return rows


def noun_lemmas(lemmas: pd.DataFrame) -> frozenset[str]:
    """Lemmas that are a common noun at least as often as anything else."""
    shares = (lemmas["pos"] == "NOUN").groupby(lemmas["lemma"]).mean()
    return frozenset(shares.index[shares >= 0.5])


def _within(starts: np.ndarray, spans: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each start the last span that begins at or before it, and whether it lies inside that span."""
    holder = np.searchsorted(spans[:, 0], starts, side="right") - 1
    inside = holder >= 0
    inside[inside] = starts[inside] < spans[holder[inside], 1]
    return holder, inside


def _touching(starts: np.ndarray, ends: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """Whether the last span that begins before each end goes on after its start."""
    last = np.searchsorted(spans[:, 0], ends, side="left") - 1
    touching: np.ndarray = last >= 0
    touching[touching] = spans[last[touching], 1] > starts[touching]
    return touching
