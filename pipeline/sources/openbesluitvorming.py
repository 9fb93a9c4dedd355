"""Source: OpenBesluitvorming, the successor of Open Raadsinformatie: its export (NDJSON with cursors), then each text.

``municipalities``: source keys as ``/api/sources`` gives them; ``years``: of the meeting. The snapshot of a source is
read page by page, then the changes since it was begun, so that nothing slips through between the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from pipeline.errors import SettingsError
from pipeline.params import SourceSettings
from pipeline.sources.asking import Answer, Ask, Cell, Found, Part, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.fetching.addresses import with_query
from pipeline.sources.snapshot import Fetched

ENDPOINT = "https://openbesluitvorming.nl"
PAGE = 500


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """The first page of each municipality's snapshot."""
    if not source.municipalities:
        raise SettingsError("OpenBesluitvorming needs municipalities", expected="municipalities: [zwolle]")
    return Reading(asks=tuple(_page(source, "snapshot", Cell(name)) for name in source.municipalities))


def read(answer: Answer, source: SourceSettings) -> Reading:
    """Pages of the export list documents; each document has a page of its own with its text."""
    if answer.ask.kind in ("snapshot", "changes"):
        return _read_export(answer, source)
    if answer.ask.kind == "entity":
        return _read_entity(answer)
    return Reading(keep=bool(answer.body), problem="" if answer.body else "empty")


def _read_export(answer: Answer, source: SourceSettings) -> Reading:
    lines = [json.loads(line) for line in answer.body.splitlines() if line.strip()]
    asks, found, removed = list(_following(answer, source)), [], []
    for line in lines:
        key = f"ob:{line['entity_id']}"
        if line["op"] == "delete":
            removed.append(key)
        elif line.get("entity_type") == "Document":
            ask, why = _entity(line, key, answer.ask.cell, source)
            found.append(Found(answer.ask.cell, key, "" if why else key, why))
            asks += [] if why else [ask]
    return Reading(tuple(asks), found=tuple(found), removed=tuple(removed))


def _following(answer: Answer, source: SourceSettings) -> Iterator[Ask]:
    """The next page; behind the snapshot's last one, the changes since its first.

    Raises:
        ValueError: the answer lacks the headers that tell whether there is more.
    """
    more, cursor = answer.headers.get("x-has-more", "").lower(), answer.headers.get("x-next-cursor", "")
    changes = str(answer.ask.declared.get("changes") or answer.headers.get("x-changes-cursor") or "")
    if more not in ("true", "false") or (more == "true" and not cursor):
        raise ValueError("the export does not tell whether there is more")
    if more == "true":
        yield _page(source, answer.ask.kind, answer.ask.cell, cursor=cursor, changes=changes)
    elif answer.ask.kind == "snapshot" and changes:
        yield _page(source, "changes", answer.ask.cell, cursor=changes, changes=changes)


def _page(source: SourceSettings, kind: str, cell: Cell, *, cursor: str = "", changes: str = "") -> Ask:
    url = with_query(f"{_base(source)}/api/export/{kind}", source=cell.municipality, limit=PAGE)
    url = with_query(url, cursor=cursor) if cursor else url
    return Ask(url, kind=kind, listing=True, priority=1, cell=cell, declared={"changes": changes})


def _base(source: SourceSettings) -> str:
    return (source.endpoint or ENDPOINT).rstrip("/")


def _entity(line: dict[str, Any], key: str, cell: Cell, source: SourceSettings) -> tuple[Ask, str]:
    payload = line.get("payload") or {}
    moment = str(payload.get("last_discussed_at") or "")[:10]
    why = (
        ""
        if source.years is None or (moment[:4].isdigit() and _within(int(moment[:4]), source.years))
        else "other_year"
    )
    facts = {
        "title": payload.get("name"),
        "municipality": cell.municipality,
        "meeting_date": moment,
        "original_url": payload.get("original_url"),
        "supplier": line.get("supplier"),
    }
    declared = {name: value for name, value in facts.items() if value}
    url = f"{_base(source)}/api/entities/{quote(line['entity_id'], safe='')}"
    version = str(line.get("content_hash") or line.get("commit_id") or "listed")
    return Ask(url, kind="entity", key=key, version=version, cell=cell, declared=declared), why


def _within(year: int, years: tuple[int, int]) -> bool:
    return years[0] <= year <= years[1]


def _read_entity(answer: Answer) -> Reading:
    data = json.loads(answer.body)
    text = str(data.get("markdownText") or "")
    if text.strip():
        part = Part(f"{answer.ask.key}/text", answer.ask.url, text.encode(), "text/plain", answer.ask.declared)
        return Reading(parts=(part,))
    url = str(data.get("pdfUrl") or data.get("downloadUrl") or "")
    if not url.startswith(("http://", "https://")):
        return Reading(problem="no_text")
    file = replace(answer.ask, url=url, kind="file", key=f"{answer.ask.key}/file")
    return Reading(asks=(file,), instead=file.key)
