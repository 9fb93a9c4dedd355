"""Matching: what counts as the same words, who wins, and offsets that slice back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.concepts.files import ConceptFile, read_words_file
from pipeline.concepts.matcher import Matcher, Mention, build_matcher, load_matcher

FOLDER = Path("models/concepts").absolute()


def find(text: str, *sentences: tuple[int, int]) -> list[Mention]:
    return load_matcher(FOLDER).find(text, sentences or [(0, len(text))])


def pairs(text: str) -> list[tuple[str, str]]:
    return [(m.concept_id, text[m.start : m.end]) for m in find(text)]


def small(**fields: object) -> Matcher:
    data = {
        "id": "a",
        "pref_label": {"nl": "eigen kracht", "en": "x"},
        "definition_nl": "x",
        "group": "kern",
        "jeugdwet_goal": None,
        "examples": {"positive": ["a"], "negative": ["b"]},
    } | fields
    return build_matcher([ConceptFile.model_validate(data)], read_words_file(FOLDER), folder=FOLDER)


@pytest.mark.parametrize(
    "text",
    [
        "eigen kracht",
        "Eigen-Kracht",
        "eigen–kracht",
        "eigen/kracht",
        "eigen\nkracht",
        "éigen krácht",
        "‘eigen’ kracht",
        "eigen krachten",
        "- eigen\n- kracht",
        "e\u0301igen kracht",
    ],
)
def test_one_label_in_many_spellings(text: str) -> None:
    assert len(small().find(text, [(0, len(text))])) == 1


def test_it_tells_in_which_sentence_a_negative_label_stands() -> None:
    matcher = small(negative_labels=["eigen kracht van de motor"])
    text = "Eigen kracht telt. De eigen kracht van de motor ook."
    found = matcher.read(text, [(0, 18), (19, len(text))])
    assert [m.sentence for m in found.mentions] == [0]
    assert found.denied == {(1, "a")}


@pytest.mark.parametrize(
    ("text", "sentences"), [("eigen. Kracht", [(0, 6), (7, 13)]), ("eigen\n\nkracht", [(0, 5), (7, 13)])]
)
def test_nothing_runs_over_a_full_stop_or_blank_line(text: str, sentences: list[tuple[int, int]]) -> None:
    assert small().find(text, sentences) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij werken met één gezin, één team, één plan.", ("een-gezin-een-plan", "één gezin, één team, één plan")),
        ("De leus 1Gezin1Plan hangt er.", ("een-gezin-een-plan", "1Gezin1Plan")),
        (
            "Wij helpen zo licht mogelijk waar het kan en zo zwaar als nodig.",
            ("zo-licht-als-mogelijk", "zo licht mogelijk waar het kan en zo zwaar als nodig"),
        ),
        ("Het nieuwe preventiebeleid voor de jeugd.", ("preventie", "preventiebeleid")),
        ("Het transformatieproces loopt.", ("transformatie", "transformatieproces")),
        ("Twee jeugdteams beginnen.", ("wijkteam", "jeugdteams")),
        ("Het team schaalt de hulp snel op.", ("op-en-afschalen", "schaalt de hulp snel op")),
    ],
)
def test_compounds_split_verbs_and_slogans(text: str, expected: tuple[str, str]) -> None:
    assert expected in pairs(text)


def test_the_longest_match_wins_between_concepts() -> None:
    assert pairs("Een Eigen Kracht-conferentie.") == [("eigen-kracht-conferentie", "Eigen Kracht-conferentie")]


def test_a_narrower_concept_is_not_counted_for_the_broader_one() -> None:
    assert [c for c, _ in pairs("Een familiegroepsplan met het gezin.")] == ["familiegroepsplan"]


@pytest.mark.parametrize("text", ["brandpreventie", "De preventieve dwangsom", "de energietransitie", "Wijkveiligheid"])
def test_look_alikes_are_no_mentions(text: str) -> None:
    assert pairs(text) == []


def test_a_weak_label_needs_a_context_word_in_its_clause() -> None:
    matcher = small(needs_context=["eigen kracht"])
    for text, count in (("op eigen kracht", 0), ("kinderen op eigen kracht", 1), ("kinderen; op eigen kracht", 0)):
        assert len(matcher.find(text, [(0, len(text))])) == count


def test_a_gap_has_a_limit_and_stays_in_the_clause() -> None:
    matcher = small(patterns=["schaalt ...2 op"])
    for text, count in (("schaalt op", 1), ("schaalt a b op", 1), ("schaalt a b c op", 0), ("schaalt a; op", 0)):
        assert len(matcher.find(text, [(0, len(text))])) == count


def test_conditions_of_a_pattern_hold_in_its_clause() -> None:
    matcher = small(patterns=["korting & jeugd* ! leges"])
    for text, count in (("korting jeugdhulp", 1), ("korting", 0), ("korting jeugdhulp leges", 0)):
        assert len(matcher.find(text, [(0, len(text))])) == count


@pytest.mark.parametrize(
    ("negative", "text", "count"),
    [
        ("kracht van ...2 *fabriek|schip", "eigen kracht van de oude melkfabriek", 0),
        ("kracht van ...2 *fabriek|schip", "eigen kracht van het schip", 0),
        ("kracht van ...2 *fabriek|schip", "eigen kracht van het gezin", 1),
        ("kracht van ...2 *fabriek|schip", "eigen kracht van heel de oude fabriek", 1),
        ("kracht van ...2 *fabriek|schip", "eigen kracht van; de fabriek", 1),
        ("kracht ...1 @elsewhere", "eigen kracht en brandweer", 0),
        ("@elsewhere ...1 eigen", "brandweer op eigen kracht", 0),
        ("fabriek ...4 plan", "fabriek eigen kracht plan", 0),
        ("eigen kracht & schip ! gezin*", "eigen kracht op het schip", 0),
        ("eigen kracht & schip ! gezin*", "eigen kracht op het schip van een gezin", 1),
        ("(eigen|heel eigen) kracht", "heel eigen kracht", 0),
    ],
)
def test_a_negative_label_may_be_a_pattern(negative: str, text: str, count: int) -> None:
    matcher = small(negative_labels=[negative], patterns=["eigen ...2 kracht"])
    assert len(matcher.find(text, [(0, len(text))])) == count


def test_parentheses_alone_make_no_pattern_of_a_negative_label() -> None:
    text = "eigen kracht (EK)"
    assert small(negative_labels=["kracht (EK)"]).find(text, [(0, len(text))]) == []


PIECES = st.sampled_from(
    [
        "eigen kracht",
        "jeugdhulp",
        "brandpreventie",
        "preventie",
        "\n",
        ". ",
        "é",
        "İ",
        "ﬁ",
        "e\u0301",
        "1gezin1plan",
        "🙂",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)), st.data())
def test_offsets_slice_back_and_mentions_never_overlap(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)) | {0, len(text)})
    mentions = find(text, *pairwise(cuts))
    for m in mentions:
        piece = text[m.start : m.end]
        assert piece == piece.strip()
        assert 0 <= m.start < m.end <= len(text)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["eigen kracht", "eigen krachtconferentie", "van", "het gezin", "eigen"])))
def test_a_negative_label_wins_over_every_label_it_overlaps(parts: list[str]) -> None:
    text = " ".join(parts)
    matcher = small(alt_labels=["eigen", "van eigen kracht"], negative_labels=["eigen krachtconferentie", "kracht van"])
    negatives = [
        (m, m + len(n))
        for n in ("eigen krachtconferentie", "kracht van")
        for m in range(len(text))
        if text.startswith(n, m)
    ]
    for mention in matcher.find(text, [(0, len(text))]):
        assert not any(start < mention.end and mention.start < end for start, end in negatives)
