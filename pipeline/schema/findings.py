"""Tables of what is found in the texts: entities, leanings, mentions, frames."""

from __future__ import annotations

from pipeline.contract import ENTITY_LABELS, Table
from pipeline.schema.columns import SPAN, flag, share, text, whole
from pipeline.schema.values import LADDER

FINDINGS: dict[str, Table] = {
    "entities": Table(
        "one name in a text",
        ("document_id", "start", "label"),
        {
            "document_id": text("the document"),
            "passage_id": text("the passage that holds it", null=True),
            **SPAN,
            "text": text("equal to documents.text[start:end]"),
            "label": text("kind of entity", values=ENTITY_LABELS),
            "canonical_id": text("CBS code, BWB id, gazetteer id, or normalised name", null=True),
            "canonical_name": text("preferred name of that entry", null=True),
            "value": text("ISO date, euros or per cent; the article of a law", null=True),
            "office": text("office or profession of a person, public or not", null=True),
            "body": text("body or place of that office", null=True),
            "origin": text("model, gazetteer or rule", values=("model", "gazetteer", "rule")),
            "public": flag("may be shown: no private person, no personal detail"),
        },
    ),
    "leanings": Table(
        "a body, law or programme that a municipality's documents name",
        ("municipality_code", "label", "canonical_id"),
        {
            "municipality_code": text("CBS code"),
            "label": text("kind of entity", values=("LAW", "ORG", "PRODUCT")),
            "canonical_id": text("BWB id or gazetteer id"),
            "canonical_name": text("preferred name"),
            "documents": whole("documents of the municipality that name it", "documents"),
            "of": whole("documents of the municipality", "documents"),
            "share": share("documents / of"),
            "elsewhere": share("the same share over all other municipalities together"),
        },
    ),
    "mentions": Table(
        "one concept in a text",
        ("document_id", "start", "concept_id"),
        {
            "mention_id": text("document_id:start:concept_id"),
            "document_id": text("the document"),
            "passage_id": text("the passage that holds it", null=True),
            "sentence": whole("number of the sentence within the document", "index"),
            "sentence_start": whole("start of that sentence", "code points"),
            "sentence_end": whole("end of that sentence", "code points"),
            **SPAN,
            "text": text("equal to documents.text[start:end]"),
            "concept_id": text("id in models/concepts/"),
            "origin": text("how it was found", values=("label", "pattern", "model")),
            "score": share("1 for a label, probability for a pattern or the model"),
            "step": text("step on the ladder; null when the classifier abstains", null=True, values=LADDER),
            "step_score": share("probability of that step", null=True),
            "negated": flag("the sentence denies it"),
            "conditional": flag("the sentence makes it depend on something"),
            "quoted": flag("words or plans of others"),
        },
    ),
    "frames": Table(
        "what one passage is about: the shift of tasks or the renewal of help",
        ("document_id", "passage_id"),
        {
            "passage_id": text("the passage"),
            "document_id": text("its document"),
            "frame": text(
                "transitie: law, money, tasks, deadlines; transformatie: how help changes",
                values=("transitie", "transformatie", "both", "neither"),
            ),
            "transitie": share("probability that it speaks of the shift"),
            "transformatie": share("probability that it speaks of the renewal"),
            "score": share("probability of the frame given"),
        },
    ),
}
