"""Sums of money and shares, with their value: euros, per cent."""

from __future__ import annotations

import re

from pipeline.entities.numbers import Numbers, plain
from pipeline.entities.schema import AmountsFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import alternatives, compile_template


class Amounts:
    """The patterns of rules/amounts.yaml, compiled."""

    def __init__(self, file: AmountsFile, numbers: Numbers) -> None:
        self._numbers = numbers
        slots = {name: alternatives(words) for name, words in file.slots.items()}
        slots |= {"number": numbers.pattern, "scale": alternatives(numbers.scales)}
        self._patterns = [
            (label, pattern.count("{number}") == 1, compile_template(pattern, slots, flags=re.IGNORECASE))
            for label, patterns in (("MONEY", file.money), ("PERCENT", file.percent))
            for pattern in patterns
        ]

    def find(self, text: str) -> list[Found]:
        """Amounts; a range ("zes tot zeven ton") has no value."""
        return [
            Found(*match.span(), label, "rule", value=self._value(match) if single else None)
            for label, single, compiled in self._patterns
            for match in compiled.finditer(text)
        ]

    def _value(self, match: re.Match[str]) -> str:
        groups = match.groupdict()
        return plain(self._numbers.read(groups["number"], groups.get("scale") or groups.get("money_scale")))
