"""Texts -> sentences, tokens and names, by a spaCy model. Plain data out: offsets and strings, no Doc.

A text is read in pieces of at most `PIECE` characters, cut between paragraphs where that is possible, so that time and
memory grow with the length of the text and no faster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from threadpoolctl import threadpool_limits

from pipeline.language.columns import pack_columns

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

PIECE = 20_000
_NO_FEATURES = "_"  # spaCy's name for the features of a token that has none

Columns = dict[str, dict[str, Any]]


def annotate_packed(texts: list[str], *, model: str) -> list[dict[str, bytes]]:
    """As `annotate_texts`, with each set of columns as the bytes that `columns.unpack_columns` reads."""
    return [{name: pack_columns(columns) for name, columns in one.items()} for one in _annotate(texts, model)]


def annotate_texts(texts: list[str], *, model: str) -> list[dict[str, Any]]:
    """Annotate each text.

    Args:
        texts: clean texts; a line break in one is a boundary that no sentence crosses.
        model: folder of a spaCy model.

    Returns:
        For each text a dict of columns: ``tokens`` {start, end, sentence, text, lemma, pos, morph}, ``sentences``
        {start, end} and ``names`` {start, end, label}. Offsets are code points in the text; the ends are exclusive.
    """
    return [{name: _lists(columns) for name, columns in one.items()} for one in _annotate(texts, model)]


def _lists(columns: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: list(values.tolist()) for name, values in columns.items()}


def _annotate(texts: list[str], model: str) -> Iterator[Columns]:
    pieces = [_cut(text) for text in texts]
    parts = (text[start:end] for text, spans in zip(texts, pieces, strict=True) for start, end in spans)
    with threadpool_limits(1):  # the same sums in the same order, whatever the cores
        nlp = load_model(model)
        docs = nlp.pipe(parts, batch_size=16)
        for spans in pieces:
            yield _columns(((next(docs), start) for start, _ in spans), nlp.vocab.strings)


@lru_cache(maxsize=1)
def load_model(path: str) -> Language:
    """The spaCy pipeline at a path, loaded once in a process."""
    import spacy  # noqa: PLC0415 - takes seconds, and only the processes that annotate need it
    from thinc.api import get_current_ops, set_current_ops  # noqa: PLC0415

    from pipeline.language.products import SteadyOps  # noqa: PLC0415

    before = get_current_ops()
    try:
        set_current_ops(SteadyOps())
        return spacy.load(path)
    finally:
        set_current_ops(before)


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


def _columns(docs: Iterable[tuple[Doc, int]], strings: Any) -> Columns:
    """The columns of one text from the documents of its pieces, each with its offset in the text.

    Each document is let go before the next one is made.
    """
    parts, names = [np.zeros((7, 0), dtype=np.uint64)], []
    for doc, offset in docs:
        parts.append(_tokens(doc, offset))
        names += [(offset + start, offset + end, label) for start, end, label in _names(doc)]
    start, length, opens, text, lemma, pos, morph = np.concatenate(parts, axis=1)
    begin, end = start.astype(np.int64), (start + length).astype(np.int64)
    first = np.flatnonzero(opens)
    last = np.append(first[1:], len(opens)) - 1
    tokens = {"start": begin, "end": end, "sentence": np.cumsum(opens, dtype=np.int64) - 1}
    tokens |= {"text": _look_up(text, strings), "lemma": _look_up(lemma, strings), "pos": _look_up(pos, strings)}
    tokens["morph"] = _look_up(morph, strings, nothing=_NO_FEATURES)
    sentences = {"start": begin[first], "end": end[last[: len(first)]]}
    return {"tokens": tokens, "sentences": sentences, "names": _name_columns(names)}


def _tokens(doc: Doc, offset: int) -> np.ndarray:
    """Rows start, length, opens a sentence, and the keys of text, lemma, part of speech and features (uint64).

    White space is left out. A sentence ends where the model says so, and at every line break.
    """
    from spacy import attrs  # noqa: PLC0415 - as in load_model

    wanted = [attrs.IDX, attrs.LENGTH, attrs.SENT_START, attrs.ORTH, attrs.LEMMA, attrs.POS, attrs.MORPH]
    found = doc.to_array(wanted).astype(np.uint64).T
    no_lemma = found[4] == 0
    found[4, no_lemma] = doc.to_array([attrs.LOWER, attrs.ORTH]).astype(np.uint64).T[0, no_lemma]
    space = doc.to_array([attrs.IS_SPACE, attrs.ORTH])[:, 0].astype(bool)
    breaks = np.zeros(len(doc), dtype=bool)
    breaks[[at for at in np.flatnonzero(space) if "\n" in doc[int(at)].text]] = True
    line = np.cumsum((found[2] == 1) | breaks)[~space]
    found = found[:, ~space]
    found[0] += np.uint64(offset)
    found[2] = np.diff(line, prepend=-1) != 0
    return found


def _look_up(keys: np.ndarray, strings: Any, *, nothing: str = "") -> pa.DictionaryArray:
    """The strings of spaCy's keys, each distinct one looked up once; the string `nothing` becomes an empty one."""
    distinct, places = np.unique(keys, return_inverse=True)
    found = [strings[int(key)] for key in distinct]
    known = pa.array([text if text != nothing else "" for text in found], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), known)


def _names(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of each name; one never runs over a line break: what stands before the break is kept."""
    for name in doc.ents:
        words = _first_line(name)
        if words:
            yield words[0].idx, words[-1].idx + len(words[-1]), name.label_


def _first_line(name: Span) -> list[Token]:
    words: list[Token] = []
    for token in name:
        if not token.is_space:
            words.append(token)
        elif words and "\n" in token.text:
            break
    return words


def _name_columns(names: list[tuple[int, int, str]]) -> dict[str, Any]:
    start, end, label = zip(*names, strict=True) if names else ((), (), ())
    columns = {"start": np.array(start, dtype=np.int64), "end": np.array(end, dtype=np.int64)}
    return {**columns, "label": pa.array(label, pa.string())}
