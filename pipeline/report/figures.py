"""Report -> the figures of each page as a file of its own: ``cijfers/begrippen/wijkteam.csv``, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.report.format import slug
from pipeline.report.report import Report

FOLDER = "cijfers"
_LEFT_OUT = ("entity",)


def write_figures(report: Report, folder: Path) -> None:
    """Write the rows of the table series that belong to a page, for each concept, topic, municipality and region."""
    for path, rows in figures(report):
        target = folder / FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        rows.to_csv(target, index=False, lineterminator="\n")


def figures(report: Report) -> Iterator[tuple[str, pd.DataFrame]]:
    """Path and rows. No cell starts a formula: groups and concepts are codes and names of our own lists."""
    series = report.tables["series"]
    wanted = ~series["kind"].isin(_LEFT_OUT) & series["group_kind"].isin(("all", "jeugdregio", "municipality"))
    wanted &= (series["kind"] != "step") | (series["passages"] > 0)
    wanted &= ~series["original_only"] | (series["group_kind"] == "all")
    series = series[wanted].assign(about=lambda rows: rows["id"].str.partition(":")[0])
    topics = series["kind"] == "topic"
    ids = {str(t.id) for t in report.topics}
    for about, rows in series[topics & (series["group_kind"] != "municipality")].groupby("about"):
        if about in ids:
            yield f"onderwerpen/{about!s}.csv", rows.drop(columns="about")
    for about, rows in series[~topics & (series["group_kind"] != "municipality")].groupby("about"):
        if about in report.concepts:
            yield f"begrippen/{about!s}.csv", rows.drop(columns="about")
    groups = series[series["group_kind"] == "municipality"]
    paths = {m.code: m.path for m in report.municipalities}
    for code, rows in groups.groupby("group"):
        if code in paths:
            yield paths[str(code)].replace(".html", ".csv"), rows.drop(columns="about")
    for region, rows in series[series["group_kind"] == "jeugdregio"].groupby("group"):
        if region in report.members:
            yield f"regios/{slug(str(region))}.csv", rows.drop(columns="about")
