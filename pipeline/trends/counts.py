"""What each document holds: mentions, topics, entities, frames -> counts per document and item.

A share is a ratio of sums over documents: of documents with the concept by documents, of sentences on a step of the
ladder by sentences that have a step, or of passages in a frame by passages. All have a numerator and a denominator per
document, and one code for all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.schema.values import LADDER
from pipeline.trends.base import Base, Ints

Floats = npt.NDArray[np.float64]

DEEDS = "deeds"
STEPS = (*LADDER, DEEDS)
ENTITY_LABELS = ("LAW", "ORG", "PRODUCT")
FRAMES = ("transitie", "transformatie")
BOTH = "both"
BALANCE = "balans"
MIN_ENTITY_DOCUMENTS = 3


@dataclass(frozen=True)
class Counts:
    """Counts of one kind. The arrays are documents x items; a denominator that is the same for all is documents x 1.

    Attributes:
        kind: concept, topic, step, entity or frame.
        ids: the items, in order.
        documents: 1 where the document has the item.
        of_documents: 1 where the document could have it.
        passages: passages with it (sentences for steps).
        of_passages: passages that could have it.
    """

    kind: str
    ids: tuple[str, ...]
    documents: Floats
    of_documents: Floats
    passages: Floats
    of_passages: Floats

    @property
    def top(self) -> Floats:
        """Numerator of the share, per document."""
        return self.passages if self.by_passage else self.documents

    @property
    def bottom(self) -> Floats:
        """Denominator of the share, per document."""
        return self.of_passages if self.by_passage else self.of_documents

    @property
    def by_passage(self) -> bool:
        """The share is one of passages or sentences, not of documents."""
        return self.kind in ("step", "frame")


def count_items(base: Base, found: pd.DataFrame, *, kind: str, ids: tuple[str, ...]) -> Counts:
    """Count documents and passages with each item.

    Args:
        base: the documents that count.
        found: document_id, passage_id (may be null), id: one row for each time that an item was found.
        kind: name of the kind.
        ids: the items to count, also those that are found nowhere.
    """
    kept = _within(base, found)
    rows, columns = _positions(base, kept, ids)
    documents = np.zeros((base.size, len(ids)))
    documents[rows, columns] = 1
    passages = np.zeros_like(documents)
    unique = kept.dropna(subset=["passage_id"]).drop_duplicates(["passage_id", "id"])
    np.add.at(passages, _positions(base, unique, ids), 1)
    return Counts(kind, ids, documents, np.ones((base.size, 1)), passages, base.sizes[:, None].astype(np.float64))


def count_steps(base: Base, mentions: pd.DataFrame, *, concepts: tuple[str, ...]) -> Counts:
    """Count sentences on each step, per concept and over all concepts together (the id that begins with a colon).

    A sentence with several mentions counts once, on its highest step. Sentences whose step the classifier left open do
    not count, neither above nor below the line.
    """
    steps = {step: i for i, step in enumerate(LADDER)}
    kept = _within(base, mentions[mentions["step"].notna()])
    kept = kept.assign(rung=kept["step"].map(steps).astype(np.int64))
    both = pd.concat([kept, kept.assign(concept_id="")])
    key = ["document_id", "sentence_start", "concept_id"]
    sentences = both.groupby(key, sort=True)["rung"].max().reset_index()
    owners = ("", *concepts)
    cube = np.zeros((base.size, len(owners), len(LADDER)))
    rows, columns = _positions(base, sentences.rename(columns={"concept_id": "id"}), owners)
    np.add.at(cube, (rows, columns, sentences["rung"].to_numpy(dtype=np.int64)), 1)
    deeds = cube[:, :, 2:].sum(axis=2, keepdims=True)
    on_step = np.concatenate([cube, deeds], axis=2).reshape(base.size, len(owners) * len(STEPS))
    with_step = np.repeat(cube.sum(axis=2), len(STEPS), axis=1)
    ids = tuple(f"{owner}:{step}" for owner in owners for step in STEPS)
    return Counts("step", ids, _any(on_step), _any(with_step), on_step, with_step)


def count_frames(base: Base, frames: pd.DataFrame) -> Counts:
    """Count passages in each frame, and the balance: those of renewal among those of either (one of both counts twice).

    Args:
        base: the documents that count.
        frames: document_id, passage_id, frame (transitie, transformatie, both or neither), one row a passage; a passage
            without a row was not judged, and counts neither above nor below the line.
    """
    parts = [frames[frames["frame"].isin((name, BOTH))].assign(id=name) for name in FRAMES]
    found = count_items(base, pd.concat(parts)[["document_id", "passage_id", "id"]], kind="frame", ids=FRAMES)
    judged = count_items(base, frames.assign(id="")[["document_id", "passage_id", "id"]], kind="frame", ids=("",))
    either = found.passages.sum(axis=1, keepdims=True)
    passages = np.concatenate([found.passages, found.passages[:, 1:]], axis=1)
    of_passages = np.concatenate([judged.passages, judged.passages, either], axis=1)
    return Counts("frame", (*FRAMES, BALANCE), _any(passages), _any(of_passages), passages, of_passages)


def find_entities(base: Base, entities: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Laws, organisations and programmes that may be published, and the ids of those found in enough documents."""
    named = entities[entities["label"].isin(ENTITY_LABELS) & entities["public"] & entities["canonical_id"].notna()]
    found = named[["document_id", "passage_id", "canonical_id"]].rename(columns={"canonical_id": "id"})
    spread = _within(base, found).drop_duplicates(["document_id", "id"])["id"].value_counts()
    return found, tuple(sorted(str(i) for i in spread[spread >= MIN_ENTITY_DOCUMENTS].index))


def _within(base: Base, found: pd.DataFrame) -> pd.DataFrame:
    kept = found[found["document_id"].isin(base.rows)]
    if base.original_only:
        return kept[kept["passage_id"].isin(base.passages)]
    return kept


def _positions(base: Base, found: pd.DataFrame, ids: tuple[str, ...]) -> tuple[Ints, Ints]:
    columns = {name: i for i, name in enumerate(ids)}
    known = found[found["id"].isin(columns)]
    rows = np.array([base.rows[d] for d in known["document_id"]], dtype=np.int64)
    return rows, np.array([columns[i] for i in known["id"]], dtype=np.int64)


def _any(counts: Floats) -> Floats:
    return (counts > 0).astype(np.float64)
