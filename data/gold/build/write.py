"""Fragments -> rows of data/gold/fragments.jsonl: the clean text with the spans of everything that was marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from data.gold.build.read import Fragment, Header, read_file
from data.sample.build.knowledge import Knowledge
from data.sample.build.region import load_region
from data.sample.build.source import Problem, Sentence
from data.sample.build.truth import concept_rows, join_text, spans_row

Row = dict[str, Any]
GOLD = Path(__file__).resolve().parents[1]
ROOT = GOLD.parents[1]


def load_knowledge() -> Knowledge:
    """All concepts of the scheme; no topics, and no slots of the example's region."""
    ids = (path.stem for path in (ROOT / "models" / "concepts").glob("[!_]*.yaml"))
    return Knowledge(frozenset(ids), frozenset(), load_region(ROOT / "data" / "sample" / "region.yaml"))


def read_gold(gold: Path = GOLD, *, author: str = "*") -> tuple[list[Row], list[tuple[Path, Problem]]]:
    """All fragments as rows, in the order of author, theme and place in the file; and all mistakes.

    Args:
        gold: a folder with ``source/<author>/<theme>.txt`` and ``split.yaml``.
        author: only these files.
    """
    knowledge = load_knowledge()
    split = yaml.safe_load((gold / "split.yaml").read_text(encoding="utf-8"))
    rows: list[Row] = []
    problems: list[tuple[Path, Problem]] = []
    for path in sorted((gold / "source").glob(f"{author}/*.txt")):
        header, fragments, wrong = read_file(path, knowledge=knowledge)
        problems += ((path, problem) for problem in wrong)
        if header:
            rows += _rows(header, fragments, split=split)
    return rows, problems


def part_of(header: Header, *, split: Row) -> str:
    """``train`` or ``test``, by split.yaml: whole authors and themes, so that no paraphrase stands on both sides."""
    tested = header.author in split["test_authors"] or f"{header.author}/{header.theme}" in split["test_themes"]
    return "test" if tested else "train"


def _rows(header: Header, fragments: list[Fragment], *, split: Row) -> Iterator[Row]:
    facts = {
        "theme": header.theme,
        "author": header.author,
        "part": part_of(header, split=split),
        "unread": header.author in split["unread_authors"],
        "dense": header.author in split["dense_authors"],
        "only_concepts": header.author in split["only_concepts_authors"],
        "layers": list(header.layers),
    }
    for number, fragment in enumerate(fragments, 1):
        yield {"id": f"{header.author}/{header.theme}/{number}", **facts, **fragment_row(fragment)}


def fragment_row(fragment: Fragment) -> Row:
    """Text, sentences, entities, mentions and look-alikes of a fragment."""
    spans = spans_row(fragment.blocks)
    del spans["paragraphs"]
    return {**spans, "lookalikes": _lookalikes(fragment)}


def _lookalikes(fragment: Fragment) -> list[Row]:
    _, starts = join_text(fragment.blocks)
    rows: list[Row] = []
    for block, start in zip(fragment.blocks, starts, strict=True):
        at = start
        for sentence in block.sentences:
            rows += _of(sentence, at)
            at += len(sentence.text) + 1
    return rows


def _of(sentence: Sentence, at: int) -> Iterator[Row]:
    yield from concept_rows(sentence, sentence.lookalikes, at)
