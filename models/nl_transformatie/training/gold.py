"""Stage `gold`: the project's own policy sentences (data/gold/fragments.jsonl) with their names, as JSONL.

The part `train` is for training, the part `test` for scores alone; data/gold/split.yaml tells which is which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from corpus import write
from sentences import Name, Sentence
from settings import HERE, load_settings

BUILD = HERE / "build" / "gold"

PRIVATE_DETAIL = "ID"
"""Telephone numbers, addresses and the like: found by rules, not learned."""


def main() -> None:
    """Write build/gold/names_train.jsonl and names_test.jsonl."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for part in ("train", "test"):
        sentences = read_gold(load_settings().gold, part=part)
        write(BUILD / f"names_{part}.jsonl", sentences)
        print(f"{part}: {len(sentences)} sentences, {sum(len(s.names) for s in sentences)} names")


def read_gold(path: Path, *, part: str) -> list[Sentence]:
    """The sentences of one part (``train`` or ``test``) of the fragments in which all names are marked."""
    nlp = spacy.blank("nl")
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    chosen = [row for row in rows if row["part"] == part and "entities" in row["layers"]]
    return [sentence for row in chosen for sentence in _sentences(nlp, row)]


def _sentences(nlp: Language, row: dict[str, Any]) -> Iterator[Sentence]:
    text, paragraph, end = row["text"], 0, 0
    for number, span in enumerate(row["sentences"]):
        paragraph += "\n" in text[end : span["start"]]
        end = span["end"]
        doc = nlp(text[span["start"] : end])
        yield Sentence(
            sent_id=f"domain:{row['id']}.{number}",
            document=f"domain:{row['id']}",
            paragraph=f"{row['id']}.{paragraph}",
            words=tuple(token.text for token in doc),
            spaces=tuple(bool(token.whitespace_) for token in doc),
            names=tuple(_names(doc, row, span)),
        )


def _names(doc: spacy.tokens.Doc, row: dict[str, Any], sentence: dict[str, Any]) -> Iterator[Name]:
    """Names as words; of two that share a word (``Zwolle/Kampen``) the first."""
    start, last = sentence["start"], 0
    for name in row["entities"]:
        if start <= name["start"] < sentence["end"] and name["label"] != PRIVATE_DETAIL:
            found = doc.char_span(name["start"] - start, name["end"] - start, alignment_mode="expand")
            assert found is not None, (row["id"], name)
            if found.start >= last:
                yield found.start, found.end, name["label"]
                last = found.end


if __name__ == "__main__":
    main()
