"""Copied text is found with light edits, the earliest text is the original, and nothing gets lost."""

from __future__ import annotations

import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleaning import stretches
from pipeline.cleaning.reuse import mark_copies
from pipeline.cleaning.stretches import can_hold_stretch, find_stretches
from pipeline.tables import check_table, empty_table
from pipeline.text import count_words, text_hash

OWN = "De {n} dorpen van onze gemeente hebben elk een eigen plek waar ouders terechtkunnen met een vraag over opvoeden."
SHARED = (
    "Wij willen dat ieder kind veilig opgroeit en dat ouders zo vroeg mogelijk de hulp krijgen die zij nodig hebben, "
    "dicht bij huis en zo licht als mogelijk, met een vast gezicht dat het hele gezin kent en dat ook blijft."
)
EDITED = SHARED.replace("zo vroeg mogelijk", "op tijd").replace("het hele gezin", "ieder gezinslid")


def tables(*documents: tuple[str, str | None, list[str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(id, date, texts of the passages) -> documents and passages, with what reuse looks at."""
    rows: list[dict[str, Any]] = []
    pieces: list[dict[str, Any]] = []
    for name, date, texts in documents:
        text, at = "\n\n".join(texts), 0
        rows.append({"document_id": name, "date": date, "text": text, "words": count_words(text)})
        for part in texts:
            pieces.append({"passage_id": f"{name}:{at}", "document_id": name, "start": at, "text": part})
            pieces[-1] |= {"words": count_words(part), "text_sha256": text_hash(part)}
            at += len(part) + 2
    return pd.DataFrame(rows), pd.DataFrame(pieces)


def test_a_lightly_edited_copy_points_to_the_earlier_text() -> None:
    found = tables(("a", "2014-05-01", [OWN.format(n="zeven"), EDITED]), ("b", "2012", ["Kop.", SHARED]))
    documents, passages, reuse = mark_copies(*found, min_words=25)
    (row,) = reuse.to_dict("records")
    text = dict(zip(documents["document_id"], documents["text"], strict=True))
    assert (row["source_passage_id"], row["first_seen"]) == ("b:6", "2012")
    assert text["a"][row["start"] : row["end"]].startswith("Wij willen dat ieder kind")
    assert text["b"][row["source_start"] : row["source_end"]].startswith("Wij willen dat ieder kind")
    assert 0.7 <= row["similarity"] < 1
    assert passages.set_index("passage_id")["original"].to_dict() == {
        "a:0": True,
        f"a:{row['start']}": False,
        "b:0": True,
        "b:6": True,
    }
    assert documents.set_index("document_id").loc["a", "reused_share"] == pytest.approx(0.7, abs=0.1)


def test_an_exact_copy_is_a_duplicate_with_all_its_passages_however_short() -> None:
    texts = ["Kop.", SHARED, "Slot."]
    documents, passages, reuse = mark_copies(*tables(("b", "2013", texts), ("a", "2014", texts)), min_words=25)
    facts = documents.set_index("document_id")
    assert facts.loc["a", "duplicate_of"] == "b"
    assert facts["duplicate_of"].isna().to_dict() == {"b": True, "a": False}
    assert facts["reused_share"].to_dict() == {"b": 0.0, "a": 1.0}
    assert passages.groupby("document_id")["original"].sum().to_dict() == {"a": 0, "b": 3}
    assert len(reuse) == 3


@pytest.mark.parametrize(
    ("first", "second", "original"), [("2014", None, "a"), ("2014", "2014-03-01", "b"), (None, None, "a")]
)
def test_the_earliest_is_the_original_and_doubtful_dates_come_last(
    first: str | None, second: str | None, original: str
) -> None:
    documents, _, _ = mark_copies(*tables(("a", first, [SHARED]), ("b", second, [SHARED])), min_words=25)
    assert documents.loc[documents["duplicate_of"].isna(), "document_id"].tolist() == [original]


def test_a_text_does_not_copy_itself_and_short_likeness_does_not_count() -> None:
    own = " ".join(SHARED.split()[:15])
    found = tables(("a", "2013", [SHARED, SHARED]), ("b", "2014", [f"{own} is in {OWN.format(n='vijf')}"]))
    documents, passages, reuse = mark_copies(*found, min_words=25)
    assert reuse.empty
    assert passages["original"].all()
    assert documents["duplicate_of"].isna().all()


def test_no_documents_give_empty_tables_of_the_right_form() -> None:
    empty = empty_table("documents"), empty_table("passages")
    for name, table in zip(("documents", "passages", "reuse"), mark_copies(*empty, min_words=25), strict=True):
        assert check_table(name, table).empty


def test_no_words_are_counted_twice() -> None:
    half, other = SHARED.split(", ", maxsplit=1)[0], OWN.format(n="drie")
    first, second = f"{half} {other}", f"{other} {SHARED}"
    found = tables(("a", "2011", [first]), ("b", "2012", [second]), ("c", "2013", [f"{half} {other} {SHARED}"]))
    documents, _, _ = mark_copies(*found, min_words=15)
    assert documents["reused_share"].max() <= 1


def test_stretches_of_words_are_aligned_over_a_gap() -> None:
    left, right = (
        ["a", "b", "c", "d", "e", "X", "f", "g", "h", "i", "j"],
        ["q", "a", "b", "c", "d", "e", "Y", "Z", "f", "g", "h", "i", "j"],
    )
    (found,) = find_stretches(left, right, min_words=8)
    assert (found.start, found.end, found.source_start, found.source_end, found.equal) == (0, 11, 1, 13, 10)


WORDS = st.lists(st.sampled_from("abcdef"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(left=WORDS, right=WORDS, shared=WORDS, at=st.integers(0, 40), min_words=st.integers(4, 25))
def test_what_is_passed_over_without_aligning_holds_no_stretch(
    left: list[str], right: list[str], shared: list[str], at: int, min_words: int
) -> None:
    one, two = [*left[:at], *shared, *left[at:]], [*right[:at], *shared, *right[at:]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stretches, "can_hold_stretch", lambda *_, **__: True)
        aligned = find_stretches(one, two, min_words=min_words)
    assert find_stretches(one, two, min_words=min_words) == aligned


@pytest.mark.parametrize(("changed", "found"), [(6, 1), (7, 0)])
def test_an_edit_of_six_words_stays_inside_a_stretch(changed: int, found: int) -> None:
    first, second = ([f"{part}{n}" for n in range(12)] for part in "ab")
    left, right = ([*first, *[side] * changed, *second] for side in "xy")
    assert len(find_stretches(left, right, min_words=25)) == found


def test_one_shared_formula_is_not_worth_an_alignment() -> None:
    formula = ["gelet", "op", "artikel", "149", "van", "de", "gemeentewet"]
    left, right = ([f"{side}{n}" for n in range(60)] for side in "lr")
    assert not can_hold_stretch([*left, *formula], [*formula, *right], min_words=25)


def test_a_stretch_that_all_share_is_copied_from_the_first_by_each_of_the_others() -> None:
    draw = random.Random(7)
    vocabulary = [f"woord{n}" for n in range(3000)]
    made = [(f"d{n:05}", "2013", [" ".join(draw.choices(vocabulary, k=60)), SHARED]) for n in range(300)]
    _, _, reuse = mark_copies(*tables(*made), min_words=25)
    assert len(reuse) == 299
    assert reuse["source_passage_id"].nunique() == 1


def test_of_two_equal_texts_of_one_day_the_one_with_a_surer_municipality_is_the_original() -> None:
    documents, passages = tables(("a", "2014", [SHARED]), ("b", "2014", [SHARED]))
    documents["place_confidence"] = [None, 0.9]
    marked, _, _ = mark_copies(documents, passages, min_words=25)
    assert marked.set_index("document_id").loc["a", "duplicate_of"] == "b"


def test_a_text_that_several_municipalities_take_over_is_known_as_their_model() -> None:
    documents, passages = tables(
        ("model", "2011-01", [SHARED]), *((f"d{n}", f"2012-0{n}", [EDITED]) for n in range(1, 5))
    )
    documents["municipality_code"] = [None, "GM1", "GM2", "GM2", "GM3"]
    marked, _, _ = mark_copies(documents, passages, min_words=25)
    assert marked.set_index("document_id")["taken_by"].to_dict() == {"model": 3, "d1": 0, "d2": 0, "d3": 0, "d4": 0}
