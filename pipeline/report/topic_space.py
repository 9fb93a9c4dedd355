"""How topics lie to each other: a position on a map, and the tree. Inputs: passage_topics, passages, topic_*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.report.cards import known
from pipeline.report.format import decimal
from pipeline.report.model import Topic
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.tables import table_rows

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Node:
    """A topic, or a group of topics that share words."""

    label: str
    page: str
    topics: int
    children: tuple[Node, ...] = ()
    open: bool = False


def together(report: Report) -> Matrix:
    """Cosine between topics over documents, by how many of their passages a document holds; topics x topics."""
    rows = {t.id: i for i, t in enumerate(report.topics)}
    passages = report.tables["passages"]
    documents = dict(zip(passages["passage_id"], passages["document_id"], strict=True))
    columns: dict[str, int] = {}
    counts: dict[tuple[int, int], int] = {}
    found = report.tables["passage_topics"]
    for passage, topic in zip(found["passage_id"].tolist(), found["topic_id"].tolist(), strict=True):
        if topic in rows and passage in documents:
            column = columns.setdefault(documents[passage], len(columns))
            counts[rows[topic], column] = counts.get((rows[topic], column), 0) + 1
    matrix = np.zeros((len(rows), max(1, len(columns))))
    for cell, n in counts.items():
        matrix[cell] = np.log1p(n)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit = matrix / np.where(lengths > 0, lengths, 1.0)
    likeness: Matrix = unit @ unit.T
    return likeness


def positions(likeness: Matrix) -> Matrix:
    """Classical scaling of 1 - cosine to two dimensions, each between 0 and 1; the sign of an axis is fixed."""
    n = len(likeness)
    distance = np.sqrt(np.maximum(0.0, 2 - 2 * likeness))
    centred = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-centred @ (distance**2) @ centred / 2)
    axes = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    axes = axes * np.where(axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])] < 0, -1, 1)
    ranks = axes.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(1, n - 1)
    spread = np.ptp(axes, axis=0)
    scaled = (axes - axes.min(axis=0)) / np.where(spread > 0, spread, 1.0)
    mixed: Matrix = 0.5 * scaled + 0.5 * ranks  # half by rank, so that a crowd in the middle stays legible
    return mixed


def nearest(report: Report, likeness: Matrix) -> list[tuple[str, str]]:
    """Each topic, and the one that lies closest."""
    other = likeness - 2 * np.eye(len(likeness))
    return [(t.label, report.topics[int(other[i].argmax())].label) for i, t in enumerate(report.topics)]


def tree(report: Report) -> tuple[Node, ...]:
    """The topics in groups of groups; empty when the table topic_hierarchy is not there."""
    frame = report.tables.get("topic_hierarchy")
    if frame is None or not len(frame):
        return ()
    topics = {t.id: t for t in report.topics}
    rows = {int(row.node_id): row for row in table_rows(frame)}
    root = rows[max(rows)]
    return tuple(n for side in (root.left, root.right) if (n := _node(int(side), rows, topics)))


def _node(id_: int, rows: dict[int, Any], topics: dict[int, Topic]) -> Node | None:
    if id_ in topics:
        topic = topics[id_]
        return Node(topic.label, f"onderwerpen/{topic.id}.html", 1)
    row = rows.get(id_)
    if row is None:
        return None
    children = tuple(n for side in ("left", "right") if (n := _node(int(getattr(row, side)), rows, topics)))
    count = sum(c.topics for c in children)
    return Node(str(row.label), "", count, children, open=count > 4)


def stability_card(report: Report, topic: Topic) -> list[tuple[str, str]]:
    """What is known of how stable a topic is, in words and figures."""
    rows = [(say("Dezelfde alinea’s, gemiddeld", "The same passages, on average"), decimal(topic.stability or 0.0))]
    frame = report.tables.get("topic_stability")
    for row in table_rows(frame[frame["topic_id"] == topic.id]) if frame is not None else ():
        rows += _measured(row)
    return rows


def _measured(row: Any) -> list[tuple[str, str]]:
    found = [
        (say("Dezelfde alinea’s, slechtste keer", "The same passages, worst time"), known(row.members_low)),
        (say("Nieuwe alinea’s bij hetzelfde onderwerp", "New passages in the same topic"), known(row.agreement)),
        (say("Dezelfde kenmerkende woorden", "The same typical words"), known(row.words)),
        (
            say("Samenhang van de woorden (NPMI, -1 tot 1)", "Coherence of the words (NPMI, -1 to 1)"),
            known(row.coherence),
        ),
    ]
    rows = [(words, decimal(float(value))) for words, value in found if value is not None]
    again = say("{} van {} keer", "{} of {} times", int(row.found_in), int(row.refits))
    return [(say("Teruggevonden", "Found again"), again), *rows] if int(row.refits) else rows
