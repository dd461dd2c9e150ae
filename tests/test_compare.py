"""Comparison decides every case of the fixture set rightly: what conflicts, what only differs, what departs, what is unknown."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from biopic.build import Built, assemble
from biopic.load import load_dossier
from biopic.marked import load_yaml
from biopic.ontology import BIOPIC, load_vocabulary
from biopic.sparql import Local, plain_value, select, with_prefixes

CASES: list[Any] = list(load_yaml(Path(__file__).parent / "data" / "comparison-cases.yaml"))


def build_case(case: Any, folder: Path) -> Built:
    """Write the case as a dossier, one line of text a passage, and build it."""
    entries: dict[str, list[tuple[str, Any]]] = {name: [] for name in case["documents"]}
    for number, entry in enumerate(case.get("says", [])):
        entries[entry["document"]].append((entry.get("passage", f"line {number}"), entry))
    documents, folder = [], folder / "lamp"
    for name in ("things", "assertions", "documents"):
        (folder / name).mkdir(parents=True)
    for name, said in case["documents"].items():
        lines = list(dict.fromkeys(passage for passage, _ in entries[name])) or ["nothing"]
        text = "".join(f"{line}\n" for line in lines)
        (folder / "documents" / f"{name}.txt").write_text(text)
        more = "".join(f"    {key}: {_flow(value)}\n" for key, value in (said or {}).items())
        digest = hashlib.sha256(text.encode()).hexdigest()
        documents.append(
            f"  {name}:\n    file: {name}.txt\n    title: {name}\n    kind: page\n    sha256: {digest}\n    length: {len(text)}\n{more}"
        )
        rows = [
            {
                "quote": passage,
                "gist": passage,
                **{k: v for k, v in entry.items() if k not in ("document", "passage", "gist")},
            }
            for passage, entry in entries[name]
        ]
        (folder / "assertions" / f"{name}.yaml").write_text("".join(f"- {_flow(row)}\n" for row in rows) or "[]\n")
    (folder / "dossier.yaml").write_text("film: lamp\ntitle: Lamp\ndocuments:\n" + "".join(documents))
    things = {"lamp": {"class": "Film", "label": "Lamp"}, **case.get("things", {})}
    (folder / "things" / "all.yaml").write_text("".join(f"{name}: {_flow(said)}\n" for name, said in things.items()))
    return assemble([load_dossier(folder, load_vocabulary())])


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return "'" + str(value).replace("'", "''") + "'"


def outcomes(built: Built) -> set[tuple[str, frozenset[str], str]]:
    """Return every comparison as (outcome, what it is about, property)."""
    query = "SELECT ?c ?outcome ?about ?property { ?c a biopic:Comparison ; biopic:outcome ?outcome ; biopic:about ?about ; biopic:onProperty ?property }"
    found: dict[str, tuple[set[str], set[str], str]] = {}
    for c, outcome, about, on in select(Local(built.store, built.base), with_prefixes(query, built.base)).rows:
        entry = found.setdefault(plain_value(c), (set(), set(), plain_value(on).removeprefix(BIOPIC)))
        entry[0].add(plain_value(outcome).removeprefix(BIOPIC))
        entry[1].add(plain_value(about).removeprefix(f"{built.base}id/"))
    assert all(len(entry[0]) == 1 for entry in found.values()), f"a comparison has two outcomes: {found}"
    return {(min(entry[0]), frozenset(entry[1]), entry[2]) for entry in found.values()}


def _expected(rows: Any, outcome: str | None = None) -> set[tuple[str, frozenset[str], str]]:
    return {(outcome or row["outcome"], frozenset(row["about"]), str(row["property"])) for row in rows}


@pytest.mark.parametrize("case", CASES, ids=[str(case["case"]) for case in CASES])
def test_case_is_decided_rightly(case: Any, tmp_path: Path) -> None:
    """Every outcome but unknown comes out exactly as stated; the stated unknowns are among the unknown."""
    built = build_case(case, tmp_path)
    found = outcomes(built)
    assert {row for row in found if row[0] != "unknown"} == _expected(case.get("expect", []))
    assert _expected(case.get("unknown", []), "unknown") <= found
    if "support" in case:
        assert _sources(built, case["support"]) == int(case["support"]["sources"])


def _sources(built: Built, said: Any) -> int:
    query = (
        "SELECT (COUNT(DISTINCT ?source) AS ?n) { ?a a biopic:Assertion ; biopic:polarity biopic:affirmed ; biopic:restsOn ?source ;"
        " rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o OPTIONAL { ?o rdfs:label ?label }"
        " FILTER(STRENDS(STR(?s), '/id/SUBJECT') && STRENDS(STR(?p), '#PREDICATE')"
        " && (STRENDS(STR(?o), '/VALUE') || STRENDS(STR(?o), '#VALUE') || STR(?o) = 'VALUE' || STR(?label) = 'VALUE')) }"
    )
    for name in ("subject", "predicate", "value"):
        query = query.replace(name.upper(), str(said[name]))
    return int(plain_value(select(Local(built.store, built.base), with_prefixes(query, built.base)).rows[0][0]))


def test_there_are_enough_cases() -> None:
    """The set holds at least sixty pairs, of every group."""
    assert len(CASES) >= 60
