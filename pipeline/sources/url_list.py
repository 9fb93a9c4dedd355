"""Source: a list of addresses in a CSV or JSON file, with what somebody already knows about each of them.

A column or key ``url`` is needed; all others are kept as declared metadata. `municipality` and `year` are the squares
of the ledger. JSON may be a list of texts, a list of objects, or one object a line.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.params import SourceSettings
from pipeline.sources.asking import NO_YEAR, NOWHERE, Answer, Ask, Cell, Expected, Found, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.fetching.addresses import normalise
from pipeline.sources.not_found import soft_404
from pipeline.sources.snapshot import Fetched


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """Every address of the list."""
    asks: dict[str, Ask] = {}
    for entry in _entries(source.addresses):
        facts = {name: value for name, value in entry.items() if value not in (None, "")}
        address = normalise(str(facts.pop("url", "")))
        if address:
            asks.setdefault(address, Ask(address, cell=_cell(facts), declared=facts))
    found = tuple(Found(ask.cell, ask.url, ask.identity) for ask in asks.values())
    cells = sorted({ask.cell for ask in asks.values()})
    expected = tuple(Expected(cell, "list", sum(a.cell == cell for a in asks.values())) for cell in cells)
    return Reading(asks=tuple(asks.values()), found=found, expected=expected)


def read(answer: Answer, source: SourceSettings) -> Reading:
    """Every answer is a document, but for a page that says politely that there is none."""
    if soft_404(answer):
        return Reading(problem="soft_404")
    return Reading(keep=bool(answer.body), problem="" if answer.body else "empty")


def _cell(facts: dict[str, Any]) -> Cell:
    year = str(facts.get("year", ""))
    return Cell(str(facts.get("municipality", NOWHERE)), int(year) if year.isdigit() and len(year) == 4 else NO_YEAR)


def _entries(path: Path | None) -> list[dict[str, Any]]:
    try:
        text = (path or Path()).read_text(encoding="utf-8-sig")
        entries = _read_json(text) if path and path.suffix in (".json", ".jsonl", ".ndjson") else _read_csv(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise InputError(
            f"the list of addresses cannot be read: {error}",
            expected="a CSV file with a column `url`, or JSON",
            where=str(path),
            remedy="mend the file, or name another under `addresses`",
        ) from None
    if not any(entry.get("url") for entry in entries):
        raise InputError("the list holds no addresses", expected="a column or key `url`", where=str(path))
    return entries


def _read_csv(text: str) -> list[dict[str, Any]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return [
        {str(k).strip(): v for k, v in row.items()} for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)
    ]


def _read_json(text: str) -> list[dict[str, Any]]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError:
        values = [json.loads(line) for line in text.splitlines() if line.strip()]
    entries = values if isinstance(values, list) else [values]
    return [{"url": entry} if isinstance(entry, str) else dict(entry) for entry in entries]
