"""Source: Open Raadsinformatie, council documents of many municipalities (Elasticsearch, read only).

``municipalities``: keys of the indexes (``zwolle``, for ``ori_zwolle``); ``years``: of the meeting; ``query``: words,
with ``*`` for what may follow, since the text is not stemmed (``jeugdhulp* jeugdzorg* transitie*``).
A hit with its text becomes a document; of one without, the file at the supplier is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.errors import SettingsError
from pipeline.params import SourceSettings
from pipeline.sources.asking import Answer, Ask, Cell, Expected, Found, Part, Reading
from pipeline.sources.exported import read_snapshot
from pipeline.sources.snapshot import Fetched

ENDPOINT = "https://api.openraadsinformatie.nl/v1/elastic"
PAGE = 100


def fetch(source: SourceSettings, *, key: str) -> Iterator[Fetched]:
    """What the snapshot holds."""
    return read_snapshot(source, key=key)


def plan(source: SourceSettings) -> Reading:
    """A search a municipality and a year."""
    if not source.municipalities or source.years is None:
        raise SettingsError("Open Raadsinformatie needs municipalities and years", expected="municipalities: [zwolle]")
    years = range(source.years[0], source.years[1] + 1)
    return Reading(asks=tuple(_search(source, name, year) for name in source.municipalities for year in years))


def read(answer: Answer, source: SourceSettings) -> Reading:
    """A page of hits, and the search behind it until a page is empty."""
    if answer.ask.kind != "search":
        return Reading(keep=bool(answer.body), problem="" if answer.body else "empty")
    data = json.loads(answer.body)
    hits, total = data["hits"]["hits"], data["hits"]["total"]
    if data.get("timed_out") or data.get("_shards", {}).get("failed"):
        return Reading(problem="partial_search", again=True)
    found, parts, asks = [], [], []
    for hit in hits:
        thing = _document(hit, answer.ask.cell)
        if isinstance(thing, Part):
            parts.append(thing)
        elif thing is not None:
            asks.append(thing)
        key = thing.key if thing else ""
        found.append(Found(answer.ask.cell, f"{hit['_index']}/{hit['_id']}", key, "" if thing else "no_address"))
    if hits:
        asks.insert(0, _behind(answer.ask, hits[-1]["sort"]))
    number = total["value"] if isinstance(total, dict) else total
    expected = Expected(answer.ask.cell, str(answer.ask.declared["question"]), int(number))
    return Reading(tuple(asks), parts=tuple(parts), found=tuple(found), expected=(expected,))


def _search(source: SourceSettings, name: str, year: int) -> Ask:
    window = {"gte": f"{year}-01-01", "lt": f"{year + 1}-01-01"}
    must = {"simple_query_string": {"query": source.query, "fields": ["text", "title", "description", "name"]}}
    filters = [{"range": {"last_discussed_at": window}}, {"term": {"@type": "MediaObject"}}]
    body = {
        "query": {"bool": {**({"must": must} if source.query else {}), "filter": filters}},
        "size": PAGE,
        "track_total_hits": True,
        "sort": [{"last_discussed_at": "asc"}, {"_id": "asc"}],
    }
    endpoint = (source.endpoint or ENDPOINT).rstrip("/")
    text = json.dumps(body, sort_keys=True)
    url = f"{endpoint}/ori_{name}/_search"
    return Ask(
        url,
        kind="search",
        listing=True,
        priority=1,
        body=text,
        cell=Cell(name, year),
        declared={"question": f"{url} {text}"},
    )


def _behind(ask: Ask, last: list[Any]) -> Ask:
    body = {**json.loads(ask.body), "search_after": last}
    return replace(ask, key="", body=json.dumps(body, sort_keys=True))


def _document(hit: dict[str, Any], cell: Cell) -> Part | Ask | None:
    """One supplier's file is one document, in however many indexes it stands."""
    facts = hit["_source"]
    url = str(facts.get("original_url") or facts.get("url") or "")
    declared = {
        "title": facts.get("name") or facts.get("file_name"),
        "municipality": cell.municipality,
        "meeting_date": str(facts.get("last_discussed_at") or "")[:10],
        "file_type": facts.get("content_type"),
        "index": hit["_index"],
        "index_id": hit["_id"],
    }
    declared = {name: value for name, value in declared.items() if value}
    if any(str(text).strip() for text in _texts(facts)):
        body = json.dumps({"_source": facts}, ensure_ascii=False, sort_keys=True).encode()
        return Part(
            f"ori:{url or hit['_id']}", url or f"ori:{hit['_index']}/{hit['_id']}", body, "application/json", declared
        )
    if not url.startswith(("http://", "https://")):
        return None
    return Ask(url, kind="file", key=f"ori:{url}", version="listed", cell=cell, declared=declared)


def _texts(facts: dict[str, Any]) -> list[Any]:
    return [t for name in ("md_text", "text") for t in _listed(facts.get(name))]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
