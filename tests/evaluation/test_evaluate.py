"""quality.json, metrics.json and the plots: with a truth, without one, and with hardly any documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.plots import CONCEPTS, TOPICS, plot_concepts, plot_topics
from pipeline.evaluation.truth import TruthReject
from pipeline.params import parse_settings
from pipeline.stages.evaluate import main
from pipeline.tables import REJECTING, TABLES, empty_table, make_table, write_table
from tests.evaluation.invented import TEXT, at, mentions, planted, tables

TEMPLATES = Path(__file__).parent.parent.parent / "pipeline/evaluation/templates"
LANGUAGE = {"name": "nl_proef", "version": "1", "licence": "CC0", "why": "proef", "scores": {"ents_f": 0.5}}
REJECT = {"record_id": "r2", "source": "proef", "url": "u2", "stage": "clean", "reason": "empty", "detail": "niets"}


def test_without_a_truth_only_the_run_is_described() -> None:
    metrics = evaluate(tables(), LANGUAGE, ([], []))
    assert set(metrics) == {"counts", "language_model", "has_truth"}
    assert metrics["has_truth"] is False
    assert metrics["counts"]["documents"] == 1
    assert metrics["language_model"]["own_scores"]["ents_f"] == 0.5


def test_with_a_truth_everything_is_measured() -> None:
    made = tables() | {"rejects": make_table("rejects", [REJECT])}
    metrics = evaluate(made, LANGUAGE, ([planted()], [TruthReject(url="u2", reason="empty")]))
    parts = {
        "texts",
        "dates",
        "places",
        "document_types",
        "on_topic",
        "copies",
        "entities",
        "concepts",
        "ladder",
        "topics",
    }
    assert parts <= set(metrics)
    assert metrics["rejects_right"]["share"] == 1
    assert metrics["counts"]["rejects"] == {"all": 1, "empty": 1}
    assert "precision" not in metrics["concepts"]["micro"]
    json.dumps(metrics, allow_nan=False)


def test_a_planted_document_that_is_not_there_is_told() -> None:
    metrics = evaluate(tables(), LANGUAGE, ([planted(url="elders")], []))
    assert metrics["documents_found"]["count"] == 0
    assert "texts" not in metrics


def test_no_documents_at_all() -> None:
    nothing = {name: empty_table(name) for name in tables()}
    metrics = evaluate(nothing, LANGUAGE, ([planted()], []))
    assert metrics["counts"]["undated"] == {"count": 0, "n": 0}


def test_topics_of_one_name_stay_two_lines() -> None:
    topics = pd.concat([tables()["topics"].assign(topic_id=i) for i in (0, 1)])
    cell = {
        **dict.fromkeys(column for column, spec in TABLES["series"].columns.items() if spec.nullable),
        "kind": "topic",
        "group_kind": "all",
        "group": "all",
        "original_only": False,
        "enough_data": True,
        "documents": 1,
        "of_documents": 2,
        "passages": 1,
        "of_passages": 2,
        "share": 0.5,
        "low": 0.1,
        "high": 0.9,
    }
    series = make_table("series", [{**cell, "id": str(i), "year": y} for i in (0, 1) for y in (0, 2014)])
    table = plot_topics(series, topics)
    assert list(table.columns) == TOPICS
    assert table["topic"].tolist() == ["teams (0)", "teams (1)"]


def test_concepts_that_were_not_measured_are_not_plotted() -> None:
    table = plot_concepts({"per_concept": {"a": {"gold": 4, "recall": 0.5}, "b": {"gold": 0}}})
    assert table["concept"].tolist() == ["a"]
    assert list(plot_concepts({}).columns) == CONCEPTS


@pytest.mark.parametrize(("name", "columns"), [("topics", TOPICS), ("concepts", CONCEPTS)])
def test_the_template_of_a_plot_uses_the_columns_that_are_written(name: str, columns: list[str]) -> None:
    template = (TEMPLATES / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(template)["data"] == {"values": "<DVC_METRIC_DATA>"}
    made_there = {"middle", "from", "to", "measure", "value", "rev"}
    used = set(re.findall(r'"field": "(\w+)"', template)) | set(re.findall(r"datum\.(\w+)", template))
    assert used - made_there <= set(columns)


@pytest.mark.parametrize("has_truth", [True, False])
def test_the_stage_writes_all_its_files_twice_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_truth: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    made = tables() | {"mentions": mentions(TEXT, ("wijkteam", "wijkteam", None))}
    for name, table in made.items():
        write_table(name, table, Path("data") / ("records/proef.parquet" if name == "records" else f"{name}.parquet"))
    for stage in REJECTING:
        write_table("rejects", empty_table("rejects"), Path(f"data/rejects/{stage}.parquet"))
    Path("data/language.json").write_text(json.dumps(LANGUAGE), encoding="utf-8")
    Path("truth").mkdir()
    truth = planted(mentions=[at("wijkteam", concept_id="wijkteam")])
    Path("truth/documents.jsonl").write_text(truth.model_dump_json(), encoding="utf-8")
    evaluated = {"truth": "truth" if has_truth else "none"}
    settings = parse_settings({"sources": {"proef": {"connector": "folder"}}, "evaluate": evaluated})
    files = [Path(f"reports/{f}") for f in ("quality.json", "metrics.json", "plots/topics.csv", "plots/concepts.csv")]
    main(settings)
    first = [f.read_bytes() for f in files]
    main(settings)
    assert first == [f.read_bytes() for f in files]
    assert len(first[3].splitlines()) == 1 + has_truth
