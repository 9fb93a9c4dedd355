"""The values that columns of the tables may hold."""

from __future__ import annotations

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
LADDER = ("benoemen", "voornemen", "maatregel", "middelen", "resultaat")
GROUPS = ("all", "municipality", "jeugdregio", "document_type", "territory")
TREND_KINDS = ("concept", "topic", "step", "entity", "frame")
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
