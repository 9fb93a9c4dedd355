"""Page "Actoren en wetten": laws, bodies and programmes that texts name, and office holders with their office."""

from __future__ import annotations

from typing import Any

from pipeline.report.model import ACTORS_PER_LABEL, ALL, Actor
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(50, "Actoren en wetten", "actoren.html", english="Actors and laws")
KINDS = (
    ("LAW", "wetten", ("Wetten en regelingen", "Laws and rules")),
    ("ORG", "organisaties", ("Organisaties en organen", "Organisations and bodies")),
    ("PRODUCT", "programmas", ("Programma’s en methoden", "Programmes and methods")),
)


def render(report: Report) -> list[Page]:
    """One page."""
    kinds = [
        (anchor, say(*heading), [_row(report, a) for a in report.actors if a.label == label])
        for label, anchor, heading in KINDS
    ]
    holders = [_row(report, a) for a in report.actors if a.label == "PERSON"]
    holders.sort(key=lambda row: (row["actor"].office or "", row["actor"].body or "", row["actor"].name))
    values = {"kinds": kinds, "holders": holders, "most": ACTORS_PER_LABEL}
    return [
        Page("actoren.html", "actoren.html", say("Actoren en wetten", "Actors and laws"), ENTRY.href, values=values)
    ]


def _row(report: Report, actor: Actor) -> dict[str, Any]:
    subject = f"naam-{actor.key}"
    documents, sentences = report.evidence.counts(subject, ALL.slug)
    return {
        "actor": actor,
        "documents": documents,
        "sentences": sentences,
        "href": report.evidence.href(subject, ALL.slug),
    }
