"""Report -> the chapters of the PDF on concepts, topics, laws and bodies."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.report.findings import findings_about
from pipeline.report.format import count, decimal
from pipeline.report.model import Concept, Topic
from pipeline.report.pdf.picture import small_picture
from pipeline.report.pdf.values import claim, in_words, ladder, quotation, share
from pipeline.report.report import Report
from pipeline.report.speech import Lexicon
from pipeline.report.views import linked_line, panel_ceiling, typical_cards
from pipeline.report.words import GOALS

FINDINGS, TOPICS, NAMES = 2, 24, 10
LABELS = Lexicon(
    {
        "LAW": ("Wetten", "Laws"),
        "ORG": ("Organisaties", "Organisations"),
        "PRODUCT": ("Programma’s en methoden", "Programmes and methods"),
    }
)


def concepts(report: Report) -> list[dict[str, Any]]:
    """Per group of the scheme, each concept that was found, and the names of those that were not."""
    most = panel_ceiling(report, "concept", report.concepts)
    groups = []
    for group, members in groupby(report.concepts.values(), key=lambda c: c.group_label):
        own = list(members)
        found = [c for c in own if report.concept(c.id).count]
        groups.append({
            "name": group,
            "concepts": [_concept(report, c, most) for c in found],
            "absent": [c.label for c in own if c not in found],
        })  # fmt: skip
    return groups


def _concept(report: Report, concept: Concept, most: float) -> dict[str, Any]:
    rungs = report.rungs(concept.id)
    line = linked_line(report, "concept", concept.id, label=(concept.label,)).line
    typical = typical_cards(report, concept.id)
    return {
        "name": concept.label,
        "definition": concept.definition,
        "goal": GOALS.get(str(concept.goal), ""),
        "level": in_words(report.concept(concept.id)),
        "of": count(report.concept(concept.id).count),
        "enough": report.concept(concept.id).enough,
        "ladder": ladder("", rungs) if rungs.enough else None,
        "deeds": in_words(rungs.deeds) if rungs.enough else "",
        "findings": [claim(c) for c in findings_about(report, "concept", concept.id)[:FINDINGS]],
        "chart": small_picture(concept.label, line, report.years, most=most, colour=report.settings.report.colour),
        "sentence": quotation(typical[-1]) if typical and typical[-1].size <= 320 else None,
    }


def topics(report: Report) -> dict[str, Any]:
    """Topics, stable ones first, each with its terms, size, stability and trend."""
    most = panel_ceiling(report, "topic", [str(t.id) for t in report.topics])
    ordered = sorted(report.topics, key=lambda t: (not t.stable, t.id))
    return {"rows": [_topic(report, t, most) for t in ordered[:TOPICS]], "all": len(ordered)}


def _topic(report: Report, topic: Topic, most: float) -> dict[str, Any]:
    line = linked_line(report, "topic", str(topic.id), label=(topic.label,)).line
    return {
        "label": topic.label,
        "terms": ", ".join(topic.terms[:8]),
        "share": share(report.estimate("topic", str(topic.id))),
        "documents": count(topic.documents),
        "stability": decimal(topic.stability) if topic.stability is not None else "–",
        "stable": topic.stable,
        "chart": small_picture(topic.label, line, report.years, most=most, colour=report.settings.report.colour),
    }


def names(report: Report) -> list[dict[str, Any]]:
    """The laws, bodies and programmes in most documents."""
    lists = []
    for label, heading in LABELS.items():
        own = [a for a in report.actors if a.label == label][:NAMES]
        if own:
            rows = [[a.name, count(a.documents), count(a.mentions)] for a in own]
            lists.append({"heading": heading, "rows": rows})
    return lists
