"""Kinds of columns, in short."""

from __future__ import annotations

from pipeline.contract import Column


def text(meaning: str, *, null: bool = False, values: tuple[str, ...] = ()) -> Column:
    """Words."""
    return Column("text", meaning, nullable=null, values=values)


def whole(meaning: str, unit: str, *, null: bool = False, low: float | None = 0) -> Column:
    """A whole number of some unit."""
    return Column("int", meaning, nullable=null, unit=unit, low=low)


def share(meaning: str, *, null: bool = False) -> Column:
    """A share between 0 and 1."""
    return Column("float", meaning, nullable=null, unit="share 0-1", low=0.0, high=1.0)


def real(meaning: str, unit: str, *, null: bool = True) -> Column:
    """A real number of some unit."""
    return Column("float", meaning, nullable=null, unit=unit)


def flag(meaning: str) -> Column:
    """Yes or no."""
    return Column("bool", meaning)


SPAN = {
    "start": whole("first code point in documents.text", "code points"),
    "end": whole("one past the last code point", "code points"),
}
