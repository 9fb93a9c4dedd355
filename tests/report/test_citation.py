from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.report.files.citation import Citation, citation, data_date
from pipeline.report.speech import speaking
from tests.report.corpus import example, make_settings

ROOT = Path(__file__).parents[2]


def cited(**report: str) -> Citation:
    return citation(replace(example(), settings=make_settings(report=report)))


def test_the_sentence_names_publisher_title_years_version_and_day() -> None:
    assert cited(publisher="Kenniscentrum Jeugd", title="Monitor", address="https://example.org/m").text == (
        "Kenniscentrum Jeugd (2016). Monitor: wat gemeenten schreven over de vernieuwing van de jeugdhulp, 2011–2015. "
        "Versie 0.1.0, gegevens van 1 januari 2016. https://example.org/m"
    )


def test_english_readers_get_it_in_english() -> None:
    with speaking("en"):
        assert "what municipalities wrote about the renewal of youth care, 2011–2015" in cited().text


def test_the_day_is_the_last_on_which_something_was_fetched() -> None:
    records = example().tables["records"].copy()
    records["retrieved_at"] = ["2017-03-02T10:00:00Z", "2016-12-31T23:00:00Z", "onzin"] + [None] * (len(records) - 3)
    assert data_date(replace(example(), tables=example().tables | {"records": records})) == dt.date(2017, 3, 2)


def test_without_a_moment_it_is_the_day_after_the_last_year() -> None:
    assert data_date(example()) == dt.date(2016, 1, 1)


@pytest.mark.parametrize("name", ["A & B_c {50%} #1 $x ~ ^ \\end", "regel\n}, url = {javascript:x}"])
def test_a_strange_name_breaks_no_bibtex(name: str) -> None:
    entry = cited(publisher=name).bibtex()
    plain = entry.replace("\\{", "").replace("\\}", "")
    assert plain.count("{") == plain.count("}")
    assert entry.count("\n") == len(entry.splitlines())
    assert all(line.startswith("  ") and line.endswith("},") for line in entry.splitlines()[1:-1])


def test_csl_json_says_the_same() -> None:
    (item,) = json.loads(cited(publisher="Kenniscentrum", title="Monitor").csl())
    assert item["author"] == [{"literal": "Kenniscentrum"}]
    assert item["issued"] == {"date-parts": [[2016, 1, 1]]}
    assert item["title"].startswith("Monitor: wat gemeenten")


def test_the_software_says_how_to_cite_itself() -> None:
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert {"cff-version", "message", "title", "authors", "version", "license", "type", "date-released"} <= set(stated)
    assert f'version = "{stated["version"]}"' in project
