"""Hold what is offered against what is there already: what is new, what only gets a reference, what is in conflict.

In go offered statements and those of the same items as Wikidata has them; out comes one `Change` for each offered statement. Only what
adds something is to be sent. A conflict is shown and never sent: which of two values is right is for a person to find out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from biopic.giving.gather import Gift, lies_within, span_of
from biopic.wikibase.model import Item, Reference, Snak, Statement, Value, canonical, same_value

NEW = "new"
REFERENCE = "a reference is added"
QUALIFIER = "a qualifier is added"
THERE = "there already"
FINER = "a finer value is there"
CONFLICT = "another value is there"
DEPRECATED = "there with deprecated rank"
STATES = (NEW, REFERENCE, QUALIFIER, THERE, FINER, CONFLICT, DEPRECATED)
SENT = frozenset({NEW, REFERENCE, QUALIFIER})
"""The states of what is to be sent."""

_URL, _STATED_IN = "P854", "P248"


@dataclass(frozen=True)
class Change:
    """What becomes of an offered statement: `state`, what it `adds`, and the statement that is `there`, if any."""

    state: str
    adds: Statement
    there: Statement | None = None

    @property
    def merged(self) -> Statement:
        """Return the statement as it is to be in the end: the one that is there with what is added, under its id."""
        if self.there is None:
            return self.adds
        return canonical(
            replace(
                self.there,
                qualifiers=(*self.there.qualifiers, *self.adds.qualifiers),
                references=(*self.there.references, *self.adds.references),
            )
        )


def compare(gift: Gift, there: Iterable[Statement], redirects: Mapping[str, str]) -> list[Change]:
    """Return what becomes of each offered statement beside those that are there, items that were merged followed to where they are."""
    known: dict[tuple[str, str], list[Statement]] = {}
    for statement in there:
        known.setdefault((statement.subject, statement.property), []).append(statement)
    offered = [followed(statement, redirects) for statement in gift.statements]
    return [
        _change(each, known.get((each.subject, each.property), []), each.property in gift.one_valued)
        for each in offered
    ]  # fmt: skip


def items_of(statements: Iterable[Statement]) -> set[str]:
    """Return the items that statements are about or name."""
    found: set[str] = set()
    for statement in statements:
        values = [statement.value, *(snak.value for snak in statement.qualifiers)]
        found |= {statement.subject, *(value.id for value in values if isinstance(value, Item))}
    return found


def followed(statement: Statement, redirects: Mapping[str, str]) -> Statement:
    """Return the statement with each item that was merged into another replaced by that one."""

    def follow(value: Value) -> Value:
        return Item(redirects.get(value.id, value.id)) if isinstance(value, Item) else value

    qualifiers = tuple(Snak(snak.property, follow(snak.value)) for snak in statement.qualifiers)
    subject = redirects.get(statement.subject, statement.subject)
    return replace(statement, subject=subject, value=follow(statement.value), qualifiers=qualifiers)


def _change(offered: Statement, there: Sequence[Statement], one_valued: bool) -> Change:
    same = [each for each in there if same_value(each.value, offered.value)]
    standing = [each for each in same if each.rank != "deprecated"]
    if standing:
        return _added(offered, max(standing, key=lambda each: len(set(each.qualifiers) & set(offered.qualifiers))))
    if same:
        return Change(DEPRECATED, offered, same[0])
    others = [each for each in there if each.rank != "deprecated"]
    own = span_of(offered.value)
    spans = [(each, span) for each in others if (span := span_of(each.value))]
    finer = next((each for each, span in spans if own and lies_within(span, own)), None)
    if finer:
        return Change(FINER, offered, finer)
    if one_valued and others and not any(own and lies_within(own, span) for _, span in spans):
        return Change(CONFLICT, offered, others[0])
    return Change(NEW, offered)


def _added(offered: Statement, there: Statement) -> Change:
    """Return what a statement of the same value still lacks; a qualifier that it has with another value is left as it is."""
    has = {snak.property for snak in there.qualifiers}
    qualifiers = tuple(snak for snak in offered.qualifiers if snak.property not in has)
    references = tuple(
        each for each in offered.references if not any(_same_source(each, other) for other in there.references)
    )  # fmt: skip
    state = REFERENCE if references else QUALIFIER if qualifiers else THERE
    return Change(state, replace(offered, qualifiers=qualifiers, references=references), there)


def _same_source(first: Reference, second: Reference) -> bool:
    """Say whether two references are to one source: to one address, or to one item where not both give an address."""
    one, other = _sources(first, _URL), _sources(second, _URL)
    return bool(one & other) if one and other else bool(_sources(first, _STATED_IN) & _sources(second, _STATED_IN))


def _sources(reference: Reference, property_: str) -> set[str]:
    return {str(next(iter(vars(snak.value).values()), "")) for snak in reference if snak.property == property_}
