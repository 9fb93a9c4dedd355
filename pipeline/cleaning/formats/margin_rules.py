"""models/cleaning/margins.yaml -> what letterheads, heads and feet consist of, and the margins of web pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.errors import ModelError

LONGEST = 120  # characters of a line of a letterhead
_WORD = re.compile(r"[^\s|•·●]*[^\s|•·●,;:/–—-]")  # without the signs that stand between parts


class MarginWords(Rules):
    """models/cleaning/margins.yaml; the comments there say what each key is for."""

    parts: tuple[str, ...]
    owners: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class MarginRules:
    """Patterns of whole parts, of names that go along with them, and of the classes of a web page's margins."""

    part: re.Pattern[str]
    owner: re.Pattern[str]
    page: re.Pattern[str]

    def is_furniture(self, text: str) -> bool:
        """True for a line of nothing but parts and owners.

        Tries each run of words once: to let one pattern choose where parts end would take endlessly on hostile lines.
        """
        if len(text) > LONGEST:
            return False
        spans = [match.span() for match in _WORD.finditer(text)]
        reached = {0}
        for first in range(len(spans)):
            if first in reached:
                reached |= {n + 1 for n in range(first, len(spans)) if self._fits(text, spans[first][0], spans[n][1])}
        return bool(spans) and len(spans) in reached

    def is_sure(self, text: str) -> bool:
        """True for furniture with a part, so that what stands beside it is furniture as well."""
        return len(text) <= LONGEST and bool(self.part.search(text)) and self.is_furniture(text)

    def _fits(self, text: str, start: int, end: int) -> bool:
        return bool(self.part.fullmatch(text, start, end) or self.owner.fullmatch(text, start, end))


@lru_cache(maxsize=4)
def load_margin_rules(folder: Path) -> MarginRules:
    """Read ``margins.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    words = read_rules(folder / "margins.yaml", MarginWords)
    try:
        return MarginRules(_any(words.parts), _any(words.owners), _classes(words.pages))
    except re.error as error:
        raise ModelError(
            f"margins.yaml holds a pattern that is none: {error}", where=str(folder / "margins.yaml")
        ) from None


def _classes(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word of a class or id: 'nav', 'main-nav' and 'nav_top', not 'navy'."""
    return re.compile(rf"(?:^|[\s_-])(?:{alternation(words)})(?=$|[\s_-])", re.IGNORECASE)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
