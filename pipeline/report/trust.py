"""How far a reader can trust the report, in six short pieces: for the first page."""

from __future__ import annotations

from pipeline.report.format import count, margin, pct, plural
from pipeline.report.groups import copied_share
from pipeline.report.quality import Quality, measured_at, measured_concepts
from pipeline.report.report import Report
from pipeline.report.speech import say


def reasons_to_doubt(report: Report) -> list[dict[str, str]]:
    """Each with a head, a sentence or two, and the page that tells more."""
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
