"""What the page of a municipality and that of a region share: profile, ladders, topics, names, tiles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.report.findings import group_name, shown_change
from pipeline.report.model import ALL, Actor, Concept, Document, Estimate, Group, Municipality
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.views import LadderRow, concept_page, heat, ladder_row, region_page, subject_of

CORE = ("transformatie", "transitie")
ACTORS = 12


@dataclass(frozen=True)
class Profile:
    """One row of a profile: the group itself, its region (or nothing) and everybody."""

    name: str
    page: str
    own: Estimate
    href: str | None
    region: Estimate
    everyone: Estimate
    strong: bool


def present(report: Report, group: Group) -> list[Concept]:
    """Concepts that the group mentions at all, in the order of the scheme."""
    return [c for c in report.concepts.values() if report.concept(c.id, group).count]


def concept_profile(report: Report, group: Group) -> list[Profile]:
    """The concepts of a group, most documents first."""
    found = sorted(present(report, group), key=lambda c: (-report.concept(c.id, group).count, c.name))
    return [_row(report, "concept", c.id, (c.label, concept_page(c)), group) for c in found]


def topic_profile(report: Report, group: Group) -> list[Profile]:
    """The stable topics of a group, most documents first."""
    stable = [t for t in report.topics if t.stable and report.estimate("topic", str(t.id), group).count]
    stable.sort(key=lambda t: (-report.estimate("topic", str(t.id), group).count, t.id))
    return [_row(report, "topic", str(t.id), (t.label, f"onderwerpen/{t.id}.html"), group) for t in stable]


def _row(report: Report, kind: str, id_: str, place: tuple[str, str], group: Group) -> Profile:
    region = background(report, group)
    return Profile(
        *place,
        own=report.estimate(kind, id_, group),
        href=report.href(subject_of(kind, id_), group),
        region=report.estimate(kind, id_, region) if region else Estimate(0, 0),
        everyone=report.estimate(kind, id_, ALL),
        strong=shown_change(report, kind, id_, group) is not None,
    )


def background(report: Report, group: Group) -> Group | None:
    """The region of a municipality; nothing for a region."""
    region = report.place[group.id].region if group.kind == "municipality" else ""
    return Group("jeugdregio", region) if region else None


def ladders(report: Report, group: Group) -> list[LadderRow]:
    """The ladder over all concepts together: own, region, everybody."""
    rows = [ladder_row(report, "", group_name(report, group), group)]
    region = background(report, group)
    rows += [ladder_row(report, "", say("Regio {}", "Region {}", region.id), region)] if region else []
    return [*rows, ladder_row(report, "", say("Alle gemeenten", "All municipalities"))]


def copied_share(documents: Iterable[Document]) -> float | None:
    """The part of the words that comes from an earlier text."""
    documents = list(documents)
    words = sum(d.words for d in documents)
    return sum(d.words * d.reused_share for d in documents) / words if words else None


def names_of(report: Report, group: Group) -> list[dict[str, Any]]:
    """Laws, bodies and programmes that its documents name, and office holders, with the number of documents."""
    found: list[dict[str, Any]] = []
    for actor in report.actors:
        documents, _ = report.evidence.counts(f"naam-{actor.key}", group.slug)
        if documents:
            found.append({"actor": actor, "documents": documents, "href": report.href(f"naam-{actor.key}", group)})
    found.sort(key=lambda row: (-row["documents"], row["actor"].name))
    return [row for label in ("LAW", "ORG", "PRODUCT", "PERSON") for row in _of(found, label)]


def _of(rows: list[dict[str, Any]], label: str) -> list[dict[str, Any]]:
    def is_one(actor: Actor) -> bool:
        return actor.label == label

    return [row for row in rows if is_one(row["actor"])][:ACTORS]


def tile_concept(report: Report) -> str:
    """The concept that colours the tiles."""
    return report.concepts[CORE[0]].label if CORE[0] in report.concepts else CORE[0]


def tiles(report: Report) -> list[tuple[str, list[dict[str, Any]]]]:
    """All municipalities by region, coloured by their share with the core concept."""
    return [(region, tiles_of(report, members)) for region, members in report.members.items()]


def tiles_of(report: Report, members: Iterable[Municipality]) -> list[dict[str, Any]]:
    """Some municipalities as tiles."""
    estimates = [(m, report.concept(CORE[0], Group("municipality", m.code))) for m in members]
    return [{"place": m, "estimate": e, "css": heat(e)} for m, e in estimates]


def region_rows(report: Report, kind: str, id_: str) -> list[dict[str, Any]]:
    """A concept or topic in each region, with the address of its sentences."""
    subject = subject_of(kind, id_)
    groups = [Group("jeugdregio", region) for region in report.regions]
    return [
        {
            "name": g.id,
            "page": region_page(g.id),
            "own": report.estimate(kind, id_, g),
            "href": report.href(subject, g),
        }
        for g in groups
    ]
