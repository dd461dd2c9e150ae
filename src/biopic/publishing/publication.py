"""Publish a build at a store: what is new is brought to graphs that nobody reads, then readers are switched over at once.

In goes an opened store; out comes what was done. A graph in the store notes which build is published, of which graphs, and
which batches of the next one are there already, so that a publication that was killed goes on, and one that is done does
nothing. Graphs that the last build had and this one has not are removed; no other graph is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from biopic.dataset import DCTERMS
from biopic.endpoints import DEFAULT, MARKER, STAGING
from biopic.errors import EndpointError, InputError
from biopic.publishing.batches import Part, batches_of, digest_of, stream_of, survey
from biopic.publishing.destination import Destination, copy, drop
from biopic.store import Opened

IDENTIFIER, PART_OF, HAS_PART, EXTENT, USES, REPLACES = (
    ox.NamedNode(DCTERMS + name) for name in ("identifier", "isPartOf", "hasPart", "extent", "requires", "replaces")
)
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Noted:
    """What a store has noted: lines of N-Triples, read as triples."""

    lines: frozenset[str]

    @cached_property
    def triples(self) -> list[tuple[str, str, str]]:
        """Return the lines as subject, property and value, in plain text."""
        quads = ox.parse("".join(sorted(self.lines)), format=ox.RdfFormat.N_TRIPLES)
        return [(q.subject.value, q.predicate.value, q.object.value) for q in quads]

    def values(self, name: ox.NamedNode, subject: str | None = None) -> set[str]:
        """Return the values of a property, of one subject or of all."""
        return {value for s, p, value in self.triples if p == name.value and subject in (None, s)}

    @property
    def digest(self) -> str:
        """Return the digest of the build that is published, nothing where there is none."""
        found = self.values(IDENTIFIER, MARKER)
        return next(iter(found)) if len(found) == 1 else ""

    @property
    def graphs(self) -> dict[str, str]:
        """Return the graphs that are published, each with its digest."""
        ours = {s for s, p, value in self.triples if p == PART_OF.value and value == MARKER}
        return {graph: " ".join(sorted(self.values(IDENTIFIER, graph))) for graph in ours}

    @property
    def runs(self) -> set[str]:
        """Return the publications that have begun."""
        return {s for s, p, _ in self.triples if p == USES.value}

    def about(self, *subjects: str) -> set[str]:
        """Return the lines with these subjects."""
        return {line for line in self.lines if line.partition("> ")[0].removeprefix("<") in subjects}


@dataclass(frozen=True)
class Plan:
    """What a publication has to do: the digest of the build, all its graphs, those that changed, and those that go."""

    digest: str
    parts: list[Part]
    changed: list[Part]
    gone: list[str]
    noted: Noted
    names: dict[str, str]
    """What each graph is called in what is noted."""

    @property
    def run(self) -> str:
        """Return the name of this publication."""
        return STAGING + self.digest[:16]

    def staging(self, part: Part) -> str:
        """Return the graph in which a part stands until all are there; its name tells its content."""
        return f"{self.run}/{part.digest[:16]}"

    @property
    def done(self) -> bool:
        """Say whether there is nothing to do."""
        return self.noted.digest == self.digest and not (self.changed or self.gone or self.noted.runs)

    @property
    def beginning(self) -> set[str]:
        """Return what is noted when the publication begins: which graphs it uses and will write."""
        lines = {_line(self.run, USES, self.staging(part)) for part in self.changed}
        lines |= {_line(self.run, REPLACES, name) for name in self.names.values()}
        return lines | {_text(self.run, USES, "batches")}

    @property
    def end(self) -> set[str]:
        """Return what is noted of the build when it is published."""
        lines = {_text(MARKER, IDENTIFIER, self.digest)}
        for part in self.parts:
            lines |= self.noted_of(part)
        return lines

    def noted_of(self, part: Part) -> set[str]:
        """Return what is noted of a graph that is published."""
        name = self.names[part.graph]
        about = {_text(name, IDENTIFIER, part.digest), _text(name, EXTENT, str(part.triples))}
        return {_line(name, PART_OF, MARKER), *about}


def plan(opened: Opened, to: Destination, *, overwrite: bool = False) -> Plan:
    """Return what has to be done; raise InputError where a graph at the store holds something that was not published."""
    to.check()
    noted, parts = Noted(to.noted()), survey(opened)
    known, begun = noted.graphs, noted.values(REPLACES)
    counts = {part.graph: to.count(part.graph) for part in parts}
    names = {part.graph: to.noted_as(part.graph) for part in parts}
    for part in parts:
        if counts[part.graph] and names[part.graph] not in {*known, *begun} and not overwrite:
            raise InputError(
                f"the store's graph {to.named(part.graph) or 'without a name'} holds {counts[part.graph]} triples that biopic did not put there",
                file=to.query, todo="name another with --default-graph, or replace it with --overwrite",
            )  # fmt: skip
    changed = [
        part for part in parts if known.get(names[part.graph]) != part.digest or counts[part.graph] != part.triples
    ]
    gone = sorted((set(known) | begun) - set(names.values()))
    return Plan(digest_of(parts), parts, changed, gone, noted, names)


def publish(opened: Opened, to: Destination, what: Plan, *, batch: int, tell: Tell = lambda done, total: None) -> int:
    """Do what is planned, `batch` bytes a request; return how many batches were sent."""
    if what.done:
        return 0
    before = {run for run in what.noted.runs if run != what.run}
    stale = [each for run in sorted(before) for each in sorted(what.noted.values(USES, run)) if each != "batches"]
    if not to.update:
        return _graph_by_graph(opened, to, what, tell)
    to.note(what.beginning - what.noted.lines, before=[drop(graph) for graph in stale])
    sent = _stage(opened, to, what, batch, tell)
    _check_staged(to, what)
    copies = [copy(what.staging(part), to.named(part.graph)) for part in what.changed]
    drops = [drop(graph) for graph in what.gone]
    to.note(what.end - what.noted.lines, what.noted.about(MARKER, *what.noted.graphs) - what.end, [*copies, *drops])
    ended = Noted(to.noted())
    staged = sorted(ended.values(USES, what.run) - {"batches"})  # of a run that was killed behind its last step, too
    to.note((), ended.about(*before, what.run), [drop(graph) for graph in staged])
    _check_default(to, what)
    return sent


def _check_default(to: Destination, what: Plan) -> None:
    """Raise InputError where the default graph is all graphs together: a question would count many triples twice."""
    for part in what.parts:
        if part.graph == DEFAULT and (count := to.count(DEFAULT)) != part.triples:
            raise InputError(
                f"the store's default graph has {count} triples where {part.triples} were published: it is a union of graphs",
                file=to.query, todo=f"publish again with --default-graph {DEFAULT}, and ask with it, too",
            )  # fmt: skip


def _stage(opened: Opened, to: Destination, what: Plan, batch: int, tell: Tell) -> int:
    """Bring every changed graph to where nobody reads it; leave out the batches that are noted as brought."""
    there, sent, passed = what.noted.values(HAS_PART, what.run), 0, 0
    total = sum(part.size for part in what.changed)
    for part in what.changed:
        for each in batches_of(opened, part.graph, batch):
            name = f"{part.digest[:16]}-{each.digest}"
            if name not in there:
                to.add(what.staging(part), each.text, _text(what.run, HAS_PART, name))
                sent += 1
            passed += len(each.text.encode())
            tell(passed, total)
    return sent


def _check_staged(to: Destination, what: Plan) -> None:
    """Raise EndpointError, and forget what was brought, where the store has not kept all of it."""
    for part in what.changed:
        count = to.count(what.staging(part))
        if count != part.triples:
            marks = {line for line in to.noted() if line.startswith(f"<{what.run}> {HAS_PART} ")}
            to.note((), marks, [drop(what.staging(each)) for each in what.changed])
            raise EndpointError(
                f"the store has kept {count} of {part.triples} triples of {part.graph}; readers still have the old ones",
                file=to.query, todo="publish again; if it stays so, the store changes literals, or another publication runs",
            )  # fmt: skip


def _graph_by_graph(opened: Opened, to: Destination, what: Plan, tell: Tell) -> int:
    """Replace one graph after the other, each at once, where the store takes no updates."""
    to.note(what.beginning - what.noted.lines)
    total, passed = sum(part.size for part in what.changed), 0
    for part in what.changed:
        to.put(part.graph, stream_of(opened, part))
        lines = what.noted_of(part)
        to.note(lines, what.noted.about(what.names[part.graph]) - lines)
        passed += part.size
        tell(passed, total)
    for graph in what.gone:
        to.delete(graph)
    to.put(MARKER, "".join(sorted(what.end)).encode())
    return len(what.changed)


def _line(subject: str, name: ox.NamedNode, value: str) -> str:
    return f"{ox.NamedNode(subject)} {name} {ox.NamedNode(value)} .\n"


def _text(subject: str, name: ox.NamedNode, value: str) -> str:
    return f"{ox.NamedNode(subject)} {name} {ox.Literal(value)} .\n"


def summary(parts: Iterable[Part]) -> str:
    """Return how much some graphs are.

    >>> summary([Part("https://example.org/g", "", 2, 100)])
    '1 graph, 2 triples, 0.0 MB'
    """
    parts = list(parts)
    graphs = "1 graph" if len(parts) == 1 else f"{len(parts)} graphs"
    return f"{graphs}, {sum(part.triples for part in parts)} triples, {sum(part.size for part in parts) / 1e6:.1f} MB"
