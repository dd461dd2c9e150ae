"""Who is whose mother, father, spouse, child, sibling, grandparent, partner or friend: every statement that `kin` reads.

A relative of whom it is not said there who it is ("his mother laughed") counts where the text names both elsewhere, and
only where the section has not told it before. "My mother" is the mother of whoever speaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.kin import Relation
from biopic.reading.kinforms import MUTUAL
from biopic.reading.people import Being
from biopic.reading.text import Text

Told = tuple[str, frozenset[int] | tuple[int, int]]


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that two beings are kin, partners or friends."""
    kept: list[Relation] = []
    for relation in sorted(text.kin.relations, key=lambda r: (-r.sure, r.span.start, -r.span.end)):
        if not text.is_noise(relation.span) and not any(_told(relation) == _told(k) and relation.span.overlaps(k.span) for k in kept):
            kept.append(relation)
    kept.sort(key=lambda r: (r.span.start, r.span.end))
    for relation in kept:
        yield _draft(text, relation.who, relation.of, relation.relation, relation.span, relation.sure, relation.form, denied=relation.denied)
    yield from _mentioned(text, kept)


def _draft(text: Text, who: Being, of: Being, relation: str, span: Span, sure: float, form: str, *, denied: bool = False) -> Draft:
    world = text.world_at(span.start)
    return Draft("kinship", who.name, of.name, span, world, sure, form, denied=denied, fields=(("relation", relation),))


def _told(relation: Relation) -> Told:
    """Return what a relation says, the same for both directions in which it may be said."""
    who, of = relation.who.number, relation.of.number
    if relation.relation in MUTUAL:
        return relation.relation, frozenset((who, of))
    return ("child", (of, who)) if relation.relation in ("mother", "father") else (relation.relation, (who, of))


def _mentioned(text: Text, kept: list[Relation]) -> Iterator[Draft]:
    """Yield the first bare mention of a relative in each section that has not told the relation by then."""
    told = [(id(text.section_at(k.span.start)), k.span.start, _told(k)) for k in kept]
    for mention in text.kin.mentions:
        relatives = text.kin.relatives(mention.owner, mention.word)
        if len(relatives) != 1 or text.is_noise(mention.span):
            continue
        relation = next((r for r in (_relation(mention.word, relatives[0]),) if r), "")
        made = Relation(relation, mention.word, relatives[0], mention.owner, mention.span, "bare kin", 0.6)
        section = id(text.section_at(mention.span.start))
        if not relation or any(where == section and at < mention.span.start and what == _told(made) for where, at, what in told):
            continue
        told.append((section, mention.span.start, _told(made)))
        yield _draft(text, made.who, made.of, relation, made.span, made.sure, made.form)


def _relation(word: str, who: Being) -> str:
    from biopic.reading.kinforms import RELATION

    relation = RELATION.get(word, "")
    return {"m": "father", "f": "mother"}.get(who.sex, "") if relation == "parent" else relation
