"""Names out of the text, so that passages look alike by what they are about and not by which town or person they name.

In: the spans of the table entities. Out: for each document the spans of names, and texts with blanks in their place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from pipeline.tables import table_rows

NAME_LABELS = ("PERSON", "GPE", "LOC", "ORG", "NORP", "FAC")
Spans = list[tuple[int, int]]


def name_spans(entities: pd.DataFrame) -> dict[str, Spans]:
    """The spans of all names of people, places and organisations: for each document, sorted and without overlap.

    Args:
        entities: with document_id, start, end and label.
    """
    found: dict[str, Spans] = defaultdict(list)
    for entity in table_rows(entities[entities["label"].isin(NAME_LABELS)]):
        found[entity.document_id].append((int(entity.start), int(entity.end)))
    return {document: _joined(spans) for document, spans in found.items()}


def mask_passages(passages: pd.DataFrame, names: dict[str, Spans]) -> list[str]:
    """The text of each passage with names blanked out.

    Args:
        passages: with document_id, start and text.
        names: spans in the document, as `name_spans` gives them.
    """
    return [mask(p.text, start=int(p.start), spans=names.get(p.document_id, [])) for p in table_rows(passages)]


def mask(text: str, *, start: int, spans: Spans) -> str:
    """The text with a blank for each character of a name; the length does not change.

    Args:
        text: a piece of a document.
        start: where the piece begins in the document.
        spans: sorted spans in the document, without overlap.
    """
    end, parts, done = start + len(text), [], start
    first = bisect_right(spans, start, key=lambda span: span[1])
    for left, right in spans[first:]:
        if left >= end:
            break
        parts += [text[done - start : max(left, start) - start], " " * (min(right, end) - max(left, start))]
        done = min(right, end)
    return "".join([*parts, text[done - start :]])


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    joined: Spans = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
