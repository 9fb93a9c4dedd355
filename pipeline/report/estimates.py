"""The table series as numbers that pages look up by kind, id, group, year and with or without copied text."""

from __future__ import annotations

from collections.abc import Iterator
from sys import intern

import pandas as pd

from pipeline.report.cards import known
from pipeline.report.model import Estimate
from pipeline.report.report import SeriesKey
from pipeline.tables import table_rows

_PIECE = 100_000  # rows in hand at once
_PARTS = ("step", "frame")  # counted by sentence or passage


def estimates(series: pd.DataFrame) -> dict[SeriesKey, Estimate]:
    """The numbers that pages may ask for, out of millions: of single steps and concepts only what some page shows."""
    everybody, steps = series["group_kind"] == "all", series["kind"] == "step"
    together = series["id"].str.startswith(":") | (series["id"].str.endswith(":deeds") & (series["year"] == 0))
    wanted = series["group_kind"].isin(("all", "jeugdregio", "municipality")) & (series["kind"] != "entity")
    wanted &= everybody | (~series["original_only"] & (~steps | together) & (series["of_documents"] > 0))
    places = wanted.to_numpy().nonzero()[0]
    found: dict[SeriesKey, Estimate] = {}
    for start in range(0, len(places), _PIECE):
        found.update(_estimates(series.iloc[places[start : start + _PIECE]]))
    return found


def corrections(series: pd.DataFrame) -> dict[tuple[str, str, int], Estimate]:
    """Shares within everybody, corrected for the measured errors of the computer, by kind, id and year."""
    wanted = (series["group_kind"] == "all") & ~series["original_only"] & series["enough_data"]
    found = {}
    for row in table_rows(series[wanted & series["corrected"].notna()]):
        low, high = known(row.corrected_low), known(row.corrected_high)
        count, total = (row.passages, row.of_passages) if row.kind in _PARTS else (row.documents, row.of_documents)
        found[row.kind, row.id, int(row.year)] = Estimate(int(count), int(total), float(row.corrected), low, high)
    return found


def _estimates(series: pd.DataFrame) -> Iterator[tuple[SeriesKey, Estimate]]:
    """Column by column: there may be millions of rows."""
    words = [[intern(word) for word in series[name].tolist()] for name in ("kind", "id", "group_kind", "group")]
    names = ("year", "original_only", "documents", "of_documents")
    columns = [*words, *(series[name].tolist() for name in names)]
    steps = series["kind"].isin(_PARTS)
    count = series["passages"].where(steps, series["documents"]).tolist()
    total = series["of_passages"].where(steps, series["of_documents"]).tolist()
    shown = series["enough_data"] & series["share"].notna()
    shares = [
        series[name].where(shown).astype(object).where(series[name].notna() & shown, None).tolist()
        for name in ("share", "low", "high")
    ]
    for kind, id_, group_kind, group, year, original, own, of, n, all_, share, low, high in zip(
        *columns, count, total, *shares, strict=True
    ):
        unit = {"step": "zinnen", "frame": "alinea’s"}.get(kind, "documenten")
        yield (
            (kind, id_, group_kind, group, int(year), bool(original)),
            Estimate(int(n), int(all_), share, low, high, int(own), int(of), unit),
        )
