"""An HTML page from strangers: parsed, freed of menus and other furniture, its meta tags listed."""

from __future__ import annotations

import re

from lxml import etree, html

from pipeline.cleaning.formats.caps import check_tags
from pipeline.errors import RejectedDocument

_SELF_CLOSED = re.compile(
    r"<(script|style|title|textarea|iframe|noscript|div|span|a|p|ul|ol|li|td|b|i|em|strong)\b((?:\s[^<>]*)?)/>",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "nav", "dialog")
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu"})
_KEEP_SHARE = 0.6  # an "element of furniture" with more of the page's text than this is the page itself
_LINKED = 0.7  # share of a layout cell's letters in links from which it is a menu
_MENU_CHARACTERS = 600
_LAYOUT = ("table", "p", *(f"h{n}" for n in range(1, 7)))  # what no cell of a table with data holds
_BARS = re.compile(r"[|•·»>]")
_MAIN = (
    "//main | //*[@role='main']",
    "//article",
    "//*[@id='content' or @id='main' or @id='main-content' or @id='inhoud' or @id='maincontent']",
)


def parse_page(text: str) -> etree._Element:
    """The page's root element, without comments.

    Raises:
        RejectedDocument: too_large, or broken: nothing in it can be read as HTML.
    """
    check_tags(text, "a page")
    clean = _SELF_CLOSED.sub(r"<\1\2></\1>", _CONTROL.sub("", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise RejectedDocument("broken", f"the HTML cannot be read: {str(error)[:200]}") from None
    return tree


def meta_tags(tree: etree._Element) -> list[tuple[str, str]]:
    """Name (or property), in lower case, and content of each meta tag that has both, in order."""
    pairs = (
        (
            (m.get("name") or m.get("property") or m.get("itemprop") or "").strip().lower(),
            (m.get("content") or "").strip(),
        )
        for m in tree.iter("meta")
    )
    return [(name, content) for name, content in pairs if name and content]


def drop_furniture(tree: etree._Element, words: re.Pattern[str]) -> None:
    """Remove scripts, menus, cookie bars, share buttons, related links and comment sections from the tree.

    Args:
        tree: the page; it is changed.
        words: of the classes and ids of what is no text.
    """
    total = max(1, _length(tree))
    for element in list(tree.iter("*")):
        if element.getparent() is None or element.tag in ("html", "body", "main", "article"):
            continue
        furniture = _is_furniture(element, words) or _is_row_of_links(element) or _is_menu_cell(element)
        if element.tag in _SILENT or (furniture and _length(element) < _KEEP_SHARE * total):
            _drop(element)


def main_part(tree: etree._Element) -> tuple[etree._Element, bool]:
    """The element that holds the page's own text, and whether the page itself marks it as such."""
    whole = max(1, _length(tree))
    for path in _MAIN:
        found = tree.xpath(path)
        parts = [part for part in found if isinstance(part, etree._Element)] if isinstance(found, list) else []
        if parts and _length(best := max(parts, key=_length)) >= 0.3 * whole:
            return best, True
    body = tree.find(".//body")
    return (tree if body is None else body), False


def _is_furniture(element: etree._Element, words: re.Pattern[str]) -> bool:
    if element.tag in ("footer", "aside") or element.get("role") in _ROLES:
        return True
    if element.tag == "form" and _length(element) < 300:
        return True
    return bool(words.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _is_row_of_links(element: etree._Element) -> bool:
    """A paragraph of nothing but links with bars between: "Naar boven | Print deze pagina"."""
    return element.tag in ("p", "div") and _linked_share(element) == 1 and bool(_BARS.search(_text(element)))


def _is_menu_cell(element: etree._Element) -> bool:
    """A cell of a layout table that is mostly links: the menu or the column beside the text."""
    if element.tag != "td" or _linked_share(element) < _LINKED:
        return False
    table = next(element.iterancestors("table"), None)
    return table is not None and next(table.iterdescendants(*_LAYOUT), None) is not None


def _linked_share(element: etree._Element) -> float:
    """Share of the letters that stand in links; 0 with fewer than two links, or more text than a menu has."""
    if not _is_short(element):
        return 0.0
    links = [text for link in element.iter("a") if (text := _letters(_text(link)))]
    return sum(map(len, links)) / max(1, len(_letters(_text(element)))) if len(links) > 1 else 0.0


def _is_short(element: etree._Element) -> bool:
    """No more text than a menu has; looks no further than that, since pages nest deeply."""
    size = 0
    for number, text in enumerate(element.itertext()):
        size += len(text.strip())
        if size > _MENU_CHARACTERS or number > _MENU_CHARACTERS:
            return False
    return True


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _length(element: etree._Element) -> int:
    return sum(len(text) for text in element.itertext() if not text.isspace())


def _drop(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + " " + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)
