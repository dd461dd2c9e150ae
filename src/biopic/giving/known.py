"""What must be known of things, documents and assertions before a statement can be offered: links, references, disputes, deaths.

In goes something that answers SPARQL; out comes one `Known`. Each of its fields is a query under `queries/references`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from biopic.headers import read_header
from biopic.links import FETCHED_KIND, WIKIDATA
from biopic.places import folder
from biopic.sparql import Target, plain_value, select
from biopic.wikibase.model import Item, MonolingualText, Reference, Snak, TimePoint, Url
from biopic.wikibase.times import from_edtf

STATED_IN, REFERENCE_URL, RETRIEVED, TITLE = "P248", "P854", "P813", "P1476"
"""The properties of Wikidata that references are made of."""


@dataclass(frozen=True)
class Said:
    """Where an assertion stands, whose word it is, and what keeps it from being passed on."""

    document: str
    speaker: str
    hearsay: bool
    drafted: bool


@dataclass(frozen=True)
class Source:
    """What a reference to a document can be made of; empty where it is not known."""

    title: str
    language: str
    kind: str
    url: str
    retrieved: str


@dataclass
class Known:
    """The IRIs of things, documents and assertions, and what the graph knows of each."""

    items: dict[str, str] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    against: dict[str, set[str]] = field(default_factory=dict)
    dead: dict[str, bool] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, iri: str) -> str:
        """Return what a thing is called, its IRI where it has no name."""
        return self.labels.get(iri, iri)

    def may_live(self, iri: str) -> bool:
        """Say whether this is a person of whom no document says that they died."""
        return self.dead.get(iri) is False

    def is_of_wikidata(self, document: str) -> bool:
        """Say whether a document is Wikidata's own, so that giving it back would be telling Wikidata what it said.

        >>> Known(sources={"d": Source("t", "en", "page", "https://www.wikidata.org/", "")}).is_of_wikidata("d")
        True
        """
        source = self.sources.get(document)
        if source and source.kind == FETCHED_KIND:
            return True
        host = urlsplit(source.url).hostname if source and source.url else ""
        return bool(host) and f".{host}".endswith(".wikidata.org")

    def reference(self, document: str) -> Reference:
        """Return the reference to a document, empty where it has neither an item nor an address."""
        source, snaks = self.sources[document], list[Snak]()
        if document in self.items:
            snaks.append(Snak(STATED_IN, Item(self.items[document])))
        if source.url:
            snaks.append(Snak(REFERENCE_URL, Url(source.url.replace("|", "%7C"))))
            snaks.append(Snak(TITLE, MonolingualText(source.title, source.language.lower())))
        if source.retrieved:
            snaks.append(Snak(RETRIEVED, _day(source.retrieved)))
        return tuple(snaks)

    def opponents(self, assertions: Iterable[str]) -> list[str]:
        """Return the assertions that contradict any of these, sorted; what Wikidata itself says is held against them elsewhere."""
        found = {other for each in assertions for other in self.against.get(each, ())}
        return sorted(each for each in found if each in self.said and not self.is_of_wikidata(self.said[each].document))

    def disputing(self, assertion: str) -> str | None:
        """Return the item of the speaker of an assertion, else of its document, None where neither has one."""
        said = self.said.get(assertion)
        return (self.items.get(said.speaker) or self.items.get(said.document)) if said else None


def read_known(target: Target) -> Known:
    """Return what the graph knows, by the queries under `queries/references`."""
    known = Known()
    for thing, entity in _rows(target, "links"):
        known.items[thing] = entity.removeprefix(WIKIDATA)
    for assertion, document, speaker, hearsay, drafted in _rows(target, "assertions"):
        known.said[assertion] = Said(document, speaker, hearsay == "true", drafted == "true")
    for document, *facts in _rows(target, "documents"):
        known.sources[document] = Source(*facts)
    for assertion, other in _rows(target, "disputes"):
        known.against.setdefault(assertion, set()).add(other)
    for person, dead in _rows(target, "people"):
        known.dead[person] = dead == "true"
    for thing, label in _rows(target, "labels"):
        known.labels.setdefault(thing, label)
    return known


def _rows(target: Target, name: str) -> Iterable[list[str]]:
    query = read_header(folder("queries") / "references" / f"{name}.rq")[1]
    return ([plain_value(cell) for cell in row] for row in select(target, query).rows)


def _day(text: str) -> TimePoint:
    return from_edtf(text)[0]
