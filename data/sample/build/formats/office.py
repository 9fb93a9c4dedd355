"""Word and OpenDocument texts."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import docx
from docx.document import Document

from data.sample.build.formats.groups import Group, Page
from data.sample.build.formats.zips import write_zip

_MOMENT = datetime(2016, 1, 15, 9, 0, tzinfo=UTC)
_NEEDLESS = ("thumbnail", "stylesWithEffects", "theme", "customXml")
_STYLES = ("Normal", "Header", "Footer", "List Bullet", "Heading 1", "Heading 2", "Heading 3", "Default Paragraph Font")
_ODT = "application/vnd.oasis.opendocument.text"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"


def write_docx(page: Page) -> bytes:
    """A Word text with headings, lists, a running head and a foot; the file's own dates are those of the archive."""
    document = docx.Document()
    for owner in (document.part.package, document.part):
        for key in [k for k, rel in owner.rels.items() if any(n in rel.reltype for n in _NEEDLESS)]:
            del owner.rels[key]
    _keep_few_styles(document)
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.title = "beheer", "beheer", page.source.title
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = _MOMENT
    document.sections[0].header.paragraphs[0].text = page.publisher
    document.sections[0].footer.paragraphs[0].text = f"Registratienummer {page.number}"
    for group in page.groups:
        for text in group.texts:
            if group.kind == "heading":
                document.add_heading(text, level=group.level)
            else:
                document.add_paragraph(text, style="List Bullet" if group.kind == "item" else None)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return write_zip([(name, archive.read(name)) for name in archive.namelist()])


def _keep_few_styles(document: Document) -> None:
    """Word's own template defines hundreds of styles in 350 kB; the texts use eight."""
    for style in [s for s in document.styles if s.name not in _STYLES]:
        style.element.getparent().remove(style.element)
    for tag in ("w:latentStyles", "w:link"):
        for element in document.styles.element.xpath(f".//{tag}"):
            element.getparent().remove(element)


def write_odt(page: Page) -> bytes:
    """An OpenDocument text: content, metadata and manifest."""
    body = "".join(_odt_group(group) for group in page.groups)
    spaces = " ".join(
        f'xmlns:{short}="{_NAMES}:{name}:1.0"' for short, name in (("office", "office"), ("text", "text"))
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
    meta = (
        f'<office:document-meta {spaces} xmlns:meta="{_NAMES}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:meta><dc:title>{escape(page.source.title)}</dc:title><dc:language>nl-NL</dc:language>"
        "<meta:creation-date>2016-01-15T09:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
    files = (("/", _ODT), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    entries = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>' for path, kind in files)
    manifest = f'<m:manifest xmlns:m="{_NAMES}:manifest:1.0">{entries}</m:manifest>'
    content += "</office:document-content>"
    members = (("content.xml", content), ("meta.xml", meta), ("META-INF/manifest.xml", manifest))
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return write_zip([("mimetype", _ODT.encode()), *((name, (declaration + xml).encode()) for name, xml in members)])


def _odt_group(group: Group) -> str:
    texts = [escape(text) for text in group.texts]
    if group.kind == "heading":
        return f'<text:h text:outline-level="{group.level}">{texts[0]}</text:h>'
    paragraphs = [f"<text:p>{text}</text:p>" for text in texts]
    if group.kind == "item":
        items = "".join(f"<text:list-item>{p}</text:list-item>" for p in paragraphs)
        return f"<text:list>{items}</text:list>"
    return "".join(paragraphs)
