"""What somebody is told to expect of an illness: "gave him six months", "would never walk again", "hasn't long".

A forecast is a verb in the future or a modal ("would not live past thirty") that doctors say, or that is said of living,
dying, walking or getting well; a stretch of time that somebody is given or has left; a life expectancy; a chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from biopic.documents import Span
from biopic.reading.clauses import SOMEONE, person_at, stretch_at, subject_of
from biopic.reading.drafts import Draft
from biopic.reading.people import Being
from biopic.reading.text import Text
from biopic.reading.words import NUMBER


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DOCTOR = re.compile(
    r"\b(?:doctors?|physicians?|specialists?|surgeons?|consultants?|psychiatrists?|paediatricians?|pediatricians?|neurologists?|oncologists?|nurses?|medics?|docs?|Dr\b|Doctor|medical|diagnos\w+|prognos\w+|hospital|clinic|experts?|white coats?|condition|illness|disease|cancer|tumou?r|ward|surgery|operation|specialist['’]s|everyone (?:expected|thought)|life expectancy)\b",
    re.IGNORECASE,
)
_SAY = r"(?:told|tells?|telling|said|says|say|saying|warn(?:ed|s|ing)?|predict(?:ed|s|ing)?|fear(?:ed|s|ing)?|believ(?:ed|es|e|ing)|expect(?:ed|s|ing)?|thought|thinks?|think|doubt(?:ed|s)?|suggest(?:ed|s|ing)?|declar(?:ed|es|ing)|swore|insist(?:ed|s|ing)?|inform(?:ed|s)?|assur(?:ed|es)|reckon(?:ed|s)?|agreed?|agrees|conclud(?:ed|es)|wrote|writes|announc(?:ed|es)|certain|sure|convinced|forecast|prophesied|explain(?:ed|s)?|learn(?:s|ed|t)?|knew|knows|know|hears?|heard|verdict|prognosis|prediction|opinion|claim(?:ed|s)?|estimat(?:ed|es)|word|advis(?:ed|es)|admit(?:s|ted)?)"
_ADV = r"(?:(?:probably|almost certainly|certainly|likely|most likely|surely|soon|only|also|ever|even|now|simply|just|eventually|in all likelihood)\s){0,2}"
_NEG = r"(?:would|will|could|can|might|may|should|shall|was|is|were|are|did|does|do|had|has|would probably|may well|might well)(?:\s(?:probably|likely|certainly|almost certainly))?(?:\snot|\snever)|(?:wouldn|won|couldn|can|mightn|wasn|isn|didn|doesn|hadn|hasn|don)['’]?t|['’](?:d|ll|s)\s(?:not|never)|cannot|never|not|would hardly|will hardly|was unlikely to|is unlikely to|unlikely to|would be unable to|would be lucky to|would struggle to"
_LIFE = r"(?:live|survive|see|last|make it|recover|reach|get (?:any )?better|get well|pull through|walk|talk|speak|hear|read|write|be able to|regain|come (?:out|back|home)|wake|outlive|leave|learn|have children|play|dance|sing|run|stand|fly|ride|work|paint|grow|be cured|be (?:himself|herself|normal|whole|the same)|hold|move|use|eat|swallow|return|get up|get out|lead|have (?:any )?(?:children|a child)|bear (?:a child|children)|father (?:a child|children)|reach|complete|finish|amount|go to school|have long|enjoy|fully recover)"
_STOP = r"(?=\s*(?:[.;:!?)\n”\"—]|\s[–-]\s|,\s(?:and|but|yet|so|who|which|while|though|although|because|if|when|as|he|she|they|it|or so|then|refus|defy|prov|rob|leav|mak|giv|the|let|her|his|said|says|according|doctors|told|\ue000|a\b|an\b)|\s(?:but|because|although|though|yet|unless|if|while|despite|due to|and (?:he|she|they|that|the|it|his|her|advis|recommend|urg|suggest|told|tells|gave|gives|offer|sent|sends|left|\ue000))\b|$))"
_REST = r"[^.;:!?()\n“”\"—]{0,110}?"
_NEGATED = re.compile(
    rf"(?P<value>\b(?:{_NEG})\s{_ADV}(?:be expected to\s|expected to\s|likely to\s|going to\s|supposed to\s|meant to\s|able to\s)?{_LIFE}\b{_REST}){_STOP}",
    re.IGNORECASE,
)
_FATAL = re.compile(
    rf"(?P<value>\b(?:(?:would|will|could|might|may|must|was|is|were|['’]d|['’]ll)\s{_ADV}(?:going to\s|sure to\s|certain to\s|bound to\s|expected to\s|likely to\s|doomed to\s|destined to\s|fated to\s|have to\s)?(?:die\b|be dead\b|be (?:deaf|blind|crippled|paraly[sz]ed|lame|bedridden|an invalid|a vegetable|a cripple|disabled|helpless|in a wheelchair|under the grass|gone|buried|lost)|go (?:deaf|blind|mad)|lose (?:his|her|the)\s(?:sight|hearing|mind|leg|legs|voice|memory|reason|arm|speech)|need (?:constant|lifelong|round-the-clock|care|nursing|help)|spend (?:the rest of )?(?:his|her) (?:life|days|whole life)|remain (?:a|an|in|blind|deaf|paraly[sz]ed|bedridden)|only (?:get|grow) worse|get worse|deteriorate|kill (?:him|her))|(?:expected|likely|sure|bound|going|doomed|destined) to die\b|live (?:only|no (?:more|longer) than|at most|maybe|perhaps|just|barely)\b|only live\b){_REST}){_STOP}",
    re.IGNORECASE,
)
_TIME = rf"(?:(?:only|just|barely|no more than|no longer than|at (?:the )?most|at best|less than|under|about|around|maybe|perhaps|another|some|between|up to|as little as|a matter of|little more than|not more than|roughly|fewer than)\s)?(?:(?:a|an|one|another|{NUMBER}|a few|a couple of|several|some)(?:\s(?:to|or)\s{NUMBER})?(?:\s(?:more|short|good|or two))?\s)?(?:more\s)?(?:days?|weeks?|months?|years?|hours?|winters?|summers?|decade)\b(?:\s(?:or two|at (?:the )?(?:most|best|outside)|to live|left|more|or so|if (?:he|she) (?:is|was|were) lucky|to go))*"
_ENDS = r"(?!\s(?:to|of|in|at|for|on|with|before|ago|later|after|off|more|than|and a)\b|-)(?=\W|$)"
_GIVE = re.compile(
    rf"\b(?P<verb>[Gg]ave|[Gg]ives?|[Gg]iving|[Gg]iven|grant(?:ed|s)?|offer(?:ed|s)?|allow(?:ed|s)?)\s(?:(?P<whom>{SOMEONE}|him\b|her\b)\s)?(?P<value>{_TIME}{_ENDS}|(?:until\s{_REST}|till\s{_REST}|(?:a\s|no\s|little\s|only a\s|less than a\s|not much of a\s|slim\s)(?:life expectancy|chance|hope|\w+[- ](?:percent|per cent|in-\w+) chance|chances)\b{_REST}|up (?:for dead|as (?:a )?(?:hopeless|lost)(?: case)?)|an?\s\d+\s?(?:%|percent|per cent) chance\b{_REST}){_STOP})"
)
_HAS = re.compile(
    rf"(?<!\w)(?P<value>(?:has|had|have|having|[Ww]ith)\s(?:only\s|just\s|barely\s|but\s|at most\s|maybe\s|perhaps\s|less than\s)?{_TIME}{_ENDS}|(?:(?:liv(?:ed|es|ing|e) on borrowed time)|(?:has|had|have|having|with)\s(?:only\s|just\s)?(?:until\s{_REST}|till\s{_REST}|not long|little time (?:left|to live)|not much time(?: left)?|no hope(?: of {_REST})?|no chance(?: of {_REST})?|little (?:hope|chance)(?: of {_REST})?)|(?:hasn|hadn|doesn|didn|don)['’]t (?:have )?(?:got )?(?:very )?(?:long|much (?:time|longer|hope))(?: left| to live)?|(?:have|has|had) not long(?: to live| left)?|(?:(?:his|her|\ue000['’]s) days (?:were|are) numbered)|(?:not )?long for this world){_STOP})"
)
_EXPECT = re.compile(
    rf"\b(?:told|warned|advised)\s(?:(?P<whom>{SOMEONE}|him\b|her\b)\s)?(?:[^.;:\n]{{0,30}}\s)?to (?P<value>(?:expect|hope for|prepare for|look for)\s{_REST}){_STOP}"
)
_EXPECTANCY = re.compile(
    rf"\b(?P<value>(?:(?:a|an|his|her|the|average|normal|\ue000['’]s)\s)?(?:(?:short|limited|normal|average|reduced|estimated)\s)?life[- ](?:expectancy|span)\s(?:of\s(?:only\s|just\s|about\s|no more than\s)?[^.;:,!?()\n—]{{1,50}}?|(?:is|was|might be|may be|could be|would be|will be|to be)\s[^.;:,!?()\n—]{{1,60}}?)|(?:his|her)\slife\s(?:might|may|could|would|will)\sbe\s(?:\w+\s){{0,3}}?(?:short|shorter|cut short|over|brief)\b[^.;:,!?()\n—]{{0,40}}?){_STOP}"
)
_CASE = re.compile(
    r"\b(?P<value>(?:as\s)?(?:an?\s)?(?:hopeless|lost|incurable|terminal|inoperable) case|(?:beyond|past) (?:all )?(?:help|hope|saving|cure|recovery)|nothing (?:more )?(?:could|can|to) be done(?: for (?:him|her))?|(?:no cure|(?:no|little|not much) hope)(?: for (?:him|her))?|incurable)\b"
)
_ODDS = re.compile(
    rf"\b(?P<value>(?:(?:his|her|the|a|an)\s)?(?:chances?|odds)\s(?:of\s(?:survival|recovery|living|surviving|recovering|walking|success|walking again|a recovery)|(?:he|she)\swould\s\w+)\b(?:\s(?:were|was|are|is|at)\s(?:[\w%-]+\s?){{1,5}}?)?|(?:no|little|slim|small|one-in-\w+|a \d+ ?(?:%|percent|per cent)|fifty-fifty|50-50)\s(?:chance|hope)s?\s(?:of\s(?:survival|recovery|surviving|recovering|living|walking|ever)|that (?:he|she) (?:would|will|could)){_REST}){_STOP}",
    re.IGNORECASE,
)
_FORETOLD = re.compile(
    rf"\b(?:predict(?:ed|s|ing)?|forecast|foretold|prophesied|foresaw|expect(?:ed|s|ing)?|warn(?:ed|s) of|fear(?:ed|s)?)\s(?P<value>(?:him to\s|her to\s|\ue000+\sto\s)(?:die|live|survive|last|be dead){_REST}|(?:an?|his|her)\s(?:early|swift|quick|imminent|slow)\s(?:death|decline|end){_REST}|death\s(?:by|before|within|at|in){_REST}){_STOP}"
)
_BARE = re.compile(
    rf"(?:^|[“\"‘,:—]\s?|\b(?:was|is|with|said|of|be|which was|verdict|prognosis):?\s)(?P<value>(?:an?|{NUMBER}|a few)(?:\s(?:to|or)\s{NUMBER})?\s(?:more\s)?(?:days?|weeks?|months?|years?)\s(?:at (?:the )?(?:most|outside|best)|to live|, perhaps \w+|if (?:he|she)['’]s lucky|if that|, (?:maybe|perhaps) (?:two|less)))(?=\W)",
    re.MULTILINE | re.IGNORECASE,
)
_TERM = re.compile(
    rf"\b(?:[Yy]ou(?: have|['’]ve got|['’]ve)|(?:prognosis|verdict|diagnosis)\b[^.;:\n]{{0,30}}:|(?:prognosis|verdict) (?:was|is)|put it at|gave it)\s(?:only\s|just\s|maybe\s)?(?P<value>{_TIME}(?:, perhaps \w+)?){_ENDS}",
    re.IGNORECASE,
)
_DISBELIEF = r"(?:(?:did|do|does)(?:\snot|n['’]t)|never|nobody|no one|no doctor|none of (?:the|his|her) doctors|few(?: doctors)?)\s(?:think|thinks|thought|believed?|believes|expect|expects|expected|imagined?)"
_DOUBT = re.compile(
    rf"\b(?P<value>(?:doubt(?:ed|s|ing)?|not sure|unsure|uncertain|{_DISBELIEF})\s(?:that\s|if\s|whether\s)?{SOMEONE}\s(?:would|will|could|can|to)\s(?:ever\s|even\s)?{_LIFE}\b{_REST}){_STOP}",
    re.IGNORECASE,
)
_CUES = _set(
    "live survive die dies dead walk talk speak recover month months week weeks year years day days hours hope "
    "chance chances odds incurable terminal hopeless until till better long last numbered expectancy span life cure "
    "death blind deaf crippled paralysed paralyzed bedridden invalid wheelchair vegetable institution mad sight "
    "hearing see hear read write dance sing play fly ride run stand worse done help reach regain make wake past grow "
    "normal lead care borrowed children child supposed"
)
_WORDS = re.compile(r"[^\W\d_]+")
_MEDIC = r"(?:doctors?|physician|surgeon|specialist|neurologist|psychiatrist|psychologist|consultant|paediatrician|pediatrician|oncologist|therapist)"
_SPOKEN = re.compile(rf"\b{_SAY}\b(?!\sgoodbye)|\b(?:to be|according to)\b", re.IGNORECASE)
_MORTAL = re.compile(
    r"\b(?:live (?:past|beyond|to|long|through|more|much|another|until|out)|survive|to live|see (?:his|her|another|the (?:spring|summer|year|morning|new)|\w+teen|twenty|thirty|forty|adulthood|christmas|easter)|last (?:the|another|long|out)|pull through|(?:get|ever be) (?:any )?better|get well|(?:walk|talk|speak|see|hear|sing|dance|play|fly|ride|run|read|write|stand) again|recover|reach (?:his|her|the age|adulthood|\w+teen|twenty|thirty|ten)|make it (?:to|past|through|out)|under the grass|be dead|regain|(?:expected|likely|sure|bound|doomed|destined|certain) to die|die (?:before|within|young|by|at any|any))\b",
    re.IGNORECASE,
)


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each forecast of somebody's life or health."""
    for sentence in _sentences(text):
        taken: list[Span] = []
        subject = ""
        for pattern, reader, needs in _FORMS:
            for match in pattern.finditer(text.masked, sentence.start, sentence.end):
                span = _trim(text, Span(*match.span("value")))
                if any(span.overlaps(other) for other in taken) or not _is_forecast(text, match, needs):
                    continue
                subject = (subject if subject and _by_pronoun(text, span) else "") or _whom(text, match)
                if subject:
                    taken.append(span)
                    yield Draft(
                        "prognosis", subject, _shown(text, span), span, text.world_at(span.start), _SURE[needs], reader
                    )


def _sentences(text: Text) -> Iterator[Span]:
    """Yield the sentences that have a word of living, dying, getting well, or of time."""
    cues = _CUES & set(_WORDS.findall(text.text))
    if not cues:
        return
    last = -1
    for match in re.finditer(rf"\b(?:{'|'.join(sorted(cues))})\b", text.text):
        if match.start() >= last:
            sentence = stretch_at(text, match.start())
            last = max(sentence.end, match.end())
            yield Span(sentence.start, min(sentence.end, sentence.start + 3000))


def _by_pronoun(text: Text, span: Span) -> bool:
    return bool(re.search(r"\b(?:he|she|him|her)\s?$", text.text[max(0, span.start - 4) : span.start], re.IGNORECASE))


_FORMS: list[tuple[re.Pattern[str], str, str]] = [
    (_GIVE, "prognosis given", "doctor"), (_EXPECTANCY, "life expectancy", "none"), (_ODDS, "prognosis odds", "doctor"), (_FORETOLD, "prognosis foretold", "doctor"), (_DOUBT, "prognosis doubted", "doctor"), (_EXPECT, "prognosis to expect", "doctor"), (_HAS, "prognosis time left", "left"),
    (_NEGATED, "prognosis denied", "said"), (_FATAL, "prognosis fatal", "said"), (_CASE, "prognosis hopeless", "doctor"), (_BARE, "prognosis bare", "doctor"), (_TERM, "prognosis term", "doctor"),
]  # fmt: skip
_SURE = {"none": 0.9, "doctor": 0.75, "left": 0.75, "said": 0.85}


def _is_forecast(text: Text, match: re.Match[str], needs: str) -> bool:
    """Say whether somebody who may know says it, or it stands beside such a forecast."""
    start = match.start("value")
    sentence = stretch_at(text, start)
    before = text.text[sentence.start : start]
    value = match["value"]
    doctors = bool(_DOCTOR.search(text.text, sentence.start, sentence.end)) or bool(
        _DOCTOR.search(text.text, max(0, sentence.start - 220), sentence.start)
    )
    spoken = bool(_SPOKEN.search(before))
    if needs == "none":
        return True
    if needs == "said":
        if _MORTAL.search(value):
            return (
                spoken
                or (
                    doctors
                    and bool(
                        re.match(
                            r"(?:was|is|were|would|will|might|may|could|expected|likely|had|not|never|hasn|won|wouldn|unlikely)",
                            value,
                            re.IGNORECASE,
                        )
                    )
                    and not re.match(r"(?:could|can|did|does|never|not)\b", value, re.IGNORECASE)
                )
                or bool(re.search(r"\b(?:expected|supposed|meant|likely) to\b", value))
            )
        return (
            spoken
            and doctors
            and not re.match(
                r"(?:did|does|do|had|has|is|was|were|are)\b(?!.*\b(?:expected|going|likely|supposed|to)\b)",
                value,
                re.IGNORECASE,
            )
        )
    if needs == "left":
        if re.match(r"(?:hasn|hadn)['’]t (?:got )?long\b|.*days (?:were|are) numbered|liv.* borrowed", value):
            return True
        return (
            bool(re.search(r"\b(?:live|left|long|numbered|most|best|outside)\b", value))
            and (doctors or spoken or "live" in value)
        ) or (doctors and bool(re.search(r"\b(?:hope|chance|until|till)\b", value)))
    if value.startswith(("until", "till")):
        return _near_forecast(text, match.start())
    if re.search(r"\b(?:summer|winter|hour|decade)s?\b", value) and not re.search(r"\b(?:live|left)\b", value):
        return False
    if match.re is _DOUBT and _MORTAL.search(value):
        return True
    return (
        doctors
        or "to live" in value
        or bool(re.search(r"(?:chance|hope|odds)\w* of (?:surviv|liv|recover|walk)", value))
    )


def _near_forecast(text: Text, start: int) -> bool:
    """Say whether a forecast stands shortly before: what somebody is given "until" is one only there."""
    near = text.text[max(0, start - 400) : start + 60]
    return bool(
        re.search(
            r"\b(?:live to see|at the outside|to live|not live|life expectancy|never walk|not survive|prognosis)\b",
            near,
        )
    )


def _whom(text: Text, match: re.Match[str]) -> str:
    """Return of whom a forecast is: who is given it, else the subject of its verb, else who was spoken of."""
    groups = match.groupdict()
    if groups.get("whom"):
        return _sick(text, person_at(text, Span(*match.span("whom"))))
    start = match.start("value")
    if match["value"].casefold().startswith(("his ", "her ")):
        return person_at(text, Span(start, start + 3))
    inside = re.search(r"\b(?:he|she|him|her|his)\b", match["value"])
    owner = re.search(r"(?P<who>\ue000+)['’]s\s$", text.masked[max(0, start - 60) : start])
    if owner:
        return person_at(
            text, Span(start - len(text.masked[max(0, start - 60) : start]) + owner.start("who"), start - 3)
        )
    if match.re in (_CASE, _ODDS, _BARE, _TERM, _FORETOLD, _EXPECTANCY):
        return _patient(text, match, inside)
    if match.re is _DOUBT:
        believed = re.compile(
            rf"(?:doubt\w*|not sure|unsure|uncertain|{_DISBELIEF})\s(?:that\s|if\s|whether\s)?({SOMEONE})",
            re.IGNORECASE,
        ).match(text.masked, start)
        return person_at(text, Span(*believed.span(1))) if believed else ""
    name = _sick(text, subject_of(text, start)[0])
    if not name and re.search(
        r"\b(?:their|her|his|the)\s(?:\w+\s){0,2}(?:son|daughter|child|boy|girl|baby|infant|newborn)\s*$",
        text.text[max(0, start - 40) : start],
    ):
        main = text.people.main()
        return main.name if main else ""
    return name if match.re is not _GIVE or _is_given(text, match) else _patient(text, match, inside)


def _is_given(text: Text, match: re.Match[str]) -> bool:
    return (
        bool(
            re.search(
                r"\b(?:was|is|were|been|being|be|and)\s(?:\w+\s)?$",
                text.text[max(0, match.start() - 20) : match.start()],
            )
        )
        or match["verb"] == "given"
    )


def _patient(text: Text, match: re.Match[str], inside: re.Match[str] | None) -> str:
    start = match.start("value")
    if inside:
        return person_at(text, Span(start + inside.start(), start + inside.end()))
    sentence = stretch_at(text, start)
    if told := re.search(
        rf"\bt(?:old|ells)\s(?P<whom>{SOMEONE}|him\b|her\b)", text.masked[sentence.start : sentence.end]
    ):
        return _sick(
            text, person_at(text, Span(sentence.start + told.start("whom"), sentence.start + told.end("whom")))
        )
    for found in reversed(
        list(
            re.finditer(
                r"\b(?:him|his|her|he|she)\b|(?:\b[Tt]he (?:boy|girl|child|baby|patient))\b",
                text.text[sentence.start : start],
                re.IGNORECASE,
            )
        )
    ):
        name = person_at(text, Span(sentence.start + found.start(), sentence.start + found.end()))
        if name and not _is_doctor(text, name):
            return name
    near: list[Being] = [b for b in text.people.before(start) if not _is_doctor(text, b.name)]
    main = text.people.main()
    return near[0].name if near else main.name if main else ""


def _sick(text: Text, name: str) -> str:
    """Return `name`, or where it is a doctor's the person of that sex whom the text is about most."""
    being = next((b for b in text.people.beings if b.name == name), None)
    if being is None or not _is_doctor(text, name):
        return name
    others = [b for b in text.people.beings if b.sex == being.sex and b is not being and not _is_doctor(text, b.name)]
    return max(others, key=lambda b: (len(b.mentions), -b.number)).name if others else ""


def _is_doctor(text: Text, name: str) -> bool:
    """Say whether the text calls somebody a doctor; asked once a name."""
    known = _DOCTORS.setdefault(text, {})
    if name not in known:
        known[name] = _called_doctor(text, name)
    return known[name]


_DOCTORS: WeakKeyDictionary[Text, dict[str, bool]] = WeakKeyDictionary()


def _called_doctor(text: Text, name: str) -> bool:
    last = re.escape(name.split()[-1])
    return bool(
        re.search(
            rf"\b(?:Dr\.?|Doctor|Professor)\s(?:[\w.]+\s){{0,2}}?{last}\b|\b{last}(?:\s\([^()\n]{{1,40}}\))?(?:,|\sis|\swas),?\s(?:then\s|now\s|still\s)?(?:an?|the|his|her)\s(?:[\w-]+\s){{0,3}}?{_MEDIC}\b|\b{_MEDIC}(?<!s)\s(?:[A-Z][\w.]*\s)?{last}\b",
            text.text,
        )
    )


def _trim(text: Text, span: Span) -> Span:
    words = text.text[span.start : span.end].rstrip(" ,")
    return Span(span.start, span.start + len(words))


def _shown(text: Text, span: Span) -> str:
    return re.sub(r"^(?:['’](?:d|ll|s)\s)", "", text.slice(_trim(text, span)))
