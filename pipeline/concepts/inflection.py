"""A Dutch word -> its likely inflected forms, by the rules of models/concepts/_words.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Inflection:
    """Rewriting rules (pattern at the end of a word, replacement), and words that never change.

    Attributes:
        shortest: words with fewer letters are left alone.
        unchanged: folded words that have no other forms.
    """

    rules: tuple[tuple[str, str], ...]
    unchanged: frozenset[str]
    shortest: int

    def forms(self, word: str) -> list[str]:
        """The word itself and each form that a rule makes of it; forms that no Dutchman writes do no harm."""
        if len(word) < self.shortest or word in self.unchanged or not word.isalpha():
            return [word]
        made = (ending.sub(replacement, word) for ending, replacement in self._compiled)
        return list(dict.fromkeys([word, *made]))

    @cached_property
    def _compiled(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(pattern), replacement) for pattern, replacement in self.rules]
