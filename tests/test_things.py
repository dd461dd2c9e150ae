"""The things of a dossier: a class, a label, and curated relations that hold, or a complaint that says where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.errors import DossierError
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary

Keeper = Callable[..., Path]


def test_thing_has_labels_other_names_and_relations(keeper: Keeper) -> None:
    """A label is English where it names no language."""
    folder = keeper(
        "sea: {class: Place, label: {en: the sea, pt-BR: o mar}, also: [water, brine], note: wide}\n"
        "reef: {class: Place, label: the reef, within: [sea, north-rock]}\n"
    )
    things = load_dossier(folder, load_vocabulary()).things
    assert things["sea"].labels == (("en", "the sea"), ("pt-BR", "o mar"))
    assert (things["sea"].also, things["sea"].note) == (("water", "brine"), "wide")
    assert [(key, value.name) for key, value in things["reef"].curated] == [("within", "sea"), ("within", "north-rock")]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("x: {class: Persn, label: X}", "Persn is no class of the ontology; did you mean Person"),
        ("x: {label: X}", "class is missing; add class:"),
        ("x: {class: Person}", "x has no label"),
        ("x: {class: Person, label: }", "x has no label"),
        ("x: {class: Person, label: {}}", "x has no label"),
        ("x: {class: Person, label: [a, b]}", "label is no plain text"),
        ("x: {class: Person, label: {en: [a]}}", "label is no plain text"),
        ("x: {class: Person, label: {English words: a}}", "English words is no language; write a tag such as en"),
        ("x: {class: Person, label: X, also: [{a: b}]}", "also is no plain text"),
        ("x: {class: Person, label: X, note: [a]}", "note is no plain text"),
        ("x: {class: Person, label: X, time: 1950}", "x has the key time; things have class, label"),
        ("x: [Person]", "expected a map here"),
        ("x: {class: Place, label: X, within: {a: b}}", "within is no plain text"),
        ("x: {class: Place, label: X, within: south-rock}", "south-rock is not declared; declare it under things/; did you mean north-rock"),
        ("x: {class: Place, label: X, within: ada-moss}", "ada-moss is a Person, and within takes none; it goes with Place"),
        ("x: {class: Person, label: X, within: north-rock}", "x is a Person, and within is not said of one; it goes with Place"),
        ("x: {class: Place, label: X, within: x}", "within leads from x back to itself"),
        ("X_y: {class: Person, label: X}", "name X_y is not in kebab-case"),
        ("mask/x: {class: Character, label: X}", "name mask/x is not in kebab-case"),
        ("x: {class: Character, label: X}", "x is a Character; name it lamp/x"),
        ("lamp/x: {class: Person, label: X}", "lamp/x is a Person; name it x, since"),
        ("ada-moss: {class: Person, label: Ada}", "has the key ada-moss twice"),
    ],
)  # fmt: skip
def test_wrong_thing_is_refused_where_it_is_wrong(said: str, says: str, keeper: Keeper) -> None:
    """One complaint, with the file and the line, and what to do."""
    folder = keeper(f"{said}\n")
    with pytest.raises(DossierError) as caught:
        load_dossier(folder, load_vocabulary())
    assert str(caught.value).startswith(f"{folder / 'things' / 'all.yaml'}:9: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("relation", "kind"), [("within", "Place"), ("broader", "Circumstance"), ("memberOf", "Group")]
)
def test_circle_is_refused(relation: str, kind: str, keeper: Keeper) -> None:
    """What refines something does not lead back to where it began, by however many steps."""
    names = ["a", "b", "c", "d"]
    rows = [
        f"{x}: {{class: {kind}, label: {x}, {relation}: {y}}}\n"
        for x, y in zip(names, [*names[1:], names[0]], strict=True)
    ]
    with pytest.raises(DossierError, match=f"{relation} leads from a back to itself; remove one {relation}"):
        load_dossier(keeper("".join(rows)), load_vocabulary())


def test_two_ways_up_are_no_circle(keeper: Keeper) -> None:
    """A diamond is fine, and a chain of thousands does not exhaust the stack."""
    rows = ["a: {class: Place, label: a, within: [b, c]}", "b: {class: Place, label: b, within: d}"]
    rows += ["c: {class: Place, label: c, within: d}", "d: {class: Place, label: d}"]
    rows += [f"e{i}: {{class: Place, label: e{i}, within: e{i + 1}}}" for i in range(3000)]
    rows += ["e3000: {class: Place, label: e3000}"]
    assert load_dossier(keeper("\n".join(rows) + "\n"), load_vocabulary()).things["a"].curated


def test_thing_declared_in_two_files_is_refused(keeper: Keeper) -> None:
    """The complaint names both places."""
    folder = keeper()
    (folder / "things" / "more.yaml").write_text("ada-moss: {class: Person, label: Ada}\n")
    with pytest.raises(DossierError, match=r"more\.yaml:1: ada-moss is declared twice, first at all\.yaml:2"):
        load_dossier(folder, load_vocabulary())


def test_dossier_without_its_film_is_refused(keeper: Keeper) -> None:
    """The film is a thing like the others."""
    folder = keeper()
    (folder / "things" / "all.yaml").write_text("ada-moss: {class: Person, label: Ada}\n")
    with pytest.raises(DossierError, match="no film lamp among the things; declare lamp with class Film"):
        load_dossier(folder, load_vocabulary())
