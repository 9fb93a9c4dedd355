"""The header of a source text: ``key: value`` lines, checked."""

from __future__ import annotations

import re
from pathlib import Path

from data.sample.build.knowledge import Knowledge
from data.sample.build.slips import SLIPS
from data.sample.build.source import DATE_PLACES, FORMATS, Problem, Source

_NEEDED = ("id", "title", "municipality", "region", "date", "date_place", "type", "format", "on_topic", "author")
_MAY = ("copy_of", "url", "encoding", "ending", "publisher", "ocr")
_DATE = re.compile(r"20\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def read_header(head: str, *, path: Path, knowledge: Knowledge) -> tuple[Source | None, list[Problem]]:
    """The header as a source without blocks, and what is wrong with it.

    Returns:
        None for the source when anything is wrong.
    """
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(head.splitlines(), 1):
        key, colon, value = line.partition(":")
        if not colon or key not in (*_NEEDED, *_MAY) or key in values:
            problems.append(Problem(number, f"header line {line!r}", f"once each: {', '.join((*_NEEDED, *_MAY))}"))
        values[key] = value.strip()
    missing = [key for key in _NEEDED if key not in values]
    if missing:
        return None, [*problems, Problem(1, f"no {', '.join(missing)} in the header", "all keys of MARKUP.md")]
    problems += [Problem(1, f"{k}: {values[k]!r}", expected) for k, expected in _wrong(values, path, knowledge)]
    if problems:
        return None, problems
    more = {key: values[key] for key in _MAY if key in values}
    plain = {key: values[key] for key in _NEEDED if key not in ("author", "on_topic")}
    return Source(**plain, **more, on_topic=values["on_topic"] == "yes", blocks=(), path=path), problems


def _wrong(values: dict[str, str], path: Path, knowledge: Knowledge) -> list[tuple[str, str]]:
    """The keys with a value that cannot be, each with what was expected."""
    place = knowledge.region.municipalities.get(values["municipality"])
    region = values["region"]
    checks = [
        ("id", values["id"] == path.stem, f"the file's name: {path.stem}"),
        ("municipality", not values["municipality"] or place is not None, "a municipality of region.yaml, or empty"),
        ("region", place is None or place.region == region, place.region if place else ""),
        ("region", not region or region in knowledge.region.bodies, "a region of region.yaml"),
        ("date", not values["date"] or bool(_DATE.fullmatch(values["date"])), "2013-05-14, 2013-05, 2013 or empty"),
        ("date", bool(values["date"]) or values["date_place"] == "geen", "a date, or date_place: geen"),
        ("date_place", values["date_place"] in DATE_PLACES, ", ".join(DATE_PLACES)),
        ("format", values["format"] in FORMATS, ", ".join(FORMATS)),
        ("on_topic", values["on_topic"] in ("yes", "no"), "yes or no"),
        ("type", bool(values["type"]), "a type of document"),
        ("ocr", values.get("ocr", SLIPS[0]) in SLIPS, ", ".join(SLIPS)),
    ]
    return [(key, expected) for key, right, expected in checks if not right]
