"""The headline: what was measured, by name, and nothing that was not."""

from __future__ import annotations

from pipeline.evaluation.headline import headline


def test_only_what_was_measured_stands_in_the_headline() -> None:
    quality = {"counts": {"documents": 3, "rejects": {"all": 0}}, "dates": {"right": {"share": 0.5, "n": 2}}}
    assert headline(quality) == {"documents": 3, "rejects": 0, "dates_right": 0.5}
    assert headline({}) == {}
