"""Sentences by rules: which differences may be told, in which words, with which figures. No claim without a test.

That a difference stands without copied text too is part of its test (the table changes), not looked at again here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.report.model import ALL, Change, Estimate, Group
from pipeline.report.report import Report
from pipeline.report.speech import say

MOST = 8
MOST_PER_MUNICIPALITY = 5
MOST_TOPICS = 2  # a topic often says what a concept says already


@dataclass(frozen=True)
class Side:
    """One side of a comparison: "in 2015", "in Merenland", and its number with the address of its sentences."""

    label: str
    estimate: Estimate
    href: str | None


@dataclass(frozen=True)
class Claim:
    """One finding.

    Attributes:
        word: the outcome in a word or two.
        name: what it is about, as in running text.
        page: address of the page about it.
        deeds: it is about sentences with deeds, not about documents.
        after: the later moment, or the group.
        before: the earlier moment, or everybody.
    """

    word: str
    kind: str
    name: str
    page: str
    deeds: bool
    over_time: bool
    after: Side
    before: Side


def main_findings(report: Report) -> list[Claim]:
    """At most eight: the largest demonstrable changes over time, then the largest differences between regions."""
    over_time = _one_each(c for c in report.changes if c.group_kind == "time")
    regions = _one_each(c for c in report.changes if c.group_kind == "jeugdregio")
    told = _claims(report, over_time)
    topics = [claim for claim in told if claim.kind == "topic"][:MOST_TOPICS]
    told = [claim for claim in told if claim.kind != "topic" or claim in topics]
    between = [claim for claim in _claims(report, regions) if claim.kind != "topic"]
    return [*told[: MOST - min(2, len(between))], *between][:MOST]


def findings_of(report: Report, group: Group) -> list[Claim]:
    """At most five differences between a group and the rest."""
    own = report.differences.get((group.kind, group.id), ())
    return _claims(report, sorted(own, key=_size))[:MOST_PER_MUNICIPALITY]


def findings_about(report: Report, kind: str, id_: str) -> list[Claim]:
    """What is demonstrable about one concept or topic: over time first, then regions."""
    ids = (id_, f"{id_}:deeds")
    both = (kind, "step") if kind == "concept" else (kind,)
    own = [c for id_ in ids for c in report.about.get(id_, ()) if c.kind in both]
    over_time = _one_each(c for c in own if c.group_kind == "time")
    return _claims(report, over_time) + _claims(
        report, sorted((c for c in own if c.group_kind == "jeugdregio"), key=_size)
    )


def shown_change(report: Report, kind: str, id_: str, group: Group) -> Change | None:
    """The tested difference between a group and the rest, when it may be told."""
    for change in report.differences.get((group.kind, group.id), ()):
        if (change.kind, change.id) == (kind, id_):
            return change if change.shown and _subject(report, change) else None
    return None


def tested(report: Report, kind: str, id_: str, group: Group) -> bool:
    """Whether a group demonstrably differs from the rest."""
    own = report.differences.get((group.kind, group.id), ())
    return any(c.shown for c in own if (c.kind, c.id) == (kind, id_))


def _one_each(changes: Iterable[Change]) -> list[Change]:
    """Per subject the change over the longest time, then the largest."""
    best: dict[tuple[str, str], Change] = {}
    for change in changes:
        if change.shown:
            key = (change.kind, change.id)
            best[key] = min(best.get(key, change), change, key=lambda c: (-_length(c), *_size(c)))
    return sorted(best.values(), key=_size)


def _size(change: Change) -> tuple[float, str, str]:
    return -abs(change.estimate), change.id, change.to


def _length(change: Change) -> int:
    return int(change.to) - int(change.origin) if change.to.isdigit() and change.origin.isdigit() else 0


def _claims(report: Report, changes: Iterable[Change]) -> list[Claim]:
    claims = [_claim(report, change) for change in changes if change.shown]
    return [claim for claim in claims if claim is not None]


def _claim(report: Report, change: Change) -> Claim | None:
    subject, sides = _subject(report, change), _sides(report, change)
    if subject is None or sides is None:
        return None
    deeds = change.kind == "step"
    more = change.estimate > 0
    word = _word(more=more, deeds=deeds)
    return Claim(word, change.kind, *subject, deeds, change.group_kind == "time", *sides)


def _word(*, more: bool, deeds: bool) -> str:
    if deeds:
        return say("Meer daden", "More deeds") if more else say("Minder daden", "Fewer deeds")
    return say("Vaker", "More often") if more else say("Minder vaak", "Less often")


def _subject(report: Report, change: Change) -> tuple[str, str] | None:
    """Name and page; None for what reaches no headline: unstable topics, single steps, names, frames."""
    if change.kind == "topic":
        topic = next((t for t in report.topics if str(t.id) == change.id and t.stable), None)
        return (
            (say("het onderwerp “{}”", "the topic “{}”", topic.label), f"onderwerpen/{topic.id}.html")
            if topic
            else None
        )
    if change.kind in ("entity", "frame") or (change.kind == "step" and not change.id.endswith(":deeds")):
        return None
    concept = report.concepts.get(change.id.removesuffix(":deeds"))
    return (concept.label, f"begrippen/{concept.id}.html") if concept else None


def _sides(report: Report, change: Change) -> tuple[Side, Side] | None:
    if change.group_kind == "time":
        cells = [(ALL, int(year), f"in {year}") for year in (change.to, change.origin)]
    else:
        own, others = Group(change.group_kind, change.to), _background(report, change)
        together = (
            say("bij alle gemeenten samen", "in all municipalities together")
            if others == ALL
            else say("in de hele regio {}", "in the whole region {}", others.id)
        )
        cells = [(own, 0, f"in {group_name(report, own)}"), (others, 0, together)]
    after, before = (_side(report, change, *cell) for cell in cells)
    return (after, before) if after.estimate.enough and before.estimate.enough else None


def _background(report: Report, change: Change) -> Group:
    """What a group is shown against: the region that it was tested against, when there is enough, else everybody."""
    region = Group("jeugdregio", change.origin)
    return region if report.estimate(change.kind, change.id, region).enough else ALL


def _side(report: Report, change: Change, group: Group, year: int, label: str) -> Side:
    subject = f"onderwerp-{change.id}" if change.kind == "topic" else change.id.removesuffix(":deeds")
    part = "daden" if change.kind == "step" else ""
    return Side(label, report.estimate(change.kind, change.id, group, year), report.href(subject, group, year, part))


def group_name(report: Report, group: Group) -> str:
    """A group as readers know it."""
    if group.kind == "municipality":
        return report.place[group.id].name if group.id in report.place else group.id
    return say("alle gemeenten", "all municipalities") if group.kind == "all" else group.id
