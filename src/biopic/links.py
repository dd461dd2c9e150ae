"""The links of a dossier: `links.yaml`, what was decided on each thing and the entities of Wikidata or of another graph.

In goes the file, a map from a thing to its decisions; out come `Link` values in the order of the file. Every entity is one
IRI, however it was written. At most one entity is the same as a thing, and no entity is the same as two things: a character
and the person behind it are never one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from biopic import marked
from biopic.dossier import Dossier, Link
from biopic.errors import DossierError
from biopic.fields import as_list, as_map, closest, day_of, need, need_any, only, texts_of
from biopic.marked import Map, Text

FILE = "links.yaml"
WIKIDATA = "http://www.wikidata.org/entity/"
FETCHED_KIND = "statements of a knowledge base"
"""The kind of a document that `biopic link --fetch` has brought; questions on what a knowledge base says go by it."""

DECISIONS = {"same": "same", "different": "different", "undecided": "undecided", "no match": "noMatch"}
"""The words that stand in a file, and the local names of the ontology's individuals that they become."""

ENTITY = r"^(Q[1-9][0-9]{0,18}|https?://[^/?#\s]\S*)$"
"""What an entity looks like in a file, for editors; an IRI is held to more when it is read."""

_ITEM = re.compile(r"Q[1-9][0-9]{0,18}", re.ASCII)


def read_links(dossier: Dossier) -> None:
    """Read `links.yaml`, if there is one, into the dossier; complaints are gathered, one a decision."""
    path = dossier.folder / FILE
    if not path.exists():
        return
    for name, entries in as_map(marked.load_yaml(path), path).items():
        with dossier.complaining():
            if name not in dossier.things:
                hint = closest(name, dossier.things)
                raise DossierError(f"{name} is not declared", file=path, line=name.line, todo=hint)
            for entry in as_list(entries, path):
                with dossier.complaining():
                    dossier.links.append(_read_link(name, as_map(entry, path), path))
    with dossier.complaining():
        refuse_clashes(dossier.links)


def _read_link(thing: Text, said: Map, path: Path) -> Link:
    only(said, path, "entity", "decision", "by", "on", "evidence")
    decision = need(said, "decision", path)
    if decision not in DECISIONS:
        todo = f"use one of: {', '.join(DECISIONS)}"
        raise DossierError(f"{decision} is no decision", file=path, line=decision.line, todo=todo)
    need_any(said, "evidence", path)
    evidence = texts_of(said, "evidence", path)
    if not evidence:
        todo = "say why, or where was looked"
        raise DossierError("evidence is empty", file=path, line=said.line, todo=todo)
    entity, by, on = _read_entity(said, decision, path), need(said, "by", path), need(said, "on", path)
    why = tuple(str(text) for text in evidence)
    return Link(str(thing), entity, DECISIONS[decision], str(by), day_of(on, path), why, path, said.line)


def _read_entity(said: Map, decision: Text, path: Path) -> str:
    """Return the entity's IRI, empty for what has no match."""
    if decision == "no match":
        if "entity" in said:
            todo = "remove the entity, or write different or undecided"
            raise DossierError("no match names no entity", file=path, line=said["entity"].line, todo=todo)
        return ""
    text = need(said, "entity", path)
    try:
        return entity_iri(text)
    except ValueError as error:
        todo = "write an id such as Q42, or a full IRI"
        raise DossierError(f"{text} is no entity: {error}", file=path, line=text.line, todo=todo) from None


def entity_iri(text: str) -> str:
    """Return the IRI of an entity that is written as an id of Wikidata or as an IRI; raise ValueError if it is neither.

    >>> entity_iri("Q42"), entity_iri("http://www.wikidata.org/entity/Q42"), entity_iri("https://d-nb.info/gnd/119033364")
    ('http://www.wikidata.org/entity/Q42', 'http://www.wikidata.org/entity/Q42', 'https://d-nb.info/gnd/119033364')
    """
    if _ITEM.fullmatch(text):
        return WIKIDATA + text
    if not re.match(r"https?://[^/?#]", text):
        raise ValueError("it is neither an id nor an IRI that begins with http:// or https://")
    ox.NamedNode(text)
    wikidata = re.match(r"https?://([a-z]+\.)*wikidata\.org(?=[/:?#]|$)", text, re.IGNORECASE)
    if wikidata and not (text.startswith(WIKIDATA) and _ITEM.fullmatch(text.removeprefix(WIKIDATA))):
        raise ValueError("Wikidata names its items otherwise")
    return text


def written(entity: str) -> str:
    """Return an entity's IRI as a file of links has it: the id where it is one of Wikidata's.

    >>> written("http://www.wikidata.org/entity/Q42")
    'Q42'
    """
    return entity.removeprefix(WIKIDATA)


def refuse_clashes(links: Iterable[Link]) -> None:
    """Raise where a thing is decided on twice with one entity, is the same as two, or shares an entity with another thing."""
    decided: dict[tuple[str, str, str], Link] = {}
    of_thing: dict[str, Link] = {}
    of_entity: dict[str, Link] = {}
    for link in links:
        key = (link.thing, link.entity, "" if link.entity else link.on)
        first = decided.setdefault(key, link)
        if first is not link and first.file == link.file:
            what = f"{link.thing} and {written(link.entity)} are" if link.entity else f"no match for {link.thing} is"
            _clash(link, f"{what} decided twice", first, "keep one of the two")
        if link.decision != "same":
            continue
        first = of_thing.setdefault(link.thing, link)
        if first.entity != link.entity:
            what = f"{link.thing} is the same as {written(link.entity)} and as {written(first.entity)}"
            _clash(link, what, first, "keep the one that it is")
        first = of_entity.setdefault(link.entity, link)
        if first.thing != link.thing:
            what = f"{written(link.entity)} is the same as {link.thing} and as {first.thing}"
            _clash(link, what, first, "one entity is one thing; a character is never the person behind it")


def _clash(link: Link, what: str, first: Link, todo: str) -> None:
    where = f"{first.file.parent.name}/{first.file.name}:{first.line}"
    raise DossierError(f"{what}, first at {where}", file=link.file, line=link.line, todo=todo)
