"""The places gazetteer: municipalities of 2011-2015 with their codes, mergers, provinces and youth-care regions.

Read from ``models/places/*.csv``; the fictional municipalities of the example lie in ``models/places/example/`` and are
read only where params.yaml says so, since their names could stand in real texts.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.text import fold


@dataclass(frozen=True)
class Municipality:
    """A municipality under one CBS code.

    Attributes:
        valid_from: first year of 2011-2015 in which the code existed on 1 January.
        valid_to: last such year.
        successor: CBS code of the legal successor; None while it existed on 1-1-2015.
        jeugdregio: youth-care region of 2015 (of the successor for a dissolved one).
    """

    code: str
    name: str
    province: str
    jeugdregio: str
    valid_from: int
    valid_to: int
    successor: str | None
    aliases: tuple[str, ...]
    fictional: bool


@dataclass(frozen=True)
class Area:
    """A province or a youth-care region."""

    code: str
    name: str
    aliases: tuple[str, ...]


class Places:
    """All places, by code and by name. A name can belong to several municipalities; it is then ambiguous."""

    def __init__(self, municipalities: list[Municipality], regions: list[Area], provinces: list[Area]) -> None:
        self.municipalities = tuple(municipalities)
        self.regions = tuple(regions)
        self.provinces = tuple(provinces)
        self._by_code = {m.code: m for m in municipalities}
        self._by_name: dict[str, list[Municipality]] = defaultdict(list)
        for municipality in municipalities:
            for name in dict.fromkeys(fold(n) for n in (municipality.name, *municipality.aliases)):
                self._by_name[name].append(municipality)
        self._regions = _by_name(regions)
        self._provinces = _by_name(provinces)

    def by_code(self, code: str) -> Municipality | None:
        """The municipality with this CBS code."""
        return self._by_code.get(code)

    def named(self, name: str) -> tuple[Municipality, ...]:
        """All municipalities with this name or alias; case and diacritics do not count. Empty when there is none."""
        return tuple(self._by_name.get(fold(name), ()))

    def only_code(self, name: str) -> str | None:
        """The code of the one municipality with this name or alias; None when there is none or more than one."""
        found = self.named(name)
        return found[0].code if len(found) == 1 else None

    def in_year(self, code: str, year: int | None) -> Municipality | None:
        """Who held this territory in a year: the municipality itself, or its successor once it was dissolved.

        Years before 2011 and after 2015 count as 2011 and 2015; without a year the code itself is kept.
        """
        found = self._by_code.get(code)
        while found and year is not None and found.successor and min(year, 2015) > found.valid_to:
            found = self._by_code.get(found.successor)
        return found

    def region_named(self, name: str) -> Area | None:
        """The youth-care region with this name or alias."""
        return self._regions.get(fold(name))

    def province_named(self, name: str) -> Area | None:
        """The province with this name or alias."""
        return self._provinces.get(fold(name))


def load_places(folder: Path, *, fictional: bool) -> Places:
    """Read the gazetteer.

    Args:
        folder: ``models/places``.
        fictional: read the example's fictional places too.

    Raises:
        ModelError: a file is missing, or a row has no code, name or year that can be read.
    """
    municipalities, regions, provinces = _read_folder(folder, fictional=False)
    if fictional:
        more = _read_folder(folder / "example", fictional=True)
        municipalities, regions, provinces = municipalities + more[0], regions + more[1], provinces + more[2]
    return Places(municipalities, regions, provinces)


def _read_folder(folder: Path, *, fictional: bool) -> tuple[list[Municipality], list[Area], list[Area]]:
    municipalities = [_municipality(row, fictional) for row in _read_rows(folder / "municipalities.csv")]
    regions = [_area(row) for row in _read_rows(folder / "jeugdregios.csv")]
    provinces = [_area(row) for row in _read_rows(folder / "provinces.csv")]
    return municipalities, regions, provinces


def _read_rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except FileNotFoundError:
        raise ModelError(
            f"the gazetteer {path.name} is missing", where=str(path), remedy="restore it: git checkout models/places"
        ) from None
    for number, row in enumerate(rows, 2):
        if not row.get("cbs_code") or not row.get("name"):
            raise ModelError(
                f"line {number} has no code or no name",
                expected="a header with cbs_code and name, and both on every line",
                where=str(path),
                remedy="mend that line",
            )
    return rows


def _municipality(row: dict[str, str], fictional: bool) -> Municipality:
    try:
        years = int(row["valid_from"]), int(row["valid_to"])
    except (KeyError, ValueError):
        raise ModelError(
            f"municipality {row['cbs_code']} {row['name']} has no years that can be read",
            expected="valid_from and valid_to, such as 2011 and 2015",
            where="municipalities.csv",
            remedy="mend that line",
        ) from None
    return Municipality(
        code=row["cbs_code"],
        name=row["name"],
        province=row.get("province", ""),
        jeugdregio=row.get("jeugdregio", ""),
        valid_from=years[0],
        valid_to=years[1],
        successor=row.get("successor_cbs_code") or None,
        aliases=_aliases(row),
        fictional=fictional,
    )


def _area(row: dict[str, str]) -> Area:
    return Area(code=row["cbs_code"], name=row["name"], aliases=_aliases(row))


def _aliases(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(alias for alias in (row.get("aliases") or "").split(";") if alias)


def _by_name(areas: list[Area]) -> dict[str, Area]:
    return {fold(name): area for area in areas for name in (area.name, *area.aliases)}
