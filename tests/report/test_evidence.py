from __future__ import annotations

from dataclasses import replace

from pipeline.report.cards import _pieces
from pipeline.report.evidence import CARDS, Card, list_evidence
from pipeline.report.privacy import Hidden
from tests.report.corpus import example

CARD = example().evidence.cards["wijkteam"][0]


def _cards(n: int, *, year: str = "2014", part: str = "daden") -> list[Card]:
    return [replace(CARD, id=f"k{year}{part}{i}", key=year, part=part) for i in range(n)]


def test_a_long_list_is_split_and_every_year_has_an_address_on_the_right_page() -> None:
    cards = _cards(CARDS + 20, year="2013") + _cards(5, year="2014")
    evidence = list_evidence(cards, groups=lambda _: [], seed=1)
    assert [len([c for s in p.sections for c in s.cards]) for p in evidence.pages] == [100, 25]
    assert evidence.href("wijkteam", "alle", "2013") == "bewijs/wijkteam/alle.html#2013"
    assert evidence.href("wijkteam", "alle", "2014") == "bewijs/wijkteam/alle-2.html#2014"


def test_order_does_not_depend_on_the_input_but_on_the_seed() -> None:
    def order(cards: list[Card], seed: int) -> list[str]:
        pages = list_evidence(cards, groups=lambda _: [], seed=seed).pages
        return [c.id for s in pages[0].sections for c in s.cards]

    cards = _cards(20)
    assert order(cards, 1) == order(cards[::-1], 1)
    assert order(cards, 1) != order(cards, 2)


def test_counts_of_a_section_are_sentences_and_distinct_documents() -> None:
    evidence = list_evidence(_cards(7) + _cards(3, part="woorden"), groups=lambda _: ["gm1"], seed=1)
    assert evidence.counts("wijkteam", "gm1", "2014") == (1, 10)
    assert evidence.counts("wijkteam", "gm1", "2014", "daden") == (1, 7)
    assert evidence.counts("wijkteam", "gm2") == (0, 0)
    assert evidence.href("wijkteam", "gm2") is None


def test_a_card_marks_the_mention_and_keeps_the_sentence_whole() -> None:
    text = "".join(text for text, _ in CARD.pieces)
    assert [text for text, marked in CARD.pieces if marked] == ["wijkteam"]
    assert text.endswith(".")
    assert "\n" not in text


def test_an_empty_line_in_the_source_stays_a_new_line_so_that_a_heading_does_not_run_into_its_text() -> None:
    document = replace(CARD.document, text="1. Kop\n\nEen zin\nover twee regels.", hidden=Hidden((), None, ()))
    pieces = _pieces(document, (0, len(document.text)), ())
    assert pieces == (("1. Kop\nEen zin over twee regels.", False),)
