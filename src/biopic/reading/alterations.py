"""How writers say that a film altered a life: the rules by which one statement is a departure.

A rule looks only at statements that have one of its words, finds its pattern in them, and weighs how surely the match is a
departure: 0 where the rest of the statement, or where it stands, speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from biopic.reading import inventions as inv
from biopic.reading.comparing import CHANGES, COMPARES, words_of
from biopic.reading.cues import FILM, MAKERS, WORK, F, Statement
from biopic.reading.inventions import BE, any_of
from biopic.reading.patterns import N, T

Find = Callable[[str], re.Match[str] | None]
Weigh = Callable[[Statement, re.Match[str], bool], float]
"""How surely a match in a statement is a departure; the flag says that the film is spoken of near it."""


@dataclass(frozen=True)
class Rule:
    """One way to say it; `needs` are words of which one must stand there, `far` that it counts where no film is spoken of near it."""

    name: str
    needs: frozenset[str]
    find: Find
    weigh: Weigh
    far: bool = False
    film: bool = False
    """Whether the statement itself must speak of the film, or stand in a list of changes."""
    zone: int = 0
    """In which zone it must stand at least."""


# What films do: left out, made smaller or larger, put together, moved, changed otherwise

_STRONG = "(?:" + "|".join((
    r"omit(?:s|ted)?|leav(?:es?|ing) (?:[^.;,]{1,60} )?out\b|left (?:[^.;,]{1,60} )?out\b|skip(?:s|ped)? (?:over|past|his|her|the|all|most|entirely|\ue000)|(?:glos|pas)s(?:es|ed)? over|side-?step(?:s|ped)|eras(?:es|ed)|excis(?:es|ed)|scrub(?:s|bed)|suppress(?:es|ed)|delet(?:es|ed)|eliminat(?:es|ed)|jettison(?:s|ed)|trim(?:s|med)|dispos(?:es|ed) of|g(?:e|o)ts? rid of|d(?:oes|id) away with|dispens(?:es|ed) with|d(?:oes|id) without|buri(?:es|ed)|hides|hid\b|conceal(?:s|ed)|forgets?\b(?! that|ting)|forgot|(?:cut|edit(?:s|ed)|writes|wrote|cuts) out",
    r"ma(?:kes|de) no mention|(?:(?:does|did) not|(?:does|did)n['’]t|never)(?: so much as| even| once)? (?:mentions?|includes?|touch(?:es)? on|acknowledges?|covers?)|fail(?:s|ed)? to (?:mention|show|include|say)|stops short of|ends before",
    r"(?:whitewash|airbrush|sanit[iy]|bowdleri|fictionali|sentimentali|romantici|glamori|ideali|demoni|vilif|lioni|canoni|glorif|caricatur|prettif|sugar-?coat|anglici|americani|simplif|moderni)\w*|exaggerat(?:es|ed)?|embellish(?:es|ed)?|embroider(?:s|ed)?|overstat(?:es|ed)?|understat(?:es|ed)|inflat(?:es|ed)|soften(?:s|ed)?|(?:ton|water|play|clean|prett|tid|sprus|spic|dress|sex)(?:es|ed|s|ied|ies) (?:\w+ ){0,4}?(?:down|up)\b|downplay(?:s|ed)?|smooth(?:s|ed)|polish(?:es|ed)|reduc(?:es|ed) (?:\w+ ){0,4}?to (?:a|one|two|the)|relegat(?:es|ed)|sidelin(?:es|ed)|dramati[sz](?:es|ed) (?:others|some|certain|much)",
    r"merg(?:es|ed)?|conflat(?:es|ed)?|condens(?:es|ed)?|compress(?:es|ed)?|telescop(?:es|ed)?|collaps(?:es|ed)?|fus(?:es|ed)|squeez(?:es|ed)|cram(?:s|med)|squash(?:es|ed)|shrinks|shrank|rolls? (?!along)|rolled|turns? (?:two|three|several) (?:\w+ ){0,4}into one|combin(?:es|ed) (?:two|three|four|several|many|various|\ue000|elements|different|his|her|the)|boil(?:s|ed) (?:\w+ ){0,4}down",
    r"rearrang(?:es|ed)?|reorder(?:s|ed)?|reshuffl(?:es|ed)?|shuffl(?:es|ed)|relocat(?:es|ed)?|transplant(?:s|ed)?|transpos(?:es|ed)|bring(?:s)? forward|brought forward|push(?:es|ed) (?:\w+ ){0,4}?(?:back|forward|into|to)\b|speed(?:s|ed) up|invert(?:s|ed)|revers(?:es|ed)|misdat(?:es|ed)|back-?dat(?:es|ed)|postpon(?:es|ed)|knock(?:s|ed) (?:\w+ ){0,4}?(?:off|years)|shav(?:es|ed)|rejuvenat(?:es|ed)",
    r"renam(?:es|ed)|alter(?:s|ed)?|distort(?:s|ed)?|falsif(?:y|ies|ied)|fudg(?:es|ed)|twist(?:s|ed)? the|bends|bent the|stretch(?:es|ed) the (?:truth|facts?)|tweak(?:s|ed)|rewr(?:o|i)tes?|plays? fast and loose|(?:deviat|diverg)(?:es|ed)|depart(?:s|ed) from|stray(?:s|ed)? from|differ(?:s|ed)? (?:\w+ )?from|misrepresent(?:s|ed)?|misleads?|misled|misquot(?:es|ed)|misattribut(?:es|ed)|confus(?:es|ed) (?:the|him|her|\ue000)|mix(?:es|ed) up|g(?:e|o)ts? (?:\w+ ){0,5}?wrong",
)) + ")"  # fmt: skip
_MILD = r"(?:mov(?:es|ed)?|shift(?:s|ed)?|chang(?:es|ed)?|turn(?:s|ed)(?! out)|transform(?:s|ed)|makes?|made|gives?|gave|add(?:s|ed)?|insert(?:s|ed)|swap(?:s|ped)|replac(?:es|ed)|substitut(?:es|ed)|promot(?:es|ed)|demot(?:es|ed)|ag(?:es|ed)|kill(?:s|ed)?|marr(?:y|ies|ied)|ignor(?:es|ed)|drop(?:s|ped)?|cuts?|remov(?:es|ed)|spar(?:es|ed)|ha[sd](?! (?:\w+ )?(?:\w+ed|gone|been|come|done|seen|taken|known|made|left|found|told|lost|won|met)\b)|have|lets?|puts?|sets?|plac(?:es|ed)|call(?:s|ed)|keeps?|kept|shorten(?:s|ed)|lengthen(?:s|ed)|heighten(?:s|ed)|amplif(?:ies|ied)|blend(?:s|ed)|splits?|takes|took|burn(?:s|ed)?|sen(?:ds?|t)|credit(?:s|ed)|attribut(?:es|ed)|blam(?:es|ed)|brighten(?:s|ed)|darken(?:s|ed))"
_NEUTRAL = r"(?!is\b|was\b|opened|won\b|earned|cost\b|grossed|received|runs?\b|ran\b|stars|starred|follows|begins|works\b|succeeds|captures|captured|deserves|took\b|lost\b|nails|has a\b|came\b|went\b|draws|drew|stays|stayed|sticks|stuck|got\b|gets\b|remains|loves|likes|needs|wants|covers|considers|follow|based|tells|told|has two|are\b|were\b|premi|had (?:access|help)|did (?:his|her|their|a|an)|lets us|looks|sounds|feels|ends (?:with|on)|also (?:won|stars))"
_WHOM = rf"(?:him|her|it|them|{N}|the \w+|everything|everyone|his \w+|her \w+|their \w+)"
_AUX = r"(?: (?:also|then|simply|quietly|even|just|has|have|had|did|does|do|to|chooses?|chose|decides?|decided|prefers?|preferred|opts?|opted|wisely|likewise|further|duly|too|still|all but|and|\w+ly)){0,4} "
_SUBJECT = re.compile(
    rf"(?:\b(?:{WORK}|{MAKERS}|version)\b|{F}[\"”’*_]{{0,2}})(?: \({N}\)|,? (?:by |directed by )?{N})?(?:, [^,;.:]{{1,50}},)?"
)
_PRONOUN = re.compile(r"\b(?:[Tt]hey|[Ii]t|[Ww]e)\b(?! (?:took|takes) (?:him|her|them|me|us|\ue000))")
_CHANGED = re.compile(rf"{_AUX}{_STRONG}\b")
_AGE = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven)ty)"
_SPECIFIC = any_of(
    rf"{_AUX}(?:mov(?:es|ed)|shift(?:s|ed)|transfer(?:s|red)|push(?:es|ed)) (?:(?:the|his|her|its|their|this|that|these|all|most|much) [^.;,]{{1,60}}?|everything|everyone|it|him|them|{N}(?:['’]s [^.;,]{{1,40}}?)?) (?:[\w-]+ (?:years?|months?|weeks?|days?|decades?) )?(?:from|to|into|on|forward|back|ahead)\b(?! tears| laughter| life)",
    rf"{_AUX}(?:add(?:s|ed)|insert(?:s|ed)|swap(?:s|ped)|replac(?:es|ed)|substitut(?:es|ed)) (?!up|depth|warmth|humou?r|colou?r|music|to\b)|{_AUX}chang(?:es|ed) (?:the|his|her|its|some|many|that|most|\ue000)|{_AUX}kill(?:s|ed) (?:\w+ )?off\b",
    rf"{_AUX}(?:turn|transform)(?:s|ed) (?:{N}|him|her|them|two|the real)[^.;,]{{0,60}} into|{_AUX}(?:makes|made) {_WHOM} (?:(?:only |just )?{_AGE}\b|an?\b|into|{N}|older|younger|out\b)|{_AUX}g(?:ives|ave) {_WHOM} (?:an?|one|two|only|no)\b(?! (?:voice|chance|face|break))",
)
_LOOSELY = re.compile(rf"{_AUX}(?:{_STRONG}|{_MILD})\b")
_TREATED = re.compile(rf"{_AUX}{_NEUTRAL}[a-z]+(?:s|ed|ew|ook|ave|ought|ut|ent|ocked)\b")
_OPENS_WITH = re.compile(
    r"\W{0,4}(?:(?:And|But|Then|So|Yet|Here|Still),? )?(?:(?:[Tt]he|[Tt]his|[Ii]ts|[Oo]ur|\ue000+['’]s) )?(?:[\w-]+ ){0,2}$"
)


def _after(tail: re.Pattern[str], subject: re.Pattern[str] = _SUBJECT, *, opening: bool = False) -> Find:
    """Return what finds `tail` right behind a subject, such as the film or its makers."""

    def find(words: str) -> re.Match[str] | None:
        for match in subject.finditer(words):
            found = words[max(0, match.start() - 2) : match.start()] not in ("a ", "A ") and tail.match(
                words, match.end()
            )
            if found and (not opening or _OPENS_WITH.match(words[: match.start()])):
                return found
        return None

    return find


# What was done to things, without saying by whom

_DONE_WORDS = "shortened lengthened prolonged expanded reduced shrunk swapped shifted pushed brought put changed altered merged combined conflated condensed compressed telescoped collapsed rolled folded boiled left omitted removed written erased edited airbrushed excised toned softened sanitised sanitized watered downplayed played exaggerated embellished dramatised dramatized fictionalised fictionalized romanticised romanticized inflated heightened invented added inserted made turned transformed transplanted relocated transposed replaced swapped simplified glossed skipped ignored reduced renamed rechristened reordered rearranged shortened speeded sped tidied moved cut dropped squeezed become becomes became"
_DONE = r"(?:shortened|lengthened|prolonged|expanded|reduced to|shrunk|swapped|shifted|pushed|brought forward|put (?:back|forward)|changed|altered|merged|combined|conflated|condensed|compressed|telescoped|collapsed|rolled|folded|squeezed|boiled down|left (?:out|off)|omitted|removed|written out|erased|edited out|airbrushed|excised|toned down|softened|sanit[iy][sz]ed|watered down|downplayed|played (?:down|up)|exaggerated|embellished|dramati[sz]ed|fictionali[sz]ed|romantici[sz]ed|inflated|heightened|invented|added|inserted|made up(?! (?:as an?|to|like)\b)|turned into|made into|transformed into|transplanted|relocated|transposed|replaced|swapped|simplified|glossed over|skipped|ignored|reduced to|renamed|rechristened|reordered|rearranged|shortened|spe?eded up|sped up|tidied|moved|cut|dropped|put into?(?: \w+)? (?:his|her|their|\ue000+['’]s) mouth)"
_PASSIVE = any_of(
    rf"(?:{BE}|\bha(?:s|ve|d) been|\bgets?|\bgot)(?: (?:\w+ly|also|all|likewise|then|even|thus|further|been|being|simply|too)){{0,3}} {_DONE}\b",
    r"\b(?:become|became|becomes) (?:one|a single|a composite)\b",
)
_CINEMATIC = re.compile(
    r"toned down|sanit|softened|downplayed|played down|fictionali|dramati|airbrushed|glossed over|left out|omitted|written out|edited out|watered down|condensed|compressed|telescoped|rolled|folded|merged|conflated|exaggerated|embellished|romantici|heightened|invented|made up"
)
_FOR_FILM = any_of(
    rf"\b(?:for|in|by|from|to suit|into|onto) (?:the |this |our |a )?(?:[\w-]+ )?(?:{WORK}|{MAKERS}|{F}|screen)\b|\b[Oo]n[- ]?screen\b|\bon the screen\b|\bHollywood\b",
    r"\b(?:dramatic|cinematic|narrative|artistic) (?:effect|purposes|reasons|impact|licen[cs]e|convenience)|\bsake of (?:drama|the (?:story|plot|film|movie))",
)
_NOT_THERE = re.compile(
    rf"(?<!what )(?<!that )\b(?:isn['’]t|is not|aren['’]t|are not|wasn['’]t|weren['’]t|was not|were not) (?:there\b(?! to)|in it\b|mentioned|in the (?:{WORK})|in {F}|on[- ]?screen|depicted)"
)
_MISSING = any_of(
    rf"\b(?:do|does|did)(?:n['’]t| not) (?:appear|feature|figure|make it|get a mention|come into it)\b|\b(?:nowhere|missing|absent) (?:to be (?:seen|found)|in the (?:{WORK})|from the (?:{WORK}|screen)|from {F}|from it|in {F})|\bgo(?:es)? (?:unmentioned|unsaid)|\bnever (?:made|makes?) it (?:in)?to the (?:{WORK}|screen|final)",
    rf"\b(?:no|any|without) (?:mention|sign|trace|hint|word) (?:of|about) [^.;]{{0,60}}(?:{WORK}|{F}|screen)\b|\bcutting[- ]room floor\b|\b(?:none|neither|nobody|not one|no one) of (?:whom|which|them|these|those) (?:is|are|was|were|appears?|features?) ?(?:portrayed|shown|mentioned|seen|depicted|named|in (?:it|the))?\b",
)
_SILENT = re.compile(
    r"\b(?:memoirs?|books?|diary|diaries|letters|records?|biograph(?:y|ies)|accounts?|transcripts?|log-?book|files?) (?:do(?:es)?(?:n['’]t| not) (?:mention|support|record|bear)|ma(?:kes?|de) no mention|(?:says?|knows?|has|have|tells?|contains?) (?:nothing|no )|(?:is|are) silent)"
)
_SPEECH = re.compile(
    rf"\b[Tt]hey (?:\w+ )?(?:(?:wrote|left|cut|edited) (?:me|him|her|us|it|that|them|{N}|(?:my|his|her|our|the) \w+) out\b|took [^.;]{{1,50}} and (?:they )?made|made (?:me|him|her|us|it|them|up|out|an? (?!(?:[\w-]+ ){{0,3}}{WORK})|the|my|{N}) ?(?!clear|plain|happy|laugh|welcome|sign|sit|leave|go\b|feel)|turned (?:me|him|her|us|it|them|my|our|his|{N})(?! (?:away|down|out|off|back|over|loose|round))|gave (?:me|him|her|{N}) (?:a|an) [^.;]{{2,40}} instead|left (?:me|him|her|us|it|that) out|left out|invented|changed (?:my|his|her|our|the|\ue000)|married (?:me|him|her) off|killed (?:me|him|her) off)(?! [^.;]{{0,30}}into (?:a|this) (?:{WORK}))"
)
_AUTHOR = re.compile(
    rf"\b(?:I|[Ww]e)(?: (?:just|then|also|simply|had to|even))? (?:put (?:[^.;,]{{1,40}}) together|merged|combined|invented|moved (?:the|it|everything|his|her)|rolled|made (?:(?:him|her|it|that|them) )?up|added (?:a|an|the)|gave (?:him|her|them|{N}) (?:a|an|two)\b|turned (?:him|her|it|them|{N}) into|changed (?:his|her|the|their|some|a few|{N})|left (?:[^.;,]{{1,40}} )?out|cut out|(?:lost|dropped|scrapped|threw out|ditched) (?:the|his|her|their)\b|compressed|condensed|took (?:some |a few |many )?liberties|needed a (?:villain|love|romance|hero))\b"
)

# Film and life told apart in other words

_THE_FILM = rf"(?:what |how |where |the (?:impression|image|idea|version|picture|story|portrait|man|woman|character|claim|suggestion|ending|scene|one|way)[^.;,]{{0,30}} )?(?:the|this|its|his|her|their|our|that|{N}['’]s)?\s?(?:[\w-]+ ){{0,2}}?(?:{WORK}|{F}|screen|scenes?|ending|finale|(?:closing|end|final) (?:titles?|captions?|credits|card)|captions?|end ?titles?|title cards?)\b(?!['’]s (?:success|flaws|faults|length|box|poor|low|modest|reception|failure|popularity|acclaim|title|fame|director|producers|budget))(?! (?:success|flop|reviews))"
_CONTRARY_WORDS = "whom keeps contrary unlike whatever matter opposed contrast far long different odds nothing not rather resemblance relation differs differed differ diverge diverges diverged depart departs departed deviate deviates deviated stray strays strayed parts parted despite spite than have what leads led encourages invites notwithstanding as only never way like which"
_CONTRARY = any_of(
    rf"\b(?:[Cc]ontrary to|[Uu]nlike(?: in| on)?|[Ww]hatever|[Nn]o matter (?:what|how)|[Aa]s opposed to|[Ii]n (?:sharp |stark |marked )?contrast (?:to|with)|(?:far|long|different|nothing like|not at all like|a world away) from|[Aa]t odds with|[Nn]othing like|[Nn]ot,? as(?: in)?|[Nn]ot the way|[Nn]ot quite as|[Nn]ot (?:how|what)|[Rr]ather than(?: in)?|(?:resemblance|relation) to|[Aa]nd not,? as|(?:[Dd]iffer|[Dd]iverg|[Dd]epart|[Dd]eviat|[Ss]tray)(?:e?s|e?d)? (?:\w+ )?from|part(?:s|ed) (?:ways|company) (?:with|from)|[Dd]espite what|[Ii]n spite of what) (?!most|many|other|any|all\b|a (?:perfect|great|good))(?:[^.;,]{{0,25}} )?{_THE_FILM}",
    rf"\b(?:(?:far|much|rather|considerably) )?(?:more|less|\w+er)(?: \w+)? than (?:in )?{_THE_FILM} (?:shows?|suggests?|lets? on|allows?|admits?|makes?|has it|tells|implies|had|portrays|depicts|version)",
    rf"\b(?:{WORK}|{F}) (?:would|will|wants to) have (?:us|you|it|audiences|viewers|people)\b|\b(?:leads|led|encourages|invites) (?:us|you|audiences|viewers) to (?:believe|think)\b|\b(?:{WORK}|{F}) (?:notwithstanding|to the contrary)\b|\bas (?:the|this) (?:{WORK}) (?:has it|would have it|claims|pretends|suggests|implies)\b",
    rf"\b(?:not|never|no) (?:the|that|such an?) [^.;,]{{2,40}} of the (?:{WORK})\b|\bwhat (?:the|this) (?:{WORK}) (?:does not|doesn['’]t|never|fails to|omits|leaves|cannot|won['’]t|will not)\b",
    rf"(?:\b(?:not|never|no)\b|n['’]t\b)[^.;]{{1,80}}, (?:as|the way|like) (?:[Hh]e|[Ss]he|they|it|{N})(?: (?:does|did|do|is|are|was|were|has|had))? (?:in|on) (?:the|this|that) (?:[\w-]+ )?(?:{WORK}|screen|scene|sequence|ending)\b|(?:\b(?:[Nn]ot?|[Nn]ever|[Nn]obody)\b|n['’]t\b)[^.;]{{1,80}}, as (?:happens|shown|seen|depicted|told) (?:in|on|at|by) (?:the|this) (?:[\w-]+ ){{0,2}}(?:{WORK}|screen|scene|ending|reel|hour|act|end)\b",
    rf"\bof (?:whom|which) (?:(?:the|this) (?:{WORK})|{F}) (?:keeps|shows|uses|needs|has|leaves|spares|makes)\b",
    rf"\bwhich (?:the|this) (?:{WORK}) (?:skips|omits|ignores|drops|forgets|hides|denies|passes over|leaves out|gets wrong)\b",
    rf"\bnever (?:\w+ ){{0,6}}(?:outside|except in|save in|but in) (?:the|this) (?:{WORK})|\bonly (?:in|on) (?:the|this) (?:{WORK}|screen)\b",
)
_LIBERTIES = re.compile(
    r"\b[Ww]hatever (?:they|it|you) (?:shows?|says?|said|tells?|told|see|saw|heard)\b|\b[Tt](?:akes?|ook|aken|aking) (?:\w+ ){0,4}?(?:liberties|(?:poetic|artistic|dramatic|creative|great|some) licen[cs]e)\b"
)
_SHOWN = re.compile(
    rf"(?:\b(?:not?|never)\b|n['’]t\b)[^.;]{{0,60}}\b(?:that|which|whom|as) (?:we|they|the (?:{WORK})|{F}) (?:shows?|have (?:him|her|it|them)|has|gives?|invent(?:s|ed)?|made)\b"
)
_SHOWN_WHO = re.compile(
    rf", (?:who|whom|which) (?!wrote|directed|played|made|produced)[^,;.]{{3,60}}\b(?:reel|{WORK}|screen|scene)\b[^,;.]{{0,30}}, (?:\w+ly |had |never )?(?:was|were|had|lived|died|survived|came|did|took|stayed|married|left)\b"
)
"""Her mother, who dies in the first reel, lived to be eighty."""
_RELATIVE = re.compile(
    r"\b(?:that|which|who) (?!is |was |has )[a-z]+s [^,;.]{2,60} (?:was|were) (?:an?|the|in|on|only|really|not|his|her)\b"
)
"""The great fire that destroys her charts was a burst pipe: the film's side in the present."""

_APART_WORDS = "like really happen occur take place whereas fact reality life truth actually not far real belongs belong belonged happened occurred took"
_APART = any_of(
    rf"{N}(?:['’]s [\w-]+)?, (?:who|which|whom) [^,;.]{{3,70}}, (?:in fact|in reality|in life|in truth|actually)\b",
    r"\b(?:[Nn]or (?:is|was)|(?:is|was)(?:n['’]t| not| nothing| hardly| little| scarcely)) [^.;]{0,120}?\blike (?:the (?:real |actual )?(?:man|woman|person|thing|one)\b|(?:him|her)self\b)",
    rf"\bwhereas (?:[Hh]e|[Ss]he|it|they|{N}|(?:the|his|her) \w+) (?:(?:really|actually|in fact) )?(?:was|were|had|did|took|happened|came|went|lay|lived|died)\b",
    r"\b(?:really|actually) (?:took place|happened|occurred) (?:in|on|at|a|only|when|before|after|years?|months?|\ue001)",
    r"\b(?:scene|moment|meeting|fight|episode|quarrel|encounter|accident|speech|exchange|sequence|race|trial|concert|kiss|wedding|row)s?\b[^.;]{0,60} (?:did(?: not|n['’]t)|never) (?:really |actually |ever )?(?:happen(?:ed)?|t(?:ake|ook) place|occur(?:red)?)\b",
    rf"\bwhereas (?:in )?(?:(?:the|this) (?:{WORK})|{F})|, when in (?:fact|reality|truth|life)\b",
    rf"(?:{T}|{N}), (?:and )?not (?:in |at |on |the )?(?:{T}|{N})|^\W{{0,4}}[Ff]ar from [a-z]+ing\b",
    rf"\b[Tt]he real {N} (?:was|had|looked) (?:an?|not|no|never|far|much|nothing|only|already|younger|older|neither|in (?:his|her)|barely|hardly)\b(?! (?:guest|consultant|adviser|cameo))",
    r"\b[Tt]he real [a-z]+ (?:[a-z]+ )?(?:had no|was no|had never|never|was never|did not|didn['’]t|was not|wasn['’]t)\b",
    r"\bbelong(?:s|ed)? to (?:another|a different) \w+|\b(?:happened|occurred|took place) (?:in fact |actually |really )?(?:[\w-]+ ){0,2}(?:years|months|decades|weeks) (?:later|earlier|before|after)",
)

_CLAIMED = re.compile(r"\b(?:claim|alleg|accus|suspect|suppos|fear|believ|whether\b|if\b|thought\b)[^.;:—–]*$")
"""What others say, who may be wrong."""
_CORRECTED = re.compile(
    r"\b(?:was|were|had|came|took|lay|lived|died|wore|stood)\b[^.;]{1,60}?(?:,(?: and)? not (?!only|least|to\b|unlike|surprisingly|until)|\brather than\b)"
)
"""The medal was bronze, not gold: told where film and life are compared."""
_NEGATED = re.compile(
    r"\b(?:not|no|never|nothing|hardly|scarcely|none|neither|nobody|isn['’]t|wasn['’]t|aren['’]t|weren['’]t|stranger than|rather than)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_NO_FIGURE = re.compile(
    r"\b(?:[Tt]he|[Aa]|[Tt]heir|[Ii]ts) (?:town|village|city|island|port|country|county|school|story|book|novel)\b[^,;]{0,30}$|\b(?:bed|face|hair|minds?|row)\s$|^\W*(?:[Nn]othing|[Nn]one|[Ll]ittle|[Mm]uch|[Mm]ost)\b[^,;]{0,30}$"
)
"""What is called invented without being a departure: a place, a story, a bed, nothing at all."""
_LITTLE = re.compile(r"\b(?:nothing|little|hardly|barely|scarcely)\b")
_GENERAL = re.compile(
    r"^\W{0,4}(?:and |but |still, )?(?:other|some|several|many|a few|much|plenty|more|a lot|certain|a number of|two|three|four|five|six|most|not all|all)?\s?(?:of (?:it|this|that)|other|things|details|facts|liberties|changes|names|events|elements|parts|bits)?\s?(?:things|details|facts|names|events)?\s?(?:is|are|was|were|have been|has been|had been) (?:also |of course |therefore )?(?:changed|altered|invented|made up|moved|dramati[sz]ed|embellished)(?: as well| too| for [^.]{0,40})?\W*$",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"^\W{0,4}(?:And |But )?[Tt]here (?:is|are|was|were) (?:[\w-]+ ){0,4}?(?:things?|changes?|points?|details?|liberty|liberties)\b"
)
"""There is one more thing that the film altered: what it is comes after."""
_THE_WORK = re.compile(
    rf"(?:^|[;,.] )\W{{0,4}}(?:(?:But|And|[Tt]he|[Tt]his|[Aa]) ){{0,2}}(?:(?!love )\w+ )?(?:{WORK}|story|book|[Ii]t|[Tt]his|{F}) $"
)
_OF_FILM = re.compile(r"\b(?:ending|scene|script|plot|movie|film|picture)\b")
_INTO = re.compile(r" (?:a|an|into|look|seem|out|the|up)\b")


def _is_idle(s: Statement, match: re.Match[str]) -> bool:
    """Say whether what is called invented or changed is nothing that the film added to a life."""
    told = s.words[: match.start()].rstrip() + " "
    return any(idle.search(told) for idle in (_THE_WORK, _NO_FIGURE, _CLAIMED))


def _invented(s: Statement, match: re.Match[str], near: bool) -> float:
    denied = _NEGATED.search(s.words, max(0, match.start() - 30), match.start() + 3) or " not " in match.group()
    if denied or (s.story and not s.film) or _is_idle(s, match):
        return 0.0
    named = N[0] in s.words[: match.start() + 4]
    outright = match.group().endswith(("invention", "fiction", "fabrication"))
    return 0.9 if s.zone or (near and named) else 0.8 if near else 0.7 if named or outright else 0.0


def _sure(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.0 if s.story and not s.film else 0.85


def _near(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.7 if near else 0.0


def _near_film(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.7 if near and (not s.story or s.film) else 0.0


def _nobody(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.0 if s.raw.isupper() else _near_film(s, match, near)


def _film(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.85 if s.film or s.zone == CHANGES else 0.0


def _altered(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.0 if any(vague.search(s.words) for vague in (_LITTLE, _GENERAL, _ANNOUNCES)) else 0.8


def _specific(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.85 if s.zone or s.life else 0.0 if s.story else 0.6


def _listed(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.7


def _compared(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.65


def _passive(s: Statement, match: re.Match[str], near: bool) -> float:
    if _GENERAL.match(s.words) or _NEGATED.search(s.words, max(0, match.start() - 20), match.start() + 3):
        return 0.0
    if s.zone == CHANGES or (s.film and _FOR_FILM.search(s.words)):
        return 0.8
    return 0.65 if near and not s.story and _CINEMATIC.search(match.group()) and not _is_idle(s, match) else 0.0


def _left_out(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.75 if s.zone == CHANGES or (s.film and not s.story) else 0.65 if near and not s.story else 0.0


def _said(s: Statement, match: re.Match[str], near: bool) -> float:
    if s.zone or near or _OF_FILM.search(s.words):
        return 0.65
    sure = _INTO.search(s.words[match.end() - 4 : match.end() + 12])
    return 0.55 if s.quoted and sure and not s.story else 0.0


def _told(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.65 if s.quoted and not s.story else 0.0


_FILM_SUBJECTS = words_of(
    "film films movie movies picture pictures biopic script screenplay adaptation drama version cinema filmmaker filmmakers screenwriter screenwriters scriptwriter scriptwriters writer writers director directors producers producer studio"
) | {"Hollywood", ""}
RULES = [
    Rule("departure contrary", words_of(_CONTRARY_WORDS), _CONTRARY.search, _sure, film=True),
    Rule("departure liberties", words_of("whatever liberties licence license"), _LIBERTIES.search, _sure, far=True),
    Rule(
        "departure shown",
        words_of("show shows have has give gives invent invents invented made"),
        _SHOWN.search,
        _sure,
        far=True,
    ),
    Rule("departure invented", words_of(inv.INVENTED_WORDS), inv.INVENTED.search, _invented, far=True),
    Rule("departure invented", words_of(inv.COMPOSITE_WORDS), inv.COMPOSITE.search, _invented, far=True),
    Rule("departure invented", words_of(inv.JOINED_WORDS), inv.JOINED.search, _invented, far=True),
    Rule("departure invented", words_of(inv.HOLLYWOOD_WORDS), inv.HOLLYWOOD.search, _near),
    Rule("departure invented", words_of(inv.HALF_TRUE_WORDS), inv.HALF_TRUE.search, _near),
    Rule("departure partly", words_of(inv.PARTLY_WORDS), inv.PARTLY.search, _compared, zone=COMPARES),
    Rule("departure invented", words_of(inv.SAME_WORDS), inv.SAME.search, _near_film),
    Rule("departure unreal", words_of("there"), inv.NOBODY.search, _nobody),
    Rule("departure unreal", words_of(inv.UNREAL_WORDS), inv.UNREAL.search, _sure, far=True),
    Rule("departure modelled", words_of(inv.MODELLED_WORDS), inv.MODELLED.search, _invented, far=True),
    Rule("departure attributed", words_of(inv.ATTRIBUTED_WORDS), inv.ATTRIBUTED.search, _near_film),
    Rule("departure made up", words_of(inv.MADE_UP_WORDS), inv.MADE_UP.search, _near_film),
    Rule("departure renamed", words_of(inv.RENAMED_WORDS), inv.RENAMED.search, _film, film=True),
    Rule("departure renamed", words_of("name names"), inv.NAME_CHANGED.search, _near),
    Rule("departure renamed", words_of(inv.OTHERWISE_NAMED_WORDS), inv.OTHERWISE_NAMED.search, _near),
    Rule("departure changed", _FILM_SUBJECTS, _after(_CHANGED), _altered),
    Rule("departure specific", _FILM_SUBJECTS, _after(_SPECIFIC), _specific),
    Rule("departure passive", words_of(_DONE_WORDS), _PASSIVE.search, _passive),
    Rule("departure left out", frozenset(("not", "t")), _NOT_THERE.search, _left_out),
    Rule(
        "departure left out",
        words_of(
            "appear feature figure make made makes mention nowhere missing absent unmentioned unsaid sign trace hint word cutting none neither nobody one"
        ),
        _MISSING.search,
        _left_out,
    ),
    Rule(
        "departure left out",
        words_of(
            "memoir memoirs book books diary letters record records biography account accounts transcripts log logbook file files"
        ),
        _SILENT.search,
        _left_out,
    ),
    Rule("departure author", frozenset(("I", "we", "We")), _AUTHOR.search, _told, far=True),
    Rule("departure apart", words_of(_APART_WORDS), _APART.search, _near),
    Rule("departure corrected", words_of("not rather"), _CORRECTED.search, _compared, zone=COMPARES),
    Rule("departure apart", words_of("who whom which"), _SHOWN_WHO.search, _near),
    Rule("departure apart", words_of("that which who"), _RELATIVE.search, _near),
    Rule("departure speech", words_of("they"), _SPEECH.search, _said, far=True),
    Rule("departure loosely", _FILM_SUBJECTS, _after(_LOOSELY), _listed, zone=CHANGES),
    Rule("departure loosely", words_of("they it we"), _after(_LOOSELY, _PRONOUN), _listed, zone=CHANGES),
    Rule("departure treated", _FILM_SUBJECTS, _after(_TREATED, opening=True), _compared, zone=COMPARES),
]
"""The rules, in the order in which they are tried."""

_BY_WORD: dict[str, list[int]] = {}
for _number, _rule in enumerate(RULES):
    for _word in _rule.needs:
        _BY_WORD.setdefault(_word, []).append(_number)


def rules_for(s: Statement, *, near: bool) -> list[Rule]:
    """Return the rules of which a statement has a word, in their order; `near` says that the film is spoken of near it."""
    numbers = {number for token in s.tokens if token in _BY_WORD for number in _BY_WORD[token]}
    if FILM in s.words:
        numbers |= set(_BY_WORD[""])
    here = s.film or s.zone
    return [
        RULES[n]
        for n in sorted(numbers)
        if (near or RULES[n].far) and (here or not RULES[n].film) and s.zone >= RULES[n].zone
    ]
