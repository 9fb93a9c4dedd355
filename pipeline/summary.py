"""Five lines after a run: documents, rejects, entities, concept mentions, topics, and where the report is."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.tables import read_rejects, read_table


def summarise(folder: Path) -> str:
    """The closing lines of a run in a workspace.

    Args:
        folder: the workspace, with data/ and reports/.
    """
    data = folder / "data"
    documents = read_table("documents", data / "documents.parquet")
    topics = read_table("topics", data / "topics.parquet")
    lines = {
        "documents": f"{len(documents)}, {int(documents['on_topic'].sum())} of them about youth or the social domain",
        "rejects": _reasons(read_rejects(data / "rejects")),
        "entities": _thousands(len(read_table("entities", data / "entities.parquet"))),
        "concept mentions": _thousands(len(read_table("mentions", data / "mentions.parquet"))),
        "topics": f"{int((topics['topic_id'] >= 0).sum())}, {int(topics['stable'].sum())} of them stable",
    }
    table = "\n".join(f"  {name:<17} {value}" for name, value in lines.items())
    return f"{table}\n\nreport: {(folder / 'reports/site/index.html').resolve()}"


def _reasons(rejects: pd.DataFrame) -> str:
    counts = rejects["reason"].value_counts()
    listed = ", ".join(f"{reason} {counts[reason]}" for reason in sorted(counts.index))
    return f"{len(rejects)}" + (f" ({listed})" if listed else "")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")
