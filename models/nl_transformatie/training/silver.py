"""Stage `silver`: sentences of laws, tagged by the first tagger, with lemmas put right by tables.

They teach the second tagger government prose, and lemmas of words that the treebanks do not have.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import spacy
from spacy.tokens import Span

from corpus import write
from lexicon import Lexicon
from sentences import Sentence
from settings import HERE, Settings, load_settings
from words import paragraphs


def main() -> None:
    """Write build/silver.jsonl."""
    settings = load_settings()
    found = list(sentences(settings))
    write(HERE / "build" / "silver.jsonl", found)
    print(f"silver: {len(found)} sentences, {sum(len(s.words) for s in found)} words")


def sentences(settings: Settings) -> Iterator[Sentence]:
    """Sentences of random paragraphs, tagged; very long, very short and verbless ones are left out."""
    rng = random.Random(settings.seed)
    chosen = [
        p for p in paragraphs(settings.sources) if 40 < len(p) < 1500 and rng.random() < settings.silver.share
    ]
    rng.shuffle(chosen)
    nlp = spacy.load(HERE / "build" / "tagger_first" / "model-last")
    lexicon = Lexicon()
    count = 0
    for number, doc in enumerate(nlp.pipe(chosen, batch_size=64)):
        for place, span in enumerate(doc.sents):
            if _usable(span):
                yield _sentence(span, number, place, lexicon)
                count += 1
        if count >= settings.silver.sentences:
            return


def _usable(span: Span) -> bool:
    words = sum(t.is_alpha for t in span)
    return 5 <= len(span) <= 60 and words > 0.6 * len(span) and any(t.pos_ in ("VERB", "AUX") for t in span)


def _sentence(span: Span, number: int, place: int, lexicon: Lexicon) -> Sentence:
    tokens = [t for t in span if not t.is_space]
    return Sentence(
        sent_id=f"silver:{number}.s.{place}",
        document=f"silver:{number}",
        paragraph=f"silver:{number}",
        words=tuple(t.text for t in tokens),
        spaces=tuple(bool(t.whitespace_) for t in tokens),
        pos=tuple(t.pos_ for t in tokens),
        morph=tuple(str(t.morph) for t in tokens),
        lemmas=tuple(_lemma(t.text, t.pos_, t.lemma_, lexicon) for t in tokens),
    )


def _lemma(word: str, pos: str, guess: str, lexicon: Lexicon) -> str:
    """The guess when the tables know it as a lemma, else the tables' lemma, else the guess."""
    if lexicon.knows(guess, pos):
        return guess
    return lexicon.lemma(word, pos) or guess


if __name__ == "__main__":
    main()
