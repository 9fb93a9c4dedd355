"""A synthetic set of all tables: seeded, plausible, small. Nothing in it was measured; no name in it exists."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from pipeline.params import Settings, parse_settings
from pipeline.places import Municipality, Places
from pipeline.report.assemble import Materials, build_report
from pipeline.report.model import Concept
from pipeline.report.report import Report
from pipeline.tables import LADDER, TABLES, empty_table, make_table

YEARS = (2011, 2012, 2013, 2014, 2015)
PLACES = {
    "GM9901": ("Duinrade", "Kustwal"),
    "GM9902": ("Zoutmonde", "Kustwal"),
    "GM9903": ("Loovelden", "Heidezoom"),
    "GM9904": ("Dennenrade", "Heidezoom"),
    "GM9905": ("Sandermeer", "Merenland"),
    "GM9906": ("Sint Alderik", "Merenland"),
}
CONCEPTS = (
    Concept(
        "transformatie",
        "transformatie",
        "transformation",
        "De vernieuwing van de jeugdhulp.",
        "Overgang en vernieuwing",
        related=("transitie",),
        confused_with=("transitie",),
    ),
    Concept("transitie", "transitie", "transition", "De wettelijke overdracht.", "Overgang en vernieuwing"),
    Concept("wijkteam", "wijkteam", "district team", "Een team dichtbij gezinnen.", "Organisatie van de hulp", 4),
    Concept(
        "een-gezin-een-plan",
        "één gezin, één plan, één regisseur",
        "one family, one plan",
        "Eén plan en één vast persoon.",
        "Organisatie van de hulp",
        4,
        broader="wijkteam",
    ),
    Concept(
        "eigen-kracht", "eigen kracht", "own strength", "Wat een gezin zelf kan.", "Gezin, netwerk en buurt eerst", 1
    ),
    Concept(
        "normaliseren", "normaliseren", "normalising", "Gewoon laten wat gewoon is.", "Eerder, lichter en dichterbij", 2
    ),
    Concept(
        "preventie", "preventie", "prevention", "Voorkomen dat problemen ontstaan.", "Eerder, lichter en dichterbij", 1
    ),
    Concept("bezuiniging", "bezuiniging", "budget cut", "Met minder geld rondkomen.", "Geld, kennis en vernieuwing"),
)
TOPICS = (
    "overdracht van taken",
    "wijkteams en scholen",
    "geld en inkoop",
    "opvoeden in de buurt",
    "toezicht",
    "vervoer",
)
STEP_TEXTS = {
    "benoemen": "In de landelijke plannen komt {w} steeds vaker terug.",
    "voornemen": "Wij willen dat {w} de komende jaren een plaats krijgt.",
    "maatregel": "Vanaf 1 maart regelt het team elke ochtend {w} op drie scholen.",
    "middelen": "Voor {w} is in de begroting € 40.000 vrijgemaakt.",
    "resultaat": "Dankzij {w} kregen 31 gezinnen eerder hulp.",
}
PRIVATE = ("Klaas van den Brombeer", "Brombeer", "Klaas")
SHIFT = {"transformatie": (0.08, 0.72), "transitie": (0.75, 0.3), "wijkteam": (0.1, 0.85)}


@dataclass
class _World:
    rng: random.Random
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)


@cache
def materials(documents: int = 120) -> Materials:
    """All tables for `documents` documents in six municipalities."""
    world = _World(random.Random(2015))
    for number in range(documents):
        _document(world, number)
    _rejects(world)
    _topics(world)
    _coverage(world)
    return pack(world.rows)


def pack(rows: dict[str, list[dict[str, Any]]], **settings: Any) -> Materials:
    """Rows as checked tables, with the series counted from them by the rules of the contract."""
    names = (
        "records documents passages rejects reuse sentences entities mentions topics passage_topics coverage".split()
    )
    tables = {name: make_table(name, rows.get(name, [])) for name in names}
    tables["annotate_rejects"] = empty_table("rejects")
    tables["series"] = make_table("series", _series(tables))
    tables["changes"] = make_table("changes", _changes(tables["series"]))
    places = Places(
        [Municipality(c, n, "Middelland", r, 2011, 2015, None, (), True) for c, (n, r) in PLACES.items()], [], []
    )
    versions = {"transformatiemonitor": "0.1.0", "spacy": "3.8.0"}
    return Materials(tables, CONCEPTS, places, make_settings(**settings), METRICS, LANGUAGE, versions)


def make_settings(**sections: Any) -> Settings:
    """Settings of the example, with sections replaced."""
    notice = "Voorbeeld met verzonnen gemeenten. Deze gemeenten, mensen en teksten bestaan niet."
    return parse_settings(
        {"sources": {"proef": {"path": "x", "licence": "CC0-1.0"}}, "report": {"notice": notice}} | sections
    )


@cache
def example() -> Report:
    """The report of the synthetic tables."""
    return build_report(materials())


METRICS: dict[str, Any] = {
    "documents": {"found": 120, "planted": 124},
    "concepts": {
        "wijkteam": {"precision": 0.93, "recall": 0.71, "precision_low": 0.86, "precision_high": 0.97, "gold": 90}
    },
}
LANGUAGE: dict[str, Any] = {
    "name": "nl_transformatie",
    "version": "1.0.0",
    "licence": "CC BY-SA 4.0",
    "scores": {"ents_f": 0.771},
    "why": "nl_core_news_lg is not installed; using bundled",
}


def _document(world: _World, number: int) -> None:
    rng = world.rng
    code = list(PLACES)[number % len(PLACES)] if number % 17 else None
    year = rng.choice(YEARS) if number % 23 else None
    id_ = f"d{number:04d}"
    text, spans = _text(rng, year or 2011, number)
    name, region = PLACES[code] if code else (None, None)
    title = f"Notitie jeugd {number}" if number % 10 else f"Brief van {PRIVATE[0]} over <b>jeugd</b>"
    url = f"https://{'example.org'}/{id_}.pdf" if number % 9 else "javascript:alert(1)"
    world.add(
        "records",
        record_id=id_,
        source="proef",
        url=url,
        path=f"{id_}.pdf",
        retrieved_at=None,
        status=200,
        media_type=None,
        raw_sha256=id_,
        size=1000,
        licence="CC0-1.0",
        declared="{}",
    )
    world.add(
        "documents",
        document_id=id_,
        record_id=id_,
        source="proef",
        url=url,
        title=title,
        document_type="nota",
        date=f"{year}-05" if year else None,
        date_precision="month" if year else None,
        date_kind="adopted" if year else None,
        date_origin=None,
        date_confidence=None,
        year=year,
        municipality_code=code,
        municipality=name,
        municipality_origin=None,
        municipality_confidence=None,
        jeugdregio=region,
        province=None,
        language="nl",
        words=len(text.split()),
        on_topic=number % 13 != 5,
        on_topic_score=0.9,
        reused_share=0.1 if number % 4 else 0.4,
        duplicate_of=None,
        format="pdf",
        text=text,
        raw_sha256=id_,
    )
    passage = f"{id_}:0"
    heading = f"Gesprek met {PRIVATE[0]}" if number % 10 == 0 else "Inleiding"
    world.add(
        "passages",
        passage_id=passage,
        document_id=id_,
        start=0,
        end=len(text),
        heading=heading,
        page=1 + number % 7,
        text=text,
        words=len(text.split()),
        text_sha256=id_,
        reuse_cluster=None,
        original=number % 6 != 0,
    )
    topic = number % 7 - 1
    world.add("passage_topics", passage_id=passage, topic_id=topic, probability=0.5 + rng.random() / 2)
    for sentence, (start, end, mention) in enumerate(spans):
        world.add("sentences", document_id=id_, start=start, end=end, sentence=sentence, passage_id=passage)
        if mention:
            _mention(world, id_, (sentence, start, end), mention)
    _entities(world, id_, text)


def _text(rng: random.Random, year: int, number: int) -> tuple[str, list[tuple[int, int, tuple[Any, ...] | None]]]:
    """The text, and its sentences with the mention in each: concept, start, end, step."""
    text, spans = "", []
    for concept in CONCEPTS:
        low, high = SHIFT.get(concept.id, (0.4, 0.45))
        if rng.random() > low + (high - low) * (year - 2011) / 4:
            continue
        for _ in range(rng.randint(1, 3)):
            step = rng.choice(LADDER[: 2 if concept.id == "normaliseren" and rng.random() < 0.8 else 5])
            sentence = STEP_TEXTS[step].format(w=concept.name)
            at = len(text) + sentence.index(concept.name)
            spans.append((len(text), len(text) + len(sentence), (concept.id, at, at + len(concept.name), step)))
            text += sentence + " "
    tail = "De Jeugdwet geldt ook hier. Wethouder Bea Duin sprak de raad toe. "
    if number % 10 == 0:
        tail += f"Ook {PRIVATE[0]} sprak in. De heer\nBrombeer vroeg naar {CONCEPTS[2].name} en belde 06-55555555. "
    for sentence in tail.split(". ")[:-1]:
        start = text.index(sentence, len(text)) if sentence in text[len(text) :] else len(text)
        mention = None
        if "Brombeer vroeg" in sentence:
            at = start + sentence.index("wijkteam")
            mention = ("wijkteam", at, at + 8, "benoemen")
        spans.append((start, start + len(sentence) + 1, mention))
        text += sentence + ". "
    return text.rstrip(), spans


def _mention(world: _World, id_: str, sentence: tuple[int, int, int], mention: tuple[Any, ...]) -> None:
    concept, start, end, step = mention
    text = next(c.name for c in CONCEPTS if c.id == concept)
    known = world.rng.random() > 0.1
    world.add(
        "mentions",
        mention_id=f"{id_}:{start}:{concept}",
        document_id=id_,
        passage_id=f"{id_}:0",
        sentence=sentence[0],
        sentence_start=sentence[1],
        sentence_end=sentence[2],
        start=start,
        end=end,
        text=text,
        concept_id=concept,
        origin=world.rng.choice(["label", "pattern", "model"]),
        score=0.84,
        step=step if known else None,
        step_score=0.7 if known else None,
        negated=start % 19 == 0,
        conditional=start % 23 == 0,
        quoted=False,
    )


def _entities(world: _World, id_: str, text: str) -> None:
    names = [("Jeugdwet", "LAW", True, None), ("Bea Duin", "PERSON", True, "wethouder")]
    names += [(PRIVATE[0], "PERSON", False, None), ("06-55555555", "ID", False, None)]
    for name, label, public, office in names:
        if name in text:
            start = text.index(name)
            world.add(
                "entities",
                document_id=id_,
                passage_id=f"{id_}:0",
                start=start,
                end=start + len(name),
                text=name,
                label=label,
                canonical_id="BWBR0034925" if label == "LAW" else None,
                canonical_name=name if public else None,
                value=None,
                office=office,
                body="gemeente" if office else None,
                origin="gazetteer" if label == "LAW" else "model",
                public=public,
            )


def _rejects(world: _World) -> None:
    for number, reason in enumerate(["needs_ocr", "needs_ocr", "password", "duplicate_url"]):
        url = f"https://{'example.org'}/weg-{number}.pdf"
        world.add(
            "rejects", record_id=f"r{number}", source="proef", url=url, stage="clean", reason=reason, detail="<script>"
        )


def _topics(world: _World) -> None:
    topics = [row["topic_id"] for row in world.rows["passage_topics"]]
    for number, label in enumerate(("geen onderwerp", *TOPICS), -1):
        size = topics.count(number)
        world.add(
            "topics",
            topic_id=number,
            label=label,
            terms="jeugd, hulp, wet",
            size=size,
            documents=size,
            stability=None if number < 0 else 0.9 - 0.12 * number,
            stable=0 <= number < 4,
        )


def _coverage(world: _World) -> None:
    documents = pd.DataFrame(world.rows["documents"])
    for code in PLACES:
        for year in YEARS:
            usable = int(((documents["municipality_code"] == code) & (documents["year"] == year)).sum())
            world.add(
                "coverage",
                source="proef",
                municipality_code=code,
                year=year,
                expected=usable + 1,
                obtained=usable,
                usable=usable,
            )


def _series(tables: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Shares with a rough interval: the report only shows them, so any interval will do."""
    documents = tables["documents"]
    base = documents[documents["on_topic"] & documents["year"].between(2011, 2015).fillna(value=False).astype(bool)]
    items = _items(tables)
    rows = []
    for kind, group in [
        ("all", "all"),
        *(("municipality", c) for c in PLACES),
        *(("jeugdregio", r) for r in sorted({region for _, region in PLACES.values()})),
    ]:
        column = {"municipality": "municipality_code", "jeugdregio": "jeugdregio"}.get(kind)
        inside = base[base[column] == group] if column else base
        for year in (0, *YEARS):
            ids = set((inside[inside["year"] == year] if year else inside)["document_id"])
            place = {"group_kind": kind, "group": group, "year": year}
            for (what, id_), found in items.items():
                row = _row(what, id_, found, ids) | place
                rows += [row | {"original_only": False}, row | {"original_only": True}]
    return rows


def _items(tables: dict[str, pd.DataFrame]) -> dict[tuple[str, str], list[tuple[str, int, bool]]]:
    """(kind, id) -> (document, 1 when with it, has a step) per document or sentence."""
    mentions, items = tables["mentions"], {}
    for concept in [c.id for c in CONCEPTS]:
        own = mentions[mentions["concept_id"] == concept]
        items["concept", concept] = [(d, 1, True) for d in sorted(set(own["document_id"]))]
    for concept in ["", *(c.id for c in CONCEPTS)]:
        own = mentions[mentions["step"].notna()]
        own = own[own["concept_id"] == concept] if concept else own
        own = own.assign(rung=own["step"].map({s: i for i, s in enumerate(LADDER)}).astype(int))
        highest = own.groupby(["document_id", "sentence_start"])["rung"].max() if len(own) else pd.Series(dtype=int)
        steps = [(d, LADDER[r]) for (d, _), r in highest.items()]  # type: ignore[misc]
        for step in (*LADDER, "deeds"):
            wanted = LADDER[2:] if step == "deeds" else (step,)
            items["step", f"{concept}:{step}"] = [(d, int(s in wanted), True) for d, s in steps]
    owners = dict(zip(tables["passages"]["passage_id"], tables["passages"]["document_id"], strict=True))
    for topic in range(len(TOPICS)):
        own = tables["passage_topics"][tables["passage_topics"]["topic_id"] == topic]
        items["topic", str(topic)] = [(d, 1, True) for d in sorted({owners[p] for p in own["passage_id"]})]
    return items


def _row(kind: str, id_: str, found: list[tuple[str, int, bool]], ids: set[str]) -> dict[str, Any]:
    inside = [(d, hit) for d, hit, _ in found if d in ids]
    hits, bottom = sum(hit for _, hit in inside), len(inside)
    documents = len({d for d, hit in inside if hit})
    steps = kind == "step"
    of_documents = len({d for d, _ in inside}) if steps else len(ids)
    enough = of_documents >= 10
    share = (hits / bottom if steps else documents / len(ids)) if enough else None
    spread = 1 / max(1, of_documents) ** 0.5 / 2
    low, high = (max(0.0, share - spread), min(1.0, share + spread)) if share is not None else (None, None)
    return {
        "kind": kind,
        "id": id_,
        "documents": documents,
        "of_documents": of_documents,
        "passages": hits,
        "of_passages": bottom,
        "share": share,
        "low": low,
        "high": high,
        "enough_data": enough,
    }


def _changes(series: pd.DataFrame) -> list[dict[str, Any]]:
    rows = []
    shown = series[~series["original_only"] & series["enough_data"] & series["kind"].isin(["concept", "topic", "step"])]
    shares = {(r.kind, r.id, r.group_kind, r.group, r.year): r.share for r in shown.itertuples()}
    for (kind, id_, group_kind, group, year), share in shares.items():
        first = shares.get((kind, id_, "all", "all", 2011 if group_kind == "all" else 0))
        if first is None or (year != 2015 if group_kind == "all" else year):
            continue
        time = group_kind == "all"
        rows.append(
            {
                "kind": kind,
                "id": id_,
                "group_kind": "time" if time else group_kind,
                "from": "2011" if time else "rest",
                "to": "2015" if time else group,
                "estimate": share - first,
                "low": None,
                "high": None,
                "p": None,
                "q": 0.01 if abs(share - first) > 0.12 else 0.5,
                "enough_data": True,
            }
        )
    return rows
