"""The things of a dossier: `things/*.yaml`, each with a class, a label, and the few relations that need no passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from biopic import marked
from biopic.dossier import Dossier, Reference, Thing
from biopic.errors import DossierError
from biopic.fields import as_map, as_text, check_class, closest, need, optional, refer, texts_of
from biopic.marked import Map, Text
from biopic.ontology import Vocabulary

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?", re.ASCII)
DRAFTS = "drafts.yaml"
STORY_CLASSES = frozenset({"Character", "StoryEvent", "Setting"})


def read_things(dossier: Dossier, vocabulary: Vocabulary, *, drafts: bool = False) -> None:
    """Read every file under `things/` into the dossier; complaints are gathered, one a thing.

    `things/drafts.yaml`, which `biopic read` keeps, is passed over; with `drafts` it declares what no other file does.
    """
    pending: list[tuple[Thing, Map]] = []
    files = sorted(dossier.folder.glob("things/*.yaml"), key=lambda path: (path.name == DRAFTS, path))
    for path in files if drafts else [path for path in files if path.name != DRAFTS]:
        with dossier.complaining():
            for name, said in as_map(marked.load_yaml(path), path).items():
                if path.name == DRAFTS and name in dossier.things:
                    continue
                with dossier.complaining():
                    thing = _read_thing(dossier, name, as_map(said, path), vocabulary, path)
                    if name in dossier.things:
                        first = dossier.things[name]
                        raise DossierError(
                            f"{name} is declared twice, first at {first.file.name}:{first.line}",
                            file=path,
                            line=name.line,
                            todo="join the two",
                        )
                    dossier.things[str(name)] = thing
                    pending.append((thing, said))
    if dossier.name not in dossier.things or dossier.things[dossier.name].kind != "Film":
        nothing = DossierError(
            f"no film {dossier.name} among the things",
            file=dossier.folder / "things",
            todo=f"declare {dossier.name} with class Film",
        )
        raise next(iter(dossier.complaints), nothing)
    for thing, said in pending:
        with dossier.complaining():
            dossier.things[thing.name] = replace(thing, curated=_read_curated(thing, said, dossier.things, vocabulary))


def _read_curated(
    thing: Thing, said: Map, known: dict[str, Thing], vocabulary: Vocabulary
) -> tuple[tuple[str, Reference], ...]:
    curated = []
    for key in said:
        found = vocabulary.properties.get(key)
        if found is not None:
            check_class(
                thing.kind,
                found.domain,
                vocabulary,
                f"{thing.name} is a {thing.kind}, and {key} is not said of one",
                thing.file,
                key.line,
            )
            values = texts_of(said, key, thing.file)
            curated += [(str(key), refer(value, found, known, vocabulary, thing.file)) for value in values]
    return tuple(curated)


def _read_thing(dossier: Dossier, name: Text, said: Map, vocabulary: Vocabulary, path: Path) -> Thing:
    for key in said:
        found = vocabulary.properties.get(key)
        if key not in ("class", "label", "also", "note") and not (found and found.curated):
            allowed = ", ".join(
                ["class", "label", "also", "note", *(p.name for p in vocabulary.properties.values() if p.curated)]
            )
            raise DossierError(
                f"{name} has the key {key}",
                file=path,
                line=key.line,
                todo=f"things have {allowed}; everything else is asserted with a passage",
            )
    kind = need(said, "class", path)
    if kind not in vocabulary.parents:
        raise DossierError(
            f"{kind} is no class of the ontology", file=path, line=kind.line, todo=closest(kind, vocabulary.parents)
        )
    story = vocabulary.ancestors(kind) & STORY_CLASSES
    film, slash, rest = name.partition("/")
    if not all(NAME.fullmatch(part) for part in ([film, rest] if slash else [film])) or (
        slash and film != dossier.name
    ):
        raise DossierError(
            f"name {name} is not in kebab-case",
            file=path,
            line=name.line,
            todo=f"use lower-case letters, digits and hyphens, with {dossier.name}/ before what the story has",
        )
    if bool(story) != bool(slash):
        raise DossierError(
            f"{name} is a {kind}",
            file=path,
            line=name.line,
            todo=f"name it {dossier.name}/{rest or film}"
            if story
            else f"name it {rest}, since only the story's things stand under the film",
        )
    also, note = tuple(str(text) for text in texts_of(said, "also", path)), optional(said, "note", path)
    return Thing(str(name), str(kind), _read_labels(name, said, path), also, note, (), path, name.line)


def _read_labels(name: Text, said: Map, path: Path) -> tuple[tuple[str, str], ...]:
    """Return each label with its language; a label that is one text is English."""
    if not said.get("label"):
        raise DossierError(f"{name} has no label", file=path, line=name.line, todo="add label: and a few words")
    label = said["label"]
    if not isinstance(label, Map):
        return (("en", str(as_text(label, "label", path))),)
    for language in label:
        if not LANGUAGE.fullmatch(language):
            raise DossierError(
                f"{language} is no language", file=path, line=language.line, todo="write a tag such as en, de or pt-BR"
            )
    return tuple((str(language), str(as_text(text, "label", path))) for language, text in label.items())


def refuse_cycles(dossier: Dossier) -> None:
    """Raise where within, broader, memberOf or derivedFrom lead back to where they start."""
    for relation in ("within", "broader", "memberOf"):
        edges = {t.name: [v.name for k, v in t.curated if k == relation] for t in dossier.things.values()}
        for name in _on_cycle(edges):
            thing = dossier.things[name]
            raise DossierError(
                f"{relation} leads from {name} back to itself",
                file=thing.file,
                line=thing.line,
                todo=f"remove one {relation} of the circle",
            )
    for name in _on_cycle({d.name: list(d.derived_from) for d in dossier.documents.values()}):
        document = dossier.documents[name]
        raise DossierError(
            f"derivedFrom leads from {name} back to itself",
            file=document.declared_in,
            line=document.line,
            todo="remove one derivedFrom of the circle",
        )


def _on_cycle(edges: dict[str, list[str]]) -> Iterator[str]:
    """Yield a name on each circle that a depth-first walk meets; linear in names and edges."""
    done: set[str] = set()
    for root in edges:
        path: dict[str, Iterator[str]] = {}
        if root not in done:
            path[root] = iter(edges[root])
        while path:
            name, rest = next(reversed(path.items()))
            child = next(rest, None)
            if child is None:
                done.add(name)
                del path[name]
            elif child in path:
                yield child
                return
            elif child in edges and child not in done:
                path[child] = iter(edges[child])
