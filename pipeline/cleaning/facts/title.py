"""The title of a document: what is declared, else the first line that is no letterhead, or the subject of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.text import count_words, fold

BLOCKS, LONG = 15, 160  # where a title may stand, and how many characters it has at most
LETTERHEAD_WORDS = 5
MOST = 300  # characters that are kept
_DATELINE = re.compile(r"^[^,]{0,40},\s*\d{1,2} \w+ \d{4}$")


class TitleWords(Rules):
    """models/cleaning/title.yaml; the comments there say what each key is for."""

    never: tuple[str, ...]
    address: tuple[str, ...]
    salutation: tuple[str, ...]
    letterhead: tuple[str, ...]
    subject: tuple[str, ...]
    bare: tuple[str, ...]


@dataclass(frozen=True)
class TitleRules:
    """The words of title.yaml, compiled."""

    words: TitleWords

    @cached_property
    def never(self) -> re.Pattern[str]:
        """The start of a line that is no title."""
        return re.compile(rf"\A\W{{0,9}}(?:(?:{alternation(self.words.never)})(?!\w)|\d{{1,2}}[-/. ]|www\.)")

    @cached_property
    def address(self) -> re.Pattern[str]:
        """The start of a line that tells to whom a letter goes."""
        return re.compile(rf"(?:{alternation(self.words.address)})(?!\w)")

    @cached_property
    def salutation(self) -> re.Pattern[str]:
        """The start of a letter's first line of text."""
        return re.compile(rf"(?:{alternation(self.words.salutation)})\s")

    @cached_property
    def letterhead(self) -> re.Pattern[str]:
        """The start of a short line that is a letterhead."""
        return re.compile(rf"(?:{alternation(self.words.letterhead)})(?!\w)")

    @cached_property
    def subject(self) -> re.Pattern[str]:
        """A label with its subject, at the start of a line or cell."""
        return re.compile(
            rf"(?:^|\||\n)\s{{0,9}}(?:{alternation(self.words.subject)})\s{{0,9}}[:|]\s{{0,9}}([^|\n]{{3,{LONG}}})"
        )

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """A title that says no more than the kind of document."""
        return re.compile(rf"(?:{alternation(self.words.bare)})\W{{0,9}}")


def load_title_rules(folder: Path) -> TitleRules:
    """Read ``title.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return TitleRules(read_rules(folder / "title.yaml", TitleWords))


def find_title(blocks: list[Block], *, declared: str | None, found: str | None, rules: TitleRules) -> str | None:
    """The title, or None when no line looks like one.

    Args:
        blocks: the clean blocks.
        declared: what the source calls the document.
        found: what the file or its reader calls it.
        rules: words of title.yaml.
    """
    if declared and declared.strip():
        return " ".join(declared.split())[:MOST]
    first = _above_salutation(blocks[:BLOCKS], rules)
    subject_at, subject = _subject(first, rules)
    title = _usable([found or "", *_candidates(first)], rules)
    title_at = next((n for n, block in enumerate(first) if block.text == title), 0)
    if subject and title and rules.bare.fullmatch(fold(title)):
        title = f"{title}: {subject}"
    elif subject and (title is None or title_at > subject_at):
        title = subject
    title = title or next((block.text for block in first if rules.address.match(fold(block.text))), None)
    return title[:MOST] if title else None


def _above_salutation(blocks: list[Block], rules: TitleRules) -> list[Block]:
    at = next((n for n, block in enumerate(blocks) if rules.salutation.match(fold(block.text))), len(blocks))
    return blocks[:at]


def _candidates(blocks: list[Block]) -> Iterator[str]:
    """A short line at the very start, then headings, then other short lines that are no sentences."""
    short = [block for block in blocks if len(block.text) <= LONG and not block.text.endswith((".", ":", ";", ","))]
    yield from (block.text for block in short if block is blocks[0])
    yield from (block.text for block in short if block.kind == "heading")
    yield from (block.text for block in short if block.kind == "paragraph")


def _usable(candidates: Iterable[str], rules: TitleRules) -> str | None:
    for candidate in candidates:
        folded = fold(candidate).strip()
        is_short = count_words(folded) <= LETTERHEAD_WORDS
        wrong = rules.never.match(folded) or rules.address.match(folded) or _DATELINE.search(folded)
        if folded and not wrong and not (is_short and rules.letterhead.match(folded)):
            return candidate.strip()
    return None


def _subject(blocks: list[Block], rules: TitleRules) -> tuple[int, str | None]:
    for number, block in enumerate(blocks):
        match = rules.subject.search(fold(block.text))
        if match:
            subject = block.text[match.start(1) : match.end(1)].strip()
            return number, subject[:1].upper() + subject[1:]
    return len(blocks), None
