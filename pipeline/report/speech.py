"""The language of the page that is being written: Dutch, or English where one says so.

Every text for readers is written once in both languages, side by side: ``say("gemeente", "municipality")``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from pipeline.params import Bilingual

LANGUAGES = ("nl", "en")
_spoken: ContextVar[str] = ContextVar("spoken", default="nl")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this block, texts come out in `language`."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language of the page that is being written: nl or en."""
    return _spoken.get()


def say(dutch: str, english: str, *values: object) -> str:
    """The text in the spoken language; `values` fill its {} in order."""
    text = english if _spoken.get() == "en" else dutch
    return text.format(*values) if values else text


def own_words(text: str | Bilingual) -> tuple[str, str]:
    """A text from params.yaml in the spoken language where it has one, and the language that it is in."""
    given = Bilingual(nl=text) if isinstance(text, str) else text
    if given.en and (spoken() == "en" or not given.nl):
        return given.en, "en"
    return given.nl, "nl"


class Lexicon(Mapping[str, str]):
    """Words by key, in the language that is spoken when they are asked for."""

    def __init__(self, words: Mapping[str, tuple[str, str]]) -> None:
        self._words = dict(words)

    def __getitem__(self, key: str) -> str:
        return say(*self._words[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
