"""The contract: columns, dtypes, keys and units of every table, checked on every write and read.

A table is a Parquet file. `write_table` sorts by key, checks, and replaces the file in one step; `read_table` checks
again. Offsets count Unicode code points in ``documents.text``. Missing stays missing: a nullable column holds null.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.contract import DTYPES, ENTITY_LABELS, Column, Fault, Table, find_fault, repeated, rises
from pipeline.errors import ContractError, InputError
from pipeline.files import Address, file_exists, opened, replacing
from pipeline.runner import current_stage

DATE_PRECISIONS = ("day", "month", "year")
PLACE_LEVELS = ("municipality", "jeugdregio", "province", "national")
DATE_KINDS = ("adopted", "published", "in_force", "meeting", "sent", "subject")
REJECT_REASONS = (
    "empty",  # nothing, or white space only
    "too_large",  # over the size cap, or unpacks to more
    "unsupported_type",  # a format without a reader
    "broken",  # the reader cannot open it
    "needs_ocr",  # a PDF of pictures without a text layer
    "password",  # encrypted
    "no_text",  # opened, but no policy text inside
    "not_dutch",
    "timeout",
    "out_of_memory",
    "crash",  # the reader's process died
    "metadata_only",  # describes a document that it does not hold
)
REJECTING = ("clean", "annotate", "entities", "concepts")  # the stages that may reject a document
LADDER = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")


def _text(meaning: str, *, null: bool = False, values: tuple[str, ...] = ()) -> Column:
    return Column("text", meaning, nullable=null, values=values)


def _int(meaning: str, unit: str, *, null: bool = False, low: float | None = 0) -> Column:
    return Column("int", meaning, nullable=null, unit=unit, low=low)


def _share(meaning: str, *, null: bool = False) -> Column:
    return Column("float", meaning, nullable=null, unit="share 0-1", low=0.0, high=1.0)


def _real(meaning: str, unit: str, *, null: bool = True) -> Column:
    return Column("float", meaning, nullable=null, unit=unit)


def _flag(meaning: str) -> Column:
    return Column("bool", meaning)


_SPAN = {
    "start": _int("first code point in documents.text", "code points"),
    "end": _int("one past the last code point", "code points"),
}
_GROUP = ("all", "municipality", "jeugdregio", "document_type", "territory")
_TREND_KINDS = ("concept", "topic", "step", "entity", "frame")
REASONS = (
    "",  # told
    "few_documents",  # too few texts to speak
    "few_municipalities",  # too few municipalities to speak
    "coverage",  # too few of the texts that the source has
    "start",  # too few texts before it, so that others had no chance to be first
    "chance",  # chance could have done it
    "order",  # the dates do not tell which came first
    "unsure",  # mentions may be mistakes
    "single",  # one document only
    "deeds",  # there are deeds
    "rank",  # not the first
)

TABLES: dict[str, Table] = {
    "records": Table(
        "one fetched resource",
        ("record_id",),
        {
            "record_id": _text("hash of source and canonical URL"),
            "source": _text("key under `sources` in params.yaml"),
            "url": _text("address of the resource"),
            "path": _text("where the raw bytes lie, relative to the source's raw folder"),
            "retrieved_at": _text("ISO 8601 moment of fetching; null when the source does not tell", null=True),
            "status": _int("HTTP status; 200 for a file", "HTTP status"),
            "media_type": _text("as declared by the source", null=True),
            "raw_sha256": _text("hash of the raw bytes"),
            "size": _int("size of the raw bytes", "bytes"),
            "licence": _text("terms of reuse as the source states them", null=True),
            "declared": _text("JSON object: metadata that the source declares"),
        },
    ),
    "ledger": Table(
        "what a source says it has, and what was fetched, per municipality and year as the source names them",
        ("source", "municipality", "year"),
        {
            "source": _text("key under `sources` in params.yaml"),
            "municipality": _text("name as the source gives it; '-' when it was not asked per municipality"),
            "year": _int("year that was asked for; 0 when not asked per year", "year"),
            "expected": _int("resources that the source says it has", "records", null=True),
            "listed": _int("different resources that it listed", "records"),
            "left_out": _int("listed, but not wanted: outside the years, or no text", "records"),
            "obtained": _int("listed and fetched", "records"),
            "gone": _int("listed, but the source no longer has it", "records"),
            "failed": _int("listed, but not to be had", "records"),
        },
    ),
    "documents": Table(
        "one policy text",
        ("document_id",),
        {
            "document_id": _text("hash of source, canonical URL and fragment"),
            "record_id": _text("the record it comes from"),
            "source": _text("key under `sources` in params.yaml"),
            "url": _text("address of the resource"),
            "title": _text("title", null=True),
            "document_type": _text("beleidsnota, raadsvoorstel, ...", null=True),
            "date": _text("ISO date at its own precision: 2014-05-03, 2014-05 or 2014", null=True),
            "date_precision": _text("precision of the date", null=True, values=DATE_PRECISIONS),
            "date_kind": _text("what the date is of", null=True, values=DATE_KINDS),
            "date_origin": _text("the evidence that gave the date", null=True),
            "date_confidence": _share("confidence in the date", null=True),
            "year": _int("year of the date", "year", null=True),
            "municipality_code": _text("CBS code valid at the date", null=True),
            "municipality": _text("name of that municipality", null=True),
            "jeugdregio": _text("youth-care region", null=True),
            "province": _text("province", null=True),
            "place_level": _text("for whom the text speaks", null=True, values=PLACE_LEVELS),
            "place_origin": _text("the evidence that gave the place", null=True),
            "place_confidence": _share("confidence in the place", null=True),
            "language": _text("ISO 639-1 code"),
            "words": _int("running words", "words"),
            "on_topic": _flag("whether the text is about youth or the social domain"),
            "on_topic_score": _share("score of the topic classifier"),
            "reused_share": _share("share of words copied from an earlier text"),
            "duplicate_of": _text("document_id of the first exact or near copy", null=True),
            "taken_by": _int(
                "other municipalities whose texts took over part of it; a model text when they are many", "places"
            ),
            "format": _text("pdf, html, docx, ..."),
            "text": _text("the clean text; all offsets slice it"),
            "raw_sha256": _text("hash of the raw bytes"),
        },
    ),
    "passages": Table(
        "one paragraph-sized piece",
        ("passage_id",),
        {
            "passage_id": _text("document_id:start"),
            "document_id": _text("the document"),
            **_SPAN,
            "heading": _text("path of headings above it, joined by ' > '", null=True),
            "page": _int("page number in a paged document", "page", null=True, low=1),
            "text": _text("equal to documents.text[start:end]"),
            "words": _int("running words", "words"),
            "text_sha256": _text("hash of the text: equal for identical boilerplate"),
            "reuse_cluster": _text("passage_id of the earliest passage with this text", null=True),
            "original": _flag("not copied from an earlier text"),
        },
    ),
    "rejects": Table(
        "what did not become a document, and why",
        ("record_id", "stage", "reason", "detail"),
        {
            "record_id": _text("the record"),
            "source": _text("key under `sources` in params.yaml"),
            "url": _text("address of the resource"),
            "stage": _text("stage that rejected it"),
            "reason": _text("why", values=REJECT_REASONS),
            "detail": _text("what was seen"),
        },
    ),
    "reuse": Table(
        "one copied stretch",
        ("passage_id", "start"),
        {
            "passage_id": _text("the passage with the copy"),
            "source_passage_id": _text("the earliest passage with the stretch"),
            **_SPAN,
            "source_start": _int("first code point in the source document", "code points"),
            "source_end": _int("one past the last code point", "code points"),
            "words": _int("length of the stretch", "words"),
            "similarity": _share("share of equal words within the aligned stretch"),
            "first_seen": _text("date of the source document", null=True),
        },
    ),
    "tokens": Table(
        "one token",
        ("document_id", "start"),
        {
            "document_id": _text("the document"),
            **_SPAN,
            "sentence": _int("number of the sentence within the document", "index"),
            "text": _text("the token as written"),
            "lemma": _text("dictionary form"),
            "pos": _text("universal part of speech"),
            "morph": _text("morphological features, UD notation"),
        },
    ),
    "sentences": Table(
        "one sentence",
        ("document_id", "start"),
        {
            "document_id": _text("the document"),
            **_SPAN,
            "sentence": _int("number of the sentence within the document", "index"),
            "passage_id": _text("the passage that holds its first character", null=True),
        },
    ),
    "names": Table(
        "one name that the language model found",
        ("document_id", "start"),
        {
            "document_id": _text("the document"),
            **_SPAN,
            "text": _text("equal to documents.text[start:end]"),
            "label": _text("label of the model", values=ENTITY_LABELS),
        },
    ),
    "entities": Table(
        "one name in a text",
        ("document_id", "start", "label"),
        {
            "document_id": _text("the document"),
            "passage_id": _text("the passage that holds it", null=True),
            **_SPAN,
            "text": _text("equal to documents.text[start:end]"),
            "label": _text("kind of entity", values=ENTITY_LABELS),
            "canonical_id": _text("CBS code, BWB id, gazetteer id, or normalised name", null=True),
            "canonical_name": _text("preferred name of that entry", null=True),
            "value": _text("ISO date, euros or per cent; the article of a law", null=True),
            "office": _text("office or profession of a person, public or not", null=True),
            "body": _text("body or place of that office", null=True),
            "origin": _text("model, gazetteer or rule", values=("model", "gazetteer", "rule")),
            "public": _flag("may be shown: no private person, no personal detail"),
        },
    ),
    "leanings": Table(
        "a body, law or programme that a municipality's documents name",
        ("municipality_code", "label", "canonical_id"),
        {
            "municipality_code": _text("CBS code"),
            "label": _text("kind of entity", values=("LAW", "ORG", "PRODUCT")),
            "canonical_id": _text("BWB id or gazetteer id"),
            "canonical_name": _text("preferred name"),
            "documents": _int("documents of the municipality that name it", "documents"),
            "of": _int("documents of the municipality", "documents"),
            "share": _share("documents / of"),
            "elsewhere": _share("the same share over all other municipalities together"),
        },
    ),
    "mentions": Table(
        "one concept in a text",
        ("document_id", "start", "concept_id"),
        {
            "mention_id": _text("document_id:start:concept_id"),
            "document_id": _text("the document"),
            "passage_id": _text("the passage that holds it", null=True),
            "sentence": _int("number of the sentence within the document", "index"),
            "sentence_start": _int("start of that sentence", "code points"),
            "sentence_end": _int("end of that sentence", "code points"),
            **_SPAN,
            "text": _text("equal to documents.text[start:end]"),
            "concept_id": _text("id in models/concepts/"),
            "origin": _text("how it was found", values=("label", "pattern", "model")),
            "score": _share("1 for a label, probability for a pattern or the model"),
            "step": _text("step on the ladder; null when the classifier abstains", null=True, values=LADDER),
            "step_score": _share("probability of that step", null=True),
            "negated": _flag("the sentence denies it"),
            "conditional": _flag("the sentence makes it depend on something"),
            "quoted": _flag("words or plans of others"),
        },
    ),
    "frames": Table(
        "what one passage is about: the shift of tasks or the renewal of help",
        ("document_id", "passage_id"),
        {
            "passage_id": _text("the passage"),
            "document_id": _text("its document"),
            "frame": _text(
                "transitie: law, money, tasks, deadlines; transformatie: how help changes",
                values=("transitie", "transformatie", "both", "neither"),
            ),
            "transitie": _share("probability that it speaks of the shift"),
            "transformatie": _share("probability that it speaks of the renewal"),
            "score": _share("probability of the frame given"),
        },
    ),
    "embeddings": Table(
        "the vector of one passage",
        ("passage_id",),
        {
            "passage_id": _text("the passage"),
            "vector": Column("vector", "embedding, float32, unit length or zero"),
        },
    ),
    "topics": Table(
        "one topic",
        ("topic_id",),
        {
            "topic_id": _int("number; -1 holds the outliers", "index", low=-1),
            "label": _text("name for readers"),
            "label_en": _text("the same in English, where one was given by hand", null=True),
            "terms": _text("ten strongest terms, joined by ', '"),
            "size": _int("passages in it", "passages"),
            "documents": _int("documents in it", "documents"),
            "stability": _share("mean agreement over refits; null for the outliers", null=True),
            "stable": _flag("stable enough for headlines"),
        },
    ),
    "passage_topics": Table(
        "the topic of one passage",
        ("passage_id",),
        {
            "passage_id": _text("the passage"),
            "topic_id": _int("the topic", "index", low=-1),
            "probability": _share("certainty of the assignment"),
        },
    ),
    "topic_stability": Table(
        "what refits say of one topic",
        ("topic_id",),
        {
            "topic_id": _int("the topic", "index"),
            "refits": _int("refits on other seeds and samples of the documents", "refits"),
            "found_in": _int("refits in which the topic was found again", "refits"),
            "members": _share("mean Jaccard overlap of its passages with those of its match", null=True),
            "members_low": _share("the same in the worst refit", null=True),
            "agreement": _share("of its passages that a refit had not seen: share nearest to the match", null=True),
            "words": _share("mean share of its ten terms that the match has too", null=True),
            "coherence": Column("float", "NPMI of its ten terms", True, "NPMI -1 to 1", low=-1.0, high=1.0),
        },
    ),
    "topic_hierarchy": Table(
        "two topics or groups of topics that become one group",
        ("node_id",),
        {
            "node_id": _int("number of the group, on from the topics; the last one holds all", "index"),
            "label": _text("its strongest nouns"),
            "terms": _text("ten strongest terms, joined by ', '"),
            "topics": _text("the topics below, joined by ', '"),
            "left": _int("topic or group", "index"),
            "right": _int("topic or group", "index"),
            "distance": Column("float", "how unlike the two are (Ward on c-TF-IDF)", False, "distance", low=0.0),
            "size": _int("passages in it", "passages"),
        },
    ),
    "topic_words": Table(
        "the words of one topic in one group or year",
        ("topic_id", "group_kind", "group", "year"),
        {
            "topic_id": _int("the topic", "index"),
            "group_kind": _text("over whom", values=("all", "municipality", "jeugdregio")),
            "group": _text("CBS code or region; 'all' for everybody"),
            "year": _int("year; 0 stands for all years together", "year"),
            "passages": _int("passages of the topic there that topics were learned from", "passages"),
            "terms": _text("up to five words that stand out there, joined by ', '"),
        },
    ),
    "topic_baselines": Table(
        "one topic of one method, on the same text",
        ("method", "number"),
        {
            "method": _text("how it was found", values=("bertopic", "lda", "nmf")),
            "number": _int("number within the method; for bertopic the topic_id", "index"),
            "terms": _text("ten strongest terms, joined by ', '"),
            "coherence": Column("float", "NPMI of the terms", True, "NPMI -1 to 1", low=-1.0, high=1.0),
        },
    ),
    "series": Table(
        "one number with its uncertainty",
        ("kind", "id", "group_kind", "group", "year", "original_only"),
        {
            "kind": _text("what is counted", values=(*_TREND_KINDS, "corpus")),
            "id": _text(
                "concept, topic, entity, frame, concept:step, concept:deeds, :step over all concepts, or documents"
            ),
            "year": _int("year; 0 stands for all years together", "year"),
            "group_kind": _text("over whom", values=_GROUP),
            "group": _text("CBS code, region or type; 'all' for everybody; for a territory the code of 2015"),
            "documents": _int("documents with it", "documents"),
            "of_documents": _int("documents in the cell", "documents"),
            "passages": _int("passages with it (sentences for steps)", "passages"),
            "of_passages": _int("passages in the cell (sentences with a step for steps)", "passages"),
            "share": _share(
                "share of documents (of sentences for steps, passages for frames); null if too few", null=True
            ),
            "low": _share("lower end of the 95 % interval", null=True),
            "high": _share("upper end of the 95 % interval", null=True),
            "passage_share": _share("share of passages (of sentences for steps)", null=True),
            "passage_low": _share("lower end of its 95 % interval", null=True),
            "passage_high": _share("upper end of its 95 % interval", null=True),
            "corrected": _share(
                "share, corrected for the measured error of the classifier; null if unknown", null=True
            ),
            "corrected_low": _share("lower end of its 95 % interval, with the uncertainty of that error", null=True),
            "corrected_high": _share("upper end of that interval", null=True),
            "enough_data": _flag("enough documents for a share"),
            "original_only": _flag("copied passages left out"),
        },
    ),
    "changes": Table(
        "one change over time, or difference between groups",
        ("kind", "id", "group_kind", "from", "to"),
        {
            "kind": _text("what is compared", values=_TREND_KINDS),
            "id": _text("concept, topic, entity, frame, concept:step or concept:deeds"),
            "group_kind": _text("time (within everybody), jeugdregio or municipality (against the rest)"),
            "from": _text("year; 'rest' for all others; a region's name for the rest of that region"),
            "to": _text("year or group"),
            "estimate": _real("difference between the shares", "share -1 to 1"),
            "low": _real("lower end of the 95 % interval", "share -1 to 1"),
            "high": _real("upper end of the 95 % interval", "share -1 to 1"),
            "p": _share(
                "p of the clustered test: the larger of with and without copied passages; over the whole period that "
                "of the trend through all years, up to or after a year in between that of the turn",
                null=True,
            ),
            "q": _share("p corrected for many tests (Benjamini-Hochberg; adaptive over the whole period)", null=True),
            "enough_data": _flag("enough documents and municipalities to speak"),
        },
    ),
    "comparisons": Table(
        "a municipality against its region or against like ones",
        ("kind", "id", "municipality_code", "against"),
        {
            "kind": _text("what is compared", values=_TREND_KINDS),
            "id": _text("as in changes"),
            "municipality_code": _text("CBS code"),
            "against": _text("rest of its region, or those elsewhere with as many texts", values=("region", "like")),
            "municipalities": _int("how many others", "municipalities"),
            "share": _share("of its own texts", null=True),
            "other_share": _share("of the texts of the others", null=True),
            "estimate": _real("difference between the shares", "share -1 to 1"),
            "low": _real("lower end of the 95 % interval", "share -1 to 1"),
            "high": _real("upper end of the 95 % interval", "share -1 to 1"),
            "p": _share("p of the clustered test: the larger of with and without copied passages", null=True),
            "q": _share("p-value corrected by Benjamini-Hochberg", null=True),
            "enough_data": _flag("enough documents and municipalities to speak"),
            "told": _flag("may be published"),
            "reason": _text("why it is not told", values=REASONS),
        },
    ),
    "firsts": Table(
        "when a municipality first used one of the words for a concept",
        ("kind", "id", "rank"),
        {
            "kind": _text("what is looked for", values=("concept",)),
            "id": _text("the concept"),
            "rank": _int("1 for the first", "rank", low=1),
            "municipality_code": _text("CBS code"),
            "date": _text("ISO date of its first text that speaks of it"),
            "year": _int("year of that date", "year"),
            "document_id": _text("that text"),
            "passage_id": _text("the passage in it", null=True),
            "earlier_documents": _int("texts of others before that day", "documents"),
            "earlier_municipalities": _int("municipalities of those texts", "municipalities"),
            "lead_days": _int("days until the next municipality; null for the last", "days", null=True),
            "told": _flag("may be published: the first, and the others had the chance"),
            "reason": _text("why it is not told", values=REASONS),
        },
    ),
    "silences": Table(
        "what a municipality never writes of, while its neighbours do",
        ("kind", "id", "municipality_code"),
        {
            "kind": _text("what is missing", values=("concept", "topic")),
            "id": _text("the concept or topic"),
            "municipality_code": _text("CBS code"),
            "documents": _int("its texts, none of which speaks of it for sure", "documents"),
            "unsure": _int("of these, with a mention that may be a mistake", "documents"),
            "neighbours": _text("name of the region; 'rest' for all others"),
            "neighbour_documents": _int("texts of the neighbours", "documents"),
            "neighbour_documents_with": _int("of these, that speak of it", "documents"),
            "neighbour_share": _share("share of these"),
            "neighbour_municipalities": _int("neighbours", "municipalities"),
            "neighbour_municipalities_with": _int("of these, that speak of it", "municipalities"),
            "chance": _share("of none in so many texts at the rate of its neighbours"),
            "q": _share("that chance corrected by Benjamini-Hochberg over all municipalities and items of the kind"),
            "coverage": _share("obtained of what its sources say they have; null when they do not say", null=True),
            "told": _flag("may be published"),
            "reason": _text("why it is not told", values=REASONS),
        },
    ),
    "deeds": Table(
        "how many of the words on a concept became deeds, beside other concepts or municipalities in the same years",
        ("concept_id", "municipality_code"),
        {
            "concept_id": _text("the concept; '' for all together"),
            "municipality_code": _text("CBS code; 'all' for everybody"),
            "sentences": _int("sentences with a sure step", "sentences"),
            "deeds": _int("of these a measure, means or a result", "sentences"),
            "share": _share("share of deeds", null=True),
            "expected": _share("share of deeds elsewhere, in the same years", null=True),
            "estimate": _real("share less expected", "share -1 to 1"),
            "low": _real("lower end of its 95 % interval", "share -1 to 1"),
            "high": _real("upper end of its 95 % interval", "share -1 to 1"),
            "late_sentences": _int("sentences in the last two years", "sentences"),
            "late_deeds": _int("of these deeds", "sentences"),
            "p": _share("p of the clustered test", null=True),
            "q": _share("p-value corrected by Benjamini-Hochberg", null=True),
            "told": _flag("many words, hardly a deed: may be published"),
            "reason": _text("why it is not told", values=REASONS),
        },
    ),
    "copying": Table(
        "who took over text from whom",
        ("municipality_code", "source"),
        {
            "municipality_code": _text("CBS code of who took it over"),
            "source": _text("CBS code; a document_id for a text of no municipality"),
            "source_kind": _text("whose text", values=("municipality", "model_text", "other")),
            "documents": _int("texts with a stretch from there", "documents"),
            "of_documents": _int("all its texts", "documents"),
            "passages": _int("passages with such a stretch", "passages"),
            "words": _int("length of these stretches", "words"),
            "first_date": _text("of its first such text", null=True),
            "last_date": _text("of its last", null=True),
            "source_document_id": _text("the text most is taken from"),
            "told": _flag("may be published"),
            "reason": _text("why it is not told", values=REASONS),
        },
    ),
    "coverage": Table(
        "expected and obtained",
        ("source", "municipality_code", "year"),
        {
            "source": _text("key under `sources` in params.yaml"),
            "municipality_code": _text("CBS code; '-' when unknown or none"),
            "year": _int("year; 0 when unknown", "year"),
            "expected": _int("resources that the source says it has", "records", null=True),
            "obtained": _int("records fetched", "records"),
            "usable": _int("documents that can be analysed", "documents"),
        },
    ),
}


_PIECE = 50_000  # rows that table_rows has in hand at once


def empty_table(name: str) -> pd.DataFrame:
    """A table without rows, with the right columns and dtypes."""
    columns = TABLES[name].columns
    return pd.DataFrame({c: pd.Series([], dtype=DTYPES[spec.kind]) for c, spec in columns.items()})


def make_table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows (dicts with the table's columns) as a checked, sorted table."""
    return check_table(name, pd.DataFrame(rows) if rows else empty_table(name))


def check_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with contract dtypes, sorted by key.

    Raises:
        ContractError: a column is missing, unknown or of a wrong dtype, a value is out of bounds, or a key repeats.
    """
    table = TABLES[name]
    _check_columns(name, frame)
    frame = frame[list(table.columns)].copy()
    for column, spec in table.columns.items():
        frame[column] = _cast(name, column, spec, frame[column])
    data = _as_arrow(table, frame)
    if fault := find_fault(data, table):
        raise broken_column(name, fault)
    if rises(data, table.key):
        return frame.reset_index(drop=True)
    frame = frame.sort_values(list(table.key), kind="stable", ignore_index=True)
    if double := repeated(_as_arrow(table, frame[list(table.key)]), table.key):
        raise _double(name, double)
    return frame


def table_rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples, with columns as attributes and plain Python values in them.

    In pieces and as objects: three times as fast as the columns themselves, which hold their text in Arrow.
    """
    for start in range(0, len(frame), _PIECE):
        yield from frame.iloc[start : start + _PIECE].astype(object).itertuples(index=False)


def write_table(name: str, frame: pd.DataFrame, path: Address) -> pd.DataFrame:
    """Check the table and put it in place of `path` in one step; a killed run leaves the old file or none.

    `path` may be a URL (s3://...), as in `pipeline.files`.
    """
    frame = check_table(name, frame)
    with replacing(path) as part:
        frame.to_parquet(part, index=False, compression="zstd")
    return frame


def read_table(
    name: str,
    path: Address,
    columns: list[str] | None = None,
    *,
    only: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Read and check a table; with `columns`, only those are read and only their dtypes are checked.

    `path` may be a URL, of which only the columns that are asked for are fetched. `only` names columns and the values
    that count in them: other rows are left out while reading, and never are in memory all together.

    Raises:
        InputError: the file is missing or is no Parquet file.
        ContractError: its content breaks the contract.
    """
    if not file_exists(path):
        raise InputError(
            f"the table {name} is missing",
            expected=str(path),
            where=f"stage {current_stage()}",
            remedy="run `dvc repro`, which makes the tables in order",
        )
    try:
        with opened(path) as handle:
            frame = pd.read_parquet(handle, columns=columns, filters=_wanted(only) if only else None)
    except (OSError, ValueError) as error:
        raise InputError(
            f"the table {name} cannot be read: {error}", where=str(path), remedy="delete it and run `dvc repro`"
        ) from error
    if columns is not None:
        return frame
    return check_table(name, frame)


def _wanted(only: Mapping[str, Collection[str]]) -> Any:
    """The rows with one of the values in each of the columns, as Arrow looks for them."""
    listed = {column: pa.array(sorted(values), pa.large_string()) for column, values in only.items()}
    return reduce(and_, (pc.field(column).isin(values) for column, values in listed.items()))


def read_rejects(folder: Path) -> pd.DataFrame:
    """The rejects of all stages that read documents one by one; `folder` holds a table a stage."""
    return pd.concat([read_table("rejects", folder / f"{stage}.parquet") for stage in REJECTING], ignore_index=True)


def _check_columns(name: str, frame: pd.DataFrame) -> None:
    expected = set(TABLES[name].columns)
    missing, extra = sorted(expected - set(frame.columns)), sorted(set(frame.columns) - expected)
    if missing or extra:
        parts = [f"misses the column {c!r}" for c in missing] + [f"has an unknown column {c!r}" for c in extra]
        raise ContractError(
            f"table {name} {' and '.join(parts)}",
            expected=", ".join(TABLES[name].columns),
            where=f"stage {current_stage()}",
            remedy="mend the code that makes it, or change pipeline/tables.py",
        )


def _cast(name: str, column: str, spec: Column, values: pd.Series[Any]) -> pd.Series[Any]:
    try:
        if spec.kind == "text" and not isinstance(values.dtype, pd.StringDtype):
            _check_text(values)
        return values.astype(DTYPES[spec.kind])  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError) as error:
        row = next((i for i, v in enumerate(values) if not _castable(spec, v)), 0)
        raise ContractError(
            f"table {name}, column {column!r}, row {row}: {values.iloc[row]!r} ({error})",
            expected=f"{spec.kind}, {spec.meaning}",
            where=f"stage {current_stage()}",
            remedy="mend the code that makes this column",
        ) from None


def _check_text(values: pd.Series[Any]) -> None:
    wrong = next((v for v in values if not isinstance(v, str) and not pd.isna(v)), None)
    if wrong is not None:
        raise TypeError(f"{type(wrong).__name__}, not text")


def _castable(spec: Column, value: object) -> bool:
    try:
        pd.Series([value]).astype(DTYPES[spec.kind])  # type: ignore[call-overload]
    except (TypeError, ValueError):
        return False
    return spec.kind != "text" or isinstance(value, str) or value is None


def _as_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """The columns that have rules. Vectors have none, and take long to convert."""
    columns = [c for c in frame.columns if table.columns[c].kind != "vector"]
    return pa.Table.from_pandas(frame[columns], preserve_index=False)


def broken_column(name: str, fault: Fault) -> ContractError:
    """The error for a value that breaks a rule of its column."""
    spec = TABLES[name].columns[fault.column]
    more = f" (and {fault.more} more)" if fault.more else ""
    return ContractError(
        f"table {name}, column {fault.column!r}, row {fault.row}: {fault.value!r}{more}",
        expected=f"{spec.kind}, {spec.meaning}, {fault.rule}",
        where=f"stage {current_stage()}",
        remedy="mend the code that makes this column",
    )


def _double(name: str, key: dict[str, Any]) -> ContractError:
    return ContractError(
        f"table {name} holds two rows for " + ", ".join(f"{column} {value!r}" for column, value in key.items()),
        expected=f"unique {', '.join(key)}",
        where=f"stage {current_stage()}",
        remedy="mend the code that makes this table",
    )
