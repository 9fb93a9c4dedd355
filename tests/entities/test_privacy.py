"""Five hundred private people with their personal details in invented documents: nothing of them may be shown."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

from pipeline.entities.extract import extract_entities
from pipeline.language.annotation import annotate_texts
from pipeline.language.choice import find_model
from pipeline.report.privacy import Name, mask_private
from tests.entities.reader import MODELS, WINDOW

PEOPLE, HOLDERS, A_DOCUMENT = 500, 300, 10
FIRST = [
    "Roos",
    "Bram",
    "Fatima",
    "Daan",
    "Sanne",
    "Youssef",
    "Marijke",
    "Tjeerd",
    "Aaltje",
    "Mohamed",
    "Lieke",
    "Jan-Willem",
    "Noor",
    "Geert",
    "Samira",
    "Wouter",
]
LAST = [
    "de Vries",
    "van den Berg",
    "Jansen",
    "El Amrani",
    "Hoekstra",
    "van 't Hof",
    "Yilmaz",
    "ter Braak",
    "Dijkstra-Postma",
    "Bakker",
    "Kuiper",
    "Oude Lansink",
    "van der Meer",
    "Smit",
    "Bos",
    "Wiersma",
    "Ouali",
    "Schipper",
    "Meijerink",
    "te Velde",
    "Visser",
    "Nauta",
    "Kerkhof",
    "Verhagen",
    "Zandstra",
]
STREETS = ["Kerkstraat", "Lindelaan", "Molenweg", "Dorpsplein", "Havenkade"]
PRIVATE = (
    "Mevrouw {name} vertelt dat zij een jaar op hulp wachtte. Haar BSN is {bsn}.",
    "De moeder van het gezin, {name}, is bereikbaar op {phone}.",
    "{name}, vader van drie kinderen, woont aan de {address}.",
    "Inwoner {name} ({mail}) vroeg om een gesprek.",
    "De heer {name}, wonende {address}, maakte bezwaar.",
    "Cliënte {name} kreeg vorig jaar een budget. Burgerservicenummer: {bsn}.",
    "Pleegouder {name} belde op {phone} met de gemeente.",
    "“Niemand luisterde”, zegt {name}, ouder van een dochter met autisme.",
    "Leerling {name} (15) schreef een brief aan de raad.",
    "Insprekers: mevrouw {name} uit Zwolle, telefoon {phone}.",
)
PUBLIC = (
    "Wethouder {name} opende het gebouw.",
    "De vraag van raadslid {name} (CDA) is beantwoord.",
    "Burgemeester {name} van Zwolle was aanwezig.",
    "Aanwezig: {name}, wethouder van de gemeente Raalte.",
    "Gedeputeerde {name} lichtte het besluit toe.",
)


def test_nothing_of_private_people_is_shown() -> None:
    chance = random.Random(20151)
    people = [_person(chance, n) for n in range(PEOPLE)]
    texts = [PRIVATE[n % len(PRIVATE)].format(**person) for n, person in enumerate(people)]
    leaked = []
    for first, text in enumerate(_documents(texts)):
        shown = _shown(text)
        for n in range(first * A_DOCUMENT, (first + 1) * A_DOCUMENT):
            held = {f"{{{key}}}" for key in people[n]} & set(_slots(PRIVATE[n % len(PRIVATE)]))
            leaked += [people[n][key.strip("{}")] for key in held if people[n][key.strip("{}")] in shown]
    assert leaked == []


def test_few_office_holders_are_hidden_by_mistake() -> None:
    chance = random.Random(20152)
    names = [_person(chance, n)["name"] for n in range(HOLDERS)]
    texts = [PUBLIC[n % len(PUBLIC)].format(name=name) for n, name in enumerate(names)]
    shown = [_shown(text) for text in texts]
    hidden = [name for name, text in zip(names, shown, strict=True) if name not in text]
    assert len(hidden) < 0.02 * HOLDERS, hidden


def _slots(template: str) -> list[str]:
    return [part.split("}")[0].join("{}") for part in template.split("{")[1:]]


def _person(chance: random.Random, number: int) -> dict[str, str]:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    return {
        "name": name,
        "bsn": _bsn(chance),
        "phone": chance.choice(["06-{}", "06 {}", "+31 6 {}"]).format(chance.randrange(10_000_000, 99_999_999)),
        "address": f"{chance.choice(STREETS)} {chance.randrange(1, 300)}",
        "mail": f"{name.split(maxsplit=1)[0].lower()}{number}@voorbeeld.example",
    }


def _bsn(chance: random.Random) -> str:
    while True:
        digits = [chance.randrange(10) for _ in range(8)]
        last = sum(w * d for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10 and any(digits):
            return "".join(map(str, [*digits, last]))


def _documents(texts: list[str]) -> list[str]:
    return ["\n\n".join(texts[n : n + A_DOCUMENT]) for n in range(0, len(texts), A_DOCUMENT)]


@lru_cache(maxsize=1)
def _model() -> str:
    return str(find_model("bundled", Path(MODELS)))


def _shown(text: str) -> str:
    (annotated,) = annotate_texts([text], model=_model())
    names = [list(row) for row in zip(*(annotated["names"][k] for k in ("start", "end", "label")), strict=True)]
    payload = {"text": text, "year": 2014, "municipality_code": None, "names": names}
    found = extract_entities(payload, models=str(MODELS), fictional=False, window_words=WINDOW)
    rows = zip(found["start"], found["end"], found["label"], found["public"], found["origin"], strict=True)
    entities = [Name(s, e, text[s:e], label, public, origin != "model") for s, e, label, public, origin in rows]
    return mask_private(text, 0, len(text), entities)
