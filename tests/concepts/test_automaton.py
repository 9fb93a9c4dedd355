"""The machine behind labels, patterns and cues: the matches of reading word by word, at a cost that grows no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.concepts import stretch
from pipeline.concepts.automaton import Automaton, Hit
from pipeline.concepts.cues import load_cues
from pipeline.concepts.inflection import Inflection
from pipeline.concepts.lexicon import Lexicon
from pipeline.concepts.matcher import load_matcher
from pipeline.concepts.notation import Element, Gap, parse_pattern
from pipeline.concepts.tokens import Words, read_words

MODELS = Path("models").absolute()
PATTERNS = (
    "aa",
    "aa bbb",
    "aa ...2 bbb",
    "aa|bbb ...1 aa",
    "aa ...3 aa|bbb ...2 (bbb)? aa",
    "bbb (aa)? ...5 a*",
    "bbb ...0 aa",
    "# ...4 *b",
)
PIECES = st.sampled_from(["aa", "aa", "bbb", "bbb", "ab", "7", ";", ".", "\n\n"])


def automaton() -> Automaton:
    lexicon = Lexicon(Inflection((), frozenset(), 4), {})
    sequences = [(n, v) for n, text in enumerate(PATTERNS) for v in parse_pattern(text, {}).variants]
    return Automaton(lexicon, sequences)


def satisfies(word: str, atom: str) -> bool:
    bare = atom.strip("*")
    return {
        atom == "#": word.isdigit(),
        atom.startswith("*"): word.endswith(bare),
        atom.endswith("*"): word.startswith(bare),
    }.get(True, word == atom)


def word_by_word(words: Words, elements: Sequence[Element], first: int) -> Iterator[tuple[int, int]]:
    """Last word and letters of each match from `first`; the nearest word before is the one that goes before."""
    ends, gap = {-1: 0}, 0
    for element in elements:
        if isinstance(element, Gap):
            gap = element.words
            continue
        fitting = [i for i, w in enumerate(words.folded) if any(satisfies(w, a) for a in element.atoms)]
        following = {}
        for i in fitting if -1 not in ends else {first} & set(fitting):
            before = max((j for j in ends if j < i), default=None)
            if before is not None and (before == -1 or reaches(words, before, i, gap)):
                following[i] = ends[before] + len(words.folded[i])
        ends, gap = following, 0
    yield from ends.items()


def reaches(words: Words, i: int, j: int, gap: int) -> bool:
    between = words.text[words.ends[i] : words.starts[j]]
    same = words.sentences[i] == words.sentences[j]
    if gap:
        return j - i - 1 <= gap and same and ";" not in between
    return j - i == 1 and (same or not (set(".!?") & set(between) or "\n\n" in between))


@pytest.mark.parametrize("length", [1, 3, 2000])
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PIECES, st.integers(0, 4)), max_size=40))
def test_the_same_matches_as_word_by_word(length: int, pieces: list[tuple[str, int]]) -> None:
    starts = [sum(len(p) + 1 for p, _ in pieces[:n]) for n, (_, chance) in enumerate(pieces) if not chance]
    words = read_words(" ".join(piece for piece, _ in pieces), starts)
    expected = {
        Hit(n, first, last, letters)
        for n, pattern in enumerate(PATTERNS)
        for variant in parse_pattern(pattern, {}).variants
        for first in range(len(words.folded))
        for last, letters in word_by_word(words, variant, first)
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretch, "LENGTH", length)
        hits = automaton().scan(words)
    assert set(hits) == expected
    assert [h.last for h in hits] == sorted(h.last for h in hits)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called: a measure of work that does not depend on the machine."""
    count = 0

    def seen(frame: FrameType, event: str, function: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "wat ",
        "kinderen ",
        "eigen kracht ",
        "preventie ",
        "wat ouders zelf kunnen in de wijk; ",
        "weerbaarheid ",
        "1",
    ],
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    matcher, cues = load_matcher(MODELS / "concepts"), load_cues(MODELS)

    def read(size: int) -> None:
        text = piece * (size // len(piece))
        matcher.find(text, [(0, len(text))])
        cues.read(text)

    read(1000)
    small, large = calls(lambda: read(30_000)), calls(lambda: read(120_000))
    assert large < 5 * small


def test_rows_never_grow_beyond_a_stretch() -> None:
    words = read_words("wat ouders kunnen " * 5000)
    rows = [
        row for piece in stretch.cut_stretches(words, beyond=60) for row in piece.rows({"wat": frozenset({1})}).values()
    ]
    assert max(row.bit_length() for row in rows) <= stretch.LENGTH + 60
