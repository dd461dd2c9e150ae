"""Who is whose mother, father, spouse, child, sibling, grandparent, partner or friend: every statement that `kin` reads.

A relative of whom it is not said there who it is ("his mother laughed") counts where the text names both elsewhere, and
only where the section has not told it before. "My mother" is the mother of whoever speaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from biopic.reading.beings import Being
from biopic.reading.drafts import Draft
from biopic.reading.kinforms import HINT, MUTUAL, RELATION
from biopic.reading.patterns import claim, joined
from biopic.reading.relation import Mention, Relation, turned
from biopic.reading.text import Text
from biopic.reading.words import FEMALE_WORDS, MALE_WORDS

_PARENTAL = frozenset(["dad", "mum", "mom", "daddy", "mummy", "mommy", "papa", "mama"])
_PART = re.compile(
    r"\W*(?:[A-Z]\w+ )?(?:(?:plot|the) )?(?:plot|synopsis|summary|summaries|storyline|story|timeline|chronology|characters|cast|themes|settings?|trivia|awards|facts?|fact check|the real|behind|screen|what the film|real life|history)\b(?!.*[.!?]$)",
    re.IGNORECASE,
)
"""A line that heads a part of a page."""
_OWNED = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:own|real|real-life)\b")
Told = tuple[str, frozenset[int] | tuple[int, int]]


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that two beings are kin, partners or friends."""
    kept = _single(text, [_acted(text, _unspoken(text, relation)) for relation in text.kin.relations])
    for relation in (each for each in kept if each.sure > HINT):
        yield _draft(text, relation)
    yield from _mentioned(text, kept)


def _single(text: Text, relations: list[Relation]) -> list[Relation]:
    """Return the relations by where they stand, of those that say the same of the same words only the surest."""
    kept: list[Relation] = []
    taken: dict[Told, list[tuple[int, int]]] = {}
    kin = {
        frozenset((r.who.number, r.of.number))
        for r in relations
        if r.relation in ("mother", "father", "child", "sibling") and not r.denied
    }
    for relation in sorted(relations, key=lambda r: (-r.sure, r.span.start, -r.span.end)):
        if (
            relation.form.endswith(" verb")
            and relation.relation in MUTUAL
            and frozenset((relation.who.number, relation.of.number)) in kin
        ):
            continue
        if not text.is_noise(relation.span) and claim(taken.setdefault(_told(relation), []), relation.span):
            kept.append(relation)
    return sorted(kept, key=lambda r: (r.span.start, r.span.end))


def _unspoken(text: Text, relation: Relation) -> Relation:
    """Put somebody else for a speaker who is said to be meant by "his" or "her" inside his or her own words."""
    word = text.text[relation.span.start : relation.span.start + 4].casefold().strip()
    if (
        word not in ("his", "her")
        or not any(q.inside.start <= relation.span.start < q.inside.end for q in text.quoted)
        or text.whom.speaker(relation.span.start) is not relation.of
    ):
        return relation
    other = text.whom.pronoun(relation.span.start, word, [relation.of])
    return replace(relation, of=other) if other and other is not relation.who else relation


def _acted(text: Text, relation: Relation) -> Relation:
    """Put the character for a performer: in "Orr plays him; his wife, Ida, weeps" she is the character's wife."""
    character = text.whom.played.get(relation.of.name)
    words = text.slice(relation.span)
    if not character or not _OWNED.match(words) or _OWN.search(words):
        return relation
    other = next((b for b in text.people.beings if b.name == character), None)
    if other is None or other is relation.who or (other.sex and relation.of.sex and other.sex != relation.of.sex):
        return relation
    text.kin.learn(replace(relation, of=other))
    return replace(relation, of=other)


def _draft(text: Text, made: Relation) -> Draft:
    world = text.world_at(made.span.start)
    return Draft(
        "kinship",
        made.who.name,
        made.of.name,
        made.span,
        world,
        made.sure,
        made.form,
        made.denied,
        (("relation", made.relation),),
    )


def _told(relation: Relation) -> Told:
    """Return what a relation says, the same for both directions in which it may be said."""
    who, of = relation.who.number, relation.of.number
    if relation.relation in MUTUAL:
        return relation.relation, frozenset((who, of))
    return ("child", (of, who)) if relation.relation in ("mother", "father") else (relation.relation, (who, of))


def _mentioned(text: Text, kept: list[Relation]) -> Iterator[Draft]:
    """Yield the relatives of whoever speaks that are named, and the first bare mention in each section that has not told the relation by then."""
    parts = [line.span.start for line in text.layout.lines if len(line.text) < 60 and _PART.match(line.text)]
    told: dict[tuple[int, Told], int] = {}

    def place(made: Relation) -> tuple[int, Told]:
        return bisect_right(parts, made.span.start), _told(made)

    named = [made for mention in text.kin.mentions if (made := _own(text, mention))]
    for made in named:
        text.kin.learn(made)
        yield _draft(text, made)
    for made in [*kept, *named]:
        told[place(made)] = min(made.span.start, told.get(place(made), made.span.start))
    for made in filter(None, (_bare(text, mention) for mention in text.kin.mentions)):
        if not text.is_noise(made.span) and told.get(place(made), made.span.start) >= made.span.start:
            told[place(made)] = made.span.start - 1
            yield _draft(text, made)


def _own(text: Text, mention: Mention) -> Relation | None:
    """Return what "my mother, Ada" says, and "Dad was Jonah" right after somebody's speech."""
    if mention.owner or mention.named is None or text.is_noise(mention.span):
        return None
    owner = text.whom.speaker(mention.span.start, before=mention.word in _PARENTAL)
    who = text.being_in(mention.named) or text.who(mention.named)
    if owner is None or who is None or who is owner:
        return None
    return next(
        turned(
            Relation(
                RELATION.get(mention.word, ""),
                mention.word,
                who,
                owner,
                joined(mention.span, mention.named),
                "my kin",
                0.8,
            )
        ),
        None,
    )


def _bare(text: Text, mention: Mention) -> Relation | None:
    """Return what a bare mention says where the text tells elsewhere who it is."""
    owner = mention.owner or (
        text.whom.speaker(mention.span.start) if text.text[mention.span.start] in "mMoO" else None
    )
    if owner is None or (
        mention.owner is None
        and (mention.named or text.text[mention.span.start : mention.span.end].casefold() in _PARENTAL)
    ):
        return None
    fitting = text.kin.relatives(owner, mention.word) or _of_one_name(text, owner, mention.word)
    if len(fitting) != 1 or fitting[0] is owner:
        return None
    return next(
        turned(
            Relation(RELATION.get(mention.word, ""), mention.word, fitting[0], owner, mention.span, "bare kin", 0.6)
        ),
        None,
    )


def _of_one_name(text: Text, owner: Being, word: str) -> list[Being]:
    """Return who is called Mrs. or Mr. with the last name of a son or daughter, where the text speaks of no wife or husband."""
    relation, last = RELATION.get(word, ""), owner.name.split()[-1]
    titled = owner.name.startswith(("Mrs", "Mr"))
    others = {RELATION.get(m.word, "") for m in text.kin.mentions if m.owner is owner}
    if relation not in ("mother", "father", "child") or "spouse" in others or (relation == "child") != titled:
        return []
    sex = "m" if word in MALE_WORDS else "f" if word in FEMALE_WORDS else ""
    same = [
        b for b in text.people.beings if b is not owner and b.name.split()[-1] == last and (not sex or b.sex == sex)
    ]
    return [b for b in same if titled != b.name.startswith(("Mrs", "Mr"))]
