"""Report and municipality -> the values of its two pages to hand to a council (typst/council.typ).

Every list has a length at which the pages are still two; what is left out is counted, and stands on the site.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.report.card import Card
from pipeline.report.coverage import Cell, cells_of, coverage_of
from pipeline.report.files.citation import citation
from pipeline.report.findings import findings_of, shown_change, tested
from pipeline.report.format import chance, count, listing, pct, sentence_case
from pipeline.report.model import ALL, Concept, Document, Group, Municipality
from pipeline.report.pdf.printable import shorten
from pipeline.report.pdf.values import address, claim, front, in_words, ladder, quotation, share, strip, when
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.told import silences_of
from pipeline.report.views import ladder_row

PROFILE, FINDINGS, DOCUMENTS, SILENCES = 13, 4, 12, 6
QUOTED = 240  # characters of a sentence at most


def council(report: Report, place: Municipality, *, cards: Iterable[Card] | None = None) -> dict[str, Any]:
    """What the municipality writes against its region and everybody, whether about deeds, and what that rests on.

    Args:
        cards: what was counted in its documents; looked up when left out, which takes long for many municipalities.
    """
    group = Group("municipality", place.code)
    own = report.documents_of.get(place.code, ())
    counted = [d for d in own if d.counts]
    few = len(counted) < report.settings.trends.min_documents
    return {
        "front": front(report),
        "name": shorten(place.name, 60),
        "region": shorten(place.region, 60),
        "few": few,
        "counted": len(counted),
        "minute": _minute(report, place, group, few=few),
        "findings": [claim(c) for c in findings_of(report, group)[:FINDINGS]],
        "facts": _facts(report, place, counted),
        "profile": [_row(report, c, place) for c in _most_found(report, group)],
        "found": sum(report.concept(c, group).count > 0 for c in report.concepts),
        "concepts": len(report.concepts),
        "ladders": _ladders(report, place, group),
        "silences": _silences(report, place),
        "sentences": _sentences(report, group, cards_by_place(report)[place.code] if cards is None else cards),
        "years": _years(report, place),
        "documents": _documents(own),
        "more": max(0, len(own) - DOCUMENTS),
        "citation": citation(report).text,
        "min_documents": report.settings.trends.min_documents,
    }


def _minute(report: Report, place: Municipality, group: Group, *, few: bool) -> list[str]:
    """What stands out, in at most three sentences."""
    if few:
        return []
    found = _most_found(report, group)[:3]
    told = [
        f"{c.short} in {in_words(report.concept(c.id, group), first=not i)}"
        for i, c in enumerate(found)
        if report.concept(c.id, group).enough
    ]
    most = ("Het vaakst komen voor: {} van de documenten.", "Found most often: {} of the documents.")
    lines = [say(*most, listing(told))] if told else []
    own, everyone = report.rungs("", group).deeds, report.rungs("", ALL).deeds
    if own.enough:
        words = ("Van de zinnen met een trede gaat {} over daden.", "Of the sentences with a step, {} are about deeds.")
        others = ("Bij alle gemeenten samen is dat {}.", "In all municipalities together it is {}.")
        lines.append(say(*words, in_words(own)))
        lines += [say(*others, in_words(everyone)), _outcome(report, group)] if everyone.enough else []
    return [" ".join(lines[:1]), " ".join(lines[1:])] if told else [" ".join(lines)]


def _outcome(report: Report, group: Group) -> str:
    if tested(report, "step", ":deeds", group):
        return say("Dat verschil is aantoonbaar.", "That difference can be shown.")
    return say("Een verschil is niet aantoonbaar.", "A difference cannot be shown.")


def _facts(report: Report, place: Municipality, counted: list[Document]) -> list[list[str]]:
    coverage, words = coverage_of(report, place.code), sum(d.words for d in counted)
    rows = [
        [
            count(len(counted)),
            say("document telt mee", "document counts")
            if len(counted) == 1
            else say("documenten tellen mee", "documents count"),
        ]
    ]
    if coverage.of:
        usable = say("{} van {}", "{} of {}", coverage.usable, coverage.of)
        rows.append([usable, say("documenten bruikbaar", "documents usable")])
    if words:
        copied = pct(sum(d.words * d.reused_share for d in counted) / words)
        rows.append([copied, say("overgenomen tekst", "copied text")])
    return rows


def _most_found(report: Report, group: Group) -> list[Concept]:
    concepts = sorted(report.concepts.values(), key=lambda c: (-report.concept(c.id, group).count, c.name))
    return [c for c in concepts[:PROFILE] if report.concept(c.id, group).count]


def _row(report: Report, concept: Concept, place: Municipality) -> dict[str, Any]:
    group, region = Group("municipality", place.code), Group("jeugdregio", place.region)
    own, around, everyone = (report.concept(concept.id, g) for g in (group, region, ALL))
    change = shown_change(report, "concept", concept.id, group)
    more = change is not None and change.estimate > 0
    word = say("vaker", "more often") if more else say("minder vaak", "less often")
    return {
        "name": concept.short,
        "strip": strip(own, around if place.region else None, everyone),
        "own": share(own),
        "region": share(around)["text"] if place.region and around.enough else "–",
        "everyone": share(everyone)["text"] if everyone.enough else "–",
        "word": word if change else "",
    }


def _ladders(report: Report, place: Municipality, group: Group) -> list[dict[str, Any]]:
    rows = [ladder_row(report, "", shorten(place.name, 40), group)]
    if place.region:
        rows.append(
            ladder_row(
                report, "", say("Regio {}", "Region {}", shorten(place.region, 34)), Group("jeugdregio", place.region)
            )
        )
    rows.append(ladder_row(report, "", say("Alle gemeenten", "All municipalities")))
    return [ladder(row.name, row.rungs) for row in rows]


def _silences(report: Report, place: Municipality) -> dict[str, Any]:
    found = silences_of(report, place.code)
    rows = [
        [sentence_case(s.name), say("{} van {}", "{} of {}", s.neighbours.count, s.neighbours.total), chance(s.chance)]
        for s in found[:SILENCES]
    ]
    return {"rows": rows, "where": found[0].where if found else "", "more": max(0, len(found) - SILENCES)}


def cards_by_place(report: Report) -> dict[str, list[Card]]:
    """All counted sentences on concepts that can be quoted, by code of the municipality."""
    found: dict[str, list[Card]] = defaultdict(list)
    for concept in report.concepts:
        for card in report.evidence.cards.get(concept, ()):
            if card.step and card.document.code and card.size <= QUOTED:
                found[card.document.code].append(card)
    return found


def _sentences(report: Report, group: Group, cards: Iterable[Card]) -> list[dict[str, Any]]:
    """A sentence of words and one of deeds, about the concept that it mentions most and has both of."""
    own: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        own[card.subject, card.part].append(card)
    for concept in _most_found(report, group):
        both = [own[concept.id, part] for part in ("woorden", "daden")]
        if all(both):
            return [quotation(max(found, key=_fitness)) for found in both]
    return []


def _fitness(card: Card) -> tuple[bool, bool, float, tuple[str, int]]:
    return not (card.copied or card.doubted), card.size >= 60, card.weight, card.place


def _years(report: Report, place: Municipality) -> list[list[str]]:
    found = cells_of(report, place.code)
    own = [found.get(year, Cell()) for year in report.years]
    return [
        [str(y), say("{} van {}", "{} of {}", c.usable, c.of) if c.of else say("geen", "none")]
        for y, c in zip(report.years, own, strict=True)
    ]


def _documents(own: Sequence[Document]) -> list[dict[str, Any]]:
    """The latest documents that count first, then the others."""
    ordered = sorted(own, key=lambda d: (d.date or "", d.id), reverse=True)
    ordered.sort(key=lambda d: not d.counts)
    return [
        {
            "title": shorten(d.title, 82),
            "when": when(d) + ("" if d.counts else say(", telt niet mee", ", does not count")),
            "address": address(d),
        }
        for d in ordered[:DOCUMENTS]
    ]
