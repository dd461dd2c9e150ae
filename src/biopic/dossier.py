"""What a dossier is once it is read: things, passages, assertions, verdicts and links, as plain values.

Nothing here opens a file. `biopic.load` makes these values from a dossier's folder; `biopic.dataset` writes them as quads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from biopic.documents import Document, Span
from biopic.errors import DossierError
from biopic.values import Quantity, Time


@dataclass(frozen=True)
class Thing:
    """A film, person, character, event, place, concept or other thing: a local name, its class, what is curated of it."""

    name: str
    kind: str
    labels: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    note: str
    curated: tuple[tuple[str, Reference], ...]
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
class Drafted:
    """A reader found it and nobody has reviewed it: which rule or model, and how sure it was, from 0 to 1."""

    reader: str
    confidence: Decimal


@dataclass(frozen=True)
class Passage:
    """A run of a document with its gist; `none` says why it carries no assertion."""

    document: Document
    span: Span
    gist: str
    direct: bool = False
    none: str = ""
    by: tuple[str, ...] = ()
    file: Path = Path()
    line: int = 0
    drafted: Drafted | None = None

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
    drafted: Drafted | None = None

    @property
    def local(self) -> str:
        """Return the name behind the base in the assertion's IRI: a hash of what is said by whom in which document."""
        parts = [
            self.document.dossier,
            self.document.name,
            *self.by,
            "denied" if self.denied else "affirmed",
            self.subject,
            self.predicate,
            self.value.local,
        ]
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
    file: Path
    line: int


@dataclass(frozen=True)
class Link:
    """What was decided on a thing and an entity of another graph, such as Wikidata.

    `entity` is the entity's IRI, empty where the decision is that there is no match; `decision` is the local name of the
    ontology's individual: same, different, undecided or noMatch; `evidence` says why, or where was looked.
    """

    thing: str
    entity: str
    decision: str
    by: str
    on: str
    evidence: tuple[str, ...]
    file: Path
    line: int


@dataclass
class Dossier:
    """One film's dossier, read and checked; `read` names the documents that a reader has drafted from."""

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
    links: list[Link] = field(default_factory=list)
    read: frozenset[str] = frozenset()
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    files: dict[str, Path] = field(default_factory=dict, repr=False)
    complaints: list[DossierError] = field(default_factory=list, repr=False)

    @contextmanager
    def complaining(self) -> Iterator[None]:
        """Gather a complaint raised inside and go on behind it."""
        try:
            yield
        except DossierError as complaint:
            self.complaints.append(complaint)
