"""What a municipality is silent about: concepts that half of its neighbours mention, and that its texts should show."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.coverage import coverage_of, neighbours
from pipeline.report.model import Concept, Group, Municipality
from pipeline.report.report import Report

COVERAGE = 0.8
DOCUMENTS = 30


@dataclass(frozen=True)
class Silence:
    """A concept that was not found.

    Attributes:
        having: neighbours that mention it.
        neighbours: how many neighbours there are.
        highest: the largest share of documents that finding none still agrees with (95 %).
    """

    concept: Concept
    having: tuple[Municipality, ...]
    neighbours: int
    highest: float


def can_be_silent(report: Report, place: Municipality) -> bool:
    """Whether there is enough text, and enough of what was expected, for a silence to mean anything."""
    coverage = coverage_of(report, place.code)
    documents = _counted(report, place)
    return coverage.expected is not None and (coverage.share or 0) >= COVERAGE and documents >= DOCUMENTS


def silences(report: Report, place: Municipality) -> list[Silence]:
    """Concepts that are not found, in the order of the scheme; none without enough text."""
    others = neighbours(report, place)
    if not others or not can_be_silent(report, place):
        return []
    group, documents = Group("municipality", place.code), _counted(report, place)
    found = []
    for concept in report.concepts.values():
        own = report.concept(concept.id, group)
        having = [m for m in others if report.concept(concept.id, Group("municipality", m.code)).count]
        if not own.count and 2 * len(having) >= len(others):
            found.append(Silence(concept, tuple(having), len(others), own.high or 1 - 0.025 ** (1 / documents)))
    return found


def _counted(report: Report, place: Municipality) -> int:
    return sum(d.counts for d in report.documents_of.get(place.code, ()))
