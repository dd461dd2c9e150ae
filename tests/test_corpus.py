"""Corpora are made by rule, alike every time, shaped like the real dossiers, and what is planted in them is found: all of it and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from biopic.build import Built, assemble, load_graph
from biopic.corpus import names
from biopic.corpus.faults import FAULTS
from biopic.corpus.film import make_plan
from biopic.corpus.folder import ANSWERS, corpus_of, write_corpus
from biopic.corpus.plan import Corpus
from biopic.corpus.plants import PLANTS
from biopic.corpus.shape import load_measured, measure
from biopic.errors import BiopicError
from biopic.load import load_dossier
from biopic.ontology import BIOPIC, load_vocabulary
from biopic.pages.outcomes import ORDER
from biopic.places import folder
from biopic.reading.evaluate import Scores, score
from biopic.reading.gold import load_gold
from biopic.reading.reader import read_text
from biopic.sparql import Local, plain_value, select
from biopic.validate import validate

SEED = 2
SIZE = 2400

COMPARISONS = """PREFIX b: <https://w3id.org/biopic/ontology#>
SELECT ?c ?outcome ?property ?about WHERE {
  ?c a b:Comparison ; b:outcome ?outcome ; b:onProperty ?property ; b:about ?about . FILTER(?outcome != b:unknown) }"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "graph"
    write_corpus(path, corpus_of(SIZE, SEED))
    return path


@pytest.fixture(scope="module")
def answers(corpus: Path) -> dict[str, Any]:
    return dict(json.loads((corpus / ANSWERS).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def built(corpus: Path) -> Built:
    return assemble(load_graph(corpus))


def test_it_counts_what_it_writes(built: Built, answers: dict[str, Any]) -> None:
    """Every assertion and passage, as the loader counts them."""
    counts = answers["counts"]
    assert counts["assertions"] == sum(len(dossier.assertions) for dossier in built.dossiers)
    assert counts["passages"] == sum(len(dossier.passages) for dossier in built.dossiers)
    assert counts["documents"] == sum(len(dossier.texts) for dossier in built.dossiers)
    assert counts["withdrawn"] == sum(said.withdrawn is not None for d in built.dossiers for said in d.assertions) > 0
    assert 0.8 * SIZE < counts["assertions"] < 1.3 * SIZE


def test_exactly_the_planted_is_found(built: Built, answers: dict[str, Any]) -> None:
    """Each contradiction, departure, dispute and match, and none besides."""
    found: dict[str, tuple[str, str, set[str]]] = {}
    for comparison, outcome, on, about in select(Local(built.store, built.base), COMPARISONS).rows:
        local = [
            plain_value(term).removeprefix(BIOPIC).removeprefix(f"{built.base}id/") for term in (outcome, on, about)
        ]
        found.setdefault(plain_value(comparison), (local[0], local[1], set()))[2].add(local[2])
    computed = sorted((outcome, sorted(about), on) for outcome, on, about in found.values())
    planted = sorted((outcome, about, on) for outcome, keys in answers["outcomes"].items() for about, on in keys)
    assert computed == planted
    assert {outcome for outcome, _, _ in computed} == set(ORDER) - {"unknown"}


def test_it_conforms(built: Built) -> None:
    """To every shape and every hygiene query."""
    assert validate(built.store) == []


def test_texts_hold_what_is_said_of_them(built: Built) -> None:
    """Every dossier has all its texts, one is written in YAML with quotes, and witnesses speak in them, also of hearsay."""
    assert all(set(dossier.texts) == set(dossier.documents) for dossier in built.dossiers)
    hands = {path.suffix for dossier in built.dossiers for path in dossier.folder.glob("assertions/*")}
    assert hands == {".yaml", ".jsonl"}
    passages = [passage for dossier in built.dossiers for passage in dossier.passages]
    assert any(passage.direct for passage in passages)
    assert any(said.named > 1 for dossier in built.dossiers for said in dossier.assertions)
    assert any(document.derived_from for dossier in built.dossiers for document in dossier.documents.values())


def test_shape_is_that_of_the_real_dossiers(tmp_path: Path) -> None:
    """Each figure lies between those of the two, or within half as much again."""
    write_corpus(tmp_path / "graph", corpus_of(5000, SEED))
    vocabulary = load_vocabulary()
    dossiers = [load_dossier(path.parent, vocabulary) for path in sorted(tmp_path.glob("graph/*/dossier.yaml"))]
    generated, real = measure(dossiers), load_measured().values()
    off = {
        name: (figure, bounds)
        for name, figure in generated.items()
        for bounds in [sorted(shape[name] for shape in real)]
        if not bounds[0] / 1.5 <= figure <= bounds[1] * 1.5
    }
    assert off == {}


def test_measured_figures_are_those_of_the_dossiers() -> None:
    """`scripts/corpus --measure` keeps them; they are renewed when a dossier grows."""
    assert {dossier.name: measure([dossier]) for dossier in load_graph(folder("graph"))} == load_measured()


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    """Whatever the hash seed; another seed is another corpus."""
    digests = []
    for place, (hashing, seed) in enumerate([("1", "7"), ("2", "7"), ("1", "8")]):
        out = tmp_path / str(place)
        words = [sys.executable, "-m", "biopic.corpus", str(out), "--assertions", "500", "--seed", seed]
        subprocess.run(words, env={**os.environ, "PYTHONHASHSEED": hashing}, check=True, capture_output=True)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        content = b"".join(str(path.relative_to(out)).encode() + path.read_bytes() for path in files)
        digests.append(hashlib.sha256(content).hexdigest())
    assert digests[0] == digests[1] != digests[2]


def test_performers_are_shared_by_a_heavy_tailed_law() -> None:
    """The busiest plays in every fourth film or more, most play in one."""
    corpus = Corpus(SEED, 60, 60 * 150)
    films = Counter(performer for number in range(60) for performer in make_plan(corpus, number).cast.values())
    often = sorted(films.values(), reverse=True)
    assert often[0] >= 15
    assert often[len(often) // 2] == 1


def test_names_are_unique() -> None:
    """Of people, towns and films alike."""
    for make, many in ((names.person, 30_000), (names.town, 3_000), (names.title, 6_000)):
        assert len({names.slug(make(number)) for number in range(many)}) == many


def test_every_broken_dossier_gets_its_message(tmp_path: Path) -> None:
    """At its file and line, while it is loaded or when it is validated."""
    told = write_corpus(tmp_path / "graph", Corpus(SEED, len(FAULTS), len(FAULTS) * 130), broken=len(FAULTS))["broken"]
    assert len(told) == len(FAULTS)
    vocabulary = load_vocabulary()
    for fault in told:
        path = tmp_path / "graph" / fault["dossier"]
        if fault["by"] == "load":
            with pytest.raises(BiopicError) as refused:
                load_dossier(path, vocabulary)
            assert fault["message"] in str(refused.value)
            assert (refused.value.file, refused.value.line) == (path / fault["file"], fault["line"])
        else:
            messages = [each.message for each in validate(assemble([load_dossier(path, vocabulary)]).store)]
            assert [each for each in messages if fault["message"] in each], fault


def test_gold_is_read_and_scored(corpus: Path) -> None:
    """The gold has the form that `biopic evaluate` takes, and what a cast list and a list of facts say is found."""
    scores = Scores()
    for path in sorted(corpus.glob("*/documents/film-page.txt")):
        text = path.read_text(encoding="utf-8")
        scores += score(read_text(text), load_gold(path.with_suffix(".gold.jsonl"), text))
    for kind in ("portrayal", "director", "writer"):
        assert (scores[kind].f1 or 0) > 0.9, (kind, scores[kind])


def test_every_kind_of_plant_has_its_turn() -> None:
    """And no name stands twice."""
    assert len({plant.__name__ for plant in PLANTS}) == len(PLANTS) >= 15
