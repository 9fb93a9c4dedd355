"""Dates, periods and ages. A date that holds a year has an ISO value at its own precision; nothing is filled up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.entities.numbers import Numbers
from pipeline.entities.schema import DatesFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, YEAR, alternatives, compile_template

_EDGE = r"\w/€"
_BARE_YEAR = "{year}"
_NAMED = re.compile(r"\{(?:month|monthname|year)\}")
_FIRM = ("season", "feast", "quarter", "decade")
_BESIDE = re.compile(r"(?:[^\S\n]?\((\d{1,2})\)|,[^\S\n](\d{1,2})(?=[,.)]))")
_CASE = re.compile(r"\d{4}[/-]\d{1,6}")
_PIVOT = 30


class Dates:
    """The patterns of rules/dates.yaml, compiled."""

    def __init__(self, file: DatesFile, numbers: Numbers) -> None:
        self._months = file.months
        slots = {name: alternatives(words) for name, words in file.slots.items()} | _built_in(file, numbers)
        flags = re.IGNORECASE
        lists = file.slots | {"month": tuple(file.months), "monthname": tuple(file.months)}
        self._dates = [(p, _compiled(p, slots), _needs(p, lists)) for p in file.dates]
        self._periods = [(not _NAMED.search(p), _compiled(p, slots), _needs(p, lists)) for p in file.periods]
        self._ages = [(_compiled(p, slots), _needs(p, lists)) for p in file.ages]
        words = [slots["monthname"], YEAR, *(slots[name] for name in _FIRM)]
        self._word = re.compile(rf"\b(?:{'|'.join(words)})", flags)
        self._frequency = re.compile(rf"\b{alternatives(file.frequency_before)}{SPACE}$", flags)
        self._every = re.compile(rf"{alternatives(file.frequency_before)}\b", flags)
        self._repeated = re.compile(rf"{SPACE}{alternatives(file.frequency_after)}\b", flags)
        self._counter = re.compile(rf"(?<!\w){alternatives(file.no_age_behind)}{SPACE}$", flags)
        self._weekdays = frozenset(file.slots["weekday"])
        self._number = re.compile(rf"{SPACE}{alternatives(file.number_before)}\b", flags)

    def find(self, text: str) -> list[Found]:
        """Dates, periods and ages; they can overlap. A frequency ("per jaar") is none of them."""
        found = []
        has = _Held(text)
        for pattern, compiled in ((p, c) for p, c, needs in self._dates if has.all(needs)):
            for match in compiled.finditer(text):
                value = self._value(match)
                if value and not (pattern == _BARE_YEAR and self._is_number(text, match)):
                    found.append(Found(*match.span(), "DATE", "rule", value=value))
        for counts, compiled in ((n, c) for n, c, needs in self._periods if has.all(needs)):
            found += [
                Found(*match.span(), "DATE", "rule")
                for match in compiled.finditer(text)
                if not (counts and (self.is_frequency(text, *match.span()) or _is_surname(text, *match.span())))
                and not _inside_number(text, *match.span())
            ]
        ages = (_age_span(m) for p, needs in self._ages if has.all(needs) for m in p.finditer(text))
        return found + [Found(*span, "DATE", "rule") for span in ages if not self._is_page(text, span[0])]

    def _is_page(self, text: str, start: int) -> bool:
        return self._counter.search(text[max(0, start - 20) : start]) is not None

    def find_beside(self, text: str, persons: Iterable[Found]) -> list[Found]:
        """Ages right behind a person's name: "Kim (15)", "Jelte, 29, gezinscoach"."""
        matches = [_BESIDE.match(text, person.end) for person in persons]
        return [Found(*m.span(m.lastindex or 0), "DATE", "rule") for m in matches if m]

    def is_frequency(self, text: str, start: int, end: int) -> bool:
        """The word before or behind makes a frequency of this stretch of time."""
        if self._repeated.match(text, end):
            return True
        return self._frequency.search(text[max(0, start - 20) : start]) is not None

    def is_plausible(self, text: str) -> bool:
        """Holds a month, a year, a season or a feast, or is a weekday, and is no frequency and no number of a file.

        Stretches of time and ages have patterns; what a model sees of them besides is mostly none ("magere jaren").
        """
        if self._every.match(text) or _CASE.fullmatch(text):
            return False
        return text.lower() in self._weekdays or self._word.search(text) is not None

    def value(self, text: str) -> str | None:
        """The ISO value of a text that is a date as a whole."""
        for _, compiled, _ in self._dates:
            match = compiled.fullmatch(text)
            if match:
                return self._value(match)
        return None

    def _value(self, match: re.Match[str]) -> str | None:
        groups = match.groupdict()
        year = groups.get("year") or _full_year(groups["yy"])
        month, day = groups.get("monthno") or groups.get("month"), groups.get("day")
        if month is None:
            return year
        number = int(month) if month.isdigit() else self._months[month.lower()]
        if day is None:
            return f"{year}-{number:02d}"
        try:
            return date(int(year), number, int(day)).isoformat()
        except ValueError:
            return None

    def _is_number(self, text: str, match: re.Match[str]) -> bool:
        return self._number.match(text, match.end()) is not None or _inside_number(text, *match.span())


class _Held:
    """Which lists of words a text has a word of: each is looked for once."""

    def __init__(self, text: str) -> None:
        self._text, self._known = text.lower(), dict[frozenset[str], bool]()

    def all(self, needs: Iterable[frozenset[str]]) -> bool:
        """The text has a word of each list."""
        return all(self._any(words) for words in needs)

    def _any(self, words: frozenset[str]) -> bool:
        if words not in self._known:
            self._known[words] = any(word in self._text for word in words)
        return self._known[words]


def _compiled(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    return compile_template(pattern, slots, flags=re.IGNORECASE, edge=_EDGE)


def _needs(pattern: str, lists: Mapping[str, Iterable[str]]) -> list[frozenset[str]]:
    """The lists of which a match holds a word: those of its slots that may not be absent."""
    slots = re.findall(r"\{(\w+)\}", re.sub(r"\[[^\[\]]{0,99}\]", "", pattern))
    return [frozenset(w.lower().split(" ")[0] for w in lists[slot]) for slot in slots if slot in lists]


def _built_in(file: DatesFile, numbers: Numbers) -> dict[str, str]:
    names = {n: max((w for w, m in file.months.items() if m == n), key=len) for n in file.months.values()}
    return {
        "monthname": alternatives(names.values()),
        "month": alternatives(file.months),
        "year": YEAR,
        "yy": r"['’]?\d\d",
        "number": numbers.pattern,
        "age": rf"(?:\d{{1,2}}|{alternatives(numbers.words)})",
        "day": r"(?:0?[1-9]|[12]\d|3[01])",
        "monthno": r"(?:0?[1-9]|1[0-2])",
        "weekno": r"(?:[1-4]?\d|5[0-3])",
    }


def _full_year(written: str) -> str:
    """'12 -> 2012, 98 -> 1998."""
    short = int(written[-2:])
    return str(2000 + short if short <= _PIVOT else 1900 + short)


def _age_span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("age" if "age" in match.groupdict() else "birthday")


def _is_surname(text: str, start: int, end: int) -> bool:
    """One capitalised word behind another word: mevrouw Zomer, De Winter."""
    return (
        text[start].isupper()
        and text[start:end].isalpha()
        and bool(re.search(r"\w[^\S\n]$", text[max(0, start - 2) : start]))
    )


def _inside_number(text: str, start: int, end: int) -> bool:
    """Part of a longer figure: 1.2015, 2015-38, € 2015, 2015 AB (a postcode)."""
    before, after = text[max(0, start - 2) : start], text[end : end + 3]
    if before.rstrip()[-1:] in ("€", "$") or (len(before) == 2 and before[1] in ".,-" and before[0].isdigit()):
        return True
    return bool(re.match(r"[.,-]\d|%| [A-Z]{2}$", after)) and text[start : start + 1].isdigit()
