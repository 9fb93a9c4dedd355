"""The model that was asked for when it is installed, else the fallback, and never a silent switch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ModelError
from pipeline.language.annotation import annotate_texts
from pipeline.language.choice import choose_model
from pipeline.params import LanguageSettings
from tests.language.lookalike import LABELS, NAME, build_lookalike

MODELS = Path(__file__).parent.parent.parent / "models"


def _choose(**settings: Any) -> dict[str, Any]:
    return choose_model(LanguageSettings(**settings), MODELS)


def test_an_installed_nl_core_news_lg_is_used_and_annotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_lookalike(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    choice = _choose()
    assert (choice["name"], choice["version"], choice["licence"]) == (NAME, "3.8.0", "CC BY-SA 4.0")
    assert choice["labels"] == sorted(LABELS)
    text = "De wethouder van Zwolle spreekt."
    (result,) = annotate_texts([text], model=choice["load"])
    assert [text[s:e] for s, e in zip(result["tokens"]["start"], result["tokens"]["end"], strict=True)][-1] == "."


def test_without_it_the_bundled_model_is_used_and_the_choice_says_so() -> None:
    choice = _choose()
    assert choice["name"] == "nl_transformatie"
    assert "nl_core_news_lg is not installed" in choice["why"]


def test_without_a_fallback_the_run_stops_with_what_to_do() -> None:
    with pytest.raises(ModelError, match=r"(?s)'nl_core_news_lg' is not installed.*make model"):
        _choose(fallback=None)


def test_a_path_is_a_model_too(tmp_path: Path) -> None:
    package = build_lookalike(tmp_path)
    assert _choose(model=str(package / f"{NAME}-3.8.0"))["version"] == "3.8.0"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lang": "en"}, "not Dutch"),
        ({"pipeline": ["tok2vec", "ner"]}, "no lemmas"),
        ({"pipeline": ["tok2vec", "lemmatizer", "senter"]}, "no names"),
        ({"spacy_version": ">=2.0,<3.0"}, "needs spaCy"),
        ({"labels": {"ner": ["PER", "MISC"]}}, "unknown here: MISC, PER"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    package = build_lookalike(tmp_path, changes=changes)
    with pytest.raises(ModelError, match=words):
        _choose(model=str(package / f"{NAME}-3.8.0"))


def test_another_model_has_another_id(tmp_path: Path) -> None:
    package = build_lookalike(tmp_path)
    assert _choose(model=str(package / f"{NAME}-3.8.0"))["id"] != _choose(model="bundled")["id"]
