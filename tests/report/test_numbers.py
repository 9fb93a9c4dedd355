"""Every share and count that links to its sentences equals the table it came from, and the list that it leads to.

Read from the synthetic site, and from the site of the last run with data/series.parquet where that is there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd
import pytest

from pipeline.report.evidence import EVERY_CONCEPT
from pipeline.report.format import margin, pct, slug
from pipeline.tables import table_rows
from tests.report.browser.looking import SITE
from tests.report.corpus import example
from tests.report.site_walk import Visit, visit

RUN = SITE.parents[1] / "data"
_SAID = re.compile(r"(\d+)%, (\d+) (?:van|of) (\d+) (documenten|documents?|zinnen|sentences?|document|zin)")
_HOME = re.compile(r"bewijs/(gm\d+)(?:-\d+)?\.html")


@dataclass(frozen=True)
class Number:
    """What a page says: share, count and total as written, the margin beside it, and where it leads."""

    page: str
    share: str
    count: int
    total: int
    steps: bool
    margin: str
    path: str
    anchor: str


@dataclass
class Series:
    """Rows of the table by kind, id, group kind and slug of the group."""

    rows: dict[tuple[str, str, str, str], list[Any]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, table: pd.DataFrame) -> Series:
        found = cls()
        for row in table_rows(table[~table["original_only"] & table["enough_data"]]):
            found.rows[row.kind, row.id, row.group_kind, slug(row.group)].append(row)
        return found

    def agrees(self, number: Number) -> bool:
        """Whether a row of what the link leads to says the same, in the year of its anchor where it has one."""
        subject, group_kind, group, year = _asked(number)
        kind, id_ = _item(subject, steps=number.steps)
        return any(_says(row, number) for row in self.rows[kind, id_, group_kind, group] if year in (None, row.year))


def _asked(number: Number) -> tuple[str, str, str, int | None]:
    """Subject, kind and slug of the group, and year of an address of evidence; None where the address tells no year."""
    home = _HOME.fullmatch(number.path)
    if home:
        subject, _, year = number.anchor.rpartition("-")
        if year.isdigit() and len(year) == 4:
            return subject, "municipality", home[1], int(year)
        return number.anchor or EVERY_CONCEPT, "municipality", home[1], None
    subject = number.path.removeprefix("bewijs/").removesuffix(".html")
    if number.anchor.startswith("regio-"):
        return subject, "jeugdregio", number.anchor.removeprefix("regio-"), None
    return subject, "all", "all", int(number.anchor) if number.anchor else None


def _item(subject: str, *, steps: bool) -> tuple[str, str]:
    if subject.startswith("onderwerp-"):
        return "topic", subject.removeprefix("onderwerp-")
    if steps:
        return "step", f"{'' if subject == EVERY_CONCEPT else subject}:deeds"
    return "concept", subject


def _says(row: Any, number: Number) -> bool:
    count, total = (row.passages, row.of_passages) if number.steps else (row.documents, row.of_documents)
    said = " ".join(number.margin.split())
    return (
        (count, total) == (number.count, number.total)
        and pct(row.share) == number.share
        and (pd.isna(row.low) or margin(row.low, row.high) in said)
    )


def numbers(site: Visit) -> Iterator[Number]:
    """Every share with its counts on every page."""
    for page, tree in site.pages.items():
        for link in tree.xpath("//a[contains(@class, 'number')][span[@class='vh']]"):
            found = _SAID.match(" ".join(link.text_content().split()))
            path, anchor = site.target(page, link.get("href"))
            if found and path.startswith("bewijs/") and not path.startswith("bewijs/naam-"):
                beside = link.getnext()
                said = beside.text_content() if beside is not None else ""
                steps = found[4].startswith(("zin", "sentence"))
                yield Number(page, f"{found[1]}%", int(found[2]), int(found[3]), steps, said, path, anchor)


@cache
def _run() -> Visit:
    return visit(SITE)


@pytest.fixture(params=["synthetic", "run"])
def both(request: pytest.FixtureRequest, site: Visit) -> tuple[Visit, pd.DataFrame]:
    """A site with the series that it was made of."""
    if request.param == "synthetic":
        return site, example().tables["series"]
    if not (SITE / "index.html").exists() or not (RUN / "series.parquet").exists():
        pytest.skip(f"{SITE} is not there: run `make report` first, as `make test` does")
    return _run(), pd.read_parquet(RUN / "series.parquet")


def test_every_share_equals_the_table(both: tuple[Visit, pd.DataFrame]) -> None:
    site, table = both
    series = Series.of(table)
    found = list(numbers(site))
    assert len(found) > 1000
    assert not [number for number in found if not series.agrees(number)][:5]


def test_a_wrong_number_would_be_seen(site: Visit) -> None:
    series = Series.of(example().tables["series"])
    number = next(numbers(site))
    for change in ({"count": number.count + 1}, {"total": number.total + 1}, {"share": "101%"}, {"margin": "1–2%"}):
        assert not series.agrees(Number(**(vars(number) | change)))


def test_every_count_on_a_page_equals_the_list_behind_it(both: tuple[Visit, pd.DataFrame]) -> None:
    site, _ = both
    said = _headings(site)
    checked, wrong = 0, []
    for number in numbers(site):
        if number.anchor and (number.path, number.anchor) in said and not number.steps:
            checked += 1
            wrong += [number] if number.count != said[number.path, number.anchor] else []
    assert checked > 500
    assert not wrong[:5]


def _headings(site: Visit) -> dict[tuple[str, str], int]:
    """Documents that the heading of a list says it holds, by page and anchor."""
    found = {}
    for path, tree in site.pages.items():
        for heading in tree.xpath("//*[self::h2 or self::h3][@id]") if path.startswith("bewijs/") else ():
            documents = re.search(r"(\d+) document(?:en|s)?\b", heading.text_content())
            if documents:
                found[path, heading.get("id")] = int(documents[1])
    return found


def test_a_list_of_a_municipality_holds_as_many_sentences_as_it_says(both: tuple[Visit, pd.DataFrame]) -> None:
    site, _ = both
    checked, wrong = 0, []
    for path, tree in site.pages.items():
        for heading in tree.xpath("//h3[@class='part'][@id]") if re.match(r"bewijs/gm\d+", path) else ():
            said = re.search(r"(\d+) (?:zin|zinnen|alinea|alinea’s)\b", heading.text_content())
            assert said, (path, heading.text_content())
            shown, left = _held(heading)
            checked += 1
            wrong += [(path, heading.text_content(), shown, left)] if shown + left != int(said[1]) else []
    assert checked > 100
    assert not wrong[:5]


def _held(heading: Any) -> tuple[int, int]:
    """Sentences below a heading, and those that it says are left out."""
    shown = left = 0
    for element in heading.itersiblings():
        if element.tag in ("h2", "h3"):
            break
        shown += len(element.xpath(".//li"))
        more = re.match(r"En nog (\d+) ", element.text_content().strip()) if element.tag == "p" else None
        left += int(more[1]) if more else 0
    return shown, left


def test_every_row_of_a_figure_to_download_is_a_row_of_the_table(both: tuple[Visit, pd.DataFrame]) -> None:
    site, table = both
    key = ["kind", "id", "group_kind", "group", "year", "original_only"]
    files = sorted((site.folder / "cijfers").rglob("*.csv"))
    assert len(files) > 10
    known = {tuple(row[:6]): row[6:] for row in _plain(table, key)}
    rows = [row for file in files for row in _plain(pd.read_csv(file, keep_default_na=True, dtype={"id": str}), key)]
    assert len(rows) > 1000
    assert not [row for row in rows if known.get(tuple(row[:6])) != row[6:]][:5]


def _plain(frame: pd.DataFrame, key: list[str]) -> list[list[Any]]:
    values = ["documents", "of_documents", "passages", "of_passages", "share"]
    frame = frame[key + values].copy()
    frame["share"] = frame["share"].astype("float64").round(9).fillna(-1.0)
    whole = ["year", *values[:4]]
    frame[whole] = frame[whole].astype("int64")
    return [list(row) for row in frame.itertuples(index=False)]
