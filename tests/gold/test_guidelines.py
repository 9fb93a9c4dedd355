"""The agreement that the guidelines state is the agreement of the two readings."""

from __future__ import annotations

from typing import Any

from data.gold.build.agreement import STEPS, agreement, read_sheet
from data.gold.build.write import GOLD

Row = dict[str, Any]


def test_the_stated_agreement_is_the_measured_one(gold: list[Row]) -> None:
    page = (GOLD / "GUIDELINES.md").read_text(encoding="utf-8")
    found = agreement(gold, read_sheet(GOLD / "second" / "reader2.txt"))
    concepts, names = found["concepts"]["all"], found["entities"]["all"]
    figures = [found["kappa"], found["kappa_where_both"], concepts.f1_overlap, concepts.f1, names.f1]
    assert [f for f in figures if f"| {f:.3f} |" not in page] == []
    assert ", ".join(f"{found['kappa_by_step'][step]:.3f}" for step in STEPS) in page
