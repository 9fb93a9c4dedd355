"""Read a written site as a visitor would: pages, their links, and where those lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath
from typing import Any

from lxml import html


@dataclass(frozen=True)
class Visit:
    """A site on disk, parsed once."""

    folder: Path
    pages: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def links(self, page: str) -> list[str]:
        """All addresses that a page points to."""
        return [str(a) for a in self.pages[page].xpath("//a/@href | //link/@href | //img/@src")]

    def target(self, page: str, href: str) -> tuple[str, str]:
        """File and anchor of a relative link."""
        path, _, anchor = href.partition("#")
        folder = page.rpartition("/")[0]
        return (normpath(f"{folder}/{path}").lstrip("/") if path else page), anchor


def visit(folder: Path) -> Visit:
    """Parse every page of a site."""
    pages: dict[str, Any] = {}
    for file in sorted(folder.rglob("*.html")):
        pages[file.relative_to(folder).as_posix()] = html.document_fromstring(file.read_text(encoding="utf-8"))
    ids = {path: [str(i) for i in tree.xpath("//@id")] for path, tree in pages.items()}
    return Visit(folder, pages, ids)


def is_outside(href: str) -> bool:
    """Whether a link leaves the site."""
    return href.startswith(("http:", "https:"))
