"""What is wrong with a SKOS graph; after qSKOS (Suominen and Mader, 2014) and the rules of SKOS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rdflib import RDF, Graph
from rdflib.namespace import SKOS
from rdflib.term import Literal, Node, URIRef

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_RELATIONS = (SKOS.broader, SKOS.narrower, SKOS.related)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        kind: short name of the check.
        subject: URI of the concept.
        found: what is there.
        remedy: what to do.
        fatal: whether it keeps the graph from being read as a scheme.
    """

    kind: str
    subject: str
    found: str
    remedy: str
    fatal: bool = True


def find_problems(graph: Graph) -> list[Problem]:
    """Everything that is wrong, by kind and concept."""
    checks: tuple[Callable[[Graph], Iterator[Problem]], ...] = (
        *(_names, _twice_in_one, _clashes, _dangling, _circles, _both_ways, _several_above),
        *(_orphans, _undocumented),
    )
    return sorted((p for check in checks for p in check(graph)), key=lambda p: (p.kind, p.subject, p.found))


def concepts_of(graph: Graph) -> list[URIRef]:
    """The URIs of all concepts, sorted."""
    return sorted(s for s in graph.subjects(RDF.type, SKOS.Concept, unique=True) if isinstance(s, URIRef))


def wider(graph: Graph, concept: Node) -> set[Node]:
    """The concepts right above one: said by skos:broader, or by skos:narrower from above."""
    return set(graph.objects(concept, SKOS.broader)) | set(graph.subjects(SKOS.narrower, concept))


def all_wider(graph: Graph, concept: Node) -> set[Node]:
    """All concepts above one, however far."""
    found: set[Node] = set()
    todo = wider(graph, concept)
    while todo:
        above = todo.pop()
        if above not in found:
            found.add(above)
            todo |= wider(graph, above)
    return found


def _names(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        names: dict[str, list[str]] = defaultdict(list)
        for label in graph.objects(concept, SKOS.prefLabel):
            names[getattr(label, "language", None) or ""].append(str(label))
        for language, labels in sorted(names.items()):
            if len(labels) > 1:
                found = f"{len(labels)} preferred labels in {language!r}: {', '.join(sorted(labels))}"
                yield Problem("two names", str(concept), found, "keep one; make the others skos:altLabel")
        if "nl" not in names:
            found = f"no skos:prefLabel in Dutch; there are: {', '.join(map(repr, sorted(names))) or 'none'}"
            yield Problem("no Dutch name", str(concept), found, 'add skos:prefLabel "..."@nl')


def _twice_in_one(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        seen: dict[Node, str] = {}
        for kind in _LABELS:
            for label in sorted(graph.objects(concept, kind), key=str):
                name = kind.removeprefix(str(SKOS))
                if label in seen:
                    found = f"{str(label)!r} is both {seen[label]} and {name}"
                    yield Problem("label twice", str(concept), found, "keep one of the two (SKOS, S13)")
                seen[label] = name


def _clashes(graph: Graph) -> Iterator[Problem]:
    owners: dict[tuple[str, str | None], URIRef] = {}
    for concept in concepts_of(graph):
        for label in sorted((o for kind in _LABELS for o in graph.objects(concept, kind)), key=str):
            key = (str(label).casefold(), getattr(label, "language", None))
            owner = owners.setdefault(key, concept)
            if owner != concept:
                found = f"the label {str(label)!r} is that of {owner} too"
                yield Problem("label clash", str(concept), found, "leave it with the one where it belongs")


def _dangling(graph: Graph) -> Iterator[Problem]:
    known = set(concepts_of(graph))
    for relation in _RELATIONS:
        for subject, target in graph.subject_objects(relation):
            for end in {subject, target} - known:
                found = f"{relation.removeprefix(str(SKOS))} leads to {end}, which is no concept here"
                yield Problem("dangling", str(subject), found, "add that concept, or remove the relation")


def _circles(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        if concept in all_wider(graph, concept):
            yield Problem("circle", str(concept), "it is wider than itself", "remove one skos:broader of the circle")


def _both_ways(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        for other in sorted(all_wider(graph, concept) - {concept}, key=str):
            if (concept, SKOS.related, other) in graph or (other, SKOS.related, concept) in graph:
                found = f"{other} is both wider and related"
                yield Problem("related and wider", str(concept), found, "keep skos:broader only (SKOS, S27)")


def _several_above(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        above = sorted(map(str, wider(graph, concept)))
        if len(above) > 1:
            found = f"{len(above)} wider concepts: {', '.join(above)}"
            yield Problem("two above", str(concept), found, "keep the nearest; make the others skos:related")


def _orphans(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        if not any((concept, r, None) in graph or (None, r, concept) in graph for r in (*_RELATIONS, SKOS.member)):
            yield Problem("orphan", str(concept), "it is tied to nothing", "add a relation", fatal=False)
        if (concept, SKOS.inScheme, None) not in graph:
            yield Problem("no scheme", str(concept), "no skos:inScheme", "say to which scheme it belongs", fatal=False)
        if not wider(graph, concept) and (concept, SKOS.topConceptOf, None) not in graph:
            found = "nothing above it, and no top concept"
            yield Problem("no top", str(concept), found, "add skos:topConceptOf", fatal=False)


def _undocumented(graph: Graph) -> Iterator[Problem]:
    for concept in concepts_of(graph):
        if not any(str(d).strip() for d in graph.objects(concept, SKOS.definition)):
            yield Problem("no definition", str(concept), "no skos:definition", "add one", fatal=False)
        bare = [o for kind in _LABELS for o in graph.objects(concept, kind) if _no_language(o)]
        for label in sorted(bare, key=str):
            yield Problem("no language", str(concept), f"the label {str(label)!r}", 'write "..."@nl', fatal=False)


def _no_language(label: Node) -> bool:
    return not (isinstance(label, Literal) and label.language)
