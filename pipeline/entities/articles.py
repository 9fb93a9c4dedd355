"""References to articles of a law: the law is the entity, the article its value."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.entities.name_schema import ArticlesFile
from pipeline.entities.spans import Found
from pipeline.entities.templates import SPACE, alternatives

_NUMBER = r"\d+(?:[.:]\d+)*[a-z]?"
_NEAR = 90


class Articles:
    """The patterns of rules/articles.yaml, compiled."""

    def __init__(self, file: ArticlesFile) -> None:
        word, part, joint = alternatives(file.words), alternatives(file.parts), alternatives(file.joints)
        tail = rf"(?:,?{SPACE}(?:{part}|[a-z]|\d+º?)(?!\w))*"
        reference = rf"(?i:\b{word}){SPACE}({_NUMBER}{tail})"
        self._before = re.compile(rf"{reference},?{SPACE}(?:{joint}{SPACE})?$")
        self._behind = re.compile(rf",?{SPACE}\(?{reference}")

    def add(self, laws: list[Found], text: str) -> list[Found]:
        """The names, each law with the article that is named beside it as its value."""
        return [self._add_one(name, text) if name.label == "LAW" else name for name in laws]

    def _add_one(self, law: Found, text: str) -> Found:
        match = self._before.search(text[max(0, law.start - _NEAR) : law.start])
        match = match or self._behind.match(text, law.end)
        return replace(law, value=" ".join(match.group(1).rstrip(" ,").split())) if match else law
