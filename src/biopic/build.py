"""Build a graph folder: from dossiers to a checked, inferred and compared graph.

This is the whole line in one function: load, write as quads, infer, compare, validate. Each step takes what the one
before made; nothing touches the disk until all of it is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from biopic import terms
from biopic.dataset import BASE, Writer, graph_name, ontology_quads
from biopic.dossier import Dossier
from biopic.errors import ConformanceError, DossierError, InputError
from biopic.links import refuse_clashes
from biopic.load import load_dossier
from biopic.ontology import BIOPIC, RDF, load_vocabulary
from biopic.rules import compare, infer
from biopic.validate import Violation, validate


@dataclass(frozen=True)
class Built:
    """A built graph: the triples, the dossiers that they were made from, and the base of the IRIs."""

    store: ox.Store
    dossiers: tuple[Dossier, ...]
    base: str

    @property
    def texts(self) -> dict[str, str]:
        """Return the path of each document's text that was present, by the document's IRI."""
        return {
            f"{self.base}{d.documents[name].local}": str(path.resolve())
            for d in self.dossiers
            for name, path in sorted(d.files.items())
        }

    def outcomes(self) -> Counter[str]:
        """Return how many comparisons came out how, by the outcome's local name."""
        found = self.store.quads_for_pattern(None, terms.outcome, None, graph_name("comparisons"))
        return Counter(quad.object.value.removeprefix(BIOPIC) for quad in found)  # type: ignore[union-attr]


def find_dossiers(graph: Path) -> list[Path]:
    """Return the dossiers' folders in the graph folder, or the folder itself if it is one dossier."""
    if (graph / "dossier.yaml").exists():
        return [graph]
    if not graph.is_dir():
        raise InputError("there is no such graph folder", file=graph, todo="name a folder that holds dossiers")
    folders = [path for path in graph.iterdir() if path.is_dir()]
    found = sorted(path for path in folders if any(each.name == "dossier.yaml" for each in path.iterdir()))
    if not found:
        raise InputError(
            "there is no dossier here",
            file=graph,
            todo="a dossier is a folder with a dossier.yaml; see docs/write-a-dossier.md",
        )
    return found


def documents_of(graph: Path, named: Sequence[Path] = ()) -> list[Path]:
    """Return the folders in which documents are looked for: the ones that the user names, else `shared/documents` beside the checkout."""
    for folder in named:
        if not folder.is_dir():
            raise InputError("there is no such folder of documents", file=folder, todo="check --documents")
    return list(named) or [above / "shared" / "documents" for above in graph.resolve().parents[:3]]


def load_graph(graph: Path, documents: Sequence[Path] = (), *, drafts: bool = False) -> tuple[Dossier, ...]:
    """Load every dossier of a graph folder and check that they agree on the things that they share."""
    vocabulary = load_vocabulary()
    folders = documents_of(graph, documents)
    found = find_dossiers(graph)
    dossiers = tuple(load_dossier(folder, vocabulary, documents=folders, drafts=drafts) for folder in found)
    first: dict[str, tuple[Dossier, str, object]] = {}
    for dossier in dossiers:
        for thing in dossier.things.values():
            other, kind, labels = first.setdefault(thing.name, (dossier, thing.kind, thing.labels))
            if (kind, labels) != (thing.kind, thing.labels):
                raise DossierError(
                    f"{thing.name} has another class or label than in the dossier {other.name}",
                    file=thing.file,
                    line=thing.line,
                    todo="give both the same, or another name to one",
                )
    refuse_clashes(link for dossier in dossiers for link in dossier.links)
    return dossiers


def build(
    graph: Path, documents: Sequence[Path] = (), *, base: str = BASE, engine: str = "fast", drafts: bool = False
) -> Built:
    """Build the graph folder in memory; raise the first thing that is wrong.

    `documents` are folders with the documents' texts, `base` is what every IRI of ours begins with, `engine` validates;
    with `drafts`, what a reader drafted and nobody has reviewed is built too, marked as such.
    """
    built = assemble(load_graph(graph, documents, drafts=drafts), base)
    violations = validate(built.store, engine)
    if violations:
        raise nonconforming(violations, built, graph)
    return built


def nonconforming(violations: Sequence[Violation], built: Built, graph: Path) -> ConformanceError:
    """Return the error that names the first of the violations, with the file and line of the dossier that it comes from."""
    first, others = violations[0], len(violations) - 1
    file, line = origin(built, first.focus)
    more = f" (and {others} more; see them with: biopic validate)" if others else ""
    what = f"<{first.focus}> {first.value}: {first.message}{more}"
    return ConformanceError(what, file=file or graph, line=line, todo=f"shape {first.shape}")


def origin(built: Built, iri: str) -> tuple[Path | None, int | None]:
    """Return the file and line of the dossier that a node of the graph was made from, where one line made it."""
    local = iri.removeprefix(built.base)
    for dossier in built.dossiers:
        thing = dossier.things.get(local.removeprefix("id/"))
        if thing is not None:
            return thing.file, thing.line
        for assertion in dossier.assertions:
            if assertion.local == local:
                return assertion.file, assertion.line
    return None, None


def assemble(dossiers: Sequence[Dossier], base: str = BASE) -> Built:
    """Make the graph of the dossiers, infer and compare, without validating."""
    check_base(base)
    store = ox.Store()
    store.extend(ontology_quads(load_vocabulary()))
    store.extend(Writer(base).quads(dossiers))
    infer(store, base)
    compare(store, base)
    _link_verdicts(store, dossiers, Writer(base))
    return Built(store, tuple(dossiers), base)


def _link_verdicts(store: ox.Store, dossiers: Sequence[Dossier], writer: Writer) -> None:
    """Tie each verdict to its comparison; refuse one that fits none, so that no judgement is lost in silence."""
    for verdict in (verdict for dossier in dossiers for verdict in dossier.verdicts):
        node = ox.NamedNode(RDF + "type")
        found = [c for c in writer.judged(verdict) if ox.Quad(c, node, terms.Comparison) in store]
        if not found:
            raise no_comparison(verdict.about, verdict.property, verdict.file, verdict.line)
        store.extend(ox.Quad(writer.verdict(verdict), terms.judges, comparison) for comparison in found)


def no_comparison(about: Sequence[str], on: str, file: Path, line: int) -> DossierError:
    """Return the error for a verdict that fits no comparison."""
    what, todo = (
        f"there is no comparison of {' and '.join(about)} on {on}",
        "list them with: biopic ask side-by-side, or remove the verdict",
    )
    return DossierError(what, file=file, line=line, todo=todo)


def check_base(base: str) -> None:
    """Refuse a base that is no absolute IRI ending in / or #."""
    try:
        ox.NamedNode(base)
    except ValueError:
        base = ""
    if not base.startswith(("http://", "https://", "urn:")) or base[-1:] not in "/#:":
        raise InputError("the base is no IRI that ends in / or #", todo="give one such as https://example.org/films/")
