"""Plain text -> blocks: paragraphs, list items and headings, guessed with care."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from pipeline.cleaning.blocks import LINE_HYPHEN, Block, Extract, make_block, squeeze

_BULLET = re.compile(r"\s*(?:[•▪●○‣◦]\s*|[-–—*·o]\s+)(?=\S)")
_NUMBER = re.compile(r"\s*(?:\d{1,2}[.)]|[a-z][.)])\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
_LABEL = re.compile(r"\s*\w[^:.!?]{0,40}:\s*$")
_VALUE = re.compile(r"\s*\w[^:.!?\d]{0,30}\s?:\s+\S")
_LEADERS = re.compile(r"(?:(?<!\.)\.{4,}|(?<!…)…{2,}|(?<!\. )(?:\. ){4,})\s{0,9}\d{0,4}\s{0,9}$")
_MARK = re.compile(r"(#{1,6})\s+(\S.*)")
_UNDERLINED = re.compile(r"^([^\S\n]*\S[^\n]{0,150})\n[^\S\n]*(={3,}|-{3,}|~{3,})[^\S\n]*$", re.MULTILINE)
_DATE_LINE = re.compile(r"(?:[^\d,]{2,40},\s*)?(?:\w+\s+)?\d{1,2}\s+[a-z]+\s+(?:19|20)\d\d")
_WRAP_COLUMNS = 80
_HEADING_CHARACTERS = 90


def read_txt(text: str) -> Extract:
    """Blocks of a text; the title is a short first line.

    Where headings are underlined or marked by '# ', only those are headings.
    """
    text = "\n".join(text.splitlines())
    marked = _UNDERLINED.sub(lambda m: f"{'#' if m[2][0] == '=' else '##'} {m[1].strip()}\n", text)
    is_marked = any(_MARK.fullmatch(line) for line in marked.splitlines())
    blocks = read_marked(marked) if is_marked else read_lines(text.splitlines(), guess_headings=True)
    title = next((block.text for block in blocks[:2] if block.kind == "heading"), None)
    return Extract(blocks=blocks, format="txt", title=title)


def read_marked(text: str) -> list[Block]:
    """Blocks of a text whose headings are marked by '# ', one mark for each level."""
    blocks: list[Block] = []
    waiting: list[str] = []
    for line in text.splitlines():
        match = _MARK.fullmatch(line.strip())
        if match:
            blocks += read_lines(waiting, guess_headings=False)
            blocks += make_block("heading", match[2].rstrip("# "), level=len(match[1]))
            waiting = []
        else:
            waiting.append(line)
    return blocks + read_lines(waiting, guess_headings=False)


def read_lines(lines: list[str], *, guess_headings: bool) -> list[Block]:
    """Blocks of lines.

    Empty lines separate paragraphs; in a text without any, each line is one, unless the lines are wrapped at a fixed
    width. A short line without final punctuation that stands alone, or opens a paragraph of much longer lines, is a
    heading.
    """
    groups = _join_labels([list(g) for filled, g in groupby(lines, key=lambda line: bool(line.strip())) if filled])
    wrapped = _is_wrapped(lines)
    one_group = len(groups) == 1
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        follows = number + 1 < len(groups)
        if guess_headings and not one_group and not has_label(group[0]):
            heading, rest = _split_heading(group, wrapped=wrapped, first=number == 0, follows=follows)
            blocks += make_block("heading", heading, level=1 if all(b.kind != "heading" for b in blocks) else 2)
        else:
            rest = group
        blocks += _paragraphs(rest, wrapped=wrapped)
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    """True when most lines that do not end a sentence are about as long as the longest one, and none is very long."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if len(lengths) < 3 or max(lengths) > _WRAP_COLUMNS or max(lengths) < 45:
        return False
    open_lines = [
        len(line.rstrip())
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not _SENTENCE_END.search(line.rstrip())
    ]
    return len(open_lines) >= 2 and sum(n > 0.7 * max(lengths) for n in open_lines) > 0.7 * len(open_lines)


def _join_labels(groups: list[list[str]]) -> list[list[str]]:
    """A label that stands alone ('Auteur:') takes a short value from the next group."""
    joined: list[list[str]] = []
    for group in groups:
        last = joined[-1] if joined else []
        short = len(last) == len(group) == 1 and len(group[0]) <= 80
        if short and _LABEL.match(last[0]) and not _LABEL.match(group[0]):
            joined[-1] = [f"{last[0].strip()} {group[0].strip()}"]
        else:
            joined.append(group)
    return joined


def _split_heading(group: list[str], *, wrapped: bool, first: bool, follows: bool) -> tuple[str, list[str]]:
    head = squeeze(group[0])
    if not looks_like_heading(head):
        return "", group
    if len(group) == 1:
        return (head, []) if follows or first else ("", group)
    after = squeeze(group[1])
    stands_out = not wrapped and not starts_item(group[1]) and len(after) > 2 * len(head) and after[:1].isupper()
    return (head, group[1:]) if stands_out else ("", group)


def looks_like_heading(line: str) -> bool:
    """A short line that opens with a capital or digit and does not end as a sentence, item or label would."""
    if not 3 <= len(line) <= _HEADING_CHARACTERS or (starts_item(line) and not line[0].isdigit()):
        return False
    if _DATE_LINE.fullmatch(line) or (_SENTENCE_END.search(line) and not line.endswith("?")):
        return False
    return (line[0].isupper() or line[0].isdigit()) and sum(c.isalpha() for c in line) > len(line) / 2


def starts_item(line: str) -> bool:
    """True for a line that opens with a bullet, number or letter of a list."""
    return _BULLET.match(line) is not None or _NUMBER.match(line) is not None


def has_label(line: str) -> bool:
    """True for a label with its value: 'Datum: 3 mei 2014'."""
    return bool(_VALUE.match(line))


def has_leaders(line: str) -> bool:
    """True for a line of a table of contents: dots that lead to a page number."""
    return ("..." in line or "…" in line or ". ." in line) and bool(_LEADERS.search(line))


def strip_bullet(line: str) -> str:
    """The line without a bullet; numbers and letters stay, since texts refer to them."""
    match = _BULLET.match(line)
    return line[match.end() :] if match else line


def _paragraphs(lines: list[str], *, wrapped: bool) -> list[Block]:
    """Items and paragraphs of lines without empty ones between."""
    pieces: list[tuple[bool, list[str]]] = []
    for line in lines:
        if starts_item(line):
            pieces.append((True, [strip_bullet(line)]))
        elif has_leaders(line):
            pieces.append((False, [line]))
        elif pieces and not has_leaders(pieces[-1][1][-1]) and (wrapped or (pieces[-1][0] and line[:1].isspace())):
            pieces[-1][1].append(line)
        else:
            pieces.append((False, [line]))
    return [b for is_item, parts in pieces for b in make_block("item" if is_item else "paragraph", join_lines(parts))]


def join_lines(lines: list[str]) -> str:
    """Lines as running text; a hyphen at a line's end becomes LINE_HYPHEN, for `repair_blocks` to judge."""
    text = ""
    for line in (squeeze(line) for line in lines):
        text += line if not text or text.endswith(LINE_HYPHEN) else f" {line}"
        if text.endswith("-") and text[-2:-1].isalpha():
            text = text[:-1] + LINE_HYPHEN
    return text[:-1] if text.endswith(LINE_HYPHEN) else text
