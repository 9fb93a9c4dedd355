"""Dates, periods and ages. A date that holds a year has an ISO value at its own precision; nothing is filled up."""

from __future__ import annotations

import re
from datetime import date

from pipeline.entities.numbers import Numbers
from pipeline.entities.schema import DatesFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, YEAR, alternatives, compile_template

_EDGE = r"\w/€"
_BARE_YEAR = "{year}"
_NAMED = re.compile(r"\{(?:month|monthname|year)\}")
_WORDS = ("unit", "one", "season", "weekday", "feast", "today", "half")


class Dates:
    """The patterns of rules/dates.yaml, compiled."""

    def __init__(self, file: DatesFile, numbers: Numbers) -> None:
        self._months = file.months
        slots = {name: alternatives(words) for name, words in file.slots.items()}
        names = {n: max((w for w, m in file.months.items() if m == n), key=len) for n in file.months.values()}
        slots |= {
            "monthname": alternatives(names.values()),
            "month": alternatives(file.months),
            "year": YEAR,
            "number": numbers.pattern,
        }
        slots |= {"day": r"(?:0?[1-9]|[12]\d|3[01])", "monthno": r"(?:0?[1-9]|1[0-2])"}
        flags = re.IGNORECASE
        self._dates = [(p, compile_template(p, slots, flags=flags, edge=_EDGE)) for p in file.dates]
        self._periods = [
            (not _NAMED.search(p), compile_template(p, slots, flags=flags, edge=_EDGE)) for p in file.periods
        ]
        self._word = re.compile("|".join([slots["monthname"], YEAR, *(slots[n] for n in _WORDS if n in slots)]), flags)
        self._frequency = re.compile(rf"\b{alternatives(file.frequency_before)}{SPACE}$", flags)
        self._number = re.compile(rf"{SPACE}{alternatives(file.number_before)}\b", flags)

    def find(self, text: str) -> list[Found]:
        """Dates and periods; they can overlap. A frequency ("per jaar") is neither."""
        found = []
        for pattern, compiled in self._dates:
            for match in compiled.finditer(text):
                value = self._value(match)
                if value and not (pattern == _BARE_YEAR and self._is_number(text, match)):
                    found.append(Found(*match.span(), "DATE", "rule", value=value))
        for counts, compiled in self._periods:
            found += [
                Found(*match.span(), "DATE", "rule")
                for match in compiled.finditer(text)
                if not (counts and self.is_frequency(text, match.start())) and not _inside_number(text, *match.span())
            ]
        return found

    def is_frequency(self, text: str, start: int) -> bool:
        """The word before this place makes a frequency of what follows."""
        return self._frequency.search(text[max(0, start - 20) : start]) is not None

    def is_plausible(self, text: str) -> bool:
        """Holds a month, a year or a word for a stretch of time, or no figure at all."""
        return self._word.search(text) is not None or not any(c.isdigit() for c in text)

    def value(self, text: str) -> str | None:
        """The ISO value of a text that is a date as a whole."""
        for _, compiled in self._dates:
            match = compiled.fullmatch(text)
            if match:
                return self._value(match)
        return None

    def _value(self, match: re.Match[str]) -> str | None:
        groups = match.groupdict()
        year, month, day = groups["year"], groups.get("monthno") or groups.get("month"), groups.get("day")
        if month is None:
            return str(year)
        number = int(month) if month.isdigit() else self._months[month.lower()]
        if day is None:
            return f"{year}-{number:02d}"
        try:
            return date(int(year), number, int(day)).isoformat()
        except ValueError:
            return None

    def _is_number(self, text: str, match: re.Match[str]) -> bool:
        return self._number.match(text, match.end()) is not None or _inside_number(text, *match.span())


def _inside_number(text: str, start: int, end: int) -> bool:
    """Part of a longer figure: 1.2015, 2015-38, € 2015, 2015 AB (a postcode)."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if before.rstrip()[-1:] in ("€", "$") or (len(before) == 2 and before[1] in ".,-" and before[0].isdigit()):
        return True
    return bool(re.match(r"[.,-]\d|%| [A-Z]{2}$", after)) and text[start : start + 1].isdigit()
