from __future__ import annotations

import pytest

from pipeline.entities.extract import extract_entities
from pipeline.entities.knowledge import load_knowledge
from tests.entities.reader import MODELS, pick, read

LIST = MODELS / "entities/rules/ordinary_words.txt"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Jaarverslag over 2014\n\nHet team groeide.", "Jaarverslag"),
        ("Het lukt. Liever dan te dweilen werken wij.", "Liever"),
        ("Het lukt! Streven is dat ieder kind meedoet.", "Streven"),
        ("Het lukt.\n\nAgendapunt 4: jeugd\n\nDe raad stemt.", "Agendapunt"),
        ("Het plan\n- Huisartsen schreven 29 brieven.", "Huisartsen"),
        ("Het plan\n\n4. Stem van ouders\n\nZij praten mee.", "Stem"),
        ("Het plan\n\nArtikel 5 Huisartsen en anderen\n\nZij praten mee.", "Huisartsen"),
        ("Zij zei: \u2018Liever vroeg dan laat.\u2019", "Liever"),
        ("Voor ieder gezin\n\nMoet een dorp dat doen?", "Moet"),
        ("A. Wat wij zien\n\nVeel.\n\nB. Wie het doet\n\nWij.", "B. Wie"),
        ("A. Wat wij zien\n\nVeel.\n\nB. Wie het doet\n\nWij.", "A. Wat"),
    ],
)
def test_a_capital_that_comes_from_its_place_makes_no_person(text: str, word: str) -> None:
    assert pick(read(text, (word, "PERSON")), "PERSON") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Roos kreeg hulp van het team.", "Roos"),
        ("Het lukt. Vos kreeg hulp van het team.", "Vos"),
        ("Mevrouw Snel kreeg hulp.", "Snel"),
        ("Dat blijkt. Dr. Snel gaf advies.", "Snel"),
        ("Hoogachtend,\n\nDe wethouder,\nSnel", "Snel"),
        ("Snel, wethouder van Kampen, was er.", "Snel"),
        ("Snel (14) kreeg hulp.", "Snel"),
        ("Snel, 14 jaar, kreeg hulp.", "Snel"),
        ("Snel, leerling van de school, kreeg hulp.", "Snel"),
        ("Zo hielp het team Snel. Wij zagen dat Snel groeide.", "Snel"),
        ("Het meisje \u2018Snel\u2019 kreeg hulp.", "Snel"),
        ("Het team hielp Snel aan werk.", "Snel"),
        ("Aanwezig\n\nSnel\nmevrouw Pietersen", "Snel"),
        ("Snel en mevrouw Pietersen kwamen.", "Snel"),
        ("B. Snel\nC. de Wit", "B. Snel"),
        ("D. Snel kreeg hulp.\n\nA. Wat wij zien", "D. Snel"),
    ],
)
def test_a_word_that_may_be_a_person_stays_hidden(text: str, name: str) -> None:
    rows = read(text, (name, "PERSON"))
    assert name in pick(rows, "PERSON")


@pytest.mark.parametrize(
    "elsewhere", ["Kees Snel kwam.", "Ook K. Snel kwam.", "Mevrouw Snel kwam.", "Toen kwam Snel binnen."]
)
def test_a_name_elsewhere_in_the_text_keeps_the_word(elsewhere: str) -> None:
    rows = read(f"Snel kreeg hulp. {elsewhere}", ("Snel", "PERSON"), *_full_name(elsewhere))
    assert pick(rows, "PERSON", "start", "public")[0] == (0, False)


@pytest.mark.parametrize(("label", "kept"), [("ORG", []), ("GPE", []), ("LOC", [])])
def test_an_ordinary_word_that_opens_a_sentence_is_no_body_or_place_either(label: str, kept: list[str]) -> None:
    payload = {"text": "Snel kwam.", "year": None, "municipality_code": None, "names": [[0, 4, label]]}
    assert extract_entities(payload, models=str(MODELS), fictional=False, window_words=8)["label"] == kept


def test_the_list_holds_words_and_no_usual_names() -> None:
    words = load_knowledge(MODELS / "entities").ordinary
    assert 15_000 < len(words) < 30_000
    assert LIST.stat().st_size < 300_000
    assert {"jaarverslag", "snel", "streven", "twintig", "wat", "huisartsen"} <= words
    names = "roos bloem vos bakker visser kok elke erna harm wil lot mees jan kim ria sanne smit mulder prins post wit"
    assert not words & set(names.split())


def _full_name(text: str) -> list[tuple[str, str]]:
    return [(name, "PERSON") for name in ("Kees Snel", "K. Snel") if name in text]
