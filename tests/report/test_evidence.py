from __future__ import annotations

from dataclasses import replace

from pipeline.report.card import Card
from pipeline.report.evidence import SAMPLE, SHOWN, list_evidence
from pipeline.report.privacy import Hidden
from pipeline.report.quotation import pieces
from tests.report.corpus import example

CARD = example().evidence.cards["wijkteam"][0]
HOME = CARD.document.home


def _cards(n: int, *, year: str = "2014", part: str = "daden", subject: str = "wijkteam") -> list[Card]:
    document = replace(CARD.document, id=f"d{year}", year=int(year))
    card = replace(CARD, subject=subject, key=year, part=part, document=document)
    return [replace(card, at=i) for i in range(n)]


def test_every_number_of_a_municipality_has_an_address_on_the_page_that_holds_it() -> None:
    cards = [
        c for year in range(2001, 2016) for s in ("a", "b", "c", "d") for c in _cards(30, year=str(year), subject=s)
    ]
    evidence = list_evidence(cards, seed=1)
    assert len(evidence.pages) > 1
    for page in evidence.pages:
        for s in page.sections:
            assert evidence.href(s.subject, HOME, s.year) == f"{page.path}#{s.subject}-{s.year}"


def test_a_concept_has_a_page_with_a_place_for_each_year_and_region() -> None:
    evidence = list_evidence(_cards(3), seed=1)
    assert evidence.href("wijkteam", "alle", "2014") == "bewijs/wijkteam.html#2014"
    assert evidence.href("wijkteam", "regio-kustwal") == "bewijs/wijkteam.html#regio-kustwal"


def test_a_sample_is_drawn_by_lot_that_depends_on_the_seed_alone() -> None:
    def drawn(cards: list[Card], seed: int) -> list[str]:
        return [c.id for c in list_evidence(cards, seed=seed).sample("wijkteam", "2014")]

    cards = _cards(40)
    assert len(drawn(cards, 1)) == SAMPLE
    assert drawn(cards, 1) == drawn(cards[::-1], 1)
    assert drawn(cards, 1) != drawn(cards, 2)


def test_what_a_long_list_leaves_out_is_counted() -> None:
    (section,) = list_evidence(_cards(SHOWN["concept"] + 5), seed=1).pages[0].sections
    assert sum(len(cards) for _, cards in section.documents) == SHOWN["concept"]
    assert (section.left, section.count.total) == (5, SHOWN["concept"] + 5)


def test_counts_are_sentences_and_distinct_documents() -> None:
    evidence = list_evidence(_cards(7) + _cards(3, part="woorden"), seed=1)
    assert evidence.counts("wijkteam", HOME, "2014") == (1, 10)
    assert evidence.counts("wijkteam", HOME, "2014", "daden") == (1, 7)
    assert evidence.counts("wijkteam", "gm2") == (0, 0)
    assert evidence.href("wijkteam", "gm2") is None


def test_a_card_marks_the_mention_and_keeps_the_sentence_whole() -> None:
    text = "".join(text for text, _ in CARD.pieces)
    assert [text for text, marked in CARD.pieces if marked] == ["wijkteam"]
    assert text.endswith(".")
    assert "\n" not in text


def test_an_empty_line_in_the_source_stays_a_new_line_so_that_a_heading_does_not_run_into_its_text() -> None:
    document = replace(CARD.document, text="1. Kop\n\nEen zin\nover twee regels.", hidden=Hidden((), None, ()))
    assert pieces(document, (0, len(document.text)), ()) == (("1. Kop\nEen zin over twee regels.", False),)
