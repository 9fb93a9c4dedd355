"""Noun phrases in passages, as people write them -> candidates for labels of topics, and the best few of each topic.

In: tokens with part of speech, passages, spans of names, stop words. A candidate is a noun, an adjective before a noun,
or two nouns with a preposition between them (and a determiner or an adjective before the second): "school", "passend
onderwijs", "toegang tot de jeugdhulp".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from pipeline.topics.lemmas import CONTENT, LEAST_DOCUMENTS, passage_lemmas, place_words
from pipeline.topics.naming import same_word
from pipeline.topics.words import build_weights

NOUN, ADJECTIVE, PREPOSITION, DETERMINER = "NOUN", "ADJ", "ADP", "DET"
SPOKEN = (NOUN, ADJECTIVE, PREPOSITION, DETERMINER)  # parts of speech in a phrase
WANTED = frozenset({*CONTENT, *SPOKEN})
PATTERNS = (
    (NOUN,),
    (ADJECTIVE, NOUN),
    (NOUN, PREPOSITION, NOUN),
    (NOUN, PREPOSITION, DETERMINER, NOUN),
    (NOUN, PREPOSITION, ADJECTIVE, NOUN),
)
PHRASES = 3  # in a label
_CANDIDATES = 40
_SUPPORT = 0.05  # of a topic's passages, in which a phrase stands at least
_RELEVANCE = 0.5  # of being typical, against differing from what was chosen
_COLUMNS = ["passage_id", "document_id", "key", "text", "words"]


@dataclass(frozen=True)
class Phrases:
    """Counts of phrases in passages.

    Attributes:
        counts: passages x phrases.
        texts: each phrase as it is written most.
        words: the lemmas of its nouns and adjectives.
    """

    counts: csr_matrix
    texts: list[str]
    words: list[tuple[str, ...]]


def passage_words(
    tokens: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    names: dict[str, list[tuple[int, int]]],
    stopwords: frozenset[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both `passage_lemmas` and `passage_phrases`, of the same tokens."""
    return (
        passage_lemmas(tokens, passages, names=names, stopwords=stopwords),
        passage_phrases(tokens, passages, names=names, stopwords=stopwords),
    )


def passage_phrases(
    tokens: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    names: dict[str, list[tuple[int, int]]],
    stopwords: frozenset[str],
) -> pd.DataFrame:
    """The candidates in each passage, without those that hold a name or a stop word.

    Args:
        tokens: with document_id, start, text, lemma and pos; words of other parts of speech may be left out.
        passages: with passage_id, document_id, start and end.
        names: for each document the spans whose words are left out, sorted and without overlap.
        stopwords: lemmas that no topic is about.

    Returns:
        passage_id, document_id, key (its lemmas, without determiner), text, words (lemmas of nouns and adjectives,
        joined by blanks).
    """
    words = tokens[tokens["pos"].isin(SPOKEN)].sort_values(["document_id", "start"], ignore_index=True)
    words = words.assign(lemma=words["lemma"].str.lower(), end=words["start"] + words["text"].str.len())
    told = words["pos"].isin((NOUN, ADJECTIVE))
    plain = words["lemma"].str.fullmatch(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*") & (words["lemma"].str.len() >= 3)
    words["fit"] = ~told | (plain & ~words["lemma"].isin(stopwords))
    follows = (words["start"] == words["end"].shift() + 1) & (words["document_id"] == words["document_id"].shift())
    words["run"] = (~follows).cumsum()
    parts = [_matches(words, pattern) for pattern in PATTERNS]
    found = pd.concat(parts, ignore_index=True)
    placed = place_words(found, passages, names)
    return placed[_COLUMNS]


def _matches(words: pd.DataFrame, pattern: tuple[str, ...]) -> pd.DataFrame:
    """Where a pattern stands without a break, with its text."""
    last = len(words) - len(pattern) + 1
    pos, run, fit = (words[name].to_numpy() for name in ("pos", "run", "fit"))
    here = np.ones(max(last, 0), dtype=bool)
    for i, part in enumerate(pattern):
        at = slice(i, i + len(here))
        here &= (pos[at] == part) & (run[at] == run[: len(here)]) & fit[at].astype(bool)
    own = [words.iloc[np.flatnonzero(here) + i].reset_index(drop=True) for i in range(len(pattern))]
    kept = [column for part, column in zip(pattern, own, strict=True) if part != DETERMINER]
    told = [column for part, column in zip(pattern, own, strict=True) if part in (NOUN, ADJECTIVE)]
    table = pd.DataFrame(
        {
            "document_id": own[0]["document_id"],
            "start": own[0]["start"].astype(np.int64),
            "end": own[-1]["end"].astype(np.int64),
            "key": _joined([column["lemma"] for column in kept]),
            "text": _joined([column["text"] for column in own]),
            "words": _joined([column["lemma"] for column in told]),
        }
    )
    if len(told) > 1:
        table = table[told[0]["lemma"] != told[-1]["lemma"]]  # "step by step" is no subject
    return table


def _joined(columns: list[pd.Series[str]]) -> pd.Series[str]:
    joined = columns[0]
    for column in columns[1:]:
        joined = joined + " " + column
    return joined


def count_phrases(found: pd.DataFrame, passage_ids: pd.Series[str]) -> Phrases:
    """Count the phrases that stand in at least three documents, in these passages in their order.

    Each gets the text that is written most. A capital that only begins the phrase does not make another text.
    """
    found = found[found["passage_id"].isin(passage_ids)]
    spread = found.groupby("key")["document_id"].nunique()
    found = found[found["key"].isin(spread.index[spread >= LEAST_DOCUMENTS])]
    found = found.assign(text=[_uncapital(text) for text in found["text"]])
    keys = pd.Index(sorted(found["key"].unique()))
    uses = found.groupby(["key", "text", "words"]).size().reset_index(name="uses")
    first = uses.sort_values(["key", "uses", "text"], ascending=[True, False, True]).drop_duplicates("key")
    rows = pd.Index(passage_ids).get_indexer(pd.Index(found["passage_id"]))
    ones = np.ones(len(found), dtype=np.int64)
    counts = csr_matrix((ones, (rows, keys.get_indexer(pd.Index(found["key"])))), (len(passage_ids), len(keys)))
    return Phrases(counts, list(first["text"]), [tuple(words.split()) for words in first["words"]])


def _uncapital(text: str) -> str:
    return text[0].lower() + text[1:] if text[1:].islower() else text


def choose_phrases(phrases: Phrases, topic: np.ndarray, groups: dict[int, tuple[int, ...]]) -> dict[int, list[str]]:
    """The three phrases that tell each group of topics best, and differ; fewer where there are not so many.

    A phrase weighs by c-TF-IDF, and a longer one more, since it says more (as in the C-value of Frantzi, Ananiadou &
    Mima 2000, International Journal on Digital Libraries 3: 115-130). Of the best ones those are taken that are not
    alike (maximal marginal relevance: Carbonell & Goldstein, SIGIR 1998).

    Args:
        phrases: counts in the passages that topics were learned from.
        topic: of each of these passages, -1 for none.
        groups: number of each group -> its topics, at least one of those that are there.
    """
    numbers, rows = np.unique(topic, return_inverse=True)
    if not phrases.texts or not groups:
        return {group: [] for group in groups}
    member = csr_matrix((np.ones(len(topic)), (rows, np.arange(len(topic)))))
    pairs = [(row, int(np.searchsorted(numbers, t))) for row, own in enumerate(groups.values()) for t in own]
    above, below = np.array(pairs).T
    group_of = csr_matrix((np.ones(len(pairs)), (above, below)), (len(groups), len(numbers)))
    counts, passages = member @ phrases.counts, member @ (phrases.counts > 0).astype(np.float64)
    weights = build_weights().fit(counts).transform(group_of @ counts).tocsr()
    least = np.maximum(LEAST_DOCUMENTS, _SUPPORT * (group_of @ np.bincount(rows)))
    length = 1 + np.log2([len(words) for words in phrases.words])
    held = (group_of @ passages).tocsr()
    return {
        group: _diverse(weights[row].toarray()[0] * length * (held[row].toarray()[0] >= least[row]), phrases)
        for row, group in enumerate(groups)
    }


def _diverse(weights: np.ndarray, phrases: Phrases) -> list[str]:
    best = [int(i) for i in np.lexsort((np.arange(len(weights)), -weights))[:_CANDIDATES] if weights[i] > 0]
    taken: list[int] = []
    while best and len(taken) < PHRASES:
        scores = [
            _RELEVANCE * weights[i] / weights[best[0] if not taken else taken[0]]
            - (1 - _RELEVANCE) * max((alike(phrases.words[i], phrases.words[j]) for j in taken), default=0.0)
            for i in best
        ]
        taken.append(best.pop(int(np.argmax(scores))))
    return [phrases.texts[i] for i in taken]


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of the words of the shorter phrase that the longer one says too."""
    short, long = sorted((one, other), key=len)
    return sum(any(same_word(word, own) for own in long) for word in short) / len(short)
