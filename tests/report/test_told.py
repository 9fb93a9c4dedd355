from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.params import Bilingual
from pipeline.report.assemble import build_report
from pipeline.report.frames import frames_of
from pipeline.report.pdf.council import council
from pipeline.report.report import Report
from pipeline.report.site import render_site
from pipeline.report.speech import own_words, speaking
from pipeline.report.told import silences_of
from pipeline.tables import empty_table, make_table
from tests.report.corpus import example, make_settings, pack, world

YEARS = (2011, 2012, 2013, 2014, 2015)


def _silent(kind: str, id_: str, *, told: bool = True) -> dict[str, Any]:
    facts = {
        "documents": 22,
        "unsure": 0,
        "neighbours": "Kustwal",
        "neighbour_documents": 40,
        "chance": 0.004,
        "q": 0.02,
    }
    having = {
        "neighbour_documents_with": 21,
        "neighbour_share": 0.525,
        "coverage": 0.9,
        "reason": "" if told else "chance",
    }
    places = {"municipality_code": "GM9901", "neighbour_municipalities": 3, "neighbour_municipalities_with": 3}
    return {"kind": kind, "id": id_, "told": told} | facts | having | places


def _with_silences(*rows: dict[str, Any]) -> Report:
    return replace(example(), tables=example().tables | {"silences": make_table("silences", list(rows))})


MADE = _with_silences(
    _silent("concept", "wijkteam"),
    _silent("concept", "preventie", told=False),
    _silent("topic", "0"),
    _silent("topic", "5"),
)


def test_a_silence_is_what_the_table_tells_of_concepts_and_stable_topics() -> None:
    assert [s.name for s in silences_of(MADE, "GM9901")] == ["wijkteam", "het onderwerp “overdracht van taken”"]
    assert silences_of(MADE, "GM9902") == []


def test_page_and_pdf_tell_the_same_silences() -> None:
    page = dict(render_site(MADE))["gemeenten/gm9901.html"].partition('id="stilte"')[2].partition("</section>")[0]
    said = council(MADE, MADE.place["GM9901"])["silences"]["rows"]
    assert said == [["Wijkteam", "21 van 40", "0,4%"], ["Het onderwerp “overdracht van taken”", "21 van 40", "0,4%"]]
    assert page.count("Niet gevonden</b>") == len(said)
    assert "0,4%" in page
    assert "Preventie" not in page


def _frames(*, corrected: float | None, **metrics: Any) -> Report:
    rows = [
        {"kind": "frame", "id": id_, "year": year, "group_kind": "all", "group": "all", "documents": 20, "passages": 60}
        | {"of_documents": 20, "of_passages": 100, "share": share, "low": share - 0.1, "high": share + 0.1}
        | {
            "passage_share": share,
            "passage_low": None,
            "passage_high": None,
            "enough_data": True,
            "original_only": False,
        }
        | {"corrected": corrected, "corrected_low": corrected and 0.31, "corrected_high": corrected and 0.52}
        for id_, share in (("transformatie", 0.61), ("transitie", 0.27), ("balans", 0.72))
        for year in YEARS
    ]
    made = example()
    series = pd.concat([made.tables["series"], make_table("series", rows)], ignore_index=True)
    materials = pack(world(120))
    tables = dict(materials.tables) | {"series": series}
    return build_report(replace(materials, tables=tables, metrics=dict(materials.metrics) | metrics))


QUALITY = {"precision": 0.73, "precision_low": 0.66, "precision_high": 0.78, "recall": 0.91, "gold": 163}


def test_beside_what_was_counted_stands_what_the_errors_make_of_it() -> None:
    report = _frames(corrected=0.43, frames={"passages": 382, "transformatie": QUALITY})
    for path, sentence in (
        ("index.html", "dan gaat in 2015"),
        ("en/index.html", "Corrected for those errors, in 2015"),
    ):
        told = dict(render_site(report))[path].partition('id="verhaal"')[2].partition("</section>")[0]
        assert all(share in told for share in ("61%", "43%", "31–52%", "73%", "91%", "382"))
        assert sentence in told
        assert told.count('class="line dashed"') == 4


def test_without_a_correction_nothing_is_made_up() -> None:
    report = _frames(corrected=None)
    frames = frames_of(report)
    assert frames is not None
    assert frames.renewal.corrected is None
    told = dict(render_site(report))["index.html"].partition('id="verhaal"')[2].partition("</section>")[0]
    assert "61%" in told
    assert "niet gemeten" in told
    assert "dashed" not in told


def test_texts_without_frames_have_no_chart_of_them() -> None:
    assert frames_of(replace(example(), series={}, tables=example().tables | {"series": empty_table("series")})) is None


@pytest.mark.parametrize(
    ("given", "dutch", "english"),
    [
        ("Let op", ("Let op", "nl"), ("Let op", "nl")),
        (Bilingual(nl="Let op", en="Mind"), ("Let op", "nl"), ("Mind", "en")),
        (Bilingual(en="Mind"), ("Mind", "en"), ("Mind", "en")),
    ],
)
def test_an_institutes_own_words_come_in_the_language_of_the_page(
    given: str | Bilingual, dutch: tuple[str, str], english: tuple[str, str]
) -> None:
    assert own_words(given) == dutch
    with speaking("en"):
        assert own_words(given) == english


def test_the_notice_stands_on_each_page_in_its_language() -> None:
    notice = {"nl": "Alles verzonnen", "en": "All invented"}
    pages = dict(render_site(replace(example(), settings=make_settings(report={"notice": notice}))))
    assert '<span lang="nl">Alles verzonnen</span>' in pages["gemeenten.html"]
    assert '<span lang="en">All invented</span>' in pages["en/gemeenten.html"]
    assert not [path for path, page in pages.items() if path.startswith("en/") and "Alles verzonnen" in page]
