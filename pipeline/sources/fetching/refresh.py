"""One source from params.yaml to its snapshot: plan, crawl, check what is missing, export."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pipeline.errors import InputError, SettingsError
from pipeline.params import FetchSettings, Settings, SourceSettings
from pipeline.plugins import load_plugin
from pipeline.sources.exported import export_snapshot
from pipeline.sources.fetching.adopt import adopt_snapshot
from pipeline.sources.fetching.frontier import Frontier
from pipeline.sources.fetching.ledger import Line, lines, shortfall, states
from pipeline.sources.fetching.outcomes import mark_removed
from pipeline.sources.fetching.progress import duration, summary
from pipeline.sources.fetching.settle import now
from pipeline.sources.fetching.store import open_store

STORES = Path("data/store")
_SHOWN = 10


@dataclass(frozen=True)
class Mode:
    """How to fetch: see `pipeline.sources.__main__`."""

    dry: bool = False
    count: bool = False
    incomplete: bool = False


def networked(settings: Settings) -> list[str]:
    """Sources that are fetched from the network."""
    return [key for key, source in settings.sources.items() if hasattr(_connector(source, key), "plan")]


def refresh(settings: Settings, key: str, *, mode: Mode) -> None:
    """Fetch one source and write its snapshot.

    Raises:
        SettingsError: no such source, or none on the network.
        InputError: the source gave less than it says it has.
    """
    if key not in settings.sources:
        raise SettingsError(
            f"there is no source {key!r}", expected=", ".join(settings.sources), where="params.yaml, sources"
        )
    source = settings.sources[key]
    connector = _connector(source, key)
    if not hasattr(connector, "plan") or source.path is None:
        raise SettingsError(
            f"source {key!r} is not on the network, or has no path for its snapshot",
            where=f"params.yaml, sources.{key}",
        )
    fetch = _patience(source, settings.fetch)
    if mode.dry:
        print(_forecast(_peek(connector, source, fetch, key), fetch, key))
        return
    _fetch(source, fetch, key, connector=connector, mode=mode)


def _patience(source: SourceSettings, fetch: FetchSettings) -> FetchSettings:
    """The settings with the longer of both pauses: a source may need more, never less."""
    return fetch.model_copy(update={"seconds_between": max(fetch.seconds_between, source.seconds_between or 0)})


def _fetch(source: SourceSettings, fetch: FetchSettings, key: str, *, connector: ModuleType, mode: Mode) -> None:
    from pipeline.sources.fetching.crawl import crawl  # noqa: PLC0415 (Scrapy: seconds to import)

    store = open_store(STORES / f"{key}.sqlite")
    if source.path is not None and adopt_snapshot(store, source.path):
        print(f"{key}: going on from the snapshot in {source.path}")
    frontier = Frontier(store, fetch)
    word = frontier.begin(connector.plan(source))
    print(f"{key}: {_WORDS[word]}", flush=True)
    done = crawl(store, connector=connector, source=source, fetch=fetch, listings_only=mode.count)
    if mode.count:
        print(_forecast(store, fetch, key))
        return
    print(f"this run: {', '.join(f'{n} {w}' for w, n in done.outcomes.most_common())}; {done.peak_mb:.0f} MB at most")
    conclude(frontier, source, key, incomplete=mode.incomplete)


def conclude(frontier: Frontier, source: SourceSettings, key: str, *, incomplete: bool = False) -> None:
    """Tell what came of it all; when nothing is missing, write the snapshot and end the round."""
    store = frontier.store
    ledger = lines(store)
    print(summary(frontier, ledger))
    if not incomplete:
        _check_lists(store, key)
        _check(ledger, source, key, states(store))
        mark_removed(store, at=now())
    assert source.path is not None
    number = export_snapshot(store, ledger, source.path)
    frontier.finish()
    print(f"{key}: {number} documents in {source.path}; keep them with: dvc add {source.path}")


_WORDS = {
    "new": "first fetch",
    "resumed": "going on where it was",
    "refresh": "asking again what may have changed",
    "retry": "the last run fell short: asking again what failed",
    "changed": "its settings changed: asking for what it now says",
}


def _connector(source: SourceSettings, key: str) -> ModuleType:
    return load_plugin("sources", source.connector, marker="fetch", setting=f"sources.{key}.connector")


def _check_lists(store: sqlite3.Connection, key: str) -> None:
    """A list that could not be read would make a source look complete; a site may well have no sitemap."""
    lost = store.execute(
        "SELECT url, cause FROM urls WHERE listing = 1 AND state IN ('failed', 'gone', 'refused') "
        "AND NOT (kind IN ('robots', 'sitemap') AND depth = 0)"
    ).fetchall()
    if lost:
        raise InputError(
            f"{len(lost)} lists of source {key!r} could not be read, the first: {lost[0]['cause']}",
            where=lost[0]["url"],
            remedy="run it again later: only what is missing is asked",
        )


def _check(ledger: list[Line], source: SourceSettings, key: str, found: dict[str, int]) -> None:
    short = shortfall(ledger, complete=source.complete)
    if short:
        names = "; ".join(f"{m} {y or ''}: {_numbers(s)}".strip() for s in short[:_SHOWN] for m, y in [s.cell])
        raise InputError(
            f"source {key!r} stopped early in {len(short)} of {len(ledger)} squares: {names}",
            expected=f"at least {source.complete:.0%} of what the source says it has",
            where=f"params.yaml, sources.{key}.complete",
            remedy="run it again later; when the numbers are right all the same, use --incomplete or lower `complete`",
        )
    if not found.get("done"):
        raise InputError(f"source {key!r} gave nothing at all", remedy="see the causes above")


def _numbers(line: Line) -> str:
    parts = f"listed {line.listed}, obtained {line.obtained}"
    return f"{parts} of {line.expected if line.expected is not None else line.listed}"


def _peek(connector: ModuleType, source: SourceSettings, fetch: FetchSettings, key: str) -> sqlite3.Connection:
    """A copy of the store in memory, with the next round begun: nothing on disk changes."""
    copy = open_store(Path(":memory:"))
    path = STORES / f"{key}.sqlite"
    if path.exists():
        with sqlite3.connect(path) as real:
            real.backup(copy)
    Frontier(copy, fetch).begin(connector.plan(source))
    return copy


def _forecast(store: sqlite3.Connection, fetch: FetchSettings, key: str) -> str:
    waiting = store.execute(
        "SELECT url, host, listing FROM urls WHERE state = 'waiting' ORDER BY priority, id"
    ).fetchall()
    hosts = Counter(row["host"] for row in waiting)
    seconds = max((n * fetch.seconds_between for n in hosts.values()), default=0.0)
    out = [
        f"{key}: {len(waiting)} requests, at least {duration(seconds)} at {fetch.seconds_between:g} s between requests"
    ]
    out += [f"  {n:>7} to {host}" for host, n in hosts.most_common(_SHOWN)]
    out += [f"  {row['url']}" for row in waiting[:_SHOWN]]
    if len(waiting) > _SHOWN:
        out.append(f"  ... and {len(waiting) - _SHOWN} more")
    if any(row["listing"] for row in waiting):
        out.append("  Some of these are lists, which lead to more; --count asks for the lists and then tells all.")
    return "\n".join(out)
