"""Pages that are not there, although the server says 200: by the words in models/sources/not_found.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from lxml import html
from lxml.etree import LxmlError

from pipeline.sources.asking import Answer
from pipeline.sources.links import page_text

_FILE = Path(__file__).resolve().parents[2] / "models/sources/not_found.yaml"
_HEADINGS = "//title|//h1|//h2"
_MANY = 60_000


@dataclass(frozen=True)
class _Words:
    max_words: int
    phrases: re.Pattern[str]
    withdrawn: tuple[str, ...]


@cache
def _words() -> _Words:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    phrases = "|".join(re.escape(p) for p in data["phrases"])
    return _Words(
        data["max_words"], re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE), tuple(data["withdrawn"])
    )


def soft_404(answer: Answer) -> bool:
    """Whether a page of few words says in its title or a heading that it does not exist."""
    if answer.media_type not in ("text/html", "application/xhtml+xml") or len(answer.body) > _MANY:
        return False
    words = _words()
    text = page_text(answer)
    if not words.phrases.search(text):
        return False
    try:
        page: Any = html.document_fromstring(text)
    except (LxmlError, ValueError):
        return False
    headings = " ".join(str(e.text_content()) for e in page.xpath(_HEADINGS))
    return bool(words.phrases.search(headings)) and len(str(page.text_content()).split()) <= words.max_words


def withdrawn(text: str) -> bool:
    """Whether a short text is the stub of a publication that was taken back."""
    return len(text) < 2_000 and all(phrase in text.lower() for phrase in _words().withdrawn)
