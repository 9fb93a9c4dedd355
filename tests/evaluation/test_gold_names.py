"""Scores of names on the gold: exact spans, office holders, private people, links."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.evaluation.gold_names import GoldText, read_gold_texts, score_gold_names
from pipeline.places import load_places

PLACES = load_places(Path(__file__).parents[2] / "models/places", fictional=False)
TEXT = "Wethouder Ada Bos van Zwolle sprak met Piet uit Kampen."


def _name(text: str, label: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    row = {"start": start, "end": start + len(text), "label": label, "text": text}
    return {**row, "office": None, "private": False, "public": True, "canonical_id": None, **more}


HOLDER, PRIVATE = _name("Ada Bos", "PERSON", office="wethouder"), _name("Piet", "PERSON", private=True)
ZWOLLE, KAMPEN = _name("Zwolle", "GPE", canonical_id="GM0193"), _name("Kampen", "GPE", canonical_id="GM0166")
GOLD = [GoldText("a/b", TEXT, (HOLDER, PRIVATE, ZWOLLE, KAMPEN))]
HIDDEN = {**PRIVATE, "public": False}


def test_all_found_is_one() -> None:
    scores = score_gold_names(GOLD, [[HOLDER, HIDDEN, ZWOLLE, KAMPEN]], places=PLACES)
    assert scores["micro"]["f"] == scores["office_holders"]["f"] == scores["places_linked"]["share"] == 1
    assert scores["private_shown"] == {**scores["private_shown"], "count": 0, "n": 1}


def test_a_shifted_name_counts_twice() -> None:
    scores = score_gold_names(GOLD, [[{**HOLDER, "end": HOLDER["end"] - 1}, ZWOLLE]], places=PLACES)
    assert (scores["micro"]["right"], scores["micro"]["found"], scores["micro"]["gold"]) == (1, 2, 4)


def test_a_private_name_inside_a_public_one_is_shown() -> None:
    around = {**PRIVATE, "start": PRIVATE["start"] - 4, "public": True}
    assert score_gold_names(GOLD, [[around]], places=PLACES)["private_shown"]["count"] == 1


def test_a_wrong_code_is_no_link() -> None:
    scores = score_gold_names(GOLD, [[{**ZWOLLE, "canonical_id": "GM9999"}, KAMPEN]], places=PLACES)
    assert (scores["places_linked"]["count"], scores["places_linked"]["n"]) == (1, 2)


def test_fragments_of_a_file_are_one_text(tmp_path: Path) -> None:
    entity = {"start": 0, "end": 3, "label": "PERSON", "text": "Ada", "office": None, "private": False}
    common = {"author": "e1", "theme": "x", "part": "test", "layers": ["entities"], "entities": [entity]}
    lines = [json.dumps({**common, "text": text}) for text in ("Ada spreekt.", "Ada zwijgt.")]
    other = json.dumps({**common, "part": "train", "text": "Ada leert."})
    (tmp_path / "gold.jsonl").write_text("\n".join([*lines, other]), encoding="utf-8")
    (one,) = read_gold_texts(tmp_path / "gold.jsonl")
    assert [one.text[n["start"] : n["end"]] for n in one.names] == ["Ada", "Ada"]


def test_missing_gold_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.gold\.build"):
        read_gold_texts(tmp_path / "gold.jsonl")
