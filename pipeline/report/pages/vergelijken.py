"""Page "Vergelijken": two to four municipalities or regions side by side, drawn by static/vergelijken.js."""

from __future__ import annotations

import json

from pipeline.report.groups import CORE
from pipeline.report.model import Group
from pipeline.report.page import Entry, Page
from pipeline.report.report import Report
from pipeline.report.speech import say

ENTRY = Entry(24, "Vergelijken", "vergelijken.html", english="Compare")


def render(report: Report) -> list[Page]:
    """One page; its numbers come from the files of pipeline/report/comparing.py."""
    groups = [{"id": Group("municipality", m.code).slug, "name": m.name} for m in report.municipalities]
    regions = [Group("jeugdregio", region) for region in report.regions]
    groups += [{"id": g.slug, "name": say("Regio {}", "Region {}", g.id)} for g in regions]
    values = {
        "groups": groups,
        "regions": list(report.members.items()),
        "index": json.dumps({g["id"]: g["name"] for g in groups}, ensure_ascii=False),
        "concepts": json.dumps({c.id: c.label for c in report.concepts.values()}, ensure_ascii=False),
        "words": json.dumps(_words(report), ensure_ascii=False),
    }
    title = say("Vergelijken", "Compare")
    return [Page("vergelijken.html", "vergelijken.html", title, ENTRY.href, values=values, scripts=("vergelijken.js",))]


def _words(report: Report) -> dict[str, str]:
    """What the script says."""
    return {
        "geen": say("Nog niets gekozen. Kies er twee tot vier.", "Nothing chosen yet. Choose two to four."),
        "een": say("Kies er nog ten minste één bij.", "Choose at least one more."),
        "vol": say("U kunt er vier kiezen. Haal er eerst een weg.", "You can choose four. Remove one first."),
        "onbekend": say("Die naam kennen wij niet. Kies er een uit de lijst.", "We do not know that name. Choose one."),
        "gekozen": say("Gekozen:", "Chosen:"),
        "weg": say("Haal weg:", "Remove:"),
        "wat": say("Gemeente of regio", "Municipality or region"),
        "regio": say("Regio", "Region"),
        "documenten": say("Documenten", "Documents"),
        "dekking": say("Bruikbaar", "Usable"),
        "van": say("van", "of"),
        "weinig": say("te weinig gegevens:", "too little data:"),
        "hoger": say("hoger", "higher"),
        "lager": say("lager", "lower"),
        "daden": say("Daden, met marge", "Deeds, with margin"),
        "aandeel": say("Aandeel, met marge", "Share, with margin"),
        "grafiek": say("Grafiek", "Chart"),
        "alle": say("Alle gemeenten", "All municipalities"),
        "jaar": say("Jaar", "Year"),
        "tabel": say("Tabel", "Table"),
        "kern": json.dumps([id_ for id_ in CORE if id_ in report.concepts]),
    }
