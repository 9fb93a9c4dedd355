"""Mistakes -> error cards: one HTML page a concept, and an index with scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.bench.errors import ErrorCase, Tally

TEMPLATES = Path(__file__).parent / "templates"
KINDS = (
    ("false hit", "False hits", "Found, but the readers marked nothing here."),
    ("confusion", "Confusions", "Found as this concept, but the readers marked another."),
    ("taken", "Taken for another", "The readers marked this concept, another one was found."),
    ("miss", "Misses", "The readers marked this, nothing was found."),
)
Why = Callable[[str, str, tuple[int, int]], str]


def render_cards(
    cases: Sequence[ErrorCase], tallies: Mapping[str, Tally], *, names: Mapping[str, str], title: str, why: Why
) -> dict[str, str]:
    """The pages by file name.

    Args:
        cases: from `find_errors`.
        tallies: by concept, from `find_errors`.
        names: Dutch name of each concept.
        title: which texts these are.
        why: concept, sentence and span -> what found it; asked for false hits and confusions.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page, index = environment.get_template("cards.html"), environment.get_template("index.html")
    concepts = sorted({*tallies, *names}, key=lambda c: (names.get(c, c), c))
    rows = [(c, names.get(c, c), tallies.get(c, Tally(0, 0, 0, 0))) for c in concepts]
    worst = sorted(rows, key=lambda row: (row[2].f if row[2].meant or row[2].found else 2, row[0]))
    pages = {"index.html": index.render(title=title, rows=worst)}
    for concept, name, tally in rows:
        sections = [(label, hint, _cards(cases, concept, kind, why)) for kind, label, hint in KINDS]
        pages[f"{concept}.html"] = page.render(
            title=title, concept=concept, name=name, tally=tally, sections=sections, names=names
        )
    return pages


def _cards(cases: Sequence[ErrorCase], concept: str, kind: str, why: Why) -> list[tuple[ErrorCase, str]]:
    if kind == "taken":
        chosen = [c for c in cases if c.kind == "confusion" and c.other == concept]
    else:
        chosen = [c for c in cases if c.kind == kind and c.concept == concept]
    return [(c, "" if c.kind == "miss" else why(c.concept, c.sentence, c.span)) for c in chosen]


def write_pages(pages: Mapping[str, Any], folder: Path) -> None:
    """Write the pages; those of an earlier run with other names stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sorted(pages):
        (folder / name).write_text(pages[name], encoding="utf-8")
