"""The house against the notebook that a student would write: HTML -> text -> annotations -> vectors -> topics, one fit.

``uv run --with beautifulsoup4 python -m benchmarks.notebook [--documents 2000] [--words 300]``: documents are the
beginnings of law texts of ../shared/corpora as HTML pages. The notebook runs in one process: BeautifulSoup, `nlp(text)`
one by one with the same model, the same embedder on its paragraphs, BERTopic as it comes on these vectors. The house
runs its stages clean, annotate and embed, and topics with a single fit; names are not masked and copies are looked for,
which the notebook does not. Prints seconds of the clock and of the processors for each step, and the ratios.
"""

from __future__ import annotations

import argparse
import html
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks.measuring import ROOT, SOURCE, Cost, compile_modules, law_texts, run_command, run_stage, workspace_of
from pipeline.embedders.lsa_characters import embed_passages
from pipeline.embedders.vectors import embed_distinct
from pipeline.language.choice import BUNDLED, find_model
from pipeline.params import EmbedSettings, load_settings
from pipeline.tables import empty_table, read_table, write_table

SEED = 2015


def main() -> None:
    """Run both, or one of their parts in this process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--part", choices=["notebook", "topics"])
    parser.add_argument("folder", nargs="?", type=Path)
    options = parser.parse_args()
    if options.part == "notebook":
        notebook(options.folder)
    elif options.part == "topics":
        one_fit()
    else:
        compile_modules()
        with tempfile.TemporaryDirectory() as scratch:
            _compare(options.documents, options.words, Path(scratch))


def _compare(documents: int, words: int, scratch: Path) -> None:
    workspace, folder = workspace_of(iter([]), scratch)
    for number, text in enumerate(law_texts(documents, words=words)):
        (folder / f"{number:05}.html").write_text(_page(text), encoding="utf-8")
    part = [sys.executable, "-m", "benchmarks.notebook", "--part"]
    house = _house(workspace, [*part, "topics"])
    theirs = run_command([*part, "notebook", str(folder)], ROOT)
    clock, cpu = sum(cost.wall for cost in house.values()), sum(cost.cpu for cost in house.values())
    for step, cost in house.items():
        print(f"house, {step:<10} {cost.wall:7.1f} s {cost.cpu:7.1f} CPU-s")
    print(Path(folder.parent, "documents.said").read_text(encoding="utf-8"), end="")
    print(f"house {clock:.1f} s, {cpu:.1f} CPU-s; notebook {theirs.wall:.1f} s, {theirs.cpu:.1f} CPU-s")
    print(f"notebook / house: {theirs.wall / clock:.2f} by the clock, {theirs.cpu / cpu:.2f} by the processors")


def _page(text: str) -> str:
    paragraphs = "\n".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return f"<html><head><title>Tekst</title></head><body><main>{paragraphs}</main></body></html>"


def _house(workspace: Path, one_fit_command: list[str]) -> dict[str, Cost]:
    file = workspace / "params.yaml"
    params = yaml.safe_load(file.read_text(encoding="utf-8"))
    params["clean"] |= {"topic_threshold": 0.0}  # laws are off topic, and topics are learned from what is on topic
    file.write_text(yaml.safe_dump(params), encoding="utf-8")
    run_stage(f"scrape {SOURCE}", workspace)
    costs = {"clean": run_stage("clean", workspace)}
    run_stage("language", workspace)
    costs["annotate"] = run_stage("annotate", workspace)
    write_table("entities", empty_table("entities"), workspace / "data/entities.parquet")
    costs["embed"] = run_stage("embed", workspace)
    return costs | {"topics": run_command(one_fit_command, workspace)}


def one_fit() -> None:
    """The stage topics in the folder where we are, without what it measures about its topics."""
    from pipeline.topics.clustering import draw_map  # noqa: PLC0415 - as below
    from pipeline.topics.fitting import fit_topics  # noqa: PLC0415 - the notebook's process loads BERTopic itself
    from pipeline.topics.lemmas import CONTENT, common_lemmas, passage_lemmas, read_stopwords  # noqa: PLC0415
    from pipeline.topics.neighbours import find_neighbours  # noqa: PLC0415
    from pipeline.topics.selection import stack_vectors  # noqa: PLC0415

    settings, data = load_settings(Path("params.yaml")), Path("data")
    passages = read_table("passages", data / "passages.parquet", ["passage_id", "document_id", "start", "end"])
    columns = ["document_id", "start", "lemma", "pos"]
    tokens = read_table("tokens", data / "tokens.parquet", columns, only={"pos": CONTENT})
    stopwords = read_stopwords(ROOT / "models/topics/stopwords.txt")
    words = common_lemmas(passage_lemmas(tokens, passages, names={}, stopwords=stopwords))
    bags = words.groupby("passage_id")["lemma"].agg(" ".join).reindex(passages["passage_id"], fill_value="")
    vectors = stack_vectors(read_table("embeddings", data / "embeddings.parquet"), passages["passage_id"])
    near = find_neighbours(vectors, count=settings.topics.neighbours, spare=True)
    places = draw_map(vectors, near=near, settings=settings.topics, seed=SEED)
    fit = fit_topics(list(bags), vectors, places=places, settings=settings.topics)
    print(f"{len(passages)} passages, {len(fit.terms)} topics")


def notebook(folder: Path) -> None:
    """What a student would write: spaCy as it comes, not `load_model`, which chooses the arithmetic."""
    import spacy  # noqa: PLC0415 - the house's stages load it themselves
    from bs4 import BeautifulSoup  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - not one of our own

    said: list[str] = []
    pages = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.html"))]
    texts = _timed("text", said, lambda: [BeautifulSoup(page, "html.parser").get_text("\n\n") for page in pages])
    nlp = spacy.load(str(find_model(BUNDLED, ROOT / "models")))
    _timed("annotate", said, lambda: [_rows(nlp(text)) for text in texts])
    passages = [part for text in texts for part in text.split("\n\n") if len(part.split()) >= 20]
    vectors = _timed("embed", said, lambda: _embed(passages))
    topics = _timed("topics", said, lambda: _fit(passages, vectors))
    said.append(f"notebook, {len(passages)} passages, {topics} topics")
    Path(folder.parent, "documents.said").write_text("\n".join(said) + "\n", encoding="utf-8")


def _rows(doc: Any) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.lemma_, token.pos_, token.ent_type_) for token in doc]


def _embed(passages: list[str]) -> np.ndarray:
    return embed_distinct(passages, embed_passages, settings=EmbedSettings(), seed=SEED)


def _fit(passages: list[str], vectors: np.ndarray) -> int:
    from bertopic import BERTopic  # noqa: PLC0415 - its import is part of what a fit costs

    model = BERTopic()
    model.fit_transform(passages, vectors)
    return len(model.get_topic_info()) - 1


def _timed(step: str, said: list[str], work: Callable[[], Any]) -> Any:
    clock, cpu = time.perf_counter(), time.process_time()
    result = work()
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    said.append(f"notebook, {step:<9} {clock:6.1f} s {cpu:7.1f} CPU-s")
    return result


if __name__ == "__main__":
    main()
