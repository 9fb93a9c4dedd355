"""Report and files -> ro-crate-metadata.json (RO-Crate 1.1): where all came from, with what, and how to check it.

One run: sources with licence, dates and hash; software and language model with version; parameters; files with hash.
The moment is that of the data, so that the same run gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.report.files.citation import Citation, citation
from pipeline.report.files.licence import terms
from pipeline.report.files.shelf import Shelved
from pipeline.report.format import slug
from pipeline.report.report import Report
from pipeline.text import text_hash

NAME = "ro-crate-metadata.json"
_CONTEXT = [
    "https://w3id.org/ro/crate/1.1/context",
    {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"},
]
_PARTS = ("seed", "sources", "places", "clean", "language", "entities", "concepts", "embed", "topics", "trends")
_NAMED = re.compile(r"[A-Za-z0-9.]+(?:-[A-Za-z0-9.]+)+")  # an SPDX name, such as CC0-1.0
_SPDX = "https://spdx.org/licenses/"
_PACKAGES = "https://pypi.org/project/"


def crate_text(report: Report, files: Iterable[Shelved], *, inputs: Mapping[str, str]) -> str:
    """The metadata file of the crate.

    Args:
        files: all others in its folder.
        inputs: SHA-256 of each input of the report, by path.
    """
    cited, shelf = citation(report), list(files)
    sources, software = list(_sources(report)), list(_software(report))
    given = [_input(path, digest) for path, digest in sorted(inputs.items())]
    settings = list(_parameters(report))
    run = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "The run that made these files",
        "instrument": _ids(software),
        "object": _ids([*sources, *given, *settings]),
        "result": [{"@id": file.path} for file in shelf],
    }
    graph: list[Mapping[str, Any]] = [_descriptor(), _root(report, cited, shelf), run, *_maker(cited)]
    graph += [*(_file(file) for file in shelf), *sources, *given, *software, *settings, *_licences(report)]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _descriptor() -> dict[str, Any]:
    return {
        "@id": NAME,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }


def _root(report: Report, cited: Citation, files: list[Shelved]) -> dict[str, Any]:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{cited.title}: {cited.subtitle}",
        "description": "Tables, documents and concept scheme behind the report. "
        "Full texts and names of private people are left out.",
        "inLanguage": "nl",
        "datePublished": cited.made.isoformat(),
        "temporalCoverage": f"{report.years[0]}/{report.years[-1]}",
        "version": cited.version,
        "publisher": {"@id": "#publisher"},
        "creditText": cited.text,
        "license": [{"@id": licence["@id"]} for licence in _licences(report)],
        "hasPart": [{"@id": file.path} for file in files],
        "mentions": {"@id": "#run"},
    }


def _maker(cited: Citation) -> list[dict[str, Any]]:
    return [{"@id": "#publisher", "@type": "Organization", "name": cited.author}]


def _file(file: Shelved) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "@id": file.path,
        "@type": "File",
        "name": file.names[1] or file.path,
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
    return entity | ({"description": file.names[0], "inLanguage": "nl"} if file.names[0] else {})


def _sources(report: Report) -> Iterator[dict[str, Any]]:
    """Per source: terms, dates, number of records, and one hash over the hashes of all its files."""
    records = report.tables["records"]
    for name, settings in sorted(report.settings.sources.items()):
        own = records[records["source"] == name]
        moments = sorted(own["retrieved_at"].dropna())
        yield {
            "@id": f"#source-{slug(name)}",
            "@type": "Dataset",
            "name": name,
            "description": f"{len(own)} records, fetched with the connector {settings.connector}",
            "license": [{"@id": _licence(text)} for text in terms(report, name)],
            "temporalCoverage": f"{moments[0]}/{moments[-1]}" if moments else "unknown",
            "size": str(int(own["size"].sum())) if len(own) else "0",
            "sha256": text_hash("\n".join(sorted(own["raw_sha256"]))),
        }


def _licence(text: str) -> str:
    if text.startswith(("http://", "https://")) and " " not in text:
        return text
    return f"{_SPDX}{text}" if _NAMED.fullmatch(text) else f"#licence-{slug(text)}"


def _licences(report: Report) -> list[dict[str, Any]]:
    texts = sorted({text for source in report.settings.sources for text in terms(report, source)})
    return [{"@id": _licence(text), "@type": "CreativeWork", "name": text} for text in texts]


def _input(path: str, digest: str) -> dict[str, Any]:
    return {"@id": f"#input-{slug(path)}", "@type": "CreativeWork", "name": path, "sha256": digest}


def _software(report: Report) -> Iterator[dict[str, Any]]:
    for name, version in sorted(report.versions.items()):
        entity = {"@id": f"#software-{slug(name)}", "@type": "SoftwareApplication", "name": name, "version": version}
        known = {} if name == "transformatiemonitor" else {"url": f"{_PACKAGES}{slug(name)}/"}
        yield entity | known
    model = report.language
    if model:
        yield {
            "@id": "#language-model",
            "@type": "SoftwareApplication",
            "name": str(model.get("name", "unknown")),
            "version": str(model.get("version", "unknown")),
            "license": str(model.get("licence", "unknown")),
            "description": str(model.get("why", "")),
            "identifier": str(model.get("id", "")),
        }


def _parameters(report: Report) -> Iterator[dict[str, Any]]:
    """Settings that the numbers depend on, one value an entity."""
    settings: dict[str, Any] = report.settings.model_dump(mode="json")
    for part in _PARTS:
        for path, value in _flat(part, settings.get(part)):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
            yield {"@id": f"#parameter-{path}", "@type": "PropertyValue", "name": path, "value": text}


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, item in sorted(value.items()):
            yield from _flat(f"{path}.{slug(str(key)) if path == 'sources' else key}", item)
    else:
        yield path, value


def _ids(entities: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": str(entity["@id"])} for entity in entities]
