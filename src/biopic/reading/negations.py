"""The negated clauses of a statement: "there was no letter", "she never left him", "Irena was no countess", "it is a myth that".

A form is a pattern over a masked statement (`biopic.reading.cues`), looked for only where one of its words stands; where the
form begins with its verb, the subject is what stands before it. Which clauses deny something is for `biopic.reading.denying`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from biopic.reading.comparing import words_of
from biopic.reading.cues import Statement
from biopic.reading.patterns import N

EXISTENCE, INVENTION, EVENT, BELIEF, ADDED, ANYBODY, BEING, STATE, QUALITY, ANSWER = (
    f"denial of {what}"
    for what in (
        "existence",
        "invention",
        "event",
        "belief",
        "more",
        "anybody",
        "being",
        "state",
        "quality",
        "what was said",
    )
)
"""The names of the forms."""


@dataclass(frozen=True)
class Form:
    """One form of negation: the words of which it needs one, its pattern, its weight by itself, whether a subject leads it."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    weight: float
    led: bool = False


@dataclass(frozen=True)
class Clause:
    """A negated clause: its form, where it stands in the statement, and its parts in the statement's words."""

    form: Form
    start: int
    end: int
    subject: tuple[int, int]
    predicate: str
    value: tuple[int, int]
    words: str
    """The clause as it stands."""
    added: bool = False
    """Whether it only goes on what the clause before it denies: "and no chip in his arm"."""


_NP = r"(?:(?:[\w’'\ue000-\ue002-]+,? ){0,5}?[\w’'\ue000-\ue002-]+)"
_ADV = r"(?:(?:ever|once|actually|really|in fact|even|also|either|so much as|simply|certainly|in truth|then|quite|\w+ly) ){0,2}"
_NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|a hundred|a thousand)"
)
_END = r"(?=$|[,;:.!?—–()“”\"’]|\s(?:and|but|or|in|on|at|(?!to (?:speak|be|do|see|tell|help|stop|talk|say|lose)\b)to|for|with|of|by|that|who|which|when|because|either|whatever|within|near|anywhere|there|before|after|from|as|like|under|over|between|during|behind|then|involved|about|until)\b)"
_OBJECT = r"(?: (?P<value>(?:[^\s,;:.!?—–()“”\"]+ ?){0,12}))?"
_BE = r"(?:is|are|was|were)"
_NOT = r"(?:n['’]t| not)"
_IRREGULAR = "was|were|been|had|done|gone|went|came|left|said|told|gave|wrote|met|saw|made|took|got|held|kept|sent|sold|bought|brought|built|burnt|lost|won|led|read|sang|sung|rode|ran|sat|slept|spoke|spent|stole|stood|swam|swore|taught|threw|thrown|tore|wore|fell|fought|flew|fled|found|drove|driven|drank|drew|dealt|cut|caught|chose|broke|bit|beat|began|begun|bound|bred|hid|hit|hung|hurt|knelt|laid|lay|lent|let|lit|paid|put|quit|rose|sank|set|shook|shot|shown|shut|split|struck|swept|wed|wept|written|taken|given|seen|known|eaten|fallen|flown|forgiven|risen|ridden|stolen|spoken|sworn|torn|worn|become|became|gotten"
_PAST = rf"(?:[a-z]+(?:ed|pt)\b|(?:{_IRREGULAR})\b)"
_NO_BEING = r"(?!longer|more\b|better|worse|less|different|doubt|use\b|good\b|wonder|secret|surprise|easy|exception|match|stranger|hero\b|fool|saint|angel|beauty|genius|expert|picnic|joke|way|one\b|accident|coincidence|bigger|older|younger|further|help|matter|fan|friend of)"
_NO_THING = r"(?!longer|more\b|doubt|idea|trouble|choice|use|interest|notice|time|patience|chance|wish|sense|way|reason|need|one\b|secret|attention|money|place|words?\b|mercy|part\b|room|difference|sign|illusions?|qualms|fear|business|intention|comment|help|(?:real |historical |known )?(?:counterpart|equivalent|parallel|basis))"
_STATES = r"there|present|alone|blind|deaf|mute|dumb|rich|poor|drunk|mad|ill|sick|dead|pregnant|illiterate|homeless|Jewish|gay|guilty|white|black|(?:in|at|on|with|by|even|from) [\w\ue000]+"
_NOTS = words_of("not never t")

FORMS = [
    # there is no evidence for a fire
    Form(BELIEF, words_of("evidence record proof"), re.compile(r"\b[Tt]here(?: is| was|['’]s) (?P<predicate>(?:no|not a (?:shred|scrap|trace) of|little)(?: known| historical)? (?:evidence|record|proof)) (?:that|of|for) (?P<subject>[^;:.!?]{2,100})"), 0.9),
    # nothing in the files shows it; there is nothing to bear that out
    Form(BELIEF, words_of("nothing"), re.compile(r"\b(?P<predicate>(?:[Tt]here (?:is|was) )?[Nn]othing (?:in [^,;:.!?]{2,40} |to )?(?:shows?|suggests?|supports?|proves?|confirms?|backs? (?:this|it|that) up|bears? (?:this|it|that|him|her|them) out))\b(?: that)?(?P<subject>[^;:.!?]{0,100})"), 0.9),
    # there was no letter, there wasn't any dog, there never was a diploma
    Form(EXISTENCE, words_of("there"), re.compile(rf"\b[Tt]here(?: (?:{_BE}|had been|has been|have been)(?:n['’]t)?|['’]s) (?:\w+ly |in fact |of course |also )?(?:no\b|never (?:a|an|any|one)\b|not (?:a|an|any|one)\b|(?<=n['’]t )(?:an?\b|any\b|one\b|even an?\b|(?={_NUMBER}\b))) ?(?P<subject>{_NP}){_END}"), 0.5),
    Form(EXISTENCE, words_of("there"), re.compile(rf"\b[Tt]here never (?:was|were|has been|had been) (?:a|an|any) (?P<subject>{_NP}){_END}"), 0.75),
    # X never existed, no X ever existed, what doesn't exist is X
    Form(EXISTENCE, words_of("exist existed"), re.compile(rf"\b(?P<predicate>(?:never|did{_NOT}|do(?:es)?{_NOT}) {_ADV}exist(?:ed)?)\b(?! (?:is|was|are)\b)"), 1.0, led=True),
    Form(EXISTENCE, words_of("no"), re.compile(r"\b[Nn]o (?:such )?(?P<subject>(?:[\w’'\ue000-\ue002-]+ ){1,8}?)(?P<predicate>(?:ever |has ever |have ever |had ever )?(?:existed|exists?|happened|occurred|survives?|took place|surfaced|was (?:ever )?(?:found|held|made|sent|written|filed|signed|built|fired|spoken|arrested|involved)|(?:has|have|had) (?:ever )?(?:been \w+|come to light|turned up|survived|surfaced)))\b"), 0.75),
    Form(EXISTENCE, words_of("no"), re.compile(rf"\b[Nn]o such (?P<subject>(?:[\w’'\ue000-\ue002-]+ ){{1,4}}?)(?P<predicate>(?:ever |had ever |has ever )?{_PAST})"), 0.8),
    Form(EXISTENCE, words_of("exist existed happen happened"), re.compile(rf"\b[Ww]hat (?P<predicate>(?:does|did|do){_NOT} (?:exist|happen)|never (?:existed|happened)) (?:is|was|are) (?P<subject>[^,;:.!?]+)"), 1.0),
    # Miss Vale is an invention; the race is made up; Rayon was invented for the film
    Form(INVENTION, words_of("invention fiction invented made thought fictional fictitious imaginary fabrication fabricated"), re.compile(rf"(?P<predicate>\b{_BE} {_ADV}(?:(?:also|too|all|just|of course|likewise),? )?(?:(?:an? )?(?:pure|sheer|complete|total|outright|entire)? ?(?:invention|fiction|fabrication)|(?:pure|an?) invention|an? (?:\w+ly )?(?:fictional|fictitious|invented|made-up|imaginary) (?:character|creation|figure|person)|invented|made[- ]up|thought up|fictional|fictitious|imaginary|fabricated))\b(?! (?:of|name|his|her|their|my|our|town|city|village|account|as an?\b|to\b|like|[\w-]*writer))"), 1.0, led=True),
    Form(INVENTION, words_of("so"), re.compile(rf"(?:^\W{{0,4}}|[,;] (?:and |but )?)(?P<predicate>[Ss]o,? (?:too,? )?{_BE}) (?P<subject>(?:the |his |her |their |an? )?(?:[\w’'-]+ ){{0,4}}?[\w\ue000’'-]+)(?:(?= \()|{_END})"), 1.0),
    # it never happened, none of it took place
    Form(EVENT, words_of("happen happened occur occurred place went"), re.compile(rf"(?P<subject>\b(?:[Ii]t|[Tt]hat|[Tt]his|[Nn]one of (?:it|this|that|these|those|them)|[Tt]h(?:e|at|is) [^,;:.!?“”]{{1,40}}?|{N}['’]s [^,;:.!?“”]{{1,40}}?|[Nn]othing (?:of the (?:sort|kind)|like (?:it|that|this))|[Nn]o such thing)) (?P<predicate>(?:(?:never|did{_NOT}) {_ADV})(?:happen(?:ed)?|occur(?:red)?|t(?:ake|ook) place|went like that))\b"), 0.9),
    Form(EVENT, words_of("happened occurred place"), re.compile(r"(?P<subject>\b(?:[Nn]one of (?:it|this|that|these|those|them)|[Nn]othing (?:of the (?:sort|kind)|like (?:it|that|this))|[Nn]o such thing)) (?P<predicate>(?:ever )?(?:happened|occurred|took place))\b"), 0.9),
    # it is a myth that she was mute; the story of the axe is apocryphal; it isn't so
    Form(BELIEF, words_of("myth legend tale untrue true false misconception lie fiction nonsense so fallacy"), re.compile(r"(?:\b(?:[Ii]t|[Tt]here)(?: is|['’]s| was)|\b[Tt]hat(?: is|['’]s)) (?:\w+ly |simply |just |all )?(?:an? )?(?:\w+ )?(?P<predicate>myth|legend|fairy tale|untrue|not true|false|misconception|lie|fiction|nonsense|not so|fallacy)\b(?: (?:that|to say that) (?P<subject>[^;:.!?]{3,120}))?"), 0.7),
    Form(BELIEF, words_of("myth legend untrue true false apocryphal invention nonsense unfounded baseless bunk tale fabrication lie"), re.compile(r"\b(?P<subject>(?:[Tt]he|[Tt]hat|[Tt]his) (?:\w+ )?(?:story|stories|tale|rumou?r|claim|idea|notion|legend|belief|anecdote|line|quotation|quote|scene|business)\b[^;:.!?]{0,100}?) (?P<predicate>(?:is|was|are|were) (?:an? |pure |sheer |complete |simply |entirely |almost certainly |certainly )?(?:myth|legend|untrue|not true|false|apocryphal|invention|nonsense|unfounded|baseless|bunk|fairy tale|fabrication|lie))\b"), 0.8),
    Form(BELIEF, words_of("true so case happened was went ended"), re.compile(rf"(?P<subject>\b(?:[Tt]his|[Tt]hat|[Ii]t)) (?P<predicate>(?:is|was){_NOT} (?:true|so|the case|how it (?:happened|was|went|ended)|what happened))\b"), 0.6),
    Form(BELIEF, words_of("who"), re.compile(rf"\b[Ii]t (?:was|is){_NOT} (?P<subject>{N}|(?:his|her|the|my) [\w\ue000-]+|he|she|I) (?P<predicate>who {_PAST}){_OBJECT}"), 0.7),
    Form(BELIEF, frozenset(("Never", "Didn")), re.compile(r"(?:^|[.:!?] )[\"“]?(?P<predicate>Never (?:happened|existed|took place)|Didn['’]t (?:happen|exist))\b"), 0.9),
    Form(BELIEF, words_of("nothing such"), re.compile(r"(?P<subject>\b[Hh]e|\b[Ss]he|\b[Tt]hey|\ue000+) (?P<predicate>(?:did|was) (?:nothing of the (?:sort|kind)|no such thing))\b"), 1.0),
    # they called it courage. It wasn't; people say that he ran. He did not.
    Form(ANSWER, _NOTS, re.compile(rf"(?:^|[;:—–] ?)[^\w\ue000]{{0,3}}(?P<subject>(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]hat|I|{N})) (?P<predicate>(?:did|was|were|had){_NOT})(?P<value>(?: one)?)(?=[\s\"”’)]*(?:$|[.,;:!—–]))"), 0.6),
    # nor did any manager; neither was Pavel
    Form(ADDED, words_of("nor neither"), re.compile(r"\b(?:[Nn]or|[Nn]either) (?P<predicate>did|was|were|is|are|had|has|does|do) (?P<subject>(?:(?:the|a|an|any|his|her|their|its) )?[\w\ue000-\ue002’'-]+)(?P<value>[^,;:.!?—–()“”\"]*)"), 0.6),
    # nobody ever kidnapped him; no manager knocked it down
    Form(ANYBODY, words_of("nobody no none not"), re.compile(rf"\b(?P<subject>(?:[Nn]obody|[Nn]o one|[Nn]o-one|[Nn]one of (?:us|them|the \w+)|[Nn]ot one of (?:us|them|the \w+))(?: in [\w\ue000 ]{{1,20}}| there| else)?) (?P<predicate>{_ADV}{_PAST}){_OBJECT}"), 0.35),
    Form(ANYBODY, words_of("no"), re.compile(rf"(?:^|[;:,] |[“\"‘])(?P<subject>[Nn]o (?!one\b|doubt|wonder)[\w\ue000-]+(?: [\w\ue000-]+){{0,2}}?) (?P<predicate>(?:ever )?{_PAST}){_OBJECT}"), 0.5),
    # Irena was no countess; she was never his lover; he wasn't a thief
    Form(BEING, words_of("no"), re.compile(rf"\b(?P<predicate>(?:{_BE}|am) {_ADV}no) (?P<value>{_NO_BEING}[\w\ue000-]+(?: (?!and\b|but\b|when\b|who\b|that\b)[\w\ue000-]+){{0,3}})"), 0.75, led=True),
    Form(BEING, _NOTS, re.compile(rf"\b(?P<predicate>(?:{_BE}|am)(?:{_NOT}| {_ADV}never) {_ADV})(?P<value>(?!anything)(?:an?|the|his|her|their|my|its|anybody['’]s|{N}['’]s) {_NP}){_END}"), 0.5, led=True),
    Form(STATE, _NOTS, re.compile(rf"\b(?P<predicate>(?:was|were|had been|has been|is|are)(?:{_NOT}| {_ADV}never) {_ADV}(?:(?:{_PAST}|[a-z]+ing\b|(?:{_STATES})\b)))(?! to be){_OBJECT}"), 0.45, led=True),
    # she was not lonely
    Form(QUALITY, _NOTS, re.compile(rf"\b(?P<predicate>(?:was|were)(?:{_NOT}| {_ADV}never) {_ADV}(?P<value>(?!alone\b|only\b|long\b|until\b|enough\b|much\b|to\b|yet\b|even\b|always\b|quite\b|very\b|so\b|as\b|one\b)[a-z]{{3,}})){_END}"), 0.4, led=True),
    # the two never met
    Form(EVENT, words_of("met spoke corresponded"), re.compile(rf"\b(?P<subject>(?:[Tt]he (?:two|pair)(?: of them| [a-z]+)?|[Tt]hey|{N} and {N})) (?P<predicate>(?:(?:in fact|actually|had|have) )?never (?:once |actually |even )?(?:met|spoke|corresponded))\b(?! (?:again|him|her|until|before))"), 1.0),
    # he never buried his violin; Princeton has never had one; she did not marry; he hadn't a radio
    Form(EVENT, words_of("never"), re.compile(rf"\b(?P<predicate>(?:(?:had|has|have) never|never(?: (?:had|has|have))?) {_ADV}{_PAST}){_OBJECT}"), 0.5, led=True),
    Form(EVENT, words_of("did didn never"), re.compile(rf"\b(?P<predicate>(?:did{_NOT}(?:, [^,;:.!?“”]{{3,40}},)?|never did) {_ADV}[a-z]+){_OBJECT}"), 0.4, led=True),
    Form(EVENT, words_of("had hadn has hasn have haven"), re.compile(rf"\b(?P<predicate>(?:had|has|have){_NOT} {_ADV}{_PAST}){_OBJECT}"), 0.3, led=True),
    Form(EVENT, words_of("had hadn has hasn have haven"), re.compile(rf"\b(?P<predicate>(?:had|has|have){_NOT}) (?P<value>(?:an?|any) (?!idea|clue|choice|chance|word)[\w\ue000-]+(?: [\w\ue000-]+)?)"), 0.45, led=True),
    # the winner gave no lecture; she kept none
    Form(EVENT, words_of("nobody no"), re.compile(rf"\b(?P<predicate>(?!was\b|were\b|had\b|said\b|told\b|saw\b|knew\b|heard\b|found\b|asked\b){_PAST}) (?P<value>nobody|no one|no-one)\b(?! (?:but|else|else's)\b)"), 0.45, led=True),
    Form(EVENT, words_of("no none"), re.compile(rf"\b(?P<predicate>(?:gave|wrote|left|had|made|sent|received|held|signed|kept|took|won|played|carried|owned|wore|spoke|said|paid|bore|told|found|built|threw|served|ran)) (?P<value>(?:none\b(?! other)|no ?{_NO_THING}[\w\ue000-]+(?: [\w\ue000-]+){{0,4}}))"), 0.5, led=True),
]  # fmt: skip
"""The forms, in the order in which they are tried on a statement; the first one at a place counts."""

_MORE = re.compile(
    rf"(?:,| and| or|, and|, nor| nor) (?:there (?:was|were) )?(?P<passage>no (?!longer|more\b|doubt|one\b|less)(?P<subject>(?:[\w’'\ue000-]+ ){{0,4}}?[\w’'\ue000-]+)){_END}"
)
_LEAD = re.compile(
    r"(?:(?:and|but|so|for|that|because|yet|then|still|also|nor that|though|although|while|when|said|says)\s|[^\w\ue000-\ue002])+",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"[^,;:.!?]{1,60}\b(?:that|because|whether) (?=(?:[Hh]e|[Ss]he|[Ii]t|they|we|I|you|there|the|an?|his|her|its|their|my|our|no|nobody|[\ue000-\ue002]+(?:['’]s)?)\b ?)(?!no\b)"
)
"""What reports or describes by a clause with a subject of its own; "the boy that drowned" has none."""
_TAIL = re.compile(
    r"\s(?:and|but|because|though|although|while|whereas|when|so|since|as|until|who|which|where|whatever|for the)\b.*$"
)
_TOLD = re.compile(
    r"(?P<subject>[^,;:.!?—–()“”\"]{2,70}), (?:[Hh]e|[Ss]he|they|I|[\w ]{0,20}\ue000+) (?:now |always |once )?(?:says?|said|insists?|insisted|writes?|wrote|adds?|thinks?|claims?|claimed|swears?|admits?|recalls?)(?: now)?, $"
)
"""A subject that stands before who tells it: "her father, she says, never"."""
_APPOSED = re.compile(
    r"(?:^|[;:.!?—–“\"(]|, (?:and |but )?) ?[*_]{0,2}(?P<subject>(?:[\w’'\ue000-\ue002-]+ ){0,6}?[\w’'\ue000-\ue002-]+)(?: \([^()]{1,60}\))?(?:, [^,;:.!?()]{2,80}(?: \([^()]{1,60}\))?,)? $"
)
"""A subject with an apposition or a performer behind it: "Sarah, her oldest friend (Ada Moss), never"."""
_BREAK = re.compile(r"[,;:.!?—–()“”\"]|\b(?:never|not|no)\b(?! one\b)")


def clauses_of(s: Statement) -> Iterator[Clause]:
    """Yield the negated clauses of a statement, none inside another, a dozen at most."""
    return islice(_clauses(s), 12)


def _clauses(s: Statement) -> Iterator[Clause]:
    taken: list[tuple[int, int]] = []
    for form in FORMS:
        if not form.needs & s.tokens:
            continue
        for match in form.pattern.finditer(s.words):
            clause = _clause(s.words, form, match)
            if clause and not any(a < clause.end and clause.start < b for a, b in taken):
                taken.append((clause.start, clause.end))
                yield clause
                if form.name == EXISTENCE:
                    yield from _more(s.words, form, match.end(), taken)


def _clause(words: str, form: Form, match: re.Match[str]) -> Clause | None:
    """Make a clause of a match: small words in front and behind are left off."""
    subject = _subject(words, form, match)
    if subject is None:
        return None
    begins = subject[0] if form.led else match.start()
    start = _inner_start(words, begins, match.start("predicate")) if form.led else begins + _stops(words, begins)
    end, value = match.end(), match.span("value") if match.groupdict().get("value") else (match.end(),) * 2
    if value[1] == end and (cut := _TAIL.search(words, *value)):
        end = cut.start()
    end = start + len(words[start:end].rstrip(" ,;:"))
    value = (value[0], max(value[0], min(value[1], end)))
    predicate = match.groupdict().get("predicate") or ""
    return Clause(form, start, end, subject, predicate, value, words[start:end]) if start < end else None


def _subject(words: str, form: Form, match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the subject stands: before a form that it leads, unless nothing but a stop is there, else inside it."""
    at = match.start()
    if not form.led:
        return match.span("subject") if match.groupdict().get("subject") else (at, at)
    if told := _TOLD.search(words, max(0, at - 130), at):
        return told.span("subject")
    begins = _subject_start(words, at)
    if begins < at:
        return begins, at
    if words[max(0, at - 2) : at] not in (") ", ", "):
        return None
    apposed = _APPOSED.search(words, max(0, at - 200), at)
    return apposed.span("subject") if apposed else (at, at)


def _stops(words: str, at: int) -> int:
    """Return how many characters at `at` are no part of a word or name."""
    return len(words) - at - len(words[at:].lstrip(" ,;:“\"‘'—–-*•✗"))


def _subject_start(words: str, at: int) -> int:
    """Return where the subject begins that ends at `at`: at most nine words, none behind a stop or another negation."""
    low = max(0, at - 90)
    for stop in _BREAK.finditer(words, low, at):
        low = stop.end()
    starts = [match.start() for match in re.finditer(r"\S+", words[low:at])]
    return low + starts[-9:][0] if starts else at


def _inner_start(words: str, start: int, end: int) -> int:
    """Return where a clause begins without "and", "but", "she admitted that" in front of it."""
    if lead := _LEAD.match(words, start, end):
        start = lead.end()
    reported = _REPORTED.match(words, start, end)
    return reported.end() if reported else start


def _more(words: str, form: Form, at: int, taken: list[tuple[int, int]]) -> Iterator[Clause]:
    for match in _MORE.finditer(words, max(0, at - 1), min(len(words), at + 80)):
        start, end = match.span("passage")
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            yield Clause(form, start, end, match.span("subject"), "", (end, end), words[start:end], added=True)
