"""Corpus readers and so on that the configs of spaCy name; `spacy train --code readers.py` registers them."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

sys.path.insert(0, str(Path(__file__).resolve().parent))

from augment import Augmenter, Shares, requote
from corpus import read
from docs import build_doc, group, paragraph_breaks, random_breaks, random_groups
from lists import Names, load_lists
from sentences import Sentence

Reader = Callable[[Language], Iterator[Example]]


@registry.readers("transformatie.train.v1")  # type: ignore[untyped-decorator]
def train_reader(paths: list[str], copies: int, largest: int, seed: int, often: dict[str, int]) -> Reader:
    """Documents of 1 to `largest` sentences, cut anew in each of the `copies`; quotation marks vary.

    `often` tells how often the sentences of a source count, once when it is not there.
    """

    def examples(nlp: Language) -> Iterator[Example]:
        rng = random.Random(seed)
        sentences = [s for path in paths for s in read(Path(path))]
        passes = range(max(often.values(), default=1))
        sentences = [s for n in passes for s in sentences if often.get(s.sent_id.split(":")[0], 1) > n]
        for _ in range(copies):
            for found in random_groups(sentences, rng, largest):
                varied = [requote(s, rng) if rng.random() < 0.7 else s for s in found]
                yield _example(nlp, varied, random_breaks(found, rng))

    return examples


@registry.readers("transformatie.names.v1")  # type: ignore[untyped-decorator]
def names_reader(
    paths: list[str], copies: int, largest: int, seed: int, swap: float, lower: float, upper: float,
    templates: float, reference: str,
) -> Reader:  # fmt: skip
    """Like `transformatie.train.v1`, with names swapped and with sentences from templates.

    `templates` is their number as a share of the sentences. A file counts as often as `paths` names it.
    """

    def examples(nlp: Language) -> Iterator[Example]:
        rng = random.Random(seed)
        sentences = [s for path in paths for s in read(Path(path))]
        names = Names(load_lists(Path(reference)), rng)
        shares = Shares(swap=swap, quotes=0.7, lower=lower, upper=upper)
        augmenter = Augmenter(names, shares, lambda text: [t.text for t in nlp.tokenizer(text)], sentences)
        for copy in range(copies):
            made = [augmenter.from_template(n) for n in range(round(templates * len(sentences)))]
            for found in random_groups(sentences + made, rng, largest):
                varied = [augmenter.vary(s) if copy else s for s in found]
                yield _example(nlp, varied, random_breaks(found, rng))

    return examples


@registry.readers("transformatie.test.v1")  # type: ignore[untyped-decorator]
def test_reader(path: str, largest: int) -> Reader:
    """The sentences as they stand, at most `largest` in a document."""

    def examples(nlp: Language) -> Iterator[Example]:
        for found in group(read(Path(path)), largest):
            yield _example(nlp, found, paragraph_breaks(found))

    return examples


def _example(nlp: Language, sentences: list[Sentence], breaks: list[str]) -> Example:
    gold = build_doc(nlp.vocab, sentences, breaks)
    blank = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    return Example(blank, gold)
