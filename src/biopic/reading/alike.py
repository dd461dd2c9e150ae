"""Which two names of a text are one being's because the text says so: "Ada Moss, born Ada Finch", "Ada Moss, known as Ida".

The other name must stand right behind such words; the being is the one named right before them, or, with a birth name,
the one that has the same first name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from biopic.reading.beings import Being, fold
from biopic.reading.fullnames import parts_of, same_first
from biopic.reading.names import Name
from biopic.reading.people import People
from biopic.reading.words import word_set

BIRTH_NAME = (
    r"(?:(?:born|christened|baptised|baptized|née|nee|né)(?:\s(?:as|simply|plain))?|(?:birth|real|original|maiden|given|legal|true|full|christian|baptismal) name(?: of| is| was|:)?|(?:born|baptised|baptized) (?:under|with) the name(?: of)?"
    r"|(?:came|come|comes|enters|entered) into (?:the|this) world as|(?:began|begins|started|starts) (?:out in )?life as|enter(?:s|ed) the world as|formerly)"
)
"""What stands before the name that somebody was given at birth."""

_BIRTH = re.compile(rf"(?:\b|(?<=\W)){BIRTH_NAME}\s*[\"“‘']?$", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:kn(?:own|ew|ow|ows) (?:\w+ )?as|nicknamed|dubbed|a\.?k\.?a\.?|aka|alias|known (?:to|among|by|in|on|for) [^,.;\n]{1,40} as|under the (?:\w+ )?name(?: of)?|(?:stage|pen|screen|professional) name(?: of| is| was|:)?|(?:goes|went|go|going) by(?: the name(?: of)?)?|calls? (?:him|her)self|called (?:him|her)self)\s*[\"“‘']?$",
    re.IGNORECASE,
)  # fmt: skip
_SPACE = " \n\t\r\f\v\u00a0\"“‘'"
_LAST = tuple(
    word_set(
        "born christened baptised baptized née nee né as simply plain name of is was : formerly nicknamed dubbed aka a.k.a a.k.a. ak.a ak.a. a.ka a.ka. aka. alias by himself herself"
    )
)
"""With what the words end that stand before another name of somebody."""
_WEDDING = re.compile(r"\b(?:marri(?:ed|es|age)|marry|wed|wife|husband|wedding|bride)\b")
_BETWEEN = re.compile(
    r"\s?(?:\([^()\n]{0,40}\))?\s?[,(–—-]?\s?(?:(?:who|whose|had|has|was|is|been|also|better|best|then|now|later|once|widely|commonly|usually|often|professionally|originally|actually|sometimes|popularly|himself|herself|performed|wrote|worked|sang|boxed|fought|published|recorded|known|works|writes|performs|and|he|she|his|her)\s){0,5}|,\s(?:an?|the)\s[^.;\n]{0,60}?\b(?:whom|that|who)\b[^.;\n]{0,40}",
)  # fmt: skip


def join_namesakes(text: str, people: People, names: list[Name]) -> None:
    """Join in `people` every two beings of which the text says that they are one; the one keeps its full name."""
    for one, other in list(_pairs(text, people, names)):
        if one in people.beings and other in people.beings:
            name = one.name
            people.join(one, other)
            one.name = name if " " in name else one.name
    for one, other in list(_married(text, people)):
        if one in people.beings and other in people.beings:
            people.join(one, other)
    for each in names:
        being = people.of(each)
        if being and being.name == each.text and being.forms[each.text] == 1 and _told(_BIRTH, text, each):
            _go_by_another(being, each)


def _told(cue: re.Pattern[str], text: str, name: Name) -> re.Match[str] | None:
    """Return the words right before a name by which it is another name of somebody."""
    before = text[max(0, name.whole.start - 80) : name.whole.start]
    return cue.search(before) if before.rstrip(_SPACE).casefold().endswith(_LAST) else None


def _go_by_another(being: Being, name: Name) -> None:
    """Let a being go by the full name that it came to have, not by the one of its birth, if that has other words at its ends."""
    words = parts_of(name.text)
    others = [parts_of(form) for form in being.forms if " " in form and form != name.text]
    if others and all((other.first, other.last) != (words.first, words.last) for other in others):
        being.take_best_form(but=name.text)


def _pairs(text: str, people: People, names: list[Name]) -> Iterator[tuple[Being, Being]]:
    for index, name in enumerate(names):
        other = people.of(name)
        birth = _told(_BIRTH, text, name)
        told = birth or _told(_OTHER, text, name)
        if other is None or told is None:
            continue
        one = _namesake(people, other, name) if birth else None
        cue = name.whole.start - len(told.string) + told.start()
        previous = names[index - 1] if index else None
        if one is None and previous and previous.span.end <= cue and _BETWEEN.fullmatch(text, previous.span.end, cue):
            one = people.of(previous)
        if one and one is not other and not (birth and one.sex and other.sex and one.sex != other.sex):
            yield one, other


def _married(text: str, people: People) -> Iterator[tuple[Being, Being]]:
    """Yield two names of one woman, before and after she married: one first name, and the other last name is her husband's."""
    weddings = [word.start() for word in _WEDDING.finditer(text)]
    by_first: dict[str, list[Being]] = defaultdict(list)
    by_last: dict[str, list[Being]] = defaultdict(list)
    for being in people.beings:
        if " " in being.name:
            by_first[fold(being.name.split()[0])].append(being)
            by_last[fold(being.name.split()[-1])].append(being)
    for same in by_first.values():
        if len(same) != 2 or any(being.sex == "m" for being in same):
            continue
        for wife, maiden in (same, same[::-1]):
            last = fold(wife.name.split()[-1])
            if fold(maiden.name.split()[-1]) in [fold(word) for word in wife.name.split()[1:-1]]:
                yield wife, maiden
                break
            if last != fold(maiden.name.split()[-1]) and any(
                being.sex == "m" and _weds(weddings, maiden.mentions, being.mentions) for being in by_last[last]
            ):
                yield wife, maiden


def _weds(weddings: list[int], wife: list[int], husband: list[int]) -> bool:
    """Say whether a word for a marriage stands close to a mention of the one and one of the other."""
    return any(_close(word, husband, 150) and _close(word, wife, 250) for word in weddings)


def _close(at: int, mentions: list[int], within: int) -> bool:
    low = bisect_left(mentions, at - within)
    return low < len(mentions) and mentions[low] <= at + within


def _namesake(people: People, other: Being, name: Name) -> Being | None:
    """Return the being named most that has the first name of a full name but not the last, or the last and a form of a given one."""
    full = [fold(word) for word in name.text.split()]
    fitting = (
        being
        for being in people.beings
        if being is not other and len(full) > 1 and _are_alike(full, [fold(word) for word in being.name.split()])
    )
    return max(fitting, key=lambda being: len(being.mentions), default=None)


def _are_alike(birth: list[str], name: list[str]) -> bool:
    if len(name) < 2:
        return False
    if birth[-1] != name[-1]:
        return same_first(birth[0], name[0])
    return any(same_first(given, name[0]) or _shortens(name[0], given) for given in birth[:-1])


def _shortens(short: str, given: str) -> bool:
    """Say whether a pet name is a piece of a given one: "Niki" of "Nikolaus", "Gus" of "Augustinus"."""
    return len(short) > 2 and len(given) > len(short) and short.rstrip("iey") in given
