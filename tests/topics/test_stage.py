"""Stage topics from tables to tables."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pytest

from pipeline.params import Settings, parse_settings
from pipeline.stages.topics import main
from pipeline.tables import read_table
from tests.topics import invented

MODELS = Path(__file__).parents[2] / "models" / "topics"
TOPICS = {"min_size": 10, "neighbours": 10, "components": 3, "refits": 1}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A folder with the tables of the invented corpus; each word of a passage is a token."""
    shutil.copytree(MODELS, tmp_path / "models" / "topics")
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.stages.topics.read_table", _read)
    invented.documents().to_parquet("data/documents.parquet")
    invented.passages().drop(columns="subject").to_parquet("data/passages.parquet")
    passages = invented.passages()
    vectors = pd.Series(list(invented.vectors()), dtype="object")
    pd.DataFrame({"passage_id": passages["passage_id"], "vector": vectors}).to_parquet("data/embeddings.parquet")
    tokens = invented.lemmas().merge(passages[["passage_id", "start"]], on="passage_id")
    tokens["start"] += tokens.groupby("passage_id").cumcount() * 20
    tokens.assign(text=tokens["lemma"])[["document_id", "start", "text", "lemma", "pos"]].to_parquet(
        "data/tokens.parquet"
    )
    pd.DataFrame({"document_id": ["d00"], "start": [0], "end": [9], "label": ["GPE"]}).to_parquet(
        "data/entities.parquet"
    )
    Path("data/topic_seeds.json").write_text("{}", encoding="utf-8")
    return parse_settings({"sources": {}, "topics": TOPICS})


def _read(
    name: str, path: Path, columns: list[str] | None = None, *, only: dict[str, Collection[str]] | None = None
) -> pd.DataFrame:
    """The invented tables hold only the columns that topics needs."""
    table = pd.read_parquet(path)
    for column, values in (only or {}).items():
        table = table[table[column].isin(list(values))]
    return table if columns is None else table[columns]


def test_it_writes_topics_each_passages_topic_and_the_model(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    main(settings)
    topics = read_table("topics", Path("data/topics.parquet"))
    assert topics["topic_id"].tolist() == [-1, 0, 1, 2, 3]
    assert {"Wijkteams", "School en huisarts"} <= set(topics["label"])
    assert len(read_table("passage_topics", Path("data/passage_topics.parquet"))) == 120
    assert (Path("data/topic_model") / "topic_embeddings.safetensors").exists()
    assert json.loads(Path("reports/topics.json").read_text(encoding="utf-8"))["topics"] == 4
    assert capsys.readouterr().out == ""


def test_two_runs_write_the_same_bytes(settings: Settings) -> None:
    written = []
    for _ in range(2):
        main(settings)
        files = [*Path("data").glob("topic*.parquet"), *Path("data/topic_model").iterdir(), Path("reports/topics.json")]
        written.append({str(file): file.read_bytes() for file in files})
    assert written[0] == written[1]
    assert len(written[0]) > 8


def test_a_sample_to_learn_from_still_gives_every_passage_its_topic(settings: Settings) -> None:
    main(settings.model_copy(update={"topics": settings.topics.model_copy(update={"fit_passages": 80})}))
    passages = read_table("passage_topics", Path("data/passage_topics.parquet"))
    assert len(passages) == 120
    assert (passages["topic_id"] >= 0).sum() > 100


def test_a_folder_of_five_documents_ends_well_and_says_why(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    invented.documents().iloc[:5].to_parquet("data/documents.parquet")
    main(settings)
    assert read_table("topics", Path("data/topics.parquet"))["label"].tolist() == ["Niet ingedeeld"]
    assert "20 passages to learn topics from, and at least 30 are needed" in capsys.readouterr().out
    assert [f.name for f in Path("data/topic_model").iterdir()] == ["no_model.json"]
