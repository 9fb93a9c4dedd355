"""Tables and settings -> one Report value that all pages read. Inputs: every table of the report stage in dvc.yaml."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.params import Settings
from pipeline.places import Places
from pipeline.report.card import Card
from pipeline.report.cards import Texts, concept_cards, known, name_cards, sentence_steps, topic_cards
from pipeline.report.estimates import estimates
from pipeline.report.evidence import list_evidence
from pipeline.report.files.shelf import Extras
from pipeline.report.format import slug
from pipeline.report.model import (
    ACTORS_PER_LABEL,
    Actor,
    Change,
    Concept,
    Document,
    Municipality,
    Topic,
)
from pipeline.report.privacy import Hidden, Name, cut, hide, mask_other, names_in_address, places_in, private_everywhere
from pipeline.report.report import Report
from pipeline.tables import table_rows

_WORD = re.compile(r"\w+")


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
        extras: what the files to download need besides.
    """

    tables: Mapping[str, pd.DataFrame]
    concepts: tuple[Concept, ...]
    places: Places
    settings: Settings
    metrics: Mapping[str, Any]
    language: Mapping[str, Any]
    versions: Mapping[str, str]
    extras: Extras = Extras()  # noqa: RUF009  frozen


def build_report(materials: Materials) -> Report:
    """Everything that pages show, with private names already hidden."""
    tables, settings = materials.tables, materials.settings
    documents = _documents(tables, settings.clean.years)
    places = tables["passages"][["passage_id", "document_id", "start", "end", "page", "original"]]
    texts = Texts(documents, {p.passage_id: p for p in table_rows(places)}, _spans(tables["sentences"]))
    keys, actors = _actors(tables["entities"], documents)
    cards: list[Card] = [
        *concept_cards(tables["mentions"], texts),
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
        series=estimates(tables["series"]),
        changes=_changes(tables["changes"], settings.trends.significant_below),
        evidence=list_evidence(cards, steps=sentence_steps(tables["mentions"], texts), seed=settings.seed),
        tables=_kept(tables),
        metrics=dict(materials.metrics),
        language=dict(materials.language),
        versions=dict(materials.versions),
        extras=materials.extras,
    )


def _kept(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables that pages and downloads still ask for: no text twice, no names that may not be shown."""
    passages, entities = tables["passages"], tables["entities"]
    kept = {name: frame for name, frame in tables.items() if name != "sentences"}
    public = entities[entities["public"]].reset_index(drop=True)
    return kept | {"passages": passages.drop(columns=["text", "text_sha256"]), "entities": public}


def _documents(tables: Mapping[str, pd.DataFrame], years: tuple[int, int]) -> dict[str, Document]:
    names: dict[str, list[Name]] = defaultdict(list)
    for e in table_rows(tables["entities"]):
        names[e.document_id].append(Name(e.start, e.end, e.text, e.label, e.public, e.origin != "model"))
    everywhere = _by_rarest_word(private_everywhere(name for found in names.values() for name in found))
    found = {}
    for d in table_rows(tables["documents"]):
        also = _named_in(f"{known(d.title) or ''} {d.text}", everywhere)
        places = places_in(names[d.document_id], [known(d.municipality), known(d.jeugdregio)])
        hidden = hide(d.text, names[d.document_id], also=also, places=places)
        found[d.document_id] = _document(d, hidden, years)
    return found


def _by_rarest_word(names: Iterable[str]) -> dict[str, list[str]]:
    words = {name: sorted(set(_WORD.findall(name))) for name in sorted(names)}
    numbers = Counter(word for found in words.values() for word in found)
    by: dict[str, list[str]] = defaultdict(list)
    for name, found in words.items():
        by[min(found, key=lambda word: (numbers[word], word))].append(name)
    return by


def _named_in(text: str, names: Mapping[str, list[str]]) -> list[str]:
    """Which of the names stand in a text: looked up by their rarest word, since there may be many names and texts."""
    here = set(_WORD.findall(text))
    candidates = {name for word in here & names.keys() for name in names[word]}
    return sorted(n for n in candidates if here.issuperset(_WORD.findall(n)) and n in text)


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
        hash=row.raw_sha256,
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
