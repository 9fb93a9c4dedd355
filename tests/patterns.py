"""Every regular expression of the project against 100 kB made to be slow for it.

`python -m tests.patterns` collects the patterns that stand in the source of the pipeline, and those that its rooms make
of the rules under models/. It makes texts from each pattern's own repeats, and tries them in the way in which the
source uses the pattern (from the start only, or everywhere). It prints a JSON line for each pattern that takes longer
than `allowed`: where it is compiled, the pattern, the text's beginning, seconds. A word as argument limits all to files
whose paths hold it.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.slow_texts import attacks

ROOT = Path(__file__).parent.parent
SIZE, TRIAL = 100_000, 10_000
LIMIT = 0.15  # a dozen sound patterns take 0.05 to 0.11 s here; one that grows with the square takes seconds
QUIET = 0.076  # seconds of `_reference` on the quiet machine of two cores for which LIMIT was set
SUSPECT = LIMIT / 150  # seconds for the trial size from which the whole size is tried: ten times, squared, and some
MOST = 40  # texts for one pattern
LOADED = (
    "pipeline.cleaning.document",
    "pipeline.entities.extract",
    "pipeline.concepts.matcher",
    "pipeline.report.privacy",
)
ANCHORED = {"match", "fullmatch"}
FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "split", "findall", "finditer"}


@dataclass(frozen=True)
class Pattern:
    """A pattern, where it is compiled, and whether it is only tried at one place."""

    pattern: str | bytes
    flags: int
    where: str
    anchored: bool = False


def collect() -> list[Pattern]:
    """All patterns: those of the source, and those that are made when rules are loaded."""
    sources = {path: path.read_text("utf-8") for path in sorted((ROOT / "pipeline").rglob("*.py"))}
    whole = "\n".join(sources.values())
    written = [one for path, text in sources.items() for one in _written(path, text, whole)]
    known = {(one.pattern, one.flags | re.UNICODE) for one in written} | {(one.pattern, one.flags) for one in written}
    made = [Pattern(*key, where) for key, where in _record().items() if key not in known]
    return sorted({*written, *made}, key=lambda one: (one.where, str(one.pattern)))


def _written(path: Path, text: str, whole: str) -> Iterator[Pattern]:
    """Patterns that stand in a file as they are."""
    tree = ast.parse(text)
    names = {
        node.value: node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in FUNCTIONS):
            continue
        pattern = _value(node.args[0])
        if isinstance(pattern, str | bytes):
            flags = _flags(" ".join(ast.unparse(one) for one in [*node.args[1:], *(k.value for k in node.keywords)]))
            name = names.get(node)
            uses = (
                set(re.findall(rf"\b{name}\.(\w+)", text if name and name.startswith("_") else whole))
                if name
                else set()
            )
            anchored = node.func.attr in ANCHORED or (bool(uses) and uses <= ANCHORED)
            yield Pattern(pattern, flags, f"{path.relative_to(ROOT)}:{node.lineno}", anchored)


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def _flags(source: str) -> int:
    named = re.findall(r"re\.([A-Z]+)", source)
    return int(sum((getattr(re, name) for name in named), re.RegexFlag(0)))


def _record() -> dict[tuple[str | bytes, int], str]:
    """Patterns that are compiled while rooms are loaded, with their flags, and the line that compiles them first."""
    found: dict[tuple[str | bytes, int], str] = {}
    compile_: Any = re._compile  # type: ignore[attr-defined]

    def compiling(pattern: Any, flags: Any) -> Any:
        compiled = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and Path(frame.f_code.co_filename).parent.name == "re":
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT / "pipeline"):
            found.setdefault((compiled.pattern, compiled.flags), f"{path.relative_to(ROOT)}:{frame.f_lineno}")
        return compiled

    re._compile = compiling  # type: ignore[attr-defined]
    try:
        _load_everything()
    finally:
        re._compile = compile_  # type: ignore[attr-defined]
    return found


def _load_everything() -> None:
    for module in LOADED:
        importlib.import_module(module)
    models = ROOT / "models"
    importlib.import_module("pipeline.entities.extract").load_extractor(str(models), True, 8)
    importlib.import_module("pipeline.concepts.matcher").load_matcher(models / "concepts")
    knowledge = importlib.import_module("pipeline.cleaning.document").load_knowledge(str(models), fictional=True)
    for rules in vars(knowledge).values():
        for name in (n for n in dir(type(rules)) if not n.startswith(("_", "model_"))):
            getattr(rules, name)  # rules compile a pattern when it is first asked for


def slow_ones(patterns: list[Pattern]) -> Iterator[dict[str, Any]]:
    """The patterns that take longer than is `allowed`, each with the first text that shows it."""
    limit = allowed()
    for one in patterns:
        compiled = re.compile(one.pattern, one.flags)
        for start, pump in attacks(one.pattern, one.flags)[:MOST]:
            seconds = _worst(compiled, start, pump, anchored=one.anchored)
            if seconds > limit:  # once more, when other programs may be done
                seconds = min(seconds, _worst(compiled, start, pump, anchored=one.anchored))
            if seconds > limit:
                text = f"{start}|{pump}"[:80]
                yield {"where": one.where, "pattern": str(one.pattern), "text": text, "seconds": round(seconds, 3)}
                break


def allowed() -> float:
    """`LIMIT`, stretched by as much as this machine is now slower than the one it was set for, twice at most."""
    return LIMIT * min(2.0, max(1.0, min(_reference() for _ in range(9)) / QUIET))


def _reference() -> float:
    """Seconds for a plain pattern on 3 MB: long enough for a clock that ticks every four milliseconds."""
    return _seconds(re.compile(r"(?:a|b|c)[a-z]{0,3} (?=x)|[A-Z]"), "ab " * (10 * SIZE), anchored=False)


def _worst(compiled: re.Pattern[Any], start: str, pump: str, *, anchored: bool) -> float:
    """Seconds for the whole size; those for the trial size where these are far too few to matter."""
    seconds = 0.0
    for size in (TRIAL, SIZE):
        text = (start + pump * (size // len(pump) + 1))[:size] + "\0!"
        seconds = min(_turns(compiled, text, anchored=anchored))
        if seconds < SUSPECT:
            break
    return seconds


def _turns(compiled: re.Pattern[Any], text: str, *, anchored: bool) -> Iterator[float]:
    """Seconds of one turn, and of two more when it was slow: another process may have been in its way."""
    for _ in range(3):
        seconds = _seconds(compiled, text, anchored=anchored)
        yield seconds
        if seconds <= LIMIT:
            break


def _seconds(compiled: re.Pattern[Any], text: str, *, anchored: bool) -> float:
    """Seconds to find all matches, or the one at the start; what takes far too long is broken off."""
    content = text.encode("latin-1", "replace") if isinstance(compiled.pattern, bytes) else text
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, 3 * LIMIT)
    try:
        if anchored:
            compiled.match(content)
            compiled.fullmatch(content)
        else:
            for _ in compiled.finditer(content):
                pass
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begin


def _give_up(*_: object) -> None:
    raise TimeoutError


signal.signal(signal.SIGVTALRM, _give_up)


if __name__ == "__main__":
    everything = [one for one in collect() if "".join(sys.argv[1:2]) in one.where]
    print(json.dumps({"patterns": len(everything)}))
    for slow in slow_ones(everything):
        print(json.dumps(slow, ensure_ascii=False), flush=True)
