"""Who plays whom: the forms of `casting` and the lists of `castlists`, weighed against each other.

What states it by itself is read first, and makes some names known as performers' and others as characters'. By these, "Ines Carr is
Ada" and "Ada is Ines Carr", "Ada (Ines Carr)" and "Ines Carr (Ada)" are told apart. A pronoun never means the performer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading import casting
from biopic.reading.beings import sex_of_pronoun
from biopic.reading.billing import billed
from biopic.reading.casting import Form, Trust
from biopic.reading.castlists import listed
from biopic.reading.drafts import Draft
from biopic.reading.ensemble import Ensemble, is_self
from biopic.reading.patterns import BRACKET, N, joined, matches, matches_around, span_of
from biopic.reading.personal import is_person

if TYPE_CHECKING:
    from biopic.reading.text import Text

_FILM_TALK = re.compile(r"\b(?:star|cast|actor|actress|perform|portray|play|role|film|movie|biopic|drama|picture|turn|opposite|alongside|screen|remarkable|brilliant|superb|stun|steal|wonder|cinema|Oscar)", re.IGNORECASE)  # fmt: skip
_BILL = re.compile(
    r"\b(?:[Ss]tar(?:s|red|ring)?|STARRING|[Cc]ast|[Ff]eatur(?:es|ing)|[Ss]tarring)\b[^.\n]{0,300}$|(?:^|\n)\W{0,3}(?:With|Also with)\b[^.\n]{0,300}$"
)
_AGES = frozenset(["boy", "girl", "child", "kid", "teenager", "man", "woman", "adult", "youth", "baby"])
_GLOSSED = re.compile(
    r"\b(?:city|town|village|film|book|hospital|school|novel|war|state|play|award|title|role|part|song|director|writer|author|screenwriter|producer|actor|actress)$"
)
_BY = re.compile(r"\bby\s$")
"""What stands before a performer of whom it is said how he is: "played by Ines Carr as a stranger"."""
_CREDIT = re.compile(r"[—–~-]\s?(?:[A-Z]\.\s?)*$|\b[Bb]y\s$")


def find_portrayals(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that a performer plays a character."""
    cast = Ensemble(text)
    for match in matches(text, casting.BILLED):
        cast.performers.update(text.name_at(span) for span in _names(text, match, "performers"))
    _together(cast)
    for form in casting.FORMS:
        if form.trust is Trust.ITSELF:
            _read(cast, form)
    _below(cast)
    for one in billed(text):
        cast.add(one.performer, one.span, one.span, 0.9, "performer in a record", one.character)
    for pair in listed(text, cast.performers):
        cast.add(pair.performer, pair.character, joined(pair.performer, pair.character), 0.85, "portrayal in a list")
    _paired(cast)
    _in_brackets(cast)
    _in_the_title(cast)
    _loose(cast)
    for form in casting.FORMS:
        if form.trust is not Trust.ITSELF:
            _read(cast, form)
    for form, match in cast.put_off:
        _weigh(cast, form, match)
    for performers, pronoun in cast.shared:
        for performer in performers:
            cast.add(performer, pronoun, joined(performer, pronoun), 0.8, "portrayal together")
    _others(cast)
    yield from cast.found


def _read(cast: Ensemble, form: Form) -> None:
    """Read all that has one form; where it states by itself who plays whom, pronouns are put off until names are known."""
    text = cast.text
    found = matches_around(text, form.words, form.pattern) if form.words else matches(text, form.pattern)
    for match in found:
        pronoun = sex_of_pronoun(cast.text.slice(_character_of(match)).split()[0])
        if form.trust is Trust.ITSELF and pronoun:
            cast.put_off.append((form, match))
        else:
            _weigh(cast, form, match)


def _weigh(cast: Ensemble, form: Form, match: re.Match[str]) -> None:
    """Add what a match says if there is enough that speaks for it."""
    text = cast.text
    performer, character = span_of(match, "performer"), _character_of(match)
    if form.trust is Trust.TALK and not _is_told(cast, match, performer, character):
        return
    if text.text[character.start - 1 : character.start + 2].startswith((" a ", " an")) and _BY.search(
        text.text, performer.start - 4, performer.start
    ):
        return
    if form.trust is Trust.PERFORMER and text.text[performer.start - 1 : performer.start] in ("“", "‘", '"'):
        return
    if form.trust is Trust.PERFORMER:
        turned = _turned(cast, performer, character)
        if turned[0] == character and text.text[character.start - 4 : character.start].casefold() == "the ":
            return
        performer, character = turned
        if not _is_performer(cast, performer, character, possessive=form.name == "somebody's character"):
            return
    span = joined(performer, character, _inside(match))
    if cast.add(performer, character, span, form.sure, form.name):
        _and_by(cast, match, character)


def _is_told(cast: Ensemble, match: re.Match[str], performer: Span, role: Span) -> bool:
    """Say whether "X as Y" is said of a performer: in talk of a cast, or for what is known of the names."""
    words, name = cast.text.slice(role), cast.text.name_at(performer)
    if is_self(words):
        return True
    if match.groupdict().get("described") and not _is_billed_as(cast, performer, role):
        return False
    if name in cast.characters or (" " not in name and name not in cast.performers):
        return False
    return _is_cast(cast.text, match) or _is_performer(cast, performer, role)


def _is_billed_as(cast: Ensemble, performer: Span, role: Span) -> bool:
    """Say whether somebody "as the landlady" plays her: a full name, seldom named, of nobody in the story; "as a boy" is an age."""
    being = cast.text.who(performer)
    name = cast.text.name_at(performer)
    last = cast.text.slice(role).split()[-1]
    full = len(cast.text.slice(performer).split()) > 1
    seldom = being is None or len(being.mentions) <= 3 or name in cast.performers
    return full and seldom and name not in cast.characters and last not in _AGES


def _character_of(match: re.Match[str]) -> Span:
    """Return the span of the group that holds the role."""
    groups = match.groupdict()
    return span_of(match, next(name for name in ("character", "pronoun", "described") if groups.get(name)))


def _inside(match: re.Match[str]) -> Span:
    """Return a match without what leads up to its first name where that is a mark of a list or a heading."""
    lead = re.match(r"[\s#*•‣▪_–—-]+", match.group())
    return Span(match.start() + (lead.end() if lead else 0), match.end())


def _and_by(cast: Ensemble, match: re.Match[str], character: Span) -> None:
    """Read the further performers of a role: "then by Ann Lee", "(as a boy, Bo Lund)"."""
    end = match.end()
    if other := casting.AND_ROLE_BY.match(cast.text.masked, end):
        performer, role = span_of(other, "performer"), _character_of(other)
        cast.add(performer, role, joined(performer, role), 0.8, "portrayal by, the next")
    for _ in range(3):
        more = casting.ALSO_BY.match(cast.text.masked, end) or casting.AT_AGE.match(cast.text.masked, end)
        if not more:
            return
        performer, end = span_of(more, "performer"), more.end()
        span = Span(match.start(), performer.end)
        cast.add(performer, character, span, 0.85, "portrayal by, too")


def _turned(cast: Ensemble, first: Span, second: Span) -> tuple[Span, Span]:
    """Put the performer of "X is Y" first: known as one, or named in full and seldom beside somebody named often."""
    text = cast.text
    names = text.name_at(first), text.name_at(second)
    known = [name in cast.performers or (name not in cast.characters and None) for name in names]
    if known[0] or names[1] in cast.characters:
        return first, second
    if known[1] or names[0] in cast.characters:
        return second, first
    one, other = text.who(first), text.who(second)
    often = len(one.mentions) if one else 0, len(other.mentions) if other else 0
    words = [len(text.slice(span).split()) for span in (first, second)]
    part_of_name = words[0] == 1 and often[0] > 1 and cast.near(first.start)
    swapped = words[1] > 1 and (part_of_name or often[0] > 2 * often[1])
    return (second, first) if swapped else (first, second)


def _is_performer(cast: Ensemble, performer: Span, character: Span, *, possessive: bool = False) -> bool:
    """Say whether the first of two names is a performer's: known as one, or in full, seldom, beside talk of a film."""
    text = cast.text
    being, other = text.who(performer), text.who(character)
    name = text.name_at(performer)
    if (
        other is None
        or being is other
        or not is_person(name)
        or text.films.spans_of(text.names_in(joined(performer, character)))
    ):
        return False
    if name in cast.characters:
        return False
    if name in cast.performers:
        return being is None or len(being.mentions) <= 12
    if being and len(being.mentions) > len(other.mentions) and other.name not in cast.characters:
        return False
    near = text.text[max(0, performer.start - 300) : character.end + 300]
    talk = _FILM_TALK.search(near) is not None or cast.near(performer.start)
    one_word = len(text.slice(performer).split()) == 1
    full = not one_word or (
        cast.near(performer.start)
        and (other.name in cast.characters or (being is not None and len(being.mentions) == 1))
    )
    few = being is None or len(being.mentions) <= (1 if possessive else 6 if talk else 2)
    both = len(text.slice(character).split()) >= 2
    enough = cast.near(performer.start) or (not possessive and talk and (len(other.mentions) >= 2 or both))
    return full and few and enough


def _is_cast(text: Text, match: re.Match[str]) -> bool:
    """Say whether "X as Y" stands where casts are told: in talk of a film, after "with", in a list of such pairs, at a line's start."""
    sentence = text.sentence_at(match.start())
    before = text.masked[max(sentence.start, match.start() - 160) : match.start()]
    if _FILM_TALK.search(text.text, sentence.start, min(sentence.end, sentence.start + 1500)):
        return True
    pairs = len(
        re.findall(
            rf"{N}{BRACKET} as (?:the )?{N}", text.masked[sentence.start : min(sentence.end, sentence.start + 1500)]
        )
    )
    return pairs > 1 or not before.strip(" *-•") or bool(re.search(r"(?:\bwith|\bby|,|;|\band)\s*$", before))


def _together(cast: Ensemble) -> None:
    """Read several performers with one verb: they play themselves, one role, or one each."""
    for match in matches(cast.text, casting.TOGETHER):
        performers = _names(cast.text, match, "performers")
        if (len(performers) == 2 and re.search(r",\sand\s", match["performers"])) or re.match(r"\w+s\b", match["verb"]):
            performers = performers[-1:]
        if match["roles"] in ("him", "her"):
            cast.shared.append((performers, span_of(match, "roles")))
            continue
        selves = match["roles"].endswith(("self", "selves"))
        roles = [] if selves else _names(cast.text, match, "roles")
        if not selves and (len(performers) < 2 or len(roles) not in (1, len(performers))):
            continue
        if not selves and len(roles) == 1 and not re.search(r"\sand\s", match["performers"]):
            continue
        for number, performer in enumerate(performers):
            role = performer if selves else roles[number % len(roles)]
            if selves:
                cast.add_self(performer, Span(performer.start, match.end()))
            else:
                cast.add(performer, role, joined(performer, role), 0.85, "portrayal together")
        if selves and (more := casting.AS_DO.match(cast.text.masked, match.end())):
            for performer in _names(cast.text, more, "performers"):
                cast.add_self(performer, Span(more.start("like"), performer.end))


def _names(text: Text, match: re.Match[str], group: str | int) -> list[Span]:
    bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), match[group])
    at = match.start(group)
    return [Span(at + m.start(), at + m.end()) for m in re.finditer(N, bare)]


def _paired(cast: Ensemble) -> None:
    """Read "Ada and Jonah (Ines Carr and Bo Lund)": as many performers in the brackets as roles before them."""
    for match in matches(cast.text, casting.PAIRED):
        roles, performers = (_names(cast.text, match, group) for group in ("roles", "performers"))
        if len(roles) == len(performers) and all(" " in cast.text.slice(performer) for performer in performers):
            for role, performer in zip(roles, performers, strict=True):
                cast.add(performer, role, joined(role, performer), 0.85, "portrayals in brackets")


def _in_the_title(cast: Ensemble) -> None:
    """Read "Ines Carr in the title role": the role is of whom the film's title names."""
    text = cast.text
    titled = [being for being in text.people.beings if set(being.name.split()).intersection(text.film.split())]
    for match in matches(text, casting.IN_THE_TITLE) if titled else ():
        performer = span_of(match, "performer")
        role = max(titled, key=lambda being: (len(being.mentions), -being.number)).name
        cast.add(performer, span_of(match, "role"), span_of(match), 0.85, "portrayal in the title role", role)


def _below(cast: Ensemble) -> None:
    for match in matches(cast.text, casting.BELOW):
        performer, character = span_of(match, "performer"), span_of(match, "character")
        if cast.text.slice(performer) != cast.text.slice(character):
            cast.add(performer, character, joined(performer, character), 0.95, "performer under a character")
            _and_by(cast, match, character)


def _in_brackets(cast: Ensemble) -> None:
    """Read "Ada (Ines Carr)" and, where performers are billed, "Ines Carr (Ada)"."""
    text = cast.text
    for match in matches(text, casting.IN_BRACKETS):
        outer, inner = span_of(match, "outer"), span_of(match, "inner")
        if _is_gloss(text, match, outer, inner):
            continue
        turned = _is_billed(cast, match, outer, inner)
        if re.match(r"(?:his|her)\s", match["lead"] or "") and not turned:
            if not (cast.near(outer.start, 200) and len(text.slice(outer).split()) > 1):
                continue
            turned = True
        performer, character = (outer, inner) if turned else (inner, outer)
        draft = cast.add(
            performer, character, joined(outer, Span(inner.start, match.end())), 0.95, "portrayal in brackets"
        )
        if draft:
            _and_by(cast, match, character)
        if draft and not turned and (more := casting.FURTHER.match(text.masked, inner.end)):
            for further in _names(text, more, 0):
                if " " in text.slice(further):
                    cast.add(further, character, joined(outer, further), 0.85, "portrayal in brackets, too")


def _is_billed(cast: Ensemble, match: re.Match[str], outer: Span, inner: Span) -> bool:
    """Say whether it is the name outside the brackets that is the performer's."""
    text = cast.text
    names = text.name_at(outer), text.name_at(inner)
    if names[0] in cast.performers or names[1] in cast.characters:
        return names[0] not in cast.characters
    if names[0] in cast.characters or names[1] in cast.performers:
        return False
    sentence = text.sentence_at(match.start())
    before = text.text[max(0, sentence.start - 20, match.start() - 300) : match.start()]
    if not _BILL.search(before) or len(text.slice(outer).split()) < 2:
        return False
    often = [len(being.mentions) if (being := text.who(span)) else 1 for span in (outer, inner)]
    return often[1] >= often[0]


def _is_gloss(text: Text, match: re.Match[str], outer: Span, inner: Span) -> bool:
    """Say whether the name in brackets is no performer's: a maiden name, a place, a nickname, the same name again."""
    inside, outside = text.slice(inner), text.slice(outer)
    described = (
        re.match(r"(?:the|his|her|an?)\s", outside, re.IGNORECASE) is not None
        or re.search(r"['’]s\s[a-z]+$", outside) is not None
    )
    if not is_person(inside) or not (is_person(outside) or described):
        return True
    if described and (text.worlds.general != "story" or len(inside.split()) < 2 or _GLOSSED.search(outside)):
        return True
    if _CREDIT.search(text.text[max(0, outer.start - 9) : outer.start]) and len(inside.split()) == 1:
        return True
    return (
        (len(inside.split()) == 1 and inside in outside.split())
        or inside == outside
        or (inside.isupper() and len(inside) <= 6)
    )


def _loose(cast: Ensemble) -> None:
    """Read roles that hang on words such as "for playing": the performer is the nearest person before them."""
    text = cast.text
    for match in matches(text, casting.LOOSE):
        low = max(text.sentence_at(match.start()).start, match.start() - 130)
        low += max((m.end() for m in re.finditer(r"[;:]", text.text[low : match.start()])), default=0)
        people = [n for n in text.names_in(Span(low, match.start())) if is_person(n.text) and text.people.of(n)]
        if not people or text.films.spans_of(people[-1:]):
            continue
        performer = people[-1].span
        gap = text.text[performer.end : match.end()]
        if casting.DECLINED.search(gap) or re.match(r"['’]s?\b", gap):
            continue
        if match["anchor"].startswith(("to ", "in ", "by ", "and ", "as ", "while ")) and not _FILM_TALK.search(gap):
            continue
        if (
            len(text.slice(performer).split()) > 1
            or text.name_at(performer) in cast.performers
            or cast.near(match.start())
        ):
            character = _character_of(match)
            cast.add(performer, character, joined(performer, character), 0.8, "portrayal told of a performer")


def _others(cast: Ensemble) -> None:
    """Read on behind what is found: the next of a row in which the verb is not said again."""
    for draft in list(cast.found):
        if draft.reader == "portrayal in a list":
            continue
        end = draft.span.end
        for _ in range(6):
            match = casting.AND_ANOTHER.match(cast.text.masked, end)
            if not match or cast.text.name_at(span_of(match, "performer")) in cast.characters:
                break
            performer, character = span_of(match, "performer"), _character_of(match)
            if len(cast.text.slice(performer).split()) < 2 and draft.subject not in cast.performers:
                break
            if match.groupdict().get("described") and not _is_billed_as(cast, performer, character):
                break
            cast.add(performer, character, joined(performer, character), 0.75, "portrayal, the next")
            end = match.end()
