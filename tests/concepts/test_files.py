"""Mistakes in concept files: each is explained with file, found, expected and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.concepts.matcher import load_matcher
from pipeline.concepts.scheme import load_scheme
from pipeline.errors import ModelError

WORDS = Path("models/concepts/_words.yaml").read_text(encoding="utf-8")


def concept(concept_id: str, **changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": concept_id,
        "pref_label": {"nl": f"label {concept_id}", "en": "x"},
        "definition_nl": "Iets.",
        "group": "kern",
        "jeugdwet_goal": None,
        "examples": {"positive": ["a"], "negative": ["b"]},
    }
    return base | changes


def folder(tmp_path: Path, *concepts: dict[str, Any], names: tuple[str, ...] = ()) -> Path:
    (tmp_path / "_words.yaml").write_text(WORDS, encoding="utf-8")
    for i, data in enumerate(concepts):
        name = names[i] if names else data["id"]
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"patern": []}, "unknown key 'patern'; did you mean 'patterns'?"),
        ({"examples": {"positive": ["a"], "negatief": ["b"]}}, "did you mean 'negative'?"),
        ({"definition_nl": ""}, "definition_nl is ''"),
        ({"jeugdwet_goal": 6}, "jeugdwet_goal is 6"),
        ({"group": "ker"}, "did you mean 'kern'?"),
        ({"related": ["bb"]}, "related: there is no 'bb'; did you mean 'b'?"),
        ({"broader": "c"}, "broader: there is no 'c'"),
        ({"needs_context": ["label aa"]}, "'label aa' is no label of this concept; did you mean 'label a'?"),
        ({"negative_labels": ["label"]}, "the label 'label a' can never match: it holds the negative label 'label'"),
        ({"alt_labels": ["Label-B"]}, "the label 'label b' is claimed by two concepts: a and b"),
        ({"broader": "a"}, "broader goes round in a circle: a -> a"),
        ({"id": "z"}, "the id is 'z', the file is named 'a.yaml'"),
        ({"id": "b"}, "the id 'b' stands in two files"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ModelError) as raised:
        load_scheme(folder(tmp_path, concept("a") | changes, concept("b"), names=("a", "b")))
    assert told in str(raised.value)
    assert "a.yaml" in str(raised.value)


def test_a_longer_circle_is_shown_whole(tmp_path: Path) -> None:
    path = folder(tmp_path, concept("a", broader="b"), concept("b", broader="c"), concept("c", broader="a"))
    with pytest.raises(ModelError, match="a -> b -> c -> a"):
        load_scheme(path)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("een (gezin", r"the end at character 11, where '\)' was expected"),
        ("een gezin)", r"'\)' at character 10"),
        ("... gezin", "at the beginning or end"),
        ("a & (een gezin)", "only single words"),
        ("@famly", "one of the lists @care"),
        ("gezin | ", "the end at character"),
        ("ge*zin", "a word of letters or digits"),
        ("", "a word was expected"),
        (" ".join(["(a|b c|d e f)"] * 6), "variants"),
    ],
)
def test_a_pattern_that_cannot_be_parsed_is_explained(tmp_path: Path, pattern: str, told: str) -> None:
    path = folder(tmp_path, concept("a", patterns=[pattern or " "]))
    with pytest.raises(ModelError, match=told) as raised:
        load_matcher(path)
    assert "a.yaml, pattern 1" in str(raised.value)


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (folder(tmp_path, concept("a")) / "a.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(ModelError, match=r"no valid YAML(.|\n)*a\.yaml"):
        load_scheme(tmp_path)


def test_an_empty_folder_is_no_scheme(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there are no concepts"):
        load_scheme(tmp_path)
