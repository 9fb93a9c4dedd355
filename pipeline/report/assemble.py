"""Tables and settings -> one Report value that all pages read. Inputs: every table of the report stage in dvc.yaml."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.params import Settings
from pipeline.places import Places
from pipeline.report.cards import Texts, concept_cards, known, name_cards, step_cards, topic_cards
from pipeline.report.evidence import Card, list_evidence
from pipeline.report.format import slug
from pipeline.report.model import (
    ACTORS_PER_LABEL,
    Actor,
    Change,
    Concept,
    Document,
    Estimate,
    Group,
    Municipality,
    Topic,
)
from pipeline.report.privacy import Hidden, Name, cut, hide, mask_other, names_in_address, places_in, private_everywhere
from pipeline.report.report import Report
from pipeline.tables import table_rows


@dataclass(frozen=True)
class Materials:
    """What a report is made of.

    Attributes:
        tables: records, documents, passages, rejects, reuse, sentences, entities, mentions, topics,
            passage_topics, series, changes, coverage; each as in pipeline/tables.py.
        concepts: the scheme, in the order in which readers see it.
        metrics: reports/quality.json; may be empty.
        language: data/language.json; may be empty.
        versions: version of each main package, by name.
    """

    tables: Mapping[str, pd.DataFrame]
    concepts: tuple[Concept, ...]
    places: Places
    settings: Settings
    metrics: Mapping[str, Any]
    language: Mapping[str, Any]
    versions: Mapping[str, str]


def build_report(materials: Materials) -> Report:
    """Everything that pages show, with private names already hidden."""
    tables, settings = materials.tables, materials.settings
    documents = _documents(tables, settings.clean.years)
    texts = Texts(documents, {p.passage_id: p for p in table_rows(tables["passages"])}, _spans(tables["sentences"]))
    keys, actors = _actors(tables["entities"], documents)
    cards: list[Card] = [
        *concept_cards(tables["mentions"], texts),
        *step_cards(tables["mentions"], texts),
        *topic_cards(tables["passage_topics"], texts),
        *name_cards(tables["entities"], texts, key=keys),
    ]
    return Report(
        settings=settings,
        documents=documents,
        concepts=_concepts(materials),
        municipalities=_municipalities(tables, materials.places),
        topics=_topics(tables["topics"]),
        actors=actors,
        series=_series(tables["series"]),
        changes=_changes(tables["changes"], settings.trends.significant_below),
        evidence=list_evidence(cards, groups=_groups_of, seed=settings.seed),
        tables=dict(tables),
        metrics=dict(materials.metrics),
        language=dict(materials.language),
        versions=dict(materials.versions),
    )


def _groups_of(card: Card) -> list[str]:
    if card.subject.startswith("naam-"):
        return []
    document = card.document
    groups = [Group("municipality", document.code)] if document.code else []
    groups += [Group("jeugdregio", document.region)] if document.region else []
    return [group.slug for group in groups]


def _documents(tables: Mapping[str, pd.DataFrame], years: tuple[int, int]) -> dict[str, Document]:
    names: dict[str, list[Name]] = defaultdict(list)
    for e in table_rows(tables["entities"]):
        names[e.document_id].append(Name(e.start, e.end, e.text, e.label, e.public, e.origin != "model"))
    everywhere = sorted(private_everywhere(name for found in names.values() for name in found))
    found = {}
    for d in table_rows(tables["documents"]):
        also = [name for name in everywhere if name in d.text or name in (known(d.title) or "")]
        places = places_in(names[d.document_id], [known(d.municipality), known(d.jeugdregio)])
        hidden = hide(d.text, names[d.document_id], also=also, places=places)
        found[d.document_id] = _document(d, hidden, years)
    return found


def _document(row: Any, hidden: Hidden, years: tuple[int, int]) -> Document:
    year = known(row.year)
    return Document(
        id=row.document_id,
        title=mask_other(known(row.title) or "Zonder titel", hidden),
        type=known(row.document_type),
        date=known(row.date),
        date_precision=known(row.date_precision),
        date_kind=known(row.date_kind),
        year=None if year is None else int(year),
        code=known(row.municipality_code),
        municipality=known(row.municipality),
        region=known(row.jeugdregio),
        source=row.source,
        url=None if names_in_address(row.url, hidden) else row.url,
        words=int(row.words),
        reused_share=float(row.reused_share),
        duplicate_of=known(row.duplicate_of),
        on_topic=bool(row.on_topic),
        counts=bool(row.on_topic) and year is not None and years[0] <= year <= years[1],
        text=row.text,
        hidden=hidden,
    )


def _spans(sentences: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for s in table_rows(sentences):
        spans[s.document_id].append((s.start, s.end))
    return {document: sorted(found) for document, found in spans.items()}


def _concepts(materials: Materials) -> dict[str, Concept]:
    """The scheme, and after it ids that stand only in the tables."""
    concepts = {c.id: c for c in materials.concepts}
    extra = sorted(set(materials.tables["mentions"]["concept_id"]) - set(concepts))
    return concepts | {id_: Concept(id_, id_.replace("-", " ")) for id_ in extra}


def _municipalities(tables: Mapping[str, pd.DataFrame], places: Places) -> tuple[Municipality, ...]:
    found: dict[str, Municipality] = {}
    for d in table_rows(tables["documents"]):
        if known(d.municipality_code):
            name = known(d.municipality) or d.municipality_code
            found[d.municipality_code] = Municipality(d.municipality_code, name, known(d.jeugdregio) or "")
    for code in sorted(set(tables["coverage"]["municipality_code"]) - set(found)):
        place = places.by_code(code)
        if place is not None:
            found[code] = Municipality(code, place.name, place.jeugdregio)
    return tuple(sorted(found.values(), key=lambda m: (m.region == "", m.region, m.name, m.code)))


def _topics(topics: pd.DataFrame) -> tuple[Topic, ...]:
    rows = [t for t in table_rows(topics) if t.topic_id >= 0]
    return tuple(
        Topic(t.topic_id, t.label, tuple(t.terms.split(", ")), t.size, t.documents, known(t.stability), t.stable)
        for t in rows
    )


def _series(series: pd.DataFrame) -> dict[tuple[str, str, str, str, int, bool], Estimate]:
    found = {}
    for s in table_rows(series):
        steps = s.kind == "step"
        shown = s.enough_data and known(s.share) is not None
        found[s.kind, s.id, s.group_kind, s.group, int(s.year), bool(s.original_only)] = Estimate(
            count=int(s.passages if steps else s.documents),
            total=int(s.of_passages if steps else s.of_documents),
            share=float(s.share) if shown else None,
            low=known(s.low) if shown else None,
            high=known(s.high) if shown else None,
            documents=int(s.documents),
            of_documents=int(s.of_documents),
            unit="zinnen" if steps else "documenten",
        )
    return found


def _changes(changes: pd.DataFrame, below: float) -> tuple[Change, ...]:
    found = []
    for row in changes.to_dict("records"):
        q = known(row["q"])
        enough = bool(row["enough_data"]) and known(row["estimate"]) is not None
        shown = enough and q is not None and q < below
        estimate = float(row["estimate"]) if enough else 0.0
        facts = (row["kind"], row["id"], row["group_kind"], str(row["from"]), str(row["to"]))
        found.append(Change(*facts, estimate, q, enough, shown))
    return tuple(found)


def _actors(
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
