"""CVDR XML (the database of local regulations) -> blocks and declared facts."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.cleaning.blocks import DeclaredDate, Extract, declare_date, squeeze
from pipeline.cleaning.formats.legal_xml import read_blocks
from pipeline.cleaning.formats.safe_xml import child_named, first_named, text_of
from pipeline.errors import RejectedDocument

ROOT = "{http://standaarden.overheid.nl/cvdr/terms/}cvdr"
_IDENTIFIER = re.compile(r"(?<!\d)(?:CVDR)?(\d{1,12})(?:[_/-](\d{1,6}))?$")


def read_cvdr(root: etree._Element) -> Extract:
    """Text and facts of one regulation.

    Raises:
        RejectedDocument: no_text; a record without body text.
    """
    body = child_named(root, "body")
    blocks = list(read_blocks(body, 2)) if body is not None else []
    if not any(block.kind != "heading" for block in blocks):
        raise RejectedDocument("no_text", "CVDR record without text in its body")
    meta = child_named(root, "meta")
    return Extract(
        blocks=blocks,
        format="cvdr",
        title=_fact(meta, "title"),
        creator=_fact(meta, "creator"),
        document_type=_fact(meta, "type"),
        dates=_dates(meta),
        url=_url(_fact(meta, "identifier")),
    )


def normal_identifier(identifier: str) -> str | None:
    """`112779_1`, `1.0:112779_1`, `CVDR112779/1` -> `CVDR112779_1`; None for anything else."""
    match = _IDENTIFIER.search(identifier.strip())
    if not match:
        return None
    return f"CVDR{match[1]}_{match[2]}" if match[2] else f"CVDR{match[1]}"


def _url(identifier: str | None) -> str | None:
    name = normal_identifier(identifier or "")
    return f"https://lokaleregelgeving.overheid.nl/{name.replace('_', '/')}" if name else None


def _dates(meta: etree._Element | None) -> list[DeclaredDate]:
    adopted = declare_date(_fact(meta, "issued"), kind="adopted", origin="dcterms:issued")
    in_force = declare_date(
        _fact(meta, "inwerkingtredingDatum"), kind="in_force", origin="overheidrg:inwerkingtredingDatum"
    )
    return adopted + in_force


def _fact(meta: etree._Element | None, name: str) -> str | None:
    return (squeeze(text_of(first_named(meta, name))) or None) if meta is not None else None
