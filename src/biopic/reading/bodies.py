"""What is wrong with a part of somebody's body: "lost her sight", "one good lung", "his leg was crushed", "his jaw wired".

A form names a part of the body and what has become of it; figures of speech ("lost his head", "broke her heart") are none.
Whose body it is, a possessor tells, else the subject, else the person whom the sentence speaks of. A part with its damage
before it, "a withered arm", is an ailment like others: who has that, `kinds.condition` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from biopic.documents import Span
from biopic.reading.ailments import Ailment
from biopic.reading.clauses import SOMEONE, person_at, stretch_at, subject_of
from biopic.reading.marks import NAME, TIME
from biopic.reading.patterns import N
from biopic.reading.text import Text
from biopic.reading.words import word_set

_PART = r"(?:arms?|legs?|foot|feet|hands?|eyes?|ears?|spine|backbone|back|skull|head|face|heart|lungs?|kidneys?|liver|hips?|knees?|shoulders?|neck|jaw|limbs?|nose|fingers?|thumb|toes?|ankles?|wrists?|brain|body|bones?|ribs?|pelvis|collarbone|eardrums?|vertebrae|tongue|palate|chest|bladder|throat|forehead|breasts?|hearing|eyesight|vision|cheekbone|vocal cords?|nerves?|ligaments?|tendons?|cartilage|kneecap|appendix|gallbladder|spleen|sternum|breastbone|tooth|teeth|aorta|artery|bowel|stomach|thigh|elbow|heel|tibia|femur|cheek|scalp)"
_SIDE = r"(?:(?:right|left|lower|upper|bad|good|whole|other)\s){0,2}"
_DAMAGED = (
    r"(?:bruised|smashed|withered|crippled|twisted|bent|curved|crooked|swollen|enlarged|useless|damaged|weakened|paraly[sz]ed|deformed|disfigured|misshapen|malformed|scarred|shattered|crushed|mangled|broken|fractured|missing|amputated|lame|maimed|burned|burnt"
    r"|injured|wounded|atrophied|stunted|shrivelled|shriveled|clubbed|webbed|fused|failing|clouded|wooden|artificial|prosthetic|dislocated|punctured|ruptured|severed|collapsed|overgrown|lifeless|ruined|gammy|perforated|weak|bad|blind|glass|sightless|sore|sprained|cracked|torn|stiff|arthritic|infected|cleft|bleeding|frostbitten|frozen|numb|inflamed|trembling|palsied)"
)
_NOT_BAD = re.compile(
    r"(?:(?:weak|blind|broken|clouded|twisted|wooden|scarred|torn|stiff|cracked)\s(?:face|head|back|bones?|body|nose\s?bleed|chest|hands?|nerves?|throat|tongue)?|bad\s(?:face|head|body|hands?|nerves?|throat|tongue|hearing)|(?:glass|missing|torn|bent|wooden)\s(?:body|hearing|vision|throat|chest))$"
)
_ATTRIBUTE = re.compile(
    rf"(?<![\w'’-])(?:(?:one|two|three|four|several)\s)?(?i:{_DAMAGED})(?:,?\s(?:and\s)?(?!(?:his|her|the|an?|their|in|of|by|on|and)\b)[a-z]+)?\s{_SIDE}{_PART}\b(?!\s(?:of the|line|ache|stage|news|surgeon))"
)
_LOSS = re.compile(
    rf"\b(?P<verb>los(?:es|e|t|ing)|missing)\s(?P<value>(?:most of |all of |much of |part of |some of |the use of |the sight of |the sight in |the hearing in |the power of |the ability to (?:speak|walk|see|hear)\b|feeling in )?(?:(?:all |both |both of |one of )?(?:his|her)\s|th(?:at|is)\s|an?\s|one\s|both\s|two\s|the\s|some\s)?(?:own\s)?{_SIDE}(?:sight|eyesight|vision|hearing|speech|memory|voice|(?:arm|leg|foot|hand|eye|ear|limb|finger|toe|kidney|lung|breast|thumb)s?|feet)(?:\s(?:of|in)\s(?:his|her|one|both|the|an?)\s{_SIDE}{_PART})?|the (?:use|sight) of (?:his|her|both|one|an) {_SIDE}(?:{_PART}|(?:right|left) side)|the ability to (?:speak|walk|see|hear))\b(?!\s(?:for (?:words|music|figures)|in the (?:game|deal)|against))"
)
_BREAK = re.compile(
    rf"\b(?P<verb>br(?:eaks?|oke|oken|eaking)|fractur(?:es|ed|ing)|shatter(?:s|ed)|crush(?:es|ed)|injur(?:es|ed)|hurts?|damag(?:es|ed)|smash(?:es|ed)|dislocat(?:es|ed)|withered|burst|scorch(?:es|ed)|burn(?:s|ed|t)|chip(?:s|ped)|lacerat(?:es|ed)|fractur(?:es|ed)|punctur(?:es|ed)|perforat(?:es|ed)|ruin(?:s|ed)|maim(?:s|ed)|mangl(?:es|ed)|sever(?:s|ed)|wreck(?:s|ed)|crack(?:s|ed)|sprain(?:s|ed)|tears?|tore|torn|ruptur(?:es|ed)|twist(?:s|ed))\s(?P<value>(?:(?:both|one of|two of)\s)?(?:his|her|an?|the|both|one|two|three|several|(?P<whose>{N}['’]s?))\s(?:own\s)?{_SIDE}{_PART})\b(?:\sin\s(?:two|three|\w+)\splaces)?"
)
_BECAME = re.compile(
    rf"(?P<whose>\b[Hh]is|\b[Hh]er|\ue000++['’]s|\b[Tt]he|\bwhose)\s(?P<part>{_SIDE}(?:{_PART}|sight|eyesight|vision|hearing)(?:\s(?:in|of)\s(?:both|one|his|her|either|the)\s(?:of\s)?(?:(?:his|her|the)\s|\ue000++['’]s\s)?{_SIDE}(?:ears?|eyes?|legs?|arms?))?)\s(?:was|were|is|are|had been|has been|had to be|have been|being|went|goes|began to|had|starts? to|started to)\s(?:(?:badly|permanently|severely|partly|nearly|now|later|so|all but|already|left|slowly|gradually|been)\s){{0,3}}(?P<how>ruined|wrecked|inflamed|bruised|smashed|crushed|amputated|paraly[sz]ed|crippled|damaged|twisted|shattered|broken|fractured|deformed|withered|injured|mangled|useless|of no use|bent|curved|swollen|enlarged|disfigured|scarred|burned|burnt|failing|gone|fail|failed|weak|lame|(?:\w+ inch(?:es)? )?(?:shorter|longer)|taken off|cut off|torn off|blown off|shot off|affected)\b"
    rf"|(?P<whose2>\b[Hh]is|\b[Hh]er|\ue000++['’]s)\s(?P<part2>{_SIDE}(?:kidneys?|liver|lungs?|eyes|sight|eyesight|vision|hearing|heart))\s(?P<how2>failed|gave out|gives out|is going|fails|began to fail)\b"
)
_STRAPPED = r"(?:dislocated|bruised|wired|cut open|cut off|torn open|torn off|crushed|shattered|amputated|paraly[sz]ed|broken|fractured|smashed|bandaged|mangled|severed|in (?:plaster|a cast|a sling|bandages|splints|traction)|burned|burnt|swollen shut|swollen|missing|gone|useless|withered)"
_ABSOLUTE = re.compile(
    rf"(?:[,—–]|\bwith|\band)\s(?:(?:(?:both|one|two)\sof\s)?(?P<whose3>\b(?:[Hh]is|[Hh]er)|\ue000++['’]s)|both|one)\s(?P<part3>{_SIDE}{_PART})\s(?P<how3>(?:badly |partly |nearly |all but |already |still |both ){{0,2}}{_STRAPPED})(?=\s(?:and|after|in|from|by|at|to|on|below|above|when|since)\b|[.,;:!?)—–]|$)"
)
_HAD = re.compile(
    rf"\bha(?:s|d|ve|ving)\s(?P<value>(?:both|one of|(?:part|half|most) of)?\s?(?:his|her|an?|one|both|two|three|four|several)\s{_SIDE}{_PART}\s(?:removed|amputated|replaced|pinned|cut off|taken off|torn off|blown off|shot off|crushed|severed|smashed|broken))\b"
)
_WOUND = re.compile(
    rf"(?:\b(?:was|were|been|is|gets|got|being)\s|(?<=\ue000,\s))(?:badly\s|severely\s|seriously\s)?(?P<value>(?:wounded|injured|hurt|burned|burnt|scalded|shot|stabbed|kicked)\s(?:in|through)\s(?:the|his|her|both)\s{_SIDE}(?:legs?|arms?|shoulder|spine|back|knees?|foot|feet|hands?|hip|thigh|eye|neck|face|stomach|groin))\b"
)
_UNABLE = re.compile(
    r"\b(?P<value>(?:can|could)\s(?:hardly|barely|scarcely|no longer)\s(?:see|hear|speak|walk|talk|stand|move|breathe)|(?:can|could)\sneither\s(?:see|hear|speak|walk|talk|stand|move|read)(?:,?\snor\s(?:see|hear|speak|walk|talk|stand|move|write)){1,3}|(?:cannot|can['’]t|could\snot|couldn['’]t|is\sunable\sto|was\sunable\sto)\s(?:see|hear|speak|walk|talk|move)(?:,\s(?:see|hear|speak|walk|talk|move))?,?\s(?:n?or)\s(?:see|hear|speak|walk|talk|move)|(?:is|was|remained|left)\s(?:unable\sto\s(?:walk|speak|hear|talk|move)))(?=[.,;:]|\s(?:and|or|but|nor|since|from|because|when|again|at|after|for)\b|$)"
)
_SIGN = re.compile(
    r"\b(?P<value>(?:uses|used|using|needs|needed|relies on|relied on)\sa\swheelchair|(?<=\bbeen\s)gassed|(?<=\bwas\s)gassed|(?:cough|spit|vomit)(?:s|ed|ing)?\s(?:up\s)?blood|spat\s(?:up\s)?blood)\b"
)
_PIERCED = re.compile(
    rf"(?:^|(?<=[.!?;,\n]\s)|(?<=\n)|(?<=\bwhen\s)|(?<=\band\s))(?P<value>(?:[Aa]n?|[Tt]he|[Oo]ne|[Ii]ts)\s[a-z][a-z -]{{2,40}}?\s(?:goes|went|passes|passed|tears|tore|runs|ran|drives|bores|bored|was driven|is driven|shoots|shot|cuts|cut)\s(?:clean\s|right\s|straight\s)?(?:through|into|across)\s(?P<whose>\b[Hh]is|\b[Hh]er|{N}['’]s)\s{_SIDE}{_PART})\b"
)
_WITHOUT_IT = re.compile(
    rf"\b(?:came|comes|come|returned|returns|went|goes|lived|lives|left|was)\b[^.,;:\n\ue000]{{0,40}}?\s(?P<value>(?:without|minus)\s(?:(?:his|her)\s{_SIDE}|an?\s|one\s)(?:arm|leg|foot|hand|eye|legs|arms|sight|hearing|toes|fingers))\b"
)
_BECAUSE = re.compile(
    rf"\b(?:on account of|because of|thanks to|due to)\s(?P<whose>his|her|{N}['’]s)\s(?P<part4>{_SIDE}(?:hips?|backs?|knees?|lungs?|heart|eyes|eyesight|legs?|chest|nerves|hearing|throat))\b(?=[.,;]|\s(?:and|in|at)\b)"
)
_UNEVEN = re.compile(
    r"\b(?P<value>one\s(?:leg|arm|foot|hand|eye|shoulder)\s(?:(?:was|is|stayed|remained|grew|being|always|a little|much|slightly)\s){0,3}(?:shorter|longer|thinner|weaker|smaller|bigger|higher|lower)\sthan\sthe\sother)\b"
)
_ROBBED = re.compile(
    rf"\b(?:cost|costs|robbed|robs|deprived|deprives|took|takes|stole)\s(?P<whom>(?:{SOMEONE}|him|her)(?:['’]s)?)\s(?:of\s)?(?P<value>(?:(?:his|her|the|an?|one)\s(?:own\s)?)?{_SIDE}(?:sight|eyesight|vision|hearing|speech|voice|arm|leg|foot|hand|eye|ear|legs|eyes|arms|kidney|lung|fingers?))\b"
)
_THAT = re.compile(
    rf"\b(?:an?|the|his|her)\s(?P<value>{_SIDE}(?:{_PART}|memory|voice)\s(?:that|which)\s(?:is|was|had been|has been|never|would not|will not|won['’]t|has|had)\s(?:of no use|useless|hurt|damaged|broken|crushed|crippled|injured|healed|fully healed|withered|paraly[sz]ed|quite healed|bent|moved?|obeyed?|set badly)\b(?:\sin\san?\s[a-z]+(?:\s[a-z]+)?)?)"
)
_FEW = re.compile(
    r"\b(?:with|has|had|having|on|down to|left with)\s(?P<value>(?:only |just |but |barely )?(?:one|half a|a single)\s(?:good\s|working\s|sound\s|usable\s|functioning\s)?(?:lung|eye|leg|arm|kidney|hand|ear|foot)(?:\s(?:shorter|longer)\sthan\sthe\sother)?)\b(?!\s(?:behind|on|in the|up|out|and))"
)
_WITHOUT = re.compile(
    rf"\bborn\s(?P<value>(?:without|with no|with only one|with one|missing)\s(?:an?\s|any\s|the\s|his\s|her\s|both\s|full use of (?:his|her)\s)?{_SIDE}(?:[a-z]+\s)?(?:{_PART}|sight|hearing|arms or legs))\b(?:\sor\s(?:legs|arms|hands|feet))?"
)
_SPEECH = re.compile(
    r"(?P<verb>(?:\b(?:has|had|who|always|have|still|[Hh]e|[Ss]he)|\ue000++)\s(?P<value>stammer(?:s|ed)?|stutter(?:s|ed)?|limp(?:s|ed)?|lisp(?:s|ed)?))\b(?=\s(?:since|from|all|ever|badly|so|until|terribly|as|his|her|for|whenever|when|and|whole)|[.,;])"
)
_FIGURE = re.compile(
    r"(?:twist\w*|burn\w*)\s(?:his|her|the|an?)\s(?:arm|body|face)$|(?:los\w+|broke\w*|breaks?|hurts?|damag\w+|shatter\w+|wreck\w+|ruin\w+)\s(?:both\s)?(?:his|her|the|an?)\s(?:own\s|whole\s)?(?:head|heart|hearts|face|nerves?|good\shand)$"
)
_CUES = word_set(
    "bruised smashed shot stabbed wounded kicked scalded hardly barely scarcely longer withered crippled twisted bent curved crooked swollen enlarged useless damaged weakened paralysed paralyzed "
    "deformed disfigured misshapen malformed scarred shattered crushed mangled broken fractured missing amputated "
    "lame maimed burned burnt injured wounded atrophied stunted shrivelled shriveled clubbed webbed fused failing "
    "clouded wooden artificial prosthetic dislocated punctured ruptured severed collapsed overgrown lifeless ruined "
    "gammy frozen frostbitten numb inflamed trembling palsied perforated weak bad blind glass sightless lose loses lost losing break breaks broke breaking fractures "
    "burst scorches scorched burns burned chips chipped lacerates lacerated punctures perforates "
    "cracks cracked sprains sprained tears tore torn ruptures twists removed replaced pinned wired sore stiff arthritic infected plaster sling bandages splints slit neither unable cannot nor wheelchair using uses shatters crushes injures hurt hurts damages smashes smashed dislocates ruins maims mangles severs wrecks "
    "wrecked gone fail failed fails taken cut torn blown shot affected gave gives use healed moved move obey obeyed "
    "set one half single born stammer stammers stammered stutter stutters stuttered limp limps limped lisp lisps "
    "lisped gassed goes went passes passed tears runs ran drives bores driven shoots cuts through across without minus account because thanks due shorter longer thinner weaker smaller than stole takes cough coughs coughed coughing spits spat vomits blood cost costs robbed robs deprived deprives took"
)
_PARTS = re.compile(
    rf"\b(?:{_PART}|sight|eyesight|vision|hearing|speech|voice|memory|stammer(?:s|ed)?|stutter(?:s|ed)?|limp(?:s|ed)?|lisp(?:s|ed)?|speak|walk|see|hear|talk|move|wheelchair|blood|gassed)\b"
)
_BESIDE = 12
"""How near a subject stands to its verb, in characters, that no possessor of the object overrules."""
_Hurt = tuple[str, str, Span, float]


def hurts(text: Text) -> Iterator[_Hurt]:
    """Yield whose body is hurt, how, where the text says so, and how sure that is."""
    taken: list[Span] = []
    for window in _windows(text, text.masked):
        for pattern, read in _FORMS:
            for match in pattern.finditer(text.masked, window.start, window.end):
                span = Span(*match.span())
                found = None if any(other.overlaps(span) for other in taken[-8:]) else read(text, match)
                if found and found[0]:
                    taken.append(span)
                    yield found


def _windows(text: Text, shown: str) -> Iterator[Span]:
    """Yield the stretches around words of damage near which a part of the body is named, none touching another."""
    low = high = 0
    for cue in text.concordance.whole(_CUES):
        start, end = max(0, cue.start - 70), cue.end + 80
        if shown[cue.start] in (NAME, TIME) or not _PARTS.search(shown, start, end):
            continue
        if start > high and high:
            yield Span(low, high)
        low, high = (start if start > high else low), end
    if high:
        yield Span(low, min(high, len(shown)))


def damaged_parts(text: Text) -> Iterator[Ailment]:
    """Yield the parts of the body that stand in `text` with their damage before them.

    >>> [a.name for a in damaged_parts(Text("He has a bad hip and two broken ribs; her broken heart mends."))]
    ['bad hip', 'two broken ribs']
    """
    for window in _windows(text, text.text):
        for match in _ATTRIBUTE.finditer(text.text, window.start, window.end):
            if not _NOT_BAD.match(match.group()) and not match.group().endswith("broken heart"):
                yield Ailment(match.start(), match.end(), match.group(), "part", False)


def sick_in_sentence(text: Text, at: int) -> str:
    """Return whose "the withered arm" at `at` is: whom "him" or "her" before it means, else the person spoken of."""
    sentence = stretch_at(text, at)
    for found in re.finditer(r"\b(?:him|her)\b", text.text[sentence.start : at]):
        return person_at(text, Span(sentence.start + found.start(), sentence.start + found.end()))
    near = text.people.before(at)
    main = text.people.main()
    return (main if main in near or not near else near[0]).name if main else ""


def _owner(text: Text, match: re.Match[str]) -> str:
    group = next(name for name in ("whose", "whose2", "whose3") if match.groupdict().get(name))
    start, end = match.span(group)
    if text.masked[start] == "\ue000":
        while start and text.masked[start - 1] == "\ue000":
            start -= 1
        end -= 2
    return person_at(text, Span(start, end))


def _lost(text: Text, match: re.Match[str]) -> _Hurt | None:
    if (
        re.search(r"(?:'s|’s|\bthe|\ba)\s$", text.text[max(0, match.start() - 4) : match.start()])
        or re.match(r"los\w+\s(?:his|her)\s(?:voice|hand)$", match.group())
        or _FIGURE.fullmatch(match.group())
    ):
        return None
    value = match["value"] if match["verb"] == "missing" else f"lost {match['value']}"
    return subject_of(text, match.start())[0], value, Span(*match.span()), 0.75


def _broken(text: Text, match: re.Match[str]) -> _Hurt | None:
    if _FIGURE.fullmatch(match.group()) or re.search(r"\b(?:heart|head)s?$", match["value"]):
        return None
    how = _participle(match["verb"])
    if match["whose"]:
        part = text.text[match.end("whose") + 1 : match.end("value")]
        return _owner(text, match), f"{how} {part}", Span(*match.span()), 0.7
    part = re.sub(r"^(?:(?:both|one of|two of)\s)?(?:his|her|an?|the|one)\s(?:own\s)?", "", match["value"])
    own = re.match(r"(?:both\s)?(?:his|her)\s", match["value"])
    subject, beside = subject_of(text, match.start())
    if not subject and match["verb"] == "withered":
        main = text.people.main()
        subject = main.name if main else ""
    if own and not (beside and match.start() - beside.end < _BESIDE):
        at = match.start("value") + own.end() - 4
        subject = person_at(text, Span(at, at + 3)) or subject
    if (
        not own
        and match["verb"] != "withered"
        and not re.match(r"(?:an?|both|one|two|three|several)\s", match["value"])
    ):
        return None
    return subject, f"{how} {part}", Span(*match.span()), 0.7


def _participle(verb: str) -> str:
    """Return what a part of the body is to which a verb is done.

    >>> _participle("breaks"), _participle("tore"), _participle("fractures"), _participle("crushed")
    ('broken', 'torn', 'fractured', 'crushed')
    """
    for stem, participle in (("br", "broken"), ("hurt", "hurt"), ("tear", "torn"), ("tor", "torn"), ("bur", verb)):
        if verb.startswith(stem):
            return participle
    return verb if verb.endswith("ed") else re.sub(r"e?s$", "", verb) + "ed"


def _robbed(text: Text, match: re.Match[str]) -> _Hurt | None:
    own = re.search(r"(?:['’]s)?$", match["whom"])
    whom = Span(match.start("whom"), match.end("whom") - len(own.group() if own else ""))
    return (person_at(text, whom), f"lost {match['value']}", Span(*match.span()), 0.75)


def _become(text: Text, match: re.Match[str]) -> _Hurt | None:
    if match["whose2"]:
        return (_owner(text, match), f"{match['part2']} {match['how2']}", Span(*match.span()), 0.7)
    if match["whose"] == "whose":
        return (subject_of(text, match.start())[0], f"{match['part']} {match['how']}", Span(*match.span()), 0.75)
    if match["whose"].casefold() == "the" and re.match(r"(?:hearing|sight|eyesight|vision)\b", match["part"]):
        return (sick_in_sentence(text, match.start()), f"{match['part']} {match['how']}", Span(*match.span()), 0.55)
    if match["whose"].casefold() == "the" or (
        match["part"] in ("heart", "face", "hands", "back") and match["how"] in ("broken", "gone", "twisted", "bent")
    ):
        return None
    return (_owner(text, match), f"{match['part']} {match['how']}", Span(*match.span()), 0.75)


def _absolute(text: Text, match: re.Match[str]) -> _Hurt | None:
    """Read "her hip dislocated and her forehead cut open", of whoever is the subject where no possessor says it."""
    subject = _owner(text, match) if match["whose3"] else subject_of(text, match.start())[0]
    start = match.start("whose3") if match["whose3"] else match.start("part3")
    return subject, f"{match['part3']} {match['how3']}", Span(start, match.end()), 0.7


def _that(text: Text, match: re.Match[str]) -> _Hurt | None:
    """Read "the arm that is of no use" as "the useless arm" is read."""
    subject = (
        subject_of(text, match.start())[0]
        if match.group()[:4].casefold() != "the "
        else sick_in_sentence(text, match.start())
    )
    return subject, match["value"], Span(*match.span()), 0.6


def _plain(text: Text, match: re.Match[str]) -> _Hurt | None:
    return subject_of(text, match.start())[0], match["value"], Span(*match.span()), 0.7


def _pierced(text: Text, match: re.Match[str]) -> _Hurt | None:
    """Read "a metal bar goes through her thigh", of whoever's body it is."""
    return _owner(text, match), match["value"], Span(*match.span("value")), 0.65


def _because(text: Text, match: re.Match[str]) -> _Hurt | None:
    """Read "he gave up the pit on account of his hip"."""
    return _owner(text, match), match["part4"], Span(*match.span()), 0.55


def _speech(text: Text, match: re.Match[str]) -> _Hurt | None:
    word = match["value"]
    root = re.sub(r"(?:ed|s)$", "", word)
    return subject_of(text, match.start("value"))[0], root, Span(*match.span()), 0.75


_FORMS: list[tuple[re.Pattern[str], Callable[[Text, re.Match[str]], _Hurt | None]]] = [
    (_LOSS, _lost), (_ROBBED, _robbed), (_PIERCED, _pierced), (_BREAK, _broken), (_WITHOUT_IT, _plain), (_UNEVEN, _plain), (_BECAUSE, _because), (_BECAME, _become), (_THAT, _that), (_FEW, _plain), (_WITHOUT, _plain), (_ABSOLUTE, _absolute), (_HAD, _plain), (_WOUND, _plain), (_UNABLE, _plain), (_SIGN, _plain), (_SPEECH, _speech),
]  # fmt: skip
