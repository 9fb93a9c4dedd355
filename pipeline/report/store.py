"""The tables of a run, read from disk each time they are asked for, so that no large one stays in memory for long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from pipeline.tables import TABLES, read_rejects, read_table

SMALL = (
    *("reuse", "topics", "topic_stability", "topic_hierarchy", "topic_words", "changes", "coverage"),
    *("silences", "deeds", "firsts", "copying"),
)
LARGE = ("series", "documents", "entities", "mentions", "passages", "passage_topics", "sentences")
PASSAGES = ("passage_id", "document_id", "start", "end", "page", "original")
NEEDED = {name: tuple(TABLES[name].columns) for name in LARGE}
NEEDED |= {"passages": PASSAGES, "sentences": ("document_id", "start", "end")}
Load = Callable[[], pd.DataFrame]


class Store(Mapping[str, pd.DataFrame]):
    """Tables by name; each look-up makes the table anew."""

    def __init__(self, loads: Mapping[str, Load]) -> None:
        self._loads = dict(loads)

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._loads[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._loads)

    def __len__(self) -> int:
        return len(self._loads)

    def __or__(self, others: Mapping[str, pd.DataFrame]) -> Store:
        """The same with some tables replaced."""
        return Store(self._loads | {name: _given(frame) for name, frame in others.items()})


def stored(folder: Path, sources: Iterable[str]) -> tuple[Store, list[Path]]:
    """The tables in a folder, and the files that hold them. Large ones were checked when they were written."""
    files = {name: folder / f"{name}.parquet" for name in (*SMALL, *LARGE)}
    records = [folder / f"records/{source}.parquet" for source in sources]
    loads: dict[str, Load] = {name: partial(_read, name, path) for name, path in files.items()}
    loads["rejects"] = partial(read_rejects, folder / "rejects")
    loads["records"] = lambda: pd.concat([read_table("records", path) for path in records])
    return Store(loads), [*files.values(), *records, *(folder / "rejects").glob("*.parquet")]


def _read(name: str, path: Path) -> pd.DataFrame:
    columns = NEEDED.get(name)
    return read_table(name, path, list(columns) if columns else None)


def kept(tables: Mapping[str, pd.DataFrame], *, cut: Mapping[str, Callable[[pd.DataFrame], pd.DataFrame]]) -> Store:
    """The small tables in memory, the large ones where they were; `cut` leaves of a table what may be shown."""

    def load(name: str) -> Load:
        if name in LARGE:
            return lambda: _cut(name)
        return _given(_cut(name))

    def _cut(name: str) -> pd.DataFrame:
        return cut[name](tables[name]) if name in cut else tables[name]

    return Store({name: load(name) for name in tables if name != "sentences"})


def _given(frame: pd.DataFrame) -> Load:
    return lambda: frame
