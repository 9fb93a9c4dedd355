"""A SKOS file, ours or somebody else's -> drafts of concept files. Nothing is fetched from the network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rdflib import RDF, Graph
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.namespace import SKOS
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Literal, Node, URIRef

from pipeline.concepts.skos.drafts import Draft, Drafts
from pipeline.concepts.skos.names import GOAL, GROUPS, ORDERED
from pipeline.concepts.skos.problems import concepts_of, find_problems, wider
from pipeline.errors import ModelError
from pipeline.text import fold

LARGEST = 50_000_000  # bytes
FORMATS = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
SHOWN = 10  # problems in one message
# What rdflib raises on files that were cut or mixed up (found by changing valid files at random).
_FAULTS = (ParserError, ValueError, TypeError, KeyError, AttributeError, AssertionError, RecursionError)
_OURS = re.compile(r"ns#(?:labels|groups|jeugdwetGoal)$")


def read_skos(path: Path) -> Drafts:
    """Read a Turtle or JSON-LD file.

    Raises:
        ModelError: the file cannot be read, or is no scheme that fits ours; with what to change in it.
    """
    graph = read_graph(path)
    problems = [p for p in find_problems(graph) if p.fatal]
    if not concepts_of(graph):
        raise _wrong(path, "it holds no skos:Concept", "export it as SKOS")
    if problems:
        lines = [f"{p.subject}: {p.found} -> {p.remedy}" for p in problems[:SHOWN]]
        more = [f"and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        raise _wrong(path, "\n".join([f"{len(problems)} problems:", *lines, *more]), "mend these in the file")
    return _Reader(graph, path).drafts()


def read_graph(path: Path) -> Graph:
    """Parse a file; one that would have to be fetched in part is refused."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise _wrong(path, f"the ending {path.suffix!r} is unknown", f"save it as one of: {', '.join(FORMATS)}")
    text = _read_text(path)
    graph, base = Graph(), path.absolute().as_uri()
    try:
        if form == "turtle":
            graph.parse(data=text, format="turtle", publicID=base)
        else:
            to_rdf(_read_json(text, path), graph, base=base, version=1.1)
    except BadSyntax as error:
        raise _wrong(
            path, f"no Turtle: {str(error.message)[:300]}", "mend it there", line=int(error.lines) + 1
        ) from None
    except _FAULTS as error:
        raise _wrong(
            path, f"no {form}: {str(error)[:300]}", "export it again, or look at it in a SKOS editor"
        ) from None
    return graph


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise _wrong(path, f"larger than {LARGEST} bytes", "export only the scheme itself")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(path, "it is no UTF-8", "save it with the encoding UTF-8") from None
    except OSError as error:
        raise _wrong(path, f"cannot be read: {error.strerror}", "give the path of a file") from None


def _read_json(text: str, path: Path) -> Any:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(path, f"no JSON: {error.msg}", "mend it there", line=error.lineno) from None
    if not isinstance(data, (dict, list)):
        raise _wrong(path, f"no JSON-LD: it holds {str(data)[:40]!r}", "give an object with @context and @graph")
    _check_contexts(data, path)
    return data


def _check_contexts(data: Any, path: Path) -> None:
    todo = [data]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            contexts = value.get("@context", [])
            contexts = contexts if isinstance(contexts, list) else [contexts]
            remote = [c for c in (*contexts, value.get("@import")) if isinstance(c, str)]
            if remote:
                found = f"its context would be fetched from {remote[0]}"
                raise _wrong(path, found, "put the context in the file itself")
            todo += value.values()
        elif isinstance(value, list):
            todo += value


class _Reader:
    """Reads a graph that has no fatal problems."""

    def __init__(self, graph: Graph, path: Path) -> None:
        self._graph, self._path = graph, path
        self._own = _own_base(graph)
        self._ids = self._read_ids()

    def drafts(self) -> Drafts:
        """All concepts and groups."""
        concepts = tuple(self._draft(uri) for uri in sorted(self._ids, key=lambda uri: self._ids[uri]))
        return Drafts(concepts, self._groups())

    def _read_ids(self) -> dict[Node, str]:
        ids: dict[Node, str] = {}
        owners: dict[str, Node] = {}
        for uri in concepts_of(self._graph):
            concept_id = self._id(uri)
            if concept_id in owners:
                found = f"{owners[concept_id]} and {uri} would both be {concept_id!r}"
                raise _wrong(self._path, found, "give each a skos:notation of its own")
            ids[uri] = concept_id
            owners[concept_id] = uri
        return ids

    def _id(self, uri: Node) -> str:
        notations = sorted(str(o) for o in self._graph.objects(uri, SKOS.notation))
        last = re.split(r"[/#]", str(uri).rstrip("/#"))[-1]
        names = [*notations, last, str(self._name(uri, "nl"))]
        return next((s for s in names if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", s)), slug(names[-1]))

    def _draft(self, uri: Node) -> Draft:
        name = {"nl": self._name(uri, "nl"), "en": self._name(uri, "en")}
        goal = next(iter(self._graph.objects(uri, URIRef(self._own + GOAL.name))), None) if self._own else None
        lists = {own.field: self._listed(uri, own.name) for own in ORDERED}
        above = sorted(self._ids[b] for b in wider(self._graph, uri))
        return Draft(
            id=self._ids[uri],
            names={k: v for k, v in name.items() if v},
            definition=self._text(uri, SKOS.definition),
            group=next(iter(sorted(self._group_ids(uri))), None),
            goal=int(str(goal)) if goal is not None else None,
            broader=above[0] if above else None,
            note=self._text(uri, SKOS.scopeNote),
            lists={
                **{field: values or [] for field, values in lists.items()},
                "alt_labels": _in_order(self._dutch(uri, SKOS.altLabel, SKOS.hiddenLabel), lists["alt_labels"]),
                "examples.positive": _in_order(self._dutch(uri, SKOS.example), lists["examples.positive"]),
                "related": self._related(uri, lists["related"]),
            },
        )

    def _related(self, uri: Node, listed: list[str] | None) -> list[str]:
        """Said in SKOS, in our order.

        SKOS cannot say that only one of the two names the other, nor that a wider concept is related: our list can.
        """
        graph, me = self._graph, self._ids[uri]
        said = {*graph.objects(uri, SKOS.related), *graph.subjects(SKOS.related, uri)}
        ids = {self._ids[o] for o in said}
        kept = [i for i in listed or [] if i in ids or i in self._kin(uri)]
        theirs = {self._ids[o] for o in said if me in (self._listed(o, "related") or [])}
        return kept + sorted(ids - set(kept) - theirs)

    def _kin(self, uri: Node) -> set[str]:
        from_above = _closure(uri, lambda node: wider(self._graph, node))
        graph = self._graph
        below = _closure(uri, lambda n: {*graph.subjects(SKOS.broader, n), *graph.objects(n, SKOS.narrower)})
        return {self._ids[node] for node in from_above | below}

    def _groups(self) -> dict[str, dict[str, str]]:
        uris = sorted(self._graph.subjects(RDF.type, SKOS.Collection, unique=True), key=str)
        found = {self._group_id(uri): {"nl": self._name(uri, "nl"), "en": self._name(uri, "en")} for uri in uris}
        heads = list(self._graph.objects(None, URIRef(self._own + GROUPS.name))) if self._own else []
        order = [self._group_id(uri) for head in heads for uri in Collection(self._graph, head)]
        return {g: found[g] for g in [*dict.fromkeys(o for o in order if o in found), *sorted(set(found) - set(order))]}

    def _group_ids(self, uri: Node) -> set[str]:
        return {self._group_id(g) for g in self._graph.subjects(SKOS.member, uri)}

    def _group_id(self, uri: Node) -> str:
        notations = sorted(str(o) for o in self._graph.objects(uri, SKOS.notation))
        return slug(next(iter(notations), self._name(uri, "nl") or str(uri).rsplit("/", maxsplit=1)[-1]))

    def _listed(self, uri: Node, name: str) -> list[str] | None:
        heads = list(self._graph.objects(uri, URIRef(self._own + name))) if self._own else []
        return [str(v) for head in heads for v in Collection(self._graph, head)] if heads else None

    def _dutch(self, uri: Node, *properties: URIRef) -> set[str]:
        found = (o for p in properties for o in self._graph.objects(uri, p))
        return {str(o) for o in found if isinstance(o, Literal) and (o.language or "nl").split("-")[0] == "nl"}

    def _name(self, uri: Node, language: str) -> str:
        labels = (o for o in self._graph.objects(uri, SKOS.prefLabel) if isinstance(o, Literal))
        return next(iter(sorted(str(o) for o in labels if o.language == language)), "")

    def _text(self, uri: Node, kind: URIRef) -> str:
        texts = sorted(self._graph.objects(uri, kind), key=lambda o: (getattr(o, "language", None) != "nl", str(o)))
        return str(texts[0]) if texts else ""


def _own_base(graph: Graph) -> str:
    """Of the properties of our own, whatever the base under which they were exported; empty when there are none."""
    properties = sorted(str(p) for p in graph.predicates(unique=True) if _OURS.search(str(p)))
    return properties[0].split("ns#")[0] + "ns#" if properties else ""


def slug(name: str) -> str:
    """A name as an id: lower case letters and digits, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "begrip"


def _in_order(values: set[str], listed: Iterable[str] | None) -> list[str]:
    kept = [v for v in dict.fromkeys(listed or ()) if v in values]
    return kept + sorted(values - set(kept))


def _closure(start: Node, step: Any) -> set[Node]:
    found: set[Node] = set()
    todo: set[Node] = set(step(start))
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo |= step(node)
    return found - {start}


def _wrong(path: Path, found: str, remedy: str, *, line: int | None = None) -> ModelError:
    return ModelError(found, where=f"{path}:{line}" if line else str(path), remedy=remedy)
