"""Tasks go to Label Studio and Doccano and come back as gold markup that the gold's own reader accepts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from data.gold.build.read import read_file
from data.gold.build.write import fragment_row, load_knowledge
from pipeline.bench.__main__ import main
from pipeline.bench.doccano import from_doccano, label_types, to_doccano
from pipeline.bench.label_studio import from_label_studio, interface, to_label_studio
from pipeline.bench.labels import Labelled, Task, check_labelled, to_markup, to_rows
from pipeline.bench.texts import Span
from pipeline.errors import InputError

TEXT = "🙂 Ouders van [naam] krijgen één gezin, één plan."
PLAN = Span(TEXT.index("één gezin"), len(TEXT) - 1, "een-gezin-een-plan")
TASK = Task("d1:40", TEXT, (PLAN,), "maatregel", (("year", "2014"),), 0.7)
KNOWN = {"een-gezin-een-plan", "wijkteam"}
READ = Labelled("d1:40", TEXT, (PLAN,), "maatregel")


def answered(task: Task, **more: Any) -> dict[str, Any]:
    """What Label Studio exports when an annotator accepts the prediction."""
    made = to_label_studio([task])[0]
    return made | {"annotations": [{"result": made["predictions"][0]["result"], "was_cancelled": False}]} | more


def test_label_studio_there_and_back() -> None:
    data = json.loads(json.dumps([answered(TASK)]))
    assert from_label_studio(data) == [READ]


def test_label_studio_gets_offsets_as_a_browser_counts() -> None:
    value = to_label_studio([TASK])[0]["predictions"][0]["result"][0]["value"]
    units = TEXT.encode("utf-16-le")[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
    assert units == value["text"] == "één gezin, één plan"


def test_the_interface_knows_every_concept_and_step() -> None:
    root = ET.fromstring(interface(KNOWN))
    assert {e.attrib["value"] for e in root.iter("Label")} == KNOWN
    assert {"benoemen", "resultaat", "negated"} <= {e.attrib["value"] for e in root.iter("Choice")}


def test_flags_come_back() -> None:
    flags = {"from_name": "flags", "type": "choices", "value": {"choices": ["quoted", "negated"]}}
    task = answered(TASK)
    task["annotations"][0]["result"].append(flags)
    assert from_label_studio([task])[0].flags == ("negated", "quoted")


def test_what_nobody_finished_is_left_out_and_a_quarrel_is_told() -> None:
    task = answered(TASK)
    cancelled = task["annotations"][0] | {"was_cancelled": True}
    assert from_label_studio([answered(TASK, annotations=[]), answered(TASK, annotations=[cancelled])]) == []
    other = {"result": [], "was_cancelled": False}
    with pytest.raises(InputError, match="2 annotators differ"):
        from_label_studio([answered(TASK, annotations=[task["annotations"][0], other])])


def test_doccano_there_and_back() -> None:
    assert from_doccano(to_doccano([TASK])) == [READ]
    assert {"text": "stap:maatregel"} in label_types(KNOWN)


def test_doccano_with_relations_is_read_too() -> None:
    span = {"id": 7, "label": PLAN.concept, "start_offset": PLAN.start, "end_offset": PLAN.end}
    flag = {"id": 8, "label": "kenmerk:past", "start_offset": 0, "end_offset": 3}
    step = {"id": 9, "label": "stap:maatregel", "start_offset": 0, "end_offset": 3}
    row = {"sentence_id": "d1:40", "text": TEXT, "entities": [span, flag, step], "relations": []}
    assert from_doccano(json.dumps(row)) == [Labelled("d1:40", TEXT, (PLAN,), "maatregel", ("past",))]


@pytest.mark.parametrize("data", [{}, [{}], [{"data": {"text": "a", "sentence_id": 1}, "annotations": [3]}], [3]])
def test_another_file_than_an_export_is_explained(data: Any) -> None:
    with pytest.raises(InputError, match="no export of Label Studio"):
        from_label_studio(data)
    with pytest.raises(InputError, match="line 1 is no export of Doccano"):
        from_doccano(json.dumps(data))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"mentions": (Span(0, 3, "wijkteem"),)}, "there is no concept 'wijkteem'"),
        ({"mentions": (PLAN, Span(PLAN.start + 2, PLAN.end, "wijkteam"))}, "two concepts overlap"),
        ({"mentions": (Span(3, 900, "wijkteam"),)}, "outside the sentence"),
        ({"step": None}, "but no step"),
        ({"mentions": ()}, "but no concept"),
        ({"step": "doen"}, "the step 'doen' is unknown"),
        ({"flags": ("maybe",)}, "the flag 'maybe' is unknown"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_sentence(changes: dict[str, Any], told: str) -> None:
    wrong = Labelled(**{**vars(READ), **changes})
    with pytest.raises(InputError, match=f"{told}(.|\n)*d1:40"):
        check_labelled([wrong], KNOWN)


def test_the_gold_reads_the_markup(tmp_path: Path) -> None:
    plain = Labelled("d1:90", "Wie | dat {leest}.", (), None)
    quoted = Labelled("d1:95", " Het wijkteam belt.", (Span(0, 13, "wijkteam"),), "voornemen", ("quoted",))
    path = tmp_path / "nieuw" / "wijken.txt"
    path.parent.mkdir()
    path.write_text(to_markup([READ, plain, quoted], author="nieuw", theme="wijken"), encoding="utf-8")
    _, fragments, problems = read_file(path, knowledge=load_knowledge())
    rows = [fragment_row(f) for f in fragments]
    assert problems == []
    assert [m["text"] for r in rows for m in r["mentions"]] == ["één gezin, één plan", "Het wijkteam"]
    assert [s["step"] for r in rows for s in r["sentences"]] == ["maatregel", None, "voornemen"]
    assert rows[2]["sentences"][0]["quoted"]


def test_rows_for_the_ladder_hold_only_sentences_with_a_step() -> None:
    assert to_rows([READ, Labelled("x", "Niets.", (), None)], theme="wijken") == f'"{TEXT}",maatregel,wijken\n'


def test_the_command_reads_back_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "export.jsonl", tmp_path / "new.txt"
    path.write_text(to_doccano([TASK]), encoding="utf-8")
    asked = ["labelled", str(path), "--author", "a", "--theme", "b", "--out", str(out)]
    assert main(asked) == 0
    assert "M: 🙂 Ouders van (naam) krijgen {een-gezin-een-plan|één gezin, één plan}." in out.read_text("utf-8")
    assert main(asked) == 1
    assert "is there already" in capsys.readouterr().err
