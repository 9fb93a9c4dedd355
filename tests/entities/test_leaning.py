from __future__ import annotations

import pandas as pd

from pipeline.entities.leaning import count_leanings

DOCUMENTS = pd.DataFrame(
    [(f"d{n}", code, True, None) for n, code in enumerate(["GM1", "GM1", "GM2", None])],
    columns=["document_id", "municipality_code", "on_topic", "duplicate_of"],
)


def _entities(*rows: tuple[str, str, str, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["document_id", "canonical_id", "label", "public"])
    return frame.assign(canonical_name=frame["canonical_id"].str.upper())


def test_a_name_counts_once_a_document_and_is_compared_with_elsewhere() -> None:
    entities = _entities(
        ("d0", "vng", "ORG", True), ("d0", "vng", "ORG", True), ("d2", "vng", "ORG", True), ("d3", "vng", "ORG", True)
    )
    table = count_leanings(entities, DOCUMENTS)
    assert table[["municipality_code", "documents", "of", "share", "elsewhere"]].values.tolist() == [
        ["GM1", 1, 2, 0.5, 1.0],
        ["GM2", 1, 1, 1.0, 0.5],
    ]


def test_private_names_and_places_do_not_count() -> None:
    assert count_leanings(_entities(("d0", "x", "ORG", False), ("d0", "GM1", "GPE", True)), DOCUMENTS).empty
