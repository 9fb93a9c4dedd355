"""What a page module gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entry:
    """A line in the menu.

    Attributes:
        part: ``lezen`` for the main menu and the footer, ``nagaan`` for the footer alone.
    """

    order: int
    label: str
    href: str
    part: str = "lezen"


@dataclass(frozen=True)
class Page:
    """One file of the site.

    Attributes:
        path: from the root of the site.
        menu: href of the menu entry that it belongs to.
        description: one sentence, for search engines.
        values: what its template needs.
    """

    path: str
    template: str
    title: str
    menu: str
    description: str = ""
    values: dict[str, Any] = field(default_factory=dict)
