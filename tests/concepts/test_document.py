"""From one document to rows, and from rows to the table that other stages read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.cache import pack, unpack
from pipeline.concepts.document import find_mentions, read_document
from pipeline.concepts.judging import is_heading
from pipeline.concepts.limits import Limits
from pipeline.concepts.tabulate import list_items, tabulate_concepts
from pipeline.errors import Failure
from pipeline.table_writer import write_pieces
from pipeline.tables import read_table, table_rows

MODELS = str(Path("models").absolute())
TEXT = "Het wijkteam\n\nWij willen een wijkteam in elk dorp. De energietransitie kost geld."
SPANS = [[0, 12], [14, 49], [50, 80]]


def found(classifiers: str, *, step: float = 0.0, paraphrase: float = 1.0, text: str = TEXT) -> list[dict[str, Any]]:
    spans = SPANS if text == TEXT else [[0, len(text)]]
    payload = {"text": text, "sentences": spans, "headings": ["Het wijkteam"]}
    return find_mentions(payload, models=MODELS, classifiers=classifiers, limits=Limits(step, paraphrase))


def test_a_heading_names_and_a_wish_is_an_intention(classifiers: str) -> None:
    steps = [(m["concept_id"], m["step"]) for m in found(classifiers)]
    assert steps == [("wijkteam", "benoemen"), ("wijkteam", "voornemen")]


def test_below_the_threshold_the_step_is_left_open(classifiers: str) -> None:
    assert [m["step"] for m in found(classifiers, step=1.0)] == ["benoemen", None]


def test_a_paraphrase_has_its_probability_and_its_words(classifiers: str) -> None:
    text = "Wij vragen eerst welke familie, buren en vrienden het gezin kunnen bijstaan."
    mentions = found(classifiers, paraphrase=0.01, text=text)
    assert "sociaal-netwerk" in {m["concept_id"] for m in mentions}
    for mention in (m for m in mentions if m["origin"] == "model"):
        assert 0.01 <= mention["score"] <= 1
        assert 0 < mention["end"] - mention["start"] <= len(text)
    assert all(m["origin"] != "model" for m in found(classifiers, paraphrase=1.0, text=text))


def test_results_survive_the_cache(classifiers: str) -> None:
    assert unpack(pack(found(classifiers, paraphrase=0.2))) == found(classifiers, paraphrase=0.2)


def test_a_text_about_something_else_has_no_mentions(classifiers: str) -> None:
    documents, passages, sentences = tables()
    (item,) = list_items(documents.assign(on_topic=False), passages, sentences)
    limits = Limits(0.4, 0.5)
    assert find_mentions(item.payload, models=MODELS, classifiers=classifiers, limits=limits) == []


@pytest.mark.parametrize(
    ("text", "heading"), [("Preventie", True), ("Preventie telt.", False), ("Preventie;", False), ("preventie", False)]
)
def test_what_is_a_heading(text: str, heading: bool) -> None:
    assert is_heading(text, (0, len(text)), headings={"Preventie", "Preventie telt."}) is heading


def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    documents = pd.DataFrame(
        {
            "document_id": "d",
            "record_id": "r",
            "source": "s",
            "url": "u",
            "title": None,
            "text": TEXT,
            "on_topic": True,
        },
        index=[0],
    )
    passages = pd.DataFrame(
        {"passage_id": ["d:14"], "document_id": ["d"], "start": [14], "end": [80], "heading": ["Nota > Het wijkteam"]}
    )
    sentences = pd.DataFrame({"document_id": "d", "start": [s for s, _ in SPANS], "end": [e for _, e in SPANS]})
    return documents, passages, sentences


def test_rows_slice_the_text_and_point_to_their_passage(classifiers: str, tmp_path: Path) -> None:
    documents, passages, sentences = tables()
    (item,) = list_items(documents, passages, sentences)
    assert item.payload["headings"] == ["Het wijkteam", "Nota"]
    result = read_document(item.payload, models=MODELS, classifiers=classifiers, limits=Limits(0.4, 1.0))
    rejects: list[dict[str, str]] = []
    pieces = tabulate_concepts(documents, passages, [(item, result)], rejects=rejects)
    paths = {name: tmp_path / f"{name}.parquet" for name in ("mentions", "frames")}
    write_pieces(pieces, paths)
    frames = read_table("frames", paths["frames"])
    assert list(frames["passage_id"]) == ["d:14"]
    table = read_table("mentions", tmp_path / "mentions.parquet")
    assert not rejects
    assert [TEXT[m.start : m.end] for m in table_rows(table)] == list(table["text"])
    assert [None if pd.isna(p) else p for p in table["passage_id"]] == [None, "d:14"]
    assert list(table["mention_id"]) == ["d:4:wijkteam", "d:29:wijkteam"]


def test_a_text_about_something_else_has_no_frame(classifiers: str) -> None:
    documents, passages, sentences = tables()
    (item,) = list_items(documents.assign(on_topic=False), passages, sentences)
    found = read_document(item.payload, models=MODELS, classifiers=classifiers, limits=Limits(0.4, 0.5))
    assert [(f["frame"], f["transitie"], f["score"]) for f in found["frames"]] == [("neither", 0, 1)]


def test_what_a_label_says_can_be_doubted(classifiers: str) -> None:
    payload = {"text": TEXT, "sentences": SPANS, "headings": []}
    sure = find_mentions(payload, models=MODELS, classifiers=classifiers, limits=Limits(0.0, 1.0, label=0.0))
    none = find_mentions(payload, models=MODELS, classifiers=classifiers, limits=Limits(0.0, 1.0, label=1.01))
    assert len(sure) == 2
    assert not none


def test_a_document_that_failed_is_told_and_does_not_stop_the_rest() -> None:
    documents, passages, sentences = tables()
    (item,) = list_items(documents, passages, sentences)
    rejects: list[dict[str, str]] = []
    failed = [(item, Failure("timeout", "too long"))]
    assert not list(tabulate_concepts(documents, passages, failed, rejects=rejects))
    assert [(row["url"], row["stage"], row["reason"]) for row in rejects] == [("u", "concepts", "timeout")]
