"""The sentences of a municipality as HTML, document by document: by the hundred thousand, so made without templates.

Everything that comes from a document goes through `escape`. The pages are in Dutch only; see site.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from pipeline.report.card import Card
from pipeline.report.format import date, decimal, web_address
from pipeline.report.model import Document
from pipeline.report.words import DATE_KINDS, STEPS


def document_block(document: Document, cards: Sequence[Card]) -> Markup:
    """A document with its source, and the sentences counted in it."""
    kind = f" ({DATE_KINDS[document.date_kind]})" if document.date and document.date_kind else ""
    stamp = f' <span class="stamp">SHA-256 {escape(document.hash[:12])}</span>' if document.hash else ""
    when = f"{escape(date(document.date))}{kind}"
    head = f"<cite>{escape(document.title)}</cite>, {when}. Bron: {_source(document)}{stamp}"
    items = "".join(_item(card) for card in cards)
    return Markup(f'<div class="text"><p class="source">{head}</p><ul>{items}</ul></div>')  # noqa: S704  escaped above


def _source(document: Document) -> str:
    if document.url is None:
        return "adres weggelaten: er staat een naam in"
    address = web_address(document.url)
    if address is None:
        return f'<span class="address">{escape(document.url)}</span>'
    return f'<a href="{escape(address)}" rel="external">bron openen</a>'


def _item(card: Card) -> str:
    quote = "".join(f"<mark>{escape(text)}</mark>" if marked else str(escape(text)) for text, marked in card.pieces)
    facts = [f"<b>{STEPS[card.step]}</b>" if card.step else "trede onbekend"] if card.part else []
    facts += [f"p. {card.page}"] if card.page else []
    sure = f"; trede met zekerheid {decimal(card.step_score)}" if card.step_score else ""
    facts.append(f"{escape(card.how)}{sure}.")
    notes = f" Let op: {', '.join(card.flags)}." if card.flags else ""
    notes += f" Misschien {' of '.join(card.doubts)}: lees de zin zelf." if card.doubted else ""
    return f'<li id="{card.id}"><q>{quote}</q> <small>{", ".join(facts)}{notes}</small></li>'
