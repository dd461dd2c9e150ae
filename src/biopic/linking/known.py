"""What the graph knows of each thing that can be linked: names, years, births and deaths, occupations, and whom or what it has to do with.

In goes something that answers SPARQL; out come `Known` values, by local name. Every query under `queries/linking` yields
rows of a thing, a fact and a value; a new sort of fact is a new query and a word in `scoring`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from biopic.headers import read_header
from biopic.places import folder
from biopic.sparql import Target, plain_value, select

KINDS = ("film", "person", "group", "character", "place", "organization", "award", "condition", "theme")
"""The kinds of things that are linked, in the order in which they are looked at."""

_CONCEPTS = ("condition", "theme", "award")
_ARTICLE = re.compile(r"(?:the|a|an) (?=\S)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")


@dataclass(frozen=True)
class Known:
    """A thing as the graph knows it: `names` begins with its label; `facts` has the values of each sort of fact."""

    name: str
    kind: str
    names: tuple[str, ...]
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return what the thing is called first of all."""
        return self.names[0] if self.names else self.name

    def of(self, fact: str) -> tuple[str, ...]:
        """Return the values of one sort of fact, none where nothing is known.

        >>> Known("ada-moss", "person", ("Ada Moss",), {"born": ("1901",)}).of("died")
        ()
        """
        return self.facts.get(fact, ())


def read_known(target: Target) -> dict[str, Known]:
    """Return every thing of the graph that can be linked, by its local name, in the order of `KINDS` and of names."""
    rows: dict[str, dict[str, list[str]]] = {}
    start = f"{target.base}id/"
    for path in sorted(folder("queries").glob("linking/*.rq")):
        for row in select(target, read_header(path)[1]).rows:
            thing, fact, value = (plain_value(cell).removeprefix(start) for cell in row)
            values = rows.setdefault(thing, {}).setdefault(fact, [])
            if value not in values:
                values.append(value)
    kinds = {thing: _kind_of(facts["kind"]) for thing, facts in rows.items() if "kind" in facts}
    order = sorted(kinds, key=lambda thing: (KINDS.index(kinds[thing]), thing))
    return {thing: _known(thing, kinds[thing], rows[thing]) for thing in order}


def _kind_of(found: Iterable[str]) -> str:
    return min(found, key=KINDS.index)


def _known(thing: str, kind: str, facts: Mapping[str, list[str]]) -> Known:
    called = [*facts.get("label", []), *facts.get("alias", [])]
    kept = {fact: tuple(values) for fact, values in facts.items() if fact not in ("kind", "label", "alias")}
    return Known(thing, kind, name_variants(called, kind), kept)


def name_variants(called: Iterable[str], kind: str) -> tuple[str, ...]:
    """Return the names under which a thing may be found, the likeliest first: without remarks in brackets, articles and what it lies in.

    A single name of somebody who has several is left out: whoever looks for it finds everybody.

    >>> name_variants(["Ada Moss (the person)", "Ada"], "person")
    ('Ada Moss',)
    >>> name_variants(["North Rock, Maine"], "place"), name_variants(["a rare fever"], "condition")
    (('North Rock, Maine', 'North Rock'), ('a rare fever', 'rare fever', 'Rare fever'))
    >>> name_variants(["Best Keeper (Lighthouse Days)"], "award")
    ('Lighthouse Days Award for Best Keeper', 'Best Keeper')
    """
    found: list[str] = []
    for name in called:
        bare = _ASIDE.sub("", name).strip() or name.strip()
        aside = _ASIDE.search(name)
        if kind == "award" and aside:
            found.append(f"{aside[1]} Award for {bare}")
        found.append(bare)
        if kind == "place" and "," in bare:
            found.append(bare.split(",")[0].strip())
        if kind != "film" and _ARTICLE.match(bare):
            found.append(_ARTICLE.sub("", bare, count=1))
        if kind in _CONCEPTS:
            last = found[-1]
            found.append(last[:1].upper() + last[1:])
    found = [name for name in dict.fromkeys(found) if name]
    if kind in ("person", "character") and any(" " in name for name in found):
        found = [name for name in found if " " in name]
    return tuple(found)
