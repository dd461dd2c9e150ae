"""Bring what Wikidata says of the linked things into a dossier, as one more document: dated, with a passage for every statement.

In go a dossier and a service; out come the files that change: the text, its entries, the things and links that are new, and
`dossier.yaml`. Fetching again replaces that document and its entries, adds what is new, and touches nothing else. The
dossier that would come of it is loaded in a place apart first, so that a wrong answer of the service changes nothing.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from biopic.documents import digest
from biopic.dossier import Dossier, Link
from biopic.errors import DossierError, EndpointError, InputError
from biopic.journal import Changes
from biopic.linking.decisions import added
from biopic.linking.minting import Things
from biopic.linking.rendering import Rendered, render
from biopic.linking.saying import Said, say
from biopic.links import FETCHED_KIND, FILE, WIKIDATA, read_links, refuse_clashes, written
from biopic.load import load_dossier
from biopic.marked import Map, load_yaml, parse_yaml
from biopic.ontology import Vocabulary
from biopic.reading.notation import appended, document_block, flow, thing_line, with_document
from biopic.sparql import Target
from biopic.things import read_things
from biopic.wikibase.called import entities_in, read_called
from biopic.wikibase.served import read_redirects, read_statements

NAME, PUBLISHER = "wikidata", "Wikidata"
THINGS_HEAD = "# yaml-language-server: $schema=../../../docs/schema/things.schema.json\n# Things that fetched statements speak of; yours to change.\n"  # fmt: skip
DEPRECATED = ("denied", "leave-out")


@dataclass(frozen=True)
class Order:
    """How to fetch: from where, by whom, on which day (YYYY-MM-DD), and what becomes of deprecated statements."""

    url: str
    by: str
    on: str
    deprecated: str = "leave-out"


@dataclass(frozen=True)
class Fetched:
    """What came of it: how many statements on how many entities, how many of them say something here, and how many things are new."""

    statements: int
    entities: int
    saying: int
    minted: int
    missing: tuple[str, ...]


def fetch(folder: Path, vocabulary: Vocabulary, service: Target, order: Order) -> Fetched:
    """Fetch the statements of every entity that a thing of the dossier in `folder` is, and write them into it."""
    with tempfile.TemporaryDirectory() as apart:
        own = _without_fetched(folder, Path(apart) / "graph" / folder.resolve().name)
        dossier = load_dossier(own, vocabulary)
    dossier.folder = folder
    ids = _linked(dossier)
    if not ids:
        raise InputError("nothing in this dossier is linked to Wikidata", file=folder, todo="link it first, with: biopic link")  # fmt: skip
    merged = read_redirects(service, ids)
    statements = [replace(s, subject=_back(s.subject, ids, merged)) for s in read_statements(service, [merged.get(each, each) for each in ids])]  # fmt: skip
    if not statements:
        raise EndpointError("the service has no statement on what is linked", file=order.url, todo="check the address")
    called = read_called(service, entities_in(statements))
    things = Things(dossier, vocabulary, called, _beside(folder, vocabulary))
    publisher = things.named(NAME, "Organization", PUBLISHER)
    said = say(statements, called, things, deprecated=order.deprecated == "denied")
    rendered = render(statements, called, _head(order, len(ids)))
    changes = _changes(folder, dossier, things, rendered, said, order, publisher)
    _check(folder, changes, vocabulary)
    changes.write()
    missing = tuple(each for each in ids if not any(s.subject == each for s in statements))
    saying = sum(1 for each in said if each.facts)
    return Fetched(len(statements), len(ids) - len(missing), saying, len(things.new), missing)


def _linked(dossier: Dossier) -> list[str]:
    """Return the ids of what is linked, but for things that an earlier fetch declared: else each fetch would reach further than the last."""
    return sorted(
        {
            written(link.entity)
            for link in dossier.links
            if link.decision == "same" and link.entity.startswith(WIKIDATA) and dossier.things[link.thing].file.stem != NAME
        }
    )  # fmt: skip


def _head(order: Order, number: int) -> str:
    return f"What Wikidata says of {number} linked entities, served by {order.url} on {order.on}, under CC0 1.0; one statement a line."  # fmt: skip


def _back(subject: str, ids: Sequence[str], merged: Mapping[str, str]) -> str:
    """Return the linked entity of which a statement speaks, even where it was merged into another."""
    return subject if subject in ids else next((old for old in ids if merged.get(old) == subject), subject)


def _beside(folder: Path, vocabulary: Vocabulary) -> Iterator[Dossier]:
    """Yield the other dossiers of the same graph with their things and links, as far as they can be read."""
    from biopic.head import read_head

    for other in sorted(folder.resolve().parent.glob("*/dossier.yaml")):
        if other.parent != folder.resolve():
            with contextlib.suppress(DossierError):
                dossier = read_head(other.parent)
                read_things(dossier, vocabulary)
                read_links(dossier)
                yield dossier


# The files


def _changes(folder: Path, dossier: Dossier, things: Things, rendered: Rendered, said: Sequence[Said], order: Order, publisher: str) -> Changes:  # fmt: skip
    changes, head = Changes(folder), folder / "dossier.yaml"
    path = folder / "things" / f"{NAME}.yaml"
    new = [_thing_line(things, name) for name in sorted(things.new)]
    _drop_unused(changes, path, dossier, said, publisher)
    if new:
        changes.put(path, appended(changes.text(path), new, path, THINGS_HEAD))
    _put_links(changes, folder, dossier, things, order)
    data = rendered.text.encode()
    file = f"{NAME}-{digest(data)[:12]}.txt"
    changes.put(folder / "documents" / file, data)
    document = {
        "file": file, "title": f"Statements of {PUBLISHER} on {order.on} (CC0 1.0)", "kind": FETCHED_KIND, "sha256": digest(data),
        "length": str(len(rendered.text)), "language": "en", "publisher": publisher, "url": order.url, "retrieved": order.on,
        "parts": [{"at": str(span), "heading": heading} for span, heading in rendered.parts],
    }  # fmt: skip
    changes.put(head, _declared(changes.text(head), document, head))
    changes.put(folder / "assertions" / f"{NAME}.jsonl", _entries(rendered, said))
    for old in _texts(folder):
        if old.name != file:
            changes.drop(old)
    return changes


def _texts(folder: Path) -> list[Path]:
    """Return the texts that were fetched before: what bears the digest of its content in its name, declared or left behind."""
    paths = sorted((folder / "documents").glob(f"{NAME}-*.txt"))
    return [path for path in paths if path.stem == f"{NAME}-{digest(path.read_bytes())[:12]}"]


def _drop_unused(changes: Changes, path: Path, dossier: Dossier, said: Sequence[Said], publisher: str) -> None:
    """Take things out that an earlier fetch declared, that nothing speaks of any more, and on which nobody decided."""
    used = {publisher, *(link.thing for link in dossier.links)}
    used |= {each for one in said for subject, found in one.facts.items() for each in (subject, *(v for vs in found.values() for v in vs))}  # fmt: skip
    for assertion in dossier.assertions:
        used |= {assertion.subject, *assertion.by, getattr(assertion.value, "name", "")}
    used |= {value.name for thing in dossier.things.values() for _, value in thing.curated}
    gone = {name for name, thing in dossier.things.items() if thing.file.name == path.name and name not in used}
    if gone:
        old = changes.text(path)
        text = "".join(row for row in old.splitlines(keepends=True) if row.partition(":")[0] not in gone)
        before: Any = parse_yaml(old, path)
        after: Any = parse_yaml(text, path)
        if {**(after or {})} == {name: each for name, each in before.items() if name not in gone}:
            changes.put(path, text)


def _thing_line(things: Things, name: str) -> str:
    thing = things.new[name]
    labels = dict(thing.labels)
    label: Any = labels["en"] if set(labels) == {"en"} else labels
    return thing_line(name, {"class": thing.kind, "label": label})


def _put_links(changes: Changes, folder: Path, dossier: Dossier, things: Things, order: Order) -> None:
    path = folder / FILE
    links = list(dossier.links)
    for name, entity in sorted(things.entities.items()):
        why = "it is a value of statements that were fetched, and was declared from them"
        links.append(Link(name, WIKIDATA + entity, "same", order.by, order.on, (why,), path, 0))
        said = {"entity": entity, "decision": "same", "by": order.by, "on": order.on, "evidence": [why]}
        entry = "{" + ", ".join(f"{key}: {flow(value)}" for key, value in said.items()) + "}"
        changes.put(path, added(changes.text(path), name, [entry], path))
    refuse_clashes(links)


def _declared(head: str, said: Mapping[str, Any], path: Path) -> str:
    """Return `dossier.yaml` with the document in it, in the place where it stood before."""
    before: Any = parse_yaml(head, path)
    key = next((key for key in before.get("documents") or {} if key == NAME), None)
    if key is None:
        return with_document(head, NAME, said, path)
    if before["documents"][key].get("kind") != FETCHED_KIND:
        raise InputError(f"the dossier has a document {NAME} that was not fetched", file=path, line=key.line, todo="give it another name")  # fmt: skip
    start = head.rfind("\n", 0, key.span[0]) + 1
    indent = head[start : key.span[0]]
    later = [each.span[0] for each in before["documents"] if each.span[0] > key.span[0]]
    later += [each.span[0] for each in before if each.span[0] > key.span[0]]
    end = head.rfind("\n", 0, min(later)) + 1 if later else len(head)
    text = head[:start] + document_block(NAME, said, indent, indent or "  ") + head[end:]
    after: Any = parse_yaml(text, path)
    rest = {name: each for name, each in before["documents"].items() if name != NAME}
    if {name: each for name, each in after["documents"].items() if name != NAME} != rest:
        raise DossierError(f"{NAME} cannot be replaced", file=path, line=key.line, todo="write each document below the other")  # fmt: skip
    return text


def _entries(rendered: Rendered, said: Sequence[Said]) -> str:
    lines = []
    for line in rendered.lines:
        each = said[line.number]
        entry: dict[str, Any] = {"at": str(line.span), "gist": line.gist}
        if not each.facts:
            entry["none"] = each.why
        else:
            deprecated = line.statement.rank == "deprecated"
            facts = each.core if deprecated else each.facts
            entry["denies" if deprecated else "says"] = {subject: {name: values if len(values) > 1 else values[0] for name, values in found.items()} for subject, found in facts.items()}  # fmt: skip
        lines.append(json.dumps(entry, ensure_ascii=False) + "\n")
    return "".join(lines)


# Writing


def _without_fetched(folder: Path, place: Path) -> Path:
    """Copy a dossier without what was fetched into it before, whatever state that was left in; return where it is."""
    _copy(folder, place)
    declared = _fetched(place / "dossier.yaml")
    entries = place / "assertions" / f"{NAME}.jsonl"
    if declared is not None:
        (place / "documents" / declared.get("file", NAME)).unlink(missing_ok=True)
        entries.write_text("")
    return place


def _fetched(head: Path) -> Map | None:
    """Return what `dossier.yaml` says of the document that was fetched before, None where there is none."""
    said: Any = load_yaml(head)
    found = (said.get("documents") or {}).get(NAME) if isinstance(said, Map) else None
    return found if isinstance(found, Map) and found.get("kind") == FETCHED_KIND else None


def _copy(folder: Path, place: Path) -> None:
    try:
        shutil.copytree(folder, place)
    except (OSError, shutil.Error):
        raise InputError("the dossier cannot be read", file=folder, todo="name a dossier's folder") from None


def _check(folder: Path, changes: Changes, vocabulary: Vocabulary) -> None:
    """Load the dossier as it would be, in a place apart; raise what is wrong with it."""
    with tempfile.TemporaryDirectory() as apart:
        place = Path(apart) / "graph" / folder.resolve().name
        _copy(folder, place)
        Changes(place, {place / path.relative_to(folder): data for path, data in changes.files.items()}).write()
        load_dossier(place, vocabulary)
