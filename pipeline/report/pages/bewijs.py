"""Pages "bewijs/": for each published number the sentences that it counts, at a stable address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.report.evidence import EVERY_CONCEPT, Count, PlacePage
from pipeline.report.model import ALL, NOWHERE, Group
from pipeline.report.page import Page
from pipeline.report.report import Report

SHARED = True
ELSEWHERE = "Gemeente onbekend"


@dataclass(frozen=True)
class Subject:
    """What a list is about: its name, its page, and what one counted thing is called."""

    name: str
    page: str
    one: str
    many: str
    table: str
    count: Count | None = None


@dataclass(frozen=True)
class Row:
    """A municipality or region in the table of a subject: documents per year, and its counts."""

    years: tuple[int, ...]
    count: Count


def render(report: Report) -> Iterator[Page]:
    """A page a subject, and the list of each municipality."""
    subjects = _subjects(report)
    for id_, subject in subjects.items():
        if report.evidence.counts(id_, ALL.slug) != (0, 0):
            yield _subject_page(report, id_, subject)
    for page in report.evidence.pages:
        yield _place_page(report, page, subjects)


def _subjects(report: Report) -> dict[str, Subject]:
    sentence, passage = ("zin", "zinnen"), ("alinea", "alinea’s")
    found = {EVERY_CONCEPT: Subject("alle begrippen samen", "begrippen.html", *sentence, "mentions")}
    for c in report.concepts.values():
        found[c.id] = Subject(c.name, f"begrippen/{c.id}.html", *sentence, "mentions")
    for t in report.topics:
        found[f"onderwerp-{t.id}"] = Subject(t.label, f"onderwerpen/{t.id}.html", *passage, "topics")
    for a in report.actors:
        found[f"naam-{a.key}"] = Subject(a.name, "actoren.html", *sentence, "entities")
    return found


def _subject_page(report: Report, id_: str, subject: Subject) -> Page:
    evidence = report.evidence
    years = [(str(y), evidence.count(id_, ALL.slug, str(y)), evidence.sample(id_, str(y))) for y in report.years]
    values = {
        "subject": id_,
        "name": subject.name,
        "about": subject.page,
        "one": subject.one,
        "many": subject.many,
        "count": evidence.count(id_, ALL.slug),
        "years": [(year, own, sample) for year, own, sample in years if own.total],
        "drawn": any(len(sample) < own.total for _, own, sample in years if sample),
        "parts": _parts(report) if id_ == EVERY_CONCEPT else [],
        "places": _places(report, id_),
    }
    title = f"Bewijs: {subject.name}"
    return Page(f"bewijs/{id_}.html", "bewijs.html", title, _menu(subject), values=values)


def _menu(subject: Subject) -> str:
    return subject.page if "/" not in subject.page else subject.page.split("/")[0] + ".html"


def _parts(report: Report) -> list[tuple[str, str | None, Count]]:
    evidence = report.evidence
    return [
        (c.name, evidence.href(c.id, ALL.slug), evidence.count(c.id, ALL.slug))
        for c in report.concepts.values()
        if evidence.counts(c.id, ALL.slug) != (0, 0)
    ]


def _places(report: Report, id_: str) -> list[tuple[str, str, Row, list[tuple[str, str | None, Row]]]]:
    """Regions with their municipalities, as far as they have any of it."""
    found = []
    for region, members in report.members.items():
        homes = [(m.name, Group("municipality", m.code).slug) for m in members]
        rows = [(name, report.evidence.href(id_, home), _row(report, id_, home)) for name, home in homes]
        rows = [row for row in rows if row[1]]
        if rows:
            group = Group("jeugdregio", region).slug
            found.append((region, group, _row(report, id_, group), rows))
    if href := report.evidence.href(id_, NOWHERE):
        found.append(("", "", Row((), Count()), [(ELSEWHERE, href, _row(report, id_, NOWHERE))]))
    return found


def _row(report: Report, id_: str, group: str) -> Row:
    years = tuple(report.evidence.counts(id_, group, str(year))[0] for year in report.years)
    return Row(years, report.evidence.count(id_, group))


def _place_page(report: Report, page: PlacePage, subjects: dict[str, Subject]) -> Page:
    evidence, home = report.evidence, page.home
    place = next((m for m in report.municipalities if m.code.lower() == home), None)
    own = [id_ for id_ in evidence.subjects_of(home) if id_ in subjects and id_ != EVERY_CONCEPT]
    values: dict[str, Any] = {
        "list": page,
        "name": place.name if place else ELSEWHERE,
        "about": place.path if place else "dekking.html",
        "together": evidence.count(EVERY_CONCEPT, home),
        "subjects": [(subjects[id_].name, evidence.href(id_, home), evidence.count(id_, home)) for id_ in own],
        "subject_info": {
            s.subject: _counted(subjects[s.subject], evidence.count(s.subject, home)) for s in page.sections
        },
    }
    title = f"Bewijs: {values['name']}" + (f", deel {page.number}" if page.number > 1 else "")
    return Page(page.path, "bewijs_gemeente.html", title, "gemeenten.html", values=values)


def _counted(subject: Subject, count: Count) -> Subject:
    return Subject(subject.name, subject.page, subject.one, subject.many, subject.table, count)
