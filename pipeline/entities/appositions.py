"""Names explained right behind them: "Vaders aan Zet, een cursus ...", "Geynwijs, het team dat ..."."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives

_NEAR = 60


class Appositions:
    """Words of a kind by label; each may be the end of a longer word."""

    def __init__(self, kinds: Mapping[str, tuple[str, ...]], name: str, *, common: frozenset[str]) -> None:
        self._common = common
        lead = rf"(?:een|de|het|ons|onze|zijn|haar|hun|dat|die){SPACE}(?:[\w-]{{2,30}}{SPACE})?"
        self._name = re.compile(rf"(?<![\w-])({name}[!?]?)$")
        self._patterns = [
            (label, re.compile(rf",{SPACE}{lead}[a-zß-öø-ÿ-]{{0,20}}{alternatives(words)}(?![\w-])"))
            for label, words in kinds.items()
        ]

    def find(self, text: str) -> list[Found]:
        """Names before such a word; a single ordinary word or person's name is none."""
        signs = [
            (label, match.start())
            for label, pattern in self._patterns
            for match in pattern.finditer(text)
            if text[match.start() - 1 : match.start()].isalnum()
            or text[match.start() - 1 : match.start()] in ("!", "?")
        ]
        names = [(label, self._name.search(text, max(0, end - _NEAR), end)) for label, end in signs]
        return [
            Found(*name.span(1), label, "rule")
            for label, name in names
            if name and not all(word.lower() in self._common for word in name.group(1).split())
        ]
