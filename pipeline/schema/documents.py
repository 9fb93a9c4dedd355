"""Tables of what was fetched and read: records, ledger, documents, passages, rejects, reuse."""

from __future__ import annotations

from pipeline.contract import Table
from pipeline.schema.columns import SPAN, flag, share, text, whole
from pipeline.schema.values import DATE_KINDS, DATE_PRECISIONS, PLACE_LEVELS, REJECT_REASONS

DOCUMENTS: dict[str, Table] = {
    "records": Table(
        "one fetched resource",
        ("record_id",),
        {
            "record_id": text("hash of source and canonical URL"),
            "source": text("key under `sources` in params.yaml"),
            "url": text("address of the resource"),
            "path": text("where the raw bytes lie, relative to the source's raw folder"),
            "retrieved_at": text("ISO 8601 moment of fetching; null when the source does not tell", null=True),
            "status": whole("HTTP status; 200 for a file", "HTTP status"),
            "media_type": text("as declared by the source", null=True),
            "raw_sha256": text("hash of the raw bytes"),
            "size": whole("size of the raw bytes", "bytes"),
            "licence": text("terms of reuse as the source states them", null=True),
            "declared": text("JSON object: metadata that the source declares"),
        },
    ),
    "ledger": Table(
        "what a source says it has, and what was fetched, per municipality and year as the source names them",
        ("source", "municipality", "year"),
        {
            "source": text("key under `sources` in params.yaml"),
            "municipality": text("name as the source gives it; '-' when it was not asked per municipality"),
            "year": whole("year that was asked for; 0 when not asked per year", "year"),
            "expected": whole("resources that the source says it has", "records", null=True),
            "listed": whole("different resources that it listed", "records"),
            "left_out": whole("listed, but not wanted: outside the years, or no text", "records"),
            "obtained": whole("listed and fetched", "records"),
            "gone": whole("listed, but the source no longer has it", "records"),
            "failed": whole("listed, but not to be had", "records"),
        },
    ),
    "documents": Table(
        "one policy text",
        ("document_id",),
        {
            "document_id": text("hash of source, canonical URL and fragment"),
            "record_id": text("the record it comes from"),
            "source": text("key under `sources` in params.yaml"),
            "url": text("address of the resource"),
            "title": text("title", null=True),
            "document_type": text("beleidsnota, raadsvoorstel, ...", null=True),
            "date": text("ISO date at its own precision: 2014-05-03, 2014-05 or 2014", null=True),
            "date_precision": text("precision of the date", null=True, values=DATE_PRECISIONS),
            "date_kind": text("what the date is of", null=True, values=DATE_KINDS),
            "date_origin": text("the evidence that gave the date", null=True),
            "date_confidence": share("confidence in the date", null=True),
            "year": whole("year of the date", "year", null=True),
            "municipality_code": text("CBS code valid at the date", null=True),
            "municipality": text("name of that municipality", null=True),
            "jeugdregio": text("youth-care region", null=True),
            "province": text("province", null=True),
            "place_level": text("for whom the text speaks", null=True, values=PLACE_LEVELS),
            "place_origin": text("the evidence that gave the place", null=True),
            "place_confidence": share("confidence in the place", null=True),
            "language": text("ISO 639-1 code"),
            "words": whole("running words", "words"),
            "on_topic": flag("whether the text is about youth or the social domain"),
            "on_topic_score": share("score of the topic classifier"),
            "reused_share": share("share of words copied from an earlier text"),
            "duplicate_of": text("document_id of the first exact or near copy", null=True),
            "taken_by": whole(
                "other municipalities whose texts took over part of it; a model text when they are many", "places"
            ),
            "format": text("pdf, html, docx, ..."),
            "text": text("the clean text; all offsets slice it"),
            "raw_sha256": text("hash of the raw bytes"),
        },
    ),
    "passages": Table(
        "one paragraph-sized piece",
        ("passage_id",),
        {
            "passage_id": text("document_id:start"),
            "document_id": text("the document"),
            **SPAN,
            "heading": text("path of headings above it, joined by ' > '", null=True),
            "page": whole("page number in a paged document", "page", null=True, low=1),
            "text": text("equal to documents.text[start:end]"),
            "words": whole("running words", "words"),
            "text_sha256": text("hash of the text: equal for identical boilerplate"),
            "reuse_cluster": text("passage_id of the earliest passage with this text", null=True),
            "original": flag("not copied from an earlier text"),
        },
    ),
    "rejects": Table(
        "what did not become a document, and why",
        ("record_id", "stage", "reason", "detail"),
        {
            "record_id": text("the record"),
            "source": text("key under `sources` in params.yaml"),
            "url": text("address of the resource"),
            "stage": text("stage that rejected it"),
            "reason": text("why", values=REJECT_REASONS),
            "detail": text("what was seen"),
        },
    ),
    "reuse": Table(
        "one copied stretch",
        ("passage_id", "start"),
        {
            "passage_id": text("the passage with the copy"),
            "source_passage_id": text("the earliest passage with the stretch"),
            **SPAN,
            "source_start": whole("first code point in the source document", "code points"),
            "source_end": whole("one past the last code point", "code points"),
            "words": whole("length of the stretch", "words"),
            "similarity": share("share of equal words within the aligned stretch"),
            "first_seen": text("date of the source document", null=True),
        },
    ),
}
