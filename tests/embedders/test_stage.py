"""Stage embed: a vector for every passage, blind to names."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.embedders.word_vectors import bundled_folder
from pipeline.params import Settings, parse_settings
from pipeline.stages.embed import main
from pipeline.tables import read_table

TEXTS = ["Oudeweer opent een wijkteam.", "Sandermeer opent een wijkteam.", "De school meldt."]


def _settings(embedder: str = "lsa") -> Settings:
    return parse_settings({"sources": {}, "embed": {"embedder": embedder, "dimensions": 5}})


@pytest.fixture
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    ids = [f"d{i}" for i in range(3)]
    passages = pd.DataFrame({"passage_id": [f"{d}:0" for d in ids], "document_id": ids, "start": 0, "text": TEXTS})
    passages.to_parquet("data/passages.parquet")
    entities = pd.DataFrame({"document_id": ["d0", "d1"], "start": 0, "end": [8, 10], "label": "GPE"})
    entities.to_parquet("data/entities.parquet")
    language = json.dumps({"load": str(bundled_folder("spacy"))})
    Path("data/language.json").write_text(language, encoding="utf-8")


@pytest.mark.usefixtures("_data")
@pytest.mark.parametrize("embedder", ["lsa", "lsa_characters", "floret", "lsa_floret", "spacy"])
def test_passages_that_differ_by_a_town_only_get_the_same_vector(embedder: str) -> None:
    main(_settings(embedder))
    first, second, third = read_table("embeddings", Path("data/embeddings.parquet"))["vector"]
    assert np.allclose(first, second, atol=1e-5)
    assert first @ third < 0.9
    assert first.dtype == np.float32


@pytest.mark.usefixtures("_data")
def test_no_passages_make_an_empty_table() -> None:
    pd.read_parquet("data/passages.parquet").iloc[:0].to_parquet("data/passages.parquet")
    main(_settings())
    assert read_table("embeddings", Path("data/embeddings.parquet")).empty
