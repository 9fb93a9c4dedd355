"""Council documents over replayed services: searches behind searches, cursors, what was deleted, what expired."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from tests.sources.paper import HOST, Paper, paper
from tests.sources.servers.council import Council, Export, document, hit
from tests.sources.servers.loopback import App, Reply


def _paper(app: App, folder: Path, connector: str, **more: Any) -> Paper:
    settings = {"connector": connector, "endpoint": f"http://{HOST}", "municipalities": ("zwolle",)}
    return paper(folder, app, **{**settings, "years": (2014, 2014), **more})


def _export(number: int, **more: Any) -> Export:
    return Export({f"document:notubiz:{n:03}": document(n) for n in range(number)}, **more)


def test_hits_behind_hits_are_all_there_with_their_text(tmp_path: Path) -> None:
    done = _paper(Council([hit(n) for n in range(350)]).app(), tmp_path, "openraadsinformatie")
    lines = done.fetch()
    assert len(lines) == 350
    assert json.loads(done.body(lines[0]))["_source"]["text"] == ["Bladzijde over jeugdhulp 0"]
    assert lines[0]["declared"]["meeting_date"] == "2014-05-01"
    assert [(s.expected, s.obtained) for s in done.squares] == [(350, 350)]


def test_a_hit_without_text_leads_to_the_file(tmp_path: Path) -> None:
    done = _paper(Council([hit(1), hit(2, text=False)]).app(), tmp_path, "openraadsinformatie")
    assert [line["media_type"] for line in done.fetch()] == ["application/json", "application/pdf"]


def test_one_file_in_two_generations_of_an_index_is_one_document(tmp_path: Path) -> None:
    council = Council([hit(n, generation=g) for n in range(5) for g in ("2020", "2024")])
    council.hits = [{**h, "sort": [*h["sort"][:1], h["sort"][1] + h["_index"]]} for h in council.hits]
    assert len(_paper(council.app(), tmp_path, "openraadsinformatie").fetch()) == 5


def test_a_search_that_dries_up_is_told_with_numbers(tmp_path: Path) -> None:
    council = Council([hit(n) for n in range(350)], cut=200)
    with pytest.raises(InputError, match="zwolle 2014: listed 200, obtained 200 of 350"):
        _paper(council.app(), tmp_path, "openraadsinformatie").fetch()


def test_half_an_answer_of_the_search_is_asked_again(tmp_path: Path) -> None:
    broken = Reply(body=b'{"timed_out": true, "hits": {"total": {"value": 0}, "hits": []}}')
    council = Council([hit(1)], errors={1: broken, 2: Reply(body=b"<html>")})
    assert len(_paper(council.app(), tmp_path, "openraadsinformatie").fetch()) == 1


def test_the_export_is_read_to_its_end_and_the_changes_behind_it(tmp_path: Path) -> None:
    export = _export(35, deleted=["document:notubiz:003"], busy=1)
    export.documents["document:notubiz:004"] = document(4, year=2019)
    export.documents["document:notubiz:005"] = document(5, text="")
    done = _paper(export.app(), tmp_path, "openbesluitvorming")
    lines = {line["key"]: line for line in done.fetch()}
    assert len(lines) == 34
    assert done.body(lines["ob:document:notubiz:006/text"]) == b"Tekst over jeugdhulp"
    assert lines["ob:document:notubiz:005/file"]["media_type"] == "application/pdf"
    assert [a for a in done.asked if "changes" in a] == ["/api/export/changes?source=zwolle&limit=500&cursor=5"]
    assert [(s.listed, s.left_out, s.obtained) for s in done.squares] == [(35, 2, 33)]


def test_only_what_has_another_hash_is_fetched_again(tmp_path: Path) -> None:
    export = _export(12)
    done = _paper(export.app(), tmp_path, "openbesluitvorming")
    done.fetch()
    export.hashes["document:notubiz:007"] = "h2"
    done.asked.clear()
    done.fetch()
    assert [a for a in done.asked if "entities" in a] == ["/api/entities/document%3Anotubiz%3A007"]


def test_what_was_deleted_is_kept_and_marked(tmp_path: Path) -> None:
    export = _export(3)
    done = _paper(export.app(), tmp_path, "openbesluitvorming")
    done.fetch()
    export.deleted = ["document:notubiz:001"]
    marked = {line["key"]: bool(line["removed_at"]) for line in done.fetch()}
    assert marked == {f"ob:document:notubiz:00{n}/text": n == 1 for n in range(3)}


def test_an_expired_cursor_fails_and_the_next_run_starts_the_list_anew(tmp_path: Path) -> None:
    export = _export(35, expired={"document:notubiz:009"})
    done = _paper(export.app(), tmp_path, "openbesluitvorming")
    with pytest.raises(InputError, match=r"1 lists .* could not be read, the first: http_410"):
        done.fetch()
    export.expired.clear()
    assert len(done.fetch()) == 35
    assert sum("entities" in a for a in done.asked) == 35


def test_an_export_that_does_not_say_whether_there_is_more_is_no_success(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be read"):
        _paper(_export(3, silent=True).app(), tmp_path, "openbesluitvorming").fetch()
