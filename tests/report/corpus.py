"""A synthetic set of all tables: seeded, plausible, small. Nothing in it was measured; no name in it exists."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pipeline.params import Settings, parse_settings
from pipeline.places import Municipality, Places
from pipeline.report.assemble import Materials, build_report
from pipeline.report.report import Report
from pipeline.schema.values import LADDER
from pipeline.tables import TABLES, make_table
from tests.report.corpus_facts import CONCEPTS, LANGUAGE, METRICS, PLACES, PRIVATE, SHIFT, STEP_TEXTS, TOPICS, YEARS
from tests.report.counted import count_changes, count_series

Rows = dict[str, list[dict[str, Any]]]
_MADE = ("tokens", "names", "embeddings", "series", "changes")
_BLANK = {"text": "x", "int": 1, "float": 0.0, "bool": False, "vector": None}


@dataclass
class World:
    """Rows of all tables, by name; what a row leaves out is null, or blank where the contract forbids null."""

    rng: random.Random
    rows: Rows = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        columns = TABLES[table].columns
        blank = {name: None if c.nullable else _BLANK[c.kind] for name, c in columns.items()}
        self.rows.setdefault(table, []).append(blank | row)


def world(documents: int) -> Rows:
    """Rows for so many documents in six municipalities."""
    made = World(random.Random(2015))
    for number in range(documents):
        _document(made, number)
    for number, reason in enumerate(["needs_ocr", "needs_ocr", "password", "timeout"]):
        url = f"https://example.org/weg-{number}.pdf"
        made.add("rejects", record_id=f"r{number}", source="proef", url=url, stage="clean", reason=reason, detail="<b>")
    _topics(made)
    _coverage(made)
    return made.rows


def pack(rows: Rows, **sections: Any) -> Materials:
    """Rows as checked tables, with the series counted from them by the rules of the contract."""
    tables = {name: make_table(name, rows.get(name, [])) for name in TABLES if name not in _MADE}
    tables["series"] = make_table("series", count_series(tables))
    tables["changes"] = make_table("changes", count_changes(tables["series"]))
    places = [Municipality(c, n, "Middelland", r, 2011, 2015, None, (), True) for c, (n, r) in PLACES.items()]
    versions = {"transformatiemonitor": "0.1.0", "spacy": "3.8.0"}
    return Materials(tables, CONCEPTS, Places(places, [], []), make_settings(**sections), METRICS, LANGUAGE, versions)


def make_settings(**sections: Any) -> Settings:
    """Settings of the example, with sections replaced."""
    notice = "Voorbeeld met verzonnen gemeenten. Deze gemeenten, mensen en teksten bestaan niet."
    source = {"proef": {"path": "x", "licence": "CC0-1.0"}}
    return parse_settings({"sources": source, "report": {"notice": notice}} | sections)


@cache
def example() -> Report:
    """The report of the synthetic tables."""
    return build_report(pack(world(120)))


def nothing() -> Materials:
    """No document, no concept found, nothing measured."""
    return replace(pack({}), metrics={}, language={}, concepts=())


def _document(made: World, number: int) -> None:
    code = list(PLACES)[number % len(PLACES)] if number % 17 else None
    year = made.rng.choice(YEARS) if number % 23 else None
    id_, private = f"d{number:04d}", number % 10 == 0
    text, spans = _text(made.rng, year or 2011, private=private)
    name, region = PLACES[code] if code else (None, None)
    url = f"https://example.org/{id_}.pdf" if number % 9 else "javascript:alert(1)"
    made.add("records", record_id=id_, source="proef", url=url, path=id_, status=200, licence="CC0-1.0", declared="{}")
    place = {"municipality_code": code, "municipality": name, "jeugdregio": region}
    when = {"date": f"{year}-05", "date_precision": "month", "date_kind": "adopted", "year": year} if year else {}
    title = f"Brief van {PRIVATE[0]} over <b>jeugd</b>" if private else f"Notitie jeugd {number}"
    facts = {"on_topic": number % 13 != 5, "reused_share": 0.1 if number % 4 else 0.4, "words": len(text.split())}
    made.add("documents", document_id=id_, record_id=id_, source="proef", url=url, title=title, document_type="nota",
             text=text, **place, **when, **facts)  # fmt: skip
    heading = f"Gesprek met {PRIVATE[0]}" if private else "Inleiding"
    made.add("passages", passage_id=f"{id_}:0", document_id=id_, start=0, end=len(text), heading=heading,
             page=1 + number % 7, text=text, original=number % 6 != 0)  # fmt: skip
    certainty = 0.5 + made.rng.random() / 2
    made.add("passage_topics", passage_id=f"{id_}:0", topic_id=number % 7 - 1, probability=certainty)
    for sentence, (start, end, mention) in enumerate(spans):
        made.add("sentences", document_id=id_, start=start, end=end, sentence=sentence, passage_id=f"{id_}:0")
        if mention:
            _mention(made, id_, (sentence, start, end), mention)
    _entities(made, id_, text)


_Mention = tuple[str, int, int, str]


def _text(rng: random.Random, year: int, *, private: bool) -> tuple[str, list[tuple[int, int, _Mention | None]]]:
    """The text, and its sentences with the mention in each: concept, start, end, step."""
    sentences: list[tuple[str, str | None, str, str]] = []
    for concept in CONCEPTS:
        low, high = SHIFT.get(concept.id, (0.4, 0.45))
        if rng.random() < low + (high - low) * (year - 2011) / 4:
            steps = LADDER[:2] if concept.id == "normaliseren" else LADDER
            chosen = [rng.choice(steps) for _ in range(rng.randint(1, 3))]
            sentences += [(STEP_TEXTS[s].format(w=concept.name), concept.id, concept.name, s) for s in chosen]
    sentences += [("De Jeugdwet geldt ook hier.", None, "", ""), ("Wethouder Bea Duin sprak.", None, "", "")]
    if private:
        sentences.append((f"Ook {PRIVATE[0]} sprak in.", None, "", ""))
        spoken = "De heer\nBrombeer vroeg naar wijkteam en belde 06-55555555."
        sentences.append((spoken, "wijkteam", "wijkteam", "benoemen"))
    text, spans = "", []
    for sentence, found, word, step in sentences:
        at = len(text) + sentence.index(word)
        spans.append((len(text), len(text) + len(sentence), (found, at, at + len(word), step) if found else None))
        text += sentence + " "
    return text.rstrip(), spans


def _mention(made: World, id_: str, sentence: tuple[int, int, int], mention: _Mention) -> None:
    concept, start, end, step = mention
    known = made.rng.random() > 0.1
    made.add("mentions", mention_id=f"{id_}:{start}:{concept}", document_id=id_, passage_id=f"{id_}:0",
             sentence=sentence[0], sentence_start=sentence[1], sentence_end=sentence[2], start=start, end=end,
             text=next(c.name for c in CONCEPTS if c.id == concept), concept_id=concept, score=0.84,
             origin=made.rng.choice(["label", "pattern", "model"]), step=step if known else None,
             step_score=0.7 if known else None, negated=start % 19 == 0, conditional=start % 23 == 0)  # fmt: skip


def _entities(made: World, id_: str, text: str) -> None:
    law = {"canonical_id": "BWBR0034925", "canonical_name": "Jeugdwet", "origin": "gazetteer", "public": True}
    holder = {"canonical_name": "Bea Duin", "office": "wethouder", "body": "gemeente", "public": True}
    names: list[tuple[str, str, dict[str, Any]]] = [("Jeugdwet", "LAW", law), ("Bea Duin", "PERSON", holder)]
    for name, label, facts in [*names, (PRIVATE[0], "PERSON", {}), ("06-55555555", "ID", {})]:
        if name in text:
            start = text.index(name)
            made.add("entities", document_id=id_, passage_id=f"{id_}:0", start=start, end=start + len(name), text=name,
                     label=label, **{"origin": "model"} | facts)  # fmt: skip


def _topics(made: World) -> None:
    topics = [row["topic_id"] for row in made.rows.get("passage_topics", [])]
    for number, label in enumerate(("geen onderwerp", *TOPICS), -1):
        made.add("topics", topic_id=number, label=label, terms="jeugd, hulp, wet", size=topics.count(number),
                 stability=None if number < 0 else 0.9 - 0.12 * number, stable=0 <= number < 4)  # fmt: skip


def _coverage(made: World) -> None:
    cells = [(d["municipality_code"], d["year"]) for d in made.rows.get("documents", [])]
    for code in PLACES:
        for year in YEARS:
            n = cells.count((code, year))
            made.add(
                "coverage", source="proef", municipality_code=code, year=year, expected=n + 1, obtained=n, usable=n
            )
