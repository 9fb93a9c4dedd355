from __future__ import annotations

from pipeline.report.quality import flat_metrics, measured_at, measured_concepts, overview


def test_quality_is_read_with_or_without_intervals() -> None:
    rows = {
        "a": {"precision": 0.9, "recall": 0.5, "precision_low": 0.8, "precision_high": 1.0, "gold": 9},
        "b": {"recall": 0.4},
        "c": {"n": 3},
    }
    found = measured_concepts({"concepts": {"per_concept": rows}})
    assert set(found) == {"a", "b"}
    assert (found["a"].low, found["a"].high, found["b"].precision) == (0.8, 1.0, None)


def test_nothing_measured_is_nothing() -> None:
    assert measured_concepts({}) == {}
    assert measured_concepts({"concepts": {"per_concept": 3}}) == {}


def test_all_numbers_are_listed_with_their_path() -> None:
    assert flat_metrics({"a": {"b": 1, "c": "x"}, "d": 0.5, "e": True}) == [("a / b", 1.0), ("d", 0.5)]


def test_the_overview_holds_what_was_measured_and_leaves_out_the_rest() -> None:
    metrics = {
        "ladder": {"accuracy": {"share": 0.78, "low": 0.76, "high": 0.8, "n": 1957}, "flags": {"negated": {"gold": 0}}},
        "concepts": {"micro": {"precision": 0.95, "recall": 0.41, "gold": 4860}},
    }
    rows = dict(overview(metrics))
    assert list(rows) == ["Een begrip in een zin", "De trede van een zin"]
    assert (rows["De trede van een zin"].low, rows["De trede van een zin"].recall) == (0.76, None)
    assert measured_at(metrics, "ladder/flags/negated") is None
    assert overview({}) == []
