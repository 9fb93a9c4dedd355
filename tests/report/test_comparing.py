from __future__ import annotations

import json
import re
from pathlib import Path

from pipeline.report.comparing import comparisons, write_comparisons
from pipeline.report.model import Group
from tests.report.corpus import example


def test_a_group_carries_the_very_numbers_of_its_series() -> None:
    facts = dict(comparisons(example()))["gm9902"]
    group = Group("municipality", "GM9902")
    for concept, (count, total, share, *_rest) in facts["begrippen"].items():
        e = example().concept(concept, group)
        assert (count, total) == (e.count, e.total)
        assert share == (None if e.share is None else round(e.share, 4))


def test_every_address_in_it_leads_to_evidence_that_is_there(tmp_path: Path) -> None:
    pages = {p.path for p in example().evidence.pages} | {f"bewijs/{s}.html" for s in example().evidence.cards}
    pages.add("bewijs/alle-begrippen.html")
    for _, facts in comparisons(example()):
        found = re.findall(r'"(bewijs/[^"]+)"', json.dumps(facts))
        assert {href.partition("#")[0] for href in found} <= pages


def test_a_file_is_one_call_with_plain_data(tmp_path: Path) -> None:
    write_comparisons(example(), tmp_path)
    text = (tmp_path / "vergelijk" / "regio-kustwal.js").read_text(encoding="ascii")
    call = re.fullmatch(r'vergelijkGroep\("regio-kustwal", (\{.*\})\);\n', text)
    assert call
    assert json.loads(call[1])["soort"] == "regio"
