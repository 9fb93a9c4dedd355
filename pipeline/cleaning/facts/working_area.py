"""The youth-care region or province of a text that no single municipality wrote.

Evidence, the best first: a province that is declared, a region's name in the host name, a region that is named as the
working area, and most municipalities of one region named together in the head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pipeline.cleaning.blocks import Extract
from pipeline.cleaning.facts.place_names import PlaceIndex
from pipeline.places import Municipality
from pipeline.text import fold

HEAD = 1500  # characters in which the working area is told
TITLE = 3  # weight of a name in the title, against 1 elsewhere
REGION_ENOUGH, REGION_SHARE = 3, 0.65
DECLARED, HOST, NAMED, TOGETHER = 0.95, 0.85, 0.7, 0.65  # how surely each kind of evidence tells it
MEMBERS, MEMBERS_SHARE = 3, 0.6  # municipalities of one region named together: at least so many, and so much of it


@dataclass(frozen=True)
class Area:
    """A youth-care region or a province; all None where nothing tells it.

    Attributes:
        jeugdregio: name of the region.
        province: name of the province, of the region too where all of it lies in one.
        origin: the evidence: ``declared:<key>``, file, host, area (named as the working area) or members.
        confidence: 0-1.
    """

    jeugdregio: str | None = None
    province: str | None = None
    origin: str | None = None
    confidence: float | None = None

    @property
    def level(self) -> str | None:
        """For whom the text speaks: jeugdregio, province, or None."""
        return "jeugdregio" if self.jeugdregio else "province" if self.province else None


def find_area(text: str, *, extract: Extract, declared: Mapping[str, Any], url: str, places: PlaceIndex) -> Area:
    """The youth-care region or province of a text.

    Args:
        text: margins and clean text together.
        extract: the file's own facts, with the title that was chosen.
        declared: what the source says.
        url: address of the resource.
        places: gazetteer and words.
    """
    fields = [(f"declared:{key}", declared.get(key)) for key in places.words.declared]
    for origin, value in [*fields, ("file", extract.creator)]:
        province = places.province(str(value or ""))
        if province:
            return Area(None, province, origin, DECLARED)
    title = extract.title or ""
    for origin, confidence, region in (
        ("host", HOST, places.region_in_host(urlsplit(url).netloc)),
        ("area", NAMED, _named(text, title, places)),
        ("members", TOGETHER, _members(text, title, places)),
    ):
        if region:
            provinces = {m.province for m in _municipalities(region, places)}
            return Area(region, provinces.pop() if len(provinces) == 1 else None, origin, confidence)
    return Area()


def _named(text: str, title: str, places: PlaceIndex) -> str | None:
    """The region that is named as the working area, in the head too, and far more than others."""
    counts: Counter[str] = Counter()
    heads: set[str] = set()
    for part, weight in ((title, TITLE), (text, 1)):
        for name, start in _working_areas(part, places):
            counts[name] += weight
            heads |= {name} if start < HEAD else set()
    for name, count in counts.most_common(1):
        if heads and count >= max(REGION_ENOUGH, REGION_SHARE * counts.total()):
            return name
    return None


def _working_areas(text: str, places: PlaceIndex) -> Iterator[tuple[str, int]]:
    folded = fold(text)
    for mention in places.regions.mentions(text, folded):
        if places.regional.search(folded[max(0, mention.start - 40) : mention.start]):
            region = places.places.region_named(mention.key)
            yield region.name if region else "", mention.start


def _members(text: str, title: str, places: PlaceIndex) -> str | None:
    """The region most of whose municipalities the head names, and hardly any other: "namens de colleges van ..."."""
    head = f"{title}\n{text[:HEAD]}"
    keys = {mention.key for mention in places.municipalities.mentions(head, fold(head))}
    found = [m for key in sorted(keys) for m in places.named(key)[:1]]
    for region, count in Counter(m.jeugdregio for m in found if m.jeugdregio).most_common(1):
        whole = {m.name for m in _municipalities(region, places) if m.successor is None}
        if count >= max(MEMBERS, MEMBERS_SHARE * len(whole), 0.8 * len(found)):
            return region
    return None


def _municipalities(region: str, places: PlaceIndex) -> list[Municipality]:
    return [m for m in places.places.municipalities if m.jeugdregio == region]
