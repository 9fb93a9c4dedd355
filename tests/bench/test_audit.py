"""The recall audit: a fair sample, a sheet that people can fill in, and an interval that holds the truth."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from pipeline.bench.audit import Silent, allocate, draw_sample, estimate, read_sheet, write_sheet
from pipeline.errors import InputError

SIZES = {"2013": 600, "2014": 300, "2015": 5}
FOUND = {"2013": 100, "2014": 200}


def passages() -> list[Silent]:
    return [Silent(f"{year}-{i:03}", year, f"Tekst {i}") for year, n in SIZES.items() for i in range(n)]


def filled(answers: dict[str, str] | None = None, *, count: int = 90) -> str:
    sheet = write_sheet(draw_sample(passages(), count=count, seed=1), silent=SIZES, found=FOUND)
    rows = list(csv.DictReader(io.StringIO(sheet)))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(r | {"concepts": (answers or {}).get(r["passage_id"], "-")} for r in rows)
    return out.getvalue()


def test_every_stratum_has_its_share_and_one_at_least() -> None:
    assert allocate(SIZES, count=90) == {"2013": 59, "2014": 30, "2015": 1}
    assert allocate(SIZES, count=1) == {"2013": 1, "2014": 1, "2015": 1}
    assert sum(allocate(SIZES, count=5000).values()) == 905


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    first = draw_sample(passages(), count=20, seed=3)
    assert draw_sample(passages()[::-1], count=20, seed=3) == first
    assert draw_sample(passages(), count=20, seed=4) != first


def test_a_cell_is_never_a_formula() -> None:
    sheet = write_sheet([Silent("a", "2013", "=HYPERLINK(1)\nx")], silent=SIZES, found=FOUND)
    assert next(csv.DictReader(io.StringIO(sheet)))["text"] == "'=HYPERLINK(1) x"


def test_the_estimate_weighs_strata_by_size() -> None:
    rows = read_sheet(filled(), {"wijkteam"}, where="x")
    for row in rows:
        row["concepts"] = "wijkteam" if row["stratum"] == "2014" else "-"
    audit = estimate(rows, seed=1)
    assert audit.missed.share == pytest.approx(300 / 905)
    assert audit.recall.share == pytest.approx(300 / 600)
    assert audit.recall.low < audit.recall.share < audit.recall.high
    assert audit.concepts["wijkteam"].hits == sum(r["stratum"] == "2014" for r in rows)


def test_nothing_found_is_no_proof_that_nothing_is_missed() -> None:
    audit = estimate(read_sheet(filled(), set(), where="x"), seed=1)
    assert audit.missed.share == 0
    assert audit.missed.high > 0.01
    assert audit.recall.share == 1
    assert audit.recall.low < 0.98


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    random, truth, held = np.random.default_rng(7), {"2013": 0.1, "2014": 0.3, "2015": 0.2}, 0
    rows = read_sheet(filled(), set(), where="x")
    missed = sum(SIZES[s] * p for s, p in truth.items())
    for trial in range(100):
        drawn = [r | {"concepts": "x" if random.random() < truth[r["stratum"]] else "-"} for r in rows]
        recall = estimate(drawn, seed=trial).recall
        held += recall.low <= 300 / (300 + missed) <= recall.high
    assert held >= 90


def test_a_sheet_from_a_dutch_spreadsheet_is_read() -> None:
    text = filled({"2015-000": "wijkteam, cjg"}, count=1000)
    rows = list(csv.reader(io.StringIO(text)))
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    assert len(read_sheet(out.getvalue(), {"wijkteam", "cjg"}, where="x")) == 905


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "the sheet has no column 'passage_id'"),
        ("", "the sheet has no column"),
        (filled({"2015-000": "wijkteem"}, count=1000), "there is no concept 'wijkteem'"),
        (write_sheet(draw_sample(passages(), count=9, seed=1), silent=SIZES, found=FOUND), "filled in for 2013, 2014"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_explained(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_sheet(text, {"wijkteam"}, where="sheet.csv")
