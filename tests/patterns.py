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

ROOT = Path(__file__).parent.parent
SIZE, TRIAL = 100_000, 10_000
LIMIT = 0.15  # a dozen sound patterns take 0.05 to 0.11 s here; one that grows with the square takes seconds
QUIET = 0.076  # seconds of `_reference` on the quiet machine of two cores for which LIMIT was set
SUSPECT = LIMIT / 150  # seconds for the trial size from which the whole size is tried: ten times, squared, and some
GENERAL = ("a", "A", "1", " ", "\n", ". ", "-", "a ", "A. ", "Aa ", "(", '"', "<", "van de ", "1-1-14 ")
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


def attacks(pattern: str | bytes, flags: int) -> list[tuple[str, str]]:
    """Pairs of a start and what to repeat behind it, made from the pattern's own repeats."""
    parsed = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    pairs = {("", pump) for pump in GENERAL}
    for start, pump in _repeats(parsed, ""):
        pairs |= {(start, pump), ("", start + pump), ("", pump)}
    return sorted((start[-200:], pump) for start, pump in pairs if pump)


def _repeats(parsed: Any, start: str) -> Iterator[tuple[str, str]]:
    for name, value in parsed:
        inner = _inner(str(name), value)
        if "REPEAT" in str(name):
            yield start, "".join(map(_sample, value[2]))
            yield start, "".join(map(_sample, value[2])) * max(1, min(value[0], 20))
        for one in inner:
            yield from _repeats(one, start)
        start += _sample((name, value))


def _inner(name: str, value: Any) -> list[Any]:
    match name:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [value[2]]
        case "SUBPATTERN":
            return [value[3]]
        case "BRANCH":
            return list(value[1])[:6]
        case "ATOMIC_GROUP":
            return [value]
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
    return []


_CATEGORIES = {"DIGIT": "1", "WORD": "a", "SPACE": " ", "NOT_DIGIT": "a", "NOT_WORD": " ", "NOT_SPACE": "a"}


def _sample(item: Any) -> str:
    """A short text that this part of a pattern may match."""
    name, value = str(item[0]), item[1]
    parts: list[Any] = []
    times = 1
    match name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL" | "ANY":
            return "b" if value == ord("a") else "a"
        case "IN":
            return _member(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            parts, times = list(value[2]), int(min(value[0], 5))
        case "SUBPATTERN":
            parts = list(value[3])
        case "BRANCH":
            parts = list(value[1][0])
        case "ATOMIC_GROUP":
            parts = list(value)
    return "".join(map(_sample, parts)) * times


def _member(members: Any) -> str:
    names = [str(name) for name, _ in members]
    if "NEGATE" in names:
        compiled = [(str(name), value) for name, value in members]
        out = {chr(value) for name, value in compiled if name == "LITERAL"}
        kinds = {str(value) for name, value in compiled if name == "CATEGORY"}
        fits = (c for c in "a 1.-\n(A" if c not in out and not _in_kinds(c, kinds))
        return next(fits, "a")
    name, value = str(members[0][0]), members[0][1]
    if name == "LITERAL":
        return chr(value)
    if name == "RANGE":
        return chr(value[0])
    return _CATEGORIES.get(str(value).removeprefix("CATEGORY_"), "a")


def _in_kinds(character: str, kinds: set[str]) -> bool:
    tests = {"CATEGORY_SPACE": str.isspace, "CATEGORY_DIGIT": str.isdigit, "CATEGORY_WORD": str.isalnum}
    return any(kind in kinds and test(character) for kind, test in tests.items()) or (
        "CATEGORY_NOT_WORD" in kinds and not character.isalnum()
    )


def _give_up(*_: object) -> None:
    raise TimeoutError


signal.signal(signal.SIGVTALRM, _give_up)


if __name__ == "__main__":
    everything = [one for one in collect() if "".join(sys.argv[1:2]) in one.where]
    print(json.dumps({"patterns": len(everything)}))
    for slow in slow_ones(everything):
        print(json.dumps(slow, ensure_ascii=False), flush=True)
