"""Prizes won and nominations: "won the Oscar for Best Actress", "Best Picture went to Lamp", "lost to Ada Moss", lists and tables.

`prizes` finds them, `laurels` says who gets them in a sentence, `honours` reads lists and tables. Here a category without
an award takes the one named last, and words that look back ("lost to", "won it", "both went to") take the prizes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading.clauses import person_at, stretch_at
from biopic.reading.drafts import Draft
from biopic.reading.granted import SCREEN, draft_of, drafts_of, looking_back
from biopic.reading.honours import honours, is_listed
from biopic.reading.laurels import Laurel, laurels, respectively
from biopic.reading.patterns import BRACKET, N
from biopic.reading.personal import is_person
from biopic.reading.prizes import CUES, KNOWN, Prize, joined_by, prizes
from biopic.reading.text import Text

_OTHERWISE = re.compile(r";|\b(?:received|won|got|took|earned)\b")
"""What between a prize and a giver says that this one gave something else."""
_GIVEN_BY = re.compile(
    r"\b(?:awarded|given|presented|conferred|bestowed|handed out|voted)(?:\s(?:each year|annually|to (?:him|her)))?\sby\s(?:the\s)?(?P<host>[A-Z][\w’'.-]*(?:\s(?:(?:of|for|and|the|de)\s){0,2}[A-Z][\w’'.-]*){0,7})|\bwhich (?:the )?(?P<host2>(?:city of )?[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,4}) (?:awarded|gave|presented|conferred)|\bfrom (?:the )?(?P<host3>[A-Z][\w’'.-]*(?:\s(?:(?:of|for|and)\s(?:the\s)?)?[A-Z][\w’'.-]*){1,7})"
)
_BY = re.compile(r"\sby\s(?:the\s)?(?P<host>[A-Z][\w’'.-]*(?:\s(?:(?:of|for|and|the)\s){0,2}[A-Z][\w’'.-]*){1,7})")
_AT_HOST = re.compile(
    r"\b(?:[Aa]t|[Ii]n)\s(?:the\s)?(?:\d{4}\s)?(?P<host>Cannes|Venice|Berlin|the Berlinale|Sundance|Toronto|Locarno|Telluride|(?:[A-Z][\w’'-]*\s){1,4}Festival)\b"
)
_FOR_AS = re.compile(
    rf"(?:\s(?:also\s)?(?:went|go|goes|fell))?\s(?:for|to)\s(?:the\s)?(?:[a-z]+\s)?{N}(?:\s(?:as|for)\s(?:the\s)?|\s\((?:for\s)?)"
)
_CALLED = re.compile(r"\b(?:named|called)\s$")
_TITLED = re.compile(
    rf"(?P<who>{N}){BRACKET}(?:,|\s(?:is|was|became|remains))\s(?:(?:an?|the|now|twice|already)\s)?(?:[a-z]+-time\s)?$"
)
_WINNER = re.compile(
    rf"(?P<award>(?:Oscar|Academy Award|BAFTA|Golden Globe|Emmy|Tony|Grammy|Pulitzer(?: Prize)?|Nobel(?: Prize)?|Palme d['’]Or))(?:[- ])(?P<how>winn(?:ing|er)|nominat(?:ed|ion)|nominee|laureate)\s(?:(?:[a-z-]+|[A-Z][a-z]+-?[a-z]*),?\s){{0,3}}?(?P<who>{N})(?!\ue000)"
)
_WINS = re.compile(
    r"(?P<award>(?:Oscar|Academy Award|BAFTA|Golden Globe|Emmy|Tony|Grammy|Pulitzer(?: Prize)?|Nobel(?: Prize)?|Palme d['’]Or))(?:[- ])(?P<how>winner|nominated|nominee|laureate)\b"
)
_ABOUT = re.compile(_WINS.pattern.replace("winner|", "winner|winning|"))
_FILMED = re.compile(
    r"(?:winning|nominated)(?:\s[a-z-]+){0,3}?\s(?:film|movie|drama|biopic|picture|weepie|tearjerker|adaptation|screenplay|script|melodrama|documentary|classic)\b(?!\s[A-Z])|nominated\sfor\sits\b"
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each prize won or nomination, one for each recipient."""
    cues = [cue.start for cue in text.concordance.whole(CUES)]
    if not cues:
        return
    yield from honours(text, cues)
    scene = _Scene()
    before: list[Laurel] = []
    for sentence, has_cue in _sentences(text, cues):
        found = prizes(text.text, sentence.start, sentence.end) if has_cue and not is_listed(text, sentence) else []
        found = _merged(text, [prize for prize in found if not _is_title(text, prize)])
        found = _with_awards(found, scene, text)
        told = [_hosted(text, laurel, sentence) for laurel in respectively(list(laurels(text, found)))]
        for laurel in told:
            yield from drafts_of(text, laurel)
        yield from looking_back(text, sentence, told or before, found)
        before = (told or before) if told or (before and sentence.start - before[-1].span.end < 300) else []
    yield from _winners(text)


def _merged(text: Text, found: list[Prize]) -> list[Prize]:
    """Give an award the category that is told behind whoever it is for: "a BAFTA nomination for Ada Moss as best actress"."""
    kept: list[Prize] = []
    for prize in found:
        before = kept[-1] if kept else None
        if (
            before
            and not before.category
            and not prize.award
            and _FOR_AS.fullmatch(text.masked, before.end, prize.start)
        ):
            kept[-1] = replace(before, category=prize.category)
        else:
            kept.append(prize)
    return kept


def _is_title(text: Text, prize: Prize) -> bool:
    """Say whether what reads as a prize is a film's title or opens somebody's name: "Blue Lamp (1958)", "Crystal Lee Sutton"."""
    span = Span(prize.start, prize.end)
    if _CALLED.search(text.text, max(0, prize.start - 8), prize.start) and any(
        name.span.end > span.end and is_person(name.text) for name in text.names_in(span)
    ):
        return True
    return not prize.category and any(title.year and title.span.holds(span) for title in text.films.titles_in(span))


def _sentences(text: Text, cues: list[int]) -> Iterator[tuple[Span, bool]]:
    """Yield the sentences that may name a prize, and the two behind each, which may look back at it."""
    last, left = -1, 0
    at = 0
    for sentence in text.sentences:
        while at < len(cues) and cues[at] < sentence.start:
            at += 1
        if at < len(cues) and cues[at] < sentence.end:
            last, left = sentence.end, 2
            yield sentence, True
        elif left and sentence.start - last < 400:
            left -= 1
            yield sentence, False


@dataclass
class _Scene:
    """The award that a category alone belongs to: the one named last, and the one named last in brackets that are still open."""

    at: int = -10_000
    award: str = ""
    inner: str = ""
    inner_end: int = -1

    def enter(self, text: Text, at: int, award: str) -> None:
        sentence = stretch_at(text, at)
        before = text.text[max(0, sentence.start - 200) : at]
        if before.rfind("(") > before.rfind(")"):
            self.inner, self.inner_end = award, text.text.find(")", at, at + 500)
        else:
            self.at, self.award = at, award

    def award_for(self, text: Text, at: int) -> str:
        if at < self.inner_end:
            return self.inner
        near = at - self.at < 900 and text.section_at(max(self.at, 0)).span == text.section_at(at).span
        return self.award if near else ""


def _with_awards(found: list[Prize], scene: _Scene, text: Text) -> list[Prize]:
    """Give each category without an award the one named last, in its sentence or shortly before."""
    full: list[Prize] = []
    for number, prize in enumerate(found):
        if prize.award:
            prize = replace(prize, award=_fullest(text, prize.award, scene=prize.scene))
            heads = number + 1 < len(found) and not found[number + 1].award
            if prize.scene or SCREEN.search(prize.award) or prize.category or heads:
                scene.enter(text, prize.start, prize.award)
            full.append(prize)
        else:
            full.append(
                replace(
                    prize,
                    award=("" if prize.host or _is_hosted(text, prize) else scene.award_for(text, prize.start))
                    or _ahead(text, found[number + 1 : number + 9], prize)
                    or prize.category,
                )
            )
    return full


def _is_hosted(text: Text, prize: Prize) -> bool:
    """Say whether somebody gives a prize: "named Best Film by the critics", or before it in its sentence "In Venice Ada took the prize"."""
    if _BY.match(text.text, prize.end):
        return True
    start = stretch_at(text, prize.start).start
    at = _AT_HOST.search(text.text, max(start, prize.start - 120), prize.start)
    return bool(at) and not prizes(text.text, at.end(), prize.start) if at else False


def _ahead(text: Text, found: list[Prize], prize: Prize) -> str:
    """Return the award of a prize that is joined behind: "for Best Picture and Best Score at the Academy Awards"."""
    at = prize.end
    for after in found:
        if not joined_by(text.text[at : after.start]):
            return ""
        if after.award:
            return after.award if after.category else ""
        at = after.end
    return ""


def _fullest(text: Text, award: str, *, scene: bool) -> str:
    """Return the fullest form by which the text calls an award that has two names; a mere night is that of the whole award."""
    if scene and award == "Oscar" and "Academy Award" in text.text:
        return "Academy Award"
    full = {
        "SAG Award": "Screen Actors Guild Award",
        "SAG": "Screen Actors Guild Award",
        "Bafta": "BAFTA",
        "Globe": "Golden Globe",
    }.get(award, award if re.fullmatch(KNOWN, award) else f"{award} Award")
    return full if full in text.text else award


def _hosted(text: Text, laurel: Laurel, sentence: Span) -> Laurel:
    """Add who gives the prize where the sentence says so: "awarded by", "which the city gave him"."""
    if laurel.giver or laurel.prize.host:
        return laurel
    match = _GIVEN_BY.search(text.text, laurel.prize.end, min(sentence.end, laurel.prize.end + 120))
    if match and not _OTHERWISE.search(text.text, laurel.prize.end, match.start()):
        return replace(laurel, giver=_host(match["host"] or match["host2"] or match["host3"]))
    if by := _BY.match(text.text, laurel.prize.end):
        return replace(laurel, giver=_host(by["host"]))
    if not laurel.prize.award or laurel.prize.award == laurel.prize.category:
        at = _AT_HOST.search(text.text, max(sentence.start, laurel.span.start - 120), laurel.span.start)
        laurel = replace(laurel, giver=at["host"]) if at else laurel
    own = re.match(
        r"(?P<host>(?:[A-Z][\w’'.-]*\s){0,4}[A-Z][\w’'.-]*[’'])\s(?:Table\s)?(?:prize|award)", laurel.prize.award
    )
    return replace(laurel, giver=own["host"].rstrip("’'")) if own else laurel


def _host(words: str) -> str:
    """Return who gives a prize, without an article and what stands in the next sentence."""
    return re.sub(r"^[Tt]he\s", "", re.split(r"(?<=[a-z]{3})\.\s", words)[0].rstrip("."))


def _winners(text: Text) -> Iterator[Draft]:
    """Read "the Oscar-winning actress Ada Moss"."""
    if (
        "-winn" not in text.text
        and "winner" not in text.text
        and "-nom" not in text.text
        and "nominee" not in text.text
    ):
        return
    for match in re.finditer(r"(?:winn|nomin|laureate)", text.text):
        low = max(0, match.start() - 24)
        half = _half(text, low, match.end() + 90)
        whole = _WINNER.search(half) or _WINS.search(half[: match.end() + 8 - low]) or _ABOUT.search(half)
        if not whole or low + whole.start("how") != match.start():
            continue
        span = Span(low + whole.start(), low + whole.end())
        name = _winner(text, whole, low, span.start)
        result = "nominated" if whole["how"].startswith("nomin") else "won"
        film = not name and _FILMED.match(text.text, match.start(), match.end() + 60)
        if (name or film) and not text.is_noise(span):
            yield draft_of(
                text,
                Laurel(Prize(span.start, span.end, whole["award"], ""), result, (name,), span, 0.5),
                name,
                span,
                text.film if film else "",
                "award winner",
            )


def _winner(text: Text, whole: re.Match[str], low: int, start: int) -> str:
    """Return who is called a winner: the name behind the words, or the one that they stand beside."""
    if whole.re is _WINNER:
        return person_at(text, Span(low + whole.start("who"), low + whole.end("who")))
    left = max(0, start - 90)
    titled = _TITLED.search(text.masked[left:start])
    return person_at(text, Span(left + titled.start("who"), left + titled.end("who"))) if titled else ""


def _half(text: Text, low: int, high: int) -> str:
    """Return the text with names masked that stand behind the award's own words."""
    behind = re.search(r"(?:winn\w+|nomin\w+|laureate)", text.text[low:high])
    cut = low + behind.end() if behind else high
    return text.text[low:cut] + text.masked[cut:high]
