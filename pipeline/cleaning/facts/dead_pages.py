"""Pages that say no more than that the page is not there, needs a password, or is being repaired.

Sites answer a dead link with such a page and status 200, so only its words tell. They stand in
models/cleaning/dead_pages.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.errors import RejectedDocument
from pipeline.text import count_words, fold

_SITE = re.compile(r"\s[|»·-]\s.*$")
_EDGES = " .:!?-\"'"


class DeadPageWords(Rules):
    """models/cleaning/dead_pages.yaml; the comments there say what each key is for."""

    longest: int
    titles: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class DeadPageRules:
    """The words of dead_pages.yaml, compiled."""

    words: DeadPageWords

    @cached_property
    def title(self) -> re.Pattern[str]:
        """A whole title."""
        return re.compile(alternation(self.words.titles))

    @cached_property
    def sentence(self) -> re.Pattern[str]:
        """A sentence, or the start of one."""
        return re.compile(rf"(?<!\w)(?:{alternation(self.words.sentences)})")


def load_dead_page_rules(folder: Path) -> DeadPageRules:
    """Read ``dead_pages.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return DeadPageRules(read_rules(folder / "dead_pages.yaml", DeadPageWords))


def check_alive(blocks: list[Block], *, title: str | None, rules: DeadPageRules) -> None:
    """Let a text through that is more than the notice of a dead page.

    Args:
        blocks: of the whole document.
        title: as the file gives it.
        rules: words of dead_pages.yaml.

    Raises:
        RejectedDocument: no_text.
    """
    if sum(count_words(block.text) for block in blocks) > rules.words.longest:
        return
    text = fold("\n".join(block.text for block in blocks))
    names = [title or "", *(block.text for block in blocks[:1])]
    notices = [name for name in names if _is_notice(name, rules)]
    notices += [match[0] for match in rules.sentence.finditer(text)]
    if notices:
        raise RejectedDocument("no_text", f"a page that only says {notices[0][:80]!r}")


def _is_notice(name: str, rules: DeadPageRules) -> bool:
    folded = fold(name).strip(_EDGES)
    return any(rules.title.fullmatch(form.strip(_EDGES)) for form in (folded, _SITE.sub("", folded)))
