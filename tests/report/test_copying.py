from __future__ import annotations

from dataclasses import replace

from pipeline.report.copying import Stretch, flows, side_by_side
from pipeline.report.model import NOWHERE, Document
from pipeline.report.pictures import flow_matrix
from tests.report.corpus import example
from tests.report.corpus_facts import PRIVATE

PLAIN = next(d for d in example().counted if d.code == "GM9901" and not d.hidden.spans)
EARLY = replace(PLAIN, id="vroeg", code="GM9902", text="Wij zetten het kind voorop in alles.")
LATE = replace(PLAIN, id="laat", text="Ook wij zetten het gezin voorop in alles.")


def _stretch(source: Document, taker: Document, words: int = 7) -> Stretch:
    return Stretch(source, taker, (0, len(source.text)), (0, len(taker.text)), words, 0.9)


def test_beside_each_other_only_the_same_words_are_marked() -> None:
    pair = side_by_side(_stretch(EARLY, LATE))
    assert [text for text, same in pair.source_pieces if same] == ["Wij zetten het", "voorop in alles."]
    assert "gezin" in "".join(text for text, same in pair.taker_pieces if not same)


def test_private_names_are_hidden_in_copied_text_too() -> None:
    private = next(d for d in example().counted if PRIVATE[0] in d.text)
    shown = "".join(text for text, _ in side_by_side(_stretch(private, private)).source_pieces)
    assert "[naam]" in shown
    assert not any(name in shown for name in PRIVATE)


def test_flows_add_up_stretches_between_places_and_leave_out_a_place_that_copies_itself() -> None:
    unplaced = replace(EARLY, id="model", code=None)
    found = flows([_stretch(EARLY, LATE), _stretch(EARLY, LATE, 30), _stretch(unplaced, LATE), _stretch(LATE, LATE)])
    assert [(f.source, f.taker, f.stretches, f.words, f.documents) for f in found] == [
        ("GM9902", "GM9901", 2, 37, 1),
        (NOWHERE, "GM9901", 1, 7, 1),
    ]


def test_the_chart_says_in_words_what_its_cells_show() -> None:
    found = flows([_stretch(EARLY, LATE, 60)])
    chart = flow_matrix(found, {"GM9901": "Duinrade", "GM9902": "Zoutmonde"})
    assert "Duinrade nam 1 stukken over van Zoutmonde (60 woorden)" in chart
    assert '<rect class="c2"' in chart
