"""The table read backwards: the reviewed assertions of a dossier as drafts, to hold a reading against.

What the dossier says in its own terms is put back into the words that a draft has: names by their labels, dates in EDTF. Of a
quotation, a denial or an event more can be said than a draft holds, so some kinds cannot be compared; `NOT_COMPARED` names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Document, Span
from biopic.dossier import Assertion, Dossier, Literal, Passage, Reference
from biopic.reading.drafts import KINDS, Draft, in_order
from biopic.reading.properties import KINSHIP
from biopic.values import Quantity, Time, plain

DIRECT = {
    "portrays": "portrayal", "releasedIn": "film_year", "directedBy": "director", "writtenBy": "writer", "releasedBy": "studio",
    "basedOn": "based_on", "setIn": "setting_time", "setAt": "setting_place", "condition": "condition",
    "occupation": "occupation", "name": "alias", "trait": "trait", "theme": "theme",
}  # fmt: skip
"""The properties that are a kind of draft each."""

MARKS = {
    ("birth", "time"): "birth_date",
    ("death", "time"): "death_date",
    ("death", "ageAt"): "age_at_death",
    ("birth", "place"): "birth_place",
}
"""The properties of births and deaths that are a kind of draft each."""

RELATIONS = {name: relation for relation, name in KINSHIP.items()}

NOT_COMPARED = {
    "prognosis": "an entry has the number and not the text's words",
    "timeline_event": "an event of the story does not say that an entry of a timeline tells it",
    "denial": "an entry denies a property, not a clause",
    "departure": "an entry has an event, not what film and life each have in words",
}
"""The kinds that are not read back, and why."""

_QUALIFIER = re.compile(r"\s*\([^()]*\)$")


def gold_of(dossier: Dossier, document: str) -> list[Draft]:
    """Return as drafts what the dossier's reviewed entries say at passages of a document."""
    described = dossier.documents[document]
    said = [
        each
        for each in dossier.assertions
        if each.document.name == document and not each.withdrawn and not each.drafted
    ]
    found = [draft for each in said for draft in _drafts(dossier, each)]
    found += [_quotation(dossier, each) for each in dossier.passages if each.document.name == document and each.direct]
    found += _awards(dossier, said)
    found += _parts(dossier, described)
    return in_order(found)


def compared() -> list[str]:
    """Return the kinds of draft that are read back."""
    return [kind for kind in KINDS if kind not in NOT_COMPARED]


def _drafts(dossier: Dossier, said: Assertion) -> Iterator[Draft]:
    """Yield what an assertion is as a draft, at each of its passages."""
    made = _direct(dossier, said) or _kinship(dossier, said) or _mark(dossier, said)
    if made:
        kind, subject, value, fields = made
        for passage in said.passages:
            yield _draft(kind, subject, value, passage.span, said.world, denied=said.denied, fields=fields)


Parts = tuple[str, str, str, tuple[tuple[str, str], ...]]


def _direct(dossier: Dossier, said: Assertion) -> Parts | None:
    kind = DIRECT.get(said.predicate)
    subject = dossier.things[said.subject]
    if kind is None or (kind == "alias" and subject.kind not in ("Person", "Character")):
        return None
    return kind, name_of(dossier, said.subject), _words(dossier, said), ()


def _kinship(dossier: Dossier, said: Assertion) -> Parts | None:
    relation = RELATIONS.get(said.predicate)
    if relation is None:
        return None
    return "kinship", name_of(dossier, said.subject), _words(dossier, said), (("relation", relation),)


def _mark(dossier: Dossier, said: Assertion) -> Parts | None:
    if said.predicate not in ("time", "place", "ageAt"):
        return None
    facts = [other for other in dossier.assertions if other.subject == said.subject and not other.denied]
    kinds = {other.value.local for other in facts if other.predicate == "kind"}
    kind = next((MARKS[(each, said.predicate)] for each in sorted(kinds) if (each, said.predicate) in MARKS), None)
    who = next((other.value.local for other in facts if other.predicate == "affects"), None)
    if kind is None or who is None or who not in dossier.things:
        return None
    return kind, name_of(dossier, who), _words(dossier, said), ()


def _quotation(dossier: Dossier, passage: Passage) -> Draft:
    speaker = name_of(dossier, passage.by[-1]) if passage.by else ""
    text = dossier.texts.get(passage.document.name, "")[passage.span.start : passage.span.end]
    return _draft("quotation", speaker, text, passage.span, "life", fields=(("speaker", speaker),))


def _awards(dossier: Dossier, said: list[Assertion]) -> Iterator[Draft]:
    """Yield each award once for each passage that says whether it was won."""
    for each in said:
        if each.predicate == "result" and dossier.things[each.subject].kind == "Award":
            facts = {other.predicate: _words(dossier, other) for other in said if other.subject == each.subject}
            fields = (("award", facts.get("prize", "")), ("recipient", facts.get("recipient", "")), ("work", facts.get("forWork", "")),
                      ("conferred_by", facts.get("conferredBy", "")), ("result", each.value.local))  # fmt: skip
            for passage in each.passages:
                yield _draft(
                    "award",
                    facts.get("prize", ""),
                    facts.get("awardedIn", ""),
                    passage.span,
                    "production",
                    fields=fields,
                )


def _parts(dossier: Dossier, document: Document) -> Iterator[Draft]:
    for part in document.parts:
        if part.left_out is not None:
            yield _draft("noise", "", part.left_out, part.span, "production")
        elif part.author:
            who = name_of(dossier, part.author)
            span = _credit(dossier.texts.get(document.name, ""), part.span, who)
            yield _draft("summary_contributor", part.heading or "summary", who, span, "production")


def _credit(text: str, span: Span, who: str) -> Span:
    """Return where a part names its author: the last time, else the whole part."""
    at = text.casefold().rfind(who.casefold(), span.start, span.end)
    return Span(at, at + len(who)) if at >= 0 else span


def _draft(
    kind: str,
    subject: str,
    value: str,
    span: Span,
    world: str,
    *,
    denied: bool = False,
    fields: tuple[tuple[str, str], ...] = (),
) -> Draft:
    return Draft(kind, subject, value, span, world, 1.0, "reviewed", denied, fields)


def _words(dossier: Dossier, said: Assertion) -> str:
    """Return the value of an assertion as a draft has it."""
    value = said.value
    if isinstance(value, Literal):
        return value.text
    if isinstance(value, Time):
        return value.edtf
    if isinstance(value, Quantity):
        return plain(value.least) if value.least == value.most else f"{plain(value.least)}-{plain(value.most)}"
    return name_of(dossier, value.name) if isinstance(value, Reference) else value.local


def name_of(dossier: Dossier, name: str) -> str:
    """Return the label of a thing without what tells it from others, such as "(the character)"."""
    thing = dossier.things.get(name)
    return name if thing is None else _QUALIFIER.sub("", thing.labels[0][1])
