"""Blocks of a document -> the same without share buttons, cookie texts, tables of contents and comment sections."""

from __future__ import annotations

import re

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.repair.repair_rules import RepairRules
from pipeline.text import count_words

_LEADERS = re.compile(r"(?:(?<!\.)\.{4,}|(?<!…)…{2,}|(?<!\. )(?:\. ){4,}|(?<!_)_{4,})\s{0,9}\|?\s{0,9}\d{1,4}(?!\d)")
_PAGE_AT_END = re.compile(r"\S.*\s\|?\s?\d{1,3}$")
_AFTER_ENTRIES = 60  # characters that may stand after the last of several entries in one block
_END_LINES = 4  # lines from the end among which the end of a comment section is looked for
_TEXT_WORDS = 20  # words of one block that make it running text


def drop_furniture(blocks: list[Block], rules: RepairRules) -> list[Block]:
    """Leave out what is no text of the document."""
    kept = [block for block in blocks if not (len(block.text) < 500 and rules.drop.fullmatch(block.text))]
    return _drop_contents(_cut_comments(kept, rules), rules)


def _cut_comments(blocks: list[Block], rules: RepairRules) -> list[Block]:
    """Cut a comment section from its first line to the end of the document."""
    last = [n for n in range(len(blocks)) if rules.comments_end.fullmatch(blocks[n].text)]
    if not last or last[-1] < len(blocks) - _END_LINES:
        return blocks
    text_ends = next((n for n, block in enumerate(blocks) if count_words(block.text) >= _TEXT_WORDS), len(blocks))
    starts = (n for n in range(text_ends + 1, last[-1] + 1) if rules.comments_start.fullmatch(blocks[n].text))
    start = next(starts, None)
    return blocks if start is None else blocks[:start]


def _drop_contents(blocks: list[Block], rules: RepairRules) -> list[Block]:
    """Leave out lines with leaders and a page number, and short lines with one below a heading of contents."""
    kept: list[Block] = []
    waiting: list[Block] = []  # the heading of contents, and nothing else as long as entries follow
    for block in blocks:
        if _is_entry(block) or (waiting and _is_plain_entry(block)):
            continue
        if rules.contents_heading.fullmatch(block.text):
            waiting = [block]
            continue
        kept.append(block)
        waiting = []
    return kept


def _is_entry(block: Block) -> bool:
    lines = block.text.split("\n")
    found = sum(1 for line in lines if _LEADERS.search(line))
    if block.kind == "table":
        return found > 0.5 * len(lines)
    leaders = list(_LEADERS.finditer(block.text))
    return bool(leaders) and len(block.text) - leaders[-1].end() <= (_AFTER_ENTRIES if len(leaders) > 2 else 2)


def _is_plain_entry(block: Block) -> bool:
    """Lines that end in a page number, none of them long."""
    return all(len(line) <= 120 and _PAGE_AT_END.match(line) for line in block.text.split("\n"))
