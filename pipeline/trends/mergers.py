"""Merged municipalities: each code -> the municipality of 2015 that holds its territory.

The rules. (1) A council is a municipality of its own as long as it exists, and its texts stay its own: the group kind
``municipality``. (2) On the day of a merger its series go on in its legal successor: the group kind ``territory``
holds the texts of the municipality of 2015 and of all that merged into it, from 2011 on. (3) A territory that was
divided goes as a whole to the legal successor that the act names, since texts cannot be divided. (4) A municipality
that was founded anew under its old code has no gap. (5) What changes over time is compared by territory, so that a
merged municipality stands on both sides; what differs between groups is compared by municipality, since each decided
for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def territory_of(code: str, successors: Mapping[str, str]) -> str:
    """The last successor of a municipality; the code itself where there is none.

    Args:
        code: CBS code.
        successors: code of a dissolved municipality -> code of its legal successor. A circle ends where it began.
    """
    seen = {code}
    while (after := successors.get(code)) is not None and after not in seen:
        seen.add(after)
        code = after
    return code


def merged_territories(codes: Iterable[str], successors: Mapping[str, str]) -> dict[str, str]:
    """Code -> territory, only for territories in which another municipality of these has merged."""
    found = {code: territory_of(code, successors) for code in codes}
    grown = {territory for code, territory in found.items() if code != territory}
    return {code: territory for code, territory in found.items() if territory in grown}
