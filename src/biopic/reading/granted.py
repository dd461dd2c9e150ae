"""How a prize that somebody won becomes a draft: its work, its world; and words that look back at prizes named before.

Such words are "lost to Ada Moss", "she won it for Lamp", "both went to Lamp" and "shared it with"; they take the award and
the category of the prizes before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from biopic.documents import Span
from biopic.reading.clauses import FILM_MARK, person_at, stretch_at, with_titles
from biopic.reading.drafts import Draft
from biopic.reading.laurels import Laurel
from biopic.reading.marks import NAME
from biopic.reading.patterns import BRACKET, N
from biopic.reading.prizes import Prize, prizes
from biopic.reading.text import Text

SCREEN = re.compile(
    r"Oscar|Academy Award|BAFTA|Bafta|Golden Globe|Emmy|Screen Actors|SAG|Palme|César|Goya|Razz|Raspberr|Volpi|Spirit|Critics|Film|Picture|Bear|Lion|Guild|Best |Directors|Writers|Actors|Producers|Donatello|People['’]s Choice|best |Cinema|Jury|jury|Festival",
    re.IGNORECASE,
)
_FAMOUS = re.compile(r"\b(?:Oscars?|Academy Awards?|BAFTAs?|Golden Globes?|Emmys?)\b")
_NEAR = 200
"""How far before a sentence, in characters, a prize of the screen makes the next one such, too."""
_LIVES = re.compile(
    r"Nobel|Pulitzer|Medal|Order|Cross|Fields|Abel|Theory|Peace|Booker|school|academic|scholarship|Fellowship|Heart|[OMC]BE|knighthood|science|history|math|poetry|essay|Legion|Légion|spelling|swimming|bravery|Book Award|Book Critics|Laureate|literary|music prize|reading",
    re.IGNORECASE,
)
_PLAIN_WORK = re.compile(
    r"\s(?:for|of|in|with)\s(?P<work>[A-Z][\w’'-]*(?:\s(?:(?:of|the|a|an|and|in|to|for|my|at|on)\s){0,2}[A-Z][\w’'-]*){1,6}|[A-Z][\w’'-]*(?=\s\(\d{4}\)))(?=[.,;:)(]|\s(?:and|in|at|with|as|but|which|while)\b|$)"
)
"""The title of a work that no mark sets off."""
_WORK_AHEAD = re.compile(
    rf"\b[Ff]or (?:his|her|their|a) (?:[a-z]+ ){{0,2}}(?:book|novel|memoir|play|song|album|film|story|poem|biography|collection),? [\"“‘*_]{{0,2}}(?P<work>{N})[\"”’*_]{{0,2}},? (?:{N}|he|she|they)\s$"
)
"""The work before somebody who won for it: "for her first book, Lamp, she won"."""
_LOST = re.compile(
    rf"\b(?P<verb>(?:lost|loses|losing)(?: out)?(?: in the end)?(?: it| (?:the )?[Bb]est(?: [A-Za-z]+){{1,4}}?| the \w+)? to|(?:lost|loses|losing) (?:the |its |his |her )(?:[\w\ue000’'-]+ ){{1,5}}to|(?:was|were) (?:beaten|pipped|edged out)(?: to (?:it|the post|the prize))? by)\s(?:the\s)?(?:[a-z]+\s){{0,2}}?(?P<whom>{N}|[\"“*_]?{FILM_MARK}+|[\"“*_]{{1,2}}[^\"”*_\n]{{1,60}}[\"”*_]{{1,2}})(?:\s?,?\s?\(?(?:of|for|from|in|with)\s(?P<work>[\"“*_]?{FILM_MARK}+|[\"“*_]{{1,2}}[^\"”*_\n]{{1,60}}[\"”*_]{{1,2}}))?"
)
_WON_IT = re.compile(
    rf"(?P<who>{N}|\b[Hh]e\b|\b[Ss]he\b){BRACKET},?\s(?:[a-z]+ly\s|also\s|later\s|had\s)?(?:won|wins|shared|shares|got|took|received|collected)(?:\s(?P<it>it|the (?:prize|award|statuette|honou?r))(?=\W)(?:\s(?:home|away))?(?:\s(?:with|for)\s(?P<with>[\"“*_]?{FILM_MARK}+|[\"“*_]{{1,2}}[^\"”*_\n]{{1,60}}[\"”*_]{{1,2}}))?|\sfor\s(?P<for>{FILM_MARK}+|[\"“*_]{{1,2}}[^\"”*_\n]{{1,60}}[\"”*_]{{1,2}}))"
)
_AS_WAS = re.compile(rf",\s(?:as|and so)\s(?:was|were|did|had|is|has)\s(?P<whom>{N})")
_BOTH = re.compile(
    rf"\b(?P<how>[Bb]oth|[Bb]oth of (?:these|them|those)|all (?:three|four|of (?:them|these))|the (?:award|prize|Oscar|former|latter|honou?r|statuette|trophy))\s(?:(?:had|was|were|eventually|instead|finally)\s){{0,2}}(?:went|goes?|gone|fell|given|awarded)\sto\s(?:the\s)?(?:[a-z]+\s){{0,2}}?(?P<whom>[\"“*_]?{FILM_MARK}+|{N}|[\"“*_]{{1,2}}[^\"”*_\n]{{1,60}}[\"”*_]{{1,2}})"
)
_ACTING = re.compile(r"\b(?:act(?:or|ress|ing)|performance|(?:fe)?male lead|lead(?:ing)? role)\b", re.IGNORECASE)
_WITH = re.compile(rf"\bwith\s(?P<who>{N})(?:,\s(?P<more>{N}))?(?:,?\sand\s(?P<last>{N}))?")
_FOR_WORK = re.compile(
    rf"(?:\sfor\s(?:(?:his|her|its|their)\s(?:\w+\s){{1,5}}(?:in|as|on|of)\s)?|\swith\s|\sof\s|\sin\s)(?P<work>{FILM_MARK}+|[\"“*_]{{1,2}}[A-Z{NAME}][^\"”*_\n]{{0,60}}[\"”*_]{{1,2}})(?P<again>,?\s(?:and|then|and then)\s(?:again\s)?(?:for|with)\s(?P<other>{FILM_MARK}+|[\"“*_]{{1,2}}[A-Z{NAME}][^\"”*_\n]{{0,60}}[\"”*_]{{1,2}}))?"
)


def drafts_of(text: Text, laurel: Laurel) -> Iterator[Draft]:
    """Yield a draft for each recipient of a prize."""
    again = _FOR_WORK.match(with_titles(text), laurel.span.end, laurel.span.end + 180)
    for recipient in laurel.recipients or ("",):
        recipient = _performer(text, laurel, recipient)
        yield draft_of(text, laurel, recipient, laurel.span, laurel.work or _work(text, laurel, recipient))
        if again and again["again"]:
            work = _title(text, Span(*again.span("other")))
            yield draft_of(text, laurel, recipient, Span(laurel.span.start, again.end()), work, "award again")


def _performer(text: Text, laurel: Laurel, recipient: str) -> str:
    """Return who plays a character that seems to win a prize for acting: "Ada is Ines Carr's. She won the Oscar for best actress"; "" for a film called by a name."""
    named = text.people.called(text.film) if text.film else None
    if (
        named
        and recipient == named.name
        and SCREEN.search(laurel.prize.award)
        and not _ACTING.search(laurel.prize.category)
    ):
        return ""
    if not _ACTING.search(laurel.prize.category) or recipient in text.whom.played:
        return recipient
    return next((who for who, character in text.whom.played.items() if character == recipient), recipient)


def draft_of(text: Text, laurel: Laurel, recipient: str, span: Span, work: str, reader: str = "award") -> Draft:
    """Return the draft of one prize for one recipient."""
    prize = laurel.prize
    fields = (
        ("award", prize.award),
        ("recipient", recipient),
        ("work", work),
        ("conferred_by", laurel.giver or prize.host),
        ("result", laurel.result),
    )
    world = (
        "production"
        if work
        else "life"
        if text.world_at(span.start) != "story" or SCREEN.search(prize.award)
        else "story"
    )
    return Draft("award", prize.award, prize.category, span, world, laurel.sure, reader, fields=fields)


def _plain_work(text: Text, end: int) -> str:
    """Return the title without marks behind a winner, "" where the words are a person's name, a prize or the film's own."""
    match = _PLAIN_WORK.match(text.text, end, end + 120)
    if not match:
        return ""
    span = Span(*match.span("work"))
    named = text.people.inside(span)
    if (
        (named and named.sex)
        or prizes(text.text, span.start, span.end)
        or re.match(r"Best\b|Outstanding\b", match["work"])
    ):
        return ""
    return match["work"]


def _title(text: Text, span: Span) -> str:
    return text.slice(span).strip('"“”*_‘’. ,')


def _work(text: Text, laurel: Laurel, recipient: str) -> str:
    """Return the work that a prize is for: the one named behind it, the film for a prize of the screen, else none."""
    end = laurel.span.end
    if re.search(r"\bshar", text.text[laurel.span.start : laurel.prize.start]) and text.text.startswith(" with ", end):
        return text.film if SCREEN.search(laurel.prize.award) else ""
    if match := _FOR_WORK.match(with_titles(text), end, end + 120):
        return _title(text, Span(*match.span("work")))
    if plain := _plain_work(text, end):
        return plain
    ahead = _WORK_AHEAD.search(
        text.masked, max(stretch_at(text, laurel.span.start).start, laurel.span.start - 100), laurel.span.start
    )
    if ahead:
        return text.slice(Span(*ahead.span("work"))).strip('"“”*_‘’. ,')
    whole = f"{laurel.prize.award} {laurel.prize.category}"
    if not recipient and not _LIVES.search(laurel.prize.award):
        return text.film
    if SCREEN.search(whole):
        return text.film
    if _LIVES.search(whole):
        return ""
    sentence = stretch_at(text, laurel.span.start)
    return (
        text.film
        if re.search(
            r"\b(?:film|movie|script|screenplay|performance|role|for (?:the|this|her|his|that) part|actor|actress|director|Festival)\b",
            text.text[sentence.start : sentence.end],
        )
        or laurel.result == "nominated"
        or _FAMOUS.search(text.text, max(0, sentence.start - _NEAR), sentence.start)
        else ""
    )


def looking_back(text: Text, sentence: Span, last: list[Laurel], found: list[Prize]) -> Iterator[Draft]:
    """Yield what a sentence says of prizes named before: "lost to Ada", "she won it", "both went to Lamp"."""
    masked = with_titles(text)
    for match in _LOST.finditer(masked, sentence.start, sentence.end):
        one = _nearest(last, match.start())
        if one and (found or match.start() - one.span.end < 150):
            yield from _again(text, one, match, "whom")
    for match in _AS_WAS.finditer(text.masked, sentence.start, sentence.end):
        one = _nearest(last, match.start())
        name = person_at(text, Span(*match.span("whom")))
        if one and name and match.start() - one.span.end < 3:
            span = Span(match.start() + 2, match.end())
            yield draft_of(text, one, name, span, _work(text, one, name), "award of another, too")
    for match in _WON_IT.finditer(masked, sentence.start, sentence.end):
        one = _nearest(last, match.start())
        if one and match.start() - one.span.end < 250 and not _names_prize(found, match):
            yield from _again(text, one, match, "who")
    for match in _BOTH.finditer(masked, sentence.start, sentence.end):
        how = match["how"].casefold()
        count = 2 if how.startswith("both") else 3 if "three" in how else 4 if how.startswith("all") else 1
        for one in _latest(last, match.start(), count):
            yield from _again(text, one, match, "whom")
    for one in last:
        if one.span.start >= sentence.start and re.search(r"\bshar", text.text[one.span.start : one.prize.start]):
            yield from _shared(text, one)


def _names_prize(found: list[Prize], match: re.Match[str]) -> bool:
    """Say whether a match holds one of the prizes of its own sentence."""
    at = bisect_left(found, match.start(), key=lambda prize: prize.end)
    return at < len(found) and found[at].start < match.end()


def _nearest(last: list[Laurel], offset: int) -> Laurel | None:
    return next(iter(_latest(last, offset, 1)), None)


def _latest(last: list[Laurel], offset: int, count: int) -> list[Laurel]:
    """Return the last `count` prizes that end before `offset`, each once, however many share it."""
    at = bisect_right(last, offset, key=lambda each: each.prize.end)
    said = {(one.prize.start, one.prize.end): one for one in last[max(0, at - 8) : at]}
    return list(said.values())[-count:]


def _shared(text: Text, one: Laurel) -> Iterator[Draft]:
    """Yield the others with whom somebody shared a prize."""
    match = _WITH.search(text.masked, one.prize.end, stretch_at(text, one.prize.end).end)
    for group in ("who", "more", "last") if match else ():
        if match and match[group] and (name := person_at(text, Span(*match.span(group)))):
            span = Span(match.start() if group == "who" else match.start(group), match.end(group))
            yield draft_of(text, replace(one, result="won"), name, span, _work(text, one, name), "award shared")


def _again(text: Text, one: Laurel, match: re.Match[str], group: str) -> Iterator[Draft]:
    """Yield the prize `one` for whom the words of `match` name; a film's title there is the work."""
    span = Span(*match.span(group))
    words = with_titles(text)[span.start : span.end].strip('"“”*_ ')
    groups = match.groupdict()
    work = next(
        (text.slice(Span(*match.span(g))).strip('"“”*_.,‘’ ') for g in ("work", "with", "for") if groups.get(g)), ""
    )
    titled = words.startswith(FILM_MARK) or bool(re.match(r"[\"“*_]", text.text[span.start : span.start + 1]))
    name = "" if titled else person_at(text, span)
    if titled or (not name and re.fullmatch(N, words)):
        work = text.slice(span).strip('"“”*_.,‘’ ')
    elif not name:
        return
    if not work and name:
        work = _plain_work(text, match.end())
    if not work and groups.get("it"):
        work = _work(text, one, name)
    yield draft_of(
        text,
        replace(one, result="won", giver=one.giver),
        name,
        Span(match.start(), match.end()),
        work,
        "award looked back at",
    )
