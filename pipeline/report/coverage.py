"""What there is and what is missing: found of expected per municipality and year, per source, and what fell away."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from pipeline.report.cards import known
from pipeline.report.model import Municipality
from pipeline.report.report import Report
from pipeline.report.words import REASONS
from pipeline.tables import table_rows


@dataclass(frozen=True)
class Cell:
    """Usable documents of what a source says it has; without such a promise, of what was fetched."""

    usable: int = 0
    obtained: int = 0
    expected: int | None = None

    @property
    def of(self) -> int:
        """What the usable documents are seen against."""
        return self.obtained if self.expected is None else self.expected

    @property
    def share(self) -> float | None:
        """Usable of expected, at most 1; None without either."""
        return min(1.0, self.usable / self.of) if self.of else None


def cells(report: Report) -> dict[tuple[str, int], Cell]:
    """Coverage per municipality code and year, over all sources."""
    return {(code, year): cell for code in report.coverage_rows for year, cell in cells_of(report, code).items()}


def cells_of(report: Report, code: str) -> dict[int, Cell]:
    """Coverage of one municipality per year, over all sources."""
    found: dict[int, Cell] = defaultdict(Cell)
    for row in report.coverage_rows.get(code, ()):
        found[int(row.year)] = _add(found[int(row.year)], row)
    return dict(found)


def coverage_of(report: Report, code: str) -> Cell:
    """Coverage of one municipality within the years."""
    total = Cell()
    for year, cell in cells_of(report, code).items():
        total = _joined(total, cell) if year in report.years else total
    return total


def per_source(report: Report) -> list[tuple[str, Cell]]:
    """Coverage per source, over all municipalities and years."""
    found: dict[str, Cell] = defaultdict(Cell)
    for row in table_rows(report.tables["coverage"]):
        found[row.source] = _add(found[row.source], row)
    return sorted(found.items())


def reject_rows(report: Report) -> list[Any]:
    """All rejects, of every stage, in order."""
    return sorted(table_rows(report.tables["rejects"]), key=lambda r: (r.source, r.url, r.stage))


def reasons(report: Report) -> list[tuple[str, str, int]]:
    """Reason, in words, and how many; most first."""
    numbers = Counter(str(reason) for reason in report.tables["rejects"]["reason"])
    return [
        (reason, REASONS.get(reason, reason), n) for reason, n in sorted(numbers.items(), key=lambda i: (-i[1], i[0]))
    ]


def unplaced(report: Report) -> tuple[int, int]:
    """Documents without a municipality, and documents without a year."""
    documents = report.documents.values()
    return sum(d.code is None for d in documents), sum(d.year is None for d in documents)


def neighbours(report: Report, place: Municipality) -> list[Municipality]:
    """The other municipalities of the region."""
    return [m for m in report.members[place.region] if m.code != place.code] if place.region else []


def _add(cell: Cell, row: Any) -> Cell:
    more = known(row.expected)
    return _joined(cell, Cell(int(row.usable), int(row.obtained), None if more is None else int(more)))


def _joined(one: Cell, other: Cell) -> Cell:
    expected = [n for n in (one.expected, other.expected) if n is not None]
    return Cell(one.usable + other.usable, one.obtained + other.obtained, sum(expected) if expected else None)
