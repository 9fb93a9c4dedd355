"""Numbers, dates and names as Dutch readers expect them: decimals with a comma, "%" without a space."""

from __future__ import annotations

import math
import re
from urllib.parse import urlsplit

from pipeline.report.speech import say, spoken
from pipeline.report.words import MONTHS
from pipeline.text import fold


def whole(value: float) -> int:
    """The nearest whole number, halves up."""
    return math.floor(value + 0.5)


def pct(share: float) -> str:
    """A share between 0 and 1 as whole per cents."""
    return f"{whole(share * 100)}%"


def chance(share: float) -> str:
    """A small chance: "0,4%"; below a tenth of a per cent it says so."""
    return say("minder dan {}%", "less than {}%", decimal(0.1, 1)) if share < 0.001 else f"{decimal(share * 100, 1)}%"


def margin(low: float | None, high: float | None) -> str:
    """An interval of shares: "43–60%". Without an interval the reader is told so."""
    if low is None or high is None:
        return say("marge niet berekend", "no margin computed")
    return f"{whole(low * 100)}–{whole(high * 100)}%"


def count(number: float) -> str:
    """A count with points between the thousands; in English with commas."""
    return f"{whole(number):,}" if spoken() == "en" else f"{whole(number):,}".replace(",", ".")


def decimal(value: float, digits: int = 2) -> str:
    """A decimal number with a comma; in English with a point."""
    return f"{value:.{digits}f}" if spoken() == "en" else f"{value:.{digits}f}".replace(".", ",")


def plural(number: int, one: str, many: str) -> str:
    """A count with its noun: "1 document", "2 documenten"."""
    return f"{count(number)} {one if number == 1 else many}"


def date(iso: str | None) -> str:
    """An ISO date at its own precision, in words: "3 mei 2014", "mei 2014", "2014"; "datum onbekend" without one."""
    if not iso:
        return say("datum onbekend", "date unknown")
    parts = iso.split("-")
    if len(parts) > 1:
        parts[1] = MONTHS[str(int(parts[1]))]
    if len(parts) > 2:
        parts[2] = str(int(parts[2]))
    return " ".join(reversed(parts))


def sentence_case(text: str) -> str:
    """The text with a capital first; a Dutch "ij" gets both, an accent goes ("één" becomes "Eén")."""
    if text.startswith("ij") and spoken() == "nl":
        return "IJ" + text[2:]
    head = fold(text[:1]).upper() if text[:1] in "éèëáàäóòöüï" else text[:1].upper()
    return head + text[1:]


def listing(names: list[str]) -> str:
    """Names in one phrase: "a, b en c"."""
    last = say(" en ", " and ")
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1] if names else ""


def slug(text: str) -> str:
    """A name for a file or an anchor: lower-case letters, digits and hyphens only; "x" when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "x"


def web_address(url: str) -> str | None:
    """The URL when it is safe to make a link of it (http or https with a host), else None."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
