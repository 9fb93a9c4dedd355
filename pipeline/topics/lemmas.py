"""The words by which topics are told apart: lemmas of content words, without names and stop words.

In: tokens, passages, spans of names, models/topics/stopwords.txt. Out: one row a word in a passage.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.errors import ModelError

CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")
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
    of_passages = {d: group.sort_values("start") for d, group in passages.groupby("document_id")}
    parts = [
        _placed(group, of_passages[document], names.get(str(document), []))
        for document, group in words.groupby("document_id")
        if document in of_passages
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["passage_id", *words.columns])


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


def _placed(words: pd.DataFrame, passages: pd.DataFrame, names: list[tuple[int, int]]) -> pd.DataFrame:
    """The words of one document that stand in a passage and in no name, with their passage."""
    starts = words["start"].to_numpy(dtype=np.int64)
    spans = passages[["start", "end"]].to_numpy(dtype=np.int64)
    holder, inside = _within(starts, spans)
    named = _within(starts, np.array(names, dtype=np.int64).reshape(-1, 2))[1]
    keep = inside & ~named
    ids = passages["passage_id"].to_numpy(dtype=object)[holder[keep]]
    placed: pd.DataFrame = words[keep].assign(passage_id=ids)
    return placed


def _within(starts: np.ndarray, spans: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each start the last span that begins at or before it, and whether it lies inside that span."""
    holder = np.searchsorted(spans[:, 0], starts, side="right") - 1
    inside = holder >= 0
    inside[inside] = starts[inside] < spans[holder[inside], 1]
    return holder, inside
