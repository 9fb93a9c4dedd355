"""data/gold/fragments.jsonl (train), models/cleaning/topicality/off_topic.txt -> models/cleaning/topicality/words.json.

``python -m pipeline.cleaning.topicality_training [FOLDER]`` learns anew which words tell a text about youth care and
the social domain from other municipal matters, by logistic regression on TF-IDF words and on the signals of
topicality.yaml. The same inputs give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipeline.cleaning.facts.topicality import (
    TopicTerms,
    TopicWords,
    count_topic_words,
    load_topic_terms,
    scale_signals,
)
from pipeline.text import fold

ROOT = Path(__file__).resolve().parents[2]
SIZES = {True: (4, 8), False: (2, 4)}  # pieces that are taken together as one example, of 100 to 300 words
LEAST = 4  # groups of examples that hold a word, below which it is left out: names of one place or person
MOST = 0.3  # share of the examples that hold a word, above which it is left out: it tells nothing
STRENGTH = 3.0  # of the fit to the examples, against small weights
CAUTION = 0.9  # off the bias: with it no more of the off-topic examples pass, when left out of learning, than by hand
_DIGITS = 3


@dataclass(frozen=True)
class Example:
    """A text, the theme or section that it comes from, and whether it is on topic."""

    text: str
    group: str
    on_topic: bool


def main() -> None:
    """Learn from the project's examples, and write words.json."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "models/cleaning"
    examples = read_examples(ROOT / "data/gold/fragments.jsonl", folder / "topicality/off_topic.txt")
    write_words(learn_words(examples, load_topic_terms(folder)), folder / "topicality/words.json")


def read_examples(gold: Path, off_topic: Path) -> list[Example]:
    """The train fragments of the gold with concepts, and the off-topic texts, joined within their theme or section."""
    themes: defaultdict[str, list[str]] = defaultdict(list)
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        if row["part"] == "train" and "concepts" in row["layers"]:  # those for names alone speak of many things
            themes[f"{row['author']}/{row['theme']}"].append(row["text"])
    sections = re.split(r"^# (.+)\n", off_topic.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    others = {name: body.strip().split("\n\n") for name, body in zip(sections[::2], sections[1::2], strict=True)}
    return [
        Example("\n".join(texts[n : n + size]), group, on_topic)
        for groups, on_topic in ((themes, True), (others, False))
        for group, texts in sorted(groups.items())
        for size in SIZES[on_topic]
        for n in range(0, max(1, len(texts) - size + 1), size if on_topic else 1)
    ]


def learn_words(examples: Sequence[Example], terms: TopicTerms) -> TopicWords:
    """Weights of words and signals.

    Args:
        examples: on topic and off topic.
        terms: groups of words of topicality.yaml, whose counts are the signals.
    """
    texts = [fold(example.text) for example in examples]
    counted = [count_topic_words(text) for text in texts]
    vocabulary = _vocabulary(examples, counted)
    rarity = _rarity(counted, vocabulary)
    blank = TopicWords(bias=0.0, signals=(), words={w: (rarity[w], 0.0) for w in vocabulary})
    matrix = np.array([_row(text, blank, terms) for text in texts])
    gold = np.array([example.on_topic for example in examples])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", tol=1e-9, max_iter=2000)
    model.fit(matrix, gold)
    weights = [round(float(weight), _DIGITS) for weight in model.coef_[0]]
    words = dict(zip(vocabulary, weights, strict=False))
    return TopicWords(
        bias=round(float(model.intercept_[0]) - CAUTION, _DIGITS),
        signals=tuple(weights[len(vocabulary) :]),
        words={word: (rarity[word], weight) for word, weight in words.items() if weight},
    )


def write_words(words: TopicWords, path: Path) -> None:
    """One word a line, in the order of the alphabet."""
    lines = [f"    {json.dumps(word, ensure_ascii=False)}: {json.dumps(pair)}" for word, pair in words.words.items()]
    head = f'{{\n  "bias": {words.bias},\n  "signals": {json.dumps(words.signals)},\n  "words": {{\n'
    path.write_text(head + ",\n".join(lines) + "\n  }\n}\n", encoding="utf-8")


def _vocabulary(examples: Sequence[Example], counted: Sequence[Counter[str]]) -> list[str]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for example, counts in zip(examples, counted, strict=True):
        for word in counts:
            groups[word].add(example.group)
    held = Counter(word for counts in counted for word in counts)
    return sorted(w for w, found in groups.items() if len(found) >= LEAST and held[w] <= MOST * len(examples))


def _rarity(counted: Sequence[Counter[str]], vocabulary: Sequence[str]) -> dict[str, float]:
    """Inverse document frequency of each word, smoothed as scikit-learn does: ln((1 + n) / (1 + df)) + 1."""
    held = Counter(word for counts in counted for word in counts)
    return {word: round(float(np.log((1 + len(counted)) / (1 + held[word])) + 1), _DIGITS) for word in vocabulary}


def _row(text: str, words: TopicWords, terms: TopicTerms) -> NDArray[np.float64]:
    shares = words.shares(count_topic_words(text))
    return np.array([shares.get(word, 0.0) for word in words.words] + scale_signals(terms.signals(text)))


if __name__ == "__main__":
    main()
