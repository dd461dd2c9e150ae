"""Dossiers as RDF: every thing, passage, assertion and verdict as quads.

In go dossiers; out come quads in a fixed order. The default graph is the whole merged graph; one named graph a document
holds a second copy of the plain triples that its assertions state. Provenance is not doubled.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox

from biopic.documents import Document, Part
from biopic.dossier import Assertion, Dossier, Literal, Passage, Reference, Thing, Value, Verdict
from biopic.ontology import BIOPIC, RDF, RDFS, SKOS, XSD, Vocabulary
from biopic.values import DAYS, Quantity, Time, plain

BASE = "https://w3id.org/biopic/"
GRAPH = "https://w3id.org/biopic/graph/"
DCTERMS = "http://purl.org/dc/terms/"
STORY_CLASSES = ("Character", "StoryEvent", "Setting")

Quads = Iterator[ox.Quad]


def graph_name(name: str) -> ox.NamedNode:
    """Return the IRI of a work graph such as `claims`, `denied`, `inferences` or `comparisons`."""
    return ox.NamedNode(GRAPH + name)


def ontology_quads(vocabulary: Vocabulary) -> Quads:
    """Yield the ontology, in the default graph and in its own, and the closure of its classes in `taxonomy`."""
    for triple in vocabulary.triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph_name("ontology"))
    above = ox.NamedNode(RDFS + "subClassOf")
    for name, parents in vocabulary.parents.items():
        for parent in sorted(parents):
            yield ox.Quad(ox.NamedNode(BIOPIC + name), above, ox.NamedNode(BIOPIC + parent), graph_name("taxonomy"))


@dataclass(frozen=True)
class Writer:
    """Writes dossiers as quads under one base IRI, the sources of assertions followed back to where they end."""

    base: str = BASE

    def quads(self, dossiers: Iterable[Dossier]) -> Quads:
        """Yield every quad of the dossiers; a quad that two of them state comes twice."""
        for dossier in dossiers:
            yield from self._dossier(dossier)

    def iri(self, local: str) -> ox.NamedNode:
        """Return the IRI of what stands behind the base as `local`."""
        return ox.NamedNode(self.base + local)

    def thing(self, name: str) -> ox.NamedNode:
        """Return the IRI of a thing of a dossier."""
        return self.iri("id/" + name)

    def _dossier(self, dossier: Dossier) -> Quads:
        for name in sorted(dossier.things):
            yield from self._thing(dossier, dossier.things[name])
        for document in sorted(dossier.documents.values(), key=lambda d: d.name):
            yield from self._document(dossier, document)
        for passage in sorted(dossier.passages, key=lambda p: (p.document.name, p.span.start, p.span.end, p.line)):
            yield from self._passage(passage)
        roots = {document.name: self._roots(dossier, document) for document in dossier.documents.values()}
        for assertion in dossier.assertions:
            yield from self._assertion(assertion, roots[assertion.document.name])
        for verdict in dossier.verdicts:
            yield from self._verdict(verdict)

    def _thing(self, dossier: Dossier, thing: Thing) -> Quads:
        node = self.thing(thing.name)
        yield _typed(node, thing.kind)
        for language, text in thing.labels:
            yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(text, language=language))
        for text in thing.also:
            yield ox.Quad(node, ox.NamedNode(SKOS + "altLabel"), ox.Literal(text, language="en"))
        if thing.note:
            yield ox.Quad(node, ox.NamedNode(SKOS + "note"), ox.Literal(thing.note, language="en"))
        if thing.kind in STORY_CLASSES:
            yield _said(node, "inStoryOf", self.thing(dossier.name))
        for key, value in thing.curated:
            yield _said(node, key, self._reference(value))

    def _document(self, dossier: Dossier, document: Document) -> Quads:
        node = self.iri(document.local)
        yield _typed(node, "Document")
        yield ox.Quad(node, ox.NamedNode(DCTERMS + "title"), ox.Literal(document.title, language="en"))
        yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(document.title, language="en"))
        yield _said(node, "digest", ox.Literal(document.digest))
        yield _said(node, "length", _integer(document.length))
        yield _said(node, "fileName", ox.Literal(document.file))
        yield _said(node, "documentKind", ox.Literal(document.kind))
        yield ox.Quad(node, ox.NamedNode(DCTERMS + "language"), ox.Literal(document.language))
        yield _said(node, "describes", self.thing(dossier.name))
        for key, agent in (("author", document.author), ("publisher", document.publisher)):
            if agent:
                yield _said(node, key, self.thing(agent))
        for source in document.derived_from:
            yield _said(node, "derivedFrom", self.iri(f"document/{dossier.name}/{source}"))
        for part in document.parts:
            yield from self._part(document, node, part)

    def _part(self, document: Document, owner: ox.NamedNode, part: Part) -> Quads:
        node = self.iri(f"part/{document.dossier}/{document.name}/{part.span}")
        yield _typed(node, "Part" if part.left_out is None else "LeftOutPart")
        yield _said(node, "partOf", owner)
        yield _said(node, "start", _integer(part.span.start))
        yield _said(node, "end", _integer(part.span.end))
        if part.heading:
            yield _said(node, "heading", ox.Literal(part.heading))
        if part.author:
            yield _said(node, "author", self.thing(part.author))
        if part.left_out is not None:
            yield _said(node, "leftOutAs", ox.Literal(part.left_out))

    def _passage(self, passage: Passage) -> Quads:
        node = self.iri(passage.local)
        yield _typed(node, "Quotation" if passage.direct else "Passage")
        yield _said(node, "passageOf", self.iri(passage.document.local))
        yield _said(node, "start", _integer(passage.span.start))
        yield _said(node, "end", _integer(passage.span.end))
        yield _said(node, "gist", ox.Literal(passage.gist))
        if passage.none:
            yield _said(node, "carriesNone", ox.Literal(passage.none))
        for name in passage.by[-1:]:
            yield _said(node, "speaker", self.thing(name))

    def _roots(self, dossier: Dossier, document: Document) -> list[str]:
        """Return the documents in which `document` ends when followed back over what it is derived from."""
        if not document.derived_from:
            return [document.local]
        return sorted(
            {root for name in document.derived_from for root in self._roots(dossier, dossier.documents[name])}
        )

    def _assertion(self, said: Assertion, roots: list[str]) -> Quads:
        node, document = self.iri(said.local), self.iri(said.document.local)
        subject, predicate = self.thing(said.subject), ox.NamedNode(BIOPIC + said.predicate)
        value = self._value(said.value)
        yield _typed(node, "WithdrawnAssertion" if said.withdrawn else "Assertion")
        yield ox.Quad(node, ox.NamedNode(RDF + "subject"), subject)
        yield ox.Quad(node, ox.NamedNode(RDF + "predicate"), predicate)
        yield ox.Quad(node, ox.NamedNode(RDF + "object"), value)
        yield _said(node, "polarity", ox.NamedNode(BIOPIC + ("denied" if said.denied else "affirmed")))
        yield _said(node, "inWorld", ox.NamedNode(BIOPIC + said.world))
        yield _said(node, "statedIn", document)
        yield _said(node, "speaker", self.thing(said.by[-1]) if said.by else document)
        for name in said.by[:-1]:
            yield _said(node, "relayedBy", self.thing(name))
        if said.named > 1:
            yield _said(node, "hearsay", ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")))
        for source in [self.thing(said.by[-1])] if said.by else [self.iri(root) for root in roots]:
            yield _said(node, "restsOn", source)
        for passage in said.passages:
            yield _said(node, "statedAt", self.iri(passage.local))
        yield from self._value_node(said.value)
        if said.withdrawn:
            yield _said(node, "withdrawnBecause", ox.Literal(said.withdrawn.reason))
            yield _said(node, "decidedBy", ox.Literal(said.withdrawn.by))
            yield _said(node, "decidedOn", _date(said.withdrawn.on))
        elif not said.denied and said.named < 2:
            yield ox.Quad(subject, predicate, value)
            yield ox.Quad(subject, predicate, value, document)
            if said.predicate == "portrays":
                yield from self._portrayal(said)

    def _portrayal(self, said: Assertion) -> Quads:
        """Mint the hub between performer, character and film."""
        film, _, character = said.value.local.partition("/")
        node = self.iri(f"portrayal/{film}/{said.subject}-as-{character}")
        performer = self.thing(said.subject)
        yield _typed(node, "Portrayal")
        yield _said(node, "performer", performer)
        yield _said(performer, "performsIn", node)
        yield _said(node, "portrayedCharacter", self.thing(said.value.local))
        yield _said(node, "portrayedIn", self.thing(film))

    def _value(self, value: Value) -> ox.NamedNode | ox.Literal:
        if isinstance(value, Literal):
            return ox.Literal(value.text)
        return self._reference(value) if isinstance(value, Reference) else self.iri(value.local)

    def _reference(self, value: Reference) -> ox.NamedNode:
        return ox.NamedNode(BIOPIC + value.name) if value.term else self.thing(value.name)

    def _value_node(self, value: Value) -> Quads:
        if isinstance(value, Time):
            yield from self._time(value)
        elif isinstance(value, Quantity):
            yield from self._quantity(value)

    def _time(self, value: Time) -> Quads:
        node = self.iri(value.local)
        yield _typed(node, "Time")
        yield _said(node, "edtf", ox.Literal(value.edtf))
        yield _said(node, "earliest", _date(value.earliest))
        yield _said(node, "latest", _date(value.latest))
        yield _said(node, "low", _decimal(Decimal(datetime.date.fromisoformat(value.earliest).toordinal())))
        yield _said(node, "high", _decimal(Decimal(datetime.date.fromisoformat(value.latest).toordinal())))
        yield _said(node, "scale", ox.Literal("date"))
        yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(value.edtf.replace("/", " to "), language="en"))

    def _quantity(self, value: Quantity) -> Quads:
        node, (low, high) = self.iri(value.local), value.scaled
        yield _typed(node, "Quantity")
        yield _said(node, "unit", ox.Literal(value.unit))
        yield _said(node, "least", _decimal(value.least))
        yield _said(node, "most", _decimal(value.most))
        yield _said(node, "low", _decimal(low))
        yield _said(node, "high", _decimal(high))
        yield _said(node, "scale", ox.Literal("days" if value.unit in DAYS else "one"))
        yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(_in_words(value), language="en"))

    def _verdict(self, verdict: Verdict) -> Quads:
        words = "\n".join([*verdict.about, verdict.property, verdict.by, verdict.on])
        node = self.iri("verdict/" + hashlib.sha256(words.encode()).hexdigest()[:20])
        yield _typed(node, "Verdict")
        for comparison in self._judged(verdict):
            yield _said(node, "judges", comparison)
        for name in verdict.about:
            yield _said(node, "judges", self.thing(name))
        yield _said(node, "judgement", ox.NamedNode(BIOPIC + verdict.judgement))
        yield _said(node, "decidedBy", ox.Literal(verdict.by))
        yield _said(node, "decidedOn", _date(verdict.on))
        yield _said(node, "reason", ox.Literal(verdict.reason))

    def _judged(self, verdict: Verdict) -> list[ox.NamedNode]:
        """Return the comparisons that the verdict can be on, by the same keys as the rules make them."""
        first, *rest = (self.thing(name).value for name in verdict.about)
        on = BIOPIC + verdict.property
        keys = [f"across {first} {on} {rest[0]}"] if rest else [f"within {first} {on}", f"across {first} {on}"]
        return [self.iri("comparison/" + hashlib.sha256(key.encode()).hexdigest()[:20]) for key in keys]


def _in_words(value: Quantity) -> str:
    unit = {"one": "times"}.get(value.unit, value.unit + "s")
    least, most = plain(value.least), plain(value.most)
    if least == most:
        return f"{least} {value.unit if least == '1' and value.unit != 'one' else unit}"
    return f"at most {most} {unit}" if least == "0" else f"{least} to {most} {unit}"


def _typed(node: ox.NamedNode, kind: str) -> ox.Quad:
    return ox.Quad(node, ox.NamedNode(RDF + "type"), ox.NamedNode(BIOPIC + kind))


def _said(node: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(node, ox.NamedNode(BIOPIC + predicate), value)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


def _decimal(number: Decimal) -> ox.Literal:
    return ox.Literal(plain(number), datatype=ox.NamedNode(XSD + "decimal"))


def _date(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
