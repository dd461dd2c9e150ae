"""What fetched statements say in the words of the ontology, by the queries under `queries/says`.

In go statements; out comes for each either what it says (subject, property, value, as an entry of a dossier has it), or why it
says nothing here. The queries run over the statements alone, as Wikidata's own terms have them, with our classes on the items that
are linked; which of Wikidata's properties is which of ours stands nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.headers import read_header
from biopic.linking.minting import HUMAN, Things, UnfitError
from biopic.ontology import BIOPIC, RDF, RDFS
from biopic.places import folder
from biopic.sparql import Local, plain_value, select
from biopic.values import parse_time
from biopic.wikibase.called import ENTITY, Called
from biopic.wikibase.model import Item, NoValue, Snak, SomeValue, Statement, Text, TimePoint, Value
from biopic.wikibase.times import to_edtf

EDTF = ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
PROPERTY = "http://www.wikidata.org/prop/"
RANK = "http://wikiba.se/ontology#"

Facts = dict[str, dict[str, list[str]]]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """What one statement says: facts by subject and property; `core` leaves out what only tells which event is meant. Or `why` nothing."""

    facts: Facts
    core: Facts
    why: str = ""


def say(
    statements: Sequence[Statement], called: Mapping[str, Called], things: Things, *, deprecated: bool = False
) -> list[Said]:
    """Return what each of the statements says, in their order, those of deprecated rank only with `deprecated`; things that they speak of are minted."""
    rows = _rows(statements, called, things)
    return [_said(statement, rows[index], things, deprecated) for index, statement in enumerate(statements)]


def _said(statement: Statement, rows: Sequence[Row], things: Things, deprecated: bool) -> Said:
    if statement.rank == "deprecated" and not deprecated:
        return Said({}, {}, "it is deprecated there")
    if isinstance(statement.value, SomeValue):
        return Said({}, {}, "its value is unknown there")
    if isinstance(statement.value, NoValue):
        return Said({}, {}, "it says that there is none")
    facts, core, why = Facts(), Facts(), "nothing here stands for it"
    for row in rows:
        try:
            for subject, name, value, counts in _facts(row, things):
                for target in (facts, core) if counts else (facts,):
                    values = target.setdefault(subject, {}).setdefault(name, [])
                    values += [value] * (value not in values)
        except UnfitError as error:
            why = str(error)
    return Said(facts, core) if core else Said({}, {}, why)


def _facts(row: Row, things: Things) -> Iterator[tuple[str, str, str, bool]]:
    """Yield subject, property, value, and whether it is what the statement itself says."""
    name, event = row["property"], row.get("event", "")
    found = things.vocabulary.properties[name]
    if name == "portrays":
        yield from _part(row, things)
        return
    if event in ("won", "nominated"):
        yield from _award(row, things)
        return
    subject = things.of(row["subject"], () if event else found.domain)
    value = row["value"] if "edtf" in row else things.of(row["value"], found.range)
    if event:
        person = subject
        subject, known = things.event(person, event)
        if not known:
            yield subject, "kind", event, False
            yield subject, "affects", person, False
    yield subject, name, value, True


def _award(row: Row, things: Things) -> Iterator[tuple[str, str, str, bool]]:
    prize = things.of(row["value"], ["Prize"])
    who = things.of(row["subject"], things.vocabulary.properties[row["property"]].range)
    award, known = things.award(prize, row["property"], who)
    if not known:
        yield award, "prize", prize, False
    yield award, row["property"], who, True
    yield award, "result", row["event"], True
    if row.get("time"):
        yield award, "time", row["time"], True


def _part(row: Row, things: Things) -> Iterator[tuple[str, str, str, bool]]:
    """Yield who plays which part; where the role is the real person, the part is based on that person and is not them."""
    performer, role = things.of(row["subject"], ["Person"]), row.get("value", "")
    linked = things.linked.get(role)
    if linked and things.is_a(linked, ["Character"]):
        yield performer, "portrays", linked, True
        return
    known = things.called.get(role)
    real = bool(known) and (HUMAN in known.classes or bool(linked and things.is_a(linked, ["Person"])))  # type: ignore[union-attr]
    words = row.get("named") or (known.label if known else "")
    if not words:
        raise UnfitError("the role has no name there")
    person = things.of(role, ["Person"]) if real else ""
    part = things.character(performer, words, person)
    yield performer, "portrays", part, True
    if person:
        yield part, "basedOn", person, False


# Asking the statements


def _rows(
    statements: Sequence[Statement], called: Mapping[str, Called], things: Things
) -> dict[int, list[dict[str, str]]]:
    target = Local(_graph(statements, called, things), "")
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for path in sorted((folder("queries") / "says").glob("*.rq")):
        table = select(target, read_header(path)[1])
        for cells in table.rows:
            row = {name: _short(cell) for name, cell in zip(table.variables, cells, strict=True) if cell is not None}
            value = dict(zip(table.variables, cells, strict=True)).get("value")
            if isinstance(value, ox.Literal):
                if not _is_time(value.value):
                    continue
                row["edtf"] = value.value
            found[int(row["statement"].rpartition(":")[2])].append(row)
    return found


def _is_time(text: str) -> bool:
    try:
        return bool(parse_time(text))
    except ValueError:
        return False


def _short(cell: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return plain_value(cell).removeprefix(ENTITY).removeprefix(BIOPIC)


def _graph(statements: Sequence[Statement], called: Mapping[str, Called], things: Things) -> ox.Store:
    """Return the statements as RDF in Wikidata's terms, with names, classes, and our classes on what is linked."""
    store = ox.Store()

    def add(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value))

    for index, said in enumerate(statements):
        node = f"urn:statement:{index}"
        add(ENTITY + said.subject, PROPERTY + said.property, ox.NamedNode(node))
        add(node, f"{RANK}rank", ox.NamedNode(f"{RANK}{said.rank.capitalize()}Rank"))
        for where, snak in [
            ("statement", Snak(said.property, said.value)),
            *(("qualifier", q) for q in said.qualifiers),
        ]:
            term = _term(snak.value, said.qualifiers if where == "statement" else ())
            if term is not None:
                add(node, f"{PROPERTY}{where}/{snak.property}", term)
    for entity, known in called.items():
        add(ENTITY + entity, f"{RDFS}label", ox.Literal(known.label, language="en"))
        for each in known.classes:
            add(ENTITY + entity, f"{PROPERTY}direct/P31", ox.NamedNode(ENTITY + each))
    for entity, name in things.linked.items():
        for kind in {things.get(name).kind, *things.vocabulary.ancestors(things.get(name).kind)}:
            add(ENTITY + entity, f"{RDF}type", ox.NamedNode(BIOPIC + kind))
    return store


def _term(value: Value, qualifiers: Sequence[Snak]) -> ox.NamedNode | ox.Literal | None:
    """Return a value as a term, None where it is unknown, or of a sort that nothing here stands for."""
    if isinstance(value, Item):
        return ox.NamedNode(ENTITY + value.id)
    if isinstance(value, Text):
        return ox.Literal(value.text)
    if isinstance(value, TimePoint):
        try:
            return ox.Literal(to_edtf(value, qualifiers), datatype=EDTF)
        except ValueError:
            return None
    return None
