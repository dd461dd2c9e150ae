"""Who plays whom: "Ada (Ines Carr)", "Ines Carr as Ada", "Ada, played by Ines Carr", "Ines Carr plays Ada", a cast list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.drafts import Draft
from biopic.reading.names import is_person
from biopic.reading.patterns import ADJECTIVES, BRACKET, N, SOMEBODY, matches, span_of
from biopic.reading.text import Text
from biopic.reading.words import KIN

_ROLE = rf"(?:(?:the |a |an |real-life |title |his |her )?{ADJECTIVES})"
_PLAYS = r"(?:plays?|played|portrays?|portrayed|stars? as|starred as|co-stars as|appears? as|appeared as|embodies|embodied|inhabits|inhabited|essays|essayed|takes on|took on|voices|voiced|impersonates|impersonated)"
_CAST = r"(?:with|stars?|starred|starring|features?|featuring|cast|casting|casts|by|and|alongside|opposite|,|;|—|–|-|\(|as well as|including|cover|see|saw|\bby\b)"
_PAREN = re.compile(rf"(?P<character>{N}|{SOMEBODY})[*_]{{0,2}}\s?[(\[](?:(?:an?\s)?(?:\w+(?:ly)?\s)?(?:played|portrayed)\sby\s)?[*_]{{0,2}}(?P<performer>{N})[*_]{{0,2}}(?:,[^()\n]{{1,60}})?[)\]]")
_BY = re.compile(rf"(?P<character>{N}){BRACKET}(?:['’]s (?:part|role))?(?:,| is| was| are| were| —| –| -|:)?\s?(?:\b(?:who|here|is|was|being|memorably|movingly|brilliantly|wonderfully|originally)\s){{0,3}}?\(?(?:played|portrayed|voiced|embodied|brought to life|acted)\s(?:here |on screen |on-screen |in the film |as an? [\w ]{{1,20}} |with [\w ]{{1,30}} )?by\s(?:the\s|a\s)?(?:[a-z][\w’'-]*\s){{0,4}}?(?P<performer>{N})")
_AS = re.compile(rf"(?P<performer>{N})(?:['’]s (?:\w+ )?(?:turn|performance|work|role))?{BRACKET}\s(?:\w+ly )?as\s(?P<role>{_ROLE})(?P<character>{N})")
_ACTIVE = re.compile(rf"(?P<performer>{N}){BRACKET}(?:,)?\s(?:who\s|also\s|later\s|memorably\s|\w+ly\s)*{_PLAYS}\s(?:the (?:part|role) of\s|the (?:older|young|younger|adult|elderly|teenage|teenaged|grown)\s)?(?P<role>{_ROLE})(?P<character>{N})(?!['’]s\s(?:life|story|{'|'.join(KIN)})\b)")
_PART = re.compile(rf"(?P<performer>{N})['’]s?\s(?:[\w-]+,?\s){{0,3}}?(?:portrayal|performance|turn|interpretation|impersonation|incarnation|depiction)\s(?:of|as)\s(?P<role>{_ROLE})(?P<character>{N})")
_GIVEN = re.compile(rf"\b(?:role|part)\sof\s(?P<role>{_ROLE})(?P<character>{N})\s(?:went to|was given to|goes to|was taken by|is taken by|was played by|is played by|fell to|was handed to|had gone to|was filled by)\s(?:the\s)?(?:[a-z][\w’'-]*\s){{0,3}}?(?P<performer>{N})")
_CASTAS = re.compile(rf"(?P<performer>{N})\s(?:was|is|were|had been|would be)\s(?:\w+\s)?(?:cast|hired|chosen|picked|signed)\s(?:as|to play|to portray|for the (?:part|role) of)\s(?P<role>{_ROLE})(?P<character>{N})")
_LIST = re.compile(rf"^(?:[-*•‣▪–]\s|\d+[.)]\s)?[*_]{{0,2}}(?P<first>{N})[*_]{{0,2}}\s?(?P<sign>\.{{2,}}|…+|\s[–—-]\s|\s?[:|/→=]\s?|\t+|\s{{2,}}|,?\s(?:as|played by|portrayed by)\s)\s?(?:(?:played|portrayed)\sby\s)?[*_]{{0,2}}(?P<second>{N})[*_]{{0,2}}(?=\s*(?:$|[-–—(,;.:]|\s[-–—]))", re.MULTILINE)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that a performer plays a character."""
    if not re.search(r"\b(?:as|play|portray|cast|star|voice|embod|role|part)|[(\[]", text.text):
        return
    for match in matches(text, _PAREN):
        if not _is_gloss(text, match):
            yield _draft(text, match, 0.95 if match.group().startswith(text.masked[match.start()]) else 0.9, "portrayal in brackets")
    for pattern, confidence, reader in ((_BY, 0.95, "portrayal by"), (_ACTIVE, 0.9, "portrayal verb"), (_PART, 0.9, "portrayal noun"), (_GIVEN, 0.9, "portrayal given"), (_CASTAS, 0.9, "portrayal cast as")):
        for match in matches(text, pattern):
            yield from _checked(text, match, confidence, reader)
    for match in matches(text, _AS):
        if _is_cast(text, match):
            yield from _checked(text, match, 0.85, "portrayal as")
    for match in matches(text, _LIST):
        yield from _listed(text, match)


def _checked(text: Text, match: re.Match[str], confidence: float, reader: str) -> Iterator[Draft]:
    performer, character = text.slice(span_of(match, "performer")), text.slice(span_of(match, "character"))
    if is_person(performer) and "\n" not in match.group() and character != performer:
        yield _draft(text, match, confidence, reader)


def _draft(text: Text, match: re.Match[str], confidence: float, reader: str) -> Draft:
    performer = text.name_at(span_of(match, "performer"))
    character = text.name_at(span_of(match, "character")) or text.slice(span_of(match, "character"))
    span = span_of(match)
    return Draft("portrayal", performer, character, span, "production", confidence, reader, fields=(("film", text.film),))


def _is_gloss(text: Text, match: re.Match[str]) -> bool:
    """Say whether the name in brackets is no performer's: a maiden name, a place, a nickname, the same name again."""
    inside, outside = text.slice(span_of(match, "performer")), text.slice(span_of(match, "character"))
    if not is_person(inside) or not (is_person(outside) or outside.casefold().startswith("the ")):
        return True
    return len(inside.split()) == 1 and inside in outside.split() or inside == outside or inside.isupper() and len(inside) <= 6


def _is_cast(text: Text, match: re.Match[str]) -> bool:
    """Say whether "X as Y" stands where casts are told: behind "starring", after "with", in a list of such pairs, at a line's start."""
    sentence = text.sentence_at(match.start())
    before = text.masked[max(sentence.start, match.start() - 160) : match.start()]
    pairs = len(re.findall(rf"{N}{BRACKET} as (?:the )?{N}", text.masked[sentence.start : sentence.end]))
    words = text.text[sentence.start : sentence.end]
    if re.search(r"\b(?:star|cast|actor|actress|perform|portray|play|role|film|movie|biopic|drama|picture|turn|opposite|alongside|screen|remarkable|brilliant|superb|stun)", words, re.IGNORECASE):
        return True
    return pairs > 1 or not before.strip(" *-•") or bool(re.search(r"(?:\bwith|\bby|,|;|\band)\s*$", before))


def _listed(text: Text, match: re.Match[str]) -> Iterator[Draft]:
    """Read one line of a cast list; which of the two names is the performer, the list as a whole tells."""
    first, second = text.slice(span_of(match, "first")), text.slice(span_of(match, "second"))
    section = text.section_at(match.start())
    sign = match["sign"].strip()
    if not (is_person(first) and is_person(second)) or (sign in ("-", "–", "—", ":", "|", "/", "") and section.matter != "characters"):
        return
    by = re.search(r"(?:played|portrayed)\s+by", text.slice(span_of(match))) is not None
    reverse = by or (sign != "as" and _characters_first(text, section.span))
    performer, character = ("second", "first") if reverse else ("first", "second")
    names = (text.name_at(span_of(match, performer)), text.name_at(span_of(match, character)))
    yield Draft("portrayal", *names, Span(match.start("first"), match.end("second")), "production", 0.85, "portrayal in a list", fields=(("film", text.film),))


def _characters_first(text: Text, section: Span) -> bool:
    """Say whether the first names of a list's lines are the characters: they are named elsewhere in the text more often."""
    pairs = [(m.start("first"), m.start("second")) for m in _LIST.finditer(text.masked, section.start, section.end)]

    def mentions(starts: list[int]) -> int:
        beings = [text.people.inside(Span(at, at + 1)) for at in starts]
        return sum(len(being.mentions) for being in beings if being)

    return mentions([first for first, _ in pairs]) >= mentions([second for _, second in pairs])
