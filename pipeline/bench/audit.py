"""How much is missed: a stratified sample of passages without mentions to read, and an estimate from what was read."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from statsmodels.stats.proportion import proportion_confint

from pipeline.errors import InputError

COLUMNS = ("passage_id", "stratum", "stratum_silent", "stratum_found", "text", "concepts")
NOTHING = "-"
LEVEL = 0.95
DRAWS = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Silent:
    """A passage in which the program found nothing; `text` is without private names."""

    id: str
    stratum: str
    text: str


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval; `hits` of `read` in the sample."""

    hits: int
    read: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Audit:
    """What the reading tells.

    Attributes:
        strata: share of silent passages that do hold a concept, by stratum (Wilson).
        missed: the same over all strata, each by its size.
        recall: passages that the program found, as a share of all that hold a concept.
        concepts: share of silent passages read that hold each concept (Wilson), without weights.
    """

    strata: Mapping[str, Share]
    missed: Share
    recall: Share
    concepts: Mapping[str, Share]


def draw_sample(passages: Sequence[Silent], *, count: int, seed: int) -> list[Silent]:
    """A sample in which each stratum has its share, and at least one passage.

    Args:
        passages: all silent passages.
        count: how many to read.
        seed: same seed, same sample.
    """
    strata: dict[str, list[Silent]] = {}
    for passage in sorted(passages, key=lambda p: p.id):
        strata.setdefault(passage.stratum, []).append(passage)
    sizes = {name: len(members) for name, members in strata.items()}
    wanted = allocate(sizes, count=count)
    random = np.random.default_rng(seed)
    chosen: list[Silent] = []
    for name in sorted(strata):
        picked = random.permutation(sizes[name])[: wanted[name]]
        chosen += [strata[name][i] for i in sorted(picked)]
    return chosen


def allocate(sizes: Mapping[str, int], *, count: int) -> dict[str, int]:
    """How many of each stratum: one at least, the rest in proportion, by largest remainder."""
    count = min(max(count, len(sizes)), sum(sizes.values()))
    wanted = dict.fromkeys(sizes, 1)
    total = sum(sizes.values())
    while sum(wanted.values()) < count:
        open_ones = [n for n in sorted(sizes) if wanted[n] < sizes[n]]
        wanted[max(open_ones, key=lambda n: (sizes[n] * count / total - wanted[n], n))] += 1
    return wanted


def write_sheet(sample: Sequence[Silent], *, silent: Mapping[str, int], found: Mapping[str, int]) -> str:
    """The sample as CSV, with an empty column ``concepts`` to fill in.

    Args:
        sample: from `draw_sample`.
        silent: by stratum, all passages without a mention.
        found: by stratum, passages with one.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in sample:
        writer.writerow([p.id, p.stratum, silent[p.stratum], found.get(p.stratum, 0), _harmless(p.text), ""])
    return out.getvalue()


def read_sheet(text: str, concepts: Collection[str], *, where: str) -> list[dict[str, str]]:
    """The rows that were filled in: ``-`` for nothing, else ids of concepts with commas or blanks between.

    Raises:
        InputError: a column is missing, a concept unknown, or a stratum unread.
    """
    rows = list(csv.DictReader(io.StringIO(text), delimiter=_delimiter(text)))
    missing = [c for c in COLUMNS if not rows or c not in rows[0]]
    if missing:
        raise InputError(
            f"the sheet has no column {missing[0]!r}", expected=", ".join(COLUMNS), where=where, remedy="save it as CSV"
        )
    for number, row in enumerate(rows, 2):
        unknown = [c for c in _ids(row) if c not in concepts]
        if unknown:
            remedy = f"write an id of models/concepts, or {NOTHING} for none"
            raise InputError(f"there is no concept {unknown[0]!r}", where=f"{where}:{number}", remedy=remedy)
    filled = [row for row in rows if (row["concepts"] or "").strip()]
    unread = sorted({r["stratum"] for r in rows} - {r["stratum"] for r in filled})
    if unread:
        remedy = f"read them; write {NOTHING} where there is nothing"
        raise InputError(f"nothing is filled in for {', '.join(unread)}", where=where, remedy=remedy)
    return filled


def estimate(rows: Sequence[Mapping[str, str]], *, seed: int) -> Audit:
    """What is missed, from the rows of `read_sheet`.

    Over the strata: each stratum's share is drawn from its Jeffreys posterior, Beta(hits + 1/2, others + 1/2) (Brown,
    Cai and DasGupta 2001), and weighted by the stratum's size; the interval holds the middle 95 % of the draws.
    Passages that were found count as right.

    Args:
        rows: of the filled sheet.
        seed: of the draws.
    """
    names = sorted({row["stratum"] for row in rows})
    read = Counter(row["stratum"] for row in rows)
    hits = Counter(row["stratum"] for row in rows if _ids(row))
    silent = np.array([int(_first(rows, n)["stratum_silent"]) for n in names], dtype=np.float64)
    found = float(sum(int(_first(rows, n)["stratum_found"]) for n in names))
    k, n = np.array([hits[s] for s in names]), np.array([read[s] for s in names])
    random = np.random.default_rng(seed)
    draws = random.beta(k + 0.5, n - k + 0.5, size=(DRAWS, len(names))) @ silent
    point = float((k / n) @ silent)
    counts = Counter(c for row in rows for c in set(_ids(row)))
    sample = (int(k.sum()), int(n.sum()))
    return Audit(
        strata={s: _wilson(hits[s], read[s]) for s in names},
        missed=_share(*sample, point / silent.sum(), draws / silent.sum()),
        recall=_share(*sample, found / max(found + point, 1e-9), found / np.maximum(found + draws, 1e-9)),
        concepts={c: _wilson(counts[c], len(rows)) for c in sorted(counts)},
    )


def _share(hits: int, read: int, point: float, draws: np.typing.NDArray[np.float64]) -> Share:
    low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Share(hits, read, point, min(float(low), point), max(float(high), point))


def _wilson(hits: int, read: int) -> Share:
    low, high = proportion_confint(hits, read, alpha=1 - LEVEL, method="wilson")
    return Share(hits, read, hits / read, float(low), float(high))


def _first(rows: Sequence[Mapping[str, str]], stratum: str) -> Mapping[str, str]:
    return next(row for row in rows if row["stratum"] == stratum)


def _ids(row: Mapping[str, str]) -> list[str]:
    return [c for c in (row["concepts"] or "").replace(",", " ").replace(";", " ").split() if c != NOTHING]


def _harmless(text: str) -> str:
    """Text that a spreadsheet does not take for a formula."""
    plain = " ".join(text.split())
    return "'" + plain if plain.startswith(_FORMULA) else plain


def _delimiter(text: str) -> str:
    """A Dutch spreadsheet saves CSV with semicolons."""
    head = text.split("\n", maxsplit=1)[0]
    return ";" if head.count(";") > head.count(",") else ","
