"""Who has which illness, injury or disability: "suffers from gout", "born deaf", "a blind girl named Ada", "his stammer".

An ailment counts where the words before it, or behind it, say that one person has it; who that is, the subject tells,
the object ("left her blind"), the possessor, or the name beside it. What is wrong with a part of the body is in `bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.ailments import Ailment, ailments
from biopic.reading.bodies import hurts
from biopic.reading.clauses import SOMEONE, person_at, stretch_at, subject_of
from biopic.reading.drafts import Draft
from biopic.reading.patterns import BRACKET, WHOSE, N
from biopic.reading.people import Being
from biopic.reading.pronouns import refer
from biopic.reading.text import Text

_DET = r"(?:(?:(?:an?|the|his|her|some|what|is|was|later|only|also|and|both|as|of|from|with|known|called|so-called|case|bout|bouts|form|forms|kind|type|touch|effects|symptoms|signs|onset|severe|bad|very|full|having|being|[a-z]+ly|congenital|rare)\s|[\"“‘'])){0,6}"
_IN = r"(?:\s(?:in|at|as|when|by|early|late|soon|aged|with)\b[^,.;:\n\"“”]{0,30}|,[^,.;:\n]{1,40},)?"
_WHOM = rf"(?P<whom>{SOMEONE}|\bhim\b|\bher\b)"
_VERBS = [
    r"suffer(?:s|ed|ing)?(?:\s\w+ly|\sall (?:his|her) life|\sfor \w+ \w+)?\sfrom|suffer(?:s|ed|ing)?",
    r"(?:was|is|been|being|were|be|,|and|who)?\s?(?:afflicted|stricken|struck down|struck|infected|cursed|burdened|plagued|tormented|troubled|dogged|racked|wracked|crippled|disabled|disfigured|blinded|deafened|paraly[sz]ed|weakened|ravaged|scarred|laid low|felled|floored|riddled|covered|ridden)(?:\s\w+ly)?\s(?:with|by|from|in)",
    rf"(?:diagnosed|rediagnosed){_IN}\s(?:with|as\shaving|as)|diagnosed|diagnosis\sof",
    r"(?:come|comes|came|coming|go|goes|went|gone)\sdown\swith|(?:fell|falls?|fallen|taken|took)\s(?:seriously\s|gravely\s)?(?:ill|sick)\swith|(?:fell|falls?|fallen)\s(?:victim|prey)\sto|(?:ill|sick|weak|feverish|delirious|dizzy|down|abed|in bed)(?:\sas\s(?:he|she)\s(?:is|was))?\swith",
    r"contract(?:s|ed|ing)?|catch(?:es|ing)?|caught|develop(?:s|ed|ing)?|acquire[sd]?|picks? up|picked up",
    r"battl(?:es|ed|ing|e)(?:\swith|\sagainst)?|fights?|fighting|fought|struggl(?:es|ed|ing|e)\s(?:with|against)|liv(?:es|ed|ing|e)\swith|coped?s?\swith|coping\swith|wrestl(?:es|ed|ing)\swith|grappl(?:es|ed|ing)\swith",
    r"overc(?:o|a)mes?|overcoming|surviv(?:es|ed|ing|e)|recover(?:s|ed|ing)?\sfrom|beat(?:s|en|ing)?|conquer(?:s|ed|ing)?|endur(?:es|ed|ing|e)|concealed|hid(?:es|ing)?|cured\sof",
    r"(?:died|dies|dying|dead|die|succumb(?:s|ed|ing)?|killed|perished|passed away|carried off)\b(?:[^.;:()\n]{0,70}?)\s(?:of|from|to|by)|(?:lost|loses|losing)\s(?:his|her)\s(?:\w+\s)?(?:battle|fight|life)\s(?:with|against|to)|succumb(?:s|ed|ing)?\sto",
    r"(?:treated|hospitali[sz]ed|institutionali[sz]ed|operated on|admitted|committed)(?:\s\w+){0,4}?\s(?:for|with)",
    r"(?:prone|vulnerable|subject|susceptible|given|a (?:victim|martyr|slave) (?:to|of))\s?(?:to)?|(?:a|the)\s(?:victim|survivor)\sof",
    r"(?:descend|slide|slip|sink|fall|lapse|spiral)(?:s|ed|ing)?\s(?:into)|(?:fell|sank|slid|slipped)\sinto",
    r"(?:speaks?|spoke|walks?|walked|talks?|talked|speaking|walking)\swith|with\shis|with\sher",
    r"(?:has|have|had|having|'d|’d)(?:\salways|\salso|\snow|\slong|\sonly)?(?:\s(?:had|got|been\s(?:left\s)?with|suffered))?|got|gets|getting|inherited|keeps|kept",
    r"(?:he|she|who|him|her)?\s?(?:was|is)?\s?(?:born|left|living|alone)\swith|,\sborn\swith",
    r"(?:cause\sof\s(?:his|her)?\s?death|the\scause)(?:\s(?:was|is|being))?|doctors\s(?:had\s)?(?:called|named)\sit|(?:[Ii]t|the illness|the disease)\s(?:was|is)|test(?:s|ed) positive for",
    r"diagnosis\b[^.;\n]{0,60}?(?:was|is|of|:)",
]  # fmt: skip
_VERB = re.compile(rf"(?:(?<=\W)|^)(?P<verb>(?:{'|'.join(_VERBS)}))\s{_DET}$", re.IGNORECASE)
_LEFT = re.compile(
    rf"\b(?:left|leaves|leaving|rendered|renders|rendering|made|makes|turned|struck|gave|gives|giving|cost|diagnosed|diagnoses|diagnose|declared|pronounced|infected|afflicted|afflicts)\s{_WHOM}\s(?:also\s)?(?:as\s|with\s|to\sbe\s)?{_DET}$"
)
_STATE = re.compile(
    rf"(?:(?<=\W)|^)(?P<verb>(?:born with (?:an?|his|her) (?:[a-z]+ )?[a-z]+(?: so| that was| too)?|was|is|are|['’]s|['’]d been|has been|had been|been|be|being|became|become|becomes|becoming|went|goes|going|gone|grew|grows|growing|grown|born|remained|remains|left|rendered|turned|lay|lies|lived|died|stayed)(?:\s(?:left|born|rendered|going|now|slowly|soon|also|already|by then|still|almost|nearly|so|quite|very|all but|both|made)){{0,4}})\s{_DET}$",
    re.IGNORECASE,
)
_WITH = re.compile(rf"(?P<whom>{SOMEONE}|{N}{BRACKET})(?:,)?\s(?:lives\s|living\s|born\s)?with\s{_DET}$")
_KIND = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]his)\s(?:[a-z][\w'’-]*,?\s){0,4}?(?:boy|girl|man|woman|child|teenager|baby|son|daughter|kid|youth|patient|infant|teen|person|student|artist|genius|adolescent)\s(?:born\s|living\s)?with\s"
    + _DET
    + "$"
)
_POSSESSED = re.compile(rf"(?P<whom>{WHOSE}|\bwhose)\s(?:own\s|battle with\s|fight against\s|struggle with\s)?$")
_APART = re.compile(
    rf"(?P<whom>{N}){BRACKET}(?:,|\s[–—-]|—)\s?(?:(?:who\s(?:is|was)|once|though|already|by then|now)\s)?(?:(?:an?|the)\s(?:[a-z][\w'’-]*,?\s){{0,3}}?)?{_DET}$"
)
_IS_A = re.compile(
    rf"(?P<whom>{N}){BRACKET},?\s(?:is|was|plays|becomes|as)\s(?:an?|the)\s(?:[a-z][\w'’-]*,?\s(?:and\s)?){{0,4}}?$"
)
_NAME_BEHIND = re.compile(rf"[^,.;:()\n]{{0,40}}?(?:,?\s(?:named|called)\s|,\s|\s)(?P<whom>{N})")
_NOT = re.compile(
    r"\b(?:not|never|no|nor|n['’]t|without|if|whether|as if|pretend(?:s|ed|ing)?|feign(?:s|ed|ing)?|fak(?:es|ed|ing)|could have|might have|may have|fears? (?:that )?|mistaken for|rather than|instead of|immune|cure for|avoid|avoids|drug for|treatment for)\b[^,.;:]{0,25}$",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"blind(?:ed)?\s(?:to\b|date|faith|rage|alley|eye\b|spot|fury|luck|obedience|trust|panic|ambition|loyalty|love|devotion|terror)|deaf\s(?:to\b|ears)|crippled by [a-z]+(?:itis|osis)?\b(?=[,.])|(?:paraly[sz]ed|crippled)\s(?:by|with)\s(?:fear|grief|doubt|debt|guilt|shock|indecision|stage|terror|the fear|self|shyness|inflation)|lame\s(?:excuse|duck|joke)|dumb(?:\s(?:luck|show|question|idea)|$|\W(?!with))"
    r"|(?:crippled|disabled|blinded)\s(?:the|a|by\s(?:love|rage|ambition|greed|the))|depressed\s(?:economy|area|market)|(?:deaf|blind|disabled|handicapped|visually impaired|autistic|paraly[sz]ed)\s(?:children|kids|people|students|pupils|persons|veterans|soldiers|men|women|community)|(?:injury|injuries|fever)\s(?:pitch|time)|stroke\s(?:of|by)|strokes?\sof|plague\son",
    re.IGNORECASE,
)
_SUFFERS = re.compile(
    rf"\s(?:had\s|has\s|have\s|would\s|later\s|soon\s|then\s|finally\s|also\s|itself\s){{0,2}}(?:struck|strikes?|took|takes?|kill(?:s|ed)|lea(?:ves|ft)|left|rob(?:s|bed)|cost|costs|cripples?|crippled|blinded|blinds|deafened|paraly[sz]ed|paraly[sz]es|claim(?:s|ed)|overcame|overtook|carried|wither(?:ed|s)|overgrown|overgrew|ravaged|ravages|attack(?:s|ed)|ended|weaken(?:s|ed)|destroy(?:s|ed)|ate|disfigured|disfigures|threaten(?:s|ed)|put|puts|forced|forces|confined|kept|keeps|made|makes|gave)\s[^.;:\n]{{0,25}}?(?P<whom>{N}|\bhim\b|\bher\b|\bhis\b)"
)
_ALONE = re.compile(r"(?:^|[.!?…]\s|[“\"‘]|:\s)[“\"‘]?$")
_CLOSES = re.compile(r"(?:,\s(?:at|when|in|aged|as)\b[^.,;!?]{1,30})?[.!?]")
_SOFT = re.compile(
    r"(?:anxiety|melancholia|headaches|paranoia|bruises|coma|hallucinations|delusions|insomnia|burns|injury|injuries|loss)$"
)
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_DOCTORS = re.compile(
    r"\b(?:doctors?|physicians?|specialists?|surgeons?|psychiatrists?|they|Dr\.?|which|that|it)\s(?:had\s|have\s|later\s|finally\s|also\s|first\s|would\s)?$",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each statement that somebody has an ailment; a bare possessive states it once a section."""
    seen: set[tuple[str, str, int]] = set()
    last: tuple[int, Draft] | None = None
    taken: list[Span] = []
    for ailment in ailments(text.text):
        draft = None if _is_idle(text, ailment) else _framed(text, ailment) or _and_so(text, ailment, last)
        if draft is None:
            continue
        key = (draft.subject, _head(ailment), text.section_at(ailment.start).span.start)
        if draft.reader != "condition possessed" or key not in seen:
            yield draft
        seen.add(key)
        last = ailment.end, draft
        taken.append(Span(ailment.start, ailment.end))
    yield from _hurts(text, taken)


def _hurts(text: Text, taken: list[Span]) -> Iterator[Draft]:
    starts = {span.start for span in taken}
    for subject, value, span, confidence in hurts(text):
        if starts.isdisjoint(range(span.start, span.end)):
            yield Draft(
                "condition", subject, value, span, text.world_at(span.start), confidence, "condition of the body"
            )


def _is_idle(text: Text, ailment: Ailment) -> bool:
    """Say whether an ailment is only a turn of phrase, of a crowd, or denied."""
    head = text.text[ailment.end - len(_head(ailment)) : ailment.end + 25]
    before = text.text[max(0, ailment.start - 60) : ailment.start]
    return (
        bool(_IDIOM.match(head))
        or bool(_NOT.search(before))
        or (ailment.vague and ailment.name.islower() and len(ailment.name.split()) < 2)
    )


def _head(ailment: Ailment) -> str:
    return ailment.name.split()[-1] if " in " not in ailment.name else ailment.name


def _framed(text: Text, ailment: Ailment) -> Draft | None:
    """Return the draft of the first frame that holds the ailment."""
    sentence = stretch_at(text, ailment.start)
    low = max(sentence.start, ailment.start - 130)
    left = text.masked[low : ailment.start]
    for found in (
        _caused(text, ailment, left, low),
        _told(text, ailment, left, low),
        _beside(text, ailment, left, low),
        _acting(text, ailment),
        _alone(text, ailment, sentence),
    ):
        if found:
            subject, span, confidence, reader = found
            return (
                Draft("condition", subject, ailment.name, span, text.world_at(span.start), confidence, reader)
                if subject
                else None
            )
    return None


_Found = tuple[str, Span, float, str]


def _caused(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "left her blind", "diagnosed Ada with gout"."""
    match = _LEFT.search(left)
    if not match:
        return None
    whom = Span(low + match.start("whom"), low + match.end("whom"))
    return person_at(text, whom), Span(low + match.start(), ailment.end), 0.85, "condition caused"


def _told(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "Ada suffers from gout", "he was born deaf"."""
    pattern = _STATE if ailment.sort in ("state", "bearer") else _VERB
    match = pattern.search(left) or (_VERB.search(left) if pattern is _STATE else None)
    if not match:
        return None
    start = low + match.start("verb")
    start += len(match["verb"]) - len(match["verb"].lstrip(" ,"))
    subject = _patient(text, start, match["verb"])
    confidence = 0.9 if re.search(r"from|with|born|of|deaf|is|was", match["verb"]) else 0.75
    return subject, Span(start, ailment.end), confidence, "condition told"


def _patient(text: Text, start: int, verb: str) -> str:
    """Return who has what the verb at `start` says; where doctors are its subject, the person spoken of before."""
    before = text.masked[max(0, start - 40) : start]
    if re.match(r"[Ii]t|the|cause|doctors", verb):
        sentence = stretch_at(text, start)
        being = next(iter(text.people.before(start)), text.people.inside(sentence))
        return being.name if being else ""
    if (_DOCTORS.search(before) or verb.startswith("diagnosis")) and re.search("diagnos|called|caus|the|it", verb):
        sentence = stretch_at(text, start)
        near = text.people.before(start)
        if later := re.search(r"\b(?:his|her|him|he|she)\b", text.text[start + len(verb) : sentence.end]):
            return person_at(text, Span(start + len(verb) + later.start(), start + len(verb) + later.end()))
        inside = text.people.inside(Span(sentence.start, start))
        return inside.name if inside else near[0].name if near else ""
    return subject_of(text, start)[0]


def _beside(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "his stammer", "Ada, deaf since birth", "a blind girl named Ada", "the boy with rickets"."""
    if ailment.sort == "noun":
        if match := _WITH.search(left):
            return (
                person_at(text, Span(low + match.start("whom"), low + match.end("whom"))),
                Span(low + match.start(), ailment.end),
                0.85,
                "condition with",
            )
        if match := _KIND.search(left):
            return (
                _named_before(text, left, low, match.start(), ailment),
                Span(low + match.start(), ailment.end),
                0.8,
                "condition with",
            )
        if (match := _POSSESSED.search(left)) and not ailment.vague and not _SOFT.search(ailment.name):
            return _owner(text, match, low), Span(low + match.start(), ailment.end), 0.6, "condition possessed"
        return None
    if match := _APART.search(left):
        return (
            person_at(text, Span(low + match.start("whom"), low + match.end("whom"))),
            Span(low + match.start(), ailment.end),
            0.85,
            "condition beside a name",
        )
    return _attributive(text, ailment, left, low)


def _owner(text: Text, match: re.Match[str], low: int) -> str:
    if match["whom"] == "whose":
        return subject_of(text, low + match.start())[0]
    whom = re.sub(r"['’]s?$", "", match["whom"])
    return person_at(text, Span(low + match.start("whom"), low + match.start("whom") + len(whom)))


def _named_before(text: Text, left: str, low: int, at: int, ailment: Ailment) -> str:
    """Return who "a boy with rickets" is: the name before ("Jonah is a boy with"), or the one that is given to him."""
    if match := re.search(
        rf"(?P<whom>{N}){BRACKET}(?:,|\s[–—-]|—|,?\s(?:is|was|plays|becomes))\s?(?:an?\s[^,.;]{{0,40}}\s)?$", left[:at]
    ):
        return person_at(text, Span(low + match.start("whom"), low + match.end("whom")))
    if match := re.match(rf"\s(?:named|called)\s(?P<whom>{N})", text.masked[ailment.end : ailment.end + 60]):
        return person_at(text, Span(ailment.end + match.start("whom"), ailment.end + match.end("whom")))
    if left[at : at + 2].casefold() not in ("a ", "an"):
        main = text.people.main()
        return main.name if main else ""
    if re.search(r"\b(?:is|was|as)\s$", left[:at]):
        return subject_of(text, low + at)[0]
    sentence = stretch_at(text, low + at)
    alone = not left[:at].strip() and text.world_at(low) == "story" and not text.people.inside(sentence)
    main = text.people.main() if alone else None
    return main.name if main else ""


def _attributive(text: Text, ailment: Ailment, left: str, low: int) -> _Found | None:
    """Read "Ada is a blind girl", "a blind girl named Ada", "the deaf Ada Moss", "her deaf sister, Ada"."""
    if match := _IS_A.search(left):
        return (
            person_at(text, Span(low + match.start("whom"), low + match.end("whom"))),
            Span(low + match.start(), ailment.end),
            0.85,
            "condition attributed",
        )
    lead = re.search(
        rf"(?P<det>\b(?:[Aa]n?|[Tt]he|[Tt]his|[Hh]is|[Hh]er)|{N}['’]s)\s(?:[a-z][\w'’-]*,?\s){{0,3}}?$", left
    )
    begins = (not left.strip() or lead) and not re.search(r"\b(?:for|of|among|to|by) the $", left)
    behind = _NAME_BEHIND.match(text.masked, ailment.end, ailment.end + 70) if begins else None
    if not behind or not re.fullmatch(
        r"(?:\s[a-z][\w'’-]*){1,5}?(?:,?\s(?:named|called)\s|,\s|\s)|\s",
        text.masked[ailment.end : behind.start("whom")],
    ):
        return None
    if re.search(
        r"\b(?:in|of|at|from|by|for|to|with|and|who|when|was|is)\b", text.masked[ailment.end : behind.start("whom")]
    ):
        return None
    return (
        person_at(text, Span(*behind.span("whom"))),
        Span(ailment.start, behind.end()),
        0.8,
        "condition before a name",
    )


def _acting(text: Text, ailment: Ailment) -> _Found | None:
    """Read "polio left her", "tumours have overgrown his body": whom the ailment strikes."""
    if ailment.sort != "noun":
        return None
    match = _SUFFERS.match(text.masked, ailment.end, ailment.end + 90)
    if not match:
        return None
    return person_at(text, Span(*match.span("whom"))), Span(ailment.start, match.end()), 0.75, "condition strikes"


def _alone(text: Text, ailment: Ailment, sentence: Span) -> _Found | None:
    """Read a sentence that is nothing but an ailment: "Pneumonia." or "Polio, at four." """
    before = text.text[max(0, ailment.start - 3) : ailment.start]
    if (
        ailment.sort != "noun"
        or ailment.vague
        or not _ALONE.search(before)
        or not _CLOSES.match(text.text, ailment.end)
        or text.section_at(ailment.start).matter == "themes"
    ):
        return None
    being = _topic(text, ailment)
    return (being.name, Span(ailment.start, ailment.end), 0.5, "condition alone") if being else None


def _topic(text: Text, ailment: Ailment) -> Being | None:
    """Return whom the pronoun nearest before means that stands in speech if the ailment does, outside if it does not."""
    spoken = _is_spoken(text, ailment.start)
    for match in reversed(list(_PRONOUN.finditer(text.text, max(0, ailment.start - 900), ailment.start))):
        if _is_spoken(text, match.start()) == spoken:
            return refer(text, match.start(), match.group())
    near = text.people.before(ailment.start)
    return near[0] if near else None


def _is_spoken(text: Text, offset: int) -> bool:
    return any(q.outside.start < offset < q.outside.end for q in text.quoted)


def _and_so(text: Text, ailment: Ailment, last: tuple[int, Draft] | None) -> Draft | None:
    """Read the second of two ailments that "and" or a comma joins."""
    if last is None or not re.fullmatch(
        r"(?:,|\sand|,\sand|\sor|\sas well as|\salong with)\s(?:an?\s|then\s|later\s|finally\s|his\s|her\s)?",
        text.text[last[0] : ailment.start],
    ):
        return None
    draft = last[1]
    return Draft(
        "condition",
        draft.subject,
        ailment.name,
        Span(ailment.start, ailment.end),
        draft.world,
        draft.confidence - 0.05,
        "condition listed",
    )
