"""Who won a prize, or was nominated for it, in a sentence: the verb that governs each prize, and the person it speaks of.

A prize hangs on the verb right before it ("won the", "was nominated for"), on one right behind it ("went to Ada Moss"), or,
joined by a comma or "and", on that of the prize before it; a name between two prizes takes over from the subject ("Ada won
Best Actress, Jonah Best Actor"). A prize that somebody did not get is none; one that was lost to somebody was won by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.clauses import FILM_MARK, stretch_at, with_titles
from biopic.reading.laureates import names_in, subjects_of
from biopic.reading.patterns import N
from biopic.reading.personal import is_person
from biopic.reading.prizes import Prize, joined_by
from biopic.reading.text import Text
from biopic.reading.winning import (
    BEHIND,
    BRACKETED,
    BROUGHT,
    CONFERS,
    ELLIPSIS,
    FOR_ANY,
    FOR_WHOM,
    GIVE,
    GOES_ON,
    ITS_STAR,
    LISTED,
    NO,
    ON_WHOM,
    ONE,
    OPENS_WITH,
    OWNED,
    REVERSED,
    SO_FOR,
    SOME,
    THERE,
    VERB,
    WHEN_WHERE,
    WIN,
    WORK_WINS,
)


@dataclass(frozen=True)
class Laurel:
    """A prize with its result, to whom it goes ("" for the film), where the words begin and end, who gives it, for what work."""

    prize: Prize
    result: str
    recipients: tuple[str, ...]
    span: Span
    sure: float
    giver: str = ""
    work: str = ""


def laurels(text: Text, found: list[Prize]) -> Iterator[Laurel]:
    """Yield what one sentence says of the prizes `found` in it."""
    last: Laurel | None = None
    reach = 0
    for number, prize in enumerate(found):
        if prize.scene:
            continue
        before = found[number - 1] if number else None
        laurel = (
            _governed(text, prize, last)
            or _gone(text, prize)
            or (_carried(text, prize, max(before.end, reach), last) if last and before else None)
            or _followed(text, prize)
            or _reversed(text, prize, last)
            or _standing(text, prize)
            or _predicative(text, prize)
            or _there(text, prize)
            or _listed(text, prize, found)
        )
        if laurel is None:
            continue
        bare, laurel = laurel, _named(text, laurel)
        counts = (
            not prize.category
            and number + 1 < len(found)
            and found[number + 1].category
            and (
                re.match(
                    r",?\s(?:incl(?:uding\b|\.)|(?:among them|namely|notably)\b)|:",
                    text.text[prize.end : prize.end + 14],
                )
                or re.match(
                    r"(?:has|have|had|holds|owns)\s(?:already\s)?(?:two|three|four|five|six|several|many|\d+)\s",
                    text.text[laurel.span.start : prize.start],
                )
            )
        )
        if laurel.result and not counts:
            yield laurel
        last, reach = bare, laurel.span.end
        if laurel.result == "nominated" and (some := SOME.match(text.text, prize.end)):
            yield replace(
                laurel, result="won", span=Span(some.end() - len(some.group().lstrip(", ")), some.end()), sure=0.7
            )
        if re.match(r"[\"”)]?,?\s(?:which|an honou?r that|that)\s", text.text[prize.end : prize.end + 20]) and (
            passed := _followed(text, prize)
        ):
            yield passed


def _gone(text: Text, prize: Prize) -> Laurel | None:
    """Read a prize that "went to" somebody, whatever stands before it."""
    laurel = _followed(text, prize)
    return laurel if laurel and re.search(r"\b(?:went|goes|gone)\b", text.text[prize.end : laurel.span.end]) else None


def _governed(text: Text, prize: Prize, last: Laurel | None) -> Laurel | None:
    """Read the verb right before a prize."""
    sentence = stretch_at(text, prize.start)
    low = max(sentence.start, prize.start - 200)
    left = with_titles(text)[low : prize.start]
    if left.endswith("\ue000") and text.text[prize.start - 1] == " ":
        left = left[:-1] + " "
    if given := GIVE.search(left):
        whom = Span(low + given.start("whom"), low + given.end("whom"))
        giver = re.sub(r"['’]s$", "", text.slice(Span(low + given.start("giver"), low + given.end("giver"))))
        giver = re.sub(r"\sin\s[A-Z].*$", "", giver)
        if prize.category and prize.award not in text.text[prize.start : prize.end] and not is_person(giver):
            prize = replace(prize, award=prize.category)
        return Laurel(
            prize,
            "nominated" if prize.nominated else "won",
            names_in(text, whom),
            Span(low + given.start("giver"), prize.end),
            0.85,
            giver=re.sub(r"^[Tt]he\s", "", giver),
        )
    if laurel := _hung(text, prize, low, left):
        return laurel
    match = VERB.search(left) or (LISTED.search(left) if _LISTS.search(left) else None)
    while match and match["nom"] and (later := VERB.search(left, match.start("gap"))) and later["win"]:
        match = later
    if not match:
        owned = OWNED.search(left)
        return _owner(text, prize, Span(low + owned.start("whom"), low + owned.end("whom"))) if owned else None
    received = _RECEIVED.search(left, 0, match.start("verb")) if match["nom"] else None
    begin = received.start() if received else match.start("verb")
    start = low + begin
    if (
        match["win"]
        and not prize.nominated
        and re.fullmatch(
            r"has|have|had|holds|held|boasts|adds?|added|left|brings?|named|voted|has", match["verb"].casefold()
        )
        and not prize.award
    ):
        return None
    nominated = (
        match["nom"]
        or match["lose"]
        or prize.nominated
        or re.search(r"\b(?:nominat|nominee|nods?\b|shortlist|up for|running for|contention for)", match["gap"])
    )
    result = "nominated" if nominated else "won"
    if re.search(r"\b(?:no|not|neither|none)\b", match["gap"]):
        return Laurel(prize, "", (), Span(start, prize.end), 0.0)
    if NO.search(left[:begin][-45:]) and not (match["nom"] and "only" in left):
        return Laurel(prize, "", (), Span(start, prize.end), 0.0)
    words = (match["whom"] or "").strip()
    if words and words.casefold() != "it" and BROUGHT.match(match["verb"]):
        at = low + match.start("whom") + 1
        return Laurel(prize, result, names_in(text, Span(at, at + len(words))), Span(start, prize.end), 0.85)
    goes_on = (
        last is not None
        and last.span.start >= sentence.start
        and GOES_ON.search(left[:begin])
        and not re.search(rf"{N}|;", text.masked[_told_up_to(text, last) : start])
    )
    if ITS_STAR.match(match["gap"]):
        return Laurel(prize, "", (), Span(start, prize.end), 0.0)
    if not goes_on and (work := _work_before(text, low, left[:begin])):
        return Laurel(prize, result, (), Span(start, prize.end), 0.85, work=work)
    they = last is not None and len(last.recipients) > 1 and _THEY.search(left[:begin])
    subjects = last.recipients if (goes_on or they) and last else subjects_of(text, start)
    return Laurel(prize, result, subjects, Span(_from(text, start, left[:begin]), prize.end), 0.85)


def _work_before(text: Text, low: int, left: str) -> str:
    """Return the title of a work other than the film that is the subject of the verb behind `left`, "" if there is none."""
    if re.fullmatch(r"\W*It\s(?:\w+\s){0,2}", left):
        before = text.sentence_at(max(0, low - 2))
        opened = OPENS_WITH.match(text.text, before.start)
        title = opened["title"].strip(" ,.") if opened else ""
        return "" if title.casefold() == text.film.casefold() else title
    titled = WORK_WINS.search(left)
    if not titled:
        return ""
    group = next(group for group in ("title", "bare", "film") if titled[group])
    title = text.slice(Span(low + titled.start(group), low + titled.end(group))).strip(' ,."“”*_')
    being = text.people.called(title)
    somebody = being is not None and (group != "title" or being.sex)
    return "" if somebody or title.casefold() == text.film.casefold() else title


def _predicative(text: Text, prize: Prize) -> Laurel | None:
    """Read "It was a Golden Globe nominee for Best Drama"."""
    one = ONE.search(with_titles(text), max(0, prize.start - 30), prize.start)
    noun = re.search(r"\b(?P<nom>nominees?)\b|\bwinners?\b", text.text[prize.start : prize.end + 12])
    if not one or not noun:
        return None
    result = "nominated" if noun["nom"] else "won"
    return Laurel(prize, result, subjects_of(text, one.start("be")), Span(one.start("be"), prize.end), 0.75)


def _hung(text: Text, prize: Prize, low: int, left: str) -> Laurel | None:
    """Read "the King pinned the Blue Cross on Ada": who gives it, and behind it to whom."""
    given, whom = CONFERS.search(left), ON_WHOM.match(text.masked, prize.end)
    names = names_in(text, Span(*whom.span("whom"))) if given and whom else ()
    if not given or not whom or not names:
        return None
    start = low + given.start("giver")
    giver = re.sub(r"^[Tt]he\s", "", text.slice(Span(start, low + given.end("giver"))))
    return Laurel(prize, "won", names, Span(start, whom.end("whom")), 0.8, giver=giver)


def _told_up_to(text: Text, laurel: Laurel) -> int:
    """Return where what is told of a prize ends: behind "for Ada Moss", if that follows."""
    match = FOR_WHOM.match(with_titles(text), laurel.span.end)
    return match.end("whom") if match else laurel.span.end


def _owner(text: Text, prize: Prize, whom: Span) -> Laurel | None:
    """Read "Ada's Oscar for", "its six nominations": told only where the prize's own words go on to say for what."""
    words = text.slice(whom)
    film = (
        re.match(r"its$", words, re.IGNORECASE)
        or re.search(r"(?:film|movie|picture)['’]s$", words)
        or with_titles(text)[whom.start] == FILM_MARK
    )
    said = (
        prize.category
        or prize.nominated
        or re.match(r"\s(?:for|win|victory|wins)\b", text.text[prize.end : prize.end + 10])
    )
    names = () if film else names_in(text, Span(whom.start, whom.end - len(re.search(r"(?:['’]s?)?$", words)[0])))  # type: ignore[index]
    if not said or (not film and not names):
        return None
    return Laurel(prize, "nominated" if prize.nominated else "won", names, Span(whom.start, prize.end), 0.6)


_RECEIVED = re.compile(rf"(?<![\w-])(?:{WIN})\s(?:[a-z0-9]+\s){{0,3}}$", re.IGNORECASE)
"""What stands before "nominations" that somebody received."""
_LISTS = re.compile(r":\s?\S?$|\b(?:including|among them|namely)(?:,?\sthose)?(?:\sfor)?\s(?:the\s)?$")
_THEY = re.compile(r"\b[Tt]hey\s(?:(?:also|later|both|then|again|had|were|have)\s){0,3}$")


def _from(text: Text, start: int, left: str) -> int:
    """Return where the words begin: at a name that is the subject right before the verb, else at the verb."""
    near = re.search(rf"{N}\s(?:(?:was|also|has|had|is|too,)\s){{0,2}}$", left)
    return start - (len(left) - near.start()) if near else start


def respectively(told: list[Laurel]) -> list[Laurel]:
    """Give each of two people one of two categories that they were nominated for: "Ada and Jo were, for Best Director and Best Score"."""
    if len(told) != 2 or told[0].span.start != told[1].span.start or told[0].recipients != told[1].recipients:
        return told
    categories = {laurel.prize.category for laurel in told}
    if (
        len(told[0].recipients) != 2
        or len(categories) != 2
        or any("Picture" in each or not each for each in categories)
    ):
        return told
    return [replace(laurel, recipients=(told[0].recipients[place],)) for place, laurel in enumerate(told)]


def _carried(text: Text, prize: Prize, at: int, last: Laurel) -> Laurel | None:
    """Read a prize that is joined to the one before: of the same person, or of the one named between the two."""
    where = WHEN_WHERE.match(with_titles(text), at, prize.start)
    at = where.end() if where else at
    between = text.text[at : prize.start]
    masked = with_titles(text)[at : prize.start]
    bare = re.sub(r"^\s?\([^()\n]{0,80}\)", lambda m: " " * len(m.group()), masked)
    if joined_by(between) and at >= last.prize.end:
        result = "nominated" if prize.nominated else last.result
        return Laurel(prize, result, last.recipients, Span(last.span.start, prize.end), 0.8, giver=last.giver)
    other = ELLIPSIS.search(bare)
    if not other or len(bare) - other.end() > 2 or len(bare[: other.start()].strip(" ,.")) >= 40:
        return None
    whom = Span(at + other.start("who"), at + other.end("who"))
    return Laurel(prize, last.result, names_in(text, whom), Span(whom.start, prize.end), 0.8)


def _followed(text: Text, prize: Prize) -> Laurel | None:
    """Read a prize that "went to" somebody, "was won by" or "was shared by" them."""
    masked = with_titles(text)
    match = BEHIND.match(masked, prize.end, min(stretch_at(text, prize.start).end, prize.end + 160))
    if (
        not match
        or not re.search(r"to$|by$|on$|upon$|between$", match["verb"])
        or (match["verb"].endswith("to") and re.search(r"won|claimed|taken|collected|accepted|received", match["verb"]))
    ):
        return None
    span = Span(*match.span("whom"))
    titled = text.text[span.start] in '"“*_'
    names = () if titled else names_in(text, span)
    work = text.slice(span).strip('“”"*_. ') if titled or (not names and "the" not in match["whom"].split()[:1]) else ""
    return Laurel(prize, "nominated" if prize.nominated else "won", names, Span(prize.start, span.end), 0.85, work=work)


def _standing(text: Text, prize: Prize) -> Laurel | None:
    """Read a nomination by its noun alone: "with Oscar nominations for Ada Moss and Paul Orr"."""
    before = text.text[max(0, prize.start - 40) : prize.start]
    one = re.match(r",?\s(?:including|among them)\s(?:one|a nod|nods)\b", text.text[prize.end : prize.end + 30])
    match = FOR_WHOM.match(with_titles(text), prize.end + (one.end() if one else 0))
    if not prize.nominated or not match or re.search(r"\b(?:no|without|any)\s(?:\w+\s)?$", before):
        return None
    names = names_in(text, Span(*match.span("whom")))
    return Laurel(prize, "nominated", names, Span(prize.start, match.end("whom")), 0.7) if names else None


def _there(text: Text, prize: Prize) -> Laurel | None:
    """Read "There was also a Peabody": the film's, unless somebody is named behind it."""
    there = THERE.search(text.text, max(0, prize.start - 40), prize.start)
    result = "nominated" if prize.nominated else "won"
    return Laurel(prize, result, (), Span(there.start(), prize.end), 0.6) if there else None


def _listed(text: Text, prize: Prize, found: list[Prize]) -> Laurel | None:
    """Read the first of a row without a verb, of which each says for whom: "Best Film for the film, Best Score for Ada Moss"."""
    named = [each for each in found if each.category and each.start >= prize.start]
    if len(named) < 2 or named[0] is not prize or not any(FOR_ANY.match(with_titles(text), p.end) for p in named[1:]):
        return None
    before = text.text[stretch_at(text, prize.start).start : prize.start]
    if not before.rstrip().endswith((":", "–", "—")) or NO.search(before):
        return None
    first = FOR_ANY.match(with_titles(text), prize.end)
    if first is None:
        return None
    end = first.end()
    nominated = prize.nominated or re.search(r"(?:nomin|nods?\b|shortlist)", before)
    whom = (
        ()
        if with_titles(text)[prize.end : end].endswith(("film", "movie", "picture", FILM_MARK))
        else _for(text, prize)
    )
    return Laurel(prize, "nominated" if nominated else "won", whom, Span(prize.start, end), 0.7)


def _for(text: Text, prize: Prize) -> tuple[str, ...]:
    match = FOR_WHOM.match(with_titles(text), prize.end)
    return names_in(text, Span(*match.span("whom"))) if match else ()


def _reversed(text: Text, prize: Prize, last: Laurel | None) -> Laurel | None:
    """Read "and so, for Best Actress, was Ada Moss"."""
    match = REVERSED.match(text.masked, prize.end)
    if last is None or not match or not SO_FOR.search(text.text[max(0, prize.start - 14) : prize.start]):
        return None
    return Laurel(
        prize, last.result, names_in(text, Span(*match.span("whom"))), Span(prize.start - 4, match.end()), 0.8
    )


def _named(text: Text, laurel: Laurel) -> Laurel:
    """Let a name right behind the prize, in brackets or after "for", take the place of the subject."""
    masked = with_titles(text)
    end = laurel.prize.end
    match = BRACKETED.match(masked, end)
    if match and masked[match.start("whom")] != FILM_MARK:
        names = names_in(text, Span(*match.span("whom")))
        return replace(laurel, recipients=names or laurel.recipients, span=Span(laurel.span.start, match.end()))
    match = FOR_WHOM.match(masked, end)
    if match and not laurel.recipients and not laurel.giver and not match.group().startswith(","):
        names = names_in(text, Span(*match.span("whom")))
        return replace(laurel, recipients=names, span=Span(laurel.span.start, match.end("whom")))
    return laurel
