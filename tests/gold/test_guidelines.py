"""The agreement that the guidelines state is the agreement of the two readings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from data.gold.build.agreement import FLAGS, FRAMES, STEPS, agreement, frames_agreement, read_sheet
from data.gold.build.write import GOLD

Row = dict[str, Any]


@pytest.mark.parametrize("sheet", ["reader2.txt", "test_part.txt"])
def test_the_stated_agreement_is_the_measured_one(gold: list[Row], sheet: str) -> None:
    page = (GOLD / "GUIDELINES.md").read_text(encoding="utf-8")
    found = agreement(gold, read_sheet(GOLD / "second" / sheet))
    concepts, names = found["concepts"]["all"], found["entities"]["all"]
    figures = [found["kappa"], found["kappa_where_both"], concepts.f1_overlap, concepts.f1, names.f1]
    assert [f for f in figures if f" {f:.3f} |" not in page] == []
    assert ", ".join(f"{found['kappa_by_step'][step]:.3f}" for step in STEPS) in page


def test_the_stated_agreement_on_flags_and_frames_is_the_measured_one(gold: list[Row]) -> None:
    page = (GOLD / "GUIDELINES.md").read_text(encoding="utf-8")
    flags = agreement(gold, read_sheet(GOLD / "second" / "test_part.txt"))["flags"]
    assert ", ".join(f"{flags[flag]:.3f}" for flag in FLAGS) in page
    frames = frames_agreement(_first_frames(), _frames(GOLD / "second" / "test_part_frames.yaml"))
    assert ", ".join(f"{frames[frame]:.3f}" for frame in FRAMES) in page


def _frames(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _first_frames() -> dict[str, str]:
    read = {path.stem: _frames(path) for path in (GOLD / "frames").glob("*.yaml")}
    return {
        f"{author}/{theme}/{number}": label["frame"]
        for author, themes in read.items()
        for theme, labels in themes.items()
        for number, label in labels.items()
    }
