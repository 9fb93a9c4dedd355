"""Headings and sentences that lost the break between them ('ondersteunenIn het plan') -> blocks and sentences."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from pipeline.cleaning.blocks import Block
from pipeline.cleaning.repair.repair_rules import RepairRules

_SENTENCE = re.compile(r"(?<![^\s(“‘\"'])([\w’'-]*[a-zà-ÿ]|\d{4})([.!?][”’\"')]?|[)”])([A-Z][a-zà-ÿ]+)(?=[\s,;:]|$)")
_WORD = re.compile(r"(?<![\w.@/-])([A-Za-zÀ-ÿ][a-zà-ÿ]+)([A-Z][a-zà-ÿ]+)(?![\w@/.-]*[\w@/])")
_SENTENCE_END = re.compile(r"[.!?][”’\"')]*\s+")
_MORE = re.compile(r"\s+\S")
_LOWER = re.compile(r"\s+[a-z]")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.|\.(?:nl|com|org|net|eu|be|info|pdf|docx?|html?|aspx?|php)\b", re.IGNORECASE)


def split_seams(blocks: list[Block], rules: RepairRules) -> list[Block]:
    """Blocks with lost breaks put back.

    A capital inside a word is a seam when the word after it opens sentences or when both parts stand by themselves
    elsewhere in the document, and the whole word stands there once; names in `rules.whole` never are.
    """
    texts = [block.text for block in blocks if block.kind != "table"]
    counts = Counter(match[0] for text in texts for match in _WORD.finditer(text))
    words = Counter(word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text))
    result: list[Block] = []
    for block in blocks:
        if block.kind == "table" or block.text.islower():
            result.append(block)
        else:
            spaced = _open_sentences(block, rules)
            result += [part for piece in spaced for part in _open_words(piece, counts, words, rules)]
    return result


def _open_sentences(block: Block, rules: RepairRules) -> list[Block]:
    """A blank after the full stop; a short last sentence without one is the heading of what follows."""
    seams = [m.start(3) for m in _SENTENCE.finditer(block.text) if _ends_sentence(block.text, m, rules)]
    if not seams:
        return [block]
    edges = [0, *seams, len(block.text)]
    pieces = [block.text[start:end] for start, end in pairwise(edges)]
    if block.kind == "paragraph" and _is_heading(pieces[-1], rules):
        return [block.with_text(" ".join(pieces[:-1])), Block("heading", pieces[-1], 2, block.page)]
    return [block.with_text(" ".join(pieces))]


def _ends_sentence(text: str, match: re.Match[str], rules: RepairRules) -> bool:
    if len(match[1]) < 3 or match[1].lower() in rules.abbreviations or _in_address(text, match.start(3)):
        return False
    return match[2] not in ")”" or match[3] in rules.openers


def _is_heading(text: str, rules: RepairRules) -> bool:
    return 3 <= len(text) <= rules.heading_characters and text[-1].isalnum() and text.count(" ") < 10


def _open_words(block: Block, counts: Counter[str], words: Counter[str], rules: RepairRules) -> list[Block]:
    seams = [m.start(2) for m in _WORD.finditer(block.text) if _is_seam(block.text, m, counts, words, rules)]
    if not seams:
        return [block]
    pieces = [block.with_text(block.text[start:end]) for start, end in pairwise([0, *seams, len(block.text)])]
    return [part for piece in pieces[:-1] for part in _before_seam(piece, rules)] + [pieces[-1]]


def _is_seam(text: str, match: re.Match[str], counts: Counter[str], words: Counter[str], rules: RepairRules) -> bool:
    left, right = match[1], match[2]
    if any(name in match[0] for name in rules.whole) or _in_address(text, match.start()) or counts[match[0]] > 1:
        return False
    if left in rules.name_openers:
        return False
    if right in rules.openers and len(left) > 2:
        return bool(_MORE.match(text, match.end()))
    return words[left.lower()] > 0 and words[right.lower()] > 0 and bool(_LOWER.match(text, match.end()))


def _before_seam(block: Block, rules: RepairRules) -> list[Block]:
    """What stands before a seam: text, and the last words as heading when they form no sentence."""
    start = max((match.end() for match in _SENTENCE_END.finditer(block.text)), default=0)
    head = block.text[start:]
    if block.kind != "paragraph" or not _is_heading(head, rules) or not (head[:1].isupper() or head[:1].isdigit()):
        return [block]
    text = [block.with_text(block.text[:start].strip())] if block.text[:start].strip() else []
    return [*text, Block("heading", head.strip(), 2, block.page)]


def _in_address(text: str, at: int) -> bool:
    """True inside an e-mail address, URL or file name."""
    token = _TOKEN.match(text, text.rfind(" ", 0, at) + 1)
    return bool(token and _ADDRESS.search(token[0]))
