"""A site in which every text that comes from a document, params.yaml or a YAML file is hostile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from pipeline.places import Municipality, Places
from pipeline.report.assemble import Materials
from pipeline.report.model import Concept
from tests.report.corpus import Rows, pack, world

PAYLOADS: list[str] = yaml.safe_load((Path(__file__).parent / "hostile_payloads.yaml").read_text(encoding="utf-8"))
ALL = " ".join(PAYLOADS)
_WIDE = ("title", "publisher", "notice", "introduction")


def hostile() -> Materials:
    """Each payload in each field: one a document, and all of them one after another in what there is one of."""
    rows = world(len(PAYLOADS))
    for number, payload in enumerate(PAYLOADS):
        _document(rows, number, payload)
    for number, topic in enumerate(rows["topics"]):
        topic |= {"label": _share(number, len(rows["topics"])), "terms": ", ".join(PAYLOADS[number::10])}
    for number, reject in enumerate(rows["rejects"]):
        reject |= {"url": PAYLOADS[-number - 1], "detail": _share(number, len(rows["rejects"])), "source": ALL}
    for row in rows["coverage"]:
        row["source"] = ALL
    settings: dict[str, Any] = {
        "sources": {ALL: {"path": "x", "licence": ALL}},
        "report": dict.fromkeys(_WIDE, ALL) | {"pdf": "none"},
    }
    made = pack(rows, **settings)
    return replace(
        made,
        concepts=_concepts(made.concepts),
        places=_places(rows),
        language={"name": ALL, "version": ALL, "licence": ALL, "why": ALL, "scores": {"ents_f": 0.8}},
        versions={"transformatiemonitor": ALL, ALL: ALL},
    )


def _document(rows: Rows, number: int, payload: str) -> None:
    document, passage, record = (rows[name][number] for name in ("documents", "passages", "records"))
    names = [PAYLOADS[(number + turn) % len(PAYLOADS)] for turn in range(1, 5)]
    id_, text = document["document_id"], document["text"]
    start = len(text) + 1
    whole = f"{text} {payload} over de jeugd."
    home = {"jeugdregio": names[1], "municipality": names[0], "document_type": names[2]}
    document |= {"title": payload, "text": whole, "url": names[3], "source": ALL, "province": payload} | home
    document |= {"on_topic": True, "year": document["year"] or 2012, "date": document["date"] or "2012"}
    record |= {"url": names[3], "licence": payload, "media_type": payload, "path": payload, "source": ALL}
    passage |= {"heading": payload, "end": len(whole), "text": whole}
    span = {"document_id": id_, "passage_id": passage["passage_id"], "start": start, "end": start + len(payload)}
    sentence = {"sentence": 99, "sentence_start": start, "sentence_end": len(whole)}
    mention = rows["mentions"][0] | span | sentence | {"text": payload, "concept_id": "wijkteam", "step": "middelen"}
    rows["mentions"].append(mention | {"mention_id": f"{id_}:{start}:wijkteam", "origin": "label"})
    rows["sentences"].append(span | {"sentence": 99, "end": len(whole)})
    facts = {"text": payload, "canonical_id": payload, "canonical_name": payload, "public": True, "origin": "rule",
             "value": payload}  # fmt: skip
    for label in ("ORG", "LAW", "PERSON"):
        office = {"office": payload, "body": payload} if label == "PERSON" else {}
        rows["entities"].append(rows["entities"][0] | span | facts | office | {"label": label})


def _share(number: int, of: int) -> str:
    """The part of the payloads that falls to one of so many rows."""
    return " ".join(PAYLOADS[number::of])


def _concepts(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    return tuple(
        replace(c, name=text, english=text, definition=text, group=text)
        for c, text in zip(concepts, (_share(n, len(concepts)) for n in range(len(concepts))), strict=True)
    )


def _places(rows: Rows) -> Places:
    found = {d["municipality_code"]: d for d in rows["documents"] if d["municipality_code"]}
    places = [
        Municipality(code, d["municipality"], d["province"], d["jeugdregio"], 2011, 2015, None, (), True)
        for code, d in found.items()
    ]
    return Places(places, [], [])
