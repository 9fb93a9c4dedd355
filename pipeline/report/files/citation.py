"""Report -> how to cite it: a sentence, BibTeX and CSL-JSON. The year is that of the data, so no clock is needed."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any

from pipeline.report.format import date, slug
from pipeline.report.report import Report
from pipeline.report.speech import own_words, say

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {c: "\\" + c for c in "&%$#_{}"}
MAKER = "Transformatiemonitor"


@dataclass(frozen=True)
class Citation:
    """One report as a reference.

    Attributes:
        author: the publisher, or the software where no publisher is set.
        subtitle: what it is about, with its years.
        address: where it stands, when the settings tell.
    """

    author: str
    title: str
    subtitle: str
    version: str
    made: dt.date
    address: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        """Its key in a list of references."""
        return f"{slug(self.author).replace('-', '')[:24]}{self.made.year}"

    @property
    def text(self) -> str:
        """One sentence to copy."""
        when = date(self.made.isoformat())
        parts = [f"{self.author} ({self.made.year}). {self.title}: {self.subtitle}"]
        parts += [say("Versie {}, gegevens van {}", "Version {}, data of {}", self.version, when)]
        sentence = ". ".join(part.rstrip(".") for part in parts) + "."
        return f"{sentence} {self.address}" if self.address else sentence

    def bibtex(self) -> str:
        """An entry for BibTeX and BibLaTeX."""
        fields = {
            "author": f"{{{_tex(self.author)}}}",
            "title": f"{{{_tex(self.title)}: {_tex(self.subtitle)}}}",
            "year": str(self.made.year),
            "month": str(self.made.month),
            "version": _tex(self.version),
            "note": _tex(self.note),
            "url": re.sub(r"[{}\\\s]", "", self.address),
            "langid": "dutch",
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    def csl(self) -> str:
        """CSL-JSON, for Zotero and other managers of references."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "report",
            "title": f"{self.title}: {self.subtitle}",
            "author": [{"literal": self.author}],
            "publisher": self.author,
            "issued": {"date-parts": [[self.made.year, self.made.month, self.made.day]]},
            "version": self.version,
            "language": "nl-NL",
        }
        item |= {"URL": self.address} if self.address else {}
        item |= {"note": self.note} if self.note else {}
        return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def citation(report: Report) -> Citation:
    """How to cite the report as a whole."""
    settings = report.settings.report
    return Citation(
        author=_plain(settings.publisher) or MAKER,
        title=_plain(settings.title) or MAKER,
        subtitle=say(
            "wat gemeenten schreven over de vernieuwing van de jeugdhulp, {}",
            "what municipalities wrote about the renewal of youth care, {}",
            report.span,
        ),
        version=report.versions.get("transformatiemonitor", say("onbekend", "unknown")),
        made=data_date(report),
        address=getattr(settings, "address", ""),
        note=_plain(own_words(settings.notice)[0]),
    )


def data_date(report: Report) -> dt.date:
    """The last day on which something was fetched; without one, the first day after the last year."""
    moments = sorted({str(m)[:10] for m in report.tables["records"]["retrieved_at"].dropna()}, reverse=True)
    for moment in moments:
        try:
            return dt.date.fromisoformat(moment)
        except ValueError:
            continue
    return dt.date(report.years[-1] + 1, 1, 1)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in text)
