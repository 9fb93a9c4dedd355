"""A site on paper: sitemaps and links, within the site only; what changes, what goes, what was never a document."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from tests.sources.paper import HOST, Paper, paper
from tests.sources.servers.loopback import App, Asked, Reply
from tests.sources.servers.site import site

ROOT = f"http://{HOST}/"


def _paper(app: App, folder: Path, **more: Any) -> Paper:
    return paper(folder, app, **{"connector": "website", "urls": (ROOT,), **more})


def _pages(pages: dict[str, Reply]) -> App:
    return lambda asked: pages.get(asked.target, Reply(404))


def _html(*links: str) -> Reply:
    return Reply(body=("<html><body>" + "".join(f'<a href="{x}">x</a>' for x in links) + "</body></html>").encode())


@pytest.mark.parametrize("sitemap", [True, False])
def test_all_pages_and_files_are_there_with_and_without_a_sitemap(tmp_path: Path, sitemap: bool) -> None:
    done = _paper(site(120, sitemap=sitemap), tmp_path)
    lines = done.fetch()
    assert len({line["url"] for line in lines}) == 120
    assert sum(line["media_type"] == "application/pdf" for line in lines) >= 10
    assert all(done.body(line) for line in lines)


def test_nothing_outside_the_site_is_asked(tmp_path: Path) -> None:
    away = ["http://other.test/", f"http://www.{HOST}/www", "//evil.test/x", "mailto:a@b.nl", "/style.css"]
    done = _paper(_pages({"/": _html(*away), "/www": _html()}), tmp_path)
    assert sorted(line["url"] for line in done.fetch()) == [ROOT, f"http://www.{HOST}/www"]


def test_other_schemes_are_refused_by_name(tmp_path: Path) -> None:
    done = _paper(_pages({"/": _html("file:///etc/passwd", "ftp://replay.test/x", "gopher://replay.test/")}), tmp_path)
    done.fetch()
    assert [v for u, v in done.outcomes.items() if not u.startswith("http")] == ["refused scheme"] * 3


def test_session_ids_do_not_make_new_pages(tmp_path: Path) -> None:
    def app(asked: Asked) -> Reply:
        links = [f"/p?sid={len(done.asked)}", f"/p;jsessionid={len(done.asked)}", f"/(S(x{len(done.asked)}))/p"]
        return _html(*links) if asked.path in ("/", "/p") else Reply(404)

    done = _paper(app, tmp_path)
    assert [line["url"] for line in done.fetch()] == [ROOT, f"{ROOT}p"]


def test_a_calendar_without_end_ends(tmp_path: Path) -> None:
    def app(asked: Asked) -> Reply:
        day = int(asked.query.get("dag", 0))
        return _html(f"/agenda?dag={day + 1}", f"/agenda?dag={day + 2}", f"/agenda{asked.path}?dag={day}")

    done = _paper(app, tmp_path)
    assert 10 < len(done.fetch()) < 60
    assert {"refused too_deep", "refused trap_repeats"} <= set(done.outcomes.values())


def test_a_page_that_says_it_is_not_there_is_no_document(tmp_path: Path) -> None:
    soft = Reply(body=b"<html><title>Pagina niet gevonden</title><p>Helaas.</p></html>")
    done = _paper(_pages({"/": _html("/weg", "/nota"), "/weg": soft, "/nota": _html()}), tmp_path)
    assert [line["url"] for line in done.fetch()] == [ROOT, f"{ROOT}nota"]
    assert done.outcomes[f"{ROOT}weg"] == "gone soft_404"


def test_only_what_changed_is_fetched_and_what_went_is_kept_and_marked(tmp_path: Path) -> None:
    pages = {"/": _html("/a", "/b"), "/a": Reply(body=b"<p>een</p>"), "/b": Reply(body=b"<p>twee</p>")}
    done = _paper(_pages(pages), tmp_path)
    before = {line["url"]: line for line in done.fetch()}
    pages["/a"] = Reply(body=b"<p>anders</p>")
    del pages["/b"]
    after = {line["url"]: line for line in done.fetch()}
    assert done.body(after[f"{ROOT}a"]) == b"<p>anders</p>"
    assert done.body(after[f"{ROOT}b"]) == b"<p>twee</p>"
    assert after[f"{ROOT}b"]["removed_at"]
    assert after[ROOT] == before[ROOT]


def test_a_refresh_without_changes_gives_the_same_snapshot_and_sends_no_body_twice(tmp_path: Path) -> None:
    inner = site(30)
    sent: list[int] = []

    def app(asked: Asked) -> Reply:
        reply = inner(asked)
        sent.append(reply.status)
        return reply

    done = _paper(app, tmp_path)
    done.fetch()
    before = _files(tmp_path / "snap")
    sent.clear()
    done.fetch()
    assert sent.count(304) == 30
    assert _files(tmp_path / "snap") == before


def _files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_pages_of_the_sitemap_that_cannot_be_had_are_told(tmp_path: Path) -> None:
    inner = site(40)
    done = _paper(lambda asked: Reply(403) if asked.path.endswith("1") else inner(asked), tmp_path)
    with pytest.raises(InputError, match=r"obtained 37 of 40"):
        done.fetch()


def test_sitemaps_lead_to_sitemaps_packed_or_not(tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{ROOT}s.gz</loc></sitemap></sitemapindex>".encode()
    packed = gzip.compress(f"<urlset><url><loc>{ROOT}nota</loc></url></urlset>".encode())
    pages = {"/": _html(), "/nota": _html(), "/s.gz": Reply(body=packed), "/map": Reply(body=index)}
    pages["/robots.txt"] = Reply(body=f"Sitemap: {ROOT}map".encode())
    assert [line["url"] for line in _paper(_pages(pages), tmp_path).fetch()] == [ROOT, f"{ROOT}nota"]


def test_other_settings_keep_what_is_still_wanted_and_read_it_again(tmp_path: Path) -> None:
    pages = {"/": _html("/a"), "/a": _html("/b"), "/b": _html(), "/c": _html("/b")}
    done = _paper(_pages(pages), tmp_path)
    assert len(done.fetch()) == 3
    done.source = done.source.model_copy(update={"urls": (f"{ROOT}c",)})
    assert [line["url"] for line in done.fetch()] == [f"{ROOT}b", f"{ROOT}c"]
