"""Labelled sentences -> what the classifiers of concepts and of the ladder learn from.

The project's own gold (data/gold/fragments.jsonl), the examples in the scheme, and the bank of paraphrases
(models/paraphrases/<writer>/<concept>.txt).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.concepts.scheme import Concept
from pipeline.errors import ModelError

NOTHING, ELSEWHERE = "_geen", "_anders"  # files of the bank: without a concept, and look-alikes


@dataclass(frozen=True)
class Example:
    """Sentences that follow one another in one text, with what a reader marked in them.

    Attributes:
        sentences: texts.
        concepts: ids of the concepts in each sentence.
        steps: step on the ladder of each, None without one.
        flags: of each sentence the set of negated, conditional, quoted, past.
        group: author and theme; all of a group stands on one side of a test.
        running: whether it comes from running text, so that neighbours mean something.
        id: of the fragment of the gold.
        unread: whether those who wrote the patterns never read it.
        dense: whether it holds far more paraphrases than real texts do.
        only_concepts: whether its steps are not learned from.
        alike: of each sentence the concepts that only a look-alike in it recalls; empty when nobody looked.
    """

    sentences: tuple[str, ...]
    concepts: tuple[frozenset[str], ...]
    steps: tuple[str | None, ...]
    flags: tuple[frozenset[str], ...]
    group: str
    running: bool = True
    id: str = ""
    unread: bool = False
    dense: bool = False
    only_concepts: bool = False
    alike: tuple[frozenset[str], ...] = ()


def read_gold(path: Path, *, part: str) -> list[Example]:
    """The fragments of one part (``train`` or ``test``) in which concepts are marked.

    Raises:
        ModelError: the file is missing or no line of it can be used.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        remedy = "build it: python -m data.gold.build"
        raise ModelError(f"the gold cannot be read: {error}", where=str(path), remedy=remedy) from None
    found = [_fragment(row) for row in rows if row["part"] == part and "concepts" in row["layers"]]
    if not found:
        raise ModelError(f"no fragment of the part {part!r}", where=str(path), remedy="see data/gold/split.yaml")
    return found


def _fragment(row: dict[str, Any]) -> Example:
    sentences = row["sentences"]
    marked, alike = ([(m["start"], m["concept_id"]) for m in row[kind]] for kind in ("mentions", "lookalikes"))
    return Example(
        tuple(row["text"][s["start"] : s["end"]] for s in sentences),
        _within(sentences, marked),
        tuple(s["step"] for s in sentences),
        tuple(frozenset(f for f in ("negated", "conditional", "quoted", "past") if s[f]) for s in sentences),
        f"{row['author']}/{row['theme']}",
        id=row["id"],
        unread=row.get("unread", False),
        dense=row.get("dense", False),
        only_concepts=row.get("only_concepts", False),
        alike=_within(sentences, alike),
    )


def _within(sentences: Sequence[dict[str, Any]], marked: Sequence[tuple[int, str]]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(c for at, c in marked if s["start"] <= at < s["end"]) for s in sentences)


def scheme_examples(concepts: Sequence[Concept]) -> Iterator[Example]:
    """The example sentences of the scheme, each by itself."""
    for concept in concepts:
        group = f"scheme/{concept.id}"
        for text in concept.examples:
            yield single(text, {concept.id}, group=group)
        for text in concept.counterexamples:
            yield single(text, set(), group=group, alike={concept.id})


def read_bank(folder: Path, concepts: Sequence[Concept]) -> Iterator[Example]:
    """The bank of paraphrases: a line is one that carries the concept after which the file is named.

    Raises:
        ModelError: a file is named after no concept.
    """
    known = {concept.id for concept in concepts}
    for path in sorted(folder.glob("*/*.txt")):
        if path.stem not in {*known, NOTHING, ELSEWHERE}:
            raise ModelError(
                f"{path.name} is named after no concept",
                expected=f"the id of a concept, {NOTHING}.txt or {ELSEWHERE}.txt",
                where=str(path),
                remedy="rename the file or add the concept to models/concepts",
            )
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                group, alike = f"bank/{path.parent.name}", {path.stem} & {ELSEWHERE}
                yield single(line.strip(), {path.stem} & known, group=group, alike=alike)


def single(text: str, concepts: set[str], *, group: str, alike: Iterable[str] = ()) -> Example:
    """One sentence by itself."""
    found = (frozenset(concepts),)
    return Example((text,), found, (None,), (frozenset(),), group, running=False, alike=(frozenset(alike),))
