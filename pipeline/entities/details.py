"""Personal details, which are never published: telephone, e-mail, BSN, address with a house number."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.name_schema import PrivacyFile
from pipeline.entities.schema import PlacesFile
from pipeline.entities.spans import Cover, Found
from pipeline.entities.templates import SPACE, YEAR, alternatives

_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[a-zA-Z]{2,24}")
_NINE = re.compile(r"(?<![\w.,-])\d{9}(?!\w)|(?<![\w.,-])\d{4}\.\d{2}\.\d{3}(?!\w)")
_POSTCODE = re.compile(r",?\s{1,4}(\d{4}[^\S\n]?[A-Z]{2})\b")
_TOWN = re.compile(r"(?:,?[^\S\n]{1,4}\d{4}(?:[^\S\n]?[A-Z]{2}\b)?)?(?:,|,?[^\S\n](?:te|in))?[^\S\n]{1,4}(?=[A-Z'])")
_BESIDE, _BOX = 16, "Postbus"
_HOUSE = rf"(?!{YEAR}\b)\d{{1,4}}(?:[ -]?[a-zA-Z])?(?![\w%]|[.,]\d)"
_CODE, _LONGEST = re.compile(r"(?<!\w)\d{4}[^\S\n]?[A-Z]{2}\b"), 60
_NUMBER = re.compile(rf"{SPACE}{_HOUSE}$")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[\w'’-]{0,4}\.|[\w'’-]+)"
_STREET = rf"{_CAPITAL}(?:{SPACE}(?:(?:van|de|der|den|het|ter|ten){SPACE}){{0,2}}{_CAPITAL}){{0,3}}"


class Details:
    """The patterns of rules/privacy.yaml, compiled."""

    def __init__(self, file: PrivacyFile, places: PlacesFile) -> None:
        self._within = file.bsn_within
        self._phone = re.compile(
            rf"(?<![\w+])(?:{'|'.join(file.phone_prefixes)})(?:[ \u00a0./-]{{0,3}}\(?\d\)?){{6,10}}(?!\w)"
        )
        self._bsn = re.compile(rf"(?i:\b{alternatives(file.bsn_cues)}\b)")
        self._cued_bsn = re.compile(rf"(?i:\b{alternatives(file.bsn_cues)}):?{SPACE}(\d[\d.]{{7,10}}\d)(?![\d.])")
        ending = rf"(?i:\w{{0,40}}{alternatives(places.street_endings)})"
        self._street = re.compile(rf"(?<!\w)(?:{_STREET}{SPACE})?(?=[A-ZÀ-Þ]){ending}{SPACE}{_HOUSE}")
        cues = alternatives(file.address_cues)
        self._cued = re.compile(rf"(?i:(?<!\w){cues}){SPACE}({_STREET}{SPACE}{_HOUSE})")
        self._home = re.compile(rf"(?i:(?<![\w-]){cues})(?:{SPACE}(?:vader|moeder|ouders?|cliënte?))?[:,]?{SPACE}\Z")
        self._behind = re.compile(rf",{SPACE}({_STREET}{SPACE}{_HOUSE})(?=[,.;)\n]|$|{SPACE}(?:te|in){SPACE})")
        self._coded = re.compile(rf"(?<!\w)(?!{_BOX})({_STREET}{SPACE}{_HOUSE}),?\s{{1,4}}$")
        self._brackets = re.compile(rf"\(({_STREET}{SPACE}{_HOUSE})\)")
        self._public = re.compile(rf"(?i:\b{alternatives(file.public_address_cues)}\b)")

    def find(self, text: str) -> list[Found]:
        """E-mail addresses, telephone numbers and citizen service numbers."""
        spans = [m.span() for m in _EMAIL.finditer(text)] if "@" in text else []
        spans += [_closed(m) for m in self._phone.finditer(text) if _is_phone(m.group())]
        spans += [m.span(1) for m in self._cued_bsn.finditer(text)]
        spans += [m.span() for m in _NINE.finditer(text) if _is_bsn(m.group()) and self._near_cue(text, *m.span())]
        return [_hidden(*span) for span in spans]

    def find_addresses(self, text: str, *, known: Cover, people_end: set[int]) -> list[Found]:
        """Streets with a house number: hidden, but for those of public buildings.

        Args:
            known: names already found; a "law of 2015" is no address.
            people_end: where persons' names end; brackets right behind one hold an address.
        """
        spans = [m.span() for m in self._street.finditer(text)]
        spans += [m.span(1) for m in self._cued.finditer(text)]
        codes = (m.start() for m in _CODE.finditer(text))
        spans += [m.span(1) for at in codes if (m := self._coded.search(text, max(0, at - _LONGEST), at))]
        spans += [m.span(1) for end in sorted(people_end) if (m := self._behind.match(text, end))]
        spans += [m.span(1) for m in self._brackets.finditer(text) if _ends(text, m.start(), people_end)]
        found: list[Found] = []
        for start, end in dict.fromkeys(spans):
            line = text[text.rfind("\n", 0, start) + 1 : start][-60:]
            held = known.at(start)
            if held is not None and held.origin == "gazetteer" and held.label in ("LAW", "ORG", "PRODUCT"):
                continue
            if self._public.search(line) or _is_office(text, start, known, people_end):
                found.append(Found(start, start + len(_NUMBER.sub("", text[start:end])), "FAC", "rule"))
            else:
                found.append(_hidden(start, end))
        found = [_with_town(text, f, known) if self._is_home(text, f.start, people_end) else f for f in found]
        behind = [m for f in found if f.label == "ID" and (m := _POSTCODE.match(text, f.end))]
        return found + [_hidden(*m.span(1)) for m in behind]

    def _is_home(self, text: str, start: int, people_end: set[int]) -> bool:
        """A person's name or a word for living somewhere stands right before the address."""
        if text.startswith(_BOX, start):
            return False
        near = not people_end.isdisjoint(range(start - _BESIDE, start))
        return near or self._home.search(text[max(0, start - _BESIDE) : start]) is not None

    def _near_cue(self, text: str, start: int, end: int) -> bool:
        return self._bsn.search(text[max(0, start - self._within) : end + self._within]) is not None


def _is_office(text: str, start: int, known: Cover, people_end: set[int]) -> bool:
    """The address of a body or building that is named right before it: "Wijkcentrum De Spil, Dorpsstraat 3"."""
    gap = 2 + (text[start - 2 : start] == "- ")
    held = known.at(start - gap - 1) if text[start - gap : start] in (", ", " - ") else None
    return held is not None and held.label in ("ORG", "FAC") and held.public and held.end not in people_end


def _closed(match: re.Match[str]) -> tuple[int, int]:
    """Without a closing bracket that was opened before the number."""
    return match.start(), match.end() - (match.group().endswith(")") and "(" not in match.group())


def _hidden(start: int, end: int) -> Found:
    return Found(start, end, "ID", "rule", public=False, sure=True)


def _with_town(text: str, address: Found, known: Cover) -> Found:
    """A private address with the town behind it: "Molenweg 7 te Ede", "Molenweg 7, 6711 AB Ede"."""
    match = _TOWN.match(text, address.end) if address.label == "ID" else None
    town = known.at(match.end()) if match else None
    return replace(address, end=town.end) if town is not None and town.label == "GPE" else address


def _ends(text: str, at: int, ends: set[int]) -> bool:
    return at in ends or (at - 1 in ends and text[at - 1].isspace())


def _is_phone(written: str) -> bool:
    """Ten digits, or more with the country's code; a public service number (14 038, 0900) is none."""
    digits = re.sub(r"\D", "", written)
    return len(digits) >= 11 if digits.startswith(("31", "0031")) else len(digits) == 10


def _is_bsn(written: str) -> bool:
    """The eleven-test: weights 9 to 2 and -1, and the sum a multiple of eleven."""
    digits = [int(c) for c in written if c.isdigit()]
    total = sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return len(digits) == 9 and any(digits) and total % 11 == 0
