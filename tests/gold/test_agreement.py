"""Two readings of the same sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.gold.build.agreement import agreement, blank_sheet, frames_agreement, read_sheet, sample
from data.gold.build.read import read_lines
from data.gold.build.write import GOLD, fragment_row, load_knowledge

Row = dict[str, Any]
FIRST = ("V: Wij willen {wijkteam|wijkteams}.", "-: De raad van [GPE|Zwolle] vergadert.", "R: Het {cjg|CJG} is open.")


def row(*lines: str, id_: str = "a/b/1") -> Row:
    fragment = read_lines(list(enumerate(lines, 1)), load_knowledge(), [])
    return {"id": id_, "layers": ["concepts", "entities"], **fragment_row(fragment)}


def sheet(folder: Path, *lines: str) -> Path:
    path = folder / "sheet.txt"
    path.write_text("== a/b/1\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_equal_readings_agree_wholly(tmp_path: Path) -> None:
    found = agreement([row(*FIRST)], read_sheet(sheet(tmp_path, *FIRST)))
    assert (found["sentences"]["concepts"], found["kappa"]) == (3, 1.0)
    assert found["concepts"]["all"].f1 == found["entities"]["all"].f1 == 1.0


def test_other_steps_and_longer_spans_lower_it(tmp_path: Path) -> None:
    other = ("M: Wij {wijkteam|willen wijkteams}.", FIRST[1].replace("[GPE|Zwolle]", "Zwolle"), FIRST[2])
    found = agreement([row(*FIRST)], read_sheet(sheet(tmp_path, *other)))
    assert found["kappa"] < 1.0
    assert found["concepts"]["wijkteam"].f1 == 0.0
    assert found["concepts"]["wijkteam"].f1_overlap == 1.0
    assert found["entities"]["GPE"].f1 == 0.0


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the texts differ"):
        agreement([row(*FIRST)], read_sheet(sheet(tmp_path, *FIRST[:2], "R: Het {cjg|CJG} is dicht.")))


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a/b/1, line 2"):
        read_sheet(sheet(tmp_path, FIRST[0], "?: De raad."))


def test_a_blank_sheet_shows_no_marks() -> None:
    assert blank_sheet([row(*FIRST)]).splitlines()[1:] == [
        "?: Wij willen wijkteams.",
        "?: De raad van Zwolle vergadert.",
        "?: Het CJG is open.",
    ]


def test_the_sample_does_not_depend_on_the_order() -> None:
    rows = [row(*FIRST, id_=f"a/b/{n}") for n in range(20)]
    assert sample(rows, sentences=9) == sample(rows[::-1], sentences=9)
    assert len(sample(rows, sentences=9)) == 3


def test_the_second_reading_covers_three_hundred_sentences_of_the_gold(gold: list[Row]) -> None:
    found = agreement(gold, read_sheet(GOLD / "second" / "reader2.txt"))
    assert found["sentences"]["concepts"] >= 200
    assert found["sentences"]["entities"] >= 300
    assert found["kappa"] > 0.6


def test_flags_are_compared_where_both_gave_a_step(tmp_path: Path) -> None:
    other = ("Vn: Wij willen {wijkteam|wijkteams}.", *FIRST[1:])
    found = agreement([row("Vnc: Wij willen {wijkteam|wijkteams}.", *FIRST[1:])], read_sheet(sheet(tmp_path, *other)))
    assert found["flags"] == {"negated": 1.0, "conditional": 0.0, "quoted": 1.0}


def test_both_counts_for_both_frames() -> None:
    found = frames_agreement({"a": "both", "b": "neither", "c": "transitie"}, {"a": "transitie", "b": "neither"})
    assert found == {"transitie": 1.0, "transformatie": 0.0}


def test_the_whole_test_part_was_read_twice(gold: list[Row]) -> None:
    second = read_sheet(GOLD / "second" / "test_part.txt")
    assert {r["id"] for r in gold if r["part"] == "test"} == set(second)
