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
    found: dict[tuple[str, int], Cell] = defaultdict(Cell)
    for row in table_rows(report.tables["coverage"]):
        key = (row.municipality_code, int(row.year))
        found[key] = _add(found[key], row)
    return dict(found)


def coverage_of(report: Report, code: str) -> Cell:
    """Coverage of one municipality within the years."""
    total = Cell()
    for row in table_rows(report.tables["coverage"]):
        if row.municipality_code == code and int(row.year) in report.years:
            total = _add(total, row)
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
    numbers = Counter(r.reason for r in reject_rows(report))
    return [
        (reason, REASONS.get(reason, reason), n) for reason, n in sorted(numbers.items(), key=lambda i: (-i[1], i[0]))
    ]


def unplaced(report: Report) -> tuple[int, int]:
    """Documents without a municipality, and documents without a year."""
    documents = report.documents.values()
    return sum(d.code is None for d in documents), sum(d.year is None for d in documents)


def neighbours(report: Report, place: Municipality) -> list[Municipality]:
    """The other municipalities of the region."""
    return [m for m in report.municipalities if m.region and m.region == place.region and m.code != place.code]


def _add(cell: Cell, row: Any) -> Cell:
    more = known(row.expected)
    expected = cell.expected if more is None else (cell.expected or 0) + int(more)
    return Cell(cell.usable + int(row.usable), cell.obtained + int(row.obtained), expected)
