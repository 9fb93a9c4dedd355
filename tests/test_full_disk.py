"""A full disk is a message, and nothing half-written is left in a table's place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

WRITER = """
from pathlib import Path
import pandas as pd
from pipeline.runner import run
from pipeline.tables import write_table
rows = [{"passage_id": f"p{n:06}", "topic_id": n, "probability": n / 200_000} for n in range(200_000)]
run("topics", lambda _: write_table("passage_topics", pd.DataFrame(rows), Path("data/passage_topics.parquet")))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], check=False, capture_output=True)
    if mount.returncode != 0:
        pytest.skip("mounting a small file system needs root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_told_and_leaves_no_half_table(small_disk: Path) -> None:
    (small_disk / "params.yaml").write_text("sources: {own: {connector: folder, path: x}}\n", encoding="utf-8")
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", WRITER]
    result = subprocess.run(command, cwd=small_disk, env=environment, check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert "topics: cannot write: No space left on device" in result.stderr
    assert "free some space" in result.stderr
    assert "Traceback" not in result.stderr
    assert list((small_disk / "data").iterdir()) == []
