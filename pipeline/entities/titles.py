"""Titles of reports and notes: quoted, or last on a line, behind a word that announces one."""

from __future__ import annotations

import re

from pipeline.entities.schema import TitlesFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives

_QUOTED = (
    r"(?:‘([A-ZÀ-Þ][^’\n]{2,100})’|“([A-ZÀ-Þ][^”\n]{2,100})”|\"([A-ZÀ-Þ][^\"\n]{2,100})\"|'([A-ZÀ-Þ][^'\n]{2,100})')"
)

_NEAR = 60
_AFTER = re.compile(r"(?:\)\.?|,|[a-zß-öø-ÿ])[^\S\n][‘“\"']?$")
_BY_ITSELF = re.compile(r"[’”\"']?(?:[.,;:)?!]|$|\n)")
_LAST_ON_LINE = r"([A-ZÀ-Þ][^\s.:;!?]{0,30}(?: [^\s.:;!?]{1,30}){2,9})$"


class Titles:
    """The words of rules/titles.yaml, compiled."""

    def __init__(self, file: TitlesFile, name: str) -> None:
        word = alternatives(file.announced_by)
        self._quoted = re.compile(rf"(?i:(?<!\w)\w{{0,30}}?{word})(?:{SPACE}[\w-]+){{0,2}}:?{SPACE}{_QUOTED}")
        self._titled = re.compile(rf"(?i:\b{alternatives(file.title_words)}){SPACE}({name})")
        self._listed = re.compile(
            rf"(?i:(?<!\w)\w{{0,30}}?{word})\b[^.:\n]{{0,60}}:{SPACE}{_LAST_ON_LINE}", re.MULTILINE
        )
        self._announced = re.compile(rf"(?i:(?<!\w)\w{{0,30}}?{word})(?:{SPACE}[\w-]+){{0,2}}:?{SPACE}[‘“\"']?$")

    def is_title(self, text: str, start: int, end: int) -> bool:
        """A word announces the title, or it stands by itself in mid-sentence or in a list of literature."""
        before = text[max(0, start - _NEAR) : start]
        if self._announced.search(before):
            return True
        return bool(_AFTER.search(before) and _BY_ITSELF.match(text, end))

    def find(self, text: str) -> list[Found]:
        """Quoted titles, capitalised ones behind "met de titel", and what closes a line behind "een brochure ...: "."""
        spans = [m.span(m.lastindex or 0) for p in (self._quoted, self._titled, self._listed) for m in p.finditer(text)]
        return [Found(start, end, "WORK_OF_ART", "rule") for start, end in spans]
