"""Which label or pattern of a concept found some words, for somebody who wants to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.concepts.files import ConceptFile, WordsFile, read_concept_files, read_words_file
from pipeline.concepts.lines import place
from pipeline.concepts.matcher import Matcher, build_matcher


class Explainer:
    """Tries each pattern of a concept by itself; what none of them finds was found by a label."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._concepts = {c.id: c for c in read_concept_files(folder)}
        self._words = read_words_file(folder)
        self._matchers: dict[str, list[Matcher]] = {}

    def why(self, concept: str, sentence: str, span: tuple[int, int]) -> str:
        """The pattern with its line, or "a label"; empty for a concept that the scheme does not have."""
        if concept not in self._concepts:
            return ""
        for number, matcher in enumerate(self._each(concept)):
            for mention in matcher.find(sentence, [(0, len(sentence))]):
                if mention.origin == "pattern" and mention.start < span[1] and span[0] < mention.end:
                    where = place(self._folder / f"{concept}.yaml", "patterns", number)
                    return f"pattern {number + 1} ({Path(where).name}): {self._concepts[concept].patterns[number]}"
        return f"a label, or a pattern with words outside this sentence ({concept}.yaml)"

    def _each(self, concept: str) -> Sequence[Matcher]:
        if concept not in self._matchers:
            self._matchers[concept] = _one_by_one(self._concepts[concept], self._words, folder=self._folder)
        return self._matchers[concept]


def _one_by_one(concept: ConceptFile, words: WordsFile, *, folder: Path) -> list[Matcher]:
    bare = concept.model_copy(update={"alt_labels": (), "needs_context": (), "negative_labels": ()})
    alone = (bare.model_copy(update={"patterns": (pattern,)}) for pattern in concept.patterns)
    return [build_matcher([one], words, folder=folder) for one in alone]
