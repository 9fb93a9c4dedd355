"""Caps on text and markup from strangers: what is let in stays within the memory that one document may take.

A parser needs some 300 bytes for each tag and each value, however short it is: so tags are counted, not bytes.
"""

from __future__ import annotations

from pipeline.errors import RejectedDocument

MAX_TAGS = 1_500_000  # "<" in HTML and XML; the largest by-law has some 100,000
MAX_VALUES = 1_500_000  # brackets and commas in JSON
MAX_TEXT = 12_000_000  # characters of a plain text, blanks and all


def check_tags(text: str | bytes, what: str) -> None:
    """Let markup through with at most `MAX_TAGS` tags.

    Raises:
        RejectedDocument: too_large.
    """
    found = text.count("<") if isinstance(text, str) else text.count(b"<")
    if found > MAX_TAGS:
        raise RejectedDocument("too_large", f"{what} with {found} tags, the cap is {MAX_TAGS}")


def check_values(text: str) -> None:
    """Let JSON through with at most `MAX_VALUES` values.

    Raises:
        RejectedDocument: too_large.
    """
    found = sum(text.count(sign) for sign in "[{,")
    if found > MAX_VALUES:
        raise RejectedDocument("too_large", f"JSON with {found} values, the cap is {MAX_VALUES}")


def check_length(text: str) -> None:
    """Let a plain text through of at most `MAX_TEXT` characters.

    Raises:
        RejectedDocument: too_large.
    """
    if len(text) > MAX_TEXT:
        raise RejectedDocument("too_large", f"a text of {len(text)} characters, the cap is {MAX_TEXT}")
