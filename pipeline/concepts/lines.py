"""A YAML file that people write -> its data, and the line on which something stands.

Stricter than YAML itself where YAML would lose or twist what was meant: a key that stands twice, aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import ModelError

LARGEST = 300_000  # characters
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ANCHOR = re.compile(r"(?:^|[\s\[,:-])&\w")


def read_yaml(path: Path) -> Any:
    """The data in a YAML file.

    Raises:
        ModelError: missing, unreadable, empty, too large, no YAML, or a key twice; with the line.
    """
    text = _read_text(path)
    node = _compose(text, path)
    if node is None:
        raise _wrong(path, 1, "the file is empty", "fill it in, or remove it; `make concept NAME=...` starts a new one")
    _check_keys(node, path)
    try:
        return _Loader(text).get_single_data()
    except yaml.MarkedYAMLError as error:  # a tag: a text that begins with !
        raise _explain(error, text, path) from None


def place(path: Path, *keys: str | int) -> str:
    """``file:line`` of what stands below these keys; the nearest place above it when it is not there.

    Args:
        path: a YAML file.
        keys: names of fields and numbers of items, from the outside in.
    """
    try:
        node = _Loader(path.read_text(encoding="utf-8-sig")).get_single_node()
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return str(path)
    line = 1
    for key in keys:
        child, at = _child(node, key)
        if child is None:
            break
        node, line = child, at
    return f"{path}:{line}"


def _child(node: Any, key: str | int) -> tuple[Any, int]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None, 0


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ModelError(f"{path.name} is missing", where=str(path), remedy="restore it: git checkout models") from None
    except OSError as error:
        remedy = "make it a file that you may read"
        raise ModelError(f"cannot be read: {error.strerror}", where=str(path), remedy=remedy) from None
    if len(raw) > LARGEST:
        raise _wrong(path, 1, f"{len(raw)} bytes, at most {LARGEST} are read", "keep to one concept a file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"no UTF-8: byte {raw[error.start]:#x}"
        raise _wrong(path, line, found, "save the file again, with the encoding UTF-8") from None


def _compose(text: str, path: Path) -> Any:
    try:
        if _ANCHOR.search(text):
            _check_aliases(text, path)
        return _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise _wrong(path, line, "a character that no text holds", "remove it, or type the line again") from None
    except yaml.MarkedYAMLError as error:
        raise _explain(error, text, path) from None
    except RecursionError:
        raise _wrong(path, 1, "brackets stand inside brackets without end", "use the form of the other files") from None


def _check_aliases(text: str, path: Path) -> None:
    for event in yaml.parse(text, Loader=_Loader):
        anchor, mark = getattr(event, "anchor", None), event.start_mark
        if anchor is not None and mark is not None:
            remedy = "write it out; put quotes around a text that begins with & or *"
            raise _wrong(path, mark.line + 1, f"{anchor!r} is an anchor or alias of YAML", remedy)


def _explain(error: yaml.MarkedYAMLError, text: str, path: Path) -> ModelError:
    mark = error.problem_mark or error.context_mark
    number = mark.line + 1 if mark else 1
    lines = text.splitlines() or [""]
    number = min(number, len(lines))
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    shown = lines[number - 1].strip()[:80]
    found = f"no valid YAML: {error.problem or error.context}, at {shown!r}"
    sign = lines[number - 1][mark.column : mark.column + 1] if mark else ""
    return _wrong(path, number, found, _remedy(lines[number - 1], str(error.problem), sign))


def _remedy(line: str, problem: str, sign: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "replace the tab at the beginning of the line by blanks"
    if "alias" in problem or "cannot start any token" in problem or "tag" in problem:
        return f'put "quotes" around the text that begins with {sign or "a sign"}'
    if "mapping values" in problem or line.count(": ") > 1:
        return 'put "quotes" around a text that holds a colon'
    return "look at this line and the one before: a bracket, quote or comma is missing, or the indent is off"


def _check_keys(node: Any, path: Path) -> None:
    for mapping in _mappings(node):
        seen: dict[str, int] = {}
        for name, _ in mapping.value:
            line = name.start_mark.line + 1
            if not isinstance(name, yaml.ScalarNode):
                raise _wrong(path, line, "a list stands where a key belongs", "look at the brackets and braces")
            if name.value in seen:
                first = seen[name.value]
                raise _wrong(path, line, f"the key {name.value!r} stands on line {first} too", "join the two into one")
            seen[name.value] = line


def _mappings(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _wrong(path: Path, line: int, found: str, remedy: str) -> ModelError:
    return ModelError(found, where=f"{path}:{line}", remedy=remedy)
