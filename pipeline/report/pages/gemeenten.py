"""Pages "Gemeenten": the list, and a page for each municipality: what it writes, and whether about words or deeds."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.report.charts import Words, columns
from pipeline.report.coverage import cells, coverage_of, neighbours
from pipeline.report.findings import findings_of, shown_change, tested
from pipeline.report.model import ALL, Concept, Document, Group, Municipality
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.views import concept_page, ladder_row, typical_cards, year_cells

ENTRY = Entry(20, "Gemeenten", "gemeenten.html")
SILENCE_COVERAGE = 0.8
SILENCE_DOCUMENTS = 30
ACTORS = 12


def render(report: Report) -> list[Page]:
    """The list and one page a municipality."""
    regions = [(region, list(members)) for region, members in groupby(report.municipalities, key=lambda m: m.region)]
    rows = {m.code: _row(report, m) for m in report.municipalities}
    values = {"regions": regions, "rows": rows}
    return [
        Page("gemeenten.html", "gemeenten.html", "Gemeenten", ENTRY.href, values=values),
        *(_page(report, m) for m in report.municipalities),
    ]


def _row(report: Report, place: Municipality) -> dict[str, Any]:
    documents = [d for d in report.counted if d.code == place.code]
    return {"documents": len(documents), "coverage": coverage_of(report, place.code), "copied": _copied(documents)}


def _page(report: Report, place: Municipality) -> Page:
    group = Group("municipality", place.code)
    own = [d for d in report.documents.values() if d.code == place.code]
    counted = [d for d in own if d.counts]
    values = {
        "place": place,
        "group": group,
        "findings": findings_of(report, group),
        "documents": sorted(own, key=lambda d: (d.date or "9999", d.title, d.id)),
        "counted": counted,
        "copied": _copied(counted),
        "coverage": coverage_of(report, place.code),
        "columns": _columns(report, place),
        "profile": _profile(report, place, group),
        "ladders": _ladders(report, place, group),
        "acts": tested(report, "step", ":deeds", group),
        "years": [(c, year_cells(report, c.id, group)) for c in _present(report, group)],
        "silences": _silences(report, place, group),
        "actors": _actors(report, place),
        "examples": _examples(report, group),
    }
    description = f"Wat {place.name} schreef over de vernieuwing van de jeugdhulp, {report.span}."
    return Page(place.path, "gemeente.html", place.name, ENTRY.href, description, values)


def _copied(documents: list[Document]) -> float | None:
    words = sum(d.words for d in documents)
    return sum(d.words * d.reused_share for d in documents) / words if words else None


def _present(report: Report, group: Group) -> list[Concept]:
    """Concepts that the group mentions at all, in the order of the scheme."""
    return [c for c in report.concepts.values() if report.concept(c.id, group).count]


def _columns(report: Report, place: Municipality) -> Any:
    found = cells(report)
    own = [found.get((place.code, year)) for year in report.years]
    usable, of = [c.usable if c else 0 for c in own], [c.of if c else 0 for c in own]
    if not any(of):
        return None
    said = ", ".join(f"{y} {a} van {b}" for y, a, b in zip(report.years, usable, of, strict=True))
    return columns(
        Words("kolommen", f"Documenten van {place.name} per jaar", f"Bruikbaar: {said}."), usable, of, report.years
    )


def _profile(report: Report, place: Municipality, group: Group) -> list[dict[str, Any]]:
    region = Group("jeugdregio", place.region)
    return [
        {
            "concept": c,
            "page": concept_page(c),
            "own": report.concept(c.id, group),
            "href": report.href(c.id, group),
            "region": report.concept(c.id, region),
            "everyone": report.concept(c.id, ALL),
            "strong": shown_change(report, "concept", c.id, group) is not None,
        }
        for c in sorted(_present(report, group), key=lambda c: (-report.concept(c.id, group).count, c.name))
    ]


def _ladders(report: Report, place: Municipality, group: Group) -> list[Any]:
    """The ladder over all concepts together: own, region, everybody."""
    rows = [ladder_row(report, "", place.name, group)]
    rows += [ladder_row(report, "", f"Regio {place.region}", Group("jeugdregio", place.region))] if place.region else []
    return [*rows, ladder_row(report, "", "Alle gemeenten")]


def _silences(report: Report, place: Municipality, group: Group) -> list[dict[str, Any]]:
    """Concepts that are not found though there is enough to find them in, and half of the neighbours have them."""
    coverage, others = coverage_of(report, place.code), neighbours(report, place)
    documents = sum(d.code == place.code for d in report.counted)
    if (
        coverage.expected is None
        or (coverage.share or 0) < SILENCE_COVERAGE
        or documents < SILENCE_DOCUMENTS
        or not others
    ):
        return []
    silent = []
    for concept in report.concepts.values():
        having = [m for m in others if report.concept(concept.id, Group("municipality", m.code)).count]
        if not report.concept(concept.id, group).count and 2 * len(having) >= len(others):
            highest = report.concept(concept.id, group).high or 1 - 0.025 ** (1 / documents)
            silent.append({"concept": concept, "page": concept_page(concept), "having": having, "highest": highest})
    return silent


def _actors(report: Report, place: Municipality) -> list[dict[str, Any]]:
    """Laws, bodies and programmes that its documents name, with the number of documents."""
    found: list[dict[str, Any]] = []
    for actor in report.actors:
        documents, _ = report.evidence.counts(f"naam-{actor.key}", "alle", place.code.lower())
        if documents:
            href = report.evidence.href(f"naam-{actor.key}", "alle", place.code.lower())
            found.append({"actor": actor, "documents": documents, "href": href})
    found.sort(key=lambda row: (-row["documents"], row["actor"].name))
    return [row for label in ("LAW", "ORG", "PRODUCT", "PERSON") for row in _of(found, label)]


def _of(rows: list[dict[str, Any]], label: str) -> list[dict[str, Any]]:
    return [row for row in rows if row["actor"].label == label][:ACTORS]


def _examples(report: Report, group: Group) -> list[Any]:
    """A few sentences of its own about the concept it mentions most: words and deeds."""
    present = sorted(_present(report, group), key=lambda c: (-report.concept(c.id, group).count, c.id))
    return typical_cards(report, present[0].id, group=group)[:4] if present else []
