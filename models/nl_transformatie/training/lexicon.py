"""Lemmas from the Dutch tables of spacy-lookups-data, only where they leave no doubt."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from typing import Any

_TABLES = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj"}


class Lexicon:
    """Lemma of a word and its class, or nothing."""

    def __init__(self) -> None:
        exceptions, index, rules = (_table(f"nl_lemma_{name}") for name in ("exc", "index", "rules"))
        self._exceptions = {pos: dict(exceptions.get(pos, {})) for pos in _TABLES.values()}
        self._index = {pos: set(index.get(pos, ())) for pos in _TABLES.values()}
        self._rules = {
            pos: [(str(old), str(new)) for old, new in rules.get(pos, ())] for pos in _TABLES.values()
        }

    def knows(self, lemma: str, pos: str) -> bool:
        """Whether this is a lemma of that class."""
        return pos in _TABLES and lemma.lower() in self._index[_TABLES[pos]]

    def lemma(self, word: str, pos: str) -> str | None:
        """The one lemma that the tables give, for a compound by its last part; None when in doubt."""
        kind = _TABLES.get(pos)
        if kind is None or not word.isalpha() or len(word) < 3 or (pos == "ADJ" and word[0].isupper()):
            return None
        word = word.lower()
        found = self._found(word, kind)
        if not found and pos == "NOUN":
            for cut in range(3, len(word) - 3):
                ends = self._found(word[cut:], kind)
                if ends:
                    found = {word[:cut] + end for end in ends}
                    break
        return found.pop() if len(found) == 1 else None

    def _found(self, word: str, kind: str) -> set[str]:
        if word in self._exceptions[kind]:
            return set(self._exceptions[kind][word])
        return {f for f in self._formed(word, kind) if f in self._index[kind]} | ({word} & self._index[kind])

    def _formed(self, word: str, kind: str) -> list[str]:
        return [word[: len(word) - len(old)] + new for old, new in self._rules[kind] if word.endswith(old)]


def _table(name: str) -> dict[str, Any]:
    packed = files("spacy_lookups_data") / "data" / f"{name}.json.gz"
    found: dict[str, Any] = json.loads(gzip.decompress(packed.read_bytes()))
    return found


if __name__ == "__main__":
    from collections import Counter

    from corpus import BUILD, read

    lexicon = Lexicon()
    counts: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str, str]] = Counter()
    for sentence in read(BUILD / "tags_train.jsonl"):
        for word, pos, gold in zip(sentence.words, sentence.pos, sentence.lemmas, strict=True):
            guess = lexicon.lemma(word, pos)
            counts[pos, "none" if guess is None else "right" if guess == gold else "wrong"] += 1
            if guess and guess != gold:
                wrong[word, gold, guess] += 1
    print([x for x in sorted(counts.items()) if x[0][0] in _TABLES])
    print(wrong.most_common(80))
