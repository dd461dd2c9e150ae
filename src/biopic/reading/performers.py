"""Who plays whom: "Ada (Ines Carr)", "Ines Carr as Ada", "Ada, played by Ines Carr", "Ines Carr plays Ada", a cast list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.marks import NAME
from biopic.reading.patterns import ADJECTIVES, BRACKET, SOMEBODY, N, matches, span_of
from biopic.reading.personal import is_person
from biopic.reading.words import KIN

if TYPE_CHECKING:
    from biopic.reading.text import Text

_ROLE = rf"(?:(?:the |a |an |real-life |title |his |her |old |young ){{0,2}}{ADJECTIVES})"
_PLAYS = r"(?:plays?|played|playing|portrays?|portrayed|portraying|stars? as|starred as|starring as|co-stars as|appears? as|appeared as|embodies|embodied|inhabits|inhabited|essays|essayed|takes on|took on|voices|voiced|impersonates|impersonated|brings to life|gives us|has the (?:part|role) of|has the (?:part|role)|took the (?:part|role) of|landed the (?:part|role) of|got the (?:part|role) of)"
_APPOSED = r"(?:,\s[^,;.()\n]{2,60}(?=,))?"
_NOUN = r"(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?)\s(?:[a-z-]+\s){0,2}?[a-z]{3,}"
_SCREEN = r"(?:on (?:the )?(?:big )?screen|on film|in the (?:film|movie|picture|biopic))"
_PAREN = re.compile(
    rf"(?P<character>{N}\.?(?:['’]s\s[a-z]+)?|{SOMEBODY}|{_NOUN})(?:,?\sthe\s(?:[a-z-]+\s){{0,2}}[a-z-]+)?[*_]{{0,2}}\s?[(\[](?:[^()\n\ue000]{{0,40}}?\bby\s(?:the\s)?(?:[a-z]+\s){{0,2}}?)?[*_]{{0,2}}(?P<performer>{N})[*_]{{0,2}}(?:(?:,|\sin\s|\son\s|;)[^()\n]{{1,60}})?[)\]]"
)
_BY = re.compile(
    rf"(?P<character>{N}|\b[Hh]e\b(?= is| was)|\b[Ss]he\b(?= is| was)){BRACKET}(?:,\s(?:the|an?|his|her|that)\s[^,;.()\n\ue000]{{2,50}}?(?=\s(?:played|portrayed|voiced)))?(?:['’]s (?:part|role))?(?:\s(?:is|was)\s(?:a|an|the)\s[a-z][^,;.\n\ue000]{{2,40}})?{_APPOSED}(?:,| is| was| are| were| —| –| -|:)?\s?(?:\b(?:who|here|is|was|being|and|memorably|movingly|brilliantly|wonderfully|originally)\s){{0,3}}?\(?(?:played|portrayed|voiced|embodied|brought to life|acted|impersonated)\s(?:here |{_SCREEN} |as an? [\w ]{{1,20}} |with [\w ]{{1,30}} |in turn )?by\s(?:the\s|a\s)?(?:[a-z][\w’'-]*\s){{0,4}}?(?P<performer>{N})"
)
_AS = re.compile(
    rf"(?P<performer>{N})(?:['’]s (?:\w+ )?(?:turn|performance|work|role))?{BRACKET},?\s(?P<between>(?:(?!known\b|knew\b|remembered\b|billed\b|called\b|such\b|same\b|described\b|served\b|worked\b|regarded\b|seen\b|far\b|long\b|soon\b|well\b|him\b|her\b|and\b|that\b|who\b|to\b)[a-z][\w’'-]*,?\s){{0,8}}?)as\s(?:{N}['’]s?\s(?:[a-z-]+\s){{0,2}}?[a-z-]+,?\s)?(?P<role>{_ROLE})(?P<character>{N}|himself\b|herself\b)(?!['’]s\s[a-z]|\s(?:did|does|do|had|has|puts?|wrote|writes|said|says|was|is|would|called|himself|herself)\b)"
)
_ACTIVE = re.compile(
    rf"(?P<performer>{N}){BRACKET}(?:,\s[^,;.()\n\ue000]{{2,60}}(?=,))?(?:,)?\s(?:who\s|also\s|later\s|memorably\s|\w+ly\s|had\s|has\s)*{_PLAYS}(?!\sby\b)\s(?:the (?:part|role) of\s|the (?:older|young|younger|adult|elderly|teenage|teenaged|grown)\s)?(?P<role>{_ROLE})(?P<character>{N}|him\b|her\b(?!\s[a-z])|himself\b|herself\b)(?!['’]s\s(?:life|story|{'|'.join(KIN)})\b)"
)
_TO_PLAY = re.compile(
    rf"(?P<performer>{N}){BRACKET}\s[^.;:\n\ue000]{{3,70}}?\s(?:to play|to portray|for the (?:part|role) of|as he plays|in playing|before playing|when playing)\s(?P<role>{_ROLE})(?P<character>{N})"
)
_WHOM = re.compile(
    rf"(?P<character>{N}){BRACKET}{_APPOSED},?\s(?:whom|that|who)\s(?P<performer>{N})\s(?:\w+ly\s)?(?:plays|played|portrays|portrayed|embodies|embodied)\b"
)
_PART = re.compile(
    rf"(?P<performer>{N})['’]s?\s(?:[\w-]+,?\s){{0,3}}?(?:portrayal|performance|turn|interpretation|impersonation|incarnation|depiction)\s(?:of|as)\s(?P<role>{_ROLE})(?P<character>{N})"
)
_GIVEN = re.compile(
    rf"(?:\b(?:role|part)\sof\s(?P<role>{_ROLE})(?P<character>{N})|(?P<character2>{N}))\s(?:fell to|(?:went to|was given to|goes to|was taken by|is taken by|was filled by|was handed to|had gone to)(?=[^.;\n]{{0,60}}))\s(?:the\s)?(?:[a-z][\w’'-]*\s){{0,3}}?(?P<performer>{N})"
)
_CASTAS = re.compile(
    rf"(?P<performer>{N})\s(?:was|is|were|had been|would be)\s(?:\w+\s)?(?:cast|hired|chosen|picked|signed)\s(?:as|to play|to portray|for the (?:part|role) of)\s(?P<role>{_ROLE})(?P<character>{N})"
)
_IS = re.compile(
    rf"(?P<performer>{N}){BRACKET}(?:,\swho|,\s[^,;.()\n\ue000]{{2,60}},)?\s(?:is|was)\s(?P<role>(?:(?:the|a|an|his|her)\s(?:[a-z-]+,?\s){{1,3}}?)?)(?P<character>{N})(?!['’]s)"
)
_OWN = re.compile(rf"(?P<performer>{N})['’]s?\s(?P<character>{N})(?!['’]s|\s\()")
_OF_FILM = re.compile(
    rf"(?P<performer>{N}),\s(?:the|our|this)\s(?:film['’]s\s|movie['’]s\s|screen\s)(?P<character>{N})|(?P<performer2>{N}),\sthe\s(?P<character2>{N})\sof\sthe\s(?:film|movie|picture|screen)"
)
_ON_SCREEN = re.compile(rf"(?P<character>{N})\s?(?:,|–|—|\(|-)\s?(?P<performer>{N})\s{_SCREEN}")
_WHEN = re.compile(
    rf"(?P<performer>{N}),\swho\s[^.;:\n\ue000]{{2,70}}?\s(?:when|before|as|until|and)\s(?:he|she)\s(?:played|plays|portrayed|took on|landed)\s(?P<role>{_ROLE})(?P<character>{N})|(?P<performer2>{N})\s[^.;:\n]{{3,110}}?\sfor\s(?:playing|portraying|his performance as|her performance as|his turn as|her turn as|his portrayal of|her portrayal of)\s(?P<character2>{N})"
)
_SELF = re.compile(rf"(?P<performer>{N})(?P<character>)\s?\((?:as|playing|plays)\s(?:himself|herself)\)")
_AS_PAREN = re.compile(
    rf"(?P<performer>{N})\s?[(\[](?:as(?!\san?\s(?:boy|girl|child|young|teen|baby))|playing|plays|in the role of)\s(?P<role>{_ROLE})(?P<character>{N})[)\]]"
)
_BELOW = re.compile(
    rf"^[^\w\n\ue000]*(?P<character>{N})[*_:]*[ \t]*\n+[^\w\n\ue000]*(?:(?:Actor|Actress|Played by|In the role|Performer|Performed by|Portrayed by|Cast|As played by|played by|Portrayer|Star|Starring)\b[*_]{{0,2}}\s?[:–—|-]?\s?)[*_]{{0,2}}(?P<performer>{N})",
    re.MULTILINE | re.IGNORECASE,
)
_LIST = re.compile(
    rf"^(?:#+\s|[-*•‣▪–]\s|\d+[.)]\s)?[*_]{{0,2}}(?P<first>{N})[*_]{{0,2}}\s?(?P<sign>\.{{2,}}|…+|\s[–—-]\s|\s?[:|/→=]\s?|\t+|\s{{2,}}|,?\s(?:as|played by|portrayed by)\s|\s?[–—]\s?)\s?(?:(?:played|portrayed)\sby\s)?[*_]{{0,2}}(?P<second>{N})[*_]{{0,2}}(?=\s*(?:$|[-–—(,;.:]|\s[-–—]))",
    re.MULTILINE,
)


def find_portrayals(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that a performer plays a character."""
    found = list(_sure(text))
    known = {draft.subject for draft in found}
    yield from found
    for pattern, confidence, reader in (
        (_AS, 0.85, "portrayal as"),
        (_IS, 0.75, "portrayal is"),
        (_OWN, 0.7, "somebody's character"),
    ):
        for match in matches(text, pattern):
            if (pattern is _AS and _is_cast(text, match)) or _is_performer(text, match, known):
                yield from _checked(text, match, confidence, reader)


def _sure(text: Text) -> Iterator[Draft]:
    """Yield what forms state that nothing else has."""
    for match in matches(text, _PAREN):
        if not _is_gloss(text, match):
            yield _draft(text, match, 0.95, "portrayal in brackets")
    forms = ((_BY, 0.95, "portrayal by"), (_ACTIVE, 0.9, "portrayal verb"), (_PART, 0.9, "portrayal noun"), (_GIVEN, 0.9, "portrayal given"), (_CASTAS, 0.9, "portrayal cast as"),
             (_WHOM, 0.9, "whom somebody plays"), (_ON_SCREEN, 0.9, "portrayal on screen"), (_AS_PAREN, 0.95, "portrayal as in brackets"), (_WHEN, 0.85, "portrayal told of a performer"), (_TO_PLAY, 0.8, "portrayal to play"), (_OF_FILM, 0.85, "the film's character"))  # fmt: skip
    for pattern, confidence, reader in forms:
        for match in matches(text, pattern):
            yield from _checked(text, match, confidence, reader)
    for match in matches(text, _BELOW):
        performer, character = text.slice(span_of(match, "performer")), text.slice(span_of(match, "character"))
        if is_person(performer) and performer != character:
            yield _draft(text, match, 0.95, "performer under a character")
    for match in matches(text, _LIST):
        yield from _listed(text, match)
    for match in matches(text, _SELF):
        name = text.name_at(span_of(match, "performer"))
        yield Draft(
            "portrayal", name, name, span_of(match), "production", 0.9, "plays himself", fields=(("film", text.film),)
        )


def _groups(match: re.Match[str]) -> tuple[str, str]:
    """Return the names of the groups that hold performer and character."""
    named = match.groupdict()
    return (
        "performer" if named.get("performer") else "performer2",
        "character" if named.get("character") else "character2",
    )


def _checked(text: Text, match: re.Match[str], confidence: float, reader: str) -> Iterator[Draft]:
    performer, character = (text.slice(span_of(match, group)) for group in _groups(match))
    same = character.casefold() in ("himself", "herself")
    if (
        is_person(performer)
        and "\n\n" not in match.group()
        and character != performer
        and (same or not character[:1].isupper() or is_person(character))
    ):
        yield _draft(text, match, confidence, reader)


def _draft(text: Text, match: re.Match[str], confidence: float, reader: str) -> Draft:
    groups = _groups(match)
    performer = text.name_at(span_of(match, groups[0]))
    words = text.slice(span_of(match, groups[1]))
    character = performer if words in ("himself", "herself") else _character(text, span_of(match, groups[1]), words)
    return Draft(
        "portrayal", performer, character, _bare(match), "production", confidence, reader, fields=(("film", text.film),)
    )


def _character(text: Text, span: Span, words: str) -> str:
    """Return a character's name, or for one without a name the words without their article."""
    own = re.fullmatch(r".+['’]s\s[a-z]+", words)
    named = "" if own and text.who(span) is None else text.name_at(span)
    return named or re.sub(r"^(?:the|an?)\s", "", words, flags=re.IGNORECASE)


def _bare(match: re.Match[str]) -> Span:
    """Return the span of a match without marks of a list or heading before its first name."""
    start = min(match.start(group) for group in _groups(match))
    return Span(max(match.start(), start if match.group()[:1] in "#*•-‣▪–_ \t" else match.start()), match.end())


def _is_performer(text: Text, match: re.Match[str], known: set[str]) -> bool:
    """Say whether the first name of "X is Y" or "X's Y" is a performer's: known as one, or named in full, seldom, beside talk of a film."""
    performer, character = text.who(span_of(match, "performer")), text.who(span_of(match, "character"))
    name = text.name_at(span_of(match, "performer"))
    if character is None or performer is character or not is_person(name):
        return False
    if text.films.spans_of(text.names_in(span_of(match))):
        return False
    if name in known:
        return performer is None or len(performer.mentions) <= 12
    full = len(text.slice(span_of(match, "performer")).split()) >= 2
    near = text.text[max(0, match.start() - 300) : match.end() + 300]
    few = (
        6
        if re.search(
            r"\b(?:films?|movies?|cinemas?|screen|biopic|picture|played|plays|actors?|cast|Oscars?|role)\b", near
        )
        else 2
    )
    enough = (
        len(character.mentions) >= 2
        or len(
            re.findall(
                rf"{NAME}\s?\({NAME}|\bas (?:the )?{NAME}|\b(?:plays|played)\b",
                text.masked[max(0, match.start() - 300) : match.end() + 300],
            )
        )
        >= 2
        or (few > 2 and len(text.slice(span_of(match, "character")).split()) >= 2 and "role" in match.groupdict())
    )
    return full and (performer is None or len(performer.mentions) <= few) and enough and match.re is not _OWN


def _is_gloss(text: Text, match: re.Match[str]) -> bool:
    """Say whether the name in brackets is no performer's: a maiden name, a place, a nickname, the same name again."""
    inside, outside = text.slice(span_of(match, "performer")), text.slice(span_of(match, "character"))
    described = (
        re.match(r"(?:the|his|her|an?)\s", outside, re.IGNORECASE) is not None
        or re.search(r"['’]s\s[a-z]+$", outside) is not None
    )
    if not is_person(inside) or not (is_person(outside) or described):
        return True
    if described and (
        text.worlds.general != "story"
        or len(inside.split()) < 2
        or re.search(
            r"\b(?:city|town|village|film|book|hospital|school|novel|war|state|play|award|title|role|part|song|director|writer|author|screenwriter|producer|actor|actress)$",
            outside,
        )
    ):
        return True
    return (
        (len(inside.split()) == 1 and inside in outside.split())
        or inside == outside
        or (inside.isupper() and len(inside) <= 6)
    )


def _is_cast(text: Text, match: re.Match[str]) -> bool:
    """Say whether "X as Y" stands where casts are told: behind "starring", after "with", in a list of such pairs, at a line's start."""
    sentence = text.sentence_at(match.start())
    before = text.masked[max(sentence.start, match.start() - 160) : match.start()]
    pairs = len(re.findall(rf"{N}{BRACKET} as (?:the )?{N}", text.masked[sentence.start : sentence.end]))
    words = text.text[sentence.start : sentence.end]
    if re.search(
        r"\b(?:star|cast|actor|actress|perform|portray|play|role|film|movie|biopic|drama|picture|turn|opposite|alongside|screen|remarkable|brilliant|superb|stun)",
        words,
        re.IGNORECASE,
    ):
        return True
    return pairs > 1 or not before.strip(" *-•") or bool(re.search(r"(?:\bwith|\bby|,|;|\band)\s*$", before))


def _listed(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read one line of a cast list; which of the two names is the performer, the list as a whole tells."""
    first, second = text.slice(span_of(match, "first")), text.slice(span_of(match, "second"))
    section = text.section_at(match.start())
    sign = match["sign"].strip()
    if not (is_person(first) and is_person(second)) or (
        sign in ("-", "–", "—", ":", "|", "/", "") and section.matter != "characters"
    ):
        return
    by = re.search(r"(?:played|portrayed)\s+by", text.slice(span_of(match))) is not None
    reverse = by or (sign != "as" and _characters_first(text, section.span))
    performer, character = ("second", "first") if reverse else ("first", "second")
    names = (text.name_at(span_of(match, performer)), text.name_at(span_of(match, character)))
    yield Draft(
        "portrayal",
        *names,
        Span(match.start("first"), match.end("second")),
        "production",
        0.85,
        "portrayal in a list",
        fields=(("film", text.film),),
    )


def _characters_first(text: Text, section: Span) -> bool:
    """Say whether the first names of a list's lines are the characters: they are named elsewhere in the text more often."""
    pairs = [(m.start("first"), m.start("second")) for m in _LIST.finditer(text.masked, section.start, section.end)]

    def mentions(starts: list[int]) -> int:
        beings = [text.people.inside(Span(at, at + 1)) for at in starts]
        return sum(len(being.mentions) for being in beings if being)

    return mentions([first for first, _ in pairs]) >= mentions([second for _, second in pairs])
