"""All formats carry the same graph, the same bytes each time, with a description whose counts are true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from biopic.build import Built, assemble
from biopic.building.generation import build_graph
from biopic.errors import InputError, MissingExtraError
from biopic.export import FORMATS, describe, export, merged_graph, schema_view
from biopic.load import load_dossier
from biopic.ontology import RDF, load_vocabulary
from biopic.parquet import COLUMNS, write_parquet
from biopic.store import Opened, open_store

VOID = "http://rdfs.org/ns/void#"


@pytest.fixture(scope="module")
def opened(mask: Built) -> Opened:
    return Opened(mask.store, mask.base, {})


@pytest.fixture
def small(lamp: Callable[..., Path]) -> Opened:
    things = (
        "ada-moss: {class: Person, label: Ada Moss}\nlamp/ada: {class: Character, label: Ada}\nbette: {class: Person, label: Bette}\n"
        "lamp/watch: {class: StoryEvent, label: The watch, depicts: watch}\nwatch: {class: LifeEvent, label: The watch}\n"
    )
    said = (
        "- quote: Ada kept the light\n  gist: she kept it\n  says:\n    bette: {portrays: lamp/ada}\n    lamp/ada: {basedOn: ada-moss, name: Ada}\n"
        "    lamp/watch: {time: 1931, ageAt: 30}\n    lamp: {releasedIn: 1950}\n"
        "- quote: until the winter of 1931\n  gist: until then\n  denies:\n    watch: {time: 1931}\n"
    )
    folder = lamp(things=things, assertions=said)
    built = assemble([load_dossier(folder, load_vocabulary())], "https://example.org/films/")
    return Opened(built.store, built.base, {})


def as_triples(text: str, form: ox.RdfFormat) -> set[ox.Triple]:
    return {ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(text.encode(), format=form)}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("turtle", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("rdfxml", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_every_format_carries_the_same_graph(opened: Opened, name: str, form: ox.RdfFormat) -> None:
    """No triple is lost or added by a format; there is no blank node, so equal sets are isomorphic graphs."""
    expected = set(merged_graph(opened))
    assert not any(isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode) for t in expected)
    assert as_triples(export(opened, name), form) == expected


def test_rdflib_reads_the_same_graph_from_turtle_jsonld_and_rdfxml(small: Opened) -> None:
    """Another library's parsers see the same graph, by isomorphism."""
    expected = rdflib.Graph().parse(data="".join(f"{t} .\n" for t in merged_graph(small)), format="nt")
    for name, form in (("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")):
        assert isomorphic(rdflib.Graph().parse(data=export(small, name), format=form), expected), name


def test_reifiers_say_what_the_assertions_say(opened: Opened) -> None:
    """Every reifier of the RDF 1.2 export, taken apart again, gives the RDF 1.1 graph back."""
    apart: set[ox.Triple] = set()
    for t in as_triples(export(opened, "turtle12"), ox.RdfFormat.TURTLE):
        if t.predicate.value == RDF + "reifies":
            said = t.object
            assert isinstance(said, ox.Triple)
            for name, term in (("subject", said.subject), ("predicate", said.predicate), ("object", said.object)):
                apart.add(ox.Triple(t.subject, ox.NamedNode(RDF + name), term))
        else:
            apart.add(t)
    assert apart == set(merged_graph(opened))


def test_counts_of_the_description_are_true(opened: Opened) -> None:
    """VoID counts the triples, the entities, the classes and the properties that are really there."""
    triples = set(merged_graph(opened))
    said = {t.predicate.value.removeprefix(VOID): t.object.value for t in triples if t.subject == ox.NamedNode(opened.base + "dataset") and t.predicate.value.startswith(VOID) and isinstance(t.object, ox.Literal)}  # fmt: skip
    assert int(said["triples"]) == len(triples)
    assert int(said["entities"]) == len({t.subject for t in triples})
    assert int(said["properties"]) == len({t.predicate for t in triples})
    assert int(said["classes"]) == len({t.object for t in triples if t.predicate.value == RDF + "type"})
    assert describe(opened, set())


def test_provenance_stands_in_graphs_of_its_own(opened: Opened) -> None:
    """N-Quads has a graph for things, one for provenance, and one a document, and nothing in the default graph."""
    names = {q.graph_name for q in ox.parse(export(opened, "nquads").encode(), format=ox.RdfFormat.N_QUADS)}
    assert ox.DefaultGraph() not in names
    assert {"things", "provenance", "inferences", "comparisons"} <= {
        str(name.value).rsplit("/", 1)[-1] for name in names if isinstance(name, ox.NamedNode)
    }


def test_schema_view_names_film_cast_and_model(small: Opened) -> None:
    """The schema.org view has the film, its performer in a role, and the person behind the character."""
    data = json.loads(export(small, "schema"))
    kinds = {str(node.get("@type")) for node in data["@graph"]}
    assert {"Movie", "PerformanceRole", "Person"} <= kinds
    assert any(t.predicate.value == "https://schema.org/isBasedOn" for t in schema_view(small))


@pytest.mark.parametrize("name", FORMATS)
def test_export_is_the_same_bytes_whatever_the_hash_seed(name: str, tmp_path: Path, small: Opened) -> None:
    """Two processes with different hash seeds write the same bytes."""
    (tmp_path / "data.nq").write_bytes(b"".join(f"{q} .\n".encode() for q in small.store))
    program = (
        "import sys, pyoxigraph as ox; from biopic.store import Opened; from biopic.export import export; s = ox.Store();"
        "s.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS); sys.stdout.write(export(Opened(s, 'https://example.org/films/', {}), sys.argv[2]))"
    )
    seen = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        seen.add(
            subprocess.run(
                [sys.executable, "-c", program, str(tmp_path / "data.nq"), name],
                capture_output=True,
                check=True,
                env=env,
            ).stdout
        )
    assert len(seen) == 1


def test_parquet_has_every_quad_once(
    tmp_path: Path, keeper: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sorted, read back as the quads of the store, in the same bytes each time; groups of rows as large as one says."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (pip install 'biopic[parquet]')")
    monkeypatch.setattr("biopic.parquet.GROUP", 500)
    build_graph(keeper().parent, tmp_path / "store")
    opened = open_store(tmp_path / "store")
    on_disk, in_memory = tmp_path / "disk.parquet", tmp_path / "memory.parquet"
    assert (
        write_parquet(opened, on_disk)
        == write_parquet(Opened(opened.store, opened.base, {}), in_memory)
        == len(opened.store)
    )
    assert on_disk.read_bytes() == in_memory.read_bytes()
    table = parquet.read_table(on_disk)
    rows = list(zip(*(table.column(name).to_pylist() for name in COLUMNS), strict=True))
    assert parquet.ParquetFile(on_disk).metadata.num_row_groups == -(-len(rows) // 500) > 1
    assert len(rows) == len(set(rows)) and {as_quad(*row) for row in rows} == set(opened.store)


def as_quad(subject: str, predicate: str, value: str, datatype: str | None, language: str | None, graph: str | None) -> ox.Quad:  # fmt: skip
    """Return what a row says."""

    def node(name: str) -> ox.NamedNode | ox.BlankNode:
        return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)

    if language:
        meant = ox.Literal(value, language=language)
    else:
        meant = ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else node(value)
    return ox.Quad(
        node(subject), ox.NamedNode(predicate), meant, ox.NamedNode(graph) if graph else ox.DefaultGraph()
    )  # fmt: skip


def test_parquet_that_cannot_be_written_is_one_line(
    tmp_path: Path, small: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without pyarrow it says how to install that; an old file stays, and no half one is left."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (pip install 'biopic[parquet]')")
    old = tmp_path / "graph.parquet"
    old.write_bytes(b"old")
    with monkeypatch.context() as lines:
        lines.setattr("biopic.parquet.sorted_nquads", lambda store: b"<urn:a> <urn:b> <urn:c> .\nhalf a line")
        with pytest.raises(SyntaxError):
            write_parquet(small, old)
    with pytest.raises(InputError, match="cannot be written"):
        write_parquet(small, tmp_path / "nowhere" / "graph.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'biopic\[parquet\]'"):
        write_parquet(small, old)
    assert (
        [path.read_bytes() for path in tmp_path.glob("*.parquet")]
        == [b"old"]
        == [path.read_bytes() for path in tmp_path.glob("*graph*") if path.is_file()]
    )
