"""How stable a topic is: refits on other seeds and on samples of the documents, each matched with the fit.

A topic's stability is the mean, over refits, of the Jaccard overlap between its passages and those of its match in the
refit, counted on passages that both have. Beside it stand the words that both share, and whether the refit gives
passages that it had not seen to the match.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from threadpoolctl import threadpool_limits

from pipeline.params import TopicSettings
from pipeline.topics.assignment import centroids
from pipeline.topics.clustering import draw_map, group
from pipeline.topics.matching import Match, match_topics
from pipeline.topics.neighbours import Neighbours, sample_neighbours
from pipeline.topics.words import Words, strongest

SAMPLE = 0.8  # share of the documents in a refit
_WORTH = 5000  # passages from which a second process saves more than its start costs
_MOST = 4  # processes, each of which holds its own copy of the passages


@dataclass(frozen=True)
class Learned:
    """The passages that topics were learned from.

    Attributes:
        vectors: rows of unit length.
        near: their neighbours, with some to spare.
        words: their words.
        documents: their documents; a document is in a sample as a whole.
        topic: their topics, -1 for none.
        terms: for each topic its strongest words.
        wanted: for guided topics the seed of each passage, -1 for none.
    """

    vectors: np.ndarray
    near: Neighbours
    words: Words
    documents: np.ndarray
    topic: np.ndarray
    terms: dict[int, list[str]]
    wanted: np.ndarray | None = None


@dataclass(frozen=True)
class Card:
    """What refits say of one topic; shares 0-1, None without refits or without passages to count.

    Attributes:
        refits: how many were made.
        found_in: in how many the topic was found again.
        members: mean Jaccard overlap of its passages with those of its match.
        members_low: the same in the worst refit.
        agreement: of its passages that a refit had not seen, the share that lie nearest to the match.
        words: mean share of its strongest words that the match has too.
    """

    refits: int = 0
    found_in: int = 0
    members: float | None = None
    members_low: float | None = None
    agreement: float | None = None
    words: float | None = None


@dataclass(frozen=True)
class Refit:
    """One refit: the match of each topic, and its passages outside the sample: all, and those near the match."""

    matches: dict[int, Match]
    unseen: dict[int, int]
    agreed: dict[int, int]


def measure_stability(
    learned: Learned,
    *,
    settings: TopicSettings,
    seed: int,
    processes: int = 1,
    tick: Callable[[], object] = lambda: None,
) -> dict[int, Card]:
    """A stability card for each topic.

    Args:
        learned: the passages and their topics.
        settings: number of refits, sizes.
        seed: of the fit; refit n takes seed + n.
        processes: how many may run at a time; the result is the same.
        tick: called after each refit.
    """
    refits: list[Refit] = []
    for refit in _run(learned, settings, [seed + n for n in range(1, settings.refits + 1)], processes):
        refits.append(refit)
        tick()
    return {number: _card(number, refits) for number in sorted(learned.terms)}


def sample_documents(documents: np.ndarray, *, seed: int) -> np.ndarray:
    """Which passages belong to a random sample of the documents."""
    names = np.unique(documents)
    size = max(1, round(SAMPLE * len(names)))
    return np.isin(documents, np.random.default_rng(seed).choice(names, size=size, replace=False))


def refit(seed: int, *, learned: Learned, settings: TopicSettings) -> Refit:
    """Learn topics from a sample of the documents, with the steps of the fit, and match them."""
    inside = sample_documents(learned.documents, seed=seed)
    vectors = learned.vectors[inside]
    with threadpool_limits(1):
        near = sample_neighbours(learned.near, learned.vectors, inside=inside, count=settings.neighbours)
        wanted = None if learned.wanted is None else learned.wanted[inside]
        places = draw_map(vectors, near=near, settings=settings, seed=seed, wanted=wanted)
        topic = group(places, min_size=max(2, round(SAMPLE * settings.min_size)))
        words = Words(learned.words.counts[inside], learned.words.vocabulary)
        matches = match_topics(learned.topic[inside], topic, terms=learned.terms, other_terms=strongest(words, topic))
        nearest = _nearest(learned.vectors[~inside], vectors, topic)
    unseen = {n: learned.topic[~inside] == n for n in learned.terms}
    agreed = {n: int(np.sum(nearest[unseen[n]] == matches[n].other)) if matches[n].found else 0 for n in unseen}
    return Refit(matches, {n: int(mask.sum()) for n, mask in unseen.items()}, agreed)


def _nearest(others: np.ndarray, vectors: np.ndarray, topic: np.ndarray) -> np.ndarray:
    if topic.max(initial=-1) < 0:
        return np.full(len(others), -1)
    nearest: np.ndarray = (others @ centroids(vectors, topic).T).argmax(axis=1)
    return nearest


def _card(number: int, refits: list[Refit]) -> Card:
    if not refits:
        return Card()
    matches = [refit.matches[number] for refit in refits]
    unseen = sum(refit.unseen[number] for refit in refits)
    return Card(
        refits=len(refits),
        found_in=sum(match.found for match in matches),
        members=float(np.mean([match.members for match in matches])),
        members_low=min(match.members for match in matches),
        agreement=sum(refit.agreed[number] for refit in refits) / unseen if unseen else None,
        words=float(np.mean([match.words for match in matches])),
    )


def _run(learned: Learned, settings: TopicSettings, seeds: list[int], processes: int) -> Iterator[Refit]:
    if min(processes, len(seeds)) < 2 or len(learned.vectors) < _WORTH:
        yield from map(partial(refit, learned=learned, settings=settings), seeds)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        min(processes, _MOST), mp_context=context, initializer=_receive, initargs=(learned, settings)
    ) as pool:
        yield from pool.map(_refit_received, seeds)


_received: list[tuple[Learned, TopicSettings]] = []  # in a child: sent once, not with every refit


def _receive(learned: Learned, settings: TopicSettings) -> None:
    _received[:] = [(learned, settings)]


def _refit_received(seed: int) -> Refit:
    learned, settings = _received[0]
    return refit(seed, learned=learned, settings=settings)
