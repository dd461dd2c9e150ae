"""The words that say that one thing is drawn from another.

`FORWARD` links stand between what is derived and its source ("X is based on S", "the true story of S"), `BACKWARD` ones between the
source and what is derived ("S was the model for X", "S, on whom X is based"), and `PAIRS` hold both names themselves
("the real X was called S"). How much must speak for a forward link besides is said by its `Need`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from biopic.reading.derived import FILM
from biopic.reading.patterns import BRACKET, N, T
from biopic.reading.sources import BOOK
from biopic.reading.words import word_set


class Need(Enum):
    """What a forward link needs: nothing; talk of a film or role and a source that fits; a film; a character; a sentence of its own without a verb."""

    NOTHING = auto()
    CONTEXT = auto()
    FILM = auto()
    TELLING_FILM = auto()
    CHARACTER = auto()
    FRAGMENT = auto()


@dataclass(frozen=True)
class Link:
    """Words of derivation; `sure` is the confidence of what is found by them."""

    pattern: re.Pattern[str]
    sure: float
    need: Need = Need.NOTHING
    words: frozenset[str] = frozenset()
    """Words of which each match has one, so that the rest of a text need not be searched."""


def _link(words: str, pattern: re.Pattern[str], sure: float, need: Need = Need.NOTHING) -> Link:
    return Link(pattern, sure, need, word_set(words))


_HOW = r"(?:(?:very |only |quite |so |at least )?(?:in part|\w+ly)\s)?"
_A = r"(?:[Aa]n?|[Tt]he|his|her|this|another|its|first)\s(?:[\w\ue001'’-]+,?\s){0,4}?"
_TELLS = r"(?:tells?|told|telling|recounts?|recounting|relates?|chronicl(?:es?|ed|ing)|retells?|recreates?|dramati[sz](?:es?|ed|ing)|depicts?|follows?|charts?|traces?|covers?|explores?|portrays?|brings? to the screen|profiles|celebrates)"
_PRAISE = r"(?:(?:remarkable|incredible|extraordinary|inspiring|inspirational|astonishing|amazing|moving|little-known|largely|mostly|heartbreaking|untold|tragic|short)\s)"
_TRUE = r"(?:true|real|real-life|true-life|actual)"
_MIXTURE = r"(?:composite|blend|amalgam(?:ation)?|mixture|mix|fusion|combination|conflation|merger|cross|hybrid)"
_PORTRAIT = r"(?:stand-in|portrait|version|caricature|pseudonym|cover name|name|likeness|double)"
_JOINED = r"(?:put together|made up|stitched|pieced|cobbled|sewn|patched|glued|rolled|woven|assembled|compounded|built|moulded|molded|merged)(?:\s(?:together|up|into one))?"

FORWARD = (
    _link("based modelled modeled patterned styled", re.compile(rf"\b{_HOW}(?:based|modell?ed|patterned|styled)(?:,\s[a-z ]{{3,25}},)?\s{_HOW}(?:up)?on\s", re.IGNORECASE), 0.9),
    _link("based", re.compile(rf"\bbas(?:ed|es|ing)\s(?:it|(?:the|his|her|their|this|its)\s(?:[a-z]+\s)?(?:script|screenplay|film|movie|picture|story|plot))\s{_HOW}(?:up)?on\s"), 0.85, Need.FILM),
    _link("worked works working", re.compile(rf"\bwork(?:ed|s|ing)\s{_HOW}from\s(?=(?:[^.;:,\n]{{0,40}}?\s)?{BOOK}\b)"), 0.75, Need.FILM),
    _link("inspired suggested", re.compile(rf"\b{_HOW}(?:inspired|suggested)\s{_HOW}by\s", re.IGNORECASE), 0.9, Need.CONTEXT),
    _link("grew grows grown cue inspiration drawn taken derived lifted made fashioned worked put founded built come comes came sprang springs sprung draw draws drew drawing owes has take takes", re.compile(rf"\b(?:(?:takes|took|taking|drew|draws|drawing)\s(?:its|his|her)\sinspiration|{_HOW}(?:drawn|taken|derived|lifted|made|fashioned|worked up|put together)\s{_HOW}(?:from|out of)|{_HOW}(?:founded|built)\s{_HOW}(?:up)?on|(?:comes?|came|sprang|springs|sprung)\s{_HOW}from|(?:draws?|drew|drawing)(?:\s(?:heavily|freely|largely))?\s(?:up)?on|(?:grew|grows|grown)\s{_HOW}(?:out of|from)|takes?\s(?:its|his|her)\scue\sfrom|owes (?:much|a great deal|everything|a lot) to|has (?:its|his|her) (?:roots|source|origins?) in|takes? (?:its|his|her) (?:[a-z ]{{0,24}})(?:story|plot|title|material)(?:\s[a-z ]{{1,24}})? from)\s(?:from\s)?", re.IGNORECASE), 0.85, Need.CONTEXT),
    _link("adapted dramatised dramatized filmed adapts adapting dramatises dramatizes", re.compile(rf"\b(?:{_HOW}(?:adapted|dramati[sz]ed|filmed)\s(?:for the (?:screen|film|movie|cinema)\s)?(?:[^.;:\n]{{0,60}}?\b(?:by|for)\s{N}\s)?{_HOW}from|adapts|adapting|adapted|dramati[sz]es)\s", re.IGNORECASE), 0.9, Need.FILM),
    _link("adaptation retelling version reworking filming fictionalisation fictionalization fictionalised fictionalized dramatisation dramatization dramatised dramatized account chronicle telling", re.compile(rf"\b{_A}(?:adaptation|retelling|screen version|film version|movie version|reworking|filming|(?:fictionali[sz]|dramati[sz])(?:ation|ed\saccount)|account|chronicle|telling|re-telling) of\s", re.IGNORECASE), 0.85, Need.CONTEXT),
    _link("screenplay script written adaptation film wrote directed directs writes", re.compile(rf"\b(?:[Ss]creenplay|[Ss]cript|[Ww]ritten|[Aa]daptation|[Ff]ilm|[Ww]rote|[Ww]rites|[Dd]irect(?:ed|s))\b[^.;\n]{{0,150}}?(?P<from>\b(?:from|after))\s(?=(?:{N}['’]s?|the|his|her|an?)\s(?:[\w\ue001-]+\s){{0,4}}?{BOOK}\b|[A-Z\ue000][^.;:,\n]{{2,60}}?,\s(?:an?|the|his|her|{N}['’]s)\s(?:[\w\ue001-]+\s){{0,3}}?{BOOK}\b)"), 0.85, Need.FILM),
    _link("true real actual", re.compile(rf"(?:\b(?:is|was|of|about|on)\s|,\s|(?<=\n)|(?<=[.!?…]\s)|^)?(?:\w+ly,?\s)?(?P<from>(?:\b{_TELLS}\s)?(?:(?:[Tt]he|[Aa]n?|[Tt]his)\s)?{_PRAISE}{{0,2}}(?:{_TRUE}(?:,?\s[\w-]+){{0,2}}?\s(?:stor(?:y|ies)|li(?:fe|ves)|tale|case|events|history|account)|True (?:\w+\s)?(?:story|tale))\s(?:of|about|behind)\s)"), 0.9, Need.FILM),
    _link("source basis origin", re.compile(r"\b(?:[Ii]ts|[Tt]he (?:film|movie|script|screenplay|picture)['’]s)\s(?:[a-z]+\s)?(?:source|basis|origin)\s(?:was|is)\s"), 0.8, Need.FILM),
    _link("rights", re.compile(rf"\b(?:bought|acquired|optioned|secured|purchased|got|won|has|had|holds?|held)\s(?:the\s|all\s)?(?:(?:film|screen|movie)\s)?rights\s(?:to|of|in)\s(?=(?:[^.;:,\n]{{0,40}}?\s)?{BOOK}\b)"), 0.7, Need.FILM),
    _link("biopic biography bio portrait biographical", re.compile(rf"\b{_A}(?:biopic|biography|bio-pic|(?:film|screen) (?:biography|portrait)|biographical (?:film|drama|picture|movie))\s(?:of|about|on)\s"), 0.8, Need.FILM),
    _link("story life lives tale career struggle struggles rise friendship real", re.compile(rf"\b{_TELLS}\s(?=(?:the\s)?(?:[\w-]+\s){{0,2}}?(?:story|life|lives|tale|career|struggles?|rise|friendship)\s(?:of|and \w+ of)\s|(?:the\s)?real(?:-life)?\s|(?:his|her|{N}['’]s)\s(?:\w+\s)?(?:story|life)\b)"), 0.65, Need.TELLING_FILM),
    _link("story life tale biography portrait account chronicle tells recounts chronicles relates follows", re.compile(rf"(?:{_TELLS}\s(?=(?:the\s)?(?:{_PRAISE}|life\s)?(?:story|life|tale)\sof\s)|(?:(?:[Tt]he|[Aa]n?)\s)?{_PRAISE}?(?:(?:[Ll]ife|screen)\s)?(?:[Ss]tory|[Ll]ife|[Tt]ale|[Bb]iography|[Pp]ortrait|[Aa]ccount|[Cc]hronicle)\s(?:of|about)\s)", re.IGNORECASE), 0.7, Need.FRAGMENT),
    _link("from after", re.compile(rf"\b(?:[Ff]rom|[Aa]fter)\s(?=(?:(?:{N}['’]s?|the|his|her|an?)\s(?:[\w\ue001'’-]+\s){{0,4}}?{BOOK}\b))"), 0.75, Need.FRAGMENT),
    _link("real", re.compile(r"\b(?:is|was)\s(?:about|of)\s(?=(?:the\s)?real(?:-life)?\s)"), 0.65, Need.TELLING_FILM),
    _link("life story", re.compile(r"\b(?:is|was|are),?\s(?:\w+ly,\s)?(?=the\s(?:life|story|life story)\sof\s)"), 0.7, Need.TELLING_FILM),
    _link("stitched pieced cobbled sewn patched glued rolled woven assembled moulded molded merged name word composite blend amalgam amalgamation mixture mix fusion combination conflation merger cross hybrid put made built compounded stand portrait version caricature pseudonym cover likeness double answer", re.compile(rf"(?:\b(?:is|was|are|be|been|being|remains|(?:taken|seen|read|understood|regarded|recogni[sz]ed|meant|intended|drawn|conceived|thought of|described) (?:as|for))\s|['’]s\s|,\s)(?:{_HOW}|in (?:fact|truth|life)\s)(?:(?:{_A})?{_MIXTURE}(?:\s(?:character|figure|portrait))?\s(?:of|from|between|out of)|{_JOINED}\s(?:out of|from)|(?:{_A})?(?:thinly[ -])?(?:(?:veiled|disguised|fictionali[sz]ed|fictional)\s)?{_PORTRAIT}(?:,[^,.;\n]{{1,40}},)?\s(?:of|for)|(?:the (?:film|screen|movie|script)['’]s|a screen)\s(?:version|answer|name|word|stand-in) (?:of|to|for))\s"), 0.8, Need.CHARACTER),
    _link("stand stands stood takes replaces corresponds represents merge merges combine combines blend blends conflate conflates fuse fuses", re.compile(r"\b(?:stands? (?:in )?for|stood (?:in )?for|takes the place of|replaces|takes over from|corresponds to|represents|merges?|combines?|blends?|conflates?|fuses?)\s"), 0.75, Need.CHARACTER),
    _link("life reality fact truth really actually", re.compile(rf"\b(?:is|was|were|are)\s(?:in\s(?:real\s)?(?:life|reality|fact|truth)|really|actually),?\s(?:(?:called|named)\s)?(?!(?:[a-z-]+\s){{1,3}}(?:on|in|of|by|from|to|with|at)\b)(?={N}|(?:the|an?|one|{N}['’]s|his|her)\s(?:[a-z][\w-]*,?\s){{0,4}}{N})"), 0.75, Need.CHARACTER),
)  # fmt: skip

BACKWARD = re.compile(
    r"(?P<verb>(?:\b(?:is|was|were|became|served as|provided|has been)|,)\s(?:(?:\w+ly|said to be|thought to be|believed to be|often|also)\s){0,2}(?:the|a|one|his|her)?\s?(?:[\w-]+\s){0,2}?(?:model|inspiration|basis|prototype|source|seed|germ|spark|subject|template|starting point|real (?!(?:friend|wife|husband|brother|sister|mother|father|son|daughter)\b)\w+|man|woman|person|true story|story)\s(?:for|of|behind)|\b(?:(?:(?:has|had) been|was|is|were|gets)\s)?(?:turned into|made into|filmed as|retold in|told in|dramati[sz]ed in)|\binspired|\bbecame|\blies behind)\s"
)
"""The source is the subject, what is derived stands behind."""

BACKWARD_WORDS = word_set(
    "seed germ spark subject template model inspiration basis prototype source point real man woman person story turned made filmed retold told dramatised dramatized inspired became behind"
)
"""Words of which each match of it has one."""

ON_WHICH = re.compile(
    rf",?\s(?:(?:up)?on\s(?:whom|which|whose\s[a-z ]{{3,30}}?)\s(?P<what>[^.;:\n]{{1,90}}?)\s(?:is|was|are|were)\s{_HOW}(?:based|modell?ed|built|founded)|from which\s[^.;:\n]{{2,50}}?(?P<film>script|screenplay|film|movie))\b(?P<is>\s(?:is|was)\s)?"
)
"""The source stands before a relative clause, or behind it after "is"."""

MADE_FROM = re.compile(
    r"(?P<verb>\b(?:is|was|are|were)\s(?:what|the (?:book|memoir|source|text))\s[^.;:\n]{1,60}?(?:script|screenplay|film|movie)\s(?:from|is based on|is drawn from))"
)
"""The title of a book before it is the source of the film."""

_CALLED = r"(?:an?|the)\s(?:[\w-]+,?\s){0,4}?(?:called|named|by the name of|known as)\s"
_CHANGED = r"(?:turned|transformed|made|recast|reimagined|reinvented|changed|rewritten|disguised|fictionali[sz]ed|renamed|rechristened|called|presented|portrayed|represented|shown)"
_REAL = r"(?:real-life|true|real|actual)"
_LEAD = r"(?:(?:the|an?|one|his|her)\s(?:[a-z][\w-]*,?\s){0,4}?)?"

_WHOM = rf"(?P<whom>{N}){BRACKET}"
_IN_LIFE = r"(?:,?\s(?:in (?:real )?life|in reality|in fact))?"
_SCREEN_NAME = r"(?:under|with|by)\s(?:another|a new|a different|an invented|a false|the)\sname(?:\schanged)?"

PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Tt]he {_REAL}\s(?:(?:model|inspiration|basis|counterpart)\s(?:for|of|behind)\s)?(?P<whom>{N})\s(?:was|is)\s(?:(?:really|in fact|actually)\s)?(?:called\s|named\s|{_LEAD})(?P<who>{N})(?!['’]s)",
        rf"(?P<whom>{N})['’]s\s{_REAL}\s(?:counterpart|model|inspiration|original|equivalent|name),?\s(?:was\s|is\s)?{_LEAD}(?P<who>{N})",
        rf"\b[Ii]n (?:reality|(?:real )?life|fact|truth),\s(?P<whom>{N})\s(?:is|was)\s(?:{_CALLED}|{_LEAD})(?P<who>{N})",
        rf"\bBehind\s(?:the (?:character|figure) of\s)?{_WHOM}\s(?:is|was|stands|stood|lies|hides)\s{_LEAD}(?P<who>{N})",
        rf"{_WHOM}\s(?:is|was)\s{_LEAD}(?P<who>{N})\s{_SCREEN_NAME}",
        rf"(?P<who>{N}){BRACKET}\s(?P<verb>(?:(?:has|had|have)\s(?:been\s)?|was\s|is\s|were\s|gets\s)?(?:{_CHANGED}|became|becomes|appears?|appeared)\s(?:(?:on screen|in the (?:film|movie|picture|script)|here|on film)\s)?(?:in|into|as|by)?\s?)(?:{_CALLED}|(?:an?|the)\s(?:fictional|imaginary|invented)\s(?:[\w-]+\s)?)(?P<whom>{N})",
        rf"(?P<who>{N}){BRACKET}{_IN_LIFE},?\s(?P<verb>(?:(?:is|was|has been|had been)\s)?(?:renamed|rechristened|turned into|called|becomes|became|made into))\s(?P<whom>{N})",
        rf"(?P<who>{N}['’]s|\b[Hh]is|\b[Hh]er)\s(?:role|part|place|deeds|job)\s(?:(?:is|was|has been|had been)\s)?(?P<verb>handed|given|passed|taken|goes|went)(?:\sover)?\s(?:to|by)\s(?:{_CALLED}|(?:an?|the)\s(?:fictional|imaginary|invented)\s(?:[\w-]+\s)?)(?P<whom>(?:Miss\s|Mrs\.?\s)?{N})",
        rf"\bchang(?:es|ed|ing)\s(?P<who>{N})['’]s name to\s(?P<whom>{N})",
        rf"\bchang(?:es|ed|ing)\s(?:the|his|her) name(?:\sof\s[^.;:\n\ue000]{{1,40}}?)?\sfrom\s(?P<who>{N})\sto\s(?P<whom>{N})",
        rf"(?P<whom>{N})\s\((?:really|in (?:real )?life,?|in reality,?|real name:?|based on|really called)\s(?P<who>{N})",
        rf"(?P<who>{N})\s\((?:called|renamed|named|known as)\s(?P<whom>{N})\s(?:in the (?:film|movie|picture)|on (?:the )?screen)",
        rf"(?P<whom>{N})\sis really (?:two|three|several) (?:men|women|people|persons)[^.;\n]{{0,120}}?\b(?:by|to|of|from)\s(?:[A-Za-z\ue000][\w\ue000'’]*\s){{0,3}}?(?:friend|brother|manager|sister|colleague|wife|husband)?\s?(?P<who>{N})(?!\ue000|['’]s)",
        rf"(?P<whom>{N})[^.;:\n]{{0,60}}\s(?:{_MIXTURE}|put together|made up|two|three|several)\b[^.;:\n]{{0,60}}\.\s+One of them,?\s(?:the\s|a\s)?(?:[a-z]+\s){{0,3}}?(?P<who>{N})",
    )
)
"""A character and the person behind it, in one form with both names."""

BIOPIC = re.compile(rf"\b(?:[Tt]he|[Aa]|[Tt]his)\s(?:[a-z-]+\s)?(?P<who>{N})\s(?:biopic|bio-pic|story on film)\b")
ABOUT = re.compile(r"(?<!\w)It (?:is|was) about\s(?P<who>him|her)\b")

WHOSE = re.compile(
    rf"(?P<whose>(?:(?:[Tt]he\s)?(?:[\w-]+\s){{0,3}}(?:story|life|case|lives)\sof\s(?P<of>{N})|(?:(?P<own>{N})['’]s|(?P<his>\b[Hh]is|\b[Hh]er))\s(?:{T}\s|[\w-]+\s){{0,3}}(?:life|story|case|struggle|career|{BOOK})|whose\s(?:[\w-]+\s){{0,3}}[a-z]+)(?:,)?\s(?:[a-z]+\s){{0,2}})$"
)
"""Whose life or book is the subject of a verb that stands right behind."""

BOX = re.compile(
    r"^[ \t|]*(?:[-*•‣▪📖📚]\ufe0f?\s*)?[*_]{0,2}(?P<label>(?:[Bb]ased (?:up)?on|[Ss]ource(?: material)?|[Aa]dapted from|[Ii]nspired by|[Oo]riginal (?:work|book|story)|[Ff]rom(?: the (?:book|memoir|novel))?|BASED ON|SOURCE|[Bb]ook|[Tt]rue story of|[Rr]eal person|[Rr]eal[- ]life (?:counterpart|basis|inspiration|model)|[Tt]rue story))[*_]{0,2}\s*[:|–—=][*_]{0,2}\s*(?P<rest>\S[^\n]*)$",
    re.MULTILINE,
)
"""A line of a box of facts."""

IS_FILM = re.compile(rf"(?:\b(?:{FILM}|[Ii]t|[Tt]his|which|that)\b[\"”*_]{{0,2}}|\ue002)(?:\s\([^()\n]{{1,30}}\))?(?:,\s[^.;:\n]{{2,80}},)?,?\s(?:\w+ly\s|also\s|then\s|does\s)?$")  # fmt: skip
"""What ends in the film as the subject of the verb right behind, in a text whose titles are masked."""
