from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entities.knowledge import load_knowledge
from pipeline.entities.settle import settle
from pipeline.entities.spans import Found
from tests.entities.reader import MODELS, pick, read

SPANS = load_knowledge(MODELS / "entities").rules.spans
_LABELS = st.sampled_from(["ORG", "PERSON", "GPE", "DATE"])
_ORIGINS = st.sampled_from(["model", "rule", "gazetteer"])
_FOUND = st.builds(
    lambda start, size, label, origin: Found(start, start + size, label, origin),
    st.integers(0, 60),
    st.integers(1, 12),
    _LABELS,
    _ORIGINS,
)


@given(st.lists(_FOUND, max_size=25))
def test_the_result_is_flat_sorted_and_does_not_depend_on_the_order(candidates: list[Found]) -> None:
    flat = settle(candidates, spans=SPANS)
    assert all(a.end <= b.start for a, b in pairwise(flat))
    assert flat == settle(reversed(candidates), spans=SPANS)


@given(st.lists(_FOUND, max_size=25))
def test_nothing_is_given_up_without_something_in_its_place(candidates: list[Found]) -> None:
    flat = settle(candidates, spans=SPANS)
    assert all(any(f.start < c.end and c.start < f.end for f in flat) for c in candidates)


def test_the_gazetteer_beats_the_model_and_a_longer_body_beats_the_place_in_it() -> None:
    assert pick(read("De Jeugdwet geldt.", ("Jeugdwet", "PERSON")), "LAW") == ["Jeugdwet"]
    assert pick(read("Muziekschool Zwolle doet mee.", ("Muziekschool Zwolle", "ORG")), "ORG") == ["Muziekschool Zwolle"]


def test_a_longer_programme_of_the_model_keeps_the_entry_of_the_shorter() -> None:
    [entry] = pick(read("Wij geven Triple P aan ouders."), "PRODUCT", "text", "canonical_id")
    rows = read("Wij geven Triple P Kringen aan ouders.", ("Triple P Kringen", "PRODUCT"))
    assert pick(rows, "PRODUCT", "text", "canonical_id") == [("Triple P Kringen", entry[1])]


def test_articles_and_titles_are_no_part_of_a_name() -> None:
    assert pick(read("Zo zei huisarts Jansma het.", ("huisarts Jansma", "PERSON")), "PERSON") == ["Jansma"]
    assert pick(read("In de gemeente Zwolle.", ("gemeente Zwolle", "GPE")), "GPE") == ["Zwolle"]


_WORDS = st.sampled_from(
    [
        *(
            "wethouder",
            "mevrouw",
            "De Boer",
            "Jan",
            "Zwolle",
            "Bergen",
            "Jeugdwet",
            "artikel 2",
            "€ 1,2 miljoen",
            "moeder",
        ),
        *(
            "1 januari 2015",
            "CJG Noord",
            "06-12345678",
            "Kerkstraat 12",
            "(",
            ")",
            ",",
            ".",
            "\n",
            "\n\n",
            "van",
            "en",
            "de",
        ),
        *("‘Één’", "\u00a0", "Été-Ÿ", "İstanbul", "𝔄bc", "10%", "'t Hooft", "familie", "J.", "(CDA)", "is", ":", "uit"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join), st.data())
def test_every_entity_of_any_text_slices_back(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=3))
    names = [(text[min(s) : max(s)], "PERSON") for s in spans if text[min(s) : max(s)].strip()]
    rows = read(text, *names)
    assert all(0 <= r["start"] < r["end"] <= len(text) and r["text"].strip() == r["text"] for r in rows)
    assert all(a["end"] <= b["start"] for a, b in pairwise(rows))
    assert all(r["public"] is False for r in rows if r["label"] == "ID" or (r["label"] == "PERSON" and not r["office"]))
