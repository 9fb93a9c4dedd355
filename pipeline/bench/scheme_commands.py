"""Commands on the scheme: begin a concept, check it, show its errors, export and import the whole."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline.bench.begin import begin_concept, resembling
from pipeline.bench.errors import Finder, find_errors
from pipeline.bench.explain import Explainer
from pipeline.bench.pages import render_cards, write_pages
from pipeline.bench.texts import Span, read_gold, read_truth
from pipeline.concepts.document import find_mentions
from pipeline.concepts.example_checks import example_errors
from pipeline.concepts.files import ConceptFile, read_concept_files, read_words_file
from pipeline.concepts.limits import Limits
from pipeline.concepts.matcher import load_matcher
from pipeline.concepts.skos.drafts import write_drafts
from pipeline.concepts.skos.export import Format, graph_bytes, scheme_graph
from pipeline.concepts.skos.load import FORMATS, read_skos
from pipeline.concepts.skos.names import read_about
from pipeline.errors import InputError, ModelError
from pipeline.params import ConceptSettings

FEWEST = {"positive and paraphrase": 3, "negative": 2}


def concept(options: Namespace) -> None:
    """Begin a concept."""
    folder = options.models / "concepts"
    near = resembling(options.name, read_concept_files(folder))
    path = begin_concept(options.name, folder)
    print(f"{path}: fill it in, then run\n  uv run python -m pipeline.bench check {path.stem}")
    if near:
        print(f"resembles: {', '.join(near)}; look there first")


def check(options: Namespace) -> None:
    """Check the scheme, and the examples of these concepts (all of them when none is named)."""
    folder = options.models / "concepts"
    matcher = load_matcher(folder.absolute())
    concepts = read_concept_files(folder)
    wanted = [c for c in concepts if c.id in options.concepts] if options.concepts else concepts
    unknown = sorted(set(options.concepts) - {c.id for c in concepts})
    if unknown:
        raise InputError(f"there is no concept {unknown[0]!r}", where=str(folder), remedy="make concept NAME=...")
    told = [str(e) for e in example_errors(wanted, matcher, folder=folder)]
    told += [line for c in wanted for line in too_few(c)]
    if told:
        raise ModelError("\n".join([f"{len(told)} things to do:", *told]))
    print(f"{len(wanted)} of {len(concepts)} concepts checked: all examples hold")


def too_few(one: ConceptFile) -> list[str]:
    """What a concept lacks in examples."""
    counts = {
        "positive and paraphrase": len(one.examples.positive) + len(one.examples.paraphrase),
        "negative": len(one.examples.negative),
    }
    return [
        f"{one.id}: {counts[kind]} {kind} examples, at least {least}"
        for kind, least in FEWEST.items()
        if counts[kind] < least
    ]


def errors(options: Namespace) -> None:
    """Write error cards, against the gold (its training part) or the truth of the example."""
    folder = (options.models / "concepts").absolute()
    if options.against == "gold":
        texts, title = read_gold(options.gold), "The part of the gold that is for training"
    else:
        texts, title = read_truth(options.truth), "The texts of the example"
    cases, tallies = find_errors(texts, _finder(options.models.absolute(), options.data / "classifiers"))
    names = {c.id: c.pref_label.nl for c in read_concept_files(folder)}
    pages = render_cards(cases, tallies, names=names, title=title, why=Explainer(folder).why)
    write_pages(pages, options.out / options.against)
    kinds = [sum(c.kind == kind for c in cases) for kind in ("false hit", "confusion", "miss")]
    counts = f"{len(texts)} texts: {kinds[0]} false hits, {kinds[1]} confusions, {kinds[2]} misses"
    print(f"{counts}\n{options.out / options.against / 'index.html'}")


def _finder(models: Path, classifiers: Path) -> Finder:
    """What the stage `concepts` finds; without classifiers, before a first run, labels and patterns only."""
    if not classifiers.exists():
        matcher = load_matcher(models / "concepts")
        return lambda text, sentences: [Span(m.start, m.end, m.concept_id) for m in matcher.find(text, sentences)]
    wanted = ConceptSettings()
    limits = Limits(wanted.ladder_threshold, wanted.paraphrase_threshold, wanted.label_threshold)
    read = partial(find_mentions, models=str(models), classifiers=str(classifiers.absolute()), limits=limits)

    def find(text: str, sentences: Sequence[tuple[int, int]]) -> list[Span]:
        found = read({"text": text, "sentences": sentences, "headings": []})
        return [Span(m["start"], m["end"], m["concept_id"]) for m in found]

    return find


def export(options: Namespace) -> None:
    """Write the scheme as SKOS; the ending says in which format."""
    folder, form = options.models / "concepts", FORMATS.get(options.file.suffix.lower())
    if form is None:
        raise InputError(f"the ending {options.file.suffix!r} is unknown", expected=", ".join(FORMATS))
    load_matcher(folder.absolute())
    graph = scheme_graph(read_concept_files(folder), read_words_file(folder).groups, about=read_about(folder))
    wanted: Format = "turtle" if form == "turtle" else "json-ld"
    options.file.parent.mkdir(parents=True, exist_ok=True)
    options.file.write_bytes(graph_bytes(graph, form=wanted))
    print(f"{options.file}: {len(graph)} statements")


def import_(options: Namespace) -> None:
    """Write a SKOS file as concept files into another folder."""
    drafts = read_skos(options.file)
    paths = write_drafts(drafts, options.folder, words=options.models / "concepts" / "_words.yaml")
    print(f"{len(paths)} concepts in {options.folder}")
    for draft in drafts.concepts:
        if draft.gaps():
            print(f"  {draft.id}: still to fill in: {', '.join(draft.gaps())}")
