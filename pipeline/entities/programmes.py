"""Whether what the language model takes for a programme can be one."""

from __future__ import annotations

import re

from pipeline.entities.spans import Found

_MAYBE_PERSON = 2  # words; a longer name of a programme may hold a given name ("Opvoeden met Roos")
_CODE = re.compile(r"\d/\d|/\d|^\d+$")


def is_programme(name: Found, text: str, *, ordinary: frozenset[str], persons: frozenset[str]) -> bool:
    """No: a person ("Gea Top"), a reference ("SAM/11/0447"), a shouted sentence, a heading that comes once, a compound
    with an ordinary word ("CJG-pas").

    Args:
        name: what the model found in ``text``.
        ordinary: words of the language in small letters; ``persons``: given names and surnames in small letters.
    """
    written = text[name.start : name.end]
    words = written.lower().split()
    if _CODE.search(written) or (len(words) <= _MAYBE_PERSON and any(word in persons for word in words)):
        return False
    if len(words) == 1 and "-" in written and written.rpartition("-")[2] in ordinary:
        return False
    if len(words) > 1 and written.isupper():
        return False
    return not _fills_line(name, text) or text.count(written) > 1


def _fills_line(name: Found, text: str) -> bool:
    line = text[text.rfind("\n", 0, name.start) + 1 : (text + "\n").index("\n", name.end)]
    return line.strip(" \t.!?:") == text[name.start : name.end].strip(" .!?:")
