"""The sentences that say who plays whom, as a few forms over the same parts.

A performer is a name (`BY_WHOM` with what leads up to it); a `ROLE` is a name with what leads up to it ("her father, Abel"),
a pronoun, or a description ("the landlady"). Between the two stands a verb, a part ("the role of") or "as"; behind a name may
stand an `ASIDE` between commas or in brackets. Each form is one order of these. Whether a form is believed without
further evidence is said by its `Trust`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from biopic.reading.patterns import BRACKET, SOMEBODY, N
from biopic.reading.words import word_set


class Trust(Enum):
    """What speaks for a form: itself, talk of a cast beside it, or that one of its names is known to be a performer's."""

    ITSELF = auto()
    TALK = auto()
    PERFORMER = auto()


@dataclass(frozen=True)
class Form:
    """One order of performer and role; `sure` is the confidence of what is found by it."""

    name: str
    pattern: re.Pattern[str]
    sure: float
    trust: Trust = Trust.ITSELF
    words: frozenset[str] = frozenset()
    """Words of which each match has one, so that the rest of a text need not be searched; none where any text may match."""


NAMES = rf"{N}(?:{BRACKET},\s{N}){{0,6}}(?:{BRACKET},?\sand\s{N})?"
"""One name or several in a row."""

_WITH = r",\swith\s(?:(?!\sas\s)[^.;:()“”\"\n]){2,90}?(?=,\s(?:is|was|plays|played|portrays|portrayed|gives|brings|makes|turns|appears|stars)\b)"
ASIDE = rf"{BRACKET}(?:{_WITH}|,\s(?!(?:and|but|or|while|as|with|when|where|whom|whose|he|she)\b|\ue000)[^.;:()“”\"\n]{{2,90}}?(?=[,:]|\swho\s)|,\s(?:\d\d|\ue001+))?"
_LEAD = r"(?:(?!(?:and|or|of|to|that|who|in|is|was|with|by|for|from|at|on|as|but|than|about|when|if|while|until|before|after|against|without|into|over|like|under|through|during|because|so|then|he|she|they|it)\b)[a-z][\w'’-]*,? ){0,3}?"
OWNER = rf"(?:[Hh]is|[Hh]er|[Tt]heir|{N}['’]s?)"
_PRONOUN = r"(?:him\b|her\b(?=[.,;:!?)]|\s(?:as|in|with|on|for|and|at|to|when|so|here|who)\b|$)|(?:him|her|them)sel(?:f|ves)\b)"
CHARACTER = rf"(?P<character>{N}(?!['’]s?\s[a-z])|{_PRONOUN})"
_WORD = r"(?!(?:he|she|they|it|we|who|which|that)\b)[a-z][\w’'-]"
_PHRASE = rf"(?:(?:[Tt]he|an?|{OWNER})\s(?:{_WORD}*\s){{0,3}}?{_WORD}{{2,}})(?=[.,;:!?()\n]|\s(?:in|and|who|with|of|by|is|was|at|on|from|a|the|whose|that|but|while|played|portrayed|voiced)\b|\s?$)"
DESCRIBED = rf"(?P<described>{_PHRASE})"
_AGE = r"(?:the\s(?:older|young|younger|adult|elderly|teenage|teenaged|grown|grown-up|little|boy|girl|real)\s)?"
ROLE = rf"(?:{_AGE}(?:{OWNER}\s|(?:the|an?|old|young|real-life|title)\s){{0,2}}{_LEAD}{CHARACTER}|{DESCRIBED})"
BY_WHOM = rf"(?:(?:the|an?|his|her)\s)?(?:{N}[- ](?:winner|winning|nominee|nominated)\s)?(?:(?!and\b|by\b|or\b)[a-z][\w’'-]*,?\s){{0,4}}?(?P<performer>{N})"
_ADVERB = r"(?:\s(?:also|later|then|again|once|had|has|would|will|was to|both|memorably|here|even|\w+ly)){0,3}"
_PLAYS = r"(?:plays?|played|playing|portrays?|portrayed|portraying|embod(?:y|ies|ied)|inhabits|inhabited|essays|essayed|takes on|took on|voices|voiced|impersonates?|impersonated|(?:co-?)?(?:star(?:s|red|ring)?|appear(?:s|ed|ing)?|turn(?:s|ed)? up|pop(?:s|ped)? up|show(?:s|ed)? up|cameos|shines?|shone)(?:\s(?!as\b|in\b|with\b|by\b)[^.;:,()“”\"\n\ue000]{2,40}?)?\sas|gives us|gives life to)"
_PLAYED = r"(?:played|portrayed|voiced|embodied|brought to life|given life|acted|impersonated|performed|incarnated)"
_CASUAL = r"[^.;:()“”\"\n\ue000]"
"""Any character of a stretch without a name that stays inside its clause."""

_PART = r"(?:the|this|that|his|her|its)\s(?:[a-z-]+\s){0,2}(?:part|role|character)"
_RELISHES = r"(?:(?:has|had|is having)\s(?:[a-z]+\s){0,2}fun\s(?:with|as)|(?:makes?|made)\s(?:the most|a (?:meal|feast))\sof|(?:steals?|stole)\s(?:[a-z]+\s){1,3}as|(?:does|did)\s(?:[a-z]+\s){1,3}with)"
"""What is said of a performer who does well in a role."""
_SHOWING = r"(?:performance|portrayal|turn|interpretation|impersonation|incarnation|depiction|work|role|cameo|debut)"
_NOT_AS = "known knew remembered billed called such same described served worked regarded seen far long soon well and that who to years began started treated saw sees lived used hailed"
_LOWER = rf"(?:(?!(?:{'|'.join(_NOT_AS.split())})\b|(?:him|her)\sas\b)[a-z][\w’'-]*,?\s)"
_NO_CLAUSE = r"(?!(?:he|she|they|it|if|though|soon|well|a result|part|one)\b)"
_OVER = r"(?!['’]s?\s[a-z]|\s(?:did|does|do|had|has|puts?|wrote|writes|said|says|called|himself|herself|(?:is|was) (?:called|known|named))\b)"
_YOUNG = r"(?:(?:very )?(?:young|younger|old|older|child|adult|grown|grown-up|elderly|teenage|teenaged|boy|girl|little|aged|ageing|aging))"
_SPEAKS = r"(?:on (?:the )?(?:big )?screen|on film|in the (?:film|movie|picture|biopic))"


def _form(name: str, pattern: str, sure: float, trust: Trust = Trust.ITSELF, *, words: str = "") -> Form:
    return Form(name, re.compile(pattern), sure, trust, word_set(words))


_PLAYED_WORDS = "played portrayed voiced embodied brought given acted impersonated performed incarnated"
_PLAYS_WORDS = "play plays played playing portray portrays portrayed portraying embody embodies embodied inhabits inhabited essays essayed takes took voices voiced impersonate impersonates impersonated star stars starred starring appear appears appeared appearing turn turns turned pop pops popped show shows showed cameos shine shines shone gives costar costars costarred costarring"
_SHOWING_WORDS = "performance portrayal turn interpretation impersonation incarnation depiction work role cameo debut"


FORMS = (
    _form("portrayal by", rf"(?:{CHARACTER}|\b(?P<pronoun>[Hh]e|[Ss]he)\b(?:['’]s(?=\s(?:\w+ly\s)?{_PLAYED}))?|{DESCRIBED}){ASIDE}(?:['’]s (?:part|role))?(?:,\s(?:the|an?|his|her|that)\s[^.;:()“”\"\n\ue000]{{2,80}}?(?=\s{_PLAYED})|\s(?:is|was)\s(?:an?|the)\s[^.;:()“”\"\n\ue000]{{2,40}}?(?=,\s{_PLAYED}))?(?:,|\s[–—-]|:)?(?:\s(?:is|was|are|were|being|has|had|been|who|here|and|both|to be|\w+ly)\b){{0,4}}\s?\(?\b{_PLAYED}\s(?:{_CASUAL}{{0,45}}?\s)?by\s{BY_WHOM}", 0.95, words=_PLAYED_WORDS),
    _form("portrayal by, in front", rf"(?:(?<=\n)|(?<=[.!?]\s)|^)(?:As\s)?[Pp]layed\s(?:{_CASUAL}{{0,45}}?\s)?by\s{BY_WHOM}{BRACKET},\s{ROLE}", 0.9, words="played"),
    _form("portrayal verb", rf"(?P<performer>{N}){ASIDE},?(?:\swho)?{_ADVERB}\s{_PLAYS}(?!\sby\b)\s(?:(?:the|a)\s(?:[a-z]+\s)?(?:part|role|character)s?\sof\s)?{ROLE}", 0.9, words=_PLAYS_WORDS),
    _form("portrayal to life", rf"(?P<performer>{N}){ASIDE}(?:,?\swho)?{_ADVERB}\s(?:brings|brought|bringing)\s{ROLE}\s(?:back\s)?to\s(?:\w+\s)?life\b", 0.85, words="brings brought bringing"),
    _form("portrayal noun", rf"(?P<performer>{N})['’]s?\s(?:[\w-]+,?\s){{0,3}}?{_SHOWING}\s(?:of|as)\s{ROLE}", 0.9, words=_SHOWING_WORDS),
    _form("portrayal given", rf"\b(?:part|role|character)\sof\s{ROLE}{_CASUAL}{{0,40}}?(?:(?<=\s)(?:first\s)?offered to\s{N},[^.;\n]{{0,40}}?)?\s(?:fell|falls|went|goes|gone|given|handed|passed|offered|taken|filled|is|was) (?:to|by|in the hands of)\s{BY_WHOM}", 0.9, words="part role character"),
    _form("portrayal in somebody's hands", rf"{CHARACTER}{ASIDE}\s(?:(?:(?:is|was|were|are)\s)?(?:left\s)?in the (?:\w+ )?hands of|falls to|fell to|went to|goes to)\s{BY_WHOM}", 0.7, Trust.PERFORMER, words="hands falls fell went goes"),
    _form("portrayal cast as", rf"(?P<performer>{N})\s(?:was|is|were|had been|would be)\s(?:\w+\s)?(?:cast|hired|chosen|picked|signed)\s(?:as|to play|to portray|for (?:{_PART} of)?)\s?{ROLE}", 0.9, words="cast hired chosen picked signed"),
    _form("portrayal cast for", rf"\b(?:[Ff]or|[Aa]s)\s(?:{_PART} of\s)?{_LEAD}{CHARACTER},?\s(?:he|she|they|{N}|the\s[a-z]+)\s(?:cast|chose|picked|hired|signed|wanted and got|found)\s{BY_WHOM}", 0.85, words="cast chose picked hired signed wanted found"),
    _form("portrayal we get", rf"\b[Aa]s\s[^.;:\n]{{0,60}}?{CHARACTER}{ASIDE},\s(?:we (?:get|have|meet)|there is|there['’]s|here is)\s{BY_WHOM}", 0.85, words="we there here"),
    _form("whom somebody plays", rf"{CHARACTER}{ASIDE},?\s(?:the\s[\w ]{{2,40}}?\s)?(?:whom|that|who)\s(?P<performer>{N})(?:\s\w+ly)?\s(?:plays|played|portrays|portrayed|embodies|embodied)\b", 0.9, words="plays played portrays portrayed embodies embodied"),
    _form("portrayal on screen", rf"{CHARACTER}\s?(?:,|–|—|\(|-)\s?(?P<performer>{N})\s{_SPEAKS}", 0.9, words="screen film movie picture biopic"),
    _form("portrayal as in brackets", rf"(?P<performer>{N})\s?[(\[](?:as(?!\san?\s(?:boy|girl|child|young|teen|baby))|playing|(?:who\s)?plays|in the (?:role|part) of)\s{ROLE}[)\]]", 0.95),
    _form("the film's character", rf"(?P<performer>{N}),\s(?:the|our|this)\s(?:film['’]s\s|movie['’]s\s|screen\s)(?P<character>{N})", 0.85, words="film movie picture screen"),
    _form("the film's character", rf"(?P<performer>{N}),\sthe\s(?P<character>{N})\sof\sthe\s(?:film|movie|picture|screen)", 0.85, words="film movie picture screen"),
    _form("the character of the film", rf"\b[Tt]he\s(?P<character>{N})\sof\sthe\s(?:film|movie|picture|screen),\s(?P<performer>{N})", 0.85, words="film movie picture screen"),
    _form("portrayal made", rf"(?:{_SHOWING}\s(?:as|of)|[Pp]laying)\s{_LEAD}{CHARACTER}\s(?:\w+ly\s)?(?:made|won|earned|brought|gave|got|turned)\s(?P<performer>{N})(?!['’])", 0.85, words=f"{_SHOWING_WORDS} playing"),
    _form("portrayal at an age", rf"\b[Tt]he\s{_YOUNG}\s(?P<character>{N})(?!['’])\s(?:is|was)\s(?:played by\s)?(?P<performer>{N})(?!['’]|\s[a-z]+(?:ed|s)\b)", 0.85, words="is was"),
    _form("portrayal at an age", rf"(?P<character>{N})['’]s?\s(?:{_YOUNG}\s(?:self|version|incarnation|counterpart))\s(?:is|was|falls to|fell to|goes to|went to|comes from)\s(?P<performer>{N})(?!['’])", 0.9, words="self version incarnation counterpart"),
    _form("portrayal made so", rf"(?P<performer>{N})\s(?:makes|made|renders|rendered)\s{CHARACTER}\s(?:so|as|both|at once|into|an?|every bit|seem|look)\s", 0.7, Trust.TALK, words="makes made renders rendered"),
    _form("to play, in front", rf"(?:(?<=\n)|(?<=[.!?]\s)|^)(?:To (?:play|portray|become)|[Pp]laying)\s{ROLE},\s(?:[a-z]+\s){{0,3}}?(?P<performer>{N})(?=[,\s])(?!['’])", 0.8, Trust.TALK, words="play portray become playing"),
    _form("portrayal as, reversed", rf"(?:,|\band|\bwith|;),?\sas\s{ROLE},\s(?:[a-z]+\s){{0,2}}?(?P<performer>{N})(?=[.,;)\n]|$|\s(?:is|was|has|gives|makes|steals|does|hardly|barely|never|all but|looks|says)\b)", 0.75, Trust.TALK),
    _form("portrayal as, in front", rf"(?:(?<=\n)|(?<=[.!?]\s)|^)As\s{ROLE},\s(?:[a-z]+\s){{0,3}}?(?P<performer>{N})(?=[,\s])", 0.8, Trust.TALK),
    _form("portrayal as, bare", rf"(?P<performer>{N}){BRACKET},?\sas\s{_NO_CLAUSE}{ROLE}{_OVER}", 0.85, Trust.TALK),
    _form("portrayal as", rf"(?P<performer>{N})(?:['’]s (?:\w+ )?{_SHOWING})?{BRACKET},?\s{_LOWER}{{0,8}}?as\s{_NO_CLAUSE}{ROLE}{_OVER}", 0.85, Trust.TALK),
    _form("portrayal is", rf"(?P<performer>{N}){BRACKET}(?:,\swho|,\s[^,;.()\n\ue000]{{2,60}},|,)?\s(?:is|was)\s(?:(?:(?:the|an?|{OWNER})\s{_LEAD})|(?:little|young|old|poor|big)\s)?(?P<character>{N})(?!['’]s)", 0.75, Trust.PERFORMER),
    _form("portrayal enjoyed", rf"(?P<performer>{N}){ASIDE}\s{_RELISHES}\s{ROLE}", 0.75, Trust.PERFORMER, words="fun makes made most steals stole does did"),
    _form("somebody's character", rf"(?P<performer>{N})['’]s?\s(?P<character>{N})(?!['’]s|\s\()", 0.7, Trust.PERFORMER),
)  # fmt: skip
"""Every form that has one performer and one role, the surest first; where two overlap, the first counts."""

IN_BRACKETS = re.compile(
    rf"(?P<outer>{N}\.?(?:['’]s\s[a-z]+)?|{SOMEBODY}|(?:[Tt]he|[Hh]is|[Hh]er|[Aa]n?)\s(?:[a-z-]+\s){{0,2}}?[a-z]{{3,}})(?:,\s(?:the|an?|{OWNER})\s(?:[\w’'-]+\s){{0,9}}[a-z-]+|,?\sthe\s(?:[a-z-]+\s){{0,2}}[a-z-]+)?[*_]{{0,2}}\s?[(\[](?:[^()\n\ue000]{{0,40}}?\bby\s)?(?P<lead>(?:an?|the|his|her)\s(?:(?!of\b)[a-z-]+,?\s){{1,2}}|{N}[- ](?:winner|winning|nominee|nominated)\s(?:[a-z]+\s)?)?[*_]{{0,2}}(?P<inner>{N})[*_]{{0,2}}(?:(?:,|\sin\s|\son\s|;)[^()\n]{{1,60}})?[)\]]"
)
"""Two names of which one stands in brackets; which is the performer's, others say."""

FURTHER = re.compile(rf"(?:(?:,\s(?:and\s)?|\s(?:and|&)\s|\s?/\s?|;\s){N}){{1,4}}(?=[)\]])")
"""Further performers of one role in the same brackets."""

TOGETHER = re.compile(
    rf"(?P<performers>{NAMES}){ASIDE},?(?:\s(?:all|both|also|\w+ly)){{0,2}}\s(?P<verb>plays?|played|portray(?:ed|s)?|share[sd]? (?:the part|the role|the character) of|(?:star(?:red|s)?|appear(?:ed|s)?|turn(?:ed|s)? up|pop(?:ped|s)? up|show(?:ed|s)? up|cameos?|(?:makes?|made|has|have|had) (?:an?\s)?(?:\w+\s)?(?:cameos?|appearances?)|seen|features?|(?:complete|round out|make up|fill out)(?:s|d|ed)?\s(?:the|this)\s[a-z]+(?:\s[a-z]+)?)(?:\s\w+ly)? as)\s(?:(?:the|his|her|their)\s)?(?:[a-z]+s,?\s)?(?P<roles>themselves|himself|herself|him\b|her\b(?=[.,;]|\s(?:as|at|in)\b)|{NAMES})"
)
"""Several performers with one verb; they share a role, have one each in the same order, or play themselves."""

PAIRED = re.compile(
    rf"(?P<roles>{N}(?:,\s{N}){{0,3}}\sand\s{N})\s\((?P<performers>{N}(?:,\s{N}){{0,3}}(?:\sand|\s&|,)\s{N})\)"
)
"""Several roles, and as many performers in the brackets behind them."""

IN_THE_TITLE = re.compile(
    rf"(?P<performer>{N}){BRACKET}(?:,|\s(?:is|was|stars|starred|shines|appears))?(?:\s[a-z]+ly)?\s(?:in|has|had|gets|got|takes|took|plays|played|landed|won)\sthe\s(?P<role>title(?:\s|-)(?:role|part|character))\b"
)
"""Somebody in the title role, who is whom the film's title names."""

CALLED = re.compile(
    rf",?\s(?:(?:who|whom)\s)?(?:(?:in the (?:film|movie|picture)|on screen|here)\s)?(?:(?:is|was)\s)?(?:(?:in the (?:film|movie|picture)|on screen|here)\s)?(?:called|named|renamed|rechristened)\s(?P<name>{N})"
)
"""What a role without a name is called in the film."""

BILLED = re.compile(rf"\b(?:[Ss]tars|STARRING|[Ss]tarring|[Ff]eatures|[Ff]eaturing)\s(?P<performers>{NAMES})")
"""Those who star in a film, whomever they play."""

LOOSE = re.compile(
    rf"(?<=\s)(?P<anchor>(?:for|in|by|before|when|after|while|as|until|and)\s(?:playing|portraying|(?:he|she) (?:plays?|played|portrays|portrayed|took on|landed))|to (?:play|portray)|(?:who|that) (?:would|will|was to) (?:play|portray)|for (?:his|her) (?:[a-z-]+\s){{0,2}}{_SHOWING} (?:as|of)|{_PART} of|(?:steps?|stepped|slips?|slipped) into (?:[a-z]+\s){{1,4}}of)\s{ROLE}"
)
"""A role that hangs on words whose performer is the nearest person before them."""

DECLINED = re.compile(
    r"\b(?:turn(?:s|ed)? (?:it )?down|offered|refus|lost|declin|want|audition|consider|test(?:ed|s)\b|reject|might|almost|nearly|never|not\b|n['’]t\b|first choice|hop(?:ed|ing)|ask(?:ed|s)\b|pass(?:ed)? on|rumou?r|would have|plann|search|look(?:ed|ing) for|written|wrote|based|fictional)",
    re.IGNORECASE,
)
"""Words before or around a part that say that somebody did not play it."""

AND_ROLE_BY = re.compile(rf",?\s(?:and|while|with)\s{ROLE}\s(?:is\s|was\s)?by\s{BY_WHOM}")
"""The next role of a row in which the verb is not said again: "and the girl by Ines Carr"."""

ALSO_BY = re.compile(
    rf"(?:\s{_CASUAL}{{0,30}}?)?,?\s(?:and|then|later|or)\s(?!(?:the|his|her|an?)\s[a-z-]+\s(?:is\s|was\s)?by\b)(?:{_CASUAL}{{0,30}}?\s)?by\s{BY_WHOM}"
)
"""A further performer of the role before: "first by Ada and then by Ann"."""

AT_AGE = re.compile(rf"\s?[(\[](?:as (?:an?|the)\s[a-z -]{{2,24}},?\s|[a-z -]{{2,24}}:\s)?(?P<performer>{N})(?:\sas (?:an?|the)\s[a-z -]{{2,24}})?[)\]]")  # fmt: skip
"""One more performer in brackets: "(as a boy, Ada Moss)"."""

AS_DO = re.compile(rf",?\s(?:and\s)?(?P<like>as|so)\s(?:do|does|did)\s(?P<performers>{NAMES})")
"""Others of whom the same is true: "as do Ada Moss and Ann"."""

AND_ANOTHER = re.compile(
    rf"(?:,|,?\sand|;)\s(?:{_CASUAL}{{0,20}},\s)?(?P<performer>{N}){BRACKET}\s(?:as\s|(?:is|was)\s(?!{DESCRIBED.replace('?P<described>', '?:')}))?{ROLE}"
)
"""The next of a row in which the verb is not said again: "Ann is Ada, Bo her father"."""

_START = r"^(?:#+\s|[-*•‣▪–]\s|\d+[.)]\s)?[*_]{0,2}"
BELOW = re.compile(
    rf"^[^\w\n\ue000]*(?P<character>{N})[*_:]*[ \t]*\n+[^\w\n\ue000]*(?:(?:Actor|Actress|Played by|In the role|Performer|Performed by|Portrayed by|Cast|Portrayer|Star|Starring|As played by)\b[*_]{{0,2}}\s?[:–—|-]?\s?)[*_]{{0,2}}(?P<performer>{N})",
    re.MULTILINE | re.IGNORECASE,
)
"""A character in a line, the performer with a label in the next."""
