"""What couples one dossier to another: the few statements elsewhere on which its results depend.

The rules are run over one dossier at a time, or over some of the things that dossiers share. In go its own lines and the
ledger; out come the lines of other dossiers that its results depend on, and the names under which they were looked up, so
that the next build knows whose results a change can touch. Each coupling below names the rules under `queries/rules` that
make it. Lines are N-Quads; a thing goes by its local name, a term of the ontology by its IRI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from biopic import terms
from biopic.building.ledger import Edge, Ledger
from biopic.ontology import BIOPIC, OWL, RDF, RDFS, load_vocabulary

SUBJECT, BACK, COUNTERPARTS, EVENTS = "subject", "back", "counterparts", "events"
"""What a dossier says of a shared thing: as subject; in statements that also hold backwards; of what it stands for; of the events around it."""

REFINES, EXCLUDES, FOLLOWS, KIN = "refines", "excludes", "follows", "kin"
"""The sorts of edges that lead on from thing to thing."""

TYPE, _SUBJECT, _PREDICATE, _OBJECT = (f"<{RDF}{name}>" for name in ("type", "subject", "predicate", "object"))
_ABOUT_AN_EVENT = frozenset(str(term) for term in (terms.kind, terms.time, terms.ageAt, terms.affects))


@cache
def predicates(sort: str) -> frozenset[str]:
    """Return the properties that make a coupling of this sort, as the ontology has them."""
    triples = [(str(t.subject), t.predicate.value, str(t.object)) for t in load_vocabulary().triples]
    above = defaultdict(set)
    for s, p, o in triples:
        if p == RDFS + "subPropertyOf":
            above[s].add(o)
    inverse = {frozenset((s, o)) for s, p, o in triples if p == OWL + "inverseOf"}
    symmetric = {s for s, p, o in triples if p == RDF + "type" and o == f"<{OWL}SymmetricProperty>"}
    compared = {s for s, p, _ in triples if p in (BIOPIC + "comparedBy", BIOPIC + "curated")}

    def below(wanted: Iterable[str]) -> frozenset[str]:
        found = set(wanted)
        while more := {s for s, wide in above.items() if wide & found} - found:
            found |= more
        return frozenset(found)

    if sort == REFINES:
        return below([str(terms.refines)])
    if sort == COUNTERPARTS:
        return below([str(terms.counterpart)])
    if sort == BACK:
        return below(compared & (symmetric | {p for pair in inverse for p in pair}))
    parents = below([str(terms.parentOf)])
    return parents | {other for pair in inverse for p in pair if p in parents for other in pair}


class Said:
    """The default graph of some lines, by subject, with the statements that it has of statements."""

    def __init__(self, lines: Iterable[str], base: str) -> None:
        self._things = f"<{base}id/"
        self.blocks: dict[str, list[str]] = defaultdict(list)
        self.of_object: dict[str, list[str]] = defaultdict(list)
        """Plain lines that hold backwards as well or name a counterpart, by their object."""
        self.films: set[str] = set()
        parts: dict[str, dict[str, str]] = defaultdict(dict)
        backwards = predicates(BACK) | predicates(COUNTERPARTS)
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            value, _, graph = rest[:-3].rpartition(" ")
            if value and graph[0] == "<" and '"' not in graph:
                continue
            self.blocks[subject].append(line)
            if predicate in (_SUBJECT, _PREDICATE, _OBJECT):
                parts[subject][predicate] = rest[:-3]
            elif predicate in (str(terms.describes), str(terms.inStoryOf)):
                self.films.add(rest[:-3])
            elif predicate in backwards:
                self.of_object[rest[:-3]].append(line)
        self.statements = {node: (p[_SUBJECT], p[_PREDICATE], p[_OBJECT]) for node, p in parts.items() if len(p) == 3}
        self.by_subject: dict[str, list[str]] = defaultdict(list)
        self.by_object: dict[str, list[str]] = defaultdict(list)
        for node, (subject, _, value) in self.statements.items():
            self.by_subject[subject].append(node)
            self.by_object[value].append(node)

    def name(self, term: str) -> str:
        """Return the name of a thing, nothing for any other term."""
        return term[len(self._things) : -1] if term.startswith(self._things) else ""

    def flat(self, term: str) -> str:
        """Return the name of a thing that stands under no film, and may be shared; nothing for any other term."""
        name = self.name(term)
        return "" if "/" in name else name

    def key(self, term: str) -> str:
        """Return what the ledger knows a term by: a thing's name, else the term."""
        return self.name(term) or term

    def iri(self, name: str) -> str:
        """Return the term of a thing's name."""
        return f"{self._things}{name}>"

    def stands(self, node: str) -> bool:
        """Say whether a statement is affirmed and not withdrawn."""
        block = self.blocks[node]
        return (
            f"{node} {TYPE} {terms.Assertion} .\n" in block and f"{node} {terms.polarity} {terms.affirmed} .\n" in block
        )

    # What is passed on to others

    def passed_on(self, shared: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Yield what these lines say of each of the shared things: its name, the sort, and the lines."""
        for name in sorted(shared):
            thing = self.iri(name)
            for sort, lines in (
                (SUBJECT, self._of_subject(thing)),
                (BACK, self._backwards(thing)),
                (COUNTERPARTS, self._counterparts(thing)),
                (EVENTS, self._around(thing)),
            ):
                if lines:
                    yield name, sort, "".join(sorted(lines))

    def _whole(self, nodes: Iterable[str]) -> set[str]:
        """Return statements with the values they state and the films that their documents describe."""
        found: set[str] = set()
        for node in nodes:
            found.update(self.blocks[node])
            value = self.statements[node][2]
            if value in self.blocks and not value.startswith(self._things):
                found.update(self.blocks[value])
            for line in self.blocks[node]:
                _, predicate, rest = line.split(" ", 2)
                if predicate == str(terms.statedIn):
                    found.update(each for each in self.blocks[rest[:-3]] if f" {terms.describes} " in each)
        return found

    def _about(self, thing: str, which: Iterable[str]) -> list[str]:
        which = set(which)
        return [node for node in self.by_subject.get(thing, ()) if self.statements[node][1] in which]

    def _of_subject(self, thing: str) -> set[str]:
        nodes = self.by_subject.get(thing, [])
        found = self._whole(nodes) | set(self.blocks.get(thing, ()))
        for line in self.blocks.get(thing, ()):
            portrayal = line.split(" ", 2)[2][:-3] if f" {terms.performsIn} " in line else ""
            found.update(each for each in self.blocks.get(portrayal, ()) if f" {TYPE} " in each)
        for node in nodes:
            _, predicate, value = self.statements[node]
            if value.startswith(self._things) and not self.flat(value):
                found |= self._in_story(value)  # 87: whose counterpart a value is
            if predicate == str(terms.during):
                found |= self._whole(self._about(value, (str(terms.ageAt), str(terms.affects))))  # 30
            if predicate == str(terms.affects) and self.flat(value):
                found |= self._around(value)  # 31
        return found

    def _in_story(self, thing: str) -> set[str]:
        """Return what makes a thing of a story one: class, film and counterparts."""
        wanted = {TYPE, str(terms.inStoryOf), *predicates(COUNTERPARTS)}
        lines = {line for line in self.blocks.get(thing, ()) if line.split(" ", 2)[1] in wanted}
        return lines | self._whole(self._about(thing, [str(terms.basedOn)]))

    def _backwards(self, thing: str) -> set[str]:
        """12, 13, 21: a statement that holds backwards is one on its object, too."""
        nodes = [node for node in self.by_object.get(thing, ()) if self.statements[node][1] in predicates(BACK)]
        found = self._whole(nodes) | {
            line for line in self.of_object.get(thing, ()) if line.split(" ", 2)[1] in predicates(BACK)
        }
        for subject in {line.split(" ", 1)[0] for line in found} & {self.statements[node][0] for node in nodes}:
            found |= self._in_story(subject)
        for node in nodes:
            found |= self._in_story(self.statements[node][0])
        return found

    def _counterparts(self, thing: str) -> set[str]:
        """83, 86: what stands for a thing in a story, and whether it is said to happen there."""
        subjects = {
            self.statements[n][0] for n in self.by_object.get(thing, ()) if self.statements[n][1] == str(terms.basedOn)
        }
        subjects |= {
            line.split(" ", 1)[0]
            for line in self.of_object.get(thing, ())
            if line.split(" ", 2)[1] in predicates(COUNTERPARTS)
        }
        found: set[str] = set()
        for subject in subjects:
            found |= self._in_story(subject) | self._whole(self._about(subject, [str(terms.happensIn)]))
        return found

    def _around(self, thing: str, *, deeper: bool = True) -> set[str]:
        """31, 84: the events that affect somebody, their kinds, times, and ages at them."""
        found: set[str] = set()
        for node in self.by_object.get(thing, ()):
            event, predicate, _ = self.statements[node]
            if predicate == str(terms.affects):
                told = self._about(event, _ABOUT_AN_EVENT)
                found |= self._whole(told)
                if not self.flat(event):
                    found |= self._in_story(event)
                for other in {self.statements[n][2] for n in self._about(event, [str(terms.affects)])} - {thing}:
                    found |= self._around(other, deeper=False) if deeper else set()
        return found

    def edges(self) -> Iterator[Edge]:
        """Yield the lines along which results reach from thing to thing."""
        for subject, block in self.blocks.items():
            start = self.name(subject)
            for line in block if start else ():
                _, predicate, rest = line.split(" ", 2)
                target = self.key(rest[:-3])
                if predicate in predicates(REFINES):
                    yield Edge(start, REFINES, target, line)
                elif predicate == str(terms.excludes):
                    yield Edge(start, EXCLUDES, target, line)
                    yield Edge(target, EXCLUDES, start, line)
                elif predicate in predicates(KIN):
                    yield Edge(start, KIN, target, line)
                    yield Edge(target, KIN, start, line)
        for node, (subject, predicate, value) in self.statements.items():
            if predicate == str(terms.follows) and self.stands(node):
                yield Edge(self.name(subject), FOLLOWS, self.key(value), "".join(self.blocks[node]))


class Gathering:
    """The lines of other dossiers that one unit's results depend on, and the names that they were looked up by.

    `births` are the kinds that refine a birth. `but` is the unit's own dossier, whose lines it has already.
    """

    def __init__(self, ledger: Ledger, base: str, births: frozenset[str], but: str = "") -> None:
        self.lines: set[str] = set()
        self.read: set[str] = set()
        self._ledger, self._base, self._births, self._but = ledger, base, births, but
        self._mentioned: set[str] = set()
        self._done: set[tuple[str, str]] = set()
        self._born: set[str] = set()
        self._affected: dict[str, set[str]] = defaultdict(set)

    def of_dossier(self, own: Said, private: set[str], film: str) -> Gathering:
        """Gather for one dossier. `private` are the things that no other dossier declares, `film` is its film."""
        mine = {own.iri(name) for name in private} | {own.iri(film)}
        for node, (subject, predicate, value) in own.statements.items():
            other = own.flat(value)
            if predicate == str(terms.basedOn) and other and own.stands(node):
                self._model(other)
            if predicate == str(terms.during) and other and other not in private:
                self._take(other, SUBJECT)
            if subject in mine:
                self._note(own, subject, predicate, value)
        for value, lines in own.of_object.items():
            if any(line.split(" ", 2)[1] in predicates(COUNTERPARTS) for line in lines) and own.flat(value):
                self._model(own.flat(value))
        self._whole(film)
        self._mentioned |= {own.flat(subject) for subject in own.blocks} - private - {""}
        edges = list(own.edges())
        for sort, walk in ((FOLLOWS, self._walk), (KIN, self._near)):
            walk({name for e in edges if e.sort == sort for name in (e.start, e.target)} - private, sort)
        return self._close()

    def of_shared(self, names: Iterable[str]) -> Gathering:
        """Gather for things that several dossiers declare: all that anybody says of them."""
        names = set(names)
        for name in sorted(names):
            self._whole(name)
            self._take(name, COUNTERPARTS)
            self._mentioned.add(name)
        self._walk(names, FOLLOWS)
        self._near({target for name in names for target, _ in self._edges(name, KIN)}, KIN)
        return self._close()

    def _model(self, name: str) -> None:
        self._whole(name)
        self._take(name, EVENTS)

    def _whole(self, name: str) -> None:
        self._take(name, SUBJECT)
        self._take(name, BACK)

    def _take(self, name: str, sort: str) -> None:
        """Take what others say of a thing, and what that leads to."""
        if (name, sort) in self._done:
            return
        self._done.add((name, sort))
        self.read.add(name)
        for text in self._ledger.said(name, sort, self._but):
            found = Said(text.splitlines(keepends=True), self._base)
            self.lines.update(line for block in found.blocks.values() for line in block)
            for subject, predicate, value in found.statements.values():
                self._mentioned |= {found.name(subject), found.name(value)} - {""}
                self._note(found, subject, predicate, value)
                if predicate == str(terms.during) and found.flat(value):
                    self._take(found.flat(value), SUBJECT)
                if sort == EVENTS and predicate == str(terms.affects) and found.flat(subject):
                    self._take(found.flat(subject), SUBJECT)
            self._mentioned |= {found.name(subject) for subject in found.blocks} - {""}
            self._mentioned |= {found.flat(film) for film in found.films} - {""}

    def _note(self, found: Said, event: str, predicate: str, value: str) -> None:
        """A birth has its years from the ages at other events around the same being."""
        if predicate == str(terms.kind) and found.key(value) in self._births:
            self._born.add(event)
        elif predicate == str(terms.affects) and found.flat(value):
            self._affected[event].add(found.flat(value))
        else:
            return
        if event in self._born:
            for name in sorted(self._affected[event]):
                self._take(name, EVENTS)

    def _edges(self, name: str, sort: str) -> list[tuple[str, str]]:
        self.read.add(name)
        return self._ledger.edges(name, sort)

    def _walk(self, names: Iterable[str], sort: str) -> None:
        """Follow the edges of a sort from these things to the end."""
        todo, done = sorted(names), set(names)
        while todo:
            for target, lines in self._edges(todo.pop(), sort):
                self.lines.update(lines.splitlines(keepends=True))
                if not target.startswith("<"):
                    self._mentioned.add(target)
                    if target not in done:
                        done.add(target)
                        todo.append(target)

    def _near(self, names: Iterable[str], sort: str) -> None:
        """Take the edges of a sort that touch these things."""
        for name in names:
            for target, line in self._edges(name, sort):
                self.lines.add(line)
                self._mentioned |= {target} if not target.startswith("<") else set()

    def _close(self) -> Gathering:
        """Add what the things mentioned refine and exclude, and their classes."""
        self._walk(self._mentioned, REFINES)
        self._near(sorted(self._mentioned), EXCLUDES)
        for name in sorted(self._mentioned):
            if kind := self._ledger.kind(name):
                self.lines.add(f"<{self._base}id/{name}> {TYPE} <{BIOPIC}{kind}> .\n")
        return self


def births(ledger: Ledger) -> frozenset[str]:
    """Return the kinds of event that are births: the ontology's own and every concept that refines it."""
    birth = str(terms.birth)
    return frozenset({birth} | ledger.below(birth, REFINES))
