"""The model card of the bundled model says what was measured."""

from __future__ import annotations

import json
from pathlib import Path

MODEL = Path("models/nl_transformatie")


def test_the_card_gives_the_scores_of_the_current_model() -> None:
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    scores = json.loads((MODEL / "scores.json").read_text(encoding="utf-8"))
    current = (MODEL / "CURRENT").read_text(encoding="utf-8").strip()
    assert scores["model"] == current
    assert current.replace("-", " ") in card
    figures = [scores[k] for k in ("upos", "lemma", "sents_f_no_line_breaks")]
    figures += [scores[k]["micro"]["f"] for k in ("ner", "ner_newspaper", "ner_policy")]
    assert [f"{f:.4f}" for f in figures if f"| {f:.4f} |" not in card] == []
    for label, score in scores["ner_policy"]["per_label"].items():
        if score["names"]:
            assert f"| {label} | {score['f']:.2f} ({score['names']}) |" in card
