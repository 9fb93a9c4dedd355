"""XML from strangers: parsed without entities, DTD or network."""

from __future__ import annotations

from typing import Any

from lxml import etree

from pipeline.cleaning.formats.caps import check_tags
from pipeline.errors import RejectedDocument


def parse_xml(data: bytes, *, what: str = "XML") -> etree._Element:
    """The root element.

    Args:
        data: the whole file.
        what: name of the part, for messages.

    Raises:
        RejectedDocument: too_large, or broken: no well-formed XML, or it declares entities of its own.
    """
    check_tags(data, what)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise RejectedDocument("broken", f"{what} is not well-formed: {str(error)[:200]}") from None
    except ValueError as error:
        raise RejectedDocument("broken", f"{what} cannot be read: {str(error)[:200]}") from None
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise RejectedDocument("broken", f"{what} declares entities of its own, which are never expanded here")
    return root


def local_name(element: etree._Element) -> str:
    """Tag without namespace; '' for entity references and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child_named(element: etree._Element, name: str) -> etree._Element | None:
    """First child with this local name."""
    return next((child for child in element if local_name(child) == name), None)


def first_named(element: etree._Element, name: str) -> etree._Element | None:
    """First descendant with this local name."""
    return next((child for child in element.iter() if local_name(child) == name), None)


def text_of(element: etree._Element | None) -> str:
    """All text inside, or '' for None."""
    return "" if element is None else "".join(str(part) for part in element.itertext())
