"""The committed example is what the build makes, byte for byte, and the manifest tells no more than a scraper knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.params import SourceSettings
from pipeline.schema.values import REJECT_REASONS
from pipeline.sources.folder import fetch
from tests.sample.conftest import SAMPLE, read_lines


def files_below(folder: Path) -> dict[str, bytes]:
    found = [*sorted(folder.glob("corpus/**/*")), *sorted(folder.glob("truth/**/*"))]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.is_file()}


def test_the_build_gives_the_committed_files(rebuilt: Path) -> None:
    committed, made = files_below(SAMPLE), files_below(rebuilt)
    assert sorted(committed) == sorted(made)
    assert [name for name in committed if committed[name] != made[name]] == []


def test_the_example_stays_small() -> None:
    assert sum(map(len, files_below(SAMPLE).values())) < 20_000_000


def test_every_file_has_its_line_and_every_line_its_file(truth: list[dict[str, Any]]) -> None:
    manifest = read_lines(SAMPLE / "corpus" / "manifest.jsonl")
    rejects = read_lines(SAMPLE / "truth" / "rejects.jsonl")
    on_disk = {p.relative_to(SAMPLE / "corpus").as_posix() for p in (SAMPLE / "corpus").rglob("*.*")}
    listed = {line["path"]: line["url"] for line in manifest}
    assert set(listed) == on_disk - {"manifest.jsonl"}
    assert listed == {row["path"]: row["url"] for row in [*truth, *rejects]}
    assert len(set(listed.values())) == len(manifest)


def test_the_manifest_does_not_give_the_answers_away() -> None:
    manifest = read_lines(SAMPLE / "corpus" / "manifest.jsonl")
    assert all(line["declared"] == {} for line in manifest)
    assert all(".example/" in line["url"] for line in manifest)


def test_broken_files_have_a_known_reason() -> None:
    reasons = [row["reason"] for row in read_lines(SAMPLE / "truth" / "rejects.jsonl")]
    assert reasons
    assert set(reasons) <= set(REJECT_REASONS)


def test_exact_copies_have_the_same_bytes_under_another_address(truth: list[dict[str, Any]]) -> None:
    rows = {row["id"]: row for row in truth}
    copies = [row for row in truth if row["id"].endswith("-kopie")]
    assert len(copies) >= 5
    for copy in copies:
        original = rows[copy["copy_of"]]
        assert copy["url"] != original["url"]
        assert (SAMPLE / "corpus" / copy["path"]).read_bytes() == (SAMPLE / "corpus" / original["path"]).read_bytes()


def test_the_folder_source_reads_it() -> None:
    settings = SourceSettings(connector="folder", path=SAMPLE / "corpus")
    fetched = list(fetch(settings, key="voorbeeld"))
    assert len(fetched) == len(read_lines(SAMPLE / "corpus" / "manifest.jsonl"))
