"""Page "In het kort": what changed, what it rests on, and how far to trust it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from pipeline.report.evidence import Card
from pipeline.report.findings import findings_about, main_findings
from pipeline.report.format import count, margin, pct, plural
from pipeline.report.model import Concept, Document, Group
from pipeline.report.page import Entry, Page
from pipeline.report.quality import Quality, measured_at, measured_concepts
from pipeline.report.report import Report
from pipeline.report.views import (
    Cell,
    drawable_ladders,
    heat,
    ladder_row,
    linked_line,
    totals,
    typical_cards,
)

ENTRY = Entry(10, "In het kort", "index.html")
CORE = ("transformatie", "transitie")
SHOWN = 15
LISTED = 50


def render(report: Report) -> list[Page]:
    """One page, whatever there is to show."""
    core = [c for id_ in CORE if (c := report.concepts.get(id_))]
    found = [c for c in core if any(report.concept(c.id, year=y).enough for y in report.years)]
    series = [linked_line(report, "concept", c.id, label=(c.name,), slot=i) for i, c in enumerate(found, 1)]
    ladders = drawable_ladders(report, most=10)
    values = {
        "heading": "Van overgang naar vernieuwing" if found else "Wat er in deze teksten staat",
        "answer": _answer(report, drawn=bool(found)),
        "chart_title": "Overgang en vernieuwing in beleidsteksten",
        "series": series,
        "totals": totals(report),
        "places": len({d.code for d in report.counted if d.code}),
        "regions": len({d.region for d in report.counted if d.region}),
        "deeds_quality": measured_at(report.metrics, "ladder/deeds"),
        "found": [] if found else _found(report),
        "listed": [] if found else _listed(report),
        "findings": main_findings(report),
        "ladders": ladders,
        "together": ladder_row(report, "", "Alle begrippen"),
        "examples": _examples(report, [row.page for row in ladders if row.page]),
        "tiles": _tiles(report),
        "tile_concept": report.concepts[CORE[0]].name if CORE[0] in report.concepts else CORE[0],
        "unknowns": _unknowns(report),
    }
    return [Page("index.html", "index.html", "In het kort", ENTRY.href, values=values)]


def _answer(report: Report, *, drawn: bool) -> str:
    if not report.documents:
        return "Er zijn nog geen teksten om te tellen"
    if not report.counted:
        return f"Van {plural(len(report.documents), 'document telt', 'documenten telt')} er geen mee"
    if not drawn:
        documents = plural(len(report.counted), "document", "documenten")
        concepts = sum(report.concept(id_).count > 0 for id_ in report.concepts)
        return f"In {documents} vonden wij {plural(concepts, 'begrip', 'begrippen')}"
    about = findings_about(report, "concept", CORE[0])
    claim = next((c for c in about if c.over_time and not c.deeds), None)
    if claim is None:
        return "Bij de transformatie is geen verandering aantoonbaar"
    return f"De transformatie staat {claim.after.label} {claim.word.lower()} in de teksten dan {claim.before.label}"


def _found(report: Report) -> list[tuple[Concept, Cell]]:
    """The concepts in most documents, with counts only: there are too few documents for a line."""
    cells = [(c, Cell(report.concept(c.id), report.href(c.id))) for c in report.concepts.values()]
    cells = [(c, cell) for c, cell in cells if cell.estimate.count]
    return sorted(cells, key=lambda item: (-item[1].estimate.count, item[0].name))[:SHOWN]


def _listed(report: Report) -> list[Document]:
    """All documents when they are few, oldest first."""
    return sorted(report.documents.values(), key=lambda d: (d.date or "9999", d.title, d.id))[:LISTED]


def _examples(report: Report, pages: list[str]) -> list[Card]:
    """A sentence of words from the concept with fewest deeds, and one of deeds from the one with most."""
    if not pages:
        return []
    ids = [page.removeprefix("begrippen/").removesuffix(".html") for page in (pages[-1], pages[0])]
    words = [c for c in typical_cards(report, ids[0]) if c.part == "woorden"]
    deeds = [c for c in typical_cards(report, ids[1]) if c.part == "daden"]
    return words[-1:] + deeds[:1]


def _tiles(report: Report) -> list[tuple[str, list[dict[str, Any]]]]:
    tiles = []
    for region, members in groupby(report.municipalities, key=lambda m: m.region):
        estimates = [(m, report.concept(CORE[0], Group("municipality", m.code))) for m in members]
        tiles.append((region, [{"place": m, "estimate": e, "css": heat(e)} for m, e in estimates]))
    return tiles


def _unknowns(report: Report) -> list[dict[str, str]]:
    return [_base(report), _rejects(report), _quality(report), _model(report), _copies(report), _topics(report)]


def _item(head: str, text: str, href: str = "", link: str = "") -> dict[str, str]:
    return {"head": head, "text": text, "href": href, "link": link}


def _base(report: Report) -> dict[str, str]:
    counted, all_ = len(report.counted), len(report.documents)
    left_out = all_ - counted
    text = f"Wij lazen {plural(all_, 'document', 'documenten')}."
    text += (
        f" Daarvan tellen er {count(left_out)} niet mee: een ander thema, of geen jaar in {report.span}."
        if left_out
        else ""
    )
    return _item(
        f"{plural(counted, 'document telt', 'documenten tellen')} mee",
        text,
        "dekking.html",
        "Wat wij wel en niet hebben",
    )


def _rejects(report: Report) -> dict[str, str]:
    rejects = len(report.tables["rejects"])
    if not rejects:
        return _item("Alle bestanden konden wij lezen", "Er viel niets af.", "dekking.html", "Dekking")
    head = f"{plural(rejects, 'bestand werd', 'bestanden werden')} geen document"
    return _item(head, "Van elk bestand staat erbij waarom.", "dekking.html#afgevallen", "Wat afviel, en waarom")


def _quality(report: Report) -> dict[str, str]:
    href, quality = "verantwoording.html#kwaliteit", measured_at(report.metrics, "concepts/micro")
    if quality is not None and quality.precision is not None and quality.recall is not None:
        return _item(_mistakes(quality.recall), _overall(quality), href, "Hoe vaak de computer zich vergist")
    per_concept = measured_concepts(report.metrics)
    if not per_concept:
        text = "Voor deze teksten is er geen proef met zinnen die mensen zelf hebben nagelezen."
        return _item("Hoe vaak de computer zich vergist, is niet gemeten", text, href, "Meer hierover")
    good = sum(q.precision is not None and q.precision >= 0.8 for q in per_concept.values())
    text = f"Bij {good} van de {len(per_concept)} gemeten begrippen klopt ten minste {pct(0.8)} van de gevonden zinnen."
    return _item("De computer vergist zich soms", text, href, "Kwaliteit per begrip")


def _mistakes(recall: float) -> str:
    return "De computer mist meer dan de helft van de zinnen" if recall < 0.5 else "De computer mist zinnen"


def _overall(quality: Quality) -> str:
    right, found = quality.precision or 0.0, quality.recall or 0.0
    text = f"Van de zinnen die hij vindt, klopt {pct(right)} (marge {margin(quality.low, quality.high)}). "
    text += f"Van de zinnen die er zijn, vindt hij {pct(found)} ({margin(quality.recall_low, quality.recall_high)})."
    return text + (" Aandelen zijn dus eerder te laag dan te hoog." if found < right else "")


def _model(report: Report) -> dict[str, str]:
    name = report.language.get("name", "onbekend")
    text = f"Namen en zinsgrenzen komen van het taalmodel {name} {report.language.get('version', '')}".strip() + "."
    return _item("Een taalmodel las mee", text, "verantwoording.html#taalmodel", "Welk model, en waarom")


def _copies(report: Report) -> dict[str, str]:
    words = sum(d.words for d in report.counted)
    copied = sum(d.words * d.reused_share for d in report.counted)
    text = f"{pct(copied / words)} van de woorden komt uit een eerdere tekst. " if words else ""
    text += "Een verschil dat zonder die tekst verdwijnt, noemen wij niet."
    return _item("Overgenomen tekst telt mee", text, "verantwoording.html#kopie", "Hoe wij daarmee omgaan")


def _topics(report: Report) -> dict[str, str]:
    shaky = sum(not t.stable for t in report.topics)
    if not report.topics:
        return _item(
            "Er zijn geen onderwerpen gevonden",
            "Daarvoor zijn er te weinig alinea’s, of ze lijken te weinig op elkaar.",
        )
    head = f"{shaky} van de {len(report.topics)} onderwerpen {'is' if shaky == 1 else 'zijn'} wankel"
    return _item(head, "Zij veranderen als de computer opnieuw begint.", "onderwerpen.html", "Alle onderwerpen")
