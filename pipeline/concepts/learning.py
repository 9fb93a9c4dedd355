"""Everything that was labelled by hand -> the classifiers of the ladder and of paraphrases, trained once in a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from pipeline.cache import files_digest
from pipeline.concepts.cues import load_cues
from pipeline.concepts.evidence import Bools, Hits, no_hits
from pipeline.concepts.examples import Example, read_bank, read_gold, scheme_examples
from pipeline.concepts.fits import Store, kept_files
from pipeline.concepts.frame_gold import LabelledPassage, read_frames
from pipeline.concepts.frames import Frames, highest, read_frame_model, train_frames
from pipeline.concepts.ladder import LabelledSentence, Ladder, gold_sentences, read_ladder, read_sentences, train_ladder
from pipeline.concepts.linear import Floats
from pipeline.concepts.matcher import Matcher, load_matcher
from pipeline.concepts.paraphrase import Chances, Paraphrases, read_paraphrases, targets, train_paraphrases
from pipeline.concepts.scheme import load_scheme


@dataclass(frozen=True)
class Classifiers:
    """What `learn` made: steps and flags of a sentence, its concepts, and the frames of a passage."""

    ladder: Ladder
    paraphrases: Paraphrases
    frames: Frames


@dataclass(frozen=True)
class Learned:
    """What `learn` made, and how probable it held each concept in the sentences of which it had not learned.

    Attributes:
        chances: of the sentences of the training part; truth: sentences x concepts.
    """

    classifiers: Classifiers
    chances: Chances
    truth: Bools


def learn(models: Path, gold: Path, *, seed: int, store: Store | None = None) -> Learned:
    """Train on the part ``train`` of the gold and on what models/ holds.

    Args:
        models: folder with concepts/, paraphrases/ and ladder/.
        gold: fragments.jsonl; frames/ stands beside it.
        seed: of everything random.
        store: of fits of earlier runs.

    Raises:
        ModelError: a file is missing or wrong.
    """
    scheme = load_scheme(models / "concepts")
    running = read_gold(gold, part="train")
    single = [*scheme_examples(scheme.concepts), *read_bank(models / "paraphrases", scheme.concepts)]
    ids = [concept.id for concept in scheme.concepts]
    matcher = load_matcher(models / "concepts")
    hits = find_hits(running, matcher, ids)
    paraphrases, unseen = train_paraphrases(running, single, hits, concepts=ids, seed=seed, store=store)
    labelled = [p for p in read_frames(gold.parent / "frames", gold) if p.part == "train" and not p.only_concepts]
    seen = passage_concepts(labelled, matcher, paraphrases, known=by_fragment(running, unseen.meant))
    frames = train_frames(labelled, seen, seed=seed, store=store)
    made = Classifiers(learn_ladder(models, gold, seed=seed, store=store), paraphrases, frames)
    return Learned(made, unseen, targets(running, ids))


def learn_ladder(models: Path, gold: Path, *, seed: int, store: Store | None = None) -> Ladder:
    """The ladder, which knows nothing of concepts: a change in the scheme leaves it as it is."""
    cues = load_cues(models)

    def write(folder: Path) -> None:
        train_ladder(learned_sentences(models, gold), cues, seed=seed).write(folder)

    inputs = ("ladder", ladder_digest(models, gold), str(seed))
    return kept_files(write, lambda folder: read_ladder(folder, cues), *inputs, store=store)


def ladder_digest(models: Path, gold: Path) -> str:
    """Of all files that the ladder is made of."""
    return files_digest(models / "ladder", models / "concepts" / "_words.yaml", gold)


def learned_sentences(models: Path, gold: Path) -> list[LabelledSentence]:
    """All sentences with a step that the ladder learns from."""
    taught = [example for example in read_gold(gold, part="train") if not example.only_concepts]
    return [*gold_sentences(taught), *read_sentences(models / "ladder" / "sentences.csv")]


def by_fragment(running: Sequence[Example], chances: Floats) -> dict[str, Floats]:
    """The highest chance of each concept in each fragment, by the id of the fragment."""
    ends = np.cumsum([len(example.sentences) for example in running])
    return {e.id: part.max(axis=0) for e, part in zip(running, np.split(chances, ends[:-1]), strict=True)}


def passage_concepts(
    passages: Sequence[LabelledPassage], matcher: Matcher, model: Paraphrases, *, known: Mapping[str, Floats]
) -> Floats:
    """The highest chance of each concept in each passage.

    Args:
        passages: of the gold.
        matcher: of labels and patterns.
        model: for what is not in `known`.
        known: chances of passages that the model has learned from, by a model that has not.
    """
    rows = []
    for passage in passages:
        texts = [passage.text[a:b] for a, b in passage.sentences]
        if passage.id not in known:
            found = model.probabilities(texts, sentence_hits(texts, matcher, model.concepts))
            rows.append(highest(found, [(0, len(texts))])[0])
        else:
            rows.append(known[passage.id])
    return np.array(rows, dtype=np.float32)


def find_hits(examples: Sequence[Example], matcher: Matcher, concepts: Sequence[str]) -> Hits:
    """Where the matcher finds a label, a pattern or a negative label (sentences x concepts)."""
    return sentence_hits([sentence for example in examples for sentence in example.sentences], matcher, concepts)


def sentence_hits(sentences: Sequence[str], matcher: Matcher, concepts: Sequence[str]) -> Hits:
    """Where the matcher finds a label, a pattern or a negative label (sentences x concepts)."""
    hits = no_hits(len(sentences), len(concepts))
    for row, sentence in enumerate(sentences):
        hits.mark(matcher.read(sentence, [(0, len(sentence))]), concepts, first=row)
    return hits


def write_classifiers(classifiers: Classifiers, folder: Path) -> None:
    """Keep all as arrays and JSON."""
    classifiers.ladder.write(folder)
    classifiers.paraphrases.write(folder)
    classifiers.frames.write(folder)


@lru_cache(maxsize=2)
def load_classifiers(folder: Path, models: Path) -> Classifiers:
    """What `write_classifiers` kept, once in a process.

    Raises:
        ModelError: it is not there.
    """
    ladder = read_ladder(folder, load_cues(models))
    return Classifiers(ladder, read_paraphrases(folder), read_frame_model(folder))
