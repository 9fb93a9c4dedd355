"""All sources -> corpus/ with its manifest, and truth/."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from data.sample.build.addresses import number_of, path_of, url_of
from data.sample.build.formats.cvdr import write_cvdr
from data.sample.build.formats.groups import Page
from data.sample.build.formats.html import write_html
from data.sample.build.formats.office import write_docx, write_odt
from data.sample.build.formats.pdf import write_pdf
from data.sample.build.formats.text import write_raadsinfo, write_txt
from data.sample.build.knowledge import Knowledge, load_knowledge
from data.sample.build.markup import read_source
from data.sample.build.region import Region
from data.sample.build.slips import with_slips
from data.sample.build.source import Source
from data.sample.build.troublemakers import Trouble, duplicates, rejects
from data.sample.build.truth import truth_row
from pipeline.errors import InputError

RETRIEVED_AT = "2016-02-01T09:00:00Z"
_WRITERS = {
    "html": write_html,
    "pdf": write_pdf,
    "docx": write_docx,
    "odt": write_odt,
    "txt": write_txt,
    "cvdr": write_cvdr,
    "gmb": write_html,
    "raadsinfo": write_raadsinfo,
}
_MEDIA_TYPES = {
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".json": "application/json",
}
Row = dict[str, Any]


def read_sources(folder: Path, *, knowledge: Knowledge) -> list[Source]:
    """Every marked-up text below a folder, in the order of the ids.

    Raises:
        InputError: one or more texts are wrong; all mistakes are listed.
    """
    sources, wrong = [], []
    for path in sorted(folder.rglob("*.txt")):
        source, problems = read_source(path, knowledge=knowledge)
        wrong += [f"{path.name}:{p.line}: {p.found} (expected: {p.expected})" for p in problems]
        sources += [source] if source else []
    known = {s.id for s in sources} | {None}
    wrong += [
        f"{s.id}: copy_of {s.copy_of!r} (expected: the id of a source)" for s in sources if s.copy_of not in known
    ]
    if wrong:
        raise InputError(
            f"{len(wrong)} mistakes in the markup:\n" + "\n".join(wrong),
            expected="the shape of MARKUP.md",
            where=str(folder),
            remedy="mend those lines",
        )
    return sorted(sources, key=lambda s: s.id)


def build(sample: Path, *, into: Path) -> dict[str, int]:
    """Write corpus/ and truth/ anew.

    Args:
        sample: data/sample, with source/, region.yaml and story.yaml.
        into: folder that gets corpus/ and truth/.

    Returns:
        How many documents, rejects and bytes were written.

    Raises:
        InputError: a source text is wrong.
    """
    knowledge = load_knowledge(sample)
    sources = read_sources(sample / "source", knowledge=knowledge)
    files = {path_of(s): write_document(s, sources, knowledge.region) for s in sources}
    truth = [truth_row(s, path=path_of(s), url=url_of(s, knowledge.region), region=knowledge.region) for s in sources]
    for copy in duplicates(truth):
        files[copy["path"]] = files[copy["original"]]
        truth.append(copy["row"])
    trouble = rejects(files)
    _write(into, files | {t.path: t.data for t in trouble}, sorted(truth, key=lambda row: row["id"]), trouble)
    shutil.copyfile(sample / "story.yaml", into / "truth" / "story.yaml")
    return {"documents": len(truth), "rejects": len(trouble), "bytes": sum(map(len, files.values()))}


def write_document(source: Source, sources: list[Source], region: Region) -> bytes:
    """The bytes of one document in its format."""
    town = region.municipalities.get(source.municipality)
    neighbours = [s.title for s in sources if s.path.parent == source.path.parent and s.id != source.id]
    page = Page(
        with_slips(source) if source.ocr else source,
        publisher=source.publisher or (f"Gemeente {town.name}" if town else f"Regio {source.region}"),
        domain=town.domain if town else f"jeugd{source.region.lower()}.example",
        number=number_of(source.id),
        related=tuple(neighbours[:3]),
    )
    return _WRITERS[source.format.split("-")[0]](page)


def _write(into: Path, files: dict[str, bytes], truth: list[Row], trouble: list[Trouble]) -> None:
    for name in ("corpus", "truth"):
        shutil.rmtree(into / name, ignore_errors=True)
        (into / name).mkdir(parents=True)
    for path, data in files.items():
        (into / "corpus" / path).parent.mkdir(exist_ok=True)
        (into / "corpus" / path).write_bytes(data)
    urls = {row["path"]: row["url"] for row in truth} | {t.path: t.url for t in trouble}
    lines = [
        {
            "path": path,
            "url": urls[path],
            "media_type": _MEDIA_TYPES[Path(path).suffix],
            "retrieved_at": RETRIEVED_AT,
            "declared": {},
        }
        for path in sorted(files)
    ]
    _write_lines(into / "corpus" / "manifest.jsonl", lines)
    _write_lines(into / "truth" / "documents.jsonl", truth)
    rows = [{"url": t.url, "path": t.path, "reason": t.reason} for t in trouble]
    _write_lines(into / "truth" / "rejects.jsonl", rows)


def _write_lines(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
