"""Tables of what the language model sees: tokens, sentences, names."""

from __future__ import annotations

from pipeline.contract import ENTITY_LABELS, Table
from pipeline.schema.columns import SPAN, text, whole

LANGUAGE: dict[str, Table] = {
    "tokens": Table(
        "one token",
        ("document_id", "start"),
        {
            "document_id": text("the document"),
            **SPAN,
            "sentence": whole("number of the sentence within the document", "index"),
            "text": text("the token as written"),
            "lemma": text("dictionary form"),
            "pos": text("universal part of speech"),
            "morph": text("morphological features, UD notation"),
        },
    ),
    "sentences": Table(
        "one sentence",
        ("document_id", "start"),
        {
            "document_id": text("the document"),
            **SPAN,
            "sentence": whole("number of the sentence within the document", "index"),
            "passage_id": text("the passage that holds its first character", null=True),
        },
    ),
    "names": Table(
        "one name that the language model found",
        ("document_id", "start"),
        {
            "document_id": text("the document"),
            **SPAN,
            "text": text("equal to documents.text[start:end]"),
            "label": text("label of the model", values=ENTITY_LABELS),
        },
    ),
}
