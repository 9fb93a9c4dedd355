"""One record becomes documents whose ids, offsets and characters hold in every table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cleaning.blocks import Block, Extract
from pipeline.cleaning.document import clean_record, load_knowledge, make_document, plain_text
from pipeline.cleaning.reuse import mark_copies
from pipeline.errors import RejectedDocument
from pipeline.params import CleanSettings
from pipeline.tables import check_table

MODELS = str(Path(__file__).parents[2] / "models")
KNOWLEDGE = load_knowledge(MODELS, fictional=True)
SETTINGS = CleanSettings()
SENTENCE = "De gemeente wil dat ouders en kinderen op tijd de jeugdhulp krijgen die zij nodig hebben. "


def record(**more: Any) -> dict[str, Any]:
    facts = {"record_id": "r1", "source": "own", "url": "https://www.sandermeer.example/x", "raw_sha256": "0"}
    return {**facts, "media_type": None, "declared": json.dumps(more.pop("declared", {})), **more}


def document(*texts: str, fragment: str = "", **more: Any) -> dict[str, Any]:
    extract = Extract(
        [Block("paragraph", text) for text in texts], "txt", fragment=fragment, title=more.pop("title", None)
    )
    return make_document(record(**more), extract, knowledge=KNOWLEDGE, settings=SETTINGS)


def test_a_document_and_its_passages_fit_their_tables() -> None:
    import pandas as pd

    made = document("Nota Jeugd", SENTENCE * 3, SENTENCE * 30)
    passages = pd.DataFrame(made.pop("passages"))
    documents, passages, _ = mark_copies(pd.DataFrame([made]), passages, min_words=25)
    check_table("documents", documents)
    check_table("passages", passages)
    assert all(made["text"][p.start : p.end] == p.text for p in passages.itertuples())


def test_the_id_comes_from_raw_facts_only() -> None:
    assert document(SENTENCE)["document_id"] == document(SENTENCE * 2, title="Anders")["document_id"]
    assert document(SENTENCE)["document_id"] != document(SENTENCE, fragment="2")["document_id"]
    assert document(SENTENCE)["document_id"] != document(SENTENCE, record_id="r2")["document_id"]


def test_facts_are_filled_from_the_record_and_the_text() -> None:
    made = document("Startnotitie Zorg voor jeugd", "Sandermeer, 3 maart 2014", SENTENCE * 3)
    assert (made["title"], made["document_type"]) == ("Startnotitie Zorg voor jeugd", "startnotitie")
    assert (made["date"], made["year"], made["municipality_code"]) == ("2014-03-03", 2014, "GM9901")
    assert (made["on_topic"], made["language"]) == (True, "nl")


def test_fictional_places_are_known_only_where_the_settings_say_so() -> None:
    real = load_knowledge(MODELS, fictional=False)
    extract = Extract([Block("paragraph", SENTENCE)], "txt")
    assert make_document(record(), extract, knowledge=real, settings=SETTINGS)["municipality_code"] is None


@pytest.mark.parametrize(
    ("texts", "reason"),
    [(["   ", "-- * --"], "no_text"), ([], "no_text"), (["The council wants to help the parents."], "not_dutch")],
)
def test_what_is_no_dutch_text_is_rejected_with_a_reason(texts: list[str], reason: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        document(*texts)
    assert caught.value.reason == reason


def test_too_much_text_is_rejected() -> None:
    extract = Extract([Block("paragraph", SENTENCE * 30)], "txt")
    small = CleanSettings(max_characters=1000)
    with pytest.raises(RejectedDocument, match="too_large"):
        make_document(record(), extract, knowledge=KNOWLEDGE, settings=small)


def test_broken_characters_reach_no_table() -> None:
    made = document(
        f"{SENTENCE}\r\nMeer \ud83d tekst.\rNog \x00 een.", title="Nota \udc00\rJeugd", declared={"x": "\ud800"}
    )
    for value in (made["text"], made["title"]):
        assert "\r" not in value
        assert value.encode("utf-8")


def test_plain_text_keeps_what_is_fine() -> None:
    assert plain_text("één – “twee”\n| drie\t€") == "één – “twee”\n| drie\t€"
    assert plain_text("a\r\nb\rc\u2028d\x0ce\x07") == "a\nb\nc\nd\ne"


def test_a_record_is_read_from_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "raw").write_text(f"Nota Jeugd\n\n{SENTENCE * 4}\n", encoding="utf-8")
    made = clean_record(record(raw=str(tmp_path / "raw")), models=MODELS, fictional=True, settings=SETTINGS)
    assert [one["title"] for one in made["documents"]] == ["Nota Jeugd"]
    assert made["rejects"] == []
