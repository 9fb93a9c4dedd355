"""The scheme of concepts as files to download: Turtle and JSON-LD."""

from __future__ import annotations

from pathlib import Path

from pipeline.concepts.files import read_concept_files, read_words_file
from pipeline.concepts.skos.export import graph_bytes, scheme_graph
from pipeline.concepts.skos.names import read_about


def scheme_files(folder: Path) -> dict[str, bytes]:
    """Name and content of each file; the same folder always gives the same bytes."""
    graph = scheme_graph(read_concept_files(folder), read_words_file(folder).groups, about=read_about(folder))
    return {"begrippen.ttl": graph_bytes(graph, form="turtle"), "begrippen.jsonld": graph_bytes(graph, form="json-ld")}
