"""Is a text Dutch? Told by the share of function words of each language in models/cleaning/dutch.yaml."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pipeline.cleaning.rules import Rules, read_rules
from pipeline.errors import RejectedDocument
from pipeline.text import fold, words

SAMPLE = 60_000  # characters looked at, half from the start and half from the middle


class DutchRules(Rules):
    """models/cleaning/dutch.yaml; the comments there say what each key is for."""

    least_share: float
    short_words: int
    languages: dict[str, frozenset[str]]


def load_dutch_rules(folder: Path) -> DutchRules:
    """Read ``dutch.yaml`` from models/cleaning.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    found = read_rules(folder / "dutch.yaml", DutchRules)
    folded = {name: frozenset(fold(word) for word in listed) for name, listed in found.languages.items()}
    return found.model_copy(update={"languages": folded})


def check_dutch(text: str, *, rules: DutchRules) -> None:
    """Return when the text is Dutch; a short text gets the benefit of the doubt.

    Raises:
        RejectedDocument: ``not_dutch``, with the shares that were seen.
    """
    tokens = [word for word in words(fold(_sample(text))) if word[0].isalpha()]
    if not tokens:
        raise RejectedDocument("not_dutch", "numbers and signs, no words")
    counts = Counter(tokens)
    shares = {name: sum(counts[word] for word in listed) / len(tokens) for name, listed in rules.languages.items()}
    dutch = shares.pop("dutch")
    other, most = max(shares.items(), key=lambda item: item[1], default=("", 0.0))
    short = len(tokens) < rules.short_words
    if dutch >= most and (short or dutch >= rules.least_share):
        return
    if most > dutch:
        raise RejectedDocument("not_dutch", f"{most:.0%} function words of {other}, {dutch:.0%} of Dutch")
    raise RejectedDocument("not_dutch", f"{dutch:.0%} Dutch function words among {len(tokens)} words")


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    middle = len(text) // 2
    return text[: SAMPLE // 2] + " " + text[middle : middle + SAMPLE // 2]
