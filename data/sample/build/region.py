"""The fictional country of region.yaml, and what its slots stand for in one document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from data.sample.build.inline import MarkupError, Slot
from data.sample.build.source import Source

ELECTIONS = "2014-03-19"


@dataclass(frozen=True)
class Municipality:
    """One municipality; `wethouders` and `burgemeesters` hold who served before and after the elections."""

    code: str
    name: str
    region: str
    domain: str
    cjg: str
    team: str
    wethouders: tuple[str, str]
    burgemeesters: tuple[str, str]
    until: int | None
    successor: str | None

    @property
    def slug(self) -> str:
        """Its name for paths and addresses."""
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True)
class Region:
    """The province, its youth-care regions with their bodies, and its municipalities, all by name."""

    province: str
    bjz: str
    bodies: dict[str, dict[str, str]]
    codes: dict[str, str]
    municipalities: dict[str, Municipality]


def load_region(path: Path) -> Region:
    """Read region.yaml."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = [r["name"] for r in data["regions"]]
    towns = [
        Municipality(
            **{key: m[key] for key in ("code", "name", "region", "domain", "cjg", "team", "until")},
            wethouders=tuple(m["wethouders"]),
            burgemeesters=tuple(m["burgemeesters"]),
            successor=m.get("successor"),
        )
        for m in data["municipalities"]
    ]
    return Region(
        province=data["province"]["name"],
        bjz=data["bodies"]["bjz"],
        bodies={name: data["bodies"][name] for name in names},
        codes={r["name"]: r["code"] for r in data["regions"]} | {data["province"]["name"]: data["province"]["code"]},
        municipalities={m.name: m for m in towns},
    )


def slots_of(source: Source, region: Region) -> dict[str, Slot]:
    """What each slot stands for: a document of a year (or without date) before the elections has the first holders."""
    slots = {"provincie": Slot(region.province, "GPE"), "bjz": Slot(region.bjz, "ORG")}
    if source.region:
        slots["regio"] = Slot(source.region, "LOC")
        slots |= {name: Slot(text, "ORG") for name, text in region.bodies[source.region].items()}
    town = region.municipalities.get(source.municipality)
    if town:
        term = int(_moment(source) >= ELECTIONS)
        slots |= {
            "gemeente": Slot(town.name, "GPE"),
            "wethouder": Slot(town.wethouders[term], "PERSON", "wethouder"),
            "burgemeester": Slot(town.burgemeesters[term], "PERSON", "burgemeester"),
            "team": Slot(town.team, "ORG"),
            "cjg": Slot(town.cjg, "ORG"),
        }
    return slots


def _moment(source: Source) -> str:
    """A day to choose the term of office by: the end of the year when only the year is known, of the id if need be."""
    year = re.search(r"20\d\d", source.id)
    date = source.date or (year.group() if year else "2013")
    return date + {4: "-12-31", 7: "-01", 10: ""}[len(date)]


def fill_plain(text: str, slots: dict[str, Slot]) -> str:
    """A title with its slots filled, without spans.

    Raises:
        MarkupError: an unknown slot.
    """

    def fill(match: re.Match[str]) -> str:
        if match[1] not in slots:
            raise MarkupError(f"unknown slot {match.group()} in the title", ", ".join(sorted(slots)))
        return slots[match[1]].text

    return re.sub(r"<([^<>]*)>", fill, text)
