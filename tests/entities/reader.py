"""Run the whole room on one text, with the project's own knowledge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.entities.extract import extract_entities

MODELS = Path(__file__).parents[2] / "models"
WINDOW = 8


def read(
    text: str, *names: tuple[str, str], year: int | None = 2014, code: str | None = None, fictional: bool = False
) -> list[dict[str, Any]]:
    """Entities of a text as dicts; `names` are (text, label) that the model would see, each at its first place."""
    spans = [[text.index(n), text.index(n) + len(n), label] for n, label in names]
    payload = {"text": text, "year": year, "municipality_code": code, "names": spans}
    columns = extract_entities(payload, models=str(MODELS), fictional=fictional, window_words=WINDOW)
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return [{**row, "text": text[row["start"] : row["end"]]} for row in rows]


def pick(rows: list[dict[str, Any]], label: str, *fields: str) -> list[Any]:
    """The texts of one label, or tuples of the fields asked for."""
    wanted = fields or ("text",)
    found = [tuple(row[f] for f in wanted) for row in rows if row["label"] == label]
    return found if fields else [values[0] for values in found]
