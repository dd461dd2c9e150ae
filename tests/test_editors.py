"""What editors decide shows and hides: a withdrawn assertion counts for nothing, a verdict stands beside its comparison."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from biopic.build import Built, build
from biopic.questions import find_question, load_questions
from biopic.sparql import Local, Table, plain_value, select

THINGS = """
ada-moss: {class: Person, label: Ada Moss}
lamp/ada: {class: Character, label: Ada}
lamp/last-watch: {class: StoryEvent, label: The last watch (in the film), depicts: last-watch}
last-watch: {class: LifeEvent, label: The last watch}
watch: {class: Kind, label: a watch}
"""
SAID = """
- quote: Ada kept the light
  gist: she kept it
  says:
    lamp/ada: {basedOn: ada-moss}
    lamp/last-watch: {kind: watch, doneBy: lamp/ada, time: 1931-24}
- quote: In life she had left it in 1929
  gist: in life it was two years earlier
  says:
    last-watch: {kind: watch, doneBy: ada-moss, time: 1929}
- quote: some said 1940
  gist: a wrong year, read in haste
  says:
    last-watch: {time: 1940}
  withdrawn: {on: 2026-01-31, by: An Editor, reason: the sentence speaks of the tower}
"""
TEXT = "Ada kept the light until the winter of 1931. In life she had left it in 1929, though some said 1940.\n"
VERDICTS = """
- about: [lamp/last-watch, last-watch]
  property: time
  judgement: upheld
  by: An Editor
  on: 2026-02-01
  reason: the almanac agrees with the second sentence
"""


def decided(lamp: Callable[..., Path], verdicts: str = VERDICTS) -> Built:
    folder = lamp(TEXT, THINGS, SAID, verdicts=verdicts)
    return build(folder)


def ask(built: Built, name: str) -> Table:
    return select(Local(built.store, built.base), find_question(name).query)


def mentions(table: Table, text: str) -> bool:
    return any(text in plain_value(cell) for row in table.rows for cell in row)


def test_departure_shows_with_its_verdict(lamp: Callable[..., Path]) -> None:
    """The story's winter of 1931 departs from life's 1929, and the editor upheld it."""
    table = ask(decided(lamp), "where-film-departs-from-life")
    assert mentions(table, "time/1929")
    assert mentions(table, "#movedInTime")
    assert mentions(table, "#upheld")
    assert mentions(ask(decided(lamp), "verdicts"), "the almanac agrees")


def test_withdrawn_assertion_shows_only_when_asked_for(lamp: Callable[..., Path]) -> None:
    """No question but the one for withdrawn assertions gives the year that was taken back."""
    built = decided(lamp)
    withdrawn = {a.local for d in built.dossiers for a in d.assertions if a.withdrawn}
    assert len(withdrawn) == 1
    for name in load_questions():
        table = ask(built, name)
        shown = mentions(table, next(iter(withdrawn))) or mentions(table, "time/1940")
        assert shown == (name == "withdrawn-assertions"), name


def test_withdrawn_assertion_gives_no_plain_triple_and_stays_in_the_provenance(lamp: Callable[..., Path]) -> None:
    """It is kept with who took it back, when and why."""
    built = decided(lamp)
    year = ox.NamedNode(built.base + "time/1940")
    predicates = {q.predicate.value.rsplit("#", 1)[-1] for q in built.store.quads_for_pattern(None, None, year, None)}
    assert predicates == {"object"}
    assert any(
        q.object.value == "the sentence speaks of the tower" for q in built.store if isinstance(q.object, ox.Literal)
    )


def test_deleting_the_verdicts_leaves_every_assertion_as_it_was(lamp: Callable[..., Path]) -> None:
    """Verdicts are a file of their own: without it only the verdict's own triples are gone."""
    with_verdicts = {str(q) for q in decided(lamp).store}
    folder = lamp(TEXT, THINGS, SAID)
    (folder / "verdicts.yaml").unlink(missing_ok=True)
    without = {str(q) for q in build(folder).store}
    assert without < with_verdicts
    assert all("/verdict/" in row for row in with_verdicts - without)
