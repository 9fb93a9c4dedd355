"""The JSON-LD of an HTML page -> the day on which its text was published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.cleaning.blocks import DeclaredDate, declare_date

_KEY = "datePublished"  # never dateCreated or dateModified: those are dates of the file
_PAGES = frozenset({"WebPage", "AboutPage", "FAQPage", "ItemPage", "QAPage", "CollectionPage"})
_WORKS = ("Article", "Posting", "Report", "CreativeWork", "DigitalDocument", "Legislation")  # ends of type names


def published_dates(tree: etree._Element) -> list[DeclaredDate]:
    """The date of the page's one article, else of the page; none where several articles differ.

    Args:
        tree: the page with its scripts.
    """
    nodes = [node for script in tree.iter("script") if _is_linked_data(script) for node in _nodes(script.text or "")]
    for wanted in (_is_work, _is_page):
        found = {d for node in nodes if wanted(node) for d in _date(node)}
        if found:
            return sorted(found, key=lambda d: d.value) if len(found) == 1 else []
    return []


def _is_linked_data(script: etree._Element) -> bool:
    return (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json"


def _nodes(text: str) -> Iterator[dict[str, Any]]:
    """Things that the page itself is about: those at the top and in a graph, not what is nested in them."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    for entry in data if isinstance(data, list) else [data]:
        graph = entry.get("@graph") if isinstance(entry, dict) else None
        yield from (node for node in [entry, *(graph if isinstance(graph, list) else [])] if isinstance(node, dict))


def _types(node: dict[str, Any]) -> list[str]:
    value = node.get("@type")
    return [str(name).rpartition("/")[2] for name in (value if isinstance(value, list) else [value])]


def _is_work(node: dict[str, Any]) -> bool:
    return any(name.endswith(_WORKS) for name in _types(node))


def _is_page(node: dict[str, Any]) -> bool:
    return any(name in _PAGES for name in _types(node))


def _date(node: dict[str, Any]) -> list[DeclaredDate]:
    value = node.get(_KEY)
    return declare_date(value, kind="published", origin=_KEY) if isinstance(value, str) else []
