"""Damaged characters of one text -> mended ones: encodings, ligatures, invisible signs, spaced letters, hyphens."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import ftfy

from pipeline.cleaning.blocks import LINE_HYPHEN
from pipeline.cleaning.repair.repair_rules import RepairRules

_FTFY = ftfy.TextFixerConfig(
    unescape_html="auto",
    remove_terminal_escapes=True,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=True,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=True,
    fix_character_width=True,
    uncurl_quotes=False,
    fix_line_breaks=True,
    fix_surrogates=True,
    remove_control_chars=True,
    normalization="NFC",
    explain=False,
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\ufe0e\ufe0f]")
_BLANKS = re.compile(r"[^\S\n]+")
_HYPHENATED = re.compile(rf"([^\W\d_][\w'’]{{0,40}}){LINE_HYPHEN}(\w[\w'’./]*)")
_SPACED = re.compile(r"(?<![^\s])(?:[^\W\d_] ){4,}[^\W\d_](?![^\s:;,.!?)])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PASSES = 5


def fixed_point(function: Callable[[str], str], text: str) -> str:
    """The function applied until nothing changes, a few times at most."""
    for _ in range(_PASSES):
        after = function(text)
        if after == text:
            break
        text = after
    return text


def fix_characters(text: str, rules: RepairRules) -> str:
    """Unicode, blanks, ligatures, spaced letters and misread letters mended; line breaks stay."""

    def once(value: str) -> str:
        if not value.isascii() or "&" in value or not value.isprintable():
            value = ftfy.fix_text(value, _FTFY)
        value = _INVISIBLE.sub("", value)
        value = _BLANKS.sub(" ", _join_spaced(value))
        value = "\n".join(line.strip() for line in value.split("\n") if line.strip())
        return _fix_misread(value, rules)

    return fixed_point(once, text)


def join_hyphens(text: str, known: frozenset[str], rules: RepairRules) -> str:
    """Words that were broken at a line's end made whole; hyphens that belong to the word stay.

    Args:
        text: with LINE_HYPHEN where a printed line ended in a hyphen.
        known: words of the whole document, in lower case.
        rules: conjunctions, prefixes and vowel pairs.
    """
    if LINE_HYPHEN not in text:
        return text
    joined = fixed_point(lambda t: _HYPHENATED.sub(lambda m: _joined(m[1], m[2], known, rules), t), text)
    return joined.replace(LINE_HYPHEN, "-")


def known_words(texts: list[str]) -> frozenset[str]:
    """All words of a document in lower case, those with hyphens as they are."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def _joined(left: str, right: str, known: frozenset[str], rules: RepairRules) -> str:
    before, after = left.lower(), right.lower().rstrip(".")
    if after in rules.conjunctions:
        return f"{left}- {right}"
    if not right[0].islower() or left[-1].isupper():
        return f"{left}-{right}"
    if before in rules.prefixes and not after.startswith(rules.syllables.get(before, ())):
        return f"{left}-{right}"
    if f"{before}-{after}" in known and f"{before}{after}" not in known:
        return f"{left}-{right}"
    if f"{before}{after}" not in known and (before[-1] + after[0]) in rules.clashes:
        return f"{left}-{right}"
    return f"{left}{right}"


def _join_spaced(text: str) -> str:
    """'b e s l u i t' -> 'besluit'; a series such as 'a b c d e' stays."""
    if " " not in text:
        return text
    parts = re.split(r"( {2,})", text)  # two blanks part spaced words
    return "".join(part if part.isspace() else _SPACED.sub(_unspaced, part) for part in parts)


def _unspaced(match: re.Match[str]) -> str:
    letters = match[0].replace(" ", "")
    folded = letters.lower()
    is_series = all(ord(b) - ord(a) in (0, 1) for a, b in itertools.pairwise(folded))
    return match[0] if is_series else letters


def _fix_misread(text: str, rules: RepairRules) -> str:
    if text.isascii():
        return text
    for wrong, right in rules.misread.items():
        if wrong in text:
            text = re.sub(rf"(?<=[a-z]){re.escape(wrong)}(?=[a-z])", right, text)
    return text
