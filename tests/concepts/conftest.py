"""Classifiers learned from a part of the gold: quick, and good enough to see how they are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.concepts.cues import load_cues
from pipeline.concepts.examples import Example, read_gold, scheme_examples
from pipeline.concepts.frame_gold import read_frames
from pipeline.concepts.frames import train_frames
from pipeline.concepts.ladder import gold_sentences, read_sentences, train_ladder
from pipeline.concepts.learning import Classifiers, by_fragment, find_hits, passage_concepts, write_classifiers
from pipeline.concepts.matcher import load_matcher
from pipeline.concepts.paraphrase import train_paraphrases
from pipeline.concepts.scheme import load_scheme

MODELS = Path("models").absolute()
GOLD = Path("data/gold/fragments.jsonl").absolute()
AUTHORS = ("g1", "g5", "h11")  # the last one wrote many look-alikes


@pytest.fixture(scope="session")
def running() -> list[Example]:
    return [e for e in read_gold(GOLD, part="train") if e.group.split("/")[0] in AUTHORS]


@pytest.fixture(scope="session")
def learned(running: list[Example]) -> Classifiers:
    scheme = load_scheme(MODELS / "concepts")
    ids = [c.id for c in scheme.concepts]
    matcher = load_matcher(MODELS / "concepts")
    hits = find_hits(running, matcher, ids)
    plain = [e for e in running if not e.group.startswith("h11/")]
    sentences = [*gold_sentences(plain), *read_sentences(MODELS / "ladder" / "sentences.csv")]
    single = list(scheme_examples(scheme.concepts))
    paraphrases, unseen = train_paraphrases(running, single, hits, concepts=ids, seed=1)
    passages = [p for p in read_frames(GOLD.parent / "frames", GOLD) if p.group.split("/")[0] in AUTHORS]
    seen = passage_concepts(passages, matcher, paraphrases, known=by_fragment(running, unseen.meant))
    ladder = train_ladder(sentences, load_cues(MODELS), seed=1)
    return Classifiers(ladder, paraphrases, train_frames(passages, seen, seed=1))


@pytest.fixture(scope="session")
def classifiers(learned: Classifiers, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder in which they are kept."""
    folder = tmp_path_factory.mktemp("classifiers")
    write_classifiers(learned, folder)
    return str(folder)
