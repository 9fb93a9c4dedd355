"""The change report: what a researcher reads after a second run, and what caused it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from pipeline.compare.__main__ import main
from pipeline.compare.causes import find_causes
from pipeline.compare.conclusions import find_differences
from pipeline.compare.runs import Run, read_run
from pipeline.errors import InputError

ROW = {"kind": "concept", "id": "wijkteam", "group_kind": "time", "from": "2011", "to": "2015"}
TOLD = {"estimate": 0.4, "low": 0.3, "high": 0.5, "p": 0.001, "q": 0.01, "enough_data": True}
STAGES: dict[str, dict[str, Any]] = {
    "scrape@bron": {"deps": {"data/bron": "a"}, "outs": {"data/raw/bron": "r"}},
    "clean": {"deps": {"data/raw": "r", "pipeline/cleaning": "c"}, "outs": {"data/documents.parquet": "d"}},
    "language": {"deps": {"pipeline/language": "l"}, "outs": {"data/language.json": "j"}},
    "annotate": {
        "deps": {"data/documents.parquet": "d", "data/language.json": "j"},
        "outs": {"data/sentences.parquet": "s"},
    },
    "concepts": {
        "deps": {"data/sentences.parquet": "s", "models/concepts": "m"},
        "outs": {"data/mentions.parquet": "n"},
    },
    "topics": {"deps": {"data/documents.parquet": "d"}, "outs": {"data/topics.parquet": "t"}},
    "trends": {
        "deps": {
            "data/documents.parquet": "d",
            "data/mentions.parquet": "n",
            "data/topics.parquet": "t",
            "pipeline/trends": "p",
        },
        "outs": {"data/changes.parquet": "x"},
        "params": {"trends": {"draws": 1000, "significant_below": 0.05}},
    },
}


def lock(**changed: str) -> dict[str, Any]:
    """Stages of a dvc.lock; `changed` gives paths (with __ for /) another hash wherever they stand."""
    other = {path.replace("__", "/").replace("_PARQUET", ".parquet"): md5 for path, md5 in changed.items()}

    def entries(hashes: dict[str, str]) -> list[dict[str, str]]:
        return [{"path": path, "md5": other.get(path, md5)} for path, md5 in hashes.items()]

    return {
        name: {
            "deps": entries(stage["deps"]),
            "outs": entries(stage["outs"]),
            "params": {"params.yaml": stage.get("params", {})},
        }
        for name, stage in STAGES.items()
    }


def run(*rows: dict[str, Any], stages: dict[str, Any] | None = None, **tables: pd.DataFrame) -> Run:
    return Run("proef", stages or lock(), {"changes": pd.DataFrame([ROW | TOLD | r for r in rows]), **tables})


def statuses(old: Run, new: Run) -> list[tuple[str, str]]:
    return [(d.status, d.key[1]) for d in find_differences(old, new)]


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ({"q": 0.2}, {}, "new"),
        ({}, {"q": 0.2}, "gone"),
        ({}, {"enough_data": False, "q": None}, "gone"),
        ({}, {"estimate": -0.4, "low": -0.5, "high": -0.3}, "reversed"),
        ({}, {"estimate": 0.6, "low": 0.5, "high": 0.7}, "changed"),
    ],
)
def test_a_conclusion_that_differs_is_told(before: dict[str, Any], after: dict[str, Any], status: str) -> None:
    assert statuses(run(before), run(after)) == [(status, "wijkteam")]


def test_the_same_conclusions_are_no_news_and_what_was_never_told_is_none() -> None:
    assert not statuses(run({}, {"id": "cjg", "q": 0.6}), run({"estimate": 0.43}, {"id": "cjg", "q": 0.5}))


def test_a_topic_keeps_its_name_whatever_its_number() -> None:
    topics = [pd.DataFrame({"topic_id": [i, 1 - i], "label": ["Wijkteams", "Geld"]}) for i in (0, 1)]
    old, new = (run({"kind": "topic", "id": str(i)}, topics=topics[i]) for i in (0, 1))
    assert not statuses(old, new)


def test_silences_and_copyists_are_conclusions_too() -> None:
    rows = {"kind": "concept", "id": "inspraak", "municipality_code": "GM1", "reason": ""}
    silences = [pd.DataFrame([rows | {"told": told, "reason": "" if told else "coverage"}]) for told in (True, False)]
    old, new = (run({}, silences=table) for table in silences)
    found = find_differences(old, new)
    assert [(d.status, d.after and d.after.why) for d in found] == [("gone", "coverage")]


@pytest.mark.parametrize(
    ("changed", "kind", "category", "what"),
    [
        (
            {"data__bron": "2", "data__raw__bron": "2", "data__raw": "2", "data__documents_PARQUET": "2"},
            "topic",
            "data",
            "data/bron",
        ),
        ({"models__concepts": "2", "data__mentions_PARQUET": "2"}, "concept", "labels", "models/concepts"),
        (
            {"data__language.json": "2", "data__sentences_PARQUET": "2", "data__mentions_PARQUET": "2"},
            "step",
            "model",
            "data/language.json",
        ),
        ({"pipeline__trends": "2"}, "concept", "code", "pipeline/trends"),
        ({"data__topics_PARQUET": "2"}, "topic", "other", "data/topics.parquet"),
    ],
)
def test_the_cause_is_found_at_its_source(changed: dict[str, str], kind: str, category: str, what: str) -> None:
    causes = find_causes(lock(), lock(**changed), kind)
    assert [(c.category, c.what) for c in causes] == [(category, what)]


def test_a_setting_is_a_cause_with_its_values() -> None:
    new = lock()
    new["trends"]["params"] = {"params.yaml": {"trends": {"draws": 500, "significant_below": 0.05}}}
    assert [c.what for c in find_causes(lock(), new, "concept")] == ["trends.draws: 1000 -> 500"]


def test_what_a_conclusion_does_not_rest_on_is_no_cause() -> None:
    changed = lock(models__concepts="2", data__mentions_PARQUET="2")
    assert not find_causes(lock(), changed, "topic")


def _kept(folder: Path, table: pd.DataFrame, stages: dict[str, Any]) -> Path:
    (folder / "reports/tables").mkdir(parents=True)
    table.to_parquet(folder / "reports/tables/changes.parquet")
    (folder / "dvc.lock").write_text(yaml.safe_dump({"schema": "2.0", "stages": stages}), encoding="utf-8")
    return folder


def test_two_kept_folders_give_a_text_in_two_languages_and_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = _kept(tmp_path / "oud", run({}, {"id": "cjg", "q": 0.5}).tables["changes"], lock())
    changed = lock(models__concepts="2", data__mentions_PARQUET="2")
    new = _kept(tmp_path / "nieuw", run({"q": 0.5}, {"id": "cjg"}).tables["changes"], changed)
    assert main([str(old), str(new), "--into", str(tmp_path / "uit")]) == 0
    text = capsys.readouterr().out
    assert "De oorzaak is labels en woordenlijsten:" in text
    assert "The cause is labels and word lists:" in text
    assert "1 nieuw, 1 vervallen." in text
    assert "- difference: concept, wijkteam, time, 2011, 2015 (+40 points) [chance]" in text
    table = pd.read_csv(tmp_path / "uit/changes.csv")
    assert table[["status", "causes"]].to_numpy().tolist() == [["new", "labels"], ["gone", "labels"]]


def test_two_equal_runs_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = _kept(tmp_path / "oud", run({}).tables["changes"], lock())
    assert main([str(old), str(old), "--into", str(tmp_path / "uit")]) == 0
    assert "Alle conclusies zijn gelijk gebleven." in capsys.readouterr().out
    assert len(pd.read_csv(tmp_path / "uit/changes.csv")) == 0


@pytest.mark.parametrize(("file", "missing"), [("dvc.lock", "dvc.lock"), ("reports/tables/changes.parquet", "changes")])
def test_a_folder_that_is_no_run_is_refused(tmp_path: Path, file: str, missing: str) -> None:
    folder = _kept(tmp_path / "oud", run({}).tables["changes"], lock())
    (folder / file).unlink()
    with pytest.raises(InputError, match=f"has no {missing}"):
        read_run(str(folder), root=tmp_path)
