"""Word tests -> which of them a word satisfies, found by look-ups and never by a walk along all tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.concepts.inflection import Inflection
from pipeline.concepts.notation import Word

REMEMBERED = 200_000  # words of texts with their tests; beyond that it starts anew, so that memory stays bounded
_NUMBER = "#"
_NONE: frozenset[int] = frozenset()


class Lexicon:
    """Tests are numbered as they are first asked for; a test is a set of atoms, and a word satisfies any of them."""

    def __init__(self, inflection: Inflection, same: Mapping[str, str]) -> None:
        self._inflection, self._same = inflection, same
        self._numbers: dict[frozenset[str], int] = {}
        self._atoms: list[frozenset[str]] = []
        self._tests: dict[str, list[int]] = {}  # of each atom
        self._forms: dict[str, list[str]] = {}  # from a word to the atoms without a star that it satisfies
        self._starts, self._ends, self._inside = _Pieces(), _Pieces(), _Pieces()
        self._known: dict[str, frozenset[int]] = {}
        self._shared: dict[tuple[str, ...], frozenset[int]] = {(): _NONE}

    def number(self, word: Word) -> int:
        """The number of a test."""
        number = self._numbers.get(word.atoms)
        if number is None:
            number = self._numbers[word.atoms] = len(self._atoms)
            self._atoms.append(word.atoms)
            self._forget()
            for atom in word.atoms:
                if atom not in self._tests:
                    self._tests[atom] = []
                    self._add(atom)
                self._tests[atom].append(number)
        return number

    def tests(self, word: str) -> frozenset[int]:
        """The numbers of all tests that a folded word satisfies."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._forget()
            found = self._known[word] = self._find(self._same.get(word, word))
        return found

    def commonness(self, uses: Mapping[int, int]) -> dict[int, int]:
        """How common the words of each test seem, when `uses` tells how often each test is asked for."""
        asked: Counter[str] = Counter()
        for test, times in uses.items():
            for atom in self._atoms[test]:
                asked[atom] += times
        return {test: sum(asked[atom] for atom in self._atoms[test]) for test in uses}

    def holds(self, test: int, words: Iterable[str]) -> bool:
        """Whether any of these words satisfies a test."""
        return any(test in self.tests(word) for word in words)

    def _forget(self) -> None:
        self._known, self._shared = {}, {(): _NONE}

    def _add(self, atom: str) -> None:
        bare = atom.strip("*=")
        if "*" in atom:
            before, after = atom.startswith("*"), atom.endswith("*")
            (self._inside if before and after else self._ends if before else self._starts).add(bare, atom)
        elif atom != _NUMBER:
            bare = self._same.get(bare, bare)
            for form in [bare] if atom.startswith("=") else self._inflection.forms(bare):
                self._forms.setdefault(form, []).append(atom)

    def _find(self, word: str) -> frozenset[int]:
        atoms = list(self._forms.get(word, ()))
        for size in self._starts.sizes:
            atoms += self._starts.atoms.get(word[:size], ())
        for size in self._ends.sizes:
            atoms += self._ends.atoms.get(word[max(0, len(word) - size) :], ())
        for bare, inside in self._inside.atoms.items():
            if bare in word:
                atoms += inside
        if _NUMBER in self._tests and word.isdigit():
            atoms.append(_NUMBER)
        return self._together(tuple(atoms))

    def _together(self, atoms: tuple[str, ...]) -> frozenset[int]:
        """The tests of these atoms; words with the same atoms share one set."""
        if atoms not in self._shared:
            self._shared[atoms] = _NONE.union(*(self._tests[atom] for atom in atoms))
        return self._shared[atoms]


class _Pieces:
    """Beginnings (or ends, or middles) of words, with the atoms that ask for them, and their different lengths."""

    def __init__(self) -> None:
        self.atoms: dict[str, list[str]] = {}
        self.sizes: list[int] = []

    def add(self, bare: str, atom: str) -> None:
        self.atoms.setdefault(bare, []).append(atom)
        if len(bare) not in self.sizes:
            self.sizes.append(len(bare))
