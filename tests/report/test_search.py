"""The index of "Zoeken": what can be found, where it leads, and that it holds nothing private."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.report.search import write_index
from pipeline.report.search_index import ALPHABET, SIZE, Words, gaps, script, shards, words_of
from pipeline.report.site import write_site
from tests.report.corpus import example
from tests.report.corpus_facts import PRIVATE
from tests.report.site_walk import visit


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zoeken")
    write_index(example(), folder)
    return folder


def _value(file: Path) -> Any:
    found = re.fullmatch(r'zoekdeel\("[\w-]+",(.*)\);\n', file.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{file.name} does more than hand over a value"
    return json.loads(found[1])


def _numbers(text: str) -> list[int]:
    """Gaps read back, as static/zoeken.js does."""
    out, last, value, factor = [], -1, 0, 1
    for part in map(ALPHABET.index, text):
        value, factor = value + part % 32 * factor, factor * 32
        if part < 32:
            last, value, factor = last + value, 0, 1
            out.append(last)
    return out


@pytest.mark.parametrize("numbers", [[], [0], [0, 1, 2], [31, 32, 1023, 1024, 5000, 200_000], list(range(0, 9000, 7))])
def test_numbers_come_back_as_they_were(numbers: list[int]) -> None:
    assert _numbers(gaps(numbers)) == numbers


def test_words_are_looked_for_without_capitals_and_accents() -> None:
    assert words_of("Eén gezin, één plan: wijk-team 2015 (ZÓ)") == [
        "een",
        "gezin",
        "een",
        "plan",
        "wijk",
        "team",
        "2015",
        "zo",
    ]


def test_a_word_of_almost_every_text_is_left_out_and_named() -> None:
    words = Words()
    for number in range(1200):
        words.add(f"de {'zorg' if number % 100 == 0 else 'hulp'}{number % 7}")
    assert words.common() == ["de"]
    assert "de" not in [word for word, _, _ in words.entries()]


def test_files_of_words_stay_small_and_in_order() -> None:
    entries = [(f"w{n:04d}", 1, "A" * 900) for n in range(500)]
    files = list(shards(entries))
    assert [entry for file in files for entry in file] == entries
    assert all(sum(len(e[2]) for e in file) <= SIZE for file in files)


def test_a_file_is_nothing_but_a_value() -> None:
    assert script("p0", {"a": '</script>"\u2028'}).startswith('zoekdeel("p0",{"a":')


def test_every_passage_of_documents_that_count_can_be_found(index: Path) -> None:
    start = _value(index / "start.js")
    report = example()
    counted = {d.id for d in report.counted}
    wanted = report.tables["passages"]["document_id"].isin(counted).sum()
    assert sum(row[3] for row in start["documents"]) == wanted
    assert sum(len(_value(f)["passages"]) for f in index.glob("p*.js")) == wanted


def test_a_word_leads_to_the_passages_that_hold_it(index: Path) -> None:
    together = _value(index / "start.js")["together"]
    passages = {
        number * together + at: passage[1]
        for number in range(len(list(index.glob("p*.js"))))
        for at, passage in enumerate(_value(index / f"p{number}.js")["passages"])
    }
    entries = [entry for file in sorted(index.glob("w*.js")) for entry in _value(file)]
    listed = dict(zip([e[0] for e in entries], [_numbers(e[2]) for e in entries], strict=True))
    for word in ("jeugdwet", "wijkteam", "preventie"):
        assert listed[word] == [n for n, text in sorted(passages.items()) if word in words_of(text)], word


def test_a_concept_leads_to_the_passages_that_mention_it(index: Path) -> None:
    report = example()
    counted = report.tables["mentions"]["document_id"].isin([d.id for d in report.counted])
    own = report.tables["mentions"][counted & (report.tables["mentions"]["concept_id"] == "wijkteam")]
    assert len(_numbers(_value(index / "b-wijkteam.js"))) == own["passage_id"].nunique()


def test_what_is_found_leads_to_its_place_among_the_evidence(index: Path, tmp_path: Path) -> None:
    write_site(example(), tmp_path)
    site = visit(tmp_path)
    hrefs = [p[3] for file in index.glob("p*.js") for p in _value(file)["passages"] if p[3]]
    assert len(hrefs) > 50
    assert not [h for h in hrefs if h.partition("#")[2] not in site.ids.get(h.partition("#")[0], ())][:5]


@pytest.mark.parametrize("name", PRIVATE)
def test_private_names_cannot_be_found(index: Path, name: str) -> None:
    for file in index.iterdir():
        text = file.read_text(encoding="utf-8")
        assert name not in text, file.name
        assert f'["{name.casefold()}",' not in text, file.name


def test_two_indexes_are_equal_byte_for_byte(index: Path, tmp_path: Path) -> None:
    write_index(example(), tmp_path)
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == {f.name: f.read_bytes() for f in index.iterdir()}
