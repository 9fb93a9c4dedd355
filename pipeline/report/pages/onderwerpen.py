"""Pages "Onderwerpen": what passages are about, without having said so beforehand; and how stable each topic is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.report.findings import findings_about
from pipeline.report.groups import region_rows
from pipeline.report.model import ALL, Topic
from pipeline.report.page import Entry, Page
from pipeline.report.pictures import Spot, topic_map
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.topic_space import Matrix, nearest, positions, stability_card, together, tree
from pipeline.report.views import Cell, linked_line, panel, panel_ceiling, subject_of
from pipeline.tables import table_rows

ENTRY = Entry(40, "Onderwerpen", "onderwerpen.html", english="Topics")
PASSAGES = 4
CONCEPTS = 10
MAPPED = 2  # topics above which a map is drawn


def render(report: Report) -> Iterator[Page]:
    """The list, stable topics first, and one page a topic."""
    most = panel_ceiling(report, "topic", [str(t.id) for t in report.topics])
    items = [_item(report, topic, most) for topic in report.topics]
    likeness = together(report)
    values = {
        "stable": [i for i in items if i["topic"].stable],
        "shaky": [i for i in items if not i["topic"].stable],
        "most": most,
        "chart": topic_map(_spots(report, likeness)) if len(report.topics) > MAPPED else None,
        "nearest": nearest(report, likeness) if len(report.topics) > MAPPED else [],
        "groups": tree(report),
    }
    title = say("Onderwerpen", "Topics")
    yield Page("onderwerpen.html", "onderwerpen.html", title, ENTRY.href, values=values)
    concepts = _concepts(report)
    for topic in report.topics:
        yield _page(report, topic, concepts.get(topic.id, []))


def _spots(report: Report, likeness: Matrix) -> list[Spot]:
    places = positions(likeness)
    return [
        Spot(t.id, t.label, float(x), float(y), t.size, t.stable)
        for t, (x, y) in zip(report.topics, places, strict=True)
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


def _page(report: Report, topic: Topic, concepts: list[tuple[Any, int]]) -> Page:
    subject = subject_of("topic", str(topic.id))
    cards = report.evidence.cards.get(subject, ())
    enough = any(report.estimate("topic", str(topic.id), ALL, year).enough for year in report.years)
    values = {
        "topic": topic,
        "total": _total(report, topic),
        "passages": len(cards),
        "series": [linked_line(report, "topic", str(topic.id), label=(say("onderwerp", "topic"),))] if enough else [],
        "totals": report.totals,
        "findings": findings_about(report, "topic", str(topic.id)) if topic.stable else [],
        "has_figures": report.has_figures("topic", str(topic.id)),
        "stability": stability_card(report, topic),
        "regions": region_rows(report, "topic", str(topic.id)),
        "examples": sorted(cards, key=lambda c: (-c.weight, bool(c.flags), c.place))[:PASSAGES],
        "concepts": concepts,
        "words": _words(report, topic),
    }
    return Page(
        _path(topic), "onderwerp.html", topic.label, ENTRY.href, say("Onderwerp: {}", "Topic: {}", topic.label), values
    )


def _concepts(report: Report) -> dict[int, list[tuple[Any, int]]]:
    """Per topic the concepts in its passages, with the number of passages."""
    mentions = report.tables["mentions"][["passage_id", "concept_id"]].drop_duplicates()
    found = mentions.merge(report.tables["passage_topics"][["passage_id", "topic_id"]], on="passage_id")
    numbers: dict[int, Counter[str]] = defaultdict(Counter)
    for concept, topic in zip(found["concept_id"].tolist(), found["topic_id"].tolist(), strict=True):
        numbers[int(topic)][concept] += 1
    return {topic: _most(report, counter) for topic, counter in numbers.items()}


def _most(report: Report, counter: Counter[str]) -> list[tuple[Any, int]]:
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:CONCEPTS]
    return [(report.concepts[id_], n) for id_, n in ordered]


def _words(report: Report, topic: Topic) -> list[tuple[str, str]]:
    """Its words per year and per region, when the table topic_words is there."""
    frame = report.tables.get("topic_words")
    if frame is None:
        return []
    rows = [row for row in table_rows(frame[frame["topic_id"] == topic.id]) if row.terms]
    years = [(str(row.year), row.terms) for row in rows if row.group_kind == "all" and row.year]
    regions = [(row.group, row.terms) for row in rows if row.group_kind == "jeugdregio" and not row.year]
    return sorted(years) + sorted(regions)
