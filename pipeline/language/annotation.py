"""Texts -> sentences, tokens and names, by a spaCy model. Plain data out: offsets and strings, no Doc.

A text is read in pieces of at most `PIECE` characters, cut between paragraphs where that is possible, so that time and
memory grow with the length of the text and no faster.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PIECE = 20_000


def annotate_texts(texts: list[str], *, model: str) -> list[dict[str, Any]]:
    """Annotate each text.

    Args:
        texts: clean texts; a line break in one is a boundary that no sentence crosses.
        model: folder of a spaCy model.

    Returns:
        For each text a dict of columns: ``tokens`` {start, end, sentence, text, lemma, pos, morph}, ``sentences``
        {start, end} and ``names`` {start, end, label}. Offsets are code points in the text; the ends are exclusive.
    """
    nlp = load_model(model)
    pieces = [(n, start, text[start:end]) for n, text in enumerate(texts) for start, end in _cut(text)]
    results = [_empty() for _ in texts]
    docs = nlp.pipe((piece for _, _, piece in pieces), batch_size=16)
    for (n, offset, _), doc in zip(pieces, docs, strict=True):
        _add(results[n], doc, offset)
    return results


@lru_cache(maxsize=1)
def load_model(path: str) -> Language:
    """The spaCy pipeline at a path, loaded once in a process."""
    import spacy  # noqa: PLC0415 - takes seconds, and only the processes that annotate need it

    return spacy.load(path)


def _empty() -> dict[str, Any]:
    return {
        "tokens": {k: [] for k in ("start", "end", "sentence", "text", "lemma", "pos", "morph")},
        "sentences": {"start": [], "end": []},
        "names": {"start": [], "end": [], "label": []},
    }


def _cut(text: str) -> list[tuple[int, int]]:
    """Spans that cover the text: whole paragraphs up to PIECE characters; a longer one is cut at a blank."""
    spans, start = [], 0
    while len(text) - start > PIECE:
        end = start + PIECE
        for mark in ("\n\n", "\n", ". ", " "):
            at = text.rfind(mark, start, end)
            if at > start:
                end = at + len(mark)
                break
        spans.append((start, end))
        start = end
    return [*spans, (start, len(text))] if start < len(text) else spans


def _add(result: dict[str, Any], doc: Doc, offset: int) -> None:
    tokens, sentences = result["tokens"], result["sentences"]
    for sentence in doc.sents:
        for line in _lines(sentence):
            first, last = line[0], line[-1]
            number = len(sentences["start"])
            sentences["start"].append(offset + first.idx)
            sentences["end"].append(offset + last.idx + len(last))
            for token in line:
                tokens["start"].append(offset + token.idx)
                tokens["end"].append(offset + token.idx + len(token))
                tokens["sentence"].append(number)
                tokens["text"].append(token.text)
                tokens["lemma"].append(token.lemma_ or token.lower_)
                tokens["pos"].append(token.pos_)
                tokens["morph"].append(str(token.morph))
    names = result["names"]
    for name in doc.ents:
        for start, end in _name_lines(name):
            names["start"].append(offset + start)
            names["end"].append(offset + end)
            names["label"].append(name.label_)


def _lines(sentence: Span) -> list[list[Any]]:
    """The tokens of a sentence that are not white space, split where the text has a line break."""
    lines: list[list[Any]] = [[]]
    for token in sentence:
        if token.is_space:
            if "\n" in token.text:
                lines.append([])
        else:
            lines[-1].append(token)
    return [line for line in lines if line]


def _name_lines(name: Span) -> list[tuple[int, int]]:
    """A name never runs over a line break: what stands before the break is kept."""
    line = _lines(name)
    return [(line[0][0].idx, line[0][-1].idx + len(line[0][-1]))] if line else []
