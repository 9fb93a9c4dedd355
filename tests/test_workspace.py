"""Own documents get a workspace of their own; the example's results stay alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.params import load_settings
from pipeline.workspace import SOURCE, make_workspace

ROOT = Path(__file__).parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("params.yaml", "dvc.yaml", ".dvcignore"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    (folder / "pipeline").mkdir()
    (folder / "models").mkdir()
    return folder


def test_a_workspace_reads_the_folder_and_knows_no_fictional_places(root: Path, tmp_path: Path) -> None:
    (tmp_path / "Mijn stukken").mkdir()
    folder = make_workspace(root, tmp_path / "Mijn stukken")
    settings = load_settings(folder / "params.yaml")
    assert folder == root / "work" / "mijn-stukken"
    assert settings.sources[SOURCE].path == tmp_path / "Mijn stukken"
    assert not settings.places.fictional
    assert settings.report.notice == ""
    assert (folder / "pipeline").resolve() == (root / "pipeline").resolve()


def test_what_the_user_changed_stays(root: Path, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    params = make_workspace(root, tmp_path / "docs") / "params.yaml"
    params.write_text(params.read_text("utf-8").replace("seed: 2015", "seed: 7"), "utf-8")
    make_workspace(root, tmp_path / "docs")
    assert load_settings(params).seed == 7
    assert "# seed of everything random" in params.read_text("utf-8")


def test_two_folders_of_one_name_do_not_mix(root: Path, tmp_path: Path) -> None:
    for parent in ("a", "b"):
        (tmp_path / parent / "docs").mkdir(parents=True)
    make_workspace(root, tmp_path / "a" / "docs")
    with pytest.raises(InputError, match="NAME=other"):
        make_workspace(root, tmp_path / "b" / "docs")
    assert make_workspace(root, tmp_path / "b" / "docs", name="other").name == "other"


def test_a_missing_folder_is_told(root: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        make_workspace(root, tmp_path / "nowhere")
    assert not (root / "work").exists()
