"""Stage scrape: one source -> data/raw/<source>/, data/records/<source>.parquet, data/ledger/<source>.parquet.

It reads a folder or a stored snapshot, never the network: that is what `make refresh` does.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.params import Settings
from pipeline.plugins import load_plugin
from pipeline.sources.exported import read_ledger
from pipeline.sources.snapshot import keep
from pipeline.tables import make_table, write_table


def main(settings: Settings, key: str) -> None:
    """Keep the bytes and facts of one source."""
    source = settings.sources[key]
    connector = load_plugin("sources", source.connector, marker="fetch", setting=f"sources.{key}.connector")
    raw = Path("data/raw") / key
    raw.mkdir(parents=True, exist_ok=True)
    if source.store:
        (raw / "STORE").write_text(source.store + "\n", encoding="utf-8")  # the bytes are there, not here
    rows = keep(connector.fetch(source, key=key), source.store or raw, source=key)
    maximum = source.maximum if source.maximum is not None else len(rows)
    if not source.minimum <= len(rows) <= maximum:
        raise InputError(
            f"source {key!r} gave {len(rows)} resources",
            expected=f"between {source.minimum} and {maximum}",
            where=f"params.yaml, sources.{key}",
            remedy="look why the source changed; if the number is right, change minimum or maximum",
        )
    write_table("records", make_table("records", rows), Path(f"data/records/{key}.parquet"))
    write_table("ledger", make_table("ledger", read_ledger(source, key=key)), Path(f"data/ledger/{key}.parquet"))
