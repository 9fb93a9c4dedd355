"""Names of municipalities and regions in a text, with what stands before them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.cleaning.facts.national import NationalIndex, NationalWords
from pipeline.cleaning.rules import Rules, alternation, read_rules
from pipeline.places import Municipality, Places
from pipeline.text import fold

_WORD_START = re.compile(r"(?<![\w'-])'?\w")
_BRACKETS = re.compile(r"\s{0,9}\([^()]{0,60}\)\s{0,9}$")
_NOT_LETTERS = re.compile(r"[^a-z0-9]")


class PlaceWords(Rules):
    """models/cleaning/place.yaml; the comments there say what each key is for."""

    codes: tuple[str, ...]
    declared: tuple[str, ...]
    around: tuple[str, ...]
    formal: tuple[str, ...]
    municipal: tuple[str, ...]
    other: tuple[str, ...]
    provincial: tuple[str, ...]
    letterhead: tuple[str, ...]
    particles: tuple[str, ...]
    doubtful: tuple[str, ...]
    press: tuple[str, ...]
    regional: tuple[str, ...]
    host_region_letters: int
    national: NationalWords


@dataclass(frozen=True)
class Mention:
    """A name at [start, end) of the text; `key` is the folded name."""

    key: str
    start: int
    end: int


class Names:
    """A set of names to find in texts: whole words, written with a capital."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for key in sorted({fold(name) for name in names}, key=lambda k: (-len(k), k)):
            self._by_first[key[:3]].append(key)

    def mentions(self, text: str, folded: str) -> Iterator[Mention]:
        """The names in the text, the longest at each place."""
        end = 0
        for match in _WORD_START.finditer(folded):
            start = match.start()
            if start < end:
                continue
            for key in self._by_first.get(folded[start : start + 3], ()):
                stop = start + len(key)
                if (
                    folded.startswith(key, start)
                    and _ends_word(folded, stop)
                    and text[start:stop] != folded[start:stop]
                ):
                    yield Mention(key, start, stop)
                    end = stop
                    break


class PlaceIndex:
    """The gazetteer with the words of place.yaml, ready to search texts with."""

    def __init__(self, places: Places, words: PlaceWords) -> None:
        self.places, self.words = places, words
        self.national = NationalIndex(words.national)
        self.shared = _shared(places)
        names = [name for m in places.municipalities for name in (m.name, *m.aliases)]
        self.municipalities = Names([*names, *self.shared])
        self.regions = Names(name for r in places.regions for name in (r.name, *r.aliases))
        self.compact = {_compact(name): name for name in names}
        self._host_regions = {
            _compact(name): region.name
            for region in places.regions
            for name in (region.name, *region.aliases)
            if len(_compact(name)) >= words.host_region_letters
        }
        self.doubtful = {fold(name) for name in words.doubtful} | {
            fold(name) for area in (*places.provinces, *places.regions) for name in (area.name, *area.aliases)
        }
        self.press = {fold(name) for name in words.press}
        self.formal = _ending(words.formal)
        self.municipal = _ending(words.municipal)
        self.other = _ending(words.other)
        self.regional = _ending(words.regional)
        self.letterhead = _ending(words.letterhead)
        self._provincial = re.compile(rf"(?:{alternation(words.provincial)})\s+")
        particle = alternation(words.particles)
        self.surname = re.compile(rf"(?:\b[A-Z]\.|\b[A-Z]\w+|\bheer|\bmevrouw|\bmw\.?|\bdhr\.?)\s+(?i:{particle})\s+$")
        self._around = re.compile(rf"(?<!\w)(?:{alternation(words.around)})(?!\w)")
        self._affixes = sorted((_compact(word) for word in words.around), key=len, reverse=True)

    def named(self, name: str) -> tuple[Municipality, ...]:
        """Municipalities of this name, also when others share its plain form."""
        return self.places.named(name) or self.shared.get(fold(name), ())

    def strip(self, field: str) -> str:
        """A declared field without the words around the name: "Gemeente X" -> "x"."""
        return " ".join(self._around.sub(" ", fold(field)).split()).strip(" ,-")

    def province(self, field: str) -> str | None:
        """The province that a declared field names."""
        found = self.places.province_named(self._provincial.sub("", fold(field)).strip())
        return found.name if found else None

    def in_host(self, host: str) -> str | None:
        """The municipality's name in a host name: www.x.nl, gemeente-x.nl, gemeenteraad.x.nl, x.supplier.nl."""
        for label in reversed(host.lower().split(":")[0].split(".")[:-1]):
            plain = _compact(label)
            forms = [
                plain,
                *(plain.removeprefix(a) for a in self._affixes),
                *(plain.removesuffix(a) for a in self._affixes),
            ]
            for form in forms:
                if form in self.compact:
                    return self.compact[form]
        return None

    def region_in_host(self, host: str) -> str | None:
        """The region whose name ends a part of a host name, unless it is the province's: jeugdx.nl, zorgregio-x.nl."""
        labels = [_compact(label) for label in host.lower().split(":")[0].split(".")[:-1]]
        provincial = {_compact(word) for word in self.words.provincial}
        found = {
            region
            for label in labels
            for name, region in self._host_regions.items()
            if label.endswith(name) and label.removesuffix(name) not in provincial
        }
        return found.pop() if len(found) == 1 else None


def load_place_index(folder: Path, *, places: Places) -> PlaceIndex:
    """Read ``place.yaml`` from models/cleaning and join it with the gazetteer.

    Raises:
        ModelError: the file is missing or breaks its rules.
    """
    return PlaceIndex(places, read_rules(folder / "place.yaml", PlaceWords))


def _shared(places: Places) -> dict[str, tuple[Municipality, ...]]:
    """Plain forms that several municipalities share: Bergen of Bergen (L.) and Bergen (NH.)."""
    found: dict[str, list[Municipality]] = defaultdict(list)
    for municipality in places.municipalities:
        plain = _BRACKETS.sub("", municipality.name)
        if plain != municipality.name:
            found[fold(plain)].append(municipality)
    return {key: tuple(several) for key, several in found.items() if not places.named(key)}


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(words)})\s+$")


def _ends_word(folded: str, at: int) -> bool:
    rest = folded[at : at + 2]
    return not rest or not (rest[0].isalnum() or (rest[0] == "-" and rest[1:].isalnum()))


def _compact(name: str) -> str:
    return _NOT_LETTERS.sub("", fold(name))
