"""Dutch date expressions in a text -> spans with an ISO value at their own precision. Nothing is filled up.

Works on folded text (`pipeline.text.fold`), so offsets hold for the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.cleaning.rules import alternation

YEARS = range(1980, 2040)
_DATE_LIKE = r"(?:19[89]\d|20[0-3]\d)"
PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class DateSpan:
    """A date as it stands at [start, end): `value` is 2014-05-03, 2014-05 or 2014."""

    start: int
    end: int
    value: str


class DateForms:
    """The patterns of one language's dates, made from its month names and period words."""

    def __init__(self, months: Mapping[int, Sequence[str]], periods: Sequence[str]) -> None:
        self._numbers = {name: number for number, names in months.items() for name in names}
        month = alternation(self._numbers)
        gap = r"(?:\s{0,3}\n)?[ \t]{0,3}"
        self._full = re.compile(
            rf"(?<![\w/-])(?<!\d[.,])(\d{{1,2}})(?:e|ste|de)?(?:{gap}|-|\.\s?)({month})\b\.?,?(?:{gap}|-)"
            rf"(?:'(\d\d)|(?<=-)(\d\d)|(\d{{4}}))(?!\w)"
        )
        self._month = re.compile(rf"(?<![\w-])({month})\b\.?{gap}(?:(?:van )?(\d{{4}})|'(\d\d))(?!\w|[/-]\d)")
        self._two_months = re.compile(rf"\b(?:{month})\.?\s?(?:[/-]|en|t/m|tot|of)\s?$")
        period = alternation(periods)
        self._period = re.compile(rf"\b(?:{period})\s(?:van\s)?(?:het\s)?(?:jaar\s)?({_DATE_LIKE})(?!\w|[/-]\d)")

    def spans(self, folded: str) -> list[DateSpan]:
        """All dates and periods in the text, in order, none overlapping; bare years are not among them."""
        return _without_overlap([*self._days(folded), *self._months(folded), *self._periods(folded)])

    def _days(self, folded: str) -> Iterator[DateSpan]:
        for match in self._full.finditer(folded):
            day, month, *years = match.groups()
            value = _day(next(y for y in years if y), self._numbers[month], day)
            if value:
                yield DateSpan(match.start(), match.end(), value)
        for pattern in (_NUMERIC, _ISO, _COMPACT):
            for match in pattern.finditer(folded):
                groups = match.groupdict()
                value = _day(groups["y"], int(groups["m"]), groups["d"])
                if value:
                    yield DateSpan(match.start(), match.end(), value)

    def _months(self, folded: str) -> Iterator[DateSpan]:
        for match in self._month.finditer(folded):
            year = _year(match[2] or match[3])
            if year is None:
                continue
            two = self._two_months.search(folded, max(0, match.start() - 20), match.start())
            yield DateSpan(match.start(), match.end(), str(year) if two else f"{year}-{self._numbers[match[1]]:02d}")

    def _periods(self, folded: str) -> Iterator[DateSpan]:
        for match in self._period.finditer(folded):
            yield DateSpan(match.start(), match.end(), match[1])


_NUMERIC = re.compile(
    r"(?<![\w/-])(?<!\d\.)(?P<d>\d{1,2})\s?(?P<sep>[-./])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|(?<=[-/])\d\d)(?!\w|[-/]\d|\.\d)"
)
_ISO = re.compile(r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d|-\d)")
_COMPACT = re.compile(rf"(?<![0-9a-z])(?P<y>{_DATE_LIKE})(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?![0-9a-z])")
_BARE_YEAR = re.compile(rf"(?<![\w€./-])(?<!- ){_DATE_LIKE}(?!\w|\s?[-/]\s?\d|[.,]\d)")


def year_spans(folded: str, start: int = 0, end: int | None = None) -> Iterator[DateSpan]:
    """Bare years; one side of a range (2014-2017, 2013/2014) or of an amount is none."""
    for match in _BARE_YEAR.finditer(folded, start, len(folded) if end is None else end):
        yield DateSpan(match.start(), match.end(), match[0])


def iso_value(text: str) -> str | None:
    """A machine's date, with or without a time, as ISO at its own precision; None when it is none."""
    match = re.fullmatch(r"(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T ].*)?)?)?", text.strip())
    if not match or int(match[1]) not in YEARS:
        return None
    if match[3]:
        return _day(match[1], int(match[2]), match[3])
    if match[2]:
        return f"{match[1]}-{match[2]}" if 1 <= int(match[2]) <= 12 else None
    return match[1]


def _day(year: str, month: int, day: str) -> str | None:
    full = _year(year)
    if full is None:
        return None
    try:
        return date(full, month, int(day)).isoformat()
    except ValueError:
        return None


def _year(digits: str) -> int | None:
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 40 else 1900
    return year if year in YEARS else None


def _without_overlap(spans: list[DateSpan]) -> list[DateSpan]:
    kept: list[DateSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -len(s.value))):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
        elif len(span.value) > len(kept[-1].value):
            kept[-1] = span
    return kept
