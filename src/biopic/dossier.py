"""Dossiers: the folder of one film, read into documents, things, assertions and verdicts.

In goes a folder (`dossier.yaml`, `things/`, `assertions/`, `verdicts.yaml`); out comes one `Dossier` of plain values, every
one checked against the vocabulary, every complaint with its file and line. Nothing is guessed and nothing is opened twice.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from biopic import marked
from biopic.documents import Document, Part, Span, find_file, find_quote, load_document, nearest
from biopic.errors import DossierError
from biopic.marked import List, Map, Text
from biopic.ontology import Property, Vocabulary
from biopic.values import Quantity, Time, parse_quantity, parse_time

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
STORY_CLASSES = {"Character", "StoryEvent", "Setting"}
JUDGEMENTS = {"upheld": "upheld", "dismissed": "dismissed", "open": "leftOpen"}


@dataclass(frozen=True)
class Thing:
    """A film, person, character, event, place, concept or other thing: a local name, its class, what is curated of it."""

    name: str
    kind: str
    labels: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    note: str
    curated: tuple[tuple[str, str], ...]
    file: Path
    line: int


@dataclass(frozen=True)
class Literal:
    """A value that is words, such as a name."""

    text: str

    @property
    def local(self) -> str:
        """Return the canonical form that goes into an assertion's key."""
        return f'"{self.text}"'


@dataclass(frozen=True)
class Reference:
    """A value that is a thing of the dossier, or (`term`) an individual of the ontology."""

    name: str
    term: bool = False

    @property
    def local(self) -> str:
        """Return the canonical form that goes into an assertion's key."""
        return self.name


Value = Time | Quantity | Literal | Reference


@dataclass(frozen=True)
class Withdrawal:
    """An editor took an assertion back."""

    on: str
    by: str
    reason: str


@dataclass(frozen=True)
class Passage:
    """A run of a document with its gist; `none` says why it carries no assertion."""

    document: Document
    span: Span
    gist: str
    direct: bool = False
    none: str = ""
    line: int = 0

    @property
    def local(self) -> str:
        """Return the name that stands behind the base in the passage's IRI."""
        return f"passage/{self.document.dossier}/{self.document.name}/{self.span}"


@dataclass(frozen=True)
class Assertion:
    """One statement by one speaker in one document. `by` is the chain of named voices, outermost first."""

    document: Document
    subject: str
    predicate: str
    value: Value
    denied: bool
    by: tuple[str, ...]
    named: int
    world: str
    passages: tuple[Passage, ...]
    withdrawn: Withdrawal | None
    file: Path
    line: int

    @property
    def local(self) -> str:
        """Return the name behind the base in the assertion's IRI: a hash of what is said by whom in which document."""
        parts = [self.document.dossier, self.document.name, *self.by, "denied" if self.denied else "affirmed", self.subject, self.predicate, self.value.local]
        return "assertion/" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True)
class Verdict:
    """An editor's judgement on the comparison of `about` (one thing, or a story thing and its counterpart) on `property`."""

    about: tuple[str, ...]
    property: str
    judgement: str
    by: str
    on: str
    reason: str


@dataclass
class Dossier:
    """One film's dossier, read and checked."""

    name: str
    folder: Path
    title: str
    licence: str
    creator: str
    documents: dict[str, Document]
    things: dict[str, Thing]
    passages: list[Passage] = field(default_factory=list)
    assertions: list[Assertion] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    files: dict[str, Path] = field(default_factory=dict, repr=False)
    complaints: list[DossierError] = field(default_factory=list, repr=False)


def load_dossier(folder: Path, vocabulary: Vocabulary, *, documents: Sequence[Path] = (), shared: dict[str, Thing] | None = None, lenient: bool = False) -> Dossier:
    """Read the dossier in `folder`.

    `documents` are folders in which its documents' texts may be; `shared` are things of other dossiers. The first complaint
    about an entry is raised; with `lenient`, all of them are gathered in the dossier's `complaints`, one an entry.
    """
    dossier = _read_head(folder)
    _read_things(dossier, vocabulary, shared or {})
    for document in dossier.documents.values():
        _check_agents(dossier, document, vocabulary)
        path = find_file(document, [folder / "documents", *documents])
        if path is not None:
            dossier.files[document.name] = path
            dossier.texts[document.name] = load_document(document, path)
    _refuse_cycles(dossier)
    _read_assertions(dossier, vocabulary)
    _read_verdicts(dossier, vocabulary)
    if dossier.complaints and not lenient:
        raise dossier.complaints[0]
    return dossier


# The head: dossier.yaml


def _read_head(folder: Path) -> Dossier:
    path = folder / "dossier.yaml"
    head = _as_map(marked.load_yaml(path), path)
    _only(head, path, "film", "title", "licence", "creator", "documents")
    name = _need(head, "film", path)
    if name != folder.name or not NAME.fullmatch(name):
        raise DossierError(f"film is {name}, the folder is {folder.name}", file=path, line=name.line, todo="give the folder and the film one name in kebab-case")
    described = _as_map(head.get(_t("documents"), Map(1)), path)
    documents = {str(key): _read_document(name, key, _as_map(value, path), path) for key, value in described.items()}
    files = [d.file for d in documents.values()]
    for document in documents.values():
        if files.count(document.file) > 1:
            raise DossierError(f"two documents have the file {document.file}", file=path, line=document.line, todo="remove one")
    return Dossier(str(name), folder, str(_need(head, "title", path)), str(head.get(_t("licence"), "CC0-1.0")), str(head.get(_t("creator"), "")), documents, {})


def _read_document(dossier: str, name: Text, said: Map, path: Path) -> Document:
    _only(said, path, "file", "title", "kind", "sha256", "length", "language", "author", "publisher", "derivedFrom", "parts")
    if not NAME.fullmatch(name):
        raise DossierError(f"document name {name} is not in kebab-case", file=path, line=name.line, todo="use lower-case letters, digits and hyphens")
    file = _need(said, "file", path)
    if file in (".", "..") or "/" in file or "\\" in file or "\0" in file or not file:
        raise DossierError(f"file {file!r} leaves the folder of documents", file=path, line=file.line, todo="give a plain file name")
    sha = _need(said, "sha256", path)
    if not re.fullmatch(r"[0-9a-f]{64}", sha):
        raise DossierError("sha256 is not 64 hexadecimal digits", file=path, line=sha.line, todo="write what sha256sum prints")
    length = _number(_need(said, "length", path), path)
    parts = tuple(_read_part(_as_map(part, path), length, path) for part in _as_list(said.get(_t("parts"), List(1)), path))
    return Document(
        dossier=dossier, name=str(name), file=str(file), title=str(_need(said, "title", path)), kind=str(_need(said, "kind", path)), digest=str(sha),
        length=length, language=str(said.get(_t("language"), "en")), author=_optional(said, "author"), publisher=_optional(said, "publisher"),
        derived_from=tuple(str(v) for v in _values(said.get(_t("derivedFrom"), List(1)))), parts=parts, declared_in=path, line=name.line,
    )  # fmt: skip


def _read_part(said: Map, length: int, path: Path) -> Part:
    _only(said, path, "at", "heading", "author", "leftOut")
    span = _span(_need(said, "at", path), length, path)
    return Part(span, str(said.get(_t("heading"), "")), _optional(said, "author"), _optional(said, "leftOut"), said.line)


def _check_agents(dossier: Dossier, document: Document, vocabulary: Vocabulary) -> None:
    names = [(document.author, document.line), (document.publisher, document.line), *((part.author, part.line) for part in document.parts)]
    for name, line in names:
        if name is not None:
            _check_agent(dossier, Text(name, line), vocabulary, document.declared_in)
    for source in document.derived_from:
        if source not in dossier.documents:
            raise DossierError(f"document {document.name} is derived from {source}, which is not declared", file=document.declared_in, line=document.line, todo="declare it or mend the name")


# Things


def _read_things(dossier: Dossier, vocabulary: Vocabulary, shared: dict[str, Thing]) -> None:
    pending: list[tuple[Thing, Map]] = []
    for path in sorted(dossier.folder.glob("things/*.yaml")):
        for name, said in _as_map(marked.load_yaml(path), path).items():
            thing = _read_thing(dossier, name, _as_map(said, path), vocabulary, path)
            if name in dossier.things:
                first = dossier.things[name]
                raise DossierError(f"{name} is declared twice, first at {first.file.name}:{first.line}", file=path, line=name.line, todo="join the two")
            dossier.things[str(name)] = thing
            pending.append((thing, said))
    if dossier.name not in dossier.things or dossier.things[dossier.name].kind != "Film":
        raise DossierError(f"no film {dossier.name} among the things", file=dossier.folder / "things", todo=f"declare {dossier.name} with class Film")
    known = {**shared, **dossier.things}
    for thing, said in pending:
        curated = tuple(
            (str(key), _refer(Text(str(value), value.line), vocabulary.properties[key], known, vocabulary, thing.file).name)
            for key, raw in said.items() if key in vocabulary.properties for value in _values(raw)
        )  # fmt: skip
        for key in (key for key in said if key in vocabulary.properties):
            _check_class(thing.kind, vocabulary.properties[key].domain, vocabulary, f"{thing.name} is a {thing.kind}, and {key} is not said of one", thing.file, key.line)
        dossier.things[thing.name] = Thing(thing.name, thing.kind, thing.labels, thing.also, thing.note, curated, thing.file, thing.line)


def _read_thing(dossier: Dossier, name: Text, said: Map, vocabulary: Vocabulary, path: Path) -> Thing:
    for key in said:
        found = vocabulary.properties.get(key)
        if key not in ("class", "label", "also", "note") and not (found and found.curated):
            allowed = ", ".join(["class", "label", "also", "note", *(p.name for p in vocabulary.properties.values() if p.curated)])
            raise DossierError(f"{name} has the key {key}", file=path, line=key.line, todo=f"things have {allowed}; everything else is asserted with a passage")
    kind = _need(said, "class", path)
    if kind not in vocabulary.parents:
        raise DossierError(f"{kind} is no class of the ontology", file=path, line=kind.line, todo=_closest(kind, vocabulary.parents))
    story = vocabulary.ancestors(kind) & STORY_CLASSES
    film, slash, rest = name.partition("/")
    if not all(NAME.fullmatch(part) for part in ([film, rest] if slash else [film])) or (slash and film != dossier.name):
        raise DossierError(f"name {name} is not in kebab-case", file=path, line=name.line, todo=f"use lower-case letters, digits and hyphens, with {dossier.name}/ before what the story has")
    if bool(story) != bool(slash):
        raise DossierError(f"{name} is a {kind}", file=path, line=name.line, todo=f"name it {dossier.name}/{rest or film}" if story else f"name it {rest}, since only the story's things stand under the film")
    label = said.get(_t("label"))
    if label is None:
        raise DossierError(f"{name} has no label", file=path, line=name.line, todo="add label: and a few words")
    labels = tuple((str(lang), str(text)) for lang, text in label.items()) if isinstance(label, Map) else (("en", str(label)),)
    return Thing(str(name), str(kind), labels, tuple(str(v) for v in _values(said.get(_t("also"), List(1)))), str(said.get(_t("note"), "")), (), path, name.line)


def _refuse_cycles(dossier: Dossier) -> None:
    for relation in ("within", "broader", "memberOf"):
        edges = {t.name: [v for k, v in t.curated if k == relation] for t in dossier.things.values()}
        for name in _on_cycle(edges):
            thing = dossier.things[name]
            raise DossierError(f"{relation} leads from {name} back to itself", file=thing.file, line=thing.line, todo=f"remove one {relation} of the circle")
    for name in _on_cycle({d.name: list(d.derived_from) for d in dossier.documents.values()}):
        document = dossier.documents[name]
        raise DossierError(f"derivedFrom leads from {name} back to itself", file=document.declared_in, line=document.line, todo="remove one derivedFrom of the circle")


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


# Assertions


def _read_assertions(dossier: Dossier, vocabulary: Vocabulary) -> None:
    found: dict[str, Assertion] = {}
    files = sorted([*dossier.folder.glob("assertions/*.yaml"), *dossier.folder.glob("assertions/*.jsonl")])
    for path in files:
        document = dossier.documents.get(path.stem)
        if document is None:
            raise DossierError(f"no document is called {path.stem}", file=path, todo=f"name the file after one of: {', '.join(dossier.documents)}")
        entries = marked.load_jsonl(path) if path.suffix == ".jsonl" else _as_list(marked.load_yaml(path), path)
        for entry in entries:
            try:
                passage, assertions = _read_entry(dossier, document, _as_map(entry, path), vocabulary, path)
            except DossierError as complaint:
                dossier.complaints.append(complaint)
                continue
            dossier.passages.append(passage)
            for assertion in assertions:
                known = found.get(assertion.local)
                found[assertion.local] = assertion if known is None else _join(known, assertion)
    dossier.assertions = [found[key] for key in sorted(found)]
    _refuse_doubles(dossier)


def _join(first: Assertion, second: Assertion) -> Assertion:
    """Give one assertion the passages of both; it stands if either does."""
    known = {passage.local for passage in first.passages}
    passages = (*first.passages, *(p for p in second.passages if p.local not in known))
    withdrawn = first.withdrawn if second.withdrawn else None
    return Assertion(**{**first.__dict__, "passages": passages, "withdrawn": withdrawn})


def _refuse_doubles(dossier: Dossier) -> None:
    seen: dict[str, Passage] = {}
    for passage in dossier.passages:
        first = seen.setdefault(passage.local, passage)
        if first is not passage and (first.gist != passage.gist or first.direct != passage.direct):
            path = dossier.folder / "assertions" / f"{passage.document.name}.yaml"
            raise DossierError(f"passage {passage.span} has two gists, the first at line {first.line}", file=path, line=passage.line, todo="give both entries the same gist and direct, or join them")


def _read_entry(dossier: Dossier, document: Document, entry: Map, vocabulary: Vocabulary, path: Path) -> tuple[Passage, list[Assertion]]:
    _only(entry, path, "at", "quote", "line", "gist", "by", "direct", "says", "denies", "none", "withdrawn")
    span = _locate(dossier, document, entry, path)
    left_out = document.left_out_at(span)
    if left_out is not None:
        raise DossierError(f"passage {span} lies in the part {left_out.span} left out as {left_out.left_out}", file=path, line=entry.line, todo="take another passage, or let the part in")
    direct = _flag(entry, "direct", path)
    none = str(entry.get(_t("none"), ""))
    passage = Passage(document, span, str(_need(entry, "gist", path)), direct, none, entry.line)
    statements = [(key, said) for key in ("says", "denies") if (said := entry.get(_t(key))) is not None]
    if none and statements:
        raise DossierError("says something and none", file=path, line=entry.line, todo="remove none: or the statements")
    if not none and not statements and not direct:
        raise DossierError("an entry says nothing", file=path, line=entry.line, todo="add says:, denies:, direct: true, or none: with the reason")
    by = tuple(_check_agent(dossier, name, vocabulary, path) for name in _values(entry.get(_t("by"), List(1))))
    withdrawn = _withdrawal(entry, path)
    author = document.author_at(span)
    chain = by or ((author,) if author else ())
    assertions = [
        _assert(dossier, passage, subject, predicate, value, key == "denies", chain, len(by), withdrawn, vocabulary, path)
        for key, said in statements for subject, facts in _as_map(said, path).items()
        for predicate, raw in _as_map(facts, path).items() for value in _values(raw)
    ]  # fmt: skip
    return passage, assertions


def _assert(dossier: Dossier, passage: Passage, subject: Text, predicate: Text, value: Any, denied: bool, chain: tuple[str, ...], named: int,
            withdrawn: Withdrawal | None, vocabulary: Vocabulary, path: Path) -> Assertion:  # fmt: skip
    thing = dossier.things.get(subject)
    if thing is None:
        raise DossierError(f"{subject} is not declared", file=path, line=subject.line, todo=f"declare it under things/; {_closest(subject, dossier.things)}")
    found = vocabulary.properties.get(predicate)
    if found is None or not found.assertable:
        names = [name for name, p in vocabulary.properties.items() if p.assertable]
        raise DossierError(f"{predicate} is no predicate that can be asserted", file=path, line=predicate.line, todo=_closest(predicate, names))
    _check_class(thing.kind, found.domain, vocabulary, f"{subject} is a {thing.kind}, and {predicate} is not said of one", path, predicate.line)
    if not isinstance(value, Text):
        raise DossierError(f"the value of {predicate} is a map", file=path, line=predicate.line, todo="give a name, a date or a number")
    world = found.world or vocabulary.world_of([thing.kind]) or "life"
    return Assertion(passage.document, str(subject), str(predicate), _value(value, found, dossier.things, vocabulary, path), denied, chain, named, world,
                     (passage,), withdrawn, path, predicate.line)  # fmt: skip


def _value(text: Text, found: Property, things: dict[str, Thing], vocabulary: Vocabulary, path: Path) -> Value:
    try:
        if found.literal:
            if not text.strip():
                raise ValueError(f"{found.name} is empty")
            return Literal(str(text))
        if "Time" in found.range:
            return parse_time(str(text))
        if "Quantity" in found.range:
            return parse_quantity(str(text))
    except ValueError as error:
        raise DossierError(str(error), file=path, line=text.line, todo=f"write the value of {found.name} another way") from None
    return _refer(text, found, things, vocabulary, path)


def _refer(text: Text, found: Property, things: dict[str, Thing], vocabulary: Vocabulary, path: Path) -> Reference:
    if text in things:
        kind = things[text].kind
        _check_class(kind, found.range, vocabulary, f"{text} is a {kind}, and {found.name} takes none", path, text.line, found.range)
        return Reference(str(text))
    classes = vocabulary.individuals.get(text)
    if classes is not None and (classes & found.range or not found.range):
        return Reference(str(text), term=True)
    raise DossierError(f"{text} is not declared", file=path, line=text.line, todo=f"declare it under things/; {_closest(text, [*things, *vocabulary.individuals])}")


def _locate(dossier: Dossier, document: Document, entry: Map, path: Path) -> Span:
    at, quote = entry.get(_t("at")), entry.get(_t("quote"))
    text = dossier.texts.get(document.name)
    if quote is None:
        return _span(_need(entry, "at", path), document.length, path)
    if text is None:
        if at is not None:
            return _span(at, document.length, path)
        raise DossierError(f"a quote needs the text of {document.name}", file=path, line=entry.line, todo=f"put {document.file} into {dossier.folder}/documents, or write at: with offsets")
    span = find_one(text, quote, entry.get(_t("line")), path)
    if at is not None and _span(at, document.length, path) != span:
        raise DossierError(f"the quote stands at {span}, not at {at}", file=path, line=at.line, todo="remove at: or the quote")
    return span


def find_one(text: str, quote: Text, line: Text | None, path: Path) -> Span:
    """Return the one place of `quote` in `text` (on `line` of it, where given); refuse an absent or ambiguous quote with its candidates."""
    places = [p for p in find_quote(text, str(quote)) if line is None or str(p.line) == line]
    if len(places) == 1:
        return places[0].span
    if places:
        lines = ", ".join(f"line {p.line} ({p.span})" for p in places[:8])
        raise DossierError(f"the quote stands {len(places)} times: {lines}", file=path, line=quote.line, todo="quote more words, or add line: with the number of the line")
    near = "; ".join(f"line {p.line}: {_short(text[p.span.start : p.span.end])}" for p in nearest(text, str(quote)))
    raise DossierError(f"the quote is not in the document: {_short(quote)}", file=path, line=quote.line, todo=f"nearest are {near}" if near else "quote it to the character")


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _withdrawal(entry: Map, path: Path) -> Withdrawal | None:
    said = entry.get(_t("withdrawn"))
    if said is None:
        return None
    said = _as_map(said, path)
    _only(said, path, "on", "by", "reason")
    return Withdrawal(_day(_need(said, "on", path), path), str(_need(said, "by", path)), str(_need(said, "reason", path)))


# Verdicts


def _read_verdicts(dossier: Dossier, vocabulary: Vocabulary) -> None:
    path = dossier.folder / "verdicts.yaml"
    if not path.exists():
        return
    for entry in _as_list(marked.load_yaml(path), path):
        said = _as_map(entry, path)
        _only(said, path, "about", "property", "judgement", "by", "on", "reason")
        about = _values(_need_any(said, "about", path))
        for name in about:
            if name not in dossier.things:
                raise DossierError(f"{name} is not declared", file=path, line=name.line, todo=_closest(name, dossier.things))
        predicate, judgement = _need(said, "property", path), _need(said, "judgement", path)
        if predicate not in vocabulary.properties:
            raise DossierError(f"{predicate} is no property", file=path, line=predicate.line, todo=_closest(predicate, vocabulary.properties))
        if judgement not in JUDGEMENTS:
            raise DossierError(f"{judgement} is no judgement", file=path, line=judgement.line, todo=f"use one of: {', '.join(JUDGEMENTS)}")
        dossier.verdicts.append(Verdict(tuple(str(n) for n in about), str(predicate), JUDGEMENTS[judgement], str(_need(said, "by", path)),
                                        _day(_need(said, "on", path), path), str(_need(said, "reason", path))))  # fmt: skip


# Small checks, each with its complaint


def _t(key: str) -> Text:
    return Text(key, 0)


def _as_map(value: Any, path: Path) -> Map:
    if not isinstance(value, Map):
        raise DossierError("expected a map here", file=path, line=getattr(value, "line", 1), todo="see docs/write-a-dossier.md")
    return value


def _as_list(value: Any, path: Path) -> List:
    if not isinstance(value, List):
        raise DossierError("expected a list here", file=path, line=getattr(value, "line", 1), todo="see docs/write-a-dossier.md")
    return value


def _values(raw: Any) -> List | list[Any]:
    return raw if isinstance(raw, List) else [raw]


def _only(said: Map, path: Path, *keys: str) -> None:
    for key in said:
        if key not in keys:
            raise DossierError(f"unknown key {key}", file=path, line=key.line, todo=f"use one of: {', '.join(keys)}")


def _need_any(said: Map, key: str, path: Path) -> Any:
    if _t(key) not in said:
        raise DossierError(f"{key} is missing", file=path, line=said.line, todo=f"add {key}:")
    return said[_t(key)]


def _need(said: Map, key: str, path: Path) -> Text:
    value = _need_any(said, key, path)
    if not isinstance(value, Text) or not value:
        raise DossierError(f"{key} is no plain text", file=path, line=getattr(value, "line", said.line), todo=f"write {key}: and one value")
    return value


def _optional(said: Map, key: str) -> str | None:
    value = said.get(_t(key))
    return None if value is None else str(value)


def _flag(said: Map, key: str, path: Path) -> bool:
    value = said.get(_t(key), _t("false"))
    if value not in ("true", "false"):
        raise DossierError(f"{key} is {value}", file=path, line=getattr(value, "line", said.line), todo="write true or false")
    return bool(value == "true")


def _number(text: Text, path: Path) -> int:
    if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        raise DossierError(f"{text} is no number", file=path, line=text.line, todo="write digits")
    return int(text)


def _span(text: Text, length: int, path: Path) -> Span:
    found = re.fullmatch(r"(\d{1,12})-(\d{1,12})", text, re.ASCII)
    if not found:
        raise DossierError(f"{text} are no offsets", file=path, line=text.line, todo="write start-end, such as 412-456")
    span = Span(int(found[1]), int(found[2]))
    if not span.start < span.end <= length:
        raise DossierError(f"passage {span} lies outside the document, which has {length} characters", file=path, line=text.line, todo="mend the offsets")
    return span


def _day(text: Text, path: Path) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise DossierError(f"{text} is no day", file=path, line=text.line, todo="write YYYY-MM-DD") from None


def _check_class(kind: str, allowed: frozenset[str], vocabulary: Vocabulary, complaint: str, path: Path, line: int, takes: frozenset[str] = frozenset()) -> None:
    if allowed and not vocabulary.ancestors(kind) & allowed:
        raise DossierError(complaint, file=path, line=line, todo=f"it goes with {' or '.join(sorted(takes or allowed))}")


def _check_agent(dossier: Dossier, name: Text, vocabulary: Vocabulary, path: Path) -> str:
    thing = dossier.things.get(name)
    if thing is None:
        raise DossierError(f"{name} is not declared", file=path, line=name.line, todo=f"declare it under things/; {_closest(name, dossier.things)}")
    _check_class(thing.kind, frozenset({"Agent"}), vocabulary, f"{name} is a {thing.kind} and cannot speak", path, name.line)
    return str(name)


def _closest(name: str, known: Any) -> str:
    from rapidfuzz import process

    near = [word for word, _, _ in process.extract(str(name), list(known), limit=3, score_cutoff=60)]
    return f"did you mean {' or '.join(near)}?" if near else "mend the name"
