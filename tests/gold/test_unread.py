"""data/gold/unread is well marked, and nothing that the program learns from holds a text of it."""

from __future__ import annotations

import json

from data.gold.build.write import GOLD, read_gold

UNREAD = GOLD / "unread"


def test_it_is_marked_without_mistakes_and_only_measures() -> None:
    rows, problems = read_gold(UNREAD)
    assert problems == []
    assert {row["author"] for row in rows} == {"e43", "e44"}
    assert {row["part"] for row in rows} == {"test"}
    assert sum(len(row["entities"]) for row in rows) > 1_900


def test_nothing_learns_from_it() -> None:
    rows, _ = read_gold(UNREAD)
    learned = [json.loads(line) for line in (GOLD / "fragments.jsonl").read_text(encoding="utf-8").splitlines()]
    rows_seen = [json.loads(line) for line in (GOLD / "unseen_names.jsonl").read_text(encoding="utf-8").splitlines()]
    writers = {row["author"] for row in rows}
    assert not writers & {row["author"] for row in learned + rows_seen}
    assert not {row["text"] for row in rows} & {row["text"] for row in learned}
