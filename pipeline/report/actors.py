"""The table entities -> the names that pages show: laws, bodies, programmes, and office holders with their office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.report.cards import known
from pipeline.report.format import slug
from pipeline.report.model import ACTORS_PER_LABEL, Actor, Document
from pipeline.report.privacy import cut
from pipeline.tables import table_rows


def name_actors(
    entities: pd.DataFrame, documents: Mapping[str, Document]
) -> tuple[dict[tuple[str, int, str], str], tuple[Actor, ...]]:
    """The names that are shown, and which name each entity row belongs to."""
    rows: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for e in table_rows(entities):
        document = documents.get(e.document_id)
        holder = e.label == "PERSON" and known(e.office) is not None
        if not e.public or document is None or not document.counts:
            continue
        whole = cut(document.text, e.start, e.end, document.hidden) == e.text
        if whole and (holder or e.label in ("LAW", "ORG", "PRODUCT")):
            rows[e.label, slug(f"{e.label}-{known(e.canonical_id) or e.text}")].append(e)
    actors = [_actor(key, found) for (_, key), found in rows.items()]
    actors.sort(key=lambda a: (a.label, -a.documents, a.name))
    per_label: Counter[str] = Counter()
    shown = []
    for actor in actors:
        per_label[actor.label] += 1
        if per_label[actor.label] <= ACTORS_PER_LABEL:
            shown.append(actor)
    keep = {actor.key for actor in shown}
    keys = {(e.document_id, e.start, e.label): key for (_, key), es in rows.items() if key in keep for e in es}
    return keys, tuple(shown)


def _actor(key: str, rows: list[Any]) -> Actor:
    name = Counter(known(e.canonical_name) or e.text for e in rows).most_common(1)[0][0]
    offices = Counter((known(e.office), known(e.body)) for e in rows).most_common(1)[0][0]
    documents = len({e.document_id for e in rows})
    return Actor(key, name, rows[0].label, offices[0], offices[1], documents, len(rows))
