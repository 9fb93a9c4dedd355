"""The markup is read as MARKUP.md says, and a mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.sample.build.corpus import read_sources
from data.sample.build.inline import MarkupError, Slot, read_inline
from data.sample.build.knowledge import Knowledge
from data.sample.build.markup import read_source
from data.sample.build.region import slots_of
from data.sample.build.source import Source
from pipeline.errors import InputError

SLOTS = {"gemeente": Slot("Sandermeer", "GPE"), "wethouder": Slot("Marianne Verhulst", "PERSON", "wethouder")}
CONCEPTS = frozenset({"wijkteam", "cjg"})
HEAD = """id: proef
title: Proef in <gemeente>
municipality: Sandermeer
region: Merenland
date: 2013-05-14
date_place: kop
type: brief
format: txt
on_topic: yes
author: w1
---
"""


def write(tmp_path: Path, body: str, *, head: str = HEAD) -> Path:
    path = tmp_path / "bron" / "proef.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + body, encoding="utf-8")
    return path


def parse(tmp_path: Path, body: str, knowledge: Knowledge) -> Source:
    source, problems = read_source(write(tmp_path, body), knowledge=knowledge)
    assert problems == []
    assert source
    return source


def test_marks_become_spans_of_the_clean_text() -> None:
    read = read_inline("Het {wijkteam|[ORG|Team Oost]} van <wethouder>.", slots=SLOTS, concepts=CONCEPTS)
    assert read.text == "Het Team Oost van Marianne Verhulst."
    assert [(read.text[e.start : e.end], e.label, e.office) for e in read.entities] == [
        ("Team Oost", "ORG", None),
        ("Marianne Verhulst", "PERSON", "wethouder"),
    ]
    assert [(read.text[c.start : c.end], c.concept_id) for c in read.concepts] == [("Team Oost", "wijkteam")]


@pytest.mark.parametrize(
    ("marked", "label", "office", "private"),
    [
        ("[PERSON+wethouder|Jan Bos]", "PERSON", "wethouder", False),
        ("[PERSON*|De Boer]", "PERSON", None, True),
        ("[PRIV|06-00001234]", "ID", None, True),
        ("[LAW|Jeugdwet]", "LAW", None, False),
    ],
)
def test_people_are_told_apart(marked: str, label: str, office: str | None, private: bool) -> None:
    (entity,) = read_inline(marked, slots=SLOTS, concepts=CONCEPTS).entities
    assert (entity.label, entity.office, entity.private) == (label, office, private)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("een {wijkteem|team}", "unknown concept 'wijkteem'"),
        ("een <gemeenten>", "unknown slot <gemeenten>"),
        ("een {wijkteam|team", "never closed"),
        ("een team}", "a loose '}'"),
        ("[PLACE|hier]", "unknown label 'PLACE'"),
        ("{wijkteam|{cjg|team}}", "concept 'cjg' inside 'wijkteam'"),
        ("[ORG|{cjg|CJG}]", "concept 'cjg' inside 'ORG'"),
        ("[ORG|[GPE|hier]]", "inside another entity"),
        ("{wijkteam|}", "nothing is marked"),
        ("{wijkteam|[ORG|team}]", "a loose '}'"),
    ],
)
def test_a_wrong_mark_is_refused(line: str, found: str) -> None:
    with pytest.raises(MarkupError, match=found.replace("{", r"\{").replace("}", r"\}")):
        read_inline(line, slots=SLOTS, concepts=CONCEPTS)


def test_lines_become_paragraphs_items_and_headings(tmp_path: Path, knowledge: Knowledge) -> None:
    body = "# Kop\ntopic: -\n-: Een zin.\n-: Nog een.\n\ntopic: cjg\nB: * {cjg|CJG};\n-: * iets.\n"
    body += "## Tussenkop\n-: 1. Eerst.\n"
    source = parse(tmp_path, body, knowledge)
    assert [(b.kind, b.text, b.topic) for b in source.blocks] == [
        ("heading", "Kop", None),
        ("paragraph", "Een zin. Nog een.", None),
        ("item", "CJG;", "cjg"),
        ("item", "iets.", "cjg"),
        ("heading", "Tussenkop", "cjg"),
        ("number", "1. Eerst.", "cjg"),
    ]
    assert source.title == "Proef in Sandermeer"


def test_steps_and_flags_are_kept(tmp_path: Path, knowledge: Knowledge) -> None:
    (sentence,) = parse(tmp_path, "topic: cjg\nVnq: Geen {cjg|CJG} meer.\n", knowledge).blocks[0].sentences
    assert (sentence.step, sentence.flags) == ("voornemen", frozenset({"negated", "quoted"}))


@pytest.mark.parametrize(
    ("body", "line", "found"),
    [
        ("topic: weer\n-: Zon.\n", 12, "unknown topic 'weer'"),
        ("topic: -\n-: Zon.\nzomaar een regel\n", 14, "a line without code"),
        ("topic: -\nB: Geen begrip.\n", 13, "code B with 0 concepts"),
        ("topic: cjg\n-: Het {cjg|CJG}.\n", 13, "code - with 1 concepts"),
        ("topic: -\n-: Een {x|y}.\n", 13, "unknown concept 'x'"),
        ("copy: nergens-2011-01 ## Kop\n", 12, "no source 'nergens-2011-01'"),
        ("", 12, "no text"),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, knowledge: Knowledge, body: str, line: int, found: str
) -> None:
    _, problems = read_source(write(tmp_path, body), knowledge=knowledge)
    assert [p.line for p in problems if found in p.found] == [line]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("date: 2013-05-14", "date: 14-5-2013", "date: '14-5-2013'"),
        ("date: 2013-05-14", "date:", "date: ''"),
        ("format: txt", "format: wpd", "format: 'wpd'"),
        ("region: Merenland", "region: Kustwal", "region: 'Kustwal'"),
        ("author: w1", "author: w1\nocr: zwaar", "ocr: 'zwaar'"),
        ("id: proef", "id: anders", "id: 'anders'"),
        ("author: w1\n", "", "no author in the header"),
        ("author: w1", "autor: w1", "header line 'autor: w1'"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, knowledge: Knowledge, old: str, new: str, found: str) -> None:
    _, problems = read_source(write(tmp_path, "-: Zin.\n", head=HEAD.replace(old, new)), knowledge=knowledge)
    assert any(found in p.found for p in problems), problems


def test_all_mistakes_come_in_one_message(tmp_path: Path, knowledge: Knowledge) -> None:
    write(tmp_path, "topic: weer\n-: Een {x|y}.\n")
    with pytest.raises(InputError, match=r"2 mistakes(.|\n)*proef.txt:12(.|\n)*proef.txt:13"):
        read_sources(tmp_path, knowledge=knowledge)


@pytest.mark.parametrize(
    ("date", "name"),
    [("2014-03-18", "Marianne Verhulst"), ("2014-03-19", "Ruud Bakkenes"), ("2014", "Ruud Bakkenes")],
)
def test_the_elections_change_the_wethouder(tmp_path: Path, knowledge: Knowledge, date: str, name: str) -> None:
    head = HEAD.replace("2013-05-14", date)
    source, _ = read_source(write(tmp_path, "-: Zin.\n", head=head), knowledge=knowledge)
    assert source
    assert slots_of(source, knowledge.region)["wethouder"].text == name


def test_a_copied_section_gets_the_takers_own_names(tmp_path: Path, knowledge: Knowledge) -> None:
    other = tmp_path / "elders" / "model.txt"
    other.parent.mkdir()
    other.write_text("kop\n---\n# Model\n## Deel\n-: Hier in <gemeente>.\n## Rest\n-: Iets.\n", encoding="utf-8")
    source = parse(tmp_path, "-: Begin.\ncopy: model ## Deel\n-: Slot.\n", knowledge)
    assert [(b.text, b.copied_from) for b in source.blocks] == [
        ("Begin.", None),
        ("Deel", "model"),
        ("Hier in Sandermeer.", "model"),
        ("Slot.", None),
    ]
