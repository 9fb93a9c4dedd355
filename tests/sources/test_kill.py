"""SIGKILL at random moments of a crawl: nothing lost, nothing double, nothing cut off, nothing asked twice in vain."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.scraping_kill import Verdict, kill_and_judge


def test_a_crawl_that_is_killed_five_times_ends_as_if_it_was_not(tmp_path: Path) -> None:
    verdict = kill_and_judge(tmp_path, pages=150, kills=5, chance=random.Random(1))
    assert verdict.kills == 5
    assert verdict == Verdict(kills=5, lost=0, double=0, cut_off=0, repeated=verdict.repeated, allowed=verdict.allowed)
    assert verdict.repeated <= verdict.allowed
