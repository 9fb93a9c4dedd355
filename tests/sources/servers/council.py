"""Open Raadsinformatie and its successor to replay: search_after, caps, cursors that expire, deletes, 429."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from tests.sources.servers.loopback import App, Asked, Reply


def hit(number: int, *, text: bool = True, generation: str = "2020", year: int = 2014) -> dict[str, Any]:
    facts = {
        "@type": "MediaObject",
        "name": f"Raadsvoorstel {number}",
        "original_url": f"http://replay.test/document/{number}/1",
        "last_discussed_at": f"{year}-05-0{1 + number % 9}T19:30:00",
        "text": [f"Bladzijde over jeugdhulp {number}"] if text else [],
    }
    index, sort = f"ori_zwolle_{generation}", [f"{year}-05-0{1 + number % 9}", f"{number:06}"]
    return {"_index": index, "_id": f"{number:06}", "_source": facts, "sort": sort}


@dataclass
class Council:
    """Elasticsearch with the hits of one municipality. `cut` hides what lies behind so many hits."""

    hits: list[dict[str, Any]]
    cut: int | None = None
    errors: dict[int, Reply] = field(default_factory=dict)
    searches: int = 0

    def app(self) -> App:
        return self._answer

    def _answer(self, asked: Asked) -> Reply:
        if asked.path.startswith("/document/"):
            return Reply(body=b"%PDF-1.4 besluit", media_type="application/pdf")
        if asked.method != "POST" or not asked.path.endswith("/_search"):
            return Reply(403)
        self.searches += 1
        if self.searches in self.errors:
            return self.errors[self.searches]
        body = json.loads(asked.body)
        window = body["query"]["bool"]["filter"][0]["range"]["last_discussed_at"]
        found = [h for h in self.hits if window["gte"] <= h["_source"]["last_discussed_at"] < window["lt"]]
        found.sort(key=lambda h: (h["sort"], h["_index"]))
        page = [h for h in found if h["sort"] > body.get("search_after", ["", ""])][: body["size"]]
        done = len(found) - len([h for h in found if h["sort"] > body.get("search_after", ["", ""])])
        page = page if self.cut is None or done < self.cut else []
        total = len(found) if body.get("track_total_hits") else min(len(found), 10_000)
        return _json({"timed_out": False, "hits": {"total": {"value": total, "relation": "eq"}, "hits": page}})


@dataclass
class Export:
    """OpenBesluitvorming with the documents of one municipality; `expired` cursors are answered with 410."""

    documents: dict[str, dict[str, Any]]
    deleted: list[str] = field(default_factory=list)
    expired: set[str] = field(default_factory=set)
    page: int = 10
    busy: int = 0
    silent: bool = False
    hashes: dict[str, str] = field(default_factory=dict)

    def app(self) -> App:
        return self._answer

    def _answer(self, asked: Asked) -> Reply:
        if self.busy:
            self.busy -= 1
            return Reply(429, b'{"retry_after_seconds": 7}', headers={"Retry-After": "7"})
        if asked.query.get("cursor") in self.expired:
            return Reply(410, b'{"error": "cursor expired"}')
        if asked.path == "/api/export/snapshot":
            return self._snapshot(asked)
        if asked.path == "/api/export/changes":
            lines = [{"op": "delete", "entity_id": e, "entity_type": "Document"} for e in self.deleted]
            return self._lines(lines, more=False, cursor="9")
        if asked.path.startswith("/files/"):
            return Reply(body=b"%PDF-1.4 x", media_type="application/pdf")
        return _json(self.documents[unquote(asked.path).removeprefix("/api/entities/")]["page"])

    def _snapshot(self, asked: Asked) -> Reply:
        names = sorted(n for n in self.documents if n > asked.query.get("cursor", ""))
        page = names[: self.page]
        lines = [self._upsert(name) for name in page]
        return self._lines(lines, more=len(names) > self.page, cursor=page[-1] if page else "")

    def _upsert(self, name: str) -> dict[str, Any]:
        facts = {"op": "upsert", "entity_id": name, "entity_type": "Document", "supplier": "notubiz"}
        return {**facts, "content_hash": self.hashes.get(name, "h1"), "payload": self.documents[name]["payload"]}

    def _lines(self, lines: list[dict[str, Any]], *, more: bool, cursor: str) -> Reply:
        heads = {"X-Has-More": str(more).lower(), "X-Next-Cursor": cursor, "X-Changes-Cursor": "5"}
        body = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
        return Reply(body=body, media_type="application/x-ndjson", headers={} if self.silent else heads)


def document(number: int, *, year: int = 2014, text: str = "Tekst over jeugdhulp") -> dict[str, Any]:
    payload = {"name": f"Besluit {number}", "last_discussed_at": f"{year}-03-04T10:00:00"}
    page = {"markdownText": text, "downloadUrl": f"http://replay.test/files/{number}.pdf"}
    return {"payload": payload, "page": page}


def _json(data: Any) -> Reply:
    return Reply(body=json.dumps(data).encode(), media_type="application/json")
