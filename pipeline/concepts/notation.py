"""Labels and patterns -> sequences of words and gaps. Described for writers in models/concepts/README.md.

A label is plain text; ``*`` at the start or end of a word stands for any letters there. A pattern knows more::

    hevelt|hevelen ...6 over           one of these words, at most six words between, then "over"
    (eigen|sociaal) netwerk            words or phrases to choose from
    netwerk van (het)? gezin           an optional word or phrase
    wijkteam* *regie =gekort #         beginning, ending, exactly this form, any number
    @family                            a list of words from _words.yaml
    kort|korting & jeugd* ! leges      the clause must also hold one of these words, and none of those
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod

from pipeline.concepts.tokens import read_words

GAP, VARIANTS = 3, 400
WIDEST, DEEPEST, LONGEST = 25, 10, 2000  # words in a gap, parentheses in parentheses, characters
REMEMBERED = 50_000  # labels and words that were read: patterns have the same ones again and again
_PIECE = re.compile(r"\s*(\.\.\.\d*|[()|&!?]|[^\s()|&!?]+)")
_CALLED = re.compile(r"@([^\s()|&!?]+)")
_SIGNS = re.compile(r"[|@#=?]|\.\.\.|(?:^|\s)[&!](?:\s|$)")  # only patterns hold one
_LABEL = re.compile(r"\*?[^\W\d_]+\*?|\d+|[€%]")
_ATOM = re.compile(r"=?\*?[^\W_]+(?:[-'’][^\W_]+)*\*?|#|[€%]")


@dataclass(frozen=True)
class Gap:
    """Up to `words` other words of the same clause."""

    words: int


@dataclass(frozen=True)
class Word:
    """A word that satisfies any of these tests: ``gezin`` (with its inflected forms), ``=gezin``, ``gezin*``, ``#``."""

    atoms: frozenset[str]


Element = Gap | Word
Sequences = tuple[tuple[Element, ...], ...]


@dataclass(frozen=True)
class Pattern:
    """All variants of a pattern, and the words that its clause must and must not hold besides."""

    variants: Sequences
    require: tuple[Word, ...]
    exclude: tuple[Word, ...]


class NotationError(ValueError):
    """The text is no label or pattern; the message says what was found where."""


def is_pattern(text: str) -> bool:
    """Whether a negative label is written in the notation of patterns: plain words and stars are a label."""
    return _SIGNS.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def parse_label(text: str) -> tuple[Element, ...]:
    """The words of a label. Raises NotationError when it has none."""
    folded = " ".join(re.sub(r"(?<=[^\W_])\*(?=[^\W_])", " ", text).split())
    words = [_folded_atom(m.group()) for m in _LABEL.finditer(_apart(folded))]
    if not words:
        raise NotationError(f"{text!r} holds no word")
    return tuple(Word(frozenset({w})) for w in words)


def parse_pattern(text: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Parse a pattern; `lists` gives the words behind ``@name``.

    Raises:
        NotationError: with the piece that was met and what could have stood there.
    """
    names = dict.fromkeys(_CALLED.findall(text))
    if names.keys() <= lists.keys():
        return _read_again(text, tuple((name, tuple(lists[name])) for name in names))
    return _read_pattern(text, lists)


@lru_cache(maxsize=REMEMBERED)
def _read_again(text: str, called: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    """The pattern, read once in a process for its checks and its use; `called` are the lists that it names."""
    return _read_pattern(text, dict(called))


def _read_pattern(text: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    if len(text) > LONGEST:
        raise NotationError(f"it has {len(text)} characters, at most {LONGEST} fit")
    parser = _Parser(text, lists)
    variants = parser.sequence(top=True)
    require: list[Word] = []
    exclude: list[Word] = []
    while (sign := parser.take("&", "!")) is not None:
        (require if sign == "&" else exclude).append(parser.condition())
    if parser.piece is not None:
        raise parser.error("a word, '...', '&' or '!'")
    if not all(any(isinstance(e, Word) for e in v) for v in variants):
        raise NotationError("all its words may be left out; one must remain, without '?'")
    if all(isinstance(v[0], Gap) for v in variants) or all(isinstance(v[-1], Gap) for v in variants):
        raise NotationError("'...' stands at the beginning or end; it belongs between two words")
    return Pattern(tuple(dict.fromkeys(_tidy(v) for v in variants)), tuple(require), tuple(exclude))


def _tidy(elements: Sequence[Element]) -> tuple[Element, ...]:
    """Neighbouring gaps as one, and none at the edges (where an optional word is left out)."""
    kept: list[Element] = []
    for element in elements:
        if isinstance(element, Gap) and kept and isinstance(kept[-1], Gap):
            kept[-1] = Gap(kept[-1].words + element.words)
        elif not isinstance(element, Gap) or kept:
            kept.append(element)
    return tuple(kept[:-1] if isinstance(kept[-1], Gap) else kept)


class _Parser:
    """Recursive descent over the pieces of one pattern."""

    def __init__(self, text: str, lists: Mapping[str, Sequence[str]]) -> None:
        self._pieces = [(m.group(1), m.start(1)) for m in _PIECE.finditer(text)]
        self._length, self._at, self._depth, self._lists = len(text), 0, 0, lists

    @property
    def piece(self) -> str | None:
        return self._pieces[self._at][0] if self._at < len(self._pieces) else None

    def take(self, *wanted: str) -> str | None:
        if self.piece in wanted:
            self._at += 1
            return self._pieces[self._at - 1][0]
        return None

    def error(self, expected: str) -> NotationError:
        place = self._pieces[self._at][1] if self._at < len(self._pieces) else self._length
        found = "the end" if self.piece is None else repr(self.piece)
        return NotationError(f"{found} at character {place + 1}, where {expected} was expected")

    def sequence(self, *, top: bool) -> Sequences:
        """Items one after another, until the end, ``&``, ``!``, ``)`` or (inside parentheses) ``|``."""
        parts: list[Sequences] = []
        while self.piece not in {None, "&", "!", ")"} and (top or self.piece != "|"):
            parts.append(self._item(top=top))
        if not parts:
            raise self.error("a word")
        count = prod(len(part) for part in parts)
        if count > VARIANTS:
            raise NotationError(f"it has {count} variants, at most {VARIANTS} fit: split it, or join words by '|'")
        joined = tuple(tuple(e for part in choice for e in part) for choice in product(*parts))
        if not all(joined):
            raise NotationError("every part of it may be left out; something must remain")
        return joined

    def condition(self) -> Word:
        """The words after ``&`` or ``!``."""
        choices = self._item(top=True)
        if any(len(c) != 1 or isinstance(c[0], Gap) for c in choices):
            raise NotationError("after '&' and '!' only single words can stand, joined by '|'")
        return _either(choices)

    def _item(self, *, top: bool) -> Sequences:
        choices = list(self._primary())
        while top and self.take("|"):
            choices += self._primary()
        single = [c for c in choices if len(c) == 1 and isinstance(c[0], Word)]
        if len(single) > 1:
            choices = [(_either(single),), *(c for c in choices if c not in single)]
        if self.take("?"):
            choices.append(())
        return tuple(choices)

    def _primary(self) -> Sequences:
        if self.take("("):
            self._depth += 1
            if self._depth > DEEPEST:
                raise self.error(f"at most {DEEPEST} parentheses in one another")
            choices = list(self.sequence(top=False))
            while self.take("|"):
                choices += self.sequence(top=False)
            if self.take(")") is None:
                raise self.error("')'")
            self._depth -= 1
            return tuple(choices)
        piece = self.piece
        if piece is None or piece in {"|", "?", ")", "&", "!"}:
            raise self.error("a word")
        found = self._word(piece)
        self._at += 1
        return found

    def _word(self, piece: str) -> Sequences:
        if piece.startswith("..."):
            words = int(piece[3:6] or GAP)
            if words > WIDEST or len(piece) > 6:
                raise self.error(f"a gap of at most {WIDEST} words")
            return ((Gap(words),),)
        if piece.startswith("@"):
            if piece[1:] not in self._lists:
                raise self.error(f"one of the lists {', '.join('@' + name for name in sorted(self._lists))}")
            return ((Word(frozenset(_folded_atom(w) for w in self._lists[piece[1:]])),),)
        if not _ATOM.fullmatch(piece):
            raise self.error("a word of letters or digits, with '*' or '=' at its edge at most")
        if "=" in piece and "*" in piece:
            raise self.error("a word with '=' (exactly this form) or with '*' (any form), not both,")
        return (parse_label(piece) if not set(piece) & set("=#") else (Word(frozenset({_folded_atom(piece)})),),)


def _either(choices: Sequence[tuple[Element, ...]]) -> Word:
    return Word(frozenset(a for c in choices for e in c if isinstance(e, Word) for a in e.atoms))


def _apart(text: str) -> str:
    """A blank between letters and digits, as the words of a text are read."""
    return re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", text)


@lru_cache(maxsize=REMEMBERED)
def _folded_atom(piece: str) -> str:
    if piece == "#":
        return piece
    head = "".join(c for c in piece[:2] if c in "=*")
    tail = "*" if piece.endswith("*") else ""
    return head + "".join(read_words(piece).folded) + tail
