"""What leaves the house for labelling: only texts that count, and never a private name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.bench.unlabelled import read_scores, read_tables, sentence_tasks, silent_passages, step_doubt
from pipeline.errors import InputError

TEXT = "Moeder Anja Bos vroeg het wijkteam van mevrouw Bos om hulp. Daarna was het stil."


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    ids = ["a", "off", "copy"]
    documents = pd.DataFrame(
        {
            "document_id": ids,
            "text": TEXT,
            "municipality": "Oudeweer",
            "jeugdregio": "Merenland",
            "document_type": None,
            "year": pd.Series([2014, 2014, 2014], dtype="Int64"),
            "on_topic": [True, False, True],
            "duplicate_of": [None, None, "a"],
        }
    )
    sentence = {"start": [0, 60], "end": [59, 80]}
    sentences = pd.concat([pd.DataFrame({"document_id": i, **sentence}) for i in ids])
    passages = sentences.assign(original=True, passage_id=lambda f: f.document_id + ":" + f.start.astype(str))
    at = TEXT.index("wijkteam van mevrouw Bos")
    mention = {"start": at, "end": at + 24, "concept_id": "wijkteam", "step": "maatregel", "step_score": 0.6}
    place = {"sentence_start": 0, "sentence_end": 59, "passage_id": [f"{i}:0" for i in ids]}
    mentions = pd.DataFrame({"document_id": ids, **place, **mention})
    name = {"start": 7, "end": 15, "text": "Anja Bos", "label": "PERSON", "public": False, "origin": "model"}
    entities = pd.DataFrame({"document_id": ids, **name})
    frames = (documents, passages, sentences, entities, mentions)
    return dict(zip(("documents", "passages", "sentences", "entities", "mentions"), frames, strict=True))


def test_a_task_is_a_sentence_with_its_mentions_and_without_names(tables: dict[str, pd.DataFrame]) -> None:
    (task,) = sentence_tasks(tables, step_doubt(tables))
    assert task.text == "Moeder [naam] vroeg het wijkteam van mevrouw [naam] om hulp."
    (span,) = task.mentions
    assert task.text[span.start : span.end] == "wijkteam van mevrouw [naam]"
    assert task.step == "maatregel"
    assert task.score == pytest.approx(0.4)
    assert dict(task.facts) == {"municipality": "Oudeweer", "year": "2014"}


def test_a_passage_without_mention_goes_into_the_audit(tables: dict[str, pd.DataFrame]) -> None:
    silent, found = silent_passages(tables, by="year")
    assert [(p.id, p.stratum, p.text) for p in silent] == [("a:60", "2014", "Daarna was het stil.")]
    assert found == {"2014": 1}
    assert silent_passages(tables, by="document_type")[1] == {"unknown": 1}


def test_scores_of_a_model_come_in_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("document_id,start,wijkteam,cjg\n007,60,0.5,0.1\n", encoding="utf-8")
    keys, scores = read_scores(path)
    assert keys == ["007:60"]
    assert scores.to_numpy().tolist() == [[0.5, 0.1]]


@pytest.mark.parametrize("text", [None, "", "a,b\n1,2\n", "document_id,start\na,1\n", "document_id,start,x\na,1,7\n"])
def test_what_is_no_scores_is_explained(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"document_id, start and one for each class(.|\n)*s\.csv"):
        read_scores(tmp_path / "s.csv")


def test_without_a_run_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dvc repro"):
        read_tables(tmp_path)
