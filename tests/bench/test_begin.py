"""``make concept``: a file with hints, that says itself what it still needs, and never over another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.bench.__main__ import main
from pipeline.bench.begin import begin_concept, resembling
from pipeline.concepts.files import read_concept_files
from pipeline.errors import InputError, ModelError

RELATIONS = re.compile(r"^(related|not_to_be_confused_with):\n(  .*\n)+", re.MULTILINE)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Two concepts of the scheme, without their relations to others."""
    folder = tmp_path / "models" / "concepts"
    folder.mkdir(parents=True)
    shutil.copy("models/concepts/_words.yaml", folder)
    for name in ("wijkteam", "eigen-kracht"):
        text = Path(f"models/concepts/{name}.yaml").read_text(encoding="utf-8")
        (folder / f"{name}.yaml").write_text(RELATIONS.sub("", text), encoding="utf-8")
    return tmp_path / "models"


def test_a_new_file_says_what_it_needs_until_it_is_filled_in(models: Path) -> None:
    path = begin_concept("  positieve  gezondheid ", models / "concepts")
    assert path.name == "positieve-gezondheid.yaml"
    text = path.read_text(encoding="utf-8")
    wanted = {
        "  en:  ": "  en: x #",
        'definition_nl: ""': "definition_nl: Iets.",
        "group: ": "group: kern #",
        "positive: []": "positive: [a]",
        "negative: []": "negative: [b]",
    }
    for old, new in wanted.items():
        with pytest.raises(ModelError, match=r"fill in (.|\n)*") as raised:
            read_concept_files(models / "concepts")
        assert raised.value.where.startswith(f"{path}:")
        assert old in text
        text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
    new_one = next(c for c in read_concept_files(models / "concepts") if c.id == "positieve-gezondheid")
    assert new_one.pref_label.nl == "positieve gezondheid"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Wijkteam", "is there already"),
        ("buurtteam", "is a label of wijkteam already"),
        ("k", "has one letter"),
        ("../../etc|passwd", "holds"),
        ("", "has no letter"),
    ],
)
def test_a_name_that_is_taken_or_none_is_refused(models: Path, name: str, told: str) -> None:
    before = sorted(models.rglob("*"))
    with pytest.raises(InputError, match=told):
        begin_concept(name, models / "concepts")
    assert sorted(models.rglob("*")) == before


def test_a_name_never_leaves_the_folder(models: Path) -> None:
    assert begin_concept("/tmp/elders", models / "concepts") == models / "concepts" / "tmp-elders.yaml"


def test_concepts_that_resemble_it_are_named(models: Path) -> None:
    assert "eigen-kracht" in resembling("eigen krachten", read_concept_files(models / "concepts"))


def test_the_check_tells_everything_about_one_concept(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = models / "concepts" / "wijkteam.yaml"
    assert main(["--models", str(models), "check", "wijkteam"]) == 0
    text = path.read_text(encoding="utf-8").replace("  negative:\n", '  negative:\n    - "Het wijkteam helpt."\n')
    path.write_text(text, encoding="utf-8")
    assert main(["--models", str(models), "check", "wijkteam"]) == 1
    told = capsys.readouterr().err
    assert "a negative example of wijkteam is found, in 'wijkteam'" in told
    assert "wijkteam.yaml:" in told


def test_checking_a_concept_that_is_not_there_is_explained(models: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--models", str(models), "check", "wijkteem"]) == 1
    assert "there is no concept 'wijkteem'" in capsys.readouterr().err
