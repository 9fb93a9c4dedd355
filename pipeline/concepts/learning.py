"""Everything that was labelled by hand -> the classifiers of the ladder and of paraphrases, trained once in a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from pipeline.concepts.cues import load_cues
from pipeline.concepts.examples import Example, read_bank, read_gold, scheme_examples
from pipeline.concepts.fits import Store
from pipeline.concepts.ladder import Ladder, gold_sentences, read_ladder, read_sentences, train_ladder
from pipeline.concepts.matcher import Matcher, load_matcher
from pipeline.concepts.paraphrase import Hits, Paraphrases, read_paraphrases, train_paraphrases
from pipeline.concepts.scheme import load_scheme


@dataclass(frozen=True)
class Classifiers:
    """What `learn` made: steps and flags of a sentence, and concepts without their words."""

    ladder: Ladder
    paraphrases: Paraphrases


def learn(models: Path, gold: Path, *, seed: int, store: Store | None = None) -> Classifiers:
    """Train on the part ``train`` of the gold and on what models/ holds.

    Args:
        models: folder with concepts/, paraphrases/ and ladder/.
        gold: fragments.jsonl.
        seed: of everything random.
        store: of fits of earlier runs.

    Raises:
        ModelError: a file is missing or wrong.
    """
    scheme = load_scheme(models / "concepts")
    running = read_gold(gold, part="train")
    single = [*scheme_examples(scheme.concepts), *read_bank(models / "paraphrases", scheme.concepts)]
    ids = [concept.id for concept in scheme.concepts]
    hits = find_hits(running, load_matcher(models / "concepts"), ids)
    sentences = [*gold_sentences(running), *read_sentences(models / "ladder" / "sentences.csv")]
    return Classifiers(
        train_ladder(sentences, load_cues(models), seed=seed),
        train_paraphrases(running, single, hits, concepts=ids, seed=seed, store=store),
    )


def find_hits(examples: Sequence[Example], matcher: Matcher, concepts: Sequence[str]) -> Hits:
    """Where the matcher finds a label or pattern (sentences x concepts)."""
    column = {concept: n for n, concept in enumerate(concepts)}
    sentences = [sentence for example in examples for sentence in example.sentences]
    hits = np.zeros((len(sentences), len(concepts)), dtype=np.bool_)
    for row, sentence in enumerate(sentences):
        for mention in matcher.find(sentence, [(0, len(sentence))]):
            hits[row, column[mention.concept_id]] = True
    return hits


def write_classifiers(classifiers: Classifiers, folder: Path) -> None:
    """Keep both as arrays and JSON."""
    classifiers.ladder.write(folder)
    classifiers.paraphrases.write(folder)


@lru_cache(maxsize=2)
def load_classifiers(folder: Path, models: Path) -> Classifiers:
    """What `write_classifiers` kept, once in a process.

    Raises:
        ModelError: it is not there.
    """
    return Classifiers(read_ladder(folder, load_cues(models)), read_paraphrases(folder))
