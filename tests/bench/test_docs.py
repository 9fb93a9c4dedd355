"""What docs/add-a-concept.md and docs/label-more.md tell a student to do works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.bench.__main__ import main, make_parser

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("add-a-concept.md", "label-more.md")}
COMMANDS = [
    line
    for text in PAGES.values()
    for block in re.findall(r"```bash\n(.*?)```", text, re.DOTALL)
    for line in block.splitlines()
]
BENCH = "uv run python -m pipeline.bench "


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work") / "models"
    shutil.copytree(ROOT / "models" / "concepts", folder / "concepts")
    return folder


def test_every_command_is_of_a_kind_that_is_tested() -> None:
    kinds = ("make concept ", "uv run dvc repro", "uv run pytest tests/concepts/test_scheme.py -k ", BENCH)
    assert [c for c in COMMANDS if not c.startswith(kinds)] == []


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith(BENCH)])
def test_the_bench_knows_every_command_and_option(command: str) -> None:
    assert make_parser().parse_args(shlex.split(command.removeprefix(BENCH))).run


def test_the_bench_command_of_make_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^concept:.*\n(\t.*\n)*\t@\$\(RUN\) python -m pipeline\.bench concept", makefile, re.MULTILINE)


def test_make_concept_without_a_name_says_how() -> None:
    done = subprocess.run(["make", "-n", "concept"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "NAME=" in done.stdout


@pytest.mark.parametrize("name", PAGES)
def test_every_file_and_link_is_there(name: str) -> None:
    paths = set(re.findall(r"`((?:pipeline|models|data|docs|tests)/[^`*<]*)`", PAGES[name]))
    links = {f"docs/{link}" for link in re.findall(r"\]\(([^)#]+)\)", PAGES[name])}
    made = {"models/concepts/kinderrechten.yaml", "data/sentences.parquet"}
    assert sorted(p for p in (paths | links) - made if not (ROOT / p).exists()) == []


def test_the_concept_of_the_walk_through_passes_its_tests(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = models / "concepts" / "kinderrechten.yaml"
    options = ["--models", str(models)]
    assert main([*options, "concept", "kinderrechten"]) == 0
    assert main([*options, "check", "kinderrechten"]) == 1
    assert "fill in pref_label.en" in capsys.readouterr().err
    shown = re.search(r"```yaml\n(.*?)```", PAGES["add-a-concept.md"], re.DOTALL)
    assert shown
    path.write_text(shown[1], encoding="utf-8")
    assert main([*options, "check", "kinderrechten"]) == 0
    command = next(c for c in COMMANDS if "pytest" in c).replace("tests/concepts", str(ROOT / "tests" / "concepts"))
    arguments = [sys.executable, "-m", *shlex.split(command)[2:], "-q", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(arguments, cwd=models.parent, capture_output=True, text=True, check=False)
    assert " passed" in done.stdout
    assert "failed" not in done.stdout
    assert int(re.findall(r"(\d+) passed", done.stdout)[0]) >= 5


def test_export_and_import_as_shown(models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options, file = ["--models", str(models)], str(tmp_path / "scheme.ttl")
    assert main([*options, "export", file]) == 0
    assert main([*options, "import", file, str(tmp_path / "imported")]) == 0
    assert "still to fill in" not in capsys.readouterr().out


@pytest.mark.parametrize("told", re.findall(r"^\| `(.*?)` \|", PAGES["add-a-concept.md"], re.MULTILINE))
def test_every_message_of_the_table_exists(told: str) -> None:
    code = "".join(p.read_text("utf-8") for p in (ROOT / "pipeline" / "concepts").glob("*.py"))
    first = re.split(r"'[^']*'|\.\.\.", told)[0].strip()
    assert first in code
