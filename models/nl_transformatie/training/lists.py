"""The lists of names in lists/ and in shared/reference, and random names made with them."""

from __future__ import annotations

import csv
import random
import re
from functools import lru_cache
from pathlib import Path

LISTS = Path(__file__).resolve().parent / "lists"
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_SLOT = re.compile(r"\{([A-Z]+)\}")
_POOLS = {
    "GPE": ("village", "state", "municipality"),
    "VILLAGE": ("village",),
    "STATE": ("state",),
    "PROVINCE": ("province",),
    "LOC": ("region",),
    "REGION": ("region",),
    "FAC": ("facility",),
    "NORP": ("norp",),
    "LANGUAGE": ("language",),
    "ORG": ("organisation", "general"),
    "LAW": ("law",),
    "PRODUCT": ("product",),
    "WORK": ("work",),
    "WORK_OF_ART": ("work",),
    "EVENT": ("event", "series"),
}


def load_lists(reference: Path) -> dict[str, list[str]]:
    """All blocks of the lists by name, and the municipalities and provinces of shared/reference."""
    blocks: dict[str, list[str]] = {}
    for path in sorted(LISTS.glob("*.txt")):
        if path.stem != "templates":
            blocks |= _blocks(path)
    with (reference / "municipalities.csv").open(encoding="utf-8") as rows:
        table = list(csv.DictReader(rows))
    blocks["municipality"] = sorted({row["name"] for row in table})
    blocks["province"] = sorted({row["province"] for row in table})
    return blocks


@lru_cache(maxsize=1)
def load_templates() -> tuple[str, ...]:
    """The sentences with slots."""
    lines = (LISTS / "templates.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


class Names:
    """Makes random names of a label."""

    def __init__(self, blocks: dict[str, list[str]], rng: random.Random) -> None:
        self.blocks = blocks
        self.rng = rng

    def of(self, label: str) -> str:
        """A random name of that label, or of that kind of place."""
        made = {"PERSON": self.person, "DATE": self.date, "MONEY": self.money, "PERCENT": self.percent}
        if label in made:
            return made[label]()
        return self.fill(self.rng.choice([name for block in _POOLS[label] for name in self.blocks[block]]))

    def fill(self, pattern: str) -> str:
        """A pattern with its slots filled."""
        return _SLOT.sub(lambda m: self.last() if m[1] == "LAST" else self.of(m[1]), pattern)

    def last(self) -> str:
        """A surname without particle."""
        return self.rng.choice(self.blocks["last"]).replace("_", " ")

    def person(self) -> str:
        """First name or initials, perhaps a particle, surname; or the surname alone."""
        rng = self.rng
        particle = rng.choice(self.blocks["particle"]) if rng.random() < 0.3 else ""
        last = f"{particle} {self.last()}".strip()
        if rng.random() < 0.1:
            last = f"{last}-{self.last()}"
        kind = rng.random()
        if kind < 0.55:
            return f"{rng.choice(self.blocks['first'])} {last}"
        if kind < 0.75:
            initials = "".join(rng.choice("ABCDEFGHIJKLMNOPRSTVW") + "." for _ in range(rng.randint(1, 3)))
            return f"{initials} {last}"
        return last[:1].upper() + last[1:] if kind < 0.93 else rng.choice(self.blocks["first"])

    def money(self) -> str:
        """An amount in euros."""
        rng = self.rng
        number = rng.choice([f"{rng.randint(1, 999)}.{rng.randint(0, 999):03d}", str(rng.randint(5, 900))])
        scale = rng.choice(["", "", " miljoen", " miljard"])
        decimal = f"{rng.randint(1, 90)},{rng.randint(1, 9)} miljoen euro"
        return rng.choice([f"€ {number}{scale}", f"{number}{scale} euro", decimal])

    def percent(self) -> str:
        """A percentage."""
        number = self.rng.choice(
            [str(self.rng.randint(1, 99)), f"{self.rng.randint(0, 99)},{self.rng.randint(1, 9)}"]
        )
        return self.rng.choice([f"{number} %", f"{number}%", f"{number}%", f"{number} procent"])

    def date(self) -> str:
        """A date, month, year, season or period."""
        rng = self.rng
        day, month, year = rng.randint(1, 31), rng.choice(_MONTHS), rng.randint(2005, 2020)
        season, quarter = (
            rng.choice(["voorjaar", "najaar", "zomer"]),
            rng.choice(["eerste", "tweede", "derde"]),
        )
        full = [f"{day} {month} {year}"] * 2 + [
            f"{month} {year}",
            f"{day} {month}",
            f"{day}-{rng.randint(1, 12)}-{year}",
        ]
        years = [str(year), str(year), f"{year}-{year + rng.randint(1, 4)}", f"{year} - {year + 4}"]
        parts = [
            f"{season} van {year}",
            f"{season} {year}",
            f"eind {year}",
            f"begin {year}",
            f"{quarter} kwartaal van {year}",
        ]
        return rng.choice([*full, *years, *parts, "volgend jaar", "dit jaar", "vorig jaar"])


def _blocks(path: Path) -> dict[str, list[str]]:
    blocks: dict[str, list[str]] = {}
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = blocks.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            separate = "|" if "|" in line else (None if path.stem == "people" and len(blocks) != 2 else "|")
            current += [name.strip() for name in line.split(separate)]
    return blocks
