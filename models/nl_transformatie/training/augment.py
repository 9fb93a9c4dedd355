"""Variants of training sentences: other names, quotation marks or case; and sentences from templates."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from lists import Names, load_templates
from sentences import Name, Sentence, guess_spaces

Tokenize = Callable[[str], list[str]]
_EASY = {"PERSON", "GPE", "NORP", "LANGUAGE", "MONEY", "PERCENT"}
"""Labels whose names can nearly always stand for each other; the others are swapped half as often."""
_HARD = {"LOC", "ORG", "FAC", "LAW", "PRODUCT", "EVENT", "WORK_OF_ART"}
_DOUBLE = ((",,", "''"), ('"', '"'), ("“", "”"), ("„", "”"), ("‘", "’"), ("'", "'"))
_PIECE = re.compile(r"\{([A-Z]+)\}")
_SLOT_LABELS = {
    "VILLAGE": "GPE",
    "STATE": "GPE",
    "PROVINCE": "GPE",
    "REGION": "LOC",
    "WORK": "WORK_OF_ART",
    "PARTY": "ORG",
    "LAWH": "LAW",
    "AGE": "DATE",
    "KAMER": "ORG",
    "PROVINCEORG": "ORG",
}
_PARTIES = "PvdA VVD CDA D66 GroenLinks SP ChristenUnie SGP CU GL PVV 50PLUS".split()
_NEUTER_LAWS = (
    "Burgerlijk Wetboek",
    "Besluit Jeugdwet",
    "Uitvoeringsbesluit Jeugdwet",
    "Kinderrechtenverdrag",
)


@dataclass(frozen=True)
class Shares:
    """How often each variant is made, as a probability."""

    swap: float
    quotes: float
    lower: float
    upper: float


class Augmenter:
    """Makes variants of sentences, always the same ones for the same random numbers."""

    def __init__(self, names: Names, shares: Shares, tokenize: Tokenize, pool: list[Sentence]) -> None:
        self.names = names
        self.rng = names.rng
        self.shares = shares
        self.tokenize = tokenize
        self.known: dict[str, list[str]] = defaultdict(list)
        for sentence in pool:
            for start, end, label in sentence.names:
                self.known[label].append(" ".join(sentence.words[start:end]))

    def vary(self, sentence: Sentence) -> Sentence:
        """The sentence, or a variant of it."""
        sentence = self._swap(sentence) if sentence.names and self.shares.swap else sentence
        if self.rng.random() < self.shares.quotes:
            sentence = requote(sentence, self.rng)
        chance = self.rng.random()
        if chance < self.shares.lower:
            return replace(sentence, words=tuple(w.lower() for w in sentence.words))
        if chance < self.shares.lower + self.shares.upper:
            return replace(sentence, words=tuple(w.upper() for w in sentence.words))
        return sentence

    def from_template(self, number: int) -> Sentence:
        """A sentence with names in the slots of a random template."""
        words: list[str] = []
        spans: list[Name] = []
        for piece in self.rng.choice(load_templates()).split():
            slot = _PIECE.fullmatch(piece)
            if slot is None or slot[1] == "NUM":
                words.append(piece if slot is None else str(self.rng.randint(1, 150)))
                continue
            found = self.tokenize(self._slot(slot[1]))
            spans.append((len(words), len(words) + len(found), _SLOT_LABELS.get(slot[1], slot[1])))
            words += found
        tokens = tuple(words)
        name = f"template:{number}"
        return Sentence(name, name, name, tokens, guess_spaces(tokens), names=tuple(spans))

    def _slot(self, kind: str) -> str:
        if kind == "PARTY":
            return self.rng.choice(_PARTIES)
        if kind == "LAWH":
            return self.rng.choice(_NEUTER_LAWS)
        if kind == "KAMER":
            return self.rng.choice(("Tweede Kamer", "Eerste Kamer"))
        if kind == "PROVINCEORG":
            return f"Provincie {self.names.of('PROVINCE')}"
        if kind == "AGE":
            young, old = self.rng.randint(0, 11), self.rng.randint(12, 23)
            return self.rng.choice((f"{old} jaar", f"{young} tot {old} jaar"))
        return self.names.of(kind)

    def _swap(self, sentence: Sentence) -> Sentence:
        """Put other names of the same label in the places of some names; the new words have no tags."""
        rows = list(zip(sentence.words, sentence.spaces, *_tags(sentence), strict=True))
        made: list[tuple[str, bool, str, str]] = []
        spans: list[Name] = []
        at = 0
        for start, end, label in sorted(sentence.names):
            made += rows[at:start]
            found = rows[start:end]
            share = self.shares.swap * (label in _EASY) + self.shares.swap / 2 * (label in _HARD)
            if self.rng.random() < share:
                words = self._other(label, list(sentence.words[start:end]))
                spaces = [*guess_spaces(tuple(words))[:-1], sentence.spaces[end - 1]]
                found = [(word, space, "", "") for word, space in zip(words, spaces, strict=True)]
            spans.append((len(made), len(made) + len(found), label))
            made += found
            at = end
        words_, spaces_, pos, morph = zip(*(made + rows[at:]), strict=True)
        changed = replace(sentence, words=words_, spaces=spaces_, names=tuple(spans))
        return replace(changed, pos=pos, morph=morph, lemmas=())

    def _other(self, label: str, words: list[str]) -> list[str]:
        """Another name: of the lists or of the training sentences; an adjective stays an adjective in -e."""
        for _ in range(8):
            own = bool(self.known[label]) and self.rng.random() < 0.5
            name = self.rng.choice(self.known[label]) if own else self.names.of(label)
            fits = name.endswith("e") == words[-1].endswith("e")
            fits = fits and name[0].isupper() == words[0][0].isupper()
            if label != "NORP" or fits:
                return name.split(" ") if own else self.tokenize(name)
        return words


def _tags(sentence: Sentence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    unknown = ("",) * len(sentence.words)
    return sentence.pos or unknown, sentence.morph or unknown


def requote(sentence: Sentence, rng: random.Random) -> Sentence:
    """The newspapers' ,,quotes'' as the quotation marks of another text."""
    pair = rng.choice(_DOUBLE)
    mapping = {",,": pair[0], "''": pair[1], '"': rng.choice(pair)}
    lemmas = tuple(mapping.get(w, lemma) for w, lemma in zip(sentence.words, sentence.lemmas, strict=False))
    return replace(sentence, words=tuple(mapping.get(w, w) for w in sentence.words), lemmas=lemmas)
