"""Who is whose mother, father, spouse, child, sibling, grandparent, partner or friend: every statement that `kin` reads.

A relative of whom it is not said there who it is ("his mother laughed") counts where the text names both elsewhere, and
only where the section has not told it before. "My mother" is the mother of whoever speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.kinforms import MUTUAL, RELATION
from biopic.reading.kinds import portrayal
from biopic.reading.relation import Mention, Relation, turned
from biopic.reading.text import NAME, Text

_PARENTAL = frozenset("dad mum mom daddy mummy mommy papa mama".split())
_PART = re.compile(r"\W*(?:[A-Z]\w+ )?(?:(?:plot|the) )?(?:plot|synopsis|summary|summaries|storyline|story|timeline|chronology|characters|cast|themes|settings?|trivia|awards|facts?|fact check|the real|behind|screen|what the film|real life|history)\b(?!.*[.!?]$)", re.IGNORECASE)
"""A line that heads a part of a page."""
Told = tuple[str, frozenset[int] | tuple[int, int]]


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that two beings are kin, partners or friends."""
    kept = _single(text, [_acted(text, relation) for relation in text.kin.relations])
    for relation in kept:
        yield _draft(text, relation)
    yield from _mentioned(text, kept)


def _single(text: Text, relations: list[Relation]) -> list[Relation]:
    """Return the relations by where they stand, of those that say the same of the same words only the surest."""
    kept: dict[Told, list[Relation]] = {}
    for relation in sorted(relations, key=lambda r: (-r.sure, r.span.start, -r.span.end)):
        same = kept.setdefault(_told(relation), [])
        if not text.is_noise(relation.span) and not any(relation.span.overlaps(k.span) for k in same):
            same.append(relation)
    return sorted((r for same in kept.values() for r in same), key=lambda r: (r.span.start, r.span.end))


def _acted(text: Text, relation: Relation) -> Relation:
    """Put the character for a performer: in "Orr reads it; his wife, Ida (Ines Carr), weeps" she is the character's wife."""
    if relation.form != "kin and name" or not re.match(rf"\s?\({NAME}", text.masked[relation.span.end : relation.span.end + 4]):
        return relation
    played = {d.subject: d.value for d in portrayal.find(text)}
    other = next((b for b in text.people.beings if b.name == played.get(relation.of.name)), None)
    if other is None or other is relation.who:
        return relation
    text.kin.learn(replace(relation, of=other))
    return replace(relation, of=other)


def _draft(text: Text, made: Relation) -> Draft:
    world = text.world_at(made.span.start)
    return Draft("kinship", made.who.name, made.of.name, made.span, world, made.sure, made.form, made.denied, (("relation", made.relation),))


def _told(relation: Relation) -> Told:
    """Return what a relation says, the same for both directions in which it may be said."""
    who, of = relation.who.number, relation.of.number
    if relation.relation in MUTUAL:
        return relation.relation, frozenset((who, of))
    return ("child", (of, who)) if relation.relation in ("mother", "father") else (relation.relation, (who, of))


def _mentioned(text: Text, kept: list[Relation]) -> Iterator[Draft]:
    """Yield the first bare mention of a relative in each section that has not told the relation by then."""
    told = [(_section(text, k.span.start), k.span.start, _told(k)) for k in kept]
    own = [made for mention in text.kin.mentions if mention.named and (made := _resolved(text, mention))]
    for made in own:
        text.kin.learn(made)
    for made in filter(None, (_resolved(text, mention) for mention in text.kin.mentions)):
        section = _section(text, made.span.start)
        if text.is_noise(made.span) or any(where == section and at < made.span.start and what == _told(made) for where, at, what in told):
            continue
        told.append((section, made.span.start, _told(made)))
        yield _draft(text, made)


def _resolved(text: Text, mention: Mention) -> Relation | None:
    """Return what a mention says once it is known whose relative it is, and who that is."""
    owner, named = mention.owner, mention.named
    if owner is None:
        owner = text.whom.speaker(mention.span.start) or (text.whom.speaker(mention.span.start, before=True) if mention.word in _PARENTAL else None)
    who = text.being_in(named) if named else None
    fitting = [who] if who else text.kin.relatives(owner, mention.word) if owner else []
    relation = RELATION.get(mention.word, "")
    if owner is None or len(fitting) != 1 or not relation or fitting[0] is owner:
        return None
    span = Span(mention.span.start, named.end) if named and who else mention.span
    made = Relation(relation, mention.word, fitting[0], owner, span, "my kin" if mention.owner is None else "bare kin", 0.8 if who else 0.6)
    return next(turned(made), None)


def _section(text: Text, at: int) -> int:
    """Return where the section begins that holds `at`: at a line that heads a part of a page."""
    starts = [line.span.start for line in text.layout.lines_in(Span(0, at)) if len(line.text) < 60 and _PART.match(line.text)]
    return max(starts, default=0)
