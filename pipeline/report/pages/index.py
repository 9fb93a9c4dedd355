"""Page "In het kort": what changed, what it rests on, and how far to trust it."""

from __future__ import annotations

from pipeline.report.evidence import Card
from pipeline.report.findings import findings_about, main_findings
from pipeline.report.format import count, margin, pct, plural
from pipeline.report.groups import CORE, copied_share, tile_concept, tiles
from pipeline.report.marks import Line
from pipeline.report.model import ALL, Concept, Document
from pipeline.report.page import Entry, Page
from pipeline.report.quality import Quality, measured_at, measured_concepts
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.told import few_deeds
from pipeline.report.views import (
    Cell,
    LinkedLine,
    drawable_ladders,
    ladder_row,
    linked_line,
    typical_cards,
)

ENTRY = Entry(10, "In het kort", "index.html", english="In brief")
SHOWN = 15
LISTED = 50


def render(report: Report) -> list[Page]:
    """One page, whatever there is to show."""
    core = [c for id_ in CORE if (c := report.concepts.get(id_))]
    found = [c for c in core if any(report.concept(c.id, year=y).enough for y in report.years)]
    series = [linked_line(report, "concept", c.id, label=(c.label,), slot=i) for i, c in enumerate(found, 1)]
    ladders = drawable_ladders(report, most=10)
    values = {
        "heading": say("Van overgang naar vernieuwing", "From transfer to renewal")
        if found
        else say("Wat er in deze teksten staat", "What these texts say"),
        "answer": _answer(report, drawn=bool(found)),
        "chart_title": say("Overgang en vernieuwing in beleidsteksten", "Transfer and renewal in policy texts"),
        "series": series,
        "totals": report.totals,
        "places": len({d.code for d in report.counted if d.code}),
        "regions": len({d.region for d in report.counted if d.region}),
        "deeds_quality": measured_at(report.metrics, "ladder/deeds"),
        "found": [] if found else _found(report),
        "listed": [] if found else _listed(report),
        "findings": main_findings(report),
        "ladders": ladders,
        "together": ladder_row(report, "", say("Alle begrippen", "All concepts")),
        "examples": _examples(report, [row.page for row in ladders if row.page]),
        "tiles": tiles(report),
        "tile_concept": tile_concept(report),
        "unknowns": _unknowns(report),
        "balance": _balance(report),
        "few_deeds": few_deeds(report, "all")[:2],
    }
    return [Page("index.html", "index.html", say("In het kort", "In brief"), ENTRY.href, values=values)]


def _answer(report: Report, *, drawn: bool) -> str:
    read, counted = len(report.documents), len(report.counted)
    if not read:
        return say("Er zijn nog geen teksten om te tellen", "There are no texts to count yet")
    if not counted:
        return say(
            f"Van {plural(read, 'document telt', 'documenten telt')} er geen mee",
            f"Of {plural(read, 'document', 'documents')} none counts",
        )
    if not drawn:
        concepts = sum(report.concept(id_).count > 0 for id_ in report.concepts)
        return say(
            f"In {plural(counted, 'document', 'documenten')} vonden wij {plural(concepts, 'begrip', 'begrippen')}",
            f"In {plural(counted, 'document', 'documents')} we found {plural(concepts, 'concept', 'concepts')}",
        )
    about = findings_about(report, "concept", CORE[0])
    claim = next((c for c in about if c.over_time and not c.deeds), None)
    if claim is None:
        return say(
            "Bij de transformatie is geen verandering aantoonbaar", "Of the transformation no change can be shown"
        )
    return say(
        "De transformatie staat {} {} in de teksten dan {}",
        "The transformation is found {} {} than {}",
        claim.after.label,
        claim.word.lower(),
        claim.before.label,
    )


def _balance(report: Report) -> list[LinkedLine]:
    """Of the passages about transfer or renewal the share about renewal, when the passages were told apart."""
    points = tuple(report.estimate("frame", "balans", ALL, year) for year in report.years)
    label = tuple(say("over vernieuwing", "about renewal").split())
    return [LinkedLine(Line(label, 1, points), (None,) * len(points))] if any(e.enough for e in points) else []


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


def _unknowns(report: Report) -> list[dict[str, str]]:
    return [_base(report), _rejects(report), _quality(report), _model(report), _copies(report), _topics(report)]


def _item(head: str, text: str, href: str = "", link: str = "") -> dict[str, str]:
    return {"head": head, "text": text, "href": href, "link": link}


def _base(report: Report) -> dict[str, str]:
    counted, all_ = len(report.counted), len(report.documents)
    text = say("Wij lazen {}.", "We read {}.", plural(all_, "document", say("documenten", "documents")))
    if left_out := count(all_ - counted) if all_ > counted else "":
        text += say(
            " Daarvan tellen er {} niet mee: een ander thema, of geen jaar in {}.",
            " Of these, {} do not count: another subject, or no year in {}.",
            left_out,
            report.span,
        )
    return _item(
        say(
            f"{plural(counted, 'document telt', 'documenten tellen')} mee",
            f"{plural(counted, 'document counts', 'documents count')}",
        ),
        text,
        "dekking.html",
        say("Wat wij wel en niet hebben", "What we have and what not"),
    )


def _rejects(report: Report) -> dict[str, str]:
    rejects = len(report.tables["rejects"])
    if not rejects:
        head = say("Alle bestanden konden wij lezen", "We could read all files")
        return _item(head, say("Er viel niets af.", "None was rejected."), "dekking.html", say("Dekking", "Coverage"))
    return _item(
        say(
            f"{plural(rejects, 'bestand werd', 'bestanden werden')} geen document",
            f"{plural(rejects, 'file', 'files')} did not become a document",
        ),
        say("Van elk bestand staat erbij waarom.", "For each file it says why."),
        "dekking.html#afgevallen",
        say("Wat afviel, en waarom", "What was rejected, and why"),
    )


def _quality(report: Report) -> dict[str, str]:
    href, quality = "verantwoording.html#kwaliteit", measured_at(report.metrics, "concepts/micro")
    if quality is not None and quality.precision is not None and quality.recall is not None:
        link = say("Hoe vaak de computer zich vergist", "How often the computer is wrong")
        return _item(_mistakes(quality.recall), _overall(quality), href, link)
    per_concept = measured_concepts(report.metrics)
    if not per_concept:
        head = say(
            "Hoe vaak de computer zich vergist, is niet gemeten", "How often the computer is wrong was not measured"
        )
        text = say(
            "Voor deze teksten is er geen proef met zinnen die mensen zelf hebben nagelezen.",
            "For these texts there is no trial with sentences that people have read.",
        )
        return _item(head, text, href, say("Meer hierover", "More about this"))
    good = sum(q.precision is not None and q.precision >= 0.8 for q in per_concept.values())
    text = say(
        "Bij {} van de {} gemeten begrippen klopt ten minste {} van de gevonden zinnen.",
        "For {} of the {} concepts measured, at least {} of the sentences found are right.",
        good,
        len(per_concept),
        pct(0.8),
    )
    head = say("De computer vergist zich soms", "The computer is sometimes wrong")
    return _item(head, text, href, say("Kwaliteit per begrip", "Quality by concept"))


def _mistakes(recall: float) -> str:
    if recall < 0.5:
        return say(
            "De computer mist meer dan de helft van de zinnen", "The computer misses more than half of the sentences"
        )
    return say("De computer mist zinnen", "The computer misses sentences")


def _overall(quality: Quality) -> str:
    right, found = quality.precision or 0.0, quality.recall or 0.0
    text = say(
        "Van de zinnen die hij vindt, klopt {} (marge {}). Van de zinnen die er zijn, vindt hij {} ({}).",
        "Of the sentences that it finds, {} are right (margin {}). Of the sentences that are there, it finds {} ({}).",
        pct(right),
        margin(quality.low, quality.high),
        pct(found),
        margin(quality.recall_low, quality.recall_high),
    )
    too_low = say(" Aandelen zijn dus eerder te laag dan te hoog.", " So shares are rather too low than too high.")
    return text + (too_low if found < right else "")


def _model(report: Report) -> dict[str, str]:
    name = report.language.get("name", say("onbekend", "unknown"))
    version = report.language.get("version", "")
    text = say("Namen en zinsgrenzen komen van het taalmodel", "Names and sentences come from the language model")
    head, link = (
        say("Een taalmodel las mee", "A language model read along"),
        say("Welk model, en waarom", "Which, and why"),
    )
    return _item(head, f"{text} {name} {version}".strip() + ".", "verantwoording.html#taalmodel", link)


def _copies(report: Report) -> dict[str, str]:
    share = copied_share(report.counted)
    text = (
        say("{} van de woorden komt uit een eerdere tekst. ", "{} of the words come from an earlier text. ", pct(share))
        if share is not None
        else ""
    )
    text += say(
        "Een verschil dat zonder die tekst verdwijnt, noemen wij niet.",
        "A difference that disappears without that text is not told.",
    )
    head = say("Overgenomen tekst telt mee", "Copied text counts")
    return _item(head, text, "overname.html", say("Wie van wie overnam", "Who copied whom"))


def _topics(report: Report) -> dict[str, str]:
    shaky, all_ = sum(not t.stable for t in report.topics), len(report.topics)
    if not all_:
        return _item(
            say("Er zijn geen onderwerpen gevonden", "No topics were found"),
            say(
                "Daarvoor zijn er te weinig alinea’s, of ze lijken te weinig op elkaar.",
                "There are too few passages, or they are too little alike.",
            ),
        )
    head = say(
        f"{shaky} van de {all_} onderwerpen {'is' if shaky == 1 else 'zijn'} wankel",
        f"{shaky} of the {all_} topics {'is' if shaky == 1 else 'are'} shaky",
    )
    text = say("Zij veranderen als de computer opnieuw begint.", "They change when the computer starts again.")
    return _item(head, text, "onderwerpen.html", say("Alle onderwerpen", "All topics"))
