"""CVDR and the gemeenteblad over a replayed service: complete, or failing with numbers; never silently short."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.sources.sru import quoted, read_page
from pipeline.sources.sru_cvdr import normalise_id
from tests.sources.paper import HOST, Paper, paper
from tests.sources.servers.koop import Koop, Regulation, diagnostic
from tests.sources.servers.loopback import Reply


def _versions(number: int) -> list[Regulation]:
    return [Regulation(f"CVDR{1000 + n}_1", start=f"{2011 + n % 5}-03-01") for n in range(number)]


def _paper(koop: Koop, folder: Path, **source: Any) -> Paper:
    path, kind = ("sru", "sru_official") if koop.version2 else ("sru/Search", "sru_cvdr")
    settings = {"connector": kind, "endpoint": f"http://{HOST}/{path}", "years": (2011, 2015), **source}
    return paper(folder, koop.app(), **settings)


def _squares(done: Paper) -> dict[int, tuple[int | None, int, int]]:
    return {line.cell.year: (line.expected, line.left_out, line.obtained) for line in done.squares}


@pytest.mark.parametrize("prefix", ["", "srw"])
def test_every_version_is_there_with_what_the_record_declares(tmp_path: Path, prefix: str) -> None:
    done = _paper(Koop(_versions(260), prefix=prefix, page_cap=40), tmp_path)
    lines = done.fetch()
    assert len({line["declared"]["identifier"] for line in lines}) == 260
    assert lines[0]["declared"]["municipality"] == "Hengelo"
    assert lines[0]["declared"]["licence"] == "CC0-1.0"
    assert _squares(done) == {2010: (0, 0, 0), **dict.fromkeys(range(2011, 2016), (52, 0, 52))}


def test_what_was_not_in_force_in_the_years_is_counted_but_not_fetched(tmp_path: Path) -> None:
    old = [Regulation("CVDR1_1", "2001-01-01", "2011-01-01"), Regulation("2_1", "2001-01-01", "2011-01-02")]
    done = _paper(Koop([*old, Regulation("CVDR3_1", "2005-01-01")]), tmp_path)
    assert [line["declared"]["identifier"] for line in done.fetch()] == ["CVDR2_1", "CVDR3_1"]
    assert _squares(done)[2010] == (3, 1, 2)


def test_one_municipality_is_asked_by_its_own_name(tmp_path: Path) -> None:
    koop = Koop([Regulation("CVDR1_1"), Regulation("CVDR2_1", creator="'s-Gravenhage")])
    lines = _paper(koop, tmp_path, municipalities=("'s-Gravenhage",)).fetch()
    assert [line["declared"]["identifier"] for line in lines] == ["CVDR2_1"]


QUIRKS: dict[str, dict[str, Any]] = {
    "the last pages are empty": {"distort": lambda page, start: page if start < 41 else []},
    "a page is short of two": {"distort": lambda page, start: page[:-2] + page[:2]},
    "the total grows under way": {"total": lambda number, start: number + (9 if start > 1 else 0)},
}


@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_source_that_stops_early_fails_with_numbers(tmp_path: Path, quirk: str) -> None:
    koop = Koop(_versions(250), page_cap=20, **QUIRKS[quirk])
    with pytest.raises(InputError, match=r"stopped early in 5 of 6 squares.*listed \d\d, obtained \d\d of 5\d"):
        _paper(koop, tmp_path).fetch()
    assert not (tmp_path / "snap").exists()


def test_double_records_count_once_and_the_number_says_so(tmp_path: Path) -> None:
    records = _versions(120)
    done = _paper(Koop([*records[:60], records[3], *records[60:]], page_cap=7), tmp_path, complete=0.95)
    assert len(done.fetch()) == 120
    assert sorted(_squares(done).values())[1:] == [(24, 0, 24)] * 4 + [(25, 0, 24)]


@pytest.mark.parametrize("inside", [False, True])
def test_a_diagnostic_is_told_and_not_asked_again(tmp_path: Path, inside: bool) -> None:
    koop = Koop(_versions(5), errors={n: diagnostic("dt.title", inside=inside) for n in range(1, 7)})
    done = _paper(koop, tmp_path)
    with pytest.raises(InputError, match=r"6 lists .* could not be read.*diagnostic: .*Unsupported index dt\.title"):
        done.fetch()
    assert koop.searches == 6


def test_a_search_that_answers_with_an_explanation_is_no_success(tmp_path: Path) -> None:
    explain = Reply(body=b"<explainResponse xmlns='http://www.loc.gov/zing/srw/'/>", media_type="text/xml")
    koop = Koop(_versions(5), errors=dict.fromkeys(range(1, 50), explain))
    with pytest.raises(InputError, match="the answer is a explainResponse"):
        _paper(koop, tmp_path).fetch()


def test_garbled_searches_are_asked_again(tmp_path: Path) -> None:
    errors = {1: Reply(500, b"<html>Fout</html>"), 2: Reply(body=b"<html>Storing</html>"), 3: Reply(503)}
    assert len(_paper(Koop(_versions(50), errors=errors), tmp_path).fetch()) == 50


def test_a_second_harvest_fetches_only_what_was_modified(tmp_path: Path) -> None:
    koop = Koop(_versions(30))
    done = _paper(koop, tmp_path)
    before = done.fetch()
    koop.records[4] = Regulation("CVDR1004_1", start="2015-03-01", modified="2016-01-01")
    done.asked.clear()
    after = done.fetch()
    assert [a for a in done.asked if "/cvdr/" in a] == ["/cvdr/CVDR1004/1/xml/CVDR1004_1.xml"]
    assert [line["retrieved_at"] for line in after] == [line["retrieved_at"] for line in before]


def test_what_leaves_the_index_is_kept_and_marked_until_it_comes_back(tmp_path: Path) -> None:
    koop = Koop(_versions(6))
    done = _paper(koop, tmp_path)
    done.fetch()
    lost = koop.records.pop(2)
    assert [bool(line["removed_at"]) for line in done.fetch()] == [False, False, True, False, False, False]
    koop.records.append(lost)
    assert not any(line["removed_at"] for line in done.fetch())


def test_a_harvest_that_fell_short_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    koop = Koop(_versions(40), files={"CVDR1004_1.xml": Reply(403)})
    done = _paper(koop, tmp_path, complete=1.0)
    with pytest.raises(InputError, match="stopped early"):
        done.fetch()
    koop.files.clear()
    done.asked.clear()
    assert len(done.fetch()) == 40
    assert [a for a in done.asked if "/cvdr/" in a] == ["/cvdr/CVDR1004/1/xml/CVDR1004_1.xml"]


def test_the_gemeenteblad_comes_as_xml_or_else_as_pdf(tmp_path: Path) -> None:
    records = [Regulation(f"gmb-2014-{n}", start="2014-05-06") for n in range(1, 4)]
    stub = b"<publicatie><al>Deze publicatie is op verzoek van de gemeente verwijderd</al></publicatie>"
    files = {"gmb-2014-1.xml": Reply(body=b"<a><metadata>x</metadata></a>"), "gmb-2014-2.xml": Reply(body=stub)}
    done = _paper(Koop(records, version2=True, files=files), tmp_path)
    kept = {line["declared"]["identifier"]: line["url"].rpartition(".")[2] for line in done.fetch()}
    assert kept == {"gmb-2014-1": "pdf", "gmb-2014-3": "xml"}
    assert "gone withdrawn" in done.outcomes.values()


def test_a_publisher_of_several_words_does_not_bring_its_neighbours(tmp_path: Path) -> None:
    names = ("Bergen op Zoom", "Bergen (NH)")
    records = [Regulation(f"gmb-2014-{n}", "2014-05-06", creator=name) for n, name in enumerate(names)]
    koop = Koop(records, version2=True)
    done = _paper(koop, tmp_path, municipalities=("Bergen op Zoom",), years=(2014, 2014))
    assert [line["declared"]["municipality"] for line in done.fetch()] == ["Bergen op Zoom"]
    assert _squares(done)[2014] == (2, 1, 1)


REAL = Path(__file__).parents[3] / "shared/real/searchrec.xml"


@pytest.mark.skipif(not REAL.exists(), reason="the real samples are not here")
def test_a_real_record_is_read() -> None:
    text = REAL.read_bytes().partition(b"?>")[2] or REAL.read_bytes()
    head = b"<searchRetrieveResponse><numberOfRecords>1</numberOfRecords><records>"
    (record,) = read_page(head + text + b"</records></searchRetrieveResponse>").records
    assert record.identifier == "gmb-2023-174296"
    assert record.first("creator") == record.first("publisher") == "Bergeijk"
    assert record.first("type", scheme="Rubriek") == "omgevingsvergunning"
    forms = {attributes["manifestation"] for _, attributes in record.fields["itemUrl"]}
    assert forms == {"html", "metadata", "metadataowms", "odt", "pdf", "xml"}
    assert record.first("preferredUrl") == "https://zoek.officielebekendmakingen.nl/gmb-2023-174296.html"


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("101404_1", "CVDR101404_1"),
        ("CVDR101404_1", "CVDR101404_1"),
        ("CVDR101404", "CVDR101404_1"),
        ("1.0:101404_1", "CVDR101404_1"),
        ("CVDR101404/1", "CVDR101404_1"),
        ("1.1:CVDR229520-1", "CVDR229520_1"),
        ("gmb-2014-1", ""),
    ],
)
def test_an_identifier_has_one_notation(text: str, identifier: str) -> None:
    assert normalise_id(text) == identifier


def test_a_query_cannot_break_out_of_its_quotes() -> None:
    assert quoted('Zwolle" OR gemeente="x') == '"Zwolle\\" or gemeente=\\"x"'
