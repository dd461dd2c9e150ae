"""What `biopic export` does for Wikidata: gather, hold against what is there, write; and say what was left out and why."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from biopic.errors import InputError

if TYPE_CHECKING:
    from biopic.giving.difference import Change
    from biopic.giving.gather import Gift
    from biopic.sparql import Target
    from biopic.wikibase.model import Statement, Value

QUICKSTATEMENTS, CSV, JSON = FORMATS = ("quickstatements", "quickstatements-csv", "wikibase-json")


def give(options: Namespace, target: Target) -> str:
    """Return what is to be sent to Wikidata in the format that was asked for; say on standard error what was done."""
    from biopic.giving.gather import Choices, gather

    gift = gather(target, Choices(options.contradictory == "dispute", options.unreferenced, options.living))
    statements = gift.statements
    if options.against:
        from biopic.giving.difference import SENT

        changes = _changes(gift, options.against, options.contact)
        _print_changes(changes, gift)
        sent = [change for change in changes if change.state in SENT]
        statements = [change.merged if options.format == JSON else change.adds for change in sent]
    kept = _sendable(statements, options.format, gift)
    _summarise(gift, kept, every=options.left_out)
    return _write(kept, options.format)


# What is there already


def _changes(gift: Gift, against: str, contact: str) -> list[Change]:
    """Return what becomes of each statement beside those of a file, or of a SPARQL endpoint that serves statements as Wikidata does."""
    from biopic.giving.difference import compare, followed, items_of
    from biopic.wikibase.served import read_redirects, read_statements

    if Path(against).suffix == ".json" and "://" not in against:
        from biopic.wikibase.entity_json import from_json

        return compare(gift, from_json(_read(against), against), {})
    there = _endpoint(against, contact) if "://" in against else _file(against)
    redirects = read_redirects(there, items_of(gift.statements))
    subjects = {followed(statement, redirects).subject for statement in gift.statements}
    return compare(gift, read_statements(there, subjects), redirects)


def _endpoint(url: str, contact: str) -> Target:
    from biopic.linking.endpoint import Endpoint
    from biopic.linking.polite import Polite

    return Endpoint(url, Polite(contact, tries=3, tell=_say))


def _file(name: str) -> Target:
    """Return the statements of an RDF file, in the form in which the query service of Wikidata serves them."""
    import pyoxigraph as ox

    from biopic.sparql import Local

    form = ox.RdfFormat.from_extension(Path(name).suffix.removeprefix("."))
    if form is None:
        raise InputError("is no file of statements", file=name, todo="give Turtle, N-Triples or JSON, or an address")
    store = ox.Store()
    try:
        store.load(_read(name).encode(), format=form)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"is no RDF that reads ({error})", file=name, todo="fetch it again") from None
    return Local(store, "")


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        raise InputError(f"cannot be read ({why})", file=name, todo="check the path") from None


# Writing


def _sendable(statements: Iterable[Statement], form: str, gift: Gift) -> list[Statement]:
    """Return the statements that the format can carry; the others are left out with the reason."""
    from biopic.giving.gather import LeftOut
    from biopic.wikibase import entity_json, quickcsv, quickstatements

    obstacle = {QUICKSTATEMENTS: quickstatements, CSV: quickcsv, JSON: entity_json}[form].obstacle
    kept: list[Statement] = []
    for each in statements:
        why = obstacle(each)
        if why is None:
            kept.append(each)
        else:
            gift.left_out.append(LeftOut(_named(each.subject, gift), each.property, _words(each.value, gift), why))
    return kept


def _write(statements: Sequence[Statement], form: str) -> str:
    if form == JSON:
        from biopic.wikibase.entity_json import to_json

        return to_json(statements)
    from biopic.wikibase.quickcsv import to_csv
    from biopic.wikibase.quickstatements import to_lines

    return to_csv(statements) if form == CSV else to_lines(statements)


# Telling


def _print_changes(changes: Sequence[Change], gift: Gift) -> None:
    """Print what becomes of each statement, and in how many cases."""
    from rich.console import Console
    from rich.table import Table

    from biopic.giving.difference import CONFLICT, DEPRECATED, FINER, STATES

    grid = Table("item", "property", "value", "what becomes of it")
    for change in changes:
        said, state = change.adds, change.state
        if change.there and state in (CONFLICT, FINER, DEPRECATED):
            state += f": {_words(change.there.value, gift)}"
        grid.add_row(_named(said.subject, gift), said.property, _words(said.value, gift), state)
    Console(stderr=True, width=110).print(grid)
    found = Counter(change.state for change in changes)
    _say(", ".join(f"{found[state]} {state}" for state in STATES if found[state]) or "nothing is offered")


def _summarise(gift: Gift, kept: Sequence[Statement], *, every: bool) -> None:
    """Say how many statements are written and how many are left out for which reason; with `every`, name each of those."""
    _say(f"{len(kept)} {'statement' if len(kept) == 1 else 'statements'} to send")
    bare = [each for each in kept if not each.references]
    for each in bare if gift.unreferenced else []:
        _say(f"  without a reference: {_named(each.subject, gift)} {each.property} {_words(each.value, gift)}")
    reasons = Counter(each.reason for each in gift.left_out)
    for reason in sorted(reasons, key=lambda each: (-reasons[each], each)):
        _say(f"{reasons[reason]} left out: {reason}")
        for left in gift.left_out if every else []:
            if left.reason == reason:
                _say(f"  {left.thing} {left.property} {left.value}")


def _named(item: str, gift: Gift) -> str:
    return f"{gift.labels[item]} ({item})" if item in gift.labels else item


def _words(value: Value, gift: Gift) -> str:
    """Return a value as people read it."""
    from biopic.giving.gather import span_of
    from biopic.wikibase.model import Item
    from biopic.wikibase.quickstatements import write_value

    span = span_of(value)
    if span:
        return span.words
    try:
        return _named(value.id, gift) if isinstance(value, Item) else write_value(value)
    except ValueError:
        return type(value).__name__


def _say(text: str) -> None:
    from biopic.errors import one_line

    indent = text[: len(text) - len(text.lstrip())]
    print(indent + one_line(text), file=sys.stderr)
