"""Stage `evaluate`: scores on what the model never saw, in scores.json and in the model's meta."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from assemble import model_path
from corpus import BUILD, read
from docs import BREAK, build_doc, group, paragraph_breaks
from sentences import Sentence
from settings import load_settings
from words import paragraphs

GOLD = BUILD.parent / "gold"
TOGETHER = 10
ALL = 1_000_000
SPEED_WORDS = 100_000


def main() -> None:
    """Score the model, write scores.json beside it and its figures into meta.json."""
    settings = load_settings()
    path = model_path(settings)
    nlp = spacy.load(path)
    scores = score(nlp, settings.sources)
    scores = {"model": path.name, "date": settings.date, "spacy": version("spacy"), **scores}
    text = json.dumps(scores, indent=2, ensure_ascii=False) + "\n"
    (settings.output / "scores.json").write_text(text, encoding="utf-8")
    meta_path = path / "meta.json"
    meta = json.loads(meta_path.read_text(encoding="utf-8"))
    meta["performance"] = scores
    meta_path.write_text(json.dumps(meta, indent=2, ensure_ascii=False), encoding="utf-8")
    print(text)


def score(nlp: Language, sources: Path) -> dict[str, Any]:
    """All figures; shares are between 0 and 1."""
    tags = read(BUILD / "tags_test.jsonl")
    names = read(BUILD / "names_test.jsonl")
    return {
        **score_tags(nlp, tags),
        "own_tokenizer": score_own_tokens(nlp, tags),
        "sents_f": score_sentences(nlp, tags, BREAK),
        "sents_f_no_line_breaks": score_sentences(nlp, tags, " "),
        "ner": score_names(nlp, names, TOGETHER),
        "ner_own_tokenizer": {"micro": score_names(nlp, names, TOGETHER, own_tokens=True)["micro"]},
        "ner_single_sentences": {"micro": score_names(nlp, names, 1)["micro"]},
        "ner_newspaper": score_names(nlp, read(BUILD / "names_test_news.jsonl"), TOGETHER),
        "ner_policy": score_names(nlp, read(GOLD / "names_test.jsonl"), TOGETHER, own_tokens=True),
        "words_per_second": speed(nlp, sources),
    }


def score_tags(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """Accuracy by word, with a treebank's own words; lemmas as written and with its compound marks."""
    right: Counter[str] = Counter()
    groups = list(group(sentences, TOGETHER))
    blanks = (_blank(nlp, found, paragraph_breaks(found)) for found in groups)
    for found, doc in zip(groups, nlp.pipe(blanks), strict=True):
        tokens = [t for t in doc if not t.is_space]
        columns = chain.from_iterable(zip(s.pos, s.morph, s.lemmas, s.raw_lemmas, strict=True) for s in found)
        for token, (pos, morph, lemma, raw) in zip(tokens, columns, strict=True):
            right["words"] += 1
            right["upos"] += token.pos_ == pos
            right["morph"] += str(token.morph) == "|".join(sorted(morph.split("|")))
            right["lemma"] += token.lemma_ == lemma
            right["lemma_with_compound_marks"] += token.lemma_ == raw
    return {key: round(n / right["words"], 4) for key, n in right.items() if key != "words"}


def score_own_tokens(nlp: Language, sentences: list[Sentence]) -> dict[str, float]:
    """The same from plain text: a word that the tokenizer cuts otherwise counts as wrong."""
    right: Counter[str] = Counter()
    for found in group(sentences, TOGETHER):
        gold = build_doc(nlp.vocab, found, paragraph_breaks(found))
        doc = nlp(gold.text)
        own = {(t.idx, len(t)): t for t in doc}
        for token in gold:
            if token.is_space:
                continue
            right["words"] += 1
            twin = own.get((token.idx, len(token)))
            right["tokens"] += twin is not None
            right["upos"] += twin is not None and twin.pos_ == token.pos_
            right["lemma"] += twin is not None and twin.lemma_ == token.lemma_
    return {key: round(n / right["words"], 4) for key, n in right.items() if key != "words"}


def score_sentences(nlp: Language, sentences: list[Sentence], mark: str) -> Any:
    """F of exact sentences in the plain text of whole documents, with that mark between paragraphs."""
    found_all: set[tuple[int, int, int]] = set()
    gold_all: set[tuple[int, int, int]] = set()
    for number, found in enumerate(group(sentences, ALL)):
        gold = build_doc(nlp.vocab, found, paragraph_breaks(found, mark))
        gold_all |= {(number, start, end) for start, end in _sentence_offsets(gold)}
        found_all |= {(number, start, end) for start, end in _sentence_offsets(nlp(gold.text))}
    return _prf(len(found_all & gold_all), len(found_all), len(gold_all))["f"]


def score_names(
    nlp: Language, sentences: list[Sentence], together: int, *, own_tokens: bool = False
) -> dict[str, Any]:
    """Precision, recall and F of exact names with their label, by character offsets."""
    groups = list(group(sentences, together))
    golds = [build_doc(nlp.vocab, found, paragraph_breaks(found)) for found in groups]
    blanks = (nlp.make_doc(g.text) if own_tokens else _blank_of(nlp, g) for g in golds)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, doc in zip(golds, nlp.pipe(blanks), strict=True):
        wanted = {(e.start_char, e.end_char, e.label_) for e in gold.ents}
        found = {(e.start_char, e.end_char, e.label_) for e in doc.ents}
        for kind, spans in (("right", wanted & found), ("found", found), ("wanted", wanted)):
            counts[kind].update(label for *_, label in spans)
    labels = sorted(counts["wanted"] | counts["found"])
    per_label = {x: _prf(counts["right"][x], counts["found"][x], counts["wanted"][x]) for x in labels}
    micro = _prf(*(counts[kind].total() for kind in ("right", "found", "wanted")))
    return {"micro": micro, "per_label": per_label}


def speed(nlp: Language, sources: Path) -> int:
    """Words a second of the whole pipeline in one process on texts of laws, on this machine, however busy."""
    texts, words = [], 0
    for text in paragraphs(sources):
        texts.append(text)
        words += len(text.split())
        if words > SPEED_WORDS:
            break
    pieces = [BREAK.join(texts[n : n + 20]) for n in range(0, len(texts), 20)]
    start = time.perf_counter()
    for _ in nlp.pipe(pieces, batch_size=16):
        pass
    return round(words / (time.perf_counter() - start))


def _blank(nlp: Language, sentences: list[Sentence], breaks: list[str]) -> Doc:
    return _blank_of(nlp, build_doc(nlp.vocab, sentences, breaks))


def _blank_of(nlp: Language, gold: Doc) -> Doc:
    return Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])


def _sentence_offsets(doc: Doc) -> Iterator[tuple[int, int]]:
    for sentence in doc.sents:
        tokens = [t for t in sentence if not t.is_space]
        if tokens:
            yield tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _prf(right: int, found: int, wanted: int) -> dict[str, Any]:
    p, r = right / found if found else 0.0, right / wanted if wanted else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f": round(f, 4), "names": wanted}


if __name__ == "__main__":
    main()
