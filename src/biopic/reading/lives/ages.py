"""At what age somebody dies: "aged 32", "at thirty-two", "weeks short of her 33rd birthday", "She was 32." in the next sentence.

An age of somebody else is none ("her father died when she was five"), nor is a time of day, nor months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.lives.near import matches_near
from biopic.reading.patterns import WHO, N, T
from biopic.reading.text import Text
from biopic.reading.words import NUMBER, ORDINALS, number_of

_HUNDRED = rf"(?:(?:a|one) hundred(?:(?: and|-and)? {NUMBER})?|{NUMBER})"
_COUNT = rf"(?P<age>(?i:{_HUNDRED}))"
NUM = rf"{_COUNT}\b(?![\d,.:]\d|[- ](?:and a half )?(?:(?:months?|weeks?|days?|hours?|minutes?|per|o['’]clock|a\.m|p\.m|times|others|children|million|thousand|percent)\b)|%|st\b|nd\b|rd\b|th\b|-year)"
_JUST = r"(?:(?:just|only|barely|still only|still|exactly|about|around|a mere|a youthful|merely|scarcely|all of|then|already|nearly|almost)\s){0,2}"
_NTH = rf"(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|(?i:{'|'.join(sorted(ORDINALS, key=len, reverse=True))}|hundredth))"
_END = r"(?=\s*[,.;:!?)”\"’—–\[]|\s(?:years|from|of|after|due|because|while|when|leaving|having|with|without|and|on|following|by|but|as|during|a|his|her|the)\b|\sin\s(?!the\s(?:morning|afternoon|evening))|\s[–-]|\s*$)"
_AGED = re.compile(rf"\b[Aa]ged?[:\s]\s?(?:of\s)?{_JUST}{NUM}")
_AT_AGE = re.compile(
    rf"\b[Aa]t\s(?:the\s)?(?:[a-z-]+,?\s(?:and\s)?){{0,4}}?age\b(?:\s?[—–-]\s?[^—–\n]{{1,30}}[—–-]|,[^,\n]{{1,25}},)?\s(?:of\s)?{_JUST}{NUM}"
)
_AT = re.compile(rf"\b[Aa]t\s{_JUST}{NUM}{_END}")
_OLD = re.compile(
    rf"(?:[,(–—]\s?|\b(?:just|only|barely)\s|\bat\s){_JUST}{NUM}\s(?:years?\s(?:old|of\sage|young)|yrs)\b"
)
_ONLY = re.compile(rf"[,(–—]\s?(?:just|only|still\sonly|barely)\s{NUM}(?=\s*[.,;)]|\s?$)")
_TOLD = re.compile(
    rf"(?P<link>\bwhen|\bas|[,;:–—(]|\band|\bbecause|\bwhile)\s?(?P<who>{WHO})\s(?:was|is)\s{_JUST}(?:aged\s)?{NUM}{_END}"
)
_BARE = re.compile(rf"^(?:[,:]\s?|\s\(){_JUST}{NUM}(?=[,)])")
_BIRTHDAY = re.compile(
    rf"(?P<how>short of|shy of|before|ahead of|eve of|after|past|on|(?:morning|evening|night|afternoon|day|date) of)\s(?:his|her|their)\s(?:own\s)?{_NTH}\sbirthday"
)
_YEAR_OF_LIFE = re.compile(rf"\bin\s(?:his|her)\s{_NTH}\syear\b")
_TURNED = re.compile(
    rf"(?:(?P<early>(?:before|short of|shy of)\s(?:(?:he|she)\s(?:(?:would(?:\shave)?|was(?:\sdue)?\sto|could(?:\shave)?)\s)?)?)turn(?:ing|ed)?\s|(?P<late>(?:after|having\sjust|just)\s(?:he\s|she\s)?)turn(?:ing|ed)\s|(?P<short>(?:short|shy)\sof\s(?:the\sage\sof\s)?)){NUM}(?=\s*[.,;)]|\s(?:in|on|from|of|after)\b|\s*$)"
)
_SENTENCE = re.compile(
    rf"[\s\"“”'‘’(*_—–-]{{0,4}}(?P<who>{WHO})\s(?:was|is|had\sjust\sturned|had\sbeen)(?:,\s[^,.;:\n\d]{{2,40}},)?\s{_JUST}(?:aged\s)?{NUM}(?:\syears?(?:\sold|\sof\sage)?)?(?=\s*[.!,;:–—)”\"]|\sat\sthe\stime|\sand\b|\swhen\s(?:he|she)\s(?:died|dies|passed)|\s*$)"
)
_ALONE = re.compile(rf"(?P<who>[Hh]e|[Ss]he)\s(?:was|is)\s{_JUST}{NUM}(?:\syears?\s(?:old|of\sage))?[.!]")
_FAR = 600
"""How far behind a death a stop inside its sentence is looked for, in characters."""
_STOP = re.compile(r"(?<=[a-z\d\ue000\ue001][.!])[\"”’)]?\s")
_GAP = re.compile(r"[\"”’)]?\s*")
_AND_ALSO = re.compile(rf"(?:,|;|\sand)\s(?P<who>{N})(?:\swas)?\s{_JUST}{NUM}(?=\s*[.,;])")
_FRAGMENT = re.compile(rf"[\s\"“(—–-]{{0,4}}(?:[Aa]ged\s|[Aa]t\s(?:the\sage\sof\s)?){_JUST}{NUM}\s?\.")
_UNTIL = re.compile(
    r"\b(?:and|while|but)\s(?:he|she|they|\ue000+)\b|;|\b(?:leaving\s(?:behind|an?|his|her|two|three|four|five|six|\ue000)|survived by|alongside|beside|outlived by|together with|along with)\b|\bwith\s(?:his|her)\s(?!boots)|\b(?:two|three|four|five) (?:children|sons|daughters)\b"
)


_AT_DEATH = re.compile(
    rf"(?P<who>{WHO})\s(?:was|is|had\sbeen)\s{_JUST}{NUM}(?:\syears?(?:\sold|\sof\sage)?)?\s(?:at|upon|on|by)\s(?:the\s(?:time|moment|date|hour)\sof\s)?(?:his|her)\s(?:[a-z]+\s)?(?:death|passing)\b"
)
_AT_THAT_TIME = re.compile(
    rf"\b[Aa]t\s(?:the\s(?:time|moment)\sof\s)?(?:his|her)\s(?:[a-z]+\s)?(?:death|passing),?\s(?P<who>{WHO})\s(?:was|is)\s{_JUST}{NUM}(?=[\s.,;])(?!\s(?!years?\b|and\b|but\b)[a-z])"
)
_DEATH = re.compile(r"\b(?:his|her)\s(?:[a-z]+\s)?(?:death|passing)\b")
_NOUN = re.compile(
    rf"(?:\s(?:in|on|from|of|by)\s[^,.;\n]{{1,60}}?)?(?:,\s(?:from|of)\s[^,.;\n]{{1,40}})?,?\s(?:aged?|at)\s(?:the\s(?:[a-z]+\s){{0,3}}age\sof\s)?(?:age\s)?{_JUST}{NUM}(?!\s(?:N|[A-Z]|in the))"
)


def years(words: str) -> int | None:
    """Read a number of years below 130.

    >>> years("eighty-two"), years("a hundred and one"), years("one hundred"), years("900")
    (82, 101, 100, None)
    """
    hundred = re.fullmatch(r"(?:a|one) hundred(?:(?: and|-and)? (.+))?", words.casefold())
    number = 100 + (number_of(hundred[1]) or 0 if hundred[1] else 0) if hundred else number_of(words)
    return number if number is not None and 0 < number < 130 else None


def age_behind(text: Text, start: int, who: str, *, kinsman: bool = False) -> tuple[int, int] | None:
    """Return the age that the rest of the sentence gives `who`, with where it ends; `kinsman` for "her father died"."""
    end = min(text.sentence_at(start).end, start + 320)
    words = text.masked[start:end]
    cut = _UNTIL.search(words)
    semicolon = cut is not None and re.match(r";(?!\s\ue000)", words[cut.start() :]) is not None
    told = words[: cut.start()] if cut and not semicolon else words
    found: list[tuple[int, int, int]] = []
    for pattern in (_AGED, _AT_AGE, _AT, _OLD, _ONLY):
        match = pattern.search(told)
        if match and (age := years(match["age"])) is not None:
            found.append((match.start(), age, start + match.end("age")))
    for match in _TOLD.finditer(words):
        if not (match["link"] == "when" and kinsman) and _same(
            text, Span(start + match.start("who"), start + match.end("who")), who, kinsman=kinsman
        ):
            age = years(match["age"])
            found += [(match.start(), age, start + match.end("age"))] if age is not None else []
    found += _by_birthday(told, start)
    bare = _BARE.match(words)
    if bare and (age := years(bare["age"])) is not None:
        found.append((0, age, start + bare.end("age")))
    return min(found)[1:] if found else None


def _by_birthday(words: str, start: int) -> list[tuple[int, int, int]]:
    found = []
    for match in _BIRTHDAY.finditer(words):
        number = number_of(match["nth"]) if match["nth"].casefold() != "hundredth" else 100
        how = match["how"].split()[0]
        if number and "would have" not in words[: match.start()]:
            early = how in ("short", "shy", "before", "ahead", "eve")
            found.append((match.start(), number - early, start + match.end()))
    for match in _TURNED.finditer(words):
        age = years(match["age"])
        found += (
            [(match.start(), age - bool(match["early"] or match["short"]), start + match.end("age"))] if age else []
        )
    for match in _YEAR_OF_LIFE.finditer(words):
        number = number_of(match["nth"])
        found += [(match.start(), number - 1, start + match.end())] if number and number > 1 else []
    return found


def _same(text: Text, span: Span, who: str, *, kinsman: bool) -> bool:
    """Say whether the words at `span` may mean `who`: they name him, or are a pronoun of no other sex."""
    words = text.text[span.start : span.end].casefold()
    being = text.who(span)
    if words in ("he", "she"):
        sexes = {b.sex for b in text.people.beings if b.name == who} - {""}
        fits = not sexes or ("m" if words == "he" else "f") in sexes
        return fits and (not kinsman or being is None or being.name == who or bool(sexes))
    return being is not None and being.name == who


def age_right_behind(text: Text, end: int) -> tuple[int, int] | None:
    """Return the age right behind a noun for a death, "her death at just 32", with where it ends."""
    found = _NOUN.match(text.masked, end, end + 140)
    age = years(found["age"]) if found else None
    return (age, found.end("age")) if found and age is not None else None


def age_at_death(text: Text) -> Iterator[tuple[str, int, Span]]:
    """Yield who was how old by statements of their own: "Ada was only 32 at her death", "at the time of his death he was 58"."""
    for pattern in (_AT_DEATH, _AT_THAT_TIME):
        for match in matches_near(text, _DEATH, pattern):
            being, age = text.who(Span(*match.span("who"))), years(match["age"])
            if being and age is not None:
                yield (
                    being.name,
                    age,
                    Span(match.start("age"), match.end()) if pattern is _AT_DEATH else Span(*match.span()),
                )


def age_before(text: Text, start: int, at: int, who: str) -> tuple[int, Span] | None:
    """Return the age told between a subject at `start` and its verb, or with which the clause opens: "At 32, Ada died"."""
    low = max(text.sentence_at(start).start, start - 120)
    opened = re.search(
        rf"(?:^|[.;:–—“\"]\s|,\s)[\s\"“(*_—–-]{{0,3}}(?:[Aa]t\s(?:(?:the\s)?(?:[a-z]+\s){{0,3}}age\sof\s)?|[Aa]ged\s){_JUST}{NUM},?\s(?:in\s|on\s)?(?:{T},?\s)?$",
        text.masked[low:start],
    )
    if opened and (age := years(opened["age"])) is not None:
        return age, Span(low + opened.start("age"), at)
    birthdays = _by_birthday(text.masked[low:start], low) if text.masked[low:start].endswith("birthday, ") else []
    if birthdays:
        begin, age, _ = birthdays[-1]
        return age, Span(low + begin, at)
    told = re.search(
        rf"(?P<who>{WHO})\s(?:was|is)\s{_JUST}{NUM}(?:\syears\sold)?\s(?:when|at\sthe\stime)\s$", text.masked[low:start]
    )
    if (
        told
        and (age := years(told["age"])) is not None
        and _same(text, Span(low + told.start("who"), low + told.end("who")), who, kinsman=False)
    ):
        return age, Span(low + told.start("age"), at)
    when = re.search(
        rf"\b(?:[Ww]hen|[Ww]hile)\s(?P<who>{WHO})\swas\s{_JUST}{NUM}(?:\syears\sold)?,\s$", text.masked[low:start]
    )
    if (
        when
        and (age := years(when["age"])) is not None
        and _same(text, Span(low + when.start("who"), low + when.end("who")), who, kinsman=False)
    ):
        return age, Span(low + when.start("age"), at)
    if (old := re.search(rf"{_COUNT}-year-old\s$", text.masked[low:start])) and (age := years(old["age"])) is not None:
        return age, Span(low + old.start("age"), at)
    between = text.masked[start:at]
    inside = re.search(
        rf"(?:[,(]\s?(?:then\s|aged\s|age\s|who\swas\s|at\s(?:the\sage\sof\s)?)?){_JUST}{NUM}(?:\syears\sold)?(?=[,)])|\b(?:aged|at)\s{NUM.replace('?P<age>', '?P<age2>')}\s?$",
        between,
    )
    if inside and (age := years(inside["age"] or inside["age2"])) is not None:
        return age, Span(start + (inside.start("age") if inside["age"] else inside.start("age2")), at)
    return None


def age_in_next_sentence(text: Text, at: int, who: str) -> tuple[int, Span] | None:
    """Return the age that the sentence behind the one at `at` gives: "She was 32."."""
    sentence = text.sentence_at(at)
    paragraph = text.layout.paragraph_at(at)
    inner = _STOP.search(text.masked, at, min(sentence.end, at + _FAR))
    for pattern, end in (
        (_SENTENCE, sentence.end),
        (_FRAGMENT, sentence.end),
        *(((_SENTENCE, inner.start()),) if inner else ()),
    ):
        gap = _GAP.match(text.masked, end)
        start = gap.end() if gap else end
        found = pattern.match(text.masked, start, min(paragraph.end, start + 200)) if start < paragraph.end else None
        further = (
            _AND_ALSO.match(text.masked, found.end("age"), min(paragraph.end, found.end() + 60))
            if found and pattern is _SENTENCE
            else None
        )
        if (
            further
            and _same(text, Span(*further.span("who")), who, kinsman=False)
            and (age := years(further["age"])) is not None
        ):
            return age, Span(further.start("who"), further.end("age"))
        if not found or (age := years(found["age"])) is None:
            continue
        if pattern is _FRAGMENT or _same(text, Span(*found.span("who")), who, kinsman=False):
            return age, Span(found.start("who") if pattern is _SENTENCE else found.start("age"), found.end("age"))
    return _age_after_next(text, sentence, paragraph, who)


def _age_after_next(text: Text, sentence: Span, paragraph: Span, who: str) -> tuple[int, Span] | None:
    """Return the age that a sentence of nothing else gives, one sentence later: "He died at ten. Ada was there. He was 32."."""
    following = text.sentence_at(min(sentence.end + 2, paragraph.end - 1))
    gap = _GAP.match(text.masked, following.end)
    found = _ALONE.match(text.masked, gap.end(), paragraph.end) if gap and gap.end() < paragraph.end else None
    if following == sentence or found is None or not _same(text, Span(*found.span("who")), who, kinsman=False):
        return None
    meant = text.who(Span(*found.span("who")))
    if meant and meant.name != who:
        return None
    age = years(found["age"])
    return None if age is None else (age, Span(found.start("who"), found.end("age")))
