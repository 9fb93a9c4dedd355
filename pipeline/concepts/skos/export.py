"""Concept files -> SKOS, as Turtle or JSON-LD; the same scheme always gives the same bytes.

What SKOS cannot say (negative labels, patterns, the order of labels) stands in properties of our own, so that the file
can be read back without loss.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from rdflib import RDF, RDFS, XSD, Graph
from rdflib import Literal as Text
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, SKOS
from rdflib.term import BNode, Node, URIRef

from pipeline.concepts.files import ConceptFile, Name
from pipeline.concepts.skos.names import GOAL, GROUPS, ORDERED, About, Names

Format = Literal["turtle", "json-ld"]
_PREFIXES = ("dct", "owl", "skos", "tm")


def scheme_graph(concepts: Sequence[ConceptFile], groups: Mapping[str, Name], *, about: About) -> Graph:
    """The scheme as a graph.

    Args:
        concepts: as read and checked by `read_concept_files` and `check_concepts`.
        groups: names by id, in reading order.
        about: title, licence and base of the URIs.
    """
    names = Names(about.base)
    graph = Graph()
    for prefix, space in (("skos", SKOS), ("dct", DCTERMS), ("tm", names.own), ("owl", OWL)):
        graph.bind(prefix, space, override=True, replace=True)
    _add_scheme(graph, names, about, groups)
    _add_properties(graph, names)
    above = ancestors(concepts)
    for concept in concepts:
        _add_concept(graph, names, concept)
        _add_relations(graph, names, concept, above)
    return graph


def graph_bytes(graph: Graph, *, form: Format) -> bytes:
    """The graph in a file format: same graph, same bytes."""
    if form == "turtle":
        text = str(graph.serialize(format="turtle"))
    else:
        context = {prefix: str(space) for prefix, space in sorted(graph.namespaces()) if prefix in _PREFIXES}
        loose = json.loads(str(graph.serialize(format="json-ld", context=context)))
        text = json.dumps(_sorted(loose), ensure_ascii=False, indent=1, sort_keys=True)
    return (text.strip() + "\n").encode("utf-8")


def ancestors(concepts: Iterable[ConceptFile]) -> dict[str, tuple[str, ...]]:
    """All wider concepts of each concept, the nearest first."""
    broader = {c.id: c.broader for c in concepts}
    found: dict[str, tuple[str, ...]] = {}
    for concept_id, first in broader.items():
        path: list[str] = []
        above = first
        while above is not None and above not in path:
            path.append(above)
            above = broader.get(above)
        found[concept_id] = tuple(path)
    return found


def _add_scheme(graph: Graph, names: Names, about: About, groups: Mapping[str, Name]) -> None:
    scheme = names.scheme
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    _add_names(graph, scheme, DCTERMS.title, about.title)
    _add_names(graph, scheme, SKOS.prefLabel, about.title)
    _add_names(graph, scheme, DCTERMS.description, about.description)
    graph.add((scheme, DCTERMS.creator, Text(about.creator)))
    graph.add((scheme, DCTERMS.license, URIRef(about.licence)))
    _add_list(graph, scheme, names.own[GROUPS.name], [names.group(g) for g in groups])
    for group_id, name in groups.items():
        graph.add((names.group(group_id), RDF.type, SKOS.Collection))
        graph.add((names.group(group_id), SKOS.notation, Text(group_id)))
        _add_names(graph, names.group(group_id), SKOS.prefLabel, name)


def _add_properties(graph: Graph, names: Names) -> None:
    for own in (*ORDERED, GOAL, GROUPS):
        graph.add((names.own[own.name], RDF.type, OWL.AnnotationProperty))
        graph.add((names.own[own.name], RDFS.comment, Text(own.comment, lang="en")))


def _add_concept(graph: Graph, names: Names, concept: ConceptFile) -> None:
    me = names.concept(concept.id)
    graph.add((me, RDF.type, SKOS.Concept))
    graph.add((me, SKOS.inScheme, names.scheme))
    graph.add((me, SKOS.notation, Text(concept.id)))
    _add_names(graph, me, SKOS.prefLabel, concept.pref_label)
    graph.add((me, SKOS.definition, Text(concept.definition_nl, lang="nl")))
    for label in concept.alt_labels:
        graph.add((me, SKOS.hiddenLabel if "*" in label else SKOS.altLabel, Text(label, lang="nl")))
    for example in concept.examples.positive:
        graph.add((me, SKOS.example, Text(example, lang="nl")))
    if concept.note:
        graph.add((me, SKOS.scopeNote, Text(concept.note)))
    if concept.jeugdwet_goal is not None:
        graph.add((me, names.own[GOAL.name], Text(concept.jeugdwet_goal, datatype=XSD.integer)))
    for own in ORDERED:
        if values := _values(concept, own.field):
            _add_list(graph, me, names.own[own.name], [Text(v) for v in values])


def _add_relations(graph: Graph, names: Names, concept: ConceptFile, above: Mapping[str, tuple[str, ...]]) -> None:
    me = names.concept(concept.id)
    graph.add((names.group(concept.group), SKOS.member, me))
    if concept.broader is None:
        graph.add((me, SKOS.topConceptOf, names.scheme))
        graph.add((names.scheme, SKOS.hasTopConcept, me))
    else:
        graph.add((me, SKOS.broader, names.concept(concept.broader)))
        graph.add((names.concept(concept.broader), SKOS.narrower, me))
    for other in concept.related:
        if other not in above[concept.id] and concept.id not in above.get(other, ()):  # SKOS, S27: broader excludes it
            graph.add((me, SKOS.related, names.concept(other)))
            graph.add((names.concept(other), SKOS.related, me))


def _values(concept: ConceptFile, field: str) -> tuple[str, ...]:
    value: Any = concept
    for part in field.split("."):
        value = getattr(value, part)
    return tuple(value)


def _add_names(graph: Graph, subject: URIRef, predicate: URIRef, name: Name) -> None:
    graph.add((subject, predicate, Text(name.nl, lang="nl")))
    graph.add((subject, predicate, Text(name.en, lang="en")))


def _add_list(graph: Graph, subject: URIRef, predicate: URIRef, values: list[Node]) -> None:
    head = BNode()
    Collection(graph, head, values)
    graph.add((subject, predicate, head))


def _sorted(value: Any) -> Any:
    """JSON-LD with the members of sets in order; only lists keep theirs."""
    if isinstance(value, list):
        return sorted((_sorted(v) for v in value), key=lambda v: json.dumps(v, sort_keys=True))
    if isinstance(value, dict):
        return {k: v if k == "@list" else _sorted(v) for k, v in value.items()}
    return value
