"""A by-law in the XML of the national collection of local regulations (CVDR)."""

from __future__ import annotations

import re

from lxml import etree

from data.sample.build.formats.groups import Group, Page

_CVDR = "http://standaarden.overheid.nl/cvdr/terms/"
_DC = "http://purl.org/dc/terms/"
_OVERHEID = "http://standaarden.overheid.nl/owms/terms/"
_RG = "http://standaarden.overheid.nl/cvdr/meta/"
_ARTICLE = re.compile(r"(Artikel) (\d+)\.? ?(.*)")
_NUMBERED = re.compile(r"(\w+[.)]) (.*)", re.DOTALL)


def write_cvdr(page: Page) -> bytes:
    """Metadata, preamble, articles with their members, and the closing."""
    spaces = f'xmlns="{_CVDR}" xmlns:dcterms="{_DC}" xmlns:overheid="{_OVERHEID}" xmlns:overheidrg="{_RG}"'
    root = etree.fromstring(f"<cvdr {spaces}/>")
    _metadata(_add(root, "meta"), page)
    body = _add(root, "body")
    _add(body, "intitule", page.source.title)
    regeling = _add(body, "regeling")
    groups = [g for g in page.groups if not (g.kind == "heading" and g.level == 1)]
    first = next((i for i, g in enumerate(groups) if g.kind == "heading"), len(groups))
    preamble = _add(_add(regeling, "aanhef"), "preambule")
    for group in groups[:first]:
        _paragraphs(preamble, group)
    text, holder = _add(regeling, "regeling-tekst"), regeling
    for group in groups[first:]:
        if group.kind == "heading":
            holder = _section(regeling, text, group.text)
        elif group.text.startswith("Aldus vastgesteld"):
            _paragraphs(_add(regeling, "regeling-sluiting"), group)
        else:
            _paragraphs(holder, group)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _metadata(meta: etree._Element, page: Page) -> None:
    source = page.source
    core, mantle, ipm = (_add(meta, name) for name in ("owmskern", "owmsmantel", "cvdripm"))
    _add(core, "identifier", f"CVDR{page.number}_1", space=_DC)
    _add(core, "title", source.title, space=_DC)
    _add(core, "language", "nl", space=_DC)
    _add(core, "type", "regeling", space=_DC).set("scheme", "overheid:Informatietype")
    _add(core, "creator", source.municipality, space=_DC).set("scheme", "overheid:Gemeente")
    _add(core, "modified", "2015-12-17", space=_DC)
    ratified = "gemeenteraad" if source.type == "verordening" else "college van burgemeester en wethouders"
    _add(mantle, "isRatifiedBy", ratified, space=_OVERHEID).set("scheme", "overheid:BestuursorgaanGemeente")
    _add(mantle, "subject", "maatschappelijke zorg en welzijn", space=_DC)
    if page.metadata_date:
        _add(mantle, "issued", page.metadata_date, space=_DC)
    _add(mantle, "rights", "De tekst in dit document is vrij van auteursrecht en databankrecht", space=_DC)
    _add(ipm, "inwerkingtredingDatum", "2015-01-01", space=_RG)
    _add(ipm, "betreft", "nieuwe regeling", space=_RG)
    _add(ipm, "kenmerk", "Onbekend", space=_RG)


def _add(parent: etree._Element, name: str, text: str | None = None, *, space: str = _CVDR) -> etree._Element:
    element = etree.SubElement(parent, f"{{{space}}}{name}")
    element.text = text
    return element


def _section(regeling: etree._Element, text: etree._Element, heading: str) -> etree._Element:
    article = _ARTICLE.fullmatch(heading)
    section = _add(text, "artikel") if article else _add(regeling, "nota-toelichting")
    head = _add(section, "kop")
    if article:
        _add(head, "label", article[1])
        _add(head, "nr", article[2])
    _add(head, "titel", article[3] if article else heading)
    return section


def _paragraphs(parent: etree._Element, group: Group) -> None:
    if group.kind == "number":
        for text in group.texts:
            numbered = _NUMBERED.fullmatch(text)
            assert numbered, text
            member = _add(parent, "lid")
            _add(member, "lidnr", numbered[1])
            _add(member, "al", numbered[2])
    elif group.kind == "item":
        _list(_add(parent, "lijst"), group)
    else:
        for text in group.texts:
            _add(parent, "al", text)


def _list(element: etree._Element, group: Group) -> None:
    for text in group.texts:
        item = _add(element, "li")
        _add(item, "li.nr", "-")
        _add(item, "al", text)
