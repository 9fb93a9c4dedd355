"""Functions that the engine tests send to other processes; importable there by name."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, RejectedDocument


def measure(payload: str) -> dict[str, Any]:
    """Do what the payload says: count it, sleep, eat memory, die, refuse, or fail."""
    match payload:
        case "sleep":
            time.sleep(60)
        case "eat":
            return {"n": len(bytearray(3 * 10**9))}
        case "die":
            os._exit(7)
        case "refuse":
            raise RejectedDocument("broken", "it says so itself")
        case "fail":
            raise ValueError("a mistake in the code")
    return {"n": len(payload)}


def measure_all(payloads: list[str]) -> list[dict[str, Any]]:
    """The same for a batch."""
    return [measure(payload) for payload in payloads]


def mark_and_measure(payload: str) -> dict[str, Any]:
    """Leave a trace of having been called: `payload` is a folder and a name. Without a folder: as `measure`."""
    if "|" not in payload:
        return measure(payload)
    folder, name = payload.rsplit("|", 1)
    with (Path(folder) / "calls").open("a", encoding="utf-8") as handle:
        handle.write(name + "\n")
    return {"n": len(name)}


def refuse_to_run(payloads: list[str], *, why: str) -> list[Any]:
    """What a missing model does."""
    raise InputError(why, where=payloads[0])


def mark_slowly(payload: str) -> dict[str, Any]:
    """As `mark_and_measure`, and take a third of a second for it."""
    time.sleep(0.3)
    return mark_and_measure(payload)


def read_rule(payload: dict[str, Any], *, rules: str) -> dict[str, Any]:
    """Where a rule was read and what it says, and what stands in the document's file."""
    path = Path(rules) / "words" / "rule.txt"
    return {"path": str(path), "rule": path.read_text("utf-8"), "raw": payload["raw"].read()}
