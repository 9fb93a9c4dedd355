"""Pages "bewijs/": for each published number the sentences that it counts, at a stable address."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.cards import EVERY_CONCEPT
from pipeline.report.evidence import EvidencePage
from pipeline.report.model import Group
from pipeline.report.page import Page
from pipeline.report.report import Report

PARTS = {"daden": "Daden", "woorden": "Woorden", "open": "Trede onbekend", "": ""}


def render(report: Report) -> list[Page]:
    """All pages of all lists."""
    groups = {"alle": "alle gemeenten"}
    groups |= {Group("jeugdregio", r).slug: f"regio {r}" for r in report.regions}
    groups |= {Group("municipality", m.code).slug: m.name for m in report.municipalities}
    names = _names(report)
    return [_page(page, names, groups) for page in report.evidence.pages]


def _names(report: Report) -> dict[str, tuple[str, str, str, str]]:
    """Subject -> name, its page, menu entry, and what one card is."""
    names = {c.id: (c.name, f"begrippen/{c.id}.html", "begrippen.html", "zin") for c in report.concepts.values()}
    names[EVERY_CONCEPT] = ("alle begrippen samen", "begrippen.html", "begrippen.html", "zin")
    for t in report.topics:
        names[f"onderwerp-{t.id}"] = (t.label, f"onderwerpen/{t.id}.html", "onderwerpen.html", "alinea")
    for a in report.actors:
        names[f"naam-{a.key}"] = (a.name, "actoren.html", "actoren.html", "zin")
    return names


def _page(page: EvidencePage, names: Mapping[str, tuple[str, str, str, str]], groups: Mapping[str, str]) -> Page:
    name, href, menu, one = names[page.subject]
    keys = {key: words for key, words in groups.items() if page.subject.startswith("naam-")}
    values = {
        "evidence": page,
        "name": name,
        "about": href,
        "group": groups.get(page.group, page.group),
        "one": one,
        "many": {"zin": "zinnen", "alinea": "alinea’s"}[one],
        "parts": PARTS,
        "keys": keys | {"geen-gemeente": "gemeente onbekend"},
    }
    return Page(page.path, "bewijs.html", f"Bewijs: {name}, {values['group']}", menu, values=values)
