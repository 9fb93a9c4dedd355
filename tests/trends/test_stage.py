"""The stage trends by itself: it reads and writes what dvc.yaml says, and a second run gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.params import parse_settings
from pipeline.stages.trends import main
from pipeline.tables import read_table, write_table
from tests.trends.invented import Text, corpus, spread

ROOT = Path(__file__).parents[2]
SETTINGS = parse_settings({"sources": {"proef": {"connector": "folder"}}, "trends": {"draws": 100}})


@pytest.mark.parametrize(
    "texts", [[Text("a", concepts=("regie",))], spread(1, has=lambda m, year, rng: ("regie",) * (m % 2), seed=1)]
)
def test_two_runs_write_the_same_bytes(texts: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("models").symlink_to(ROOT / "models")
    for name, table in corpus(texts).items():
        path = f"{name}/proef.parquet" if name in ("records", "ledger") else f"{name}.parquet"
        write_table(name, table, Path("data") / path)
    names = ("series", "changes", "coverage", "comparisons", "firsts", "silences", "deeds", "copying")
    files = [Path(f"data/{name}.parquet") for name in names]
    main(SETTINGS)
    first = [f.read_bytes() for f in files]
    main(SETTINGS)
    assert first == [f.read_bytes() for f in files]
    assert read_table("coverage", files[2])["obtained"].sum() == len(texts)
