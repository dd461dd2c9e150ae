"""The parameters of a question as fields of a form, completed from the graph, and what was typed into them as terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.ontology import BIOPIC, load_vocabulary
from biopic.pages.scene import Name, Scene
from biopic.questions import Parameter, Question, find_candidates, relations
from biopic.sparql import Cell, Term, plain_value

MOST = 1500
"""How many labels of values a form offers for completion; where there are more, it offers none, and the search finds the name."""

LONGEST = 300
"""How many characters of what was typed into a field are looked at."""


@dataclass(frozen=True)
class Field:
    """One field: what was typed, what it means, what could be typed, and what is wrong with what was typed.

    `options` are pairs of what is typed and its label; `meant` is the one thing that was typed, `several` those that it can be.
    """

    name: str
    kind: str
    says: str
    needed: bool
    typed: str
    meant: Name | None
    several: tuple[tuple[str, Name], ...]
    wrong: str
    options: tuple[tuple[str, str], ...]
    example: tuple[str, str]
    term: Term | None = None


def read_fields(scene: Scene, question: Question) -> list[Field]:
    """Return the fields of a question's form, with what the form sent."""
    return [_field(scene, each) for each in question.parameters]


def values_of(fields: Sequence[Field]) -> Mapping[str, Term]:
    """Return the terms that are to be bound."""
    return {field.name: field.term for field in fields if field.term is not None}


def short(term: Cell, base: str) -> str:
    """Return what one types for a term: its local name, or the text itself.

    >>> short(ox.NamedNode("https://example.org/id/lamp/ada"), "https://example.org/")
    'lamp/ada'
    """
    text = plain_value(term)
    for start in (f"{base}id/", f"{base}document/", BIOPIC):
        if isinstance(term, ox.NamedNode) and text.startswith(start):
            return text.removeprefix(start)
    return text


def _field(scene: Scene, parameter: Parameter) -> Field:
    typed = scene.typed(parameter.name, LONGEST)
    found = list(find_candidates(scene.target, parameter, typed)) if typed else []
    names = scene.names(found)
    wrong = ""
    if typed and not found:
        wrong = "unknown"
    elif len(found) > 1:
        wrong = "several"
    elif parameter.needed and not typed and scene.given:
        wrong = "needed"
    options = _options(scene, parameter.kind)
    known = dict(options)
    return Field(
        name=parameter.name,
        kind=_kind(scene, parameter.kind),
        says=parameter.says,
        needed=parameter.needed,
        typed=typed,
        meant=names[found[0]] if len(found) == 1 else None,
        several=tuple((short(each, scene.base), names[each]) for each in found[:20]) if len(found) > 1 else (),
        wrong=wrong,
        options=options,
        example=(parameter.example, known[parameter.example]) if parameter.example in known else ("", ""),
        term=found[0] if len(found) == 1 else None,
    )


def _kind(scene: Scene, kind: str) -> str:
    special = {"Thing", "Property", "Relation", "Heading"}
    return (
        scene.word(f"ask.kind.{kind}")
        if kind in special
        else scene.names([ox.NamedNode(BIOPIC + kind)])[BIOPIC + kind].label
    )


def _options(scene: Scene, kind: str) -> tuple[tuple[str, str], ...]:
    """Return what can be typed for a parameter of that kind, with labels, in order of label; nothing where that is too much."""
    if kind in ("Property", "Relation"):
        known = (
            relations()
            if kind == "Relation"
            else [p.name for p in load_vocabulary().properties.values() if p.assertable]
        )
        cells: list[Cell] = [ox.NamedNode(BIOPIC + name) for name in known]
    elif kind == "Thing":
        cells = [row["x"] for row in scene.rows("options-thing", names=ox.Literal(f"{scene.base}id/"))]
    elif kind == "Heading":
        cells = [row["x"] for row in scene.rows("options-heading")]
    else:
        cells = [row["x"] for row in scene.rows("options", kind=ox.NamedNode(BIOPIC + kind))]
    if len(cells) > MOST:
        return ()
    names = scene.names(cells)
    found = {(short(cell, scene.base), names[cell].label) for cell in cells}
    return tuple(sorted(found, key=lambda each: (each[1].casefold(), each)))
