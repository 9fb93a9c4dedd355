"""Differences between two runs and their causes -> a short text in Dutch and English, and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.compare.causes import Cause
from pipeline.compare.conclusions import Difference, Statement

MOST = 12  # of one kind in the text; the table holds all
STATUS = {
    "new": ("nieuw", "new"),
    "gone": ("vervallen", "gone"),
    "reversed": ("omgekeerd", "reversed"),
    "changed": ("andere omvang", "changed in size"),
}
CATEGORY = {
    "data": ("de documenten", "the documents"),
    "labels": ("labels en woordenlijsten", "labels and word lists"),
    "model": ("het taalmodel", "the language model"),
    "params": ("de instellingen", "the settings"),
    "code": ("de programmatuur", "the code"),
    "other": ("iets buiten DVC, zoals een andere versie van een pakket", "something outside DVC, such as a package"),
}
TABLE = {
    "changes": ("verschil", "difference"),
    "comparisons": ("gemeente vergeleken", "municipality compared"),
    "firsts": ("als eerste", "first"),
    "silences": ("zwijgt", "silent"),
    "deeds": ("woorden zonder daden", "words without deeds"),
    "copying": ("nam over", "copied"),
}
COLUMNS = (
    *("status", "table", "key", "old_estimate", "old_low", "old_high", "new_estimate", "new_low", "new_high"),
    *("why_gone", "causes", "details"),
)
Causes = Mapping[str, Sequence[Cause]]


def as_table(differences: Sequence[Difference], causes: Causes) -> pd.DataFrame:
    """One row a difference, with the categories of its possible causes and what they are.

    Args:
        differences: what `find_differences` returned.
        causes: per kind what `find_causes` returned.
    """
    rows = []
    for d in differences:
        found = causes.get(d.kind, ())
        numbers = [_numbers(s) for s in (d.before, d.after)]
        why = d.after.why if d.after else "absent"
        names, what = ", ".join(dict.fromkeys(c.category for c in found)), "; ".join(c.what for c in found)
        reason = why if d.status == "gone" else ""
        rows.append((d.status, d.table, " | ".join(d.key), *numbers[0], *numbers[1], reason, names, what))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def as_text(names: tuple[str, str], counts: tuple[int, int], differences: Sequence[Difference], causes: Causes) -> str:
    """The text: Dutch first, then English.

    Args:
        names: of the old and the new run.
        counts: conclusions in each.
        differences: what `find_differences` returned.
        causes: per kind what `find_causes` returned.
    """
    return "\n".join([*_part(0, names, counts, differences, causes), "", *_part(1, names, counts, differences, causes)])


def _part(
    tongue: int,
    names: tuple[str, str],
    counts: tuple[int, int],
    differences: Sequence[Difference],
    causes: Causes,
) -> list[str]:
    title = (f"# Wat er veranderde van {names[0]} naar {names[1]}", f"# What changed from {names[0]} to {names[1]}")
    total = (
        f"De oude berekening heeft {counts[0]} conclusies, de nieuwe {counts[1]}.",
        f"The old run holds {counts[0]} conclusions, the new one {counts[1]}.",
    )
    lines = [title[tongue], "", total[tongue]]
    if not differences:
        same = ("Alle conclusies zijn gelijk gebleven.", "All conclusions are the same.")
        lines.append(same[tongue])
    else:
        tally = Counter(str(d.status) for d in differences)
        lines.append(", ".join(f"{tally[s]} {words[tongue]}" for s, words in STATUS.items() if tally[s]) + ".")
    lines += ["", ("## Waardoor", "## Why")[tongue], "", *_why(tongue, causes, {d.kind for d in differences})]
    for status, words in STATUS.items():
        found = [d for d in differences if d.status == status]
        if found:
            lines += ["", f"## {words[tongue].capitalize()} ({len(found)})", ""]
            lines += [f"- {_sentence(tongue, d)}" for d in found[:MOST]]
            more = len(found) - MOST
            rest = (f"- en nog {more}, in de tabel", f"- and {more} more, in the table")
            lines += [rest[tongue]] if more > 0 else []
    return lines


def _why(tongue: int, causes: Causes, kinds: set[str]) -> list[str]:
    """Per category what differs, and for which kinds of conclusions it can matter."""
    found: dict[Cause, set[str]] = {}
    for kind, several in causes.items():
        for cause in several:
            found.setdefault(cause, set()).add(kind)
    if not found:
        return [("Niets verschilt dat DVC ziet.", "Nothing differs that DVC sees.")[tongue]]
    categories = {c.category for c in found}
    only = next(iter(categories))
    lines = []
    if len(categories) == 1 and kinds:
        words = CATEGORY[only][tongue]
        lines.append((f"De oorzaak is {words}:", f"The cause is {words}:")[tongue])
    elif kinds:
        lines.append(("Mogelijke oorzaken, samen:", "Possible causes, together:")[tongue])
    for category, names in CATEGORY.items():
        what = sorted(c.what for c in found if c.category == category)
        if what:
            lines.append(f"- {names[tongue]}: {', '.join(what)}")
    return lines


def _sentence(tongue: int, difference: Difference) -> str:
    name = f"{TABLE[difference.table][tongue]}: {', '.join(k for k in difference.key if k)}"
    old, new = (_points(tongue, s) for s in (difference.before, difference.after))
    between = {"new": new, "gone": old}.get(difference.status, f"{old} -> {new}")
    why = f" [{difference.after.why if difference.after else 'absent'}]" if difference.status == "gone" else ""
    return name + (f" ({between})" if between.strip("-> ") else "") + why


def _points(tongue: int, statement: Statement | None) -> str:
    if statement is None or statement.estimate is None:
        return ""
    return f"{statement.estimate * 100:+.0f} {('procentpunt', 'points')[tongue]}"


def _numbers(statement: Statement | None) -> tuple[float | None, float | None, float | None]:
    return (statement.estimate, statement.low, statement.high) if statement else (None, None, None)
