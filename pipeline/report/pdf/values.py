"""Estimates, ladders, claims -> the small JSON values that the templates draw and print, as it is spoken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from pipeline.report.card import Card
from pipeline.report.cards import known
from pipeline.report.files.citation import data_date
from pipeline.report.findings import Claim
from pipeline.report.format import count, date, margin, pct, plural, sentence_case, web_address
from pipeline.report.model import Document, Estimate
from pipeline.report.pdf.printable import shorten
from pipeline.report.report import Report, Rungs
from pipeline.report.speech import own_words, say
from pipeline.report.words import DATE_KINDS, STEPS, UNITS

LOGO_BYTES = 500_000


def long_date(day: dt.date) -> str:
    """A day in words: "1 februari 2016"."""
    return date(day.isoformat())


def share(e: Estimate) -> dict[str, Any]:
    """A share and its margin, each as text; a count where there is too little data."""
    if e.share is None:
        return {"enough": False, "text": say("{} van {}", "{} of {}", count(e.count), count(e.total)), "margin": ""}
    return {"enough": True, "text": pct(e.share), "margin": margin(e.low, e.high)}


def in_words(e: Estimate, *, first: bool = False) -> str:
    """The same in running text: "43% (35–50%)"."""
    if e.share is None:
        few = say("te weinig gegevens ({} van {} {})", "too little data ({} of {} {})")
        return few.format(count(e.count), count(e.total), UNITS[e.unit])
    said = say("marge ", "margin ") if first else ""
    return f"{pct(e.share)} ({said}{margin(e.low, e.high)})"


def strip(own: Estimate, region: Estimate | None = None, everyone: Estimate | None = None) -> dict[str, Any]:
    """Positions between 0 and 1 for a dot with its interval; null where a mark is left out."""
    return {
        "own": own.share,
        "low": own.low if own.enough else None,
        "high": own.high if own.enough else None,
        "region": region.share if region else None,
        "everyone": everyone.share if everyone else None,
    }


def ladder(name: str, rungs: Rungs) -> dict[str, Any]:
    """Per cents per step, and the share of deeds with its margin."""
    return {
        "name": name,
        "enough": rungs.deeds.enough,
        "shares": list(rungs.shares),
        "low": rungs.deeds.low,
        "high": rungs.deeds.high,
        "deeds": share(rungs.deeds),
        "sentences": count(rungs.total),
    }


def claim(c: Claim, *, first: bool = False) -> dict[str, str]:
    """A finding: its outcome in a word or two, and its sentence."""
    after, before = in_words(c.after.estimate, first=first), in_words(c.before.estimate)
    if c.deeds:
        words = ("Van de zinnen over {} gaat {} {} over daden.", "Of the sentences about {}, {} {} are about deeds.")
        text = say(*words, c.name, c.after.label, after)
    else:
        words = ("{} staat {} in {} van de documenten.", "{} is found {} in {} of the documents.")
        text = say(*words, sentence_case(c.name), c.after.label, after)
    verb = say("was dat", "it was") if c.over_time else say("is dat", "it is")
    return {"word": c.word, "text": f"{text} {sentence_case(c.before.label)} {verb} {before}."}


def quotation(card: Card) -> dict[str, Any]:
    """A sentence with its source; names of private people are hidden already."""
    document = card.document
    page = f", p. {card.page}" if card.page else ""
    place = document.municipality or say("gemeente onbekend", "municipality unknown")
    return {
        "step": STEPS[card.step] if card.step else "",
        "pieces": [[text, marked] for text, marked in card.pieces],
        "source": f"{place}, {shorten(document.title, 90)}{page}, {when(document)}",
    }


def when(document: Document) -> str:
    """The date of a document at its own precision, and what the date is of."""
    kind = DATE_KINDS.get(document.date_kind or "")
    return date(document.date) + (f" ({kind})" if document.date and kind else "")


def address(document: Document) -> str | None:
    """Its address when it is safe to make a link of, and short enough to be one."""
    url = web_address(document.url) if document.url else None
    return url if url and len(url) <= 300 and url.isascii() and " " not in url else None


def documents(number: int) -> str:
    """A number of documents in words."""
    return plural(number, "document", say("documenten", "documents"))


def front(report: Report) -> dict[str, Any]:
    """What stands on the first page of every PDF: names, notice, version, date of the data."""
    settings = report.settings.report
    return {
        "title": settings.title,
        "publisher": settings.publisher,
        "notice": own_words(settings.notice)[0],
        "introduction": own_words(settings.introduction)[0],
        "span": report.span,
        "date": long_date(data_date(report)),
        "version": report.versions.get("transformatiemonitor", say("onbekend", "unknown")),
        "colour": settings.colour,
        "logo": _logo(settings.logo),
        "model": " ".join(filter(None, (known(report.language.get(k)) for k in ("name", "version")))),
    }


def _logo(path: Path | None) -> dict[str, Any] | None:
    """The logo as text (SVG) or as numbers of bytes; none when there is no such file, or it is no size for a PDF."""
    if path is None or not path.is_file() or path.stat().st_size > LOGO_BYTES:
        return None
    kind = path.suffix.lower().lstrip(".").replace("jpeg", "jpg")
    content = path.read_bytes()
    return {"kind": kind, "content": content.decode("utf-8", "replace") if kind == "svg" else list(content)}
