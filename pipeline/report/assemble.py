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
from pipeline.report.actors import name_actors
from pipeline.report.card import Card
from pipeline.report.cards import Texts, concept_cards, known, name_cards, sentence_steps, topic_cards
from pipeline.report.estimates import corrections, estimates
from pipeline.report.evidence import Evidence, list_evidence
from pipeline.report.files.shelf import Extras
from pipeline.report.model import (
    Actor,
    Change,
    Concept,
    Document,
    Estimate,
    Municipality,
    Topic,
)
from pipeline.report.privacy import Hidden, Name, hide, mask_other, names_in_address, places_in, private_everywhere
from pipeline.report.report import Report, SeriesKey
from pipeline.report.store import PASSAGES, kept
from pipeline.tables import table_rows

MENTIONS = (
    *("document_id", "passage_id", "start", "end", "concept_id", "sentence_start", "sentence_end"),
    *("step", "step_score", "origin", "score", "negated", "conditional", "quoted"),
)
_NAMES = ["document_id", "start", "end", "text", "label", "public", "origin"]
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
    """Everything that pages show, with private names already hidden.

    Large tables are looked up one after another and let go: together they would take more memory than the report.
    """
    tables, settings = materials.tables, materials.settings
    shares, corrected = _shares(tables["series"])
    documents = _documents(tables, settings.clean.years)
    evidence, actors = _evidence(tables, documents, seed=settings.seed)
    return Report(
        settings=settings,
        documents=documents,
        concepts=_concepts(materials),
        municipalities=_municipalities(documents, tables["coverage"], materials.places),
        topics=_topics(tables["topics"]),
        actors=actors,
        series=shares,
        corrections=corrected,
        changes=_changes(tables["changes"], settings.trends.significant_below),
        evidence=evidence,
        tables=kept(tables, cut=CUT),
        metrics=dict(materials.metrics),
        language=dict(materials.language),
        versions=dict(materials.versions),
        extras=materials.extras,
    )


def _shares(series: pd.DataFrame) -> tuple[dict[SeriesKey, Estimate], dict[tuple[str, str, int], Estimate]]:
    return estimates(series), corrections(series)


def _evidence(
    tables: Mapping[str, pd.DataFrame], documents: dict[str, Document], *, seed: int
) -> tuple[Evidence, tuple[Actor, ...]]:
    passages = tables["passages"][list(PASSAGES)]
    texts = Texts(documents, {p.passage_id: p for p in table_rows(passages)}, _spans(tables["sentences"]))
    cards, actors = _names(tables["entities"], texts)
    mentions = tables["mentions"][list(MENTIONS)]
    cards += [*concept_cards(mentions, texts), *topic_cards(tables["passage_topics"], texts)]
    steps = sentence_steps(mentions, texts)
    del mentions, passages
    return list_evidence(cards, steps=steps, seed=seed), actors


def _names(entities: pd.DataFrame, texts: Texts) -> tuple[list[Card], tuple[Actor, ...]]:
    public = entities[entities["public"]]
    keys, actors = name_actors(public, texts.documents)
    return list(name_cards(public, texts, key=keys)), actors


def _public(entities: pd.DataFrame) -> pd.DataFrame:
    return entities[entities["public"]].reset_index(drop=True)


def _untold(passages: pd.DataFrame) -> pd.DataFrame:
    return passages[list(PASSAGES)]


CUT = {"entities": _public, "passages": _untold}  # no names that may not be shown, no text twice


def _documents(tables: Mapping[str, pd.DataFrame], years: tuple[int, int]) -> dict[str, Document]:
    names: dict[str, list[Name]] = defaultdict(list)
    for e in table_rows(tables["entities"][_NAMES]):
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
        hidden=Hidden(hidden.spans, None, ()),  # a pattern of many names is large, and the text needs none
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


def _municipalities(
    documents: Mapping[str, Document], coverage: pd.DataFrame, places: Places
) -> tuple[Municipality, ...]:
    found: dict[str, Municipality] = {}
    for d in documents.values():
        if d.code:
            found[d.code] = Municipality(d.code, d.municipality or d.code, d.region or "")
    for code in sorted(set(coverage["municipality_code"]) - set(found)):
        place = places.by_code(code)
        if place is not None:
            found[code] = Municipality(code, place.name, place.jeugdregio)
    return tuple(sorted(found.values(), key=lambda m: (m.region == "", m.region, m.name, m.code)))


def _topics(topics: pd.DataFrame) -> tuple[Topic, ...]:
    rows = [t for t in table_rows(topics) if t.topic_id >= 0]
    return tuple(
        Topic(
            *(t.topic_id, t.label, tuple(t.terms.split(", ")), t.size, t.documents, known(t.stability), t.stable),
            english=known(t.label_en),
        )
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
