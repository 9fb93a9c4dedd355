"""Error cards: what counts as which mistake, what is shown, and what is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.bench.errors import Finder, find_errors
from pipeline.bench.explain import Explainer
from pipeline.bench.pages import render_cards
from pipeline.bench.texts import LabelledText, Span, read_gold, read_truth
from pipeline.errors import InputError

TEXT = "Het team van mevrouw Jansen <b> helpt. De regie ligt thuis."
SENTENCES = [{"start": 0, "end": 38, "step": "maatregel"}, {"start": 39, "end": 59, "step": None}]


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def row(**more: Any) -> dict[str, Any]:
    jansen = at("Jansen") | {"label": "PERSON", "text": "Jansen", "private": True}
    base = {"id": "a/b/1", "part": "train", "layers": ["concepts"], "text": TEXT, "sentences": SENTENCES}
    return base | {"entities": [jansen], "mentions": [], "lookalikes": []} | more


@pytest.fixture
def gold(tmp_path: Path) -> Callable[..., list[LabelledText]]:
    def make(*rows: dict[str, Any]) -> list[LabelledText]:
        path = tmp_path / "fragments.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return read_gold(path)

    return make


def finds(*found: tuple[str, str]) -> Finder:
    def find(text: str, sentences: Sequence[tuple[int, int]]) -> list[Span]:
        return [Span(at(words)["start"], at(words)["end"], concept) for words, concept in found]

    return find


TEAM = {"concept_id": "wijkteam"} | at("team")


@pytest.mark.parametrize(
    ("found", "kinds", "precision", "recall"),
    [
        ([("Het team", "wijkteam")], [], 1.0, 1.0),
        ([], ["miss"], 0.0, 0.0),
        ([("helpt", "wijkteam")], ["false hit", "miss"], 0.0, 0.0),
        ([("team", "cjg")], ["confusion"], 0.0, 0.0),
        ([("team", "wijkteam"), ("regie", "wijkteam")], ["false hit"], 0.5, 1.0),
    ],
)
def test_each_mistake_is_named_once(
    gold: Callable[..., list[LabelledText]],
    found: list[tuple[str, str]],
    kinds: list[str],
    precision: float,
    recall: float,
) -> None:
    cases, tallies = find_errors(gold(row(mentions=[TEAM])), finds(*found))
    assert [c.kind for c in cases] == kinds
    assert (tallies["wijkteam"].precision, tallies["wijkteam"].recall) == (precision, recall)


def test_only_the_training_part_is_shown(gold: Callable[..., list[LabelledText]]) -> None:
    texts = gold(row(), row(id="t", part="test"), row(id="e", layers=["entities"]))
    assert [t.id for t in texts] == ["a/b/1"]


def test_a_card_shows_the_words_without_private_names(gold: Callable[..., list[LabelledText]]) -> None:
    lookalike = {"concept_id": "wijkteam"} | at("team")
    cases, tallies = find_errors(gold(row(lookalikes=[lookalike])), finds(("team", "wijkteam")))
    pages = render_cards(cases, tallies, names={"wijkteam": "wijkteam"}, title="x", why=lambda *_: "a <label>")
    page = pages["wijkteam.html"]
    assert "<mark>team</mark> van mevrouw [naam] &lt;b&gt; helpt." in page
    assert "marked as a look-alike" in page
    assert "a &lt;label&gt;" in page
    assert "Jansen" not in "".join(pages.values())


def test_a_confusion_stands_with_both_concepts(gold: Callable[..., list[LabelledText]]) -> None:
    cases, tallies = find_errors(gold(row(mentions=[TEAM])), finds(("team", "cjg")))
    pages = render_cards(cases, tallies, names={}, title="x", why=lambda *_: "")
    assert "Confusions: 1" in pages["cjg.html"]
    assert "Taken for another: 1" in pages["wijkteam.html"]


def test_the_worst_concepts_come_first(gold: Callable[..., list[LabelledText]]) -> None:
    cases, tallies = find_errors(gold(row(mentions=[TEAM])), finds(("team", "wijkteam"), ("regie", "cjg")))
    index = render_cards(cases, tallies, names={"leeg": "leeg"}, title="x", why=lambda *_: "")["index.html"]
    assert index.index("cjg.html") < index.index("wijkteam.html") < index.index("leeg.html")


def test_the_pattern_that_found_it_is_named_with_its_line() -> None:
    folder = Path("models/concepts").absolute()
    why = Explainer(folder).why("transitie", "Na de inwerkingtreding van de Jeugdwet.", (6, 38))
    number = int(why.split("transitie.yaml:")[1].split(")")[0])
    line = (folder / "transitie.yaml").read_text(encoding="utf-8").splitlines()[number - 1]
    assert "inwerkingtreding" in line
    assert "inwerkingtreding" in why
    assert "a label" in Explainer(folder).why("transitie", "De transitie.", (3, 12))


@pytest.mark.parametrize(("text", "told"), [(None, "is missing"), ("{\n", "no JSON")])
def test_a_missing_or_damaged_file_says_how_to_make_it(tmp_path: Path, text: str | None, told: str) -> None:
    path = tmp_path / "fragments.jsonl"
    if text:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=rf"{told}(.|\n)*data\.gold\.build"):
        read_gold(path)


def test_the_example_can_be_read() -> None:
    texts = read_truth(Path("data/sample/truth/documents.jsonl"))
    assert any(not t.on_topic for t in texts)
    assert all(t.text[m.start : m.end].strip() for t in texts for m in t.mentions)
