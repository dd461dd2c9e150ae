"""Of which sex the beings of a text are, as its words vote: nouns beside a name first, then each pronoun for a subject."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import HE, SHE, Being, fold, sex_of_noun, sex_of_pronoun
from biopic.reading.given import sex_of_given_name
from biopic.reading.names import Name

if TYPE_CHECKING:
    from biopic.reading.people import People

_PRONOUN = re.compile(r"\b(?:" + "|".join(sorted(HE | SHE, reverse=True)) + r")\b", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?),?\s+(?:named |called )?$")
_NOUNS_AFTER = re.compile(
    r"(?:\s?\([^)]{1,40}\))?(?:,| is| was| becomes),? (?:a|an|the|his|her|their)\s+((?:[\w-]+,? ){0,4}?[\w-]+)\b"
)
_PERFORMER = re.compile(
    r"(?:['’]s\s[a-z]+)?\s?(?:\(|,? (?:is |was )?(?:played|portrayed|voiced)(?: (?:in|on)(?: \w+){1,3}?| here)? by )$"
)
"""What stands between a character and who plays it."""
_IS_NAMED = re.compile(r"\b(He|She|he|she)(?:\s(?:is|was|became)|['’]s)\s(?=[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+)*[,.;:])")
"""A pronoun of which a name is said: "She is Ada Moss, ..."."""
_DOCTOR = re.compile(r"(?:Dr|Doctor|Prof|Professor|Nurse)\b")
_TELLING = re.compile(r"\b(?:that|told|tells|says?|said|warn(?:s|ed)|predict(?:s|ed))\s")
_SAID_VOTES = 8
_NOUN_VOTES = 4
"""How many votes a noun has; who leads by as many is of that sex for sure."""
_PERFORMER_VOTES = 5
_ROUNDS = 2
_NEAR = 40
_REACH = 2000
"""How far before a pronoun, in characters, its subject may stand."""


def learn_sexes(people: People) -> None:
    """Let nouns beside a name vote first; then each pronoun for the subject of its sentence, or of the one before."""
    for name, being in people.mentions():
        sexes = (sex_of_noun(noun) for noun in _nouns_beside(people.text, name))
        if sex := next((sex for sex in sexes if sex), ""):
            being.votes[sex] += _SAID_VOTES
    for character, performer in _played(people):
        if sex := sex_of_given_name(fold(performer.words[0])):
            character.votes[sex] += _PERFORMER_VOTES
    for match in _IS_NAMED.finditer(people.text):
        named = people.inside(Span(match.end(), match.end() + 1))
        if named:
            named.votes[sex_of_pronoun(match[1])] += _SAID_VOTES
    pronouns = [(match.start(), sex_of_pronoun(match.group())) for match in _PRONOUN.finditer(people.text)]
    for _ in range(_ROUNDS):
        sure = {being.number: being.sex for being in people.beings if _is_sure(being)}
        votes = [vote for at, sex in pronouns for vote in _votes(people, at, sex, sure)]
        for being, sex, weight in votes:
            being.votes[sex] += weight


def _played(people: People) -> Iterator[tuple[Being, Name]]:
    """Yield each character behind which a performer's name stands, with that."""
    for (one, character), (other, _) in pairwise(sorted(people.mentions(), key=lambda mention: mention[0].span.start)):
        if 0 < other.span.start - one.span.end < _NEAR and _PERFORMER.fullmatch(
            people.text, one.span.end, other.span.start
        ):
            yield character, other


def _is_sure(being: Being) -> bool:
    return abs(being.votes["m"] - being.votes["f"]) >= _NOUN_VOTES


def _nouns_beside(text: str, name: Name) -> list[str]:
    """Return the word before a name and those in apposition behind it, in small letters."""
    before = _NOUN_BEFORE.search(text[max(0, name.whole.start - 30) : name.whole.start])
    after = _NOUNS_AFTER.match(text[name.span.end : name.span.end + 100])
    nouns = [before[1].casefold()] if before else []
    return nouns + (after[1].replace(",", "").casefold().split() if after else [])


def _votes(people: People, at: int, sex: str, sure: dict[int, str]) -> Iterator[tuple[Being, str, int]]:
    """Yield for whom a pronoun speaks: nobody if somebody near is known to be of that sex, else the subject."""
    near = _near(people, at)
    if any(sure.get(being.number) == sex for being in near):
        return
    unsure = [being for being in near if being.number not in sure and not _tells(people, being, at)]
    if unsure:
        yield unsure[0], sex, 2 if len(unsure) == 1 else 1


def _tells(people: People, being: Being, at: int) -> bool:
    """Say whether a doctor, who speaks of patients, is the one who tells what the pronoun at `at` stands in."""
    before = bisect_left(being.mentions, at) - 1
    low = being.mentions[before] if before >= 0 else at
    return bool(_DOCTOR.match(being.name) and _TELLING.search(people.text, max(low, at - _REACH), at))


def _near(people: People, at: int) -> list[Being]:
    """Return who is named before `at` in its sentence or, where it has hardly begun, in the one before.

    What is said inside marks is seldom said of the speaker, so only who is named inside them, too, counts there.
    """
    sentence, speech = people.sentence_at(at), people.speech_at(at)
    if sentence is None:
        return []
    low = max(speech.start if speech else 0, at - _REACH)
    near = people.subject_first(Span(max(sentence.start, low), at))
    before = people.sentence_before(at)
    if not near and before and at - sentence.start < 60 and before.end > low:
        return people.subject_first(Span(max(low, before.start), before.end) if speech else before)
    return near
