"""A small package with the name, components and labels of nl_core_news_lg, where the real one cannot be fetched."""

from __future__ import annotations

import json
from pathlib import Path

import spacy
from spacy.training import Example

NAME, VERSION = "nl_core_news_lg", "3.8.0"
LABELS = (
    *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG"),
    *("PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
)
_WORDS = ["De", "wethouder", "van", "Zwolle", "spreekt", "."]
_TAGS = ["DET", "NOUN", "ADP", "PROPN", "VERB", "PUNCT"]


def build_lookalike(site: Path, *, changes: dict[str, object] | None = None) -> Path:
    """Write the package below `site` and return its folder; `changes` go into its meta.json."""
    nlp = spacy.blank("nl")
    for factory in ("tok2vec", "morphologizer", "tagger", "parser", "trainable_lemmatizer", "attribute_ruler", "ner"):
        nlp.add_pipe(factory, name="lemmatizer" if factory == "trainable_lemmatizer" else factory)
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    example = Example.from_dict(
        nlp.make_doc("De wethouder van Zwolle spreekt ."),
        {
            "words": _WORDS,
            "tags": _TAGS,
            "pos": _TAGS,
            "lemmas": [w.lower() for w in _WORDS],
            "heads": [1, 4, 3, 1, 4, 4],
            "deps": ["det", "nsubj", "case", "nmod", "ROOT", "punct"],
            "entities": ["O", "O", "O", "U-GPE", "O", "O"],
        },
    )
    nlp.initialize(lambda: [example])
    nlp.get_pipe("attribute_ruler").add([[{"ORTH": "Zwolle"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    nlp.meta.update({"name": NAME.removeprefix("nl_"), "version": VERSION, "license": "CC BY-SA 4.0"})
    package = site / NAME
    package.mkdir(parents=True)
    nlp.to_disk(package / f"{NAME}-{VERSION}")
    (package / "__init__.py").write_text(f"__version__ = {VERSION!r}\n", encoding="utf-8")
    meta = package / f"{NAME}-{VERSION}" / "meta.json"
    meta.write_text(json.dumps({**json.loads(meta.read_text("utf-8")), **(changes or {})}), encoding="utf-8")
    return package
