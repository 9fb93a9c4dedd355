"""Mistakes in concept files: each is explained with file, found, expected and what to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.concepts.example_checks import check_examples
from pipeline.concepts.lines import place
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
        ({"id": "A b"}, "id is 'A b'"),
        ({"related": ["a"]}, "related: the concept names itself"),
        ({"alt_labels": ["x", None]}, "alt_labels.1 is empty"),
        ({"alt_labels": [False]}, 'put "quotes" around'),
        ({"alt_labels": "eigen kracht"}, "write a list"),
        ({"examples": {"positive": [], "negative": ["b"]}}, "fill in examples.positive"),
    ],
)
def test_a_mistake_is_explained(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ModelError) as raised:
        load_scheme(folder(tmp_path, concept("a") | changes, concept("b"), names=("a", "b")))
    assert told in str(raised.value)
    assert re.search(r"a\.yaml:\d+", str(raised.value))
    assert "to do:" in str(raised.value)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("(a+)+$", "holds"),
        ("gezin.*plan", "holds '.*'"),
        ("k", "has one letter"),
        ("k*", "has one letter"),
        ("de", "has two letters"),
        ("2015", "is a number only"),
        ("- ,", "has no letter"),
        ("*ge*", "matches thousands of words"),
        ("hulp *", "has a star in the middle or by itself"),
        ("ge*zin", "has a star in the middle or by itself"),
        ("gezin " * 50, "has 300 characters"),
    ],
)
@pytest.mark.parametrize("field", ["alt_labels", "negative_labels"])
def test_a_label_that_is_none_or_matches_everything_is_refused(
    tmp_path: Path, label: str, told: str, field: str
) -> None:
    path = folder(tmp_path, concept("a", **{field: ["gezinsplan", label]}))
    with pytest.raises(ModelError, match=re.escape(told)) as raised:
        load_scheme(path)
    assert raised.value.where == place(path / "a.yaml", field, 1)


@pytest.mark.parametrize(
    ("label", "told"), [("gezin ...3 plan", "holds '...'"), ("kort|korting", "holds '|'"), ("@family", "holds '@'")]
)
def test_a_label_that_is_a_pattern_is_sent_to_the_patterns(tmp_path: Path, label: str, told: str) -> None:
    path = folder(tmp_path, concept("a", alt_labels=["gezinsplan", label]))
    with pytest.raises(ModelError, match=re.escape(told)) as raised:
        load_scheme(path)
    assert raised.value.where == place(path / "a.yaml", "alt_labels", 1)


@pytest.mark.parametrize("label", ["OTS", "3D", "MDA++", "pgb*", "sociale (wijk)teams", "1 gezin, 1 plan", "P x Q"])
def test_an_abbreviation_or_slogan_is_a_label(tmp_path: Path, label: str) -> None:
    assert load_scheme(folder(tmp_path, concept("a", alt_labels=[label]))).concepts[0].labels[1] == label


def test_a_longer_circle_is_shown_whole(tmp_path: Path) -> None:
    path = folder(tmp_path, concept("a", broader="b"), concept("b", broader="c"), concept("c", broader="a"))
    with pytest.raises(ModelError, match="a -> b -> c -> a"):
        load_scheme(path)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(aan)? ...3 (van)?", "one must remain"),
        ("=*regie", "not both"),
        ("een (gezin", r"the end at character 11, where '\)' was expected"),
        ("een gezin)", r"'\)' at character 10"),
        ("... gezin", "at the beginning or end"),
        ("a & (een gezin)", "only single words"),
        ("@famly", "one of the lists @at, @care"),
        ("gezin | ", "the end at character"),
        ("ge*zin", "a word of letters or digits"),
        ("", "a word was expected"),
        (" ".join(["(a|b c|d e f)"] * 6), "variants"),
        (" ".join(["(a|b c|d e f)"] * 60), "variants"),
        ("(" * 900 + "a", "at most 10 parentheses"),
        ("gezin " * 500, "characters, at most 2000"),
        ("gezin ...9999999999 plan", "a gap of at most 25 words"),
        ("gezin ...26 plan", "a gap of at most 25 words"),
        ("*a* gezin", "matches thousands of words"),
        ("#", "so short"),
        ("(gezin)? (de)?", "something must remain"),
        ("(gezinsplan|de)", "so short"),
    ],
)
def test_a_pattern_that_cannot_be_parsed_is_explained(tmp_path: Path, pattern: str, told: str) -> None:
    path = folder(tmp_path, concept("a", patterns=[pattern or " "]))
    with pytest.raises(ModelError, match=told) as raised:
        load_matcher(path)
    assert raised.value.where == place(path / "a.yaml", "patterns", 0)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(aan)? ...3 (van)?", "one must remain"),
        ("gezin ...3", "at the beginning or end|one must remain"),
        ("een (gezin|plan", "where '\\)' was expected"),
        ("@famly", "one of the lists @at, @care"),
        ("k|kk", "so short"),
        ("*a*|gezin", "matches thousands of words"),
        (" ".join(["(a|b c|d e f)"] * 60), "variants"),
        ("(" * 900 + "a|b", "at most 10 parentheses"),
        ("gezin ...26 plan", "a gap of at most 25 words"),
        ("gezin|plan " * 500, "characters, at most 2000"),
    ],
)
def test_a_negative_label_in_the_notation_of_patterns_is_as_bounded(tmp_path: Path, pattern: str, told: str) -> None:
    path = folder(tmp_path, concept("a", negative_labels=["gezinspark", pattern]))
    with pytest.raises(ModelError, match=told) as raised:
        load_matcher(path)
    assert raised.value.where == place(path / "a.yaml", "negative_labels", 1)
    assert "to do:" in str(raised.value)


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("", 1, "the file is empty"),
        ("# only a remark\n", 1, "the file is empty"),
        ("wijkteam", 1, "the file holds a str, not fields"),
        ("- wijkteam", 1, "the file holds a list"),
        ("id: a\nalt_labels: [", 2, "no valid YAML"),
        ("id: a\nalt_labels:\n  - b\n\t- c", 4, "replace the tab"),
        ("id: a\npatterns:\n  - *regie\n", 3, 'put "quotes" around the text that begins with *'),
        ("id: a\npatterns:\n  - @family\n", 3, 'put "quotes" around the text that begins with @'),
        ("id: a\npatterns: [a, !regie b]\n", 2, 'put "quotes" around the text that begins with !'),
        ("id: a\n[b]: c\n", 2, "a list stands where a key belongs"),
        ("id: a\nnote: een: twee\n", 2, 'put "quotes" around a text that holds a colon'),
        ("id: a\ngroup: kern\nid: b\n", 3, "the key 'id' stands on line 1 too"),
        ("a: &x [b]\nc: [*x, *x]\n", 1, "'x' is an anchor or alias"),
        ("id: a\nnote: \x07\n", 2, "a character that no text holds"),
        ("id: " + "[" * 5000, 1, "no valid YAML"),
        ("note: " + "x" * 400_000, 1, "at most 300000"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    (folder(tmp_path, concept("a")) / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=re.escape(told)) as raised:
        load_scheme(tmp_path)
    assert raised.value.where == f"{tmp_path / 'a.yaml'}:{line}"


def test_a_file_in_another_encoding_is_explained(tmp_path: Path) -> None:
    (folder(tmp_path, concept("a")) / "a.yaml").write_bytes("id: a\nnote: één".encode("cp1252"))
    with pytest.raises(ModelError, match=r"no UTF-8(.|\n)*a\.yaml:2(.|\n)*UTF-8"):
        load_scheme(tmp_path)


def test_the_line_is_that_of_the_mistake(tmp_path: Path) -> None:
    path = folder(tmp_path, concept("a", related=["b", "wie"]), concept("b"))
    with pytest.raises(ModelError, match="there is no 'wie'") as raised:
        load_scheme(path)
    file, line = raised.value.where.rsplit(":", maxsplit=1)
    assert Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1] == "- wie"


def test_a_file_with_another_ending_is_not_passed_over(tmp_path: Path) -> None:
    (folder(tmp_path, concept("a")) / "b.yml").write_text("id: b", encoding="utf-8")
    with pytest.raises(ModelError, match=r"rename it: b\.yaml"):
        load_scheme(tmp_path)


@pytest.mark.parametrize("rule", ["['(a+)+$', 'b']", "['(a$', 'b']", r"['a$', '\1']"])
def test_a_rule_of_inflection_that_cannot_be_applied_is_explained(tmp_path: Path, rule: str) -> None:
    words = folder(tmp_path, concept("a")) / "_words.yaml"
    words.write_text(WORDS + f"  - {rule}\n", encoding="utf-8")
    with pytest.raises(ModelError, match="inflection") as raised:
        load_scheme(tmp_path)
    assert "_words.yaml:" in raised.value.where


@pytest.mark.parametrize(
    ("positive", "negative", "told"),
    [
        ("Dit gaat nergens over.", "x", "a positive example of a is not found(.|\n)*examples.paraphrase"),
        (
            "Het label a.",
            "Nog een label a hier.",
            "is found, in 'label a'(.|\n)*negative_labels",
        ),
    ],
)
def test_an_example_that_does_not_hold_is_explained(tmp_path: Path, positive: str, negative: str, told: str) -> None:
    examples = {"positive": [positive], "negative": [negative]}
    path = folder(tmp_path, concept("a", pref_label={"nl": "label a", "en": "x"}, examples=examples))
    with pytest.raises(ModelError, match=told) as raised:
        check_examples(path)
    assert re.search(r"a\.yaml:\d+$", raised.value.where)


def test_an_empty_folder_is_no_scheme(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there are no concepts"):
        load_scheme(tmp_path)
