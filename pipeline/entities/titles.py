"""Titles of reports (WORK_OF_ART) and names of programmes (PRODUCT), by quotation marks or an announcing word.

Without quotation marks a title is a capital word and what follows, up to a sign or a word that no title holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.entities.schema import TitlesFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives

_QUOTED = re.compile(
    r"‘([A-ZÀ-Þ0-9][^’\n]{2,100})’|“([A-ZÀ-Þ0-9][^”\n]{2,100})”|\"([A-ZÀ-Þ0-9][^\"\n]{2,100})\""
    r"|'([A-ZÀ-Þ0-9][^'\n]{2,100})'"
)
_MARK = re.compile(r"[‘“\"'](?=[A-ZÀ-Þ0-9])")
_NEAR = 60
_SUBTITLE_AT_MOST = 40  # characters that the model may have left out
_AFTER = re.compile(r"(?:\)\.?|,|[a-zß-öø-ÿ])[^\S\n][‘“\"']?$")
_BY_ITSELF = re.compile(r"[’”\"']?(?:[.,;:)?!]|$|\n)")
_LAST_ON_LINE = r"([A-ZÀ-Þ][^\s.:;!?]{0,30}(?: [^\s.:;!?]{1,30}){2,9})$(?<! (?:19|20)\d\d)"
_DATED = r"(?=[^\S\n](?:uit|van|in|voor)[^\S\n](?:begin[^\S\n]|eind[^\S\n])?(?:[a-z]{3,9}[^\S\n])?(?:19|20)\d\d)"
_YEARS = r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?"
_WORD = r"[\w'’&+-]{1,30}"
_SIGN = r"(?=[.,;:()\n\"”’–…]|[^\S\n][–-][^\S\n]|[^\S\n]{0,9}\Z|[^\S\n]{0,9}\n)"
_ENTRY = re.compile(r"\((?:19|20)\d\d[a-z]?\)[.,:]?[^\S\n]([A-ZÀ-Þ][^.?!\n()]{4,120}[?!]?)(?=\.|[?!\s])")
_SUBTITLE = re.compile(r"\.?[^\S\n]([A-ZÀ-Þ][\w'’-]*(?:[^\S\n](?!\d)[\w'’,-]+){2,15})(?=\.)")
_ASKED = re.compile(r"[?!](?=[^\S\n][a-z])")  # "Wie helpt de helper? voor al te groot vertrouwen"
_PUBLISHED = re.compile(r",[^\S\n](?:\d+e[^\S\n]druk|[A-ZÀ-Þ][\w'’-]+(?:[^\S\n][A-ZÀ-Þ][\w'’-]+)?)$")


class Titles:
    """The words of rules/titles.yaml, compiled."""

    def __init__(self, file: TitlesFile, name: str, *, ordinary: frozenset[str]) -> None:
        self._ordinary, self._never = ordinary, frozenset(file.no_titles)
        word = alternatives(file.announced_by)
        self._titled = re.compile(rf"(?i:\b{alternatives(file.title_words)}){SPACE}({name})")
        self._listed = re.compile(
            rf"(?i:(?<!\w)\w{{0,30}}?{alternatives(file.listed_by)})\b[^.:\n]{{0,60}}:{SPACE}{_LAST_ON_LINE}",
            re.MULTILINE,
        )
        self._before = re.compile(rf"(?i:{word})(?:{SPACE}[\w-]{{1,40}}){{0,2}}:?{SPACE}$")
        self._announced = re.compile(rf"(?i:(?<!\w)\w{{0,30}}?{word})(?:{SPACE}[\w-]+){{0,2}}:?{SPACE}[‘“\"']?$")
        stops, named = alternatives(file.stops), alternatives(file.stops_before_name)
        end = rf"(?=[^\S\n](?:{stops}(?!\w)|{alternatives(file.particles)}[.,;]|{named}[^\S\n][A-ZÀ-Þ]))"
        end = rf"(?:{end}|{_DATED})"
        body = rf"((?:[A-ZÀ-Þ]|\d{{1,3}}[A-Z])[\w'’+-]{{0,30}}(?:[^\S\n]{_WORD}){{0,9}}?)(?:([?!])|{_SIGN}|{end})"
        first = rf"(?!{alternatives(file.no_subtitle)}(?!\w))[a-zß-öø-ÿ]"
        words = rf"[\w'’-]{{1,30}}(?:[^\S\n]{_WORD})"
        self._rest = re.compile(
            rf"(?:[?!]?:[^\S\n]{first}{words}{{0,9}}|[?!]?,[^\S\n]{first}{words}{{0,4}}|[^\S\n][a-z]{{2,20}}(?=[?!]))"
            rf"(?:[?!]|{_SIGN})"
        )
        dated = rf"(?:[A-ZÀ-Þ][\w]{{1,20}}-[^\S\n]en[^\S\n])?[A-ZÀ-Þ][\w-]{{0,30}}?{alternatives(file.dated_works)}"
        self._dated = re.compile(rf"(?<![\w-]){dated}(?:[^\S\n][A-ZÀ-Þ][\w&-]{{1,30}}){{0,5}}[^\S\n]{_YEARS}(?![\w])")
        self._plain = [
            (label, re.compile(rf"(?<![\w-])(?:{alternatives(words)}){SPACE}{body}"))
            for label, words in (("WORK_OF_ART", file.plain_works), ("PRODUCT", file.plain_products))
        ]

    def is_title(self, text: str, start: int, end: int) -> bool:
        """A word announces the title, or it stands by itself in mid-sentence or in a list of literature."""
        before = text[max(0, start - _NEAR) : start]
        if self._announced.search(before):
            return True
        return bool(_AFTER.search(before) and _BY_ITSELF.match(text, end))

    def find(self, text: str) -> list[Found]:
        """Quoted titles, those behind an announcing word or a year in a list of literature, and what closes a line."""
        spans = [m.span(m.lastindex or 0) for p in (self._titled, self._listed) for m in p.finditer(text)]
        spans += self._in_marks(text)
        spans += [_entry(m) for m in _ENTRY.finditer(text)]
        dated = (Found(*m.span(), "WORK_OF_ART", "rule") for m in self._dated.finditer(text))
        marked = (Found(start, end, "WORK_OF_ART", "rule") for start, end in spans)
        return [*marked, *(self.mend(title, text) for title in dated), *self._without_marks(text)]

    def _in_marks(self, text: str) -> Iterator[tuple[int, int]]:
        for mark in _MARK.finditer(text):
            quoted = _QUOTED.match(text, mark.start())
            said = quoted is not None and quoted.group()[-2:-1] == "."  # a sentence that somebody said
            if quoted and not said and self._before.search(text[max(0, mark.start() - _NEAR) : mark.start()]):
                yield quoted.span(quoted.lastindex or 0)

    def mend(self, name: Found, text: str) -> Found:
        """The model's title with its question mark and its subtitle; one in quotation marks goes up to the second."""
        quoted = _QUOTED.match(text, name.start - 1) if name.start else None
        if quoted and quoted.end() - 1 <= name.end + _SUBTITLE_AT_MOST:
            return replace(name, end=quoted.end() - 1)
        asked = _ASKED.search(text, name.start, name.end)
        if asked:
            return replace(name, end=asked.start() + 1)
        rest = self._rest.match(text, name.end)
        if rest:
            return replace(name, end=rest.end())
        return replace(name, end=name.end + (text[name.end : name.end + 1] in ("?", "!")))

    def _without_marks(self, text: str) -> Iterator[Found]:
        for label, pattern in self._plain:
            for match in pattern.finditer(text):
                start, end = match.start(1), match.end(2) if match.group(2) else match.end(1)
                words = text[start:end].split()
                if words[0].isupper() and len(words[0]) > 1 and words[1:2] and words[1].islower():
                    words, end = words[:1], start + len(words[0])  # an abbreviation is a name by itself
                if len(words) == 1 and (
                    words[0].lower() in self._ordinary or (label == "WORK_OF_ART" and not _closed(text, end))
                ):
                    continue
                if " ".join(words) not in self._never:
                    found = Found(start, end, label, "rule")
                    yield found if label == "PRODUCT" else self.mend(found, text)


def _entry(match: re.Match[str]) -> tuple[int, int]:
    """A title of a list of literature with its subtitle, and without the edition or place behind a comma."""
    start, end = match.span(1)
    subtitle = _SUBTITLE.match(match.string, end)
    if subtitle and subtitle.group(1).split()[1].islower():
        return start, subtitle.end(1)
    published = _PUBLISHED.search(match.string, start, end)
    return start, published.start() if published else end


def _closed(text: str, end: int) -> bool:
    """A sign, and no verb, stands behind a title of one word."""
    return not text[end : end + 2].strip().isalnum()
