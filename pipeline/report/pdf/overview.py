"""Report -> the first chapters of the PDF: in short, regions and municipalities, from words to deeds."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.report.coverage import coverage_of
from pipeline.report.findings import findings_about, main_findings
from pipeline.report.format import count, pct, plural, sentence_case
from pipeline.report.model import ALL, Concept, Document, Group, Municipality
from pipeline.report.pdf.picture import line_picture
from pipeline.report.pdf.values import claim, documents, in_words, ladder, quotation, share
from pipeline.report.quality import measured_at
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.views import drawable_ladders, ladder_row, linked_line, typical_cards

CORE = ("transformatie", "transitie")
COMPARED = 10


def summary(report: Report) -> dict[str, Any]:
    """Chapter 1: the answer, its chart, the findings, and what it rests on."""
    core = [c for id_ in CORE if (c := report.concepts.get(id_))]
    drawn = [c for c in core if any(report.concept(c.id, year=y).enough for y in report.years)]
    lines = [linked_line(report, "concept", c.id, label=(c.label,), slot=i).line for i, c in enumerate(drawn, 1)]
    title, colour = (
        say("Overgang en vernieuwing in beleidsteksten", "Transfer and renewal in policy texts"),
        report.settings.report.colour,
    )
    return {
        "answer": _answer(report, drawn=bool(drawn)),
        "chart": line_picture(title, lines, report.years, totals=report.totals, colour=colour) if lines else None,
        "levels": [_level(report, c, first=i == 0) for i, c in enumerate(drawn)],
        "findings": [claim(c, first=i == 0) for i, c in enumerate(main_findings(report))],
        "facts": facts(report),
        "trust": _trust(report),
    }


def facts(report: Report) -> list[list[str]]:
    """Number and noun of what was analysed."""
    places = len({d.code for d in report.counted if d.code})
    regions = len({d.region for d in report.counted if d.region})
    return [
        [
            count(len(report.counted)),
            say("beleidstekst", "policy text") if len(report.counted) == 1 else say("beleidsteksten", "policy texts"),
        ],
        [count(places), say("gemeente", "municipality") if places == 1 else say("gemeenten", "municipalities")],
        [
            count(regions),
            say("jeugdregio", "youth-care region") if regions == 1 else say("jeugdregio’s", "youth-care regions"),
        ],
        [count(len(report.concepts)), say("begrippen", "concepts")],
    ]


def _answer(report: Report, *, drawn: bool) -> str:
    if not report.counted:
        return say("Er zijn nog geen teksten om te tellen", "There are no texts to count yet")
    about = findings_about(report, "concept", CORE[0])
    found = next((c for c in about if c.over_time and not c.deeds), None)
    if found is not None:
        words = ("De transformatie staat {} {} in de teksten dan {}", "The transformation is found {} {} than {}")
        return say(*words, found.after.label, found.word.lower(), found.before.label)
    if drawn:
        return say(
            "Bij de transformatie is geen verandering aantoonbaar", "Of the transformation no change can be shown"
        )
    words = (
        "In {} is te weinig te tellen voor een lijn door de jaren",
        "There is too little in {} for a line over the years",
    )
    return say(*words, documents(len(report.counted)))


def _level(report: Report, concept: Concept, *, first: bool) -> str:
    ends = [(year, report.concept(concept.id, year=year)) for year in (report.years[0], report.years[-1])]
    told = [f"in {year} in {in_words(e, first=first and not i)}" for i, (year, e) in enumerate(ends) if e.enough]
    of = say(" van de documenten", " of the documents")
    name, verb = sentence_case(concept.label), say("staat", "is found")
    return f"{name} {verb} {f'{of}, '.join(told)}{of}." if told else ""


def _trust(report: Report) -> list[str]:
    found = measured_at(report.metrics, "concepts/micro")
    words = sum(d.words for d in report.counted)
    lines = [
        say(
            "Wij lazen {}. Daarvan tellen er {} mee; de andere gaan over iets anders of hebben geen jaar in {}.",
            "We read {}. Of these, {} count; the others are about something else or have no year in {}.",
            documents(len(report.documents)),
            count(len(report.counted)),
            report.span,
        ),
        _rejected(len(report.tables["rejects"])),
    ]
    if found is not None and found.precision is not None and found.recall is not None:
        both = (
            "Van de zinnen die de computer vindt, klopt {}. Van de zinnen die er zijn, vindt hij {}.",
            "Of the sentences that the computer finds, {} are right. Of those that are there, it finds {}.",
        )
        lines.append(say(*both, pct(found.precision), pct(found.recall)))
    else:
        unknown = ("Hoe vaak de computer zich vergist, is voor deze teksten niet gemeten.",
                   "How often the computer is wrong was not measured for these texts.")  # fmt: skip
        lines.append(say(*unknown))
    if words:
        copied = (
            "{} van de woorden komt uit een eerdere tekst. Een verschil dat zonder die tekst weg is, noemen wij niet.",
            "{} of the words come from an earlier text. A difference that is gone without that text is not told.",
        )
        lines.append(say(*copied, pct(sum(d.words * d.reused_share for d in report.counted) / words)))
    return lines


def _rejected(number: int) -> str:
    return say(
        f"{plural(number, 'bestand werd', 'bestanden werden')} geen document. Bij Dekking staat waarom.",
        f"{plural(number, 'file', 'files')} did not become a document. The chapter Coverage says why.",
    )


def places(report: Report) -> dict[str, Any]:
    """Chapter 2: municipalities per region, and regions side by side."""
    own: dict[str, list[Document]] = {}
    for document in report.counted:
        own.setdefault(document.code or "", []).append(document)
    groups = groupby(report.municipalities, key=lambda m: m.region)
    return {
        "regions": [
            {
                "name": region or say("Zonder regio", "No region"),
                "rows": [_place(report, m, own.get(m.code, [])) for m in members],
            }
            for region, members in groups
        ],
        "core": report.concepts[CORE[0]].short if CORE[0] in report.concepts else "",
        "columns": list(report.regions[:6]),
        "profile": [_across(report, c) for c in _most_found(report)],
        "left_out": max(0, len(report.regions) - 6),
    }


def _place(report: Report, place: Municipality, own: list[Document]) -> dict[str, Any]:
    group = Group("municipality", place.code)
    words = sum(d.words for d in own)
    coverage = coverage_of(report, place.code)
    return {
        "name": place.name,
        "documents": count(len(own)),
        "coverage": say("{} van {}", "{} of {}", coverage.usable, coverage.of) if coverage.of else "–",
        "copied": pct(sum(d.words * d.reused_share for d in own) / words) if words else "–",
        "core": share(report.concept(CORE[0], group)),
        "deeds": share(report.rungs("", group).deeds),
    }


def _most_found(report: Report) -> list[Concept]:
    concepts = sorted(report.concepts.values(), key=lambda c: (-report.concept(c.id).count, c.name))
    return [c for c in concepts[:COMPARED] if report.concept(c.id).count]


def _across(report: Report, concept: Concept) -> dict[str, Any]:
    cells = [report.concept(concept.id, Group("jeugdregio", region)) for region in report.regions[:6]]
    return {"name": concept.short, "all": share(report.concept(concept.id, ALL)), "cells": [share(e) for e in cells]}


def deeds(report: Report) -> dict[str, Any]:
    """Chapter 3: the ladder of the concepts with most sentences, and a sentence of words and of deeds."""
    rows = drawable_ladders(report, most=18)
    ids = [row.page.removeprefix("begrippen/").removesuffix(".html") for row in rows if row.page]
    examples = []
    if ids:
        examples += [c for c in typical_cards(report, ids[-1]) if c.part == "woorden"][-1:]
        examples += [c for c in typical_cards(report, ids[0]) if c.part == "daden"][:1]
    together = ladder_row(report, "", say("Alle begrippen samen", "All concepts together"))
    return {
        "rows": [ladder(row.name, row.rungs) for row in [together, *rows]],
        "examples": [quotation(card) for card in examples],
    }
