from __future__ import annotations

from dataclasses import replace

from pipeline.report.copying import Stretch, by_region, flow_row, flows, side_by_side
from pipeline.report.model import NOWHERE, Document
from pipeline.report.pdf.ground import copying
from pipeline.report.pictures import flow_matrix
from pipeline.report.report import Report
from pipeline.report.site import render_site
from pipeline.tables import make_table
from tests.report.corpus import example
from tests.report.corpus_facts import PLACES, PRIVATE

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


def _report(*rows: tuple[str, str, int, bool]) -> Report:
    """Taker, source, words, told."""
    facts = {"of_documents": 9, "documents": 2, "passages": 3, "first_date": "2012-05", "last_date": "2013"}
    made = [
        {"municipality_code": taker, "source": source, "words": words, "told": told, "source_document_id": "d0007"}
        | {"source_kind": "municipality" if source in PLACES else "model_text", "reason": "" if told else "single"}
        | facts
        for taker, source, words, told in rows
    ]
    return replace(example(), tables=example().tables | {"copying": make_table("copying", made)})


MADE = _report(("GM9901", "GM9902", 60, True), ("GM9903", "d0007", 200, True), ("GM9905", "GM9901", 900, False))


def test_who_copied_whom_is_what_the_table_tells_and_no_more() -> None:
    assert [(f.source, f.taker, f.words, f.years) for f in flows(MADE)] == [
        ("d0007", "GM9903", 200, ("2012", "2013")),
        ("GM9902", "GM9901", 60, ("2012", "2013")),
    ]


def test_a_text_of_no_municipality_goes_by_its_title() -> None:
    names = [flow_row(MADE, flow)["name"] for flow in flows(MADE)]
    assert names == [f"“{example().documents['d0007'].title}” → Loovelden", "Zoutmonde → Duinrade"]


def test_between_regions_flows_add_up() -> None:
    added = by_region(MADE, flows(MADE))
    assert [(f.source, f.taker, f.passages) for f in added] == [(NOWHERE, "Heidezoom", 3), ("Kustwal", "Kustwal", 3)]


def test_every_page_and_the_pdf_say_the_same_of_who_copied_whom() -> None:
    pages = dict(render_site(MADE))
    assert "“Notitie jeugd 7” → Loovelden" in pages["overname.html"]
    assert "Zoutmonde" in pages["gemeenten/gm9901.html"].partition('id="overname"')[2]
    assert "Zoutmonde → Duinrade" in pages["regios/kustwal.html"]
    assert "900" not in pages["overname.html"].partition('id="wie"')[2].partition("</section>")[0]
    assert copying(MADE)["pairs"][1] == ["Duinrade", "Zoutmonde", "3", "60", "2012–2013"]


def test_the_chart_says_in_words_what_its_cells_show() -> None:
    chart = flow_matrix(flows(MADE)[1:], {"GM9901": "Duinrade", "GM9902": "Zoutmonde"})
    assert "Duinrade nam tekst over van Zoutmonde: alinea’s 3, woorden 60" in chart
    assert '<rect class="c2"' in chart
