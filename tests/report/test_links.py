"""Every internal link, anchor, script, style sheet and picture of a site leads to something that is there.

Read from the synthetic site, and from the site of the last run where that is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

import pytest

from tests.report.browser.looking import SITE
from tests.report.site_walk import Visit, is_outside, visit


@cache
def _run() -> Visit:
    return visit(SITE)


@pytest.fixture(params=["synthetic", "run"])
def both(request: pytest.FixtureRequest, site: Visit) -> Visit:
    if request.param == "synthetic":
        return site
    if not (SITE / "index.html").exists():
        pytest.skip(f"{SITE} is not there: run `make report` first, as `make test` does")
    return _run()


def test_every_internal_link_leads_somewhere(both: Visit) -> None:
    checked, broken = 0, []
    for page in both.pages:
        for href in filter(lambda h: not is_outside(h), _addresses(both, page)):
            checked += 1
            broken += [] if leads(both, *both.target(page, unquote(href))) else [(page, href)]
    assert checked > 3000
    assert not broken[:5]


def test_every_address_of_the_search_index_leads_somewhere(both: Visit) -> None:
    hrefs = {passage[3] for passage in _passages(both) if passage[3]}
    assert len(hrefs) > 50
    assert not [href for href in hrefs if not leads(both, *both.target("index.html", href))][:5]


def test_every_address_in_a_comparison_leads_somewhere(both: Visit) -> None:
    files = sorted((both.folder / "vergelijk").glob("*.js"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    hrefs = {href for text in texts for href in re.findall(r'"((?:bewijs|gemeenten|begrippen|regios)/[^"\s]+)"', text)}
    assert len(hrefs) > 20
    assert not [href for href in hrefs if not leads(both, *both.target("index.html", href))][:5]


def test_english_and_dutch_pages_point_at_each_other(both: Visit) -> None:
    for page, tree in both.pages.items():
        other = tree.xpath("//link[@rel='alternate'][@hreflang]/@href")
        if other:
            path = both.target(page, str(other[0]))[0]
            assert (path == f"en/{page}") != (page == f"en/{path}")
            assert path in both.pages


def leads(site: Visit, path: str, anchor: str) -> bool:
    """Whether the file is there, with the anchor in it; what a page reads from the address is no anchor."""
    if not (site.folder / normpath(path)).is_file():
        return False
    return not anchor or path.endswith(("zoeken.html", "vergelijken.html")) or anchor in _ids(site, path)


@cache
def _known(folder: str, path: str, ids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(ids)


def _ids(site: Visit, path: str) -> frozenset[str]:
    return _known(str(site.folder), path, tuple(site.ids.get(path, ())))


def _addresses(site: Visit, page: str) -> list[str]:
    tree = site.pages[page]
    return [str(a) for a in tree.xpath("//*[not(self::use)]/@href | //@src")]


def _passages(site: Visit) -> Iterator[Any]:
    for file in sorted((site.folder / "zoeken").glob("p*.js")):
        yield from json.loads(file.read_text(encoding="utf-8").partition(",")[2].rstrip(");\n"))["passages"]
