"""The rules: each says what it does, every term in it is declared, two engines read it, and the same input gives the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from biopic import rules as rule_module
from biopic.build import assemble
from biopic.dataset import GRAPH, Writer, ontology_quads
from biopic.generate import names_of
from biopic.headers import read_header
from biopic.load import load_dossier
from biopic.ontology import BIOPIC, load_vocabulary
from biopic.places import folder
from biopic.rules import KEPT, MERGED, apply, compare, infer, load_rules
from biopic.store import sorted_nquads

RULES = sorted((folder("queries") / "rules").glob("*.rq"))
ROOT = Path(__file__).resolve().parent.parent

Keeper = Callable[..., Path]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_header_is_complete(path: Path) -> None:
    """What the rule says in a sentence, its stage, the graph that it fills; nothing else."""
    header, query = read_header(path)
    assert re.fullmatch(r"\d\d(-[a-z]+)+", path.stem)
    assert set(header) <= {"says", "stage", "into", "repeat"}
    assert header["says"].endswith(".") and header["says"][0].isupper()
    assert header["stage"] in ("infer", "compare")
    assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", header["into"])
    assert header.get("repeat", "true") == "true"
    assert "CONSTRUCT" in query


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_both_engines_read_the_rule(path: Path) -> None:
    """rdflib and Oxigraph; every prefix is declared in the file, and every term of ours in the ontology."""
    query = path.read_text(encoding="utf-8")
    prepareQuery(query, base="https://w3id.org/biopic/")
    ox.Store().query(query, base_iri="https://w3id.org/biopic/")
    code = re.sub(r"(?m)^\s*#.*$", "", query)
    used = set(re.findall(r"\bbiopic:(\w+)", code)) | set(re.findall(re.escape(BIOPIC) + r"(\w+)", code))
    assert used <= set(names_of(load_vocabulary()))
    assert not re.search(r"\bSAMPLE\s*\(", code, re.IGNORECASE)


def test_graph_that_a_rule_reads_is_filled_before() -> None:
    """By the dossiers, or by a rule that runs earlier or beside it."""
    filled = {"taxonomy", "ontology"}
    for rule in load_rules():
        read = set(re.findall(r"\bgraph:(\w+)", re.sub(r"(?m)^\s*#.*$", "", rule.query)))
        read |= set(re.findall(re.escape(GRAPH) + r"(\w+)>", re.sub(r"PREFIX.*", "", rule.query)))
        filled.add(rule.into)
        assert read <= filled, (rule.name, read - filled)


def test_stages_and_names_run_in_one_order() -> None:
    """No rule that infers is named behind one that compares."""
    stages = [rule.stage for rule in load_rules()]
    assert stages == sorted(stages, reverse=True)
    assert len(load_rules()) == len(RULES)


def test_no_rule_finds_anything_new_afterwards(keeper: Keeper) -> None:
    """Repeated rules ran until nothing came; running them once more adds nothing."""
    store = assemble([load_dossier(keeper(), load_vocabulary())]).store
    store.extend(ontology_quads(load_vocabulary()))
    for rule in load_rules():
        if rule.repeat and rule.into in KEPT:
            assert apply(store, rule, "https://w3id.org/biopic/") == 0, rule.name


def test_scaffolding_is_taken_down(keeper: Keeper) -> None:
    """The store keeps the documents' graphs and the ones that are named, and merges what was derived."""
    store = assemble([load_dossier(keeper(), load_vocabulary())]).store
    graphs = {g.value.removeprefix(GRAPH) for g in store.named_graphs() if g.value.startswith(GRAPH)}
    assert graphs <= set(KEPT)
    for name in MERGED:
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + name)):
            assert ox.Quad(quad.subject, quad.predicate, quad.object) in store


def test_infer_and_compare_are_apart(keeper: Keeper) -> None:
    """Comparisons come from the second stage alone."""
    store = ox.Store()
    store.extend(ontology_quads(load_vocabulary()))
    store.extend(Writer().quads([load_dossier(keeper(), load_vocabulary())]))
    comparisons = ox.NamedNode(GRAPH + "comparisons")
    infer(store, "https://w3id.org/biopic/")
    assert not list(store.quads_for_pattern(None, None, None, comparisons))
    compare(store, "https://w3id.org/biopic/")
    assert list(store.quads_for_pattern(None, None, None, comparisons))


def test_builds_in_different_orders_of_hashing_give_the_same_bytes(keeper: Keeper) -> None:
    """Neither the interpreter's hash seed nor the order in which rows come decides anything."""
    graph = keeper().parent
    code = (
        "import sys, hashlib; from pathlib import Path; from biopic.build import build; from biopic.store import sorted_nquads;"
        "print(hashlib.sha256(sorted_nquads(build(Path(sys.argv[1])).store)).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code, str(graph)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }  # fmt: skip
    assert len(printed) == 1


def test_rules_are_read_once_and_from_any_folder(tmp_path: Path) -> None:
    """A rule is a file; another folder holds other rules."""
    (tmp_path / "10-one.rq").write_text(
        "#+ says: It.\n#+ stage: infer\n#+ into: a\nCONSTRUCT { ?x ?p ?o } { ?x ?p ?o }\n"
    )
    (rule,) = load_rules(tmp_path)
    assert (rule.name, rule.into, rule.repeat) == ("10-one", "a", False)
    assert rule_module.load_rules() is rule_module.load_rules()


def test_shipped_graph_is_the_same_in_another_process(shipped: object) -> None:
    """Every dossier, in a process of its own with another seed."""
    code = (
        "import sys; from pathlib import Path; from biopic.build import assemble, load_graph; from biopic.store import sorted_nquads;"
        "sys.stdout.buffer.write(sorted_nquads(assemble(load_graph(Path('graph'), [Path('docs')])).store))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == sorted_nquads(shipped.store)  # type: ignore[attr-defined]
