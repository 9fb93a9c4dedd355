"""Pages "Onderwerpen": what passages are about, without having said so beforehand; and how stable each topic is."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.report.findings import findings_about
from pipeline.report.model import ALL, Group, Topic
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.views import Cell, linked_line, panel, panel_ceiling, subject_of, totals

ENTRY = Entry(40, "Onderwerpen", "onderwerpen.html")
PASSAGES = 4
CONCEPTS = 10


def render(report: Report) -> list[Page]:
    """The list, stable topics first, and one page a topic."""
    most = panel_ceiling(report, "topic", [str(t.id) for t in report.topics])
    items = [_item(report, topic, most) for topic in report.topics]
    values = {
        "stable": [i for i in items if i["topic"].stable],
        "shaky": [i for i in items if not i["topic"].stable],
        "most": most,
    }
    return [
        Page("onderwerpen.html", "onderwerpen.html", "Onderwerpen", ENTRY.href, values=values),
        *(_page(report, topic) for topic in report.topics),
    ]


def _path(topic: Topic) -> str:
    return f"onderwerpen/{topic.id}.html"


def _item(report: Report, topic: Topic, most: float) -> dict[str, Any]:
    return {
        "topic": topic,
        "cell": _total(report, topic),
        "panel": panel(report, "topic", str(topic.id), name=topic.label, href=_path(topic), most=most),
    }


def _total(report: Report, topic: Topic) -> Cell:
    return Cell(report.estimate("topic", str(topic.id)), report.href(subject_of("topic", str(topic.id))))


def _page(report: Report, topic: Topic) -> Page:
    subject = subject_of("topic", str(topic.id))
    cards = report.evidence.cards.get(subject, ())
    enough = any(report.estimate("topic", str(topic.id), ALL, year).enough for year in report.years)
    values = {
        "topic": topic,
        "total": _total(report, topic),
        "passages": len(cards),
        "series": [linked_line(report, "topic", str(topic.id), label=("onderwerp",))] if enough else [],
        "totals": totals(report),
        "findings": findings_about(report, "topic", str(topic.id)) if topic.stable else [],
        "regions": [_region(report, topic, region) for region in report.regions],
        "examples": sorted(cards, key=lambda c: (-c.weight, bool(c.flags), c.id))[:PASSAGES],
        "concepts": _concepts(report, topic),
    }
    return Page(_path(topic), "onderwerp.html", topic.label, ENTRY.href, f"Onderwerp: {topic.label}", values)


def _region(report: Report, topic: Topic, region: str) -> dict[str, Any]:
    group = Group("jeugdregio", region)
    subject = subject_of("topic", str(topic.id))
    return {"name": region, "own": report.estimate("topic", str(topic.id), group), "href": report.href(subject, group)}


def _concepts(report: Report, topic: Topic) -> list[tuple[Any, int]]:
    """Concepts in passages of the topic, with the number of passages."""
    own = report.tables["passage_topics"].query("topic_id == @topic.id")["passage_id"]
    found = report.tables["mentions"]
    found = found[found["passage_id"].isin(own)].drop_duplicates(["passage_id", "concept_id"])
    numbers = Counter(str(c) for c in found["concept_id"])
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:CONCEPTS]
    return [(report.concepts[id_], n) for id_, n in ordered]
