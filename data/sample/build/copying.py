"""``copy: <id> ## <heading>``: a section that one document takes over from another, with its own names in the slots.

``copy: <id> below ## <heading>`` leaves the heading itself out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from data.sample.build.inline import MarkupError

_COPY = re.compile(r"copy: (?P<id>[a-z0-9-]+) (?P<below>below )?(?P<heading>#{1,3} .+)")


def take_over(text: str, *, folder: Path) -> Iterator[tuple[str, str | None]]:
    """The line itself; or, for a ``copy:`` line, the lines of that section.

    Args:
        text: one line of a source.
        folder: source/, below which the other document lies.

    Yields:
        Lines, each with the id of the document from which it comes (None for the line itself).

    Raises:
        MarkupError: no such document or section, or a copy of a copy.
    """
    if not text.startswith("copy: "):
        yield text, None
        return
    match = _COPY.fullmatch(text)
    if not match:
        raise MarkupError(f"{text!r}", "copy: <id of a source> ## <its heading, as marked up>")
    found = sorted(folder.rglob(f"{match['id']}.txt"))
    if not found:
        raise MarkupError(f"no source {match['id']!r} to copy from", "the id of a file below source/")
    lines = _section(found[0].read_text(encoding="utf-8").splitlines(), match["heading"])
    if not lines or any(line.startswith("copy: ") for line in lines):
        raise MarkupError(f"no section {match['heading']!r} in {found[0].name}", "a heading with text of its own below")
    taken = lines[1:] if match["below"] else lines
    yield from ((line.rstrip(), match["id"]) for line in ["", *taken, ""])


def _section(lines: list[str], heading: str) -> list[str]:
    """The heading and all below it, up to the next heading of its level or higher."""
    if heading not in lines:
        return []
    start, level = lines.index(heading), len(heading.split(" ", maxsplit=1)[0])
    rest = lines[start + 1 :]
    ends = (i for i, line in enumerate(rest) if re.match(f"#{{1,{level}}} ", line))
    return [heading, *rest[: next(ends, len(rest))]]
