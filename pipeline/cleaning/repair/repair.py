"""Blocks as a reader gives them -> blocks of clean text. Pure, and repairing twice is repairing once."""

from __future__ import annotations

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.formats.read_txt import strip_bullet
from pipeline.cleaning.repair.characters import fix_characters, join_hyphens, known_words
from pipeline.cleaning.repair.furniture import drop_furniture
from pipeline.cleaning.repair.repair_rules import RepairRules, load_repair_rules
from pipeline.cleaning.repair.seams import split_seams

__all__ = ["RepairRules", "load_repair_rules", "repair_blocks"]

_PASSES = 6


def repair_blocks(blocks: list[Block], rules: RepairRules) -> list[Block]:
    """Mend characters, hyphens and lost breaks; leave out furniture and blocks without text.

    Args:
        blocks: of one document, in reading order.
        rules: from `load_repair_rules`.
    """
    known = known_words([block.text for block in blocks])
    repaired = [b.with_text(join_hyphens(b.text, known, rules)) for b in blocks]
    for _ in range(_PASSES):
        after = _once(repaired, rules)
        if after == repaired:
            break
        repaired = after
    return repaired


def _once(blocks: list[Block], rules: RepairRules) -> list[Block]:
    fixed = [_fix(block, rules) for block in blocks]
    whole = split_seams([block for block in fixed if _has_text(block)], rules)
    return [block for block in drop_furniture(whole, rules) if _has_text(block)]


def _fix(block: Block, rules: RepairRules) -> Block:
    text = fix_characters(block.text, rules)
    if block.kind == "table":
        return block.with_text(text)
    text = " ".join(text.split())
    return _as_item(block, text)


def _as_item(block: Block, text: str) -> Block:
    """A paragraph that opens with a bullet is an item; items lose their bullet."""
    bare = strip_bullet(text)
    if bare != text and block.kind == "paragraph":
        return Block("item", bare, page=block.page)
    return block.with_text(bare if block.kind == "item" else text)


def _has_text(block: Block) -> bool:
    return any(character.isalnum() for character in block.text)
