"""What a topic is called: a name given by hand in models/topics/names.yaml, else its best noun phrases.

A hand-given name belongs to words and not to a number, so that it survives a rerun that numbers topics otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ModelError

NOUNS = 3


class GivenName(BaseModel):
    """A name, the same in English, and the terms by which its topic is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    en: str | None = Field(default=None, min_length=1)
    terms: tuple[str, ...] = Field(min_length=1)


class TopicNames(BaseModel):
    """All of models/topics/names.yaml.

    Attributes:
        outliers: what passages without a topic are called.
        outliers_en: the same in English.
        least_shared: how many of a topic's ten terms must stand among the name's terms.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    outliers: str
    outliers_en: str | None = None
    least_shared: int = Field(ge=1, le=10)
    names: tuple[GivenName, ...] = ()

    @property
    def english(self) -> dict[str, str]:
        """Name -> English name, for those that have one."""
        pairs = [(self.outliers, self.outliers_en), *((given.name, given.en) for given in self.names)]
        return {name: en for name, en in pairs if en}


def read_names(path: Path) -> TopicNames:
    """Read the names given by hand.

    Raises:
        ModelError: the file is missing, is no YAML, or breaks the rules.
    """
    try:
        return TopicNames.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ModelError(
            "the names of topics are missing", where=str(path), remedy="restore it: git checkout models/topics"
        ) from None
    except (yaml.YAMLError, ValidationError) as error:
        raise ModelError(
            f"the names of topics cannot be read: {error}",
            expected="outliers, least_shared, and names with a name and terms each",
            where=str(path),
            remedy="see models/topics/README.md",
        ) from None


def label_topics(
    terms: dict[int, list[str]],
    *,
    names: TopicNames,
    nouns: frozenset[str],
    phrases: Mapping[int, list[str]] | None = None,
) -> dict[int, str]:
    """A label for each topic; no two are equal.

    Each given name goes to the one topic that shares most terms with it, when these are enough. A topic without one is
    called after its best noun phrases, or its strongest nouns where there are no phrases.

    Args:
        terms: for each topic its strongest terms, strongest first.
        names: names given by hand.
        nouns: lemmas that are nouns.
        phrases: for each topic its noun phrases, best first.
    """
    labels = _given(terms, names)
    for number, own in terms.items():
        if number not in labels:
            said = phrase_label((phrases or {}).get(number, []))
            label = said or noun_label(own, nouns=nouns) or f"Onderwerp {number}"
            labels[number] = label if label not in labels.values() else f"{label} ({number})"
    return dict(sorted(labels.items()))


def noun_label(terms: list[str], *, nouns: frozenset[str]) -> str:
    """The three strongest nouns that differ, joined by commas; other words where nouns are wanting."""
    ordered = [t for t in terms if t in nouns] + [t for t in terms if t not in nouns]
    chosen: list[str] = []
    for term in ordered:
        if len(chosen) < NOUNS and not any(same_word(term, other) for other in chosen):
            chosen.append(term)
    return phrase_label(chosen)


def phrase_label(phrases: Sequence[str]) -> str:
    """Phrases joined by commas, with a capital; empty without any."""
    label = ", ".join(phrases)
    return label[:1].upper() + label[1:]


def same_word(one: str, other: str) -> bool:
    """Whether two words say nearly the same in a label.

    They do when one stands inside the other, as in a compound, or when they differ by at most three letters at the end:
    forms of one word. Words of fewer than four letters only equal themselves.
    """
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and short in long:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return shared >= max(4, len(short) - 1) and len(long) - shared <= 3


def _given(terms: dict[int, list[str]], names: TopicNames) -> dict[int, str]:
    pairs = sorted(
        (-len(set(own) & set(given.terms)), number, rank)
        for number, own in terms.items()
        for rank, given in enumerate(names.names)
    )
    labels: dict[int, str] = {}
    for shared, number, rank in pairs:
        name = names.names[rank].name
        if -shared >= names.least_shared and number not in labels and name not in labels.values():
            labels[number] = name
    return labels
