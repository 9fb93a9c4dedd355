"""Numbers in figures and in words -> Decimal."""

from __future__ import annotations

from decimal import Decimal

from pipeline.entities.schema import NumbersFile
from pipeline.entities.templates import alternatives

_NO_CENTS = r"(?:,(?:-{1,2}|[=–]))"  # 1.250,-
FIGURES = rf"\d{{1,3}}(?:\.\d{{3}}){{1,5}}(?:,\d{{1,2}}|{_NO_CENTS})?|\d+(?:,\d+|{_NO_CENTS})?"


class Numbers:
    """The number words of rules/numbers.yaml, the built ones (vijfentwintig) included."""

    def __init__(self, file: NumbersFile) -> None:
        self.words = {word: Decimal(str(value)) for word, value in file.words.items()}
        self.words |= {word: Decimal(value) for word, value in file.tens.items()}
        self.words |= {
            f"{unit}{joint}{ten}": Decimal(a + b)
            for ten, b in file.tens.items()
            for unit, a in file.units.items()
            for joint in file.joints
        }
        self.scales = {word: Decimal(value) for word, value in file.scales.items()}
        self.pattern = f"{FIGURES}|{alternatives(self.words)}"

    def read(self, written: str, scale: str | None = None) -> Decimal:
        """The value of one number: 1.200 and 1.200,- are 1200, 1,5 is 1.5; the scale multiplies it."""
        word = written.lower().rstrip(",-=–")
        value = self.words[word] if word in self.words else Decimal(word.replace(".", "").replace(",", "."))
        return value * self.scales[scale.lower()] if scale else value


def plain(value: Decimal) -> str:
    """Without exponent and without zeros that say nothing: 1200000, 4.5."""
    return format(value.normalize(), "f")
