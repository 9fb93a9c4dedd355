"""How the words of a topic differ by year, municipality and region: the words that stand out there within the topic."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.topics.words import Words, strongest

LEAST = 5  # passages of a topic in a cell; fewer say nothing of its words
TERMS = 5
CELLS = {  # kind of group, and whether per year
    ("all", True): ["year"],
    ("municipality", False): ["municipality_code"],
    ("jeugdregio", False): ["jeugdregio"],
    ("jeugdregio", True): ["jeugdregio", "year"],
}
COLUMNS = ["topic_id", "group_kind", "group", "year", "passages", "terms"]


def local_words(learned: pd.DataFrame, *, words: Words, topic: np.ndarray) -> pd.DataFrame:
    """Words of each topic per year, per municipality, per region, and per region and year.

    Within a topic the passages of one cell are weighed against those of the other cells by c-TF-IDF, as BERTopic weighs
    topics per time or class. A cell with fewer than five passages is left out.

    Args:
        learned: year, municipality_code and jeugdregio of each passage; what is missing counts in no cell.
        words: their words.
        topic: their topics.

    Returns:
        topic_id, group_kind, group, year (0 for all years), passages, terms (joined by ', ').
    """
    rows = [
        row
        for (kind, yearly), columns in CELLS.items()
        for number in range(topic.max(initial=-1) + 1)
        for row in _of_topic(learned[columns], words, topic == number, (number, kind, yearly))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _of_topic(
    cells: pd.DataFrame, words: Words, members: np.ndarray, what: tuple[int, str, bool]
) -> list[tuple[int, str, str, int, int, str]]:
    number, kind, yearly = what
    inside = members & cells.notna().all(axis=1).to_numpy()
    own = cells[inside]
    if own.empty:
        return []
    cell, keys = pd.factorize(pd.MultiIndex.from_frame(own.astype(str)), sort=True)
    sizes = np.bincount(cell)
    terms = strongest(Words(words.counts[inside], words.vocabulary), cell, terms=TERMS)
    return [
        (
            number,
            kind,
            "all" if kind == "all" else str(key[0]),
            int(key[-1]) if yearly else 0,
            int(sizes[i]),
            ", ".join(terms[i]),
        )
        for i, key in enumerate(keys)
        if sizes[i] >= LEAST
    ]
