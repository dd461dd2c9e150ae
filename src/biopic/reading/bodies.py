"""What is wrong with a part of somebody's body: "a withered arm", "lost her sight", "one good lung", "his leg was crushed".

A form names a part of the body and what has become of it; figures of speech ("lost his head", "broke her heart") are none.
Whose body it is, a possessor tells, else the subject, else the person whom the sentence speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from biopic.documents import Span
from biopic.reading.clauses import SOMEONE, person_at, subject_of
from biopic.reading.text import Text

_PART = r"(?:arms?|legs?|foot|feet|hands?|eyes?|ears?|spine|backbone|back|skull|head|face|heart|lungs?|kidneys?|liver|hips?|knees?|shoulders?|neck|jaw|limbs?|nose|fingers?|thumb|toes?|ankles?|wrists?|brain|body|bones?|ribs?|pelvis|collarbone|eardrums?|vertebrae|tongue|palate|chest|bladder|vocal cords?|nerves?)"
_SIDE = r"(?:(?:right|left|lower|upper|bad|good|whole|other)\s){0,2}"
_DAMAGED = (
    r"(?:withered|crippled|twisted|bent|curved|crooked|swollen|enlarged|useless|damaged|weakened|paraly[sz]ed|deformed|disfigured|misshapen|malformed|scarred|shattered|crushed|mangled|broken|fractured|missing|amputated|lame|maimed|burned|burnt"
    r"|injured|wounded|atrophied|stunted|shrivelled|shriveled|clubbed|webbed|fused|failing|clouded|wooden|artificial|prosthetic|dislocated|punctured|ruptured|severed|collapsed|overgrown|lifeless|ruined|gammy|perforated|weak|bad|blind|glass|sightless)"
)
_NOT_BAD = re.compile(r"(?:weak|bad|blind|broken|clouded|twisted|wooden|scarred)\s(?:face|head|back|bones?|body|nose\s?bleed|chest|hands?|nerves?)?$")
_ATTRIBUTE = re.compile(
    rf"(?P<det>\b[Hh]is|\b[Hh]er|\b[Tt]he|\b[Aa]n?|\bone|\btwo|\bboth|\bno|\ue000['’]s)\s(?:(?!and\b|of\b|in\b|on\b)[a-z-]+,?\s){{0,2}}?(?P<value>{_DAMAGED}(?:,?\s(?:and\s)?[a-z]+)?\s{_SIDE}{_PART})\b(?!\s(?:of the|line|ache|stage|news|surgeon))"
)
_LOSS = re.compile(
    rf"\b(?P<verb>los(?:es|e|t|ing)|missing)\s(?P<value>(?:most of |all of |much of |part of |some of |the use of |the sight of |the sight in |the hearing in |the power of |the ability to (?:speak|walk|see|hear)\b|feeling in )?(?:(?:all |both |both of |one of )?(?:his|her)\s|an?\s|one\s|both\s|two\s|the\s|some\s)?(?:own\s)?{_SIDE}(?:sight|eyesight|vision|hearing|speech|memory|voice|(?:arm|leg|foot|hand|eye|ear|limb|finger|toe|kidney|lung|breast|thumb)s?|feet)(?:\s(?:of|in)\s(?:his|her|one|both|the|an?)\s{_SIDE}{_PART})?|the (?:use|sight) of (?:his|her|both|one|an) {_SIDE}(?:{_PART}|(?:right|left) side)|the ability to (?:speak|walk|see|hear))\b(?!\s(?:for (?:words|music|figures)|in the (?:game|deal)|against))"
)
_BREAK = re.compile(
    rf"\b(?P<verb>br(?:eaks?|oke|oken|eaking)|fractur(?:es|ed|ing)|shatter(?:s|ed)|crush(?:es|ed)|injur(?:es|ed)|hurts?|damag(?:es|ed)|smash(?:es|ed)|dislocat(?:es|ed)|withered|ruin(?:s|ed)|maim(?:s|ed)|mangl(?:es|ed)|sever(?:s|ed)|wreck(?:s|ed))\s(?P<value>(?:(?:both|one of|two of)\s)?(?:his|her|an?|the|both|one|two|three|several)\s(?:own\s)?{_SIDE}{_PART})\b(?:\sin\s(?:two|three|\w+)\splaces)?"
)
_BECAME = re.compile(
    rf"(?P<whose>\b[Hh]is|\b[Hh]er|\ue000['’]s|\b[Tt]he)\s(?P<part>{_SIDE}(?:{_PART}|sight|eyesight|vision|hearing))\s(?:was|were|is|are|had been|has been|had to be|have been|being|went|goes|began to|had|starts? to|started to)\s(?:(?:badly|permanently|severely|partly|nearly|now|later|so|all but|already|left|slowly|gradually|been)\s){{0,3}}(?P<how>crushed|amputated|paraly[sz]ed|crippled|damaged|twisted|shattered|broken|fractured|deformed|withered|injured|mangled|useless|of no use|bent|curved|swollen|enlarged|disfigured|scarred|burned|burnt|failing|gone|fail|failed|weak|lame|taken off|cut off|torn off|blown off|shot off|affected)\b"
)
_THAT = re.compile(
    rf"\b(?:an?|the|his|her)\s(?P<value>{_SIDE}(?:{_PART}|memory|voice)\s(?:that|which)\s(?:is|was|had been|has been|never|would not|will not|won['’]t|has|had)\s(?:of no use|useless|hurt|damaged|broken|crushed|crippled|injured|healed|fully healed|withered|paraly[sz]ed|quite healed|bent|moved?|obeyed?|set badly)\b(?:\sin\san?\s[a-z]+(?:\s[a-z]+)?)?)"
)
_FEW = re.compile(rf"\b(?:with|has|had|having|on|down to|left with)\s(?P<value>(?:only |just |but |barely )?(?:one|half a|a single)\s(?:good\s|working\s|sound\s|usable\s|functioning\s)?(?:lung|eye|leg|arm|kidney|hand|ear|foot))\b(?!\s(?:behind|on|in the|up|out))")
_WITHOUT = re.compile(rf"\bborn\s(?P<value>(?:without|with no|with only one|with one|missing)\s(?:an?\s|any\s|the\s|his\s|her\s|both\s|full use of (?:his|her)\s)?{_SIDE}(?:[a-z]+\s)?(?:{_PART}|sight|hearing|arms or legs))\b(?:\sor\s(?:legs|arms|hands|feet))?")
_SPEECH = re.compile(r"\b(?P<verb>(?:has|had|who|always|have|still|he|she)\s(?P<value>stammer(?:s|ed)?|stutter(?:s|ed)?|limp(?:s|ed)?|lisp(?:s|ed)?))\b(?=\s(?:since|from|all|ever|badly|so|terribly|as|his|her|for|whenever|when|and|whole)|[.,;])")
_FIGURE = re.compile(r"(?:los\w+|broke\w*|breaks?|hurts?|damag\w+|shatter\w+|wreck\w+|ruin\w+)\s(?:both\s)?(?:his|her|the|an?)\s(?:own\s|whole\s)?(?:head|heart|hearts|face|nerves?|back\b(?! in)|good\shand)$")
_CUE = re.compile(r"\b(?:arm|leg|foot|feet|hand|eye|ear|spine|back|skull|head|face|heart|lung|kidney|liver|hip|knee|neck|jaw|limb|sight|hearing|vision|bone|body|brain|rib|stammer|stutter|limp|lisp|finger|toe|nose|shoulder|ankle|wrist|pelvis|collarbone|voice|speech|memory|walk|speak|see|hear|eyesight|thumb|tongue)", re.IGNORECASE)
_SICK = re.compile(r"\bwrong with (?P<whom>him|her)\b|\b(?P<shown>him|her)\b")

_Hurt = tuple[str, str, Span, float]


def hurts(text: Text) -> Iterator[_Hurt]:
    """Yield whose body is hurt, how, where the text says so, and how sure that is."""
    forms: list[tuple[re.Pattern[str], Callable[[Text, re.Match[str]], _Hurt | None]]] = [
        (_ATTRIBUTE, _attributed), (_LOSS, _lost), (_BREAK, _broken), (_BECAME, _become), (_THAT, _plain), (_FEW, _plain), (_WITHOUT, _plain), (_SPEECH, _speech),
    ]  # fmt: skip
    if not _CUE.search(text.text):
        return
    taken: list[Span] = []
    for pattern, read in forms:
        for match in pattern.finditer(text.masked):
            span = Span(*match.span())
            found = None if any(other.overlaps(span) for other in taken) else read(text, match)
            if found and found[0]:
                taken.append(span)
                yield found


def _attributed(text: Text, match: re.Match[str]) -> _Hurt | None:
    """Read "his withered arm", "the swollen skull": whose it is if no possessor says so, the sentence's "him" or the main person."""
    value = match["value"]
    if _NOT_BAD.match(value) or (match["det"].casefold() == "no"):
        return None
    if match["det"].casefold() in ("his", "her") or match["det"].endswith("s"):
        return _owner(text, match), value, Span(*match.span()), 0.75
    subject = _bearer(text, match)
    return (subject, value, Span(*match.span()), 0.55) if subject else None


def _owner(text: Text, match: re.Match[str]) -> str:
    group = "det" if "det" in match.groupdict() else "whose"
    start, end = match.span(group)
    if text.masked[start] == "\ue000":
        while start and text.masked[start - 1] == "\ue000":
            start -= 1
        end -= 2
    return person_at(text, Span(start, end))


def _bearer(text: Text, match: re.Match[str]) -> str:
    """Return who has "a withered arm" by "with", "has" or "left him with"; "the withered arm" is the sick person's."""
    before = text.masked[max(0, match.start() - 60) : match.start()]
    if found := re.search(rf"\bleft\s(?P<whom>{SOMEONE}|him|her)\swith\s(?:[a-z]+\s)?$", before):
        return person_at(text, Span(match.start() - len(before) + found.start("whom"), match.start() - len(before) + found.end("whom")))
    if re.search(r"\b(?:with|has|had|have|having|by|from|born with|suffer(?:s|ed) from|and|of|despite|dragging|drags|dragged|hiding|hides)\s$|,\s$", before) and match["det"].casefold() != "the":
        return subject_of(text, match.start())[0]
    if match["det"].casefold() != "the":
        return ""
    sentence = text.sentence_at(match.start())
    for found in re.finditer(r"\b(?:him|her)\b", text.text[sentence.start : match.start()]):
        return person_at(text, Span(sentence.start + found.start(), sentence.start + found.end()))
    near = text.people.before(match.start())
    main = text.people.main()
    return (main if main in near or not near else near[0]).name if main else ""


def _lost(text: Text, match: re.Match[str]) -> _Hurt | None:
    if re.search(r"(?:'s|’s|\bthe|\ba)\s$", text.text[max(0, match.start() - 4) : match.start()]) or re.match(r"los\w+\s(?:his|her)\s(?:voice|hand)$", match.group()) or _FIGURE.fullmatch(match.group()):
        return None
    value = match["value"] if match["verb"] == "missing" else f"lost {match['value']}"
    return subject_of(text, match.start())[0], value, Span(*match.span()), 0.75


def _broken(text: Text, match: re.Match[str]) -> _Hurt | None:
    if _FIGURE.fullmatch(match.group()) or re.search(r"\b(?:heart|head)s?$", match["value"]):
        return None
    how = {"b": "broken", "h": "hurt"}.get(match["verb"][0], match["verb"] if match["verb"].endswith("ed") else match["verb"].rstrip("es") + "ed")
    part = re.sub(r"^(?:(?:both|one of|two of)\s)?(?:his|her|an?|the|one)\s(?:own\s)?", "", match["value"])
    own = re.match(r"(?:both\s)?(?:his|her)\s", match["value"])
    subject = subject_of(text, match.start())[0]
    if not subject and own:
        subject = person_at(text, Span(match.start("value"), match.start("value") + 3))
    if not own and match["verb"] != "withered" and not re.match(r"(?:an?|both|one|two|three|several)\s", match["value"]):
        return None
    return subject, f"{how} {part}", Span(*match.span()), 0.7


def _become(text: Text, match: re.Match[str]) -> _Hurt | None:
    if match["whose"].casefold() == "the" or (match["part"] in ("heart", "face", "hands", "back") and match["how"] in ("broken", "gone", "twisted", "bent")):
        return None
    return _owner(text, match), f"{match['part']} {match['how']}", Span(*match.span()), 0.75


def _plain(text: Text, match: re.Match[str]) -> _Hurt | None:
    return subject_of(text, match.start())[0], match["value"], Span(*match.span()), 0.7


def _speech(text: Text, match: re.Match[str]) -> _Hurt | None:
    word = match["value"]
    root = re.sub(r"(?:ed|s)$", "", word)
    return subject_of(text, match.start("value"))[0], root, Span(*match.span()), 0.75
