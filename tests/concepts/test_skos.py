"""The scheme as SKOS: valid, the same bytes each time, and read back without loss; other people's files too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS

from pipeline.concepts.files import ConceptFile, read_concept_files, read_words_file
from pipeline.concepts.skos.drafts import write_drafts
from pipeline.concepts.skos.export import Format, graph_bytes, scheme_graph
from pipeline.concepts.skos.load import read_graph, read_skos
from pipeline.concepts.skos.names import Names, read_about
from pipeline.concepts.skos.problems import find_problems
from pipeline.errors import ModelError

FOLDER = Path("models/concepts").absolute()
ENDINGS: dict[Format, str] = {"turtle": "ttl", "json-ld": "jsonld"}
FORMS = pytest.mark.parametrize("form", ENDINGS)
FOREIGN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <http://example.org/thesaurus/> .
e:c_1 a skos:Concept ; skos:prefLabel "Jeugdhulp op school"@nl, "School support"@en ; skos:altLabel "schoolhulp"@nl .
e:c_2 a skos:Concept ; skos:prefLabel "Brugfunctionaris"@nl ; skos:broader e:c_1 ; skos:definition "Iemand."@nl .
"""


@pytest.fixture(scope="module")
def concepts() -> list[ConceptFile]:
    return read_concept_files(FOLDER)


@pytest.fixture(scope="module")
def graph(concepts: list[ConceptFile]) -> Graph:
    return scheme_graph(concepts, read_words_file(FOLDER).groups, about=read_about(FOLDER))


def foreign(tmp_path: Path, more: str = "", *, old: str = "", new: str = "") -> Path:
    path = tmp_path / "vreemd.ttl"
    path.write_text(FOREIGN.replace(old, new) + more if old else FOREIGN + more, encoding="utf-8")
    return path


def test_the_export_is_valid(graph: Graph) -> None:
    assert find_problems(graph) == []


def test_every_concept_has_a_uri_that_lasts(graph: Graph, concepts: list[ConceptFile]) -> None:
    names = Names(read_about(FOLDER).base)
    assert str(names.concept("wijkteam")) == "https://w3id.org/transformatiemonitor/concept/wijkteam"
    assert {str(names.concept(c.id)) for c in concepts} == {str(s) for s in graph.subjects(SKOS.inScheme, names.scheme)}


@FORMS
def test_what_is_exported_comes_back_equal(
    graph: Graph, concepts: list[ConceptFile], tmp_path: Path, form: Format
) -> None:
    path = tmp_path / f"scheme.{ENDINGS[form]}"
    path.write_bytes(graph_bytes(graph, form=form))
    drafts = read_skos(path)
    assert [d.gaps() for d in drafts.concepts if d.gaps()] == []
    write_drafts(drafts, tmp_path / "back", words=FOLDER / "_words.yaml")
    assert read_concept_files(tmp_path / "back") == concepts
    assert read_words_file(tmp_path / "back") == read_words_file(FOLDER)
    assert list(read_words_file(tmp_path / "back").groups) == list(read_words_file(FOLDER).groups)


@FORMS
def test_the_same_scheme_gives_the_same_bytes(concepts: list[ConceptFile], form: Format) -> None:
    few, groups, about = concepts[:6], read_words_file(FOLDER).groups, read_about(FOLDER)
    first, second = (graph_bytes(scheme_graph(few, groups, about=about), form=form) for _ in range(2))
    assert first == second


def test_a_relation_that_only_one_of_the_two_names_stays_so(concepts: list[ConceptFile], tmp_path: Path) -> None:
    names: dict[str, object] = {"broader": None, "related": (), "not_to_be_confused_with": ()}
    first, second = (c.model_copy(update=names) for c in concepts[:2])
    one_way = [first.model_copy(update={"related": (second.id,)}), second]
    path = tmp_path / "scheme.ttl"
    groups = read_words_file(FOLDER).groups
    path.write_bytes(graph_bytes(scheme_graph(one_way, groups, about=read_about(FOLDER)), form="turtle"))
    assert [d.lists["related"] for d in read_skos(path).concepts] == [[second.id], []]


def test_a_label_that_is_added_elsewhere_comes_in_and_one_removed_goes(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "scheme.ttl"
    text = graph_bytes(graph, form="turtle").decode("utf-8")
    assert '"jeugdteam"@nl' in text
    path.write_text(text.replace('"jeugdteam"@nl', '"kindploeg"@nl'), encoding="utf-8")
    labels = next(d for d in read_skos(path).concepts if d.id == "wijkteam").lists["alt_labels"]
    assert "kindploeg" in labels
    assert "jeugdteam" not in labels


def test_a_foreign_scheme_is_read_and_what_it_lacks_is_listed(tmp_path: Path) -> None:
    drafts = read_skos(foreign(tmp_path))
    by_id = {d.id: d for d in drafts.concepts}
    assert set(by_id) == {"jeugdhulp-op-school", "brugfunctionaris"}
    assert by_id["brugfunctionaris"].broader == "jeugdhulp-op-school"
    assert by_id["jeugdhulp-op-school"].lists["alt_labels"] == ["schoolhulp"]
    assert by_id["brugfunctionaris"].gaps() == ["pref_label.en", "group", "examples.positive", "examples.negative"]


def test_an_import_overwrites_nothing(tmp_path: Path) -> None:
    drafts = read_skos(foreign(tmp_path))
    write_drafts(drafts, tmp_path / "in", words=FOLDER / "_words.yaml")
    with pytest.raises(ModelError, match="3 files are there already"):
        write_drafts(drafts, tmp_path / "in", words=FOLDER / "_words.yaml")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Brugfunctionaris"@nl', '"Brugfunctionaris"@nl, "Brug"@nl', "2 preferred labels in 'nl'"),
        ('"Brugfunctionaris"@nl', '"Bridge"@en', "no skos:prefLabel in Dutch"),
        ("skos:broader e:c_1", "skos:broader e:c_9", "which is no concept here"),
        ("skos:broader e:c_1", "skos:broader e:c_1 ; skos:narrower e:c_1", "wider than itself"),
        ("skos:broader e:c_1", "skos:broader e:c_1 ; skos:related e:c_1", "both wider and related"),
        ("skos:broader e:c_1", 'skos:altLabel "Schoolhulp"@nl', "is that of http://example.org/thesaurus/c_1 too"),
        ("skos:broader e:c_1", 'skos:altLabel "Brugfunctionaris"@nl', "is both prefLabel and altLabel"),
        ("skos:broader e:c_1", 'skos:notation "jeugdhulp-op-school"', "would both be 'jeugdhulp-op-school'"),
        ("a skos:Concept", "a skos:Thing", "holds no skos:Concept"),
        ("skos:broader e:c_1", "skos:broader e:c_1 e:c_2", "no Turtle"),
    ],
)
def test_what_is_wrong_with_a_foreign_scheme_is_said(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ModelError, match=re.escape(told)) as raised:
        read_skos(foreign(tmp_path, old=old, new=new))
    assert "vreemd.ttl" in str(raised.value)


def test_two_concepts_above_one_are_refused(tmp_path: Path) -> None:
    more = 'e:c_3 a skos:Concept ; skos:prefLabel "School"@nl ; skos:narrower e:c_2 .'
    with pytest.raises(ModelError, match="2 wider concepts"):
        read_skos(foreign(tmp_path, more))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.rdf", "<rdf/>", "the ending '.rdf' is unknown"),
        ("a.ttl", None, "cannot be read"),
        ("a.json", '{"@context": "https://example.org/c.json"}', "its context would be fetched"),
        ("a.json", '{"@graph": [{"@context": ["http://10.0.0.1/c"]}]}', "its context would be fetched"),
        ("a.json", '{"@context": {"@import": "http://10.0.0.1/c"}}', "its context would be fetched"),
        ("a.json", "{\n oeps", "no JSON"),
        ("a.json", '{"@graph": 3}', "holds no skos:Concept"),
    ],
)
def test_a_file_that_is_no_skos_is_explained(tmp_path: Path, name: str, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=re.escape(told)):
        read_skos(tmp_path / name)


def test_a_concept_without_ties_or_definition_is_noticed() -> None:
    lone = Graph().parse(data=FOREIGN, format="turtle")
    lone.remove((URIRef("http://example.org/thesaurus/c_2"), SKOS.broader, None))
    kinds = {p.kind for p in find_problems(lone)}
    assert {"orphan", "no scheme", "no top", "no definition"} <= kinds
    assert not any(p.fatal for p in find_problems(lone))


def test_json_ld_is_json_that_others_can_read(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "s.jsonld"
    path.write_bytes(graph_bytes(graph, form="json-ld"))
    assert "skos:prefLabel" in json.dumps(json.loads(path.read_text(encoding="utf-8"))["@graph"][0])
    assert len(read_graph(path)) == len(graph)
