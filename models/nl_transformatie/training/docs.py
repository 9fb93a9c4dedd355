"""Sentences -> spaCy documents of several sentences, as the pipeline will meet them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from sentences import Sentence

BREAK = "\n\n"


@dataclass
class Columns:
    """The columns of a document under construction."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morph: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    starts: list[bool | int | None] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)


def build_doc(vocab: Vocab, sentences: list[Sentence], breaks: list[str]) -> Doc:
    """One document; ``breaks[n]`` stands between sentence n and n + 1: a blank or line breaks."""
    columns = Columns()
    for sentence, gap in zip(sentences, [*breaks, ""], strict=True):
        _add_sentence(columns, sentence, gap)
    doc = Doc(
        vocab,
        words=columns.words,
        spaces=columns.spaces,
        pos=columns.pos,
        morphs=columns.morph,
        lemmas=columns.lemmas,
        sent_starts=columns.starts,
    )
    for token, pos in zip(doc, columns.pos, strict=True):
        if not pos:
            token.set_morph(None)  # type: ignore[attr-defined]
    doc.set_ents([Span(doc, start, end, label) for start, end, label in columns.names])
    return doc


def group(sentences: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    """Consecutive sentences of one document, at most `size` together."""
    for _, found in groupby(sentences, key=lambda s: s.document):
        document = list(found)
        for start in range(0, len(document), size):
            yield document[start : start + size]


def paragraph_breaks(sentences: list[Sentence], mark: str = BREAK) -> list[str]:
    """The mark between paragraphs, a blank between the sentences of one."""
    return [" " if a.paragraph == b.paragraph else mark for a, b in pairwise(sentences)]


def random_groups(sentences: list[Sentence], rng: random.Random, largest: int) -> Iterator[list[Sentence]]:
    """Documents in random order and cut at random; documents of one sentence are put together with others."""
    documents = [list(found) for _, found in groupby(sentences, key=lambda s: s.document)]
    rng.shuffle(documents)
    singles = [d[0] for d in documents if len(d) == 1]
    pieces = [d for d in documents if len(d) > 1] + ([singles] if singles else [])
    groups = []
    for piece in pieces:
        start = 0
        while start < len(piece):
            size = rng.randint(1, largest)
            groups.append(piece[start : start + size])
            start += size
    rng.shuffle(groups)
    yield from groups


def random_breaks(sentences: list[Sentence], rng: random.Random) -> list[str]:
    """Mostly a blank inside a paragraph and a line break between paragraphs, but not always."""
    breaks = []
    for before, after in pairwise(sentences):
        if before.paragraph == after.paragraph:
            breaks.append(" " if rng.random() < 0.9 else "\n")
        else:
            breaks.append(rng.choices([" ", "\n", BREAK], weights=[0.35, 0.25, 0.4])[0])
    return breaks


def _add_sentence(columns: Columns, sentence: Sentence, gap: str) -> None:
    offset = len(columns.words)
    columns.words += sentence.words
    columns.spaces += [*sentence.spaces[:-1], gap == " "]
    columns.starts += [True] + [False] * (len(sentence.words) - 1)
    columns.names += [(start + offset, end + offset, label) for start, end, label in sentence.names]
    unknown = [""] * len(sentence.words)
    columns.pos += sentence.pos or unknown
    columns.morph += sentence.morph or unknown
    columns.lemmas += sentence.lemmas or unknown
    if gap.strip(" "):
        columns.words.append(gap.strip(" "))
        columns.spaces.append(False)
        columns.starts.append(False)
        columns.pos.append("SPACE")
        columns.morph.append("")
        columns.lemmas.append(gap.strip(" "))
