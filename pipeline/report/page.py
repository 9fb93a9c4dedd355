"""What a page module gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.report.speech import say


@dataclass(frozen=True)
class Entry:
    """A line in the menu.

    Attributes:
        part: ``lezen`` for the main menu and the footer, ``nagaan`` for the footer alone.
        english: its label in English.
    """

    order: int
    dutch: str
    href: str
    part: str = "lezen"
    english: str = ""

    @property
    def label(self) -> str:
        """Its label in the language of the page."""
        return say(self.dutch, self.english or self.dutch)


@dataclass(frozen=True)
class Page:
    """One file of the site.

    Attributes:
        path: from the root of the site.
        menu: href of the menu entry that it belongs to.
        description: one sentence, for search engines.
        values: what its template needs.
        scripts: files of static/ that it runs; a page without them may run nothing at all.
        policy: what its security policy allows besides its own style sheet and scripts.
    """

    path: str
    template: str
    title: str
    menu: str
    description: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    policy: str = ""
