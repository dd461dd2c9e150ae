"""Which company made or released the film: "released by", "X released", "for X", "Studio: X", "distributed by"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.credits import LIST, boxed, credited, film_at
from biopic.reading.drafts import Draft
from biopic.reading.given import sex_of_given_name
from biopic.reading.patterns import BRACKET, N, joined, matches, span_of
from biopic.reading.text import Text
from biopic.reading.words import word_set

_FILM = r"(?:the |this |that )?(?:[\w-]+ ){0,2}?(?:film|movie|picture|biopic|drama|it|rights)\b"
_COMPANY = re.compile(
    r"\b(?:Pictures?|Studios?|Films?|Productions?|Entertainment|Company|Brothers|Bros|Classics|Features|Media|Cinema|Fox|Paramount|Universal|Columbia|Warner|Disney|Netflix|Amazon|Apple|Miramax|Focus|Searchlight|Lionsgate|MGM|Metro-Goldwyn-Mayer|A24|Orion|TriStar|Tri-Star"
    r"|DreamWorks|Weinstein|BBC|HBO|Channel|Artists|Touchstone|Working Title|Annapurna|Pathé|Gaumont|Film4|StudioCanal|Canal|United|RKO|New Line|Castle Rock|Legendary|Brooksfilms|\w*films|\w*pictures|Movies|Releasing|International|Group|Corporation|Inc|Ltd|Home Video|Television|TV|Plus|Works|Hallmark|Participant|Neon|Pixar|Sony|Imagine|Amblin|Regency|Lucasfilm|Goldwyn|Republic|Embassy|Cannon|Eros|Toho|Shochiku)\b",
    re.IGNORECASE,
)
_PATTERNS = [
    (re.compile(rf"(?P<what>\b(?:[Rr]eleased|[Dd]istributed|[Pp]roduced|[Mm]ade|[Bb]acked|[Ff]inanced|[Bb]ankrolled|[Pp]ut out|[Pp]resented|[Ff]unded|[Ss]hot|[Bb]rought out|[Mm]arketed)(?: and (?:released|distributed|produced|financed))?(?:,? (?:in|on|worldwide|theatrically|here|abroad|overseas|stateside|at home)(?: [\w\ue000\ue001]+){{0,4}}?)?\s(?:jointly |together )?(?:by|through|via|under))\s(?P<list>{LIST})"), 0.9, "released by"),
    (re.compile(rf"(?P<what>\b(?:[Rr]eleased|[Dd]istributed|[Pp]roduced|[Mm]ade|[Bb]acked|[Ff]inanced)\s(?:[\w ]{{0,30}}?)by\s(?:the\s)?{N}(?:,\s{N}|,?\sand\s{N}){{0,3}},?\s(?:with (?:the )?(?:help|support|backing|assistance|money) (?:of|from)|in (?:association|partnership|collaboration) with|together with)(?:\sthe)?)\s(?P<list>{LIST})"), 0.85, "released with help"),
    (re.compile(rf"(?P<list>{LIST})(?P<what>,?\s(?:who |which |had |has |later |then |finally |jointly )*(?:released|releases|distributed|distributes|produced|made|bankrolled|backed|financed|put out|put up the money for|picked up|bought|acquired|optioned|brought out|brought (?:(?:it|the (?:film|movie|picture)) )?to (?:the )?(?:theat(?:er|re)s|cinemas|screens?)|found the money|shared the bill|paid for|funded|put (?:it|the (?:film|movie|picture)) (?:into|in) (?:cinemas|theaters|theatres)|put)\b)"), 0.85, "released"),
    (re.compile(rf"(?P<what>\b(?:[Mm]ade|[Ss]hot|[Dd]irected|[Ff]ilmed|[Pp]roduced|shooting|screenplay|script|film|movie|picture|biopic|drama)\b[^.;:\n]{{0,50}}? for(?:\s(?:[a-z-]+\s){{0,2}}?(?:television|broadcaster|network|channel)['’]s)?)\s(?P<list>{LIST})"), 0.8, "made for"),
    (re.compile(rf"\b(?P<what>(?:sold|rights|pitched|taken|(?:film|project|script|book|story|movie) (?:went|came)) (?:[\w'’]+ ){{0,4}}?to)\s(?P<list>{LIST})"), 0.5, "sold to"),
    (re.compile(rf"(?P<what>\bwith)\s(?P<list>{LIST})\s(?:on|coming on|also on) board\b"), 0.8, "on board"),
    (re.compile(rf"(?P<what>\b(?:film|movie|picture|biopic|drama) from)\s(?P<list>{LIST})"), 0.7, "a film from"),
    (re.compile(rf"(?P<who>{N}){BRACKET},\s(?P<what>(?:the (?:studio|company|distributor)|which (?:made|released|produced))\b)"), 0.9, "the studio"),
    (re.compile(rf"(?P<what>\b(?:[Tt]he )?(?:studio|production company|distributor),?)\s(?P<who>{N})"), 0.85, "studio before a name"),
    (re.compile(rf"(?P<what>\b(?:\w+['’]s|the) (?:own )?(?:production )?(?:company|studio|outfit),)\s(?P<who>{N})"), 0.85, "company"),
    (re.compile(rf"(?P<what>\b[Aa]n? )(?P<who>{N})\s(?:release|production|picture)\b"), 0.85, "a release"),
    (re.compile(rf"(?P<who>{N})(?P<what>['’]s? (?:[a-z-]+ ){{0,3}}?(?:release|production|film|movie|picture|biopic|drama)\b)"), 0.6, "a studio's film"),
    (re.compile(rf"(?P<what>\b[Ff]rom)\s(?P<who>{N})\.?\s(?:comes|came|come)\b"), 0.85, "comes from"),
    (re.compile(rf"(?P<who>{N})(?P<what>\s(?:finally\s|then\s|later\s|eventually\s)?(?:gave|handed|entrusted|assigned|offered)\s(?:it\s|the\s(?:film|project|script|picture|job)\s)?to\s(?:the\s|an?\s)?(?:[\w-]+\s){{0,3}}?director)"), 0.7, "given to a director"),
    (re.compile(rf"(?P<what>\bat)\s(?P<who>{N}) (?:gave|greenlit|green-lit|agreed|wanted|asked)\b"), 0.5, "at a studio"),
    (re.compile(rf"(?P<who>{N})(?P<what> (?:gave|greenlit|green-lit|agreed to) (?:make|the (?:film|project|picture)|it))"), 0.6, "greenlit"),
]  # fmt: skip
_ONLY = {
    "released": word_set(
        "released releases distributed distributes produced made bankrolled backed financed put picked bought acquired optioned brought found shared paid funded"
    )
}
_LABELS = r"(?i:Studios?(?:/distributors?)?|Distributors?|Distribution|Distributed(?: in [^:\n]{2,30})? by|Production(?: compan(?:y|ies))?|Produced by|Compan(?:y|ies)|Released? by|Release|Made by|Presented by)"
_MADE_BY_FOR = re.compile(rf"\w+ by {N} for {N}")
"""A maker, and for whom: "directed by Ada Moss for Lamplight"."""
_NAMED = re.compile(
    r"\b(?:Pictures|Studios?|Films|Productions|Entertainment|Releasing|Classics|Features|Movies|Artists|Paramount|Universal|Columbia|Warner|Disney|Netflix|Miramax|MGM|Metro-Goldwyn-Mayer|A24|Orion|TriStar|DreamWorks|Lionsgate|Pathé|Gaumont|StudioCanal|RKO|BBC|HBO)\b|\bFilm$"
)
"""Words of a name that only a company bears."""
_GENERIC = word_set(
    "Pictures Studio Studios Films Productions Entertainment Releasing Classics Features Movies Artists"
)
"""Such words, by themselves no company's name."""
_MAKING = re.compile(
    r"\b(?:released?|releases|distribut\w+|(?:co-)?produc(?:e|ed|es|ing|ers?(?= (?:at|for|from|with)\b))|financ\w+|bankroll\w+|bought|rights|optioned|greenlit|studio|announced a (?:film|movie)|(?:the|this|its) (?:film|movie|picture) (?:was|for)|in association with|together with|made (?:it|the (?:film|movie|picture)))\b",
    re.IGNORECASE,
)
_FACTS = re.compile(rf"^[^\n]*\d\s?(?:h|min|m|hrs?|minutes)\b[^\n]*?[|·•]\s?(?P<who>{N})\s*$", re.MULTILINE)
_LINE = re.compile(
    rf"^(?:[Ff]rom |[Aa]n? )?(?P<who>{N})(?:(?:,| ·| \|)?\s?(?:release|production|film|\ue001+|\d+ min\w*)\.?)*$",
    re.MULTILINE,
)
"""A line that holds nothing but a company, among the first of a page."""
_WORDS = re.compile(
    r"^(?:releas|distribut|produc|studio|compan|made|shot|shoot|direct|screenplay|script|board$|found$|film|movie|picture|drama|biopic|bankroll|back|financ|put|present|fund|brought|market|pick|bought|acquir|option|sold|rights|pitch|greenl|green|gave|at$|shar|which|from$|paid|comes|came|hand|entrust)"
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that a company made or released the film."""
    if not text.concordance.has(_WORDS):
        return
    drafts = [
        *boxed(text, "studio", _LABELS, person=False),
        *credited(text, "studio", _PATTERNS, _WORDS, person=False, only=_ONLY),
    ]
    for match in matches(text, _FACTS, _LINE):
        span = span_of(match, "who")
        if any(draft.span.overlaps(span) for draft in drafts):
            continue
        if (_COMPANY if match.re is _FACTS else _NAMED).search(text.slice(span)) and text.text[: span.start].count(
            "\n"
        ) < 15:
            yield Draft("studio", text.film, text.slice(span), span, "production", 0.7, "company in a line of facts")
    found = [*drafts, *_companies(text, drafts)]
    for draft in found:
        being = text.people.inside(draft.span)
        if re.search(
            r"\b(?:Best|Outstanding|Awards?|Oscars?|Globes?|Prize|Festival|Critics|Academy|Guild|Society)\b",
            draft.value,
        ):
            continue
        if (
            _COMPANY.search(draft.value)
            or _is_company_by_place(text, draft, found)
            or (draft.reader == "studio in a box" and (being is None or len(being.mentions) == 1))
        ):
            yield draft


def _companies(text: Text, known: list[Draft]) -> Iterator[Draft]:
    """Yield the companies that stand near a word of making or releasing, where no pattern has found them."""
    for name in text.names:
        shown = text.slice(name.span)
        if (
            not _NAMED.search(shown)
            or shown in _GENERIC
            or any(draft.span.overlaps(name.span) and name.span.end <= draft.span.end for draft in known)
            or text.is_noise(name.span)
        ):
            continue
        sentence = text.sentence_at(name.span.start)
        cues = list(
            _MAKING.finditer(
                text.text, max(sentence.start, name.span.start - 80), min(sentence.end, name.span.end + 80)
            )
        )
        near = [Span(*cue.span()) for cue in cues if not name.span.overlaps(Span(*cue.span()))]
        if near:
            cue = min(near, key=lambda c: max(c.start - name.span.end, name.span.start - c.end))
            film, where = film_at(text, name.span.start), joined(cue, name.span)
            yield Draft("studio", film, shown, where, "production", 0.6, "company near its work")


def _is_company_by_place(text: Text, draft: Draft, found: list[Draft]) -> bool:
    """Say whether a name without a company's word is one: it releases, is one word that produces, or stands in a list with one."""
    being, words = text.people.inside(draft.span), text.text[draft.span.start : draft.span.end].casefold()
    said = text.text[text.sentence_at(draft.span.start).start : draft.span.start]
    if re.search(r"\b(?:album|record|song|single|book|novel|memoir|magazine|play)s?\b", said):
        return False
    if (being and being.sex and len(being.mentions) > 1) or sex_of_given_name(draft.value.split()[0].casefold()):
        return False
    if draft.reader == "made for" and _MADE_BY_FOR.fullmatch(text.masked, draft.span.start, draft.span.end):
        return True
    if draft.reader == "a release" and draft.value.isupper():
        return True
    if draft.reader == "released by" and re.match(r"released|distributed|produced", words):
        return " " not in draft.value or not words.startswith("produced")
    listed = (
        other for other in found if other.reader == draft.reader == "released" and other.span.end == draft.span.end
    )
    return any(
        _COMPANY.search(other.value) and _side_by_side(text, *sorted((draft, other), key=_start)) for other in listed
    )


def _start(draft: Draft) -> int:
    return draft.span.start


def _side_by_side(text: Text, one: Draft, other: Draft) -> bool:
    """Say whether only a comma or "and" stands between two names with which passages begin."""
    between = text.text[one.span.start + len(one.value) : other.span.start]
    return re.fullmatch(r"(?:,\s|,?\sand\s|\s&\s)(?:the\s)?", between) is not None
