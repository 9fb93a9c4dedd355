"""What DVC locked in two runs -> what differs, from the table that a conclusion rests on back to what nobody makes.

Where a table has the same hash in both runs, nothing before it can be the cause. Where it differs, the cause is among
the inputs of its stage that differ, or its settings; and where it differs though none of these do, it is something that
DVC does not see: another version of a package, another machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Category = Literal["data", "labels", "model", "params", "code", "other"]
ORDER: tuple[Category, ...] = ("data", "labels", "model", "params", "code", "other")
LANGUAGE = ("data/language.json", "models/nl_transformatie")
LABELS = ("data/gold", "models")
CODE = ("pipeline",)
# What a conclusion of a kind rests on, besides the documents and the stage trends itself.
TABLES = {
    "concept": ("data/mentions.parquet",),
    "step": ("data/mentions.parquet",),
    "frame": ("data/frames.parquet",),
    "topic": ("data/topics.parquet", "data/passage_topics.parquet"),
    "entity": ("data/entities.parquet",),
    "copying": ("data/reuse.parquet",),
}
FOUND = tuple(sorted({name for names in TABLES.values() for name in names} | {"reports/gold.json"}))
TRENDS = "trends"

Lock = Mapping[str, Any]


@dataclass(frozen=True, order=True)
class Cause:
    """Something that differs between the runs: a folder or file, or a setting with its values."""

    category: Category
    what: str


def find_causes(old: Lock, new: Lock, kind: str) -> list[Cause]:
    """What may have changed the conclusions of a kind, in the order data, labels, model, params, code, other.

    Args:
        old, new: the stages of dvc.lock.
        kind: concept, topic, step, entity, frame or copying.
    """
    skipped = set(FOUND) - set(TABLES.get(kind, ())) - ({"reports/gold.json"} if kind in ("concept", "step") else set())
    causes = set(_of_stage(old, new, TRENDS, set(), skipped))
    return sorted(causes, key=lambda c: (ORDER.index(c.category), c.what))


def _of_stage(
    old: Lock, new: Lock, stage: str, seen: set[str], skipped: frozenset[str] | set[str] = frozenset()
) -> Iterator[Cause]:
    if stage in seen:
        return
    seen.add(stage)
    before, after = old.get(stage) or {}, new.get(stage) or {}
    yield from _settings(_params(before), _params(after))
    old_deps, new_deps = _hashes(before, "deps"), _hashes(after, "deps")
    for path in sorted({*old_deps, *new_deps} - skipped):
        if old_deps.get(path) != new_deps.get(path):
            yield from _of_path(old, new, path, seen)


def _of_path(old: Lock, new: Lock, path: str, seen: set[str]) -> Iterator[Cause]:
    makers = sorted({*_makers(old, path), *_makers(new, path)})
    if path in LANGUAGE or not makers:
        yield Cause(category_of(path), path)
        return
    for maker in makers:
        causes = [] if maker in seen else list(_of_stage(old, new, maker, seen))
        yield from causes
        if not causes and _inputs(old, maker) == _inputs(new, maker):
            yield Cause("other", path)


def category_of(path: str) -> Category:
    """Of a file or folder that no stage makes, or of what tells the language model."""
    if _below(path, LANGUAGE):
        return "model"
    if _below(path, LABELS):
        return "labels"
    return "code" if _below(path, CODE) else "data"


def _settings(before: Any, after: Any, name: str = "") -> Iterator[Cause]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}, key=str):
            yield from _settings(before.get(key), after.get(key), f"{name}.{key}" if name else str(key))
    elif before != after:
        yield Cause("params", f"{name}: {before} -> {after}")


def _params(stage: Mapping[str, Any]) -> Any:
    return (stage.get("params") or {}).get("params.yaml") or {}


def _hashes(stage: Mapping[str, Any], part: str) -> dict[str, str]:
    return {str(entry["path"]): str(entry.get("md5", "")) for entry in stage.get(part) or ()}


def _inputs(lock: Lock, stage: str) -> Any:
    found = lock.get(stage) or {}
    return _hashes(found, "deps"), _params(found)


def _makers(lock: Lock, path: str) -> list[str]:
    """The stages that make a path, or something in it."""
    return [name for name, stage in lock.items() if any(_touches(path, out) for out in _hashes(stage, "outs"))]


def _touches(path: str, out: str) -> bool:
    return path == out or path.startswith(f"{out}/") or out.startswith(f"{path}/")


def _below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)
