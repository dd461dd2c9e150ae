"""Dossiers as RDF: every thing, passage, assertion, verdict and link as quads.

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

from biopic import terms
from biopic.documents import Document, Part
from biopic.dossier import Assertion, Dossier, Drafted, Link, Literal, Passage, Reference, Thing, Value, Verdict
from biopic.ontology import BIOPIC, OWL, RDF, RDFS, SKOS, XSD, Vocabulary, load_vocabulary
from biopic.values import DAYS, ENDLESS, Quantity, Time, plain

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
        for link in dossier.links:
            yield from self._link(dossier, link)

    def _thing(self, dossier: Dossier, thing: Thing) -> Quads:
        node = self.thing(thing.name)
        yield _typed(node, _term(thing.kind))
        for language, text in thing.labels:
            yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(text, language=language))
        for text in thing.also:
            yield ox.Quad(node, ox.NamedNode(SKOS + "altLabel"), ox.Literal(text, language="en"))
        if thing.note:
            yield ox.Quad(node, ox.NamedNode(SKOS + "note"), ox.Literal(thing.note, language="en"))
        if thing.kind in STORY_CLASSES:
            yield _said(node, terms.inStoryOf, self.thing(dossier.name))
        for key, value in thing.curated:
            yield _said(node, _term(key), self._reference(value))

    def _document(self, dossier: Dossier, document: Document) -> Quads:
        node = self.iri(document.local)
        yield _typed(node, terms.Document)
        yield ox.Quad(node, ox.NamedNode(DCTERMS + "title"), ox.Literal(document.title, language="en"))
        yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(document.title, language="en"))
        yield _said(node, terms.digest, ox.Literal(document.digest))
        yield _said(node, terms.length, _integer(document.length))
        yield _said(node, terms.fileName, ox.Literal(document.file))
        yield _said(node, terms.documentKind, ox.Literal(document.kind))
        yield ox.Quad(node, ox.NamedNode(DCTERMS + "language"), ox.Literal(document.language))
        yield _said(node, terms.describes, self.thing(dossier.name))
        if document.name in dossier.read:
            yield _said(node, terms.drafted, _true())
        for key, agent in ((terms.author, document.author), (terms.publisher, document.publisher)):
            if agent:
                yield _said(node, key, self.thing(agent))
        if document.url:
            yield _said(node, terms.url, ox.Literal(document.url, datatype=ox.NamedNode(XSD + "anyURI")))
        if document.retrieved:
            yield _said(node, terms.retrieved, _date(document.retrieved))
        if document.entity:
            yield ox.Quad(node, ox.NamedNode(OWL + "sameAs"), ox.NamedNode(document.entity))
        if document.licence:
            yield ox.Quad(node, ox.NamedNode(DCTERMS + "license"), ox.NamedNode(document.licence))
        for source in document.derived_from:
            yield _said(node, terms.derivedFrom, self.iri(f"document/{dossier.name}/{source}"))
        for part in document.parts:
            yield from self._part(document, node, part)

    def _part(self, document: Document, owner: ox.NamedNode, part: Part) -> Quads:
        node = self.iri(f"part/{document.dossier}/{document.name}/{part.span}")
        yield _typed(node, terms.Part if part.left_out is None else terms.LeftOutPart)
        yield _said(node, terms.partOf, owner)
        yield _said(node, terms.start, _integer(part.span.start))
        yield _said(node, terms.end, _integer(part.span.end))
        if part.heading:
            yield _said(node, terms.heading, ox.Literal(part.heading))
        if part.author:
            yield _said(node, terms.author, self.thing(part.author))
        if part.left_out is not None:
            yield _said(node, terms.leftOutAs, ox.Literal(part.left_out))

    def _passage(self, passage: Passage) -> Quads:
        node = self.iri(passage.local)
        yield _typed(node, terms.Quotation if passage.direct else terms.Passage)
        yield _said(node, terms.passageOf, self.iri(passage.document.local))
        yield _said(node, terms.start, _integer(passage.span.start))
        yield _said(node, terms.end, _integer(passage.span.end))
        yield _said(node, terms.gist, ox.Literal(passage.gist))
        yield from _draft(node, passage.drafted)
        if passage.none:
            yield _said(node, terms.carriesNone, ox.Literal(passage.none))
        for name in passage.by[-1:]:
            yield _said(node, terms.speaker, self.thing(name))

    def _roots(self, dossier: Dossier, document: Document) -> list[str]:
        """Return the documents in which `document` ends when followed back over what it is derived from."""
        if not document.derived_from:
            return [document.local]
        return sorted(
            {root for name in document.derived_from for root in self._roots(dossier, dossier.documents[name])}
        )

    def _assertion(self, said: Assertion, roots: list[str]) -> Quads:
        node, document = self.iri(said.local), self.iri(said.document.local)
        subject, predicate = self.thing(said.subject), _term(said.predicate)
        value = self._value(said.value)
        yield _typed(node, terms.WithdrawnAssertion if said.withdrawn else terms.Assertion)
        yield ox.Quad(node, ox.NamedNode(RDF + "subject"), subject)
        yield ox.Quad(node, ox.NamedNode(RDF + "predicate"), predicate)
        yield ox.Quad(node, ox.NamedNode(RDF + "object"), value)
        yield _said(node, terms.polarity, terms.denied if said.denied else terms.affirmed)
        yield _said(node, terms.inWorld, _term(said.world))
        yield _said(node, terms.statedIn, document)
        yield _said(node, terms.speaker, self.thing(said.by[-1]) if said.by else document)
        for name in said.by[:-1]:
            yield _said(node, terms.relayedBy, self.thing(name))
        if said.named > 1:
            yield _said(node, terms.hearsay, _true())
        for source in [self.thing(said.by[-1])] if said.by else [self.iri(root) for root in roots]:
            yield _said(node, terms.restsOn, source)
        for passage in said.passages:
            yield _said(node, terms.statedAt, self.iri(passage.local))
        yield from _draft(node, said.drafted)
        yield from self._value_node(said.value)
        if said.withdrawn:
            yield _said(node, terms.withdrawnBecause, ox.Literal(said.withdrawn.reason))
            yield _said(node, terms.decidedBy, ox.Literal(said.withdrawn.by))
            yield _said(node, terms.decidedOn, _date(said.withdrawn.on))
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
        yield _typed(node, terms.Portrayal)
        yield _said(node, terms.performer, performer)
        yield _said(performer, terms.performsIn, node)
        yield _said(node, terms.portrayedCharacter, self.thing(said.value.local))
        yield _said(node, terms.portrayedIn, self.thing(film))

    def _value(self, value: Value) -> ox.NamedNode | ox.Literal:
        if isinstance(value, Literal):
            return ox.Literal(value.text)
        return self._reference(value) if isinstance(value, Reference) else self.iri(value.local)

    def _reference(self, value: Reference) -> ox.NamedNode:
        return _term(value.name) if value.term else self.thing(value.name)

    def _value_node(self, value: Value) -> Quads:
        if isinstance(value, Time):
            yield from self._time(value)
        elif isinstance(value, Quantity):
            yield from self._quantity(value)

    def _time(self, value: Time) -> Quads:
        node = self.iri(value.local)
        yield _typed(node, terms.Time)
        yield _said(node, terms.edtf, ox.Literal(value.edtf))
        yield _said(node, terms.earliest, _date(value.earliest))
        yield _said(node, terms.latest, _date(value.latest))
        yield _said(node, terms.low, _decimal(Decimal(datetime.date.fromisoformat(value.earliest).toordinal())))
        yield _said(node, terms.high, _decimal(Decimal(datetime.date.fromisoformat(value.latest).toordinal())))
        yield _said(node, terms.scale, ox.Literal("date"))
        yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(value.words, language="en"))

    def _quantity(self, value: Quantity) -> Quads:
        node, (low, high) = self.iri(value.local), value.scaled
        yield _typed(node, terms.Quantity)
        yield _said(node, terms.unit, ox.Literal(value.unit))
        yield _said(node, terms.least, _decimal(value.least))
        yield _said(node, terms.most, _decimal(value.most))
        yield _said(node, terms.low, _decimal(low))
        yield _said(node, terms.high, _decimal(high))
        yield _said(node, terms.scale, ox.Literal("days" if value.unit in DAYS else "one"))
        yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(_in_words(value), language="en"))

    def verdict(self, verdict: Verdict) -> ox.NamedNode:
        """Return the IRI of an editor's verdict."""
        words = "\n".join([*verdict.about, verdict.property, verdict.by, verdict.on])
        return self.iri("verdict/" + hashlib.sha256(words.encode()).hexdigest()[:20])

    def _verdict(self, verdict: Verdict) -> Quads:
        node = self.verdict(verdict)
        yield _typed(node, terms.Verdict)
        for name in verdict.about:
            yield _said(node, terms.judges, self.thing(name))
        yield _said(node, terms.judgement, _term(verdict.judgement))
        yield _said(node, terms.decidedBy, ox.Literal(verdict.by))
        yield _said(node, terms.decidedOn, _date(verdict.on))
        yield _said(node, terms.reason, ox.Literal(verdict.reason))

    def judged(self, verdict: Verdict) -> list[ox.NamedNode]:
        """Return the comparisons that the verdict can be on, by the same keys as the rules make them."""
        first, *rest = (self.thing(name).value for name in verdict.about)
        on = BIOPIC + verdict.property
        keys = [f"across {first} {on} {other}" for other in rest] or [f"within {first} {on}"]
        keys.append(f"across {first} {on}")
        return [self.iri("comparison/" + hashlib.sha256(key.encode()).hexdigest()[:20]) for key in keys]

    def link(self, dossier: Dossier, link: Link) -> ox.NamedNode:
        """Return the IRI of a link: a hash of thing and entity in a dossier, and of the day where there is no entity."""
        words = "\n".join([dossier.name, link.thing, link.entity or link.on])
        return self.iri("link/" + hashlib.sha256(words.encode()).hexdigest()[:20])

    def _link(self, dossier: Dossier, link: Link) -> Quads:
        """Yield a link and what follows from it, in the default graph and in that of links."""
        node, thing = self.link(dossier, link), self.thing(link.thing)
        quads = [
            _typed(node, terms.Link),
            _said(node, terms.ofThing, thing),
            _said(node, terms.inDossierOf, self.thing(dossier.name)),
            _said(node, terms.decision, _term(link.decision)),
            _said(node, terms.decidedBy, ox.Literal(link.by)),
            _said(node, terms.decidedOn, _date(link.on)),
            _said(node, terms.evidence, ox.Literal("; ".join(link.evidence))),
        ]
        if link.entity:
            entity = ox.NamedNode(link.entity)
            quads.append(_said(node, terms.toEntity, entity))
            match = _match(dossier.things[link.thing].kind, link.decision)
            quads += [_said(thing, match, entity)] if match else []
        for quad in quads:
            yield quad
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph_name("links"))


def _match(kind: str, decision: str) -> ox.NamedNode | None:
    """Return how a thing of class `kind` relates to an entity on which `decision` was taken, None where nothing follows."""
    if decision == "undecided":
        return ox.NamedNode(SKOS + "closeMatch")
    if decision != "same":
        return None
    concept = "Concept" in load_vocabulary().ancestors(kind)
    return ox.NamedNode(SKOS + "exactMatch" if concept else OWL + "sameAs")


def _in_words(value: Quantity) -> str:
    unit = {"one": "times"}.get(value.unit, value.unit + "s")
    least, most = plain(value.least), plain(value.most)
    if least == most:
        return f"{least} {value.unit if least == '1' and value.unit != 'one' else unit}"
    if value.most >= ENDLESS:
        return f"more than {least} {unit}"
    return f"at most {most} {unit}" if least == "0" else f"{least} to {most} {unit}"


def _term(name: str) -> ox.NamedNode:
    """Return the IRI of a term that the vocabulary has checked already."""
    return ox.NamedNode(BIOPIC + name)


def _typed(node: ox.NamedNode, kind: ox.NamedNode) -> ox.Quad:
    return ox.Quad(node, ox.NamedNode(RDF + "type"), kind)


def _said(node: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(node, predicate, value)


def _draft(node: ox.NamedNode, drafted: Drafted | None) -> Quads:
    """Yield who drafted what nobody has reviewed."""
    if drafted:
        yield _said(node, terms.draftedBy, ox.Literal(drafted.reader))
        yield _said(node, terms.confidence, _decimal(drafted.confidence))


def _true() -> ox.Literal:
    return ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(XSD + "integer"))


def _decimal(number: Decimal) -> ox.Literal:
    return ox.Literal(plain(number), datatype=ox.NamedNode(XSD + "decimal"))


def _date(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
