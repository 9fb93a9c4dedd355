"""Where a document of the example would have stood: its address on the web and its file in corpus/."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from data.sample.build.region import Region
from data.sample.build.source import Source

_ENDINGS = {"html": "html", "pdf": "pdf", "docx": "docx", "odt": "odt", "txt": "txt", "cvdr": "xml", "gmb": "html"}
_SECTIONS = {
    "webpagina": "jeugd-en-gezin",
    "blog": "blog",
    "persbericht": "nieuws",
    "nieuwsbrief": "nieuwsbrieven",
    "notulen": "bestuur/vergaderingen",
    "raadsvoorstel": "bestuur/raadsstukken",
    "collegebrief": "bestuur/raadsstukken",
}


def slug_of(text: str) -> str:
    """Words for an address: lower case, no diacritics, hyphens between."""
    plain = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:8])


def number_of(source_id: str, *, most: int = 90000) -> int:
    """A number that looks handed out by a system, the same for the same id."""
    return int(sha256(source_id.encode()).hexdigest()[:8], 16) % most + 1000


def path_of(source: Source) -> str:
    """The file in corpus/: a folder for each body, the id and the ending of the format."""
    return f"{source.path.parent.name}/{source.id}.{_ending(source)}"


def _ending(source: Source) -> str:
    return source.ending or _ENDINGS.get(source.format.split("-")[0], "json")


def url_of(source: Source, region: Region) -> str:
    """Its address, on a domain that can never exist (.example)."""
    if source.url:
        return source.url
    kind, number = source.format.split("-")[0], number_of(source.id)
    year = source.date[:4]
    if kind == "gmb":
        return f"https://zoek.officielebekendmakingen.example/gmb-{year}-{number}.html"
    if kind == "cvdr":
        return f"https://decentrale.regelgeving.example/cvdr/CVDR{number}_1.xml"
    town = region.municipalities.get(source.municipality)
    domain = town.domain if town else f"jeugd{source.region.lower()}.example"
    if kind == "raadsinfo":
        return f"https://raad.{domain}/api/documenten/{number}"
    folder = _SECTIONS.get(source.type, "jeugd/documenten")
    name = slug_of(source.title)
    if kind == "html":
        return f"https://www.{domain}/{folder}/{name}-{number}.{_ending(source)}"
    return f"https://www.{domain}/bestanden/{number}/{name}.{_ending(source)}"
