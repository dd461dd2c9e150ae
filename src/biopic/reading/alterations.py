"""How writers say that a film altered a life: the rules by which one sentence is a departure, and the words around them.

Patterns run over masked statements (`biopic.reading.cues`). A rule has a cheap test (words of which one must stand in the
statement), a pattern, and a weight: how surely a match is a departure, 0 where the rest of the statement speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from biopic.reading.cues import MAKERS, WORK, F, Statement
from biopic.reading.patterns import N, T

Weigh = Callable[[Statement, re.Match[str], bool], float]


@dataclass(frozen=True)
class Rule:
    """One way to say it; `needs` are lower-case words of which one must stand there, `alone` says that no film need be near."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    weigh: Weigh
    alone: bool = False


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms))


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


SCREEN = rf"(?:{WORK}|{F}|screen)"
_BE = r"(?:\b(?:is|are|was|were|be|been|being|remains?|seems)|(?<=\w)['’]s)"
_ADV = r"(?:(?:\w+ly|also|too|all|just|in fact|in truth|pure|sheer|in part|more or less|of course|no more than|nothing but|really) ){0,3}"
_A = rf"(?:an? |the |another |one |{N}['’]s (?:own )?|Hollywood['’]s |the {MAKERS}['’]s? (?:own )?)?(?:[\w-]+,? ){{0,2}}?"
_SEVERAL = "of (?:two|three|four|five|six|several|many|some|a number|a few|a couple|various|different|real|other|the|at least|people|men|women|all|both|half|\ue000)"
_FIGURE = r"(?:characters?|creations?|figures?|person|people|persona|woman|man|stand-in)"

# Invented, composite

_INVENTED = _any(
    rf"{_BE} {_ADV}(?:fictional|fictitious|made[- ]up|imagined|apocryphal|drea(?:med|mt)[- ]up|concocted|cooked up|conjured up|thought up|manufactured|fabricated|invented|fiction)\b(?! (?:his|her|their|my|your|our|of|writer|author|with|in \ue001|by \ue000|account|town|city|village))",
    rf"{_BE} {_ADV}(?:made out of (?:two|three|several|whole)|put together (?:out of|from)|(?:pieced|stitched|sewn|cobbled|patched) together|assembled from|distilled from|lumped together|real enough,? but|Hollywood['’]s?(?! )|the (?:screenwriter|scriptwriter|studio|director|writer|film|script)s?['’]s?(?: own)?(?: idea| doing| work)?(?=$|[.,;:]))",
    rf"\b(?:two|three|four|five|several|both) [^.;,]{{1,30}} (?:rolled |folded |merged |turned |made |melted |packed |combined |boiled down |become |became )?into one\b|\b(?:did exist|really (?:existed|lived)),? but\b",
    rf"\b(?P<same>[a-z]{{3,}}) (?:was|were|is)(?:n['’]t| not| never)(?: really)? an? (?P=same)\b",
    rf"^\\W*(?:[Ww]ritten|[Aa]dded|[Ii]nvented|[Cc]reated|[Mm]ade up|[Ss]taged) for the (?:{WORK}|screen)\b",
    rf"{_BE} {_ADV}created (?:\w+ )?(?:(?:for|by) (?:the |this |our )?(?:{WORK}|{MAKERS}|{F}|screen)|to (?:stand|represent|embody))",
    rf"{_BE} {_ADV}{_A}(?:composite|amalgam(?:ation)?|conflation|invention|fabrication|figment|stand-in|fiction|(?:fictional|fictitious|invented|made-up|imaginary) {_FIGURE})\b(?! writer| author)",
    rf"\b(?:blend|fusion|hybrid|merger|combination|mixture|mix|mash-up|compound|patchwork|melding) {_SEVERAL}",
    rf"\bcreation of (?:the )?(?:{MAKERS}|{WORK})",
    rf"\bcomposite {_FIGURE}|\bcomposite of|\bcomposites\b|\brolled into one\b|\bfolded (?:into one|together)\b|\btwo (?:\w+ )?(?:made|turned) into one\b",
    rf"\bpure (?:fiction|invention|Hollywood|cinema|fantasy)\b|\b(?:Hollywood|{MAKERS})['’]s? (?:own )?(?:\w+ )?(?:invention|creation|touch|embellishment|fantasy)\b|\bdramatic invention\b",
)
_UNREAL = _any(
    r"\bnever (?:really |actually |in fact )?existed\b|\bdid(?: not|n['’]t) (?:actually |really |ever )?exist\b",
    rf"\bno (?:such )?(?:real |real-life |actual |historical )?(?:person|man|woman|character|figure|{N})(?: (?:of|by) (?:that|the) name| like (?:him|her|that))?(?: ever| has ever)? (?:existed|lived|in real life|in life|in the record|in history)\b",
    r"\b(?:has|have|had|with) no (?:real[- ]life |real |direct |exact |obvious |historical |known |basis in )?(?:counterpart|basis|equivalent|model|original|parallel|fact|reality|history)\b",
    rf"\bno (?:real|actual|historical|real-life) (?:{N}|person|man|woman|model|counterpart)\b",
)
_MODELLED = re.compile(
    rf"{N}(?:,? \([^()]{{1,50}}\)|,[^,;.]{{1,70}},)?(?:,? who)? (?:{_BE} )?{_ADV}(?:mode(?:l|ll)ed (?:\w+ )?(?:on|after)|(?:very )?(?:loosely|partly|chiefly|mainly) (?:based|inspired) (?:on|by)|based (?:(?:loosely|partly|chiefly|in part|very loosely|\w+ly) on|on (?:at least )?(?:two|three|four|several|many|a number|various))|inspired (?:\w+ )?by (?:a|two|several) real|stands? in for|standing in for|combines (?:two|several|three|many|a number)|a thinly (?:veiled|disguised))"
)
_ATTRIBUTED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Tt]his|[Aa]nother|[Ww]holly|[Ee]ntirely|[Pp]urely) (?:\w+ly )?(?:fictional|fictitious|invented|made-up|composite) (?!film|version|account|retelling|stor|treatment|portrait|tale|take|li[fv]e|biograph|town|city|village|world)(?:[\w-]+ ){0,3}?(?:\ue000|characters?|figures?|woman|man|person|boss|friend|scenes?|subplot|romance|doctor|nurse|teacher|officer|lawyer|rival|girlfriend|boyfriend|lover|love affair|affair|villain|trial|meeting|fight|quarrel|daughter|son|brother|sister|agent|editor|manager|incident|episode|ending|speech|letter)"
)
_MADE_UP = re.compile(
    rf"(?:\b(?:[Tt]he (?:{MAKERS}|{WORK})|{MAKERS}|[Tt]hey|[Ww]e|I|[Ss]ome(?:body|one)(?: in \w+)?|[Ww]ho|[Ii]t)|{N}|{F})(?: (?:simply|just|also|then|even|has|have|had|\w+ly)){{0,3}} (?:(?:made|makes|dreamt|dreamed|cooked) (?:(?:it|that|this|him|her|them|all of it|(?:the|that) (?:\w+ )?\w+|most of it) up\b|up (?:the|a|an|this|that|\ue000))|(?:took|lifted|borrowed|stole) (?:him|her|it|them|that|\ue000+) from|(?:invent(?:s|ed)?|fabricat(?:es|ed)|concoct(?:s|ed)?) (?!himself|herself)\w+)"
)

# Renamed

_NAMED_THERE = rf"(?:in (?:the|this) (?:{WORK})|on[- ]?screen|on the screen|in {F})"
_RENAMED = _any(
    r"\b(?:renamed|rechristened)\b",
    r"\bnames? (?:was|were|is|are|has been|have been|had been) (?:also )?(?:changed|altered)",
    rf"\b(?:chang|alter)(?:e[sd]?|ing) (?:the|his|her|its|their|all the|most|some|{N}['’]s) (?:\w+ )?names?\b",
    rf"\b(?:whom|which|who) (?:the|this) (?:{WORK}) (?:calls|names|renames|dubs|knows|turns|makes)\b",
    rf"(?:\b(?:{WORK})|{F})['’]?s? (?:calls|names|renames|dubs|christens|makes) (?:him|her|it|them|{N}) {N}",
    rf"\b(?:called|named|known as|goes by|went by|dubbed|billed as) (?:the name of |simply |just )?{N} {_NAMED_THERE}",
    rf"\b(?:[Ii]n (?:the|this) (?:{WORK})|[Oo]n[- ]?screen|[Ii]n {F}),? (?:he|she|it|they|{N})(?: (?:is|was|are|goes|has))?(?: simply| just| been)? (?:called|named|renamed|by the name|becomes|turned)\b",
    rf"\b(?:becomes|became|is) (?:the )?{N} {_NAMED_THERE}",
    r"\b(?:under|behind|given|gave \w+|gives \w+|by) (?:another|a different|a new|an invented|a made-up|a fictional|a false|a fictitious) name\b",
)

# Changed

_SUBJECT = rf"(?:\b(?:[Tt]he|[Tt]his|[Oo]ur|[Hh]is|[Hh]er|[Ii]ts|[Bb]oth|{N}['’]s) (?:[\w-]+ ){{0,2}}?(?:{WORK}|{MAKERS}|version)\b|\bHollywood\b|\b[Ss](?:creen|cript)writers\b|\b[Ff]ilm-?makers\b|\b[Pp]roducers\b|{F}[\"”’*_]{{0,2}})(?: \({N}\)|,? (?:{N}|by {N}|directed by {N}))?(?:, [^,;.:]{{1,50}},)?"
_AUX = r"(?: (?:also|then|simply|quietly|even|just|has|have|had|did|does|do|to|chooses?|chose|decides?|decided|prefers?|preferred|opts?|opted|wisely|likewise|further|duly|too|still|all but|and|\w+ly)){0,4} "
_STRONG = "(?:" + "|".join((
    # left out
    r"omit(?:s|ted)?|leav(?:es?|ing) (?:[^.;,]{1,60} )?out\b|left (?:[^.;,]{1,60} )?out\b|skip(?:s|ped)? (?:over|past|his|her|the|all|most|entirely|\ue000)|(?:glos|pas)s(?:es|ed)? over|side-?step(?:s|ped)|eras(?:es|ed)|excis(?:es|ed)|scrub(?:s|bed)|suppress(?:es|ed)|delet(?:es|ed)|eliminat(?:es|ed)|jettison(?:s|ed)|trim(?:s|med)|dispos(?:es|ed) of|g(?:e|o)ts? rid of|d(?:oes|id) away with|dispens(?:es|ed) with|d(?:oes|id) without|buri(?:es|ed)|hides|hid\b|conceal(?:s|ed)|forgets?\b(?! that|ting)|forgot|(?:cut|edit(?:s|ed)|writes|wrote|cuts) out",
    r"ma(?:kes|de) no mention|(?:(?:does|did) not|(?:does|did)n['’]t|never) (?:mentions?|includes?|touch(?:es)? on|acknowledges?|covers?)|fail(?:s|ed)? to (?:mention|show|include|say)|stops short of|ends before",
    # made smaller, larger, prettier, worse
    r"(?:whitewash|airbrush|sanit[iy]|bowdleri|fictionali|sentimentali|romantici|glamori|ideali|demoni|vilif|lioni|canoni|glorif|caricatur|prettif|sugar-?coat|anglici|americani|simplif|moderni)\w*|exaggerat(?:es|ed)?|embellish(?:es|ed)?|embroider(?:s|ed)?|overstat(?:es|ed)?|understat(?:es|ed)|inflat(?:es|ed)|soften(?:s|ed)?|(?:ton|water|play|clean|prett|tid|sprus|spic|dress|sex)(?:es|ed|s|ied|ies) (?:\w+ ){0,4}?(?:down|up)\b|downplay(?:s|ed)?|smooth(?:s|ed)|polish(?:es|ed)|reduc(?:es|ed) (?:\w+ ){0,4}?to (?:a|one|two|the)|relegat(?:es|ed)|sidelin(?:es|ed)|dramati[sz](?:es|ed) (?:others|some|certain|much)",
    # put together, squeezed
    r"merg(?:es|ed)?|conflat(?:es|ed)?|condens(?:es|ed)?|compress(?:es|ed)?|telescop(?:es|ed)?|collaps(?:es|ed)?|fus(?:es|ed)|squeez(?:es|ed)|cram(?:s|med)|squash(?:es|ed)|squish(?:es|ed)|shrinks|shrank|rolls? (?!along)|rolled|turns? (?:two|three|several) (?:\w+ ){0,4}into one|combin(?:es|ed) (?:two|three|four|several|many|various|\ue000|elements|different|his|her|the)|boil(?:s|ed) (?:\w+ ){0,4}down",
    # moved in time and place
    r"rearrang(?:es|ed)?|reorder(?:s|ed)?|reshuffl(?:es|ed)?|shuffl(?:es|ed)|relocat(?:es|ed)?|transplant(?:s|ed)?|transpos(?:es|ed)|bring(?:s)? forward|brought forward|push(?:es|ed) (?:\w+ ){0,4}?(?:back|forward|into|to)\b|speed(?:s|ed) up|invert(?:s|ed)|revers(?:es|ed)|misdat(?:es|ed)|back-?dat(?:es|ed)|postpon(?:es|ed)|knock(?:s|ed) (?:\w+ ){0,4}?(?:off|years)|shav(?:es|ed)|rejuvenat(?:es|ed)",
    # changed otherwise
    r"renam(?:es|ed)|alter(?:s|ed)?|distort(?:s|ed)?|falsif(?:y|ies|ied)|fudg(?:es|ed)|twist(?:s|ed)? the|bends|bent the|stretch(?:es|ed) the (?:truth|facts?)|tweak(?:s|ed)|rewr(?:o|i)tes?|t(?:akes?|ook) (?:\w+ ){0,4}?(?:liberties|licen[cs]e)|plays? fast and loose|(?:deviat|diverg)(?:es|ed)|depart(?:s|ed) from|stray(?:s|ed)? from|differ(?:s|ed)? (?:\w+ )?from|misrepresent(?:s|ed)?|misleads?|misled|misquot(?:es|ed)|misattribut(?:es|ed)|confus(?:es|ed) (?:the|him|her|\ue000)|mix(?:es|ed) up|g(?:e|o)ts? (?:\w+ ){0,5}?wrong",
)) + ")"  # fmt: skip
_MILD = (
    r"(?:mov(?:es|ed)?|shift(?:s|ed)?|chang(?:es|ed)?|turn(?:s|ed)|transform(?:s|ed)|makes?|made|gives?|gave|add(?:s|ed)?|insert(?:s|ed)|swap(?:s|ped)|replac(?:es|ed)|substitut(?:es|ed)|promot(?:es|ed)|demot(?:es|ed)|ag(?:es|ed)|kill(?:s|ed)?|marr(?:y|ies|ied)|ignor(?:es|ed)|drop(?:s|ped)?|cuts?|remov(?:es|ed)|spar(?:es|ed)"
    r"|ha[sd]|have|lets?|puts?|sets?|plac(?:es|ed)|call(?:s|ed)|keeps?|kept|shorten(?:s|ed)|lengthen(?:s|ed)|heighten(?:s|ed)|amplif(?:ies|ied)|blend(?:s|ed)|splits?|takes|took|burn(?:s|ed)?|sen(?:ds?|t)|credit(?:s|ed)|attribut(?:es|ed)|blam(?:es|ed)|clean(?:s|ed) up|brighten(?:s|ed)|darken(?:s|ed)|squeez(?:es|ed))"
)
_WHOM = rf"(?:him|her|it|them|{N}|the \w+|everything|everyone|his \w+|her \w+|their \w+)"
_CHANGED = re.compile(rf"{_SUBJECT}{_AUX}{_STRONG}\b")
_SPECIFIC = _any(
    rf"{_SUBJECT}{_AUX}(?:mov(?:es|ed)|shift(?:s|ed)|transfer(?:s|red)|push(?:es|ed)) (?:(?:the|his|her|its|their|this|that|these|all|most|much) [^.;,]{{1,60}}?|everything|everyone|it|him|them|{N}(?:['’]s [^.;,]{{1,40}}?)?) (?:from|to|into|forward|back|ahead)\b(?! tears| laughter| life)",
    rf"{_SUBJECT}{_AUX}(?:add(?:s|ed)|insert(?:s|ed)|swap(?:s|ped)|replac(?:es|ed)|substitut(?:es|ed)) (?!up|depth|warmth|humou?r|colou?r|music|to\b)|{_SUBJECT}{_AUX}chang(?:es|ed) (?:the|his|her|its|some|many|that|most|\ue000)",
    rf"{_SUBJECT}{_AUX}(?:turn|transform)(?:s|ed) (?:{N}|him|her|them|two|the real)[^.;,]{{0,60}} into|{_SUBJECT}{_AUX}(?:makes|made) {_WHOM} (?:an?\b|into|{N}|older|younger|out\b)|{_SUBJECT}{_AUX}g(?:ives|ave) {_WHOM} (?:an?|one|two|only|no)\b(?! (?:voice|chance|face|break))|{_SUBJECT}{_AUX}kill(?:s|ed) (?:\w+ )?off\b",
)
_LOOSELY = re.compile(rf"(?:{_SUBJECT}|\b[Tt]hey|\b[Ii]t|\b[Ww]e|\bI){_AUX}(?:{_STRONG}|{_MILD})\b")
_DONE = r"(?:shifted|pushed|brought forward|put (?:back|forward)|changed|altered|merged|combined|conflated|condensed|compressed|telescoped|collapsed|rolled|folded|boiled down|left (?:out|off)|omitted|removed|written out|erased|edited out|airbrushed|excised|toned down|softened|sanit[iy][sz]ed|watered down|downplayed|played (?:down|up)|exaggerated|embellished|dramati[sz]ed|fictionali[sz]ed|romantici[sz]ed|inflated|heightened|invented|added|inserted|made up|turned into|made into|transformed into|transplanted|relocated|transposed|replaced|swapped|simplified|glossed over|skipped|ignored|reduced to|renamed|rechristened|reordered|rearranged|shortened|spe?eded up|sped up|tidied|moved|cut|dropped|put into?(?: \w+)? (?:his|her|their|\ue000+['’]s) mouth)"
_PASSIVE = _any(
    rf"(?:{_BE}|\bha(?:s|ve|d) been|\bgets?|\bgot)(?: (?:\w+ly|also|all|likewise|then|even|thus|further|been|being|simply|too)){{0,3}} {_DONE}\b",
    r"\b(?:become|became|becomes) (?:one|a single|a composite)\b",
)
_CINEMATIC = re.compile(r"toned down|sanit|softened|downplayed|played down|fictionali|dramati|airbrushed|glossed over|left out|omitted|written out|edited out|watered down|condensed|compressed|telescoped|rolled|folded|merged|conflated|exaggerated|embellished|romantici|heightened|invented|made up")
_FOR_FILM = _any(
    rf"\b(?:for|in|by|from|to suit|into|onto) (?:the |this |our |a )?(?:[\w-]+ )?(?:{WORK}|{MAKERS}|{F}|screen)\b|\bon[- ]?screen\b|\bon the screen\b|\bHollywood\b",
    r"\bOn[- ]?screen\b|\b(?:dramatic|cinematic|narrative|artistic) (?:effect|purposes|reasons|impact|licen[cs]e|convenience)|\bsake of (?:drama|the (?:story|plot|film|movie))",
)
_LEFT_OUT = _any(
    rf"\b(?<!what )(?<!that )(?:isn['’]t|is not|aren['’]t|are not|wasn['’]t|weren['’]t|was not|were not) (?:there\b(?! to)|in it\b|mentioned|in the (?:{WORK})|in {F}|on[- ]?screen|depicted)",
    r"\b(?:do|does|did)(?:n['’]t| not) (?:appear|feature|figure|make it|get a mention|come into it)\b",
    rf"\b(?:nowhere|missing|absent) (?:to be (?:seen|found)|in the (?:{WORK})|from the (?:{WORK}|screen)|from {F}|from it|in {F})|\bgo(?:es)? (?:unmentioned|unsaid)|\bnever (?:made|makes?) it (?:in)?to the (?:{WORK}|screen|final)",
    r"\b(?:none|neither|nobody|not one|no one) of (?:whom|which|them|these|those) (?:is|are|was|were|appears?|features?) ?(?:portrayed|shown|mentioned|seen|depicted|named|in (?:it|the))?\b",
    r"\b(?:memoirs?|books?|diary|diaries|letters|records?|biograph(?:y|ies)|accounts?|transcripts?|log-?book|files?) (?:do(?:es)?(?:n['’]t| not) mention|ma(?:kes?|de) no mention|says? nothing|(?:is|are) silent)",
    rf"\b(?:no|any|without) (?:mention|sign|trace|hint|word) (?:of|about) [^.;]{{0,60}}(?:{WORK}|{F}|screen)\b|\bcutting[- ]room floor\b",
)
_SPEECH = re.compile(
    rf"\b[Tt]hey (?:\w+ )?(?:took [^.;]{{1,50}} and (?:they )?made|made (?:me|him|her|us|it|them|up|out|a|an|the|my|{N}) (?!clear|plain|happy|laugh|welcome|sign|sit|leave|go\b|feel)|turned (?:me|him|her|us|it|them|my|our|his|{N})(?! (?:away|down|out|off|back|over|loose|round))|gave (?:me|him|her|{N}) (?:a|an) [^.;]{{2,40}} instead|left (?:me|him|her|us|it|that) out|left out|invented|changed (?:my|his|her|our|the|\ue000)|married (?:me|him|her) off|killed (?:me|him|her) off)(?! [^.;]{{0,30}}into (?:a|this) (?:{WORK}))"
)
_AUTHOR = re.compile(
    rf"\b(?:I|[Ww]e)(?: (?:just|then|also|simply|had to|even))? (?:put (?:[^.;,]{{1,40}}) together|merged|combined|invented|moved (?:the|it|everything|his|her)|rolled|made (?:(?:him|her|it|that|them) )?up|added (?:a|an|the)|gave (?:him|her|them|{N}) (?:a|an|two)\b|turned (?:him|her|it|them|{N}) into|changed (?:his|her|the|their|some|a few|{N})|left (?:[^.;,]{{1,40}} )?out|cut out|(?:lost|dropped|scrapped|threw out|ditched) (?:the|his|her|their)\b|compressed|condensed|took (?:some |a few |many )?liberties|needed a (?:villain|love|romance|hero))\b"
)
_APART = _any(
    rf"{N}(?:['’]s [\w-]+)?, (?:who|which|whom) [^,;.]{{3,70}}, (?:in fact|in reality|in life|in truth|actually)\b",
    r"\b(?:[Tt]he|[Tt]hat) [^,;.]{3,50} (?:that|which|who) (?!is |was )[a-z]+s [^,;.]{2,60} (?:was|were) (?:an?|the|in|on|only|really|not|his|her)\b",
    rf"(?:{T}|{N}), (?:and )?not (?:in |at |on |the )?(?:{T}|{N})",
    r"^\W{0,4}[Ff]ar from [a-z]+ing\b|\b[Tt]he real [a-z]+ (?:[a-z]+ )?(?:had no|was no|had never|never|was never|did not|didn['’]t|was not|wasn['’]t)\b",
    r"\bbelong(?:s|ed)? to (?:another|a different) \w+|\b(?:happened|occurred|took place) (?:in fact |actually |really )?(?:[\w-]+ ){0,2}(?:years|months|decades|weeks) (?:later|earlier|before|after)",
    rf"\b(?:was|were) (?:not|never|in fact) (?:called|named) {N}|\b[Hh](?:is|er) real name\b|\breal name was\b",
)
_TREATED = re.compile(rf"^\W{{0,4}}(?:(?:And|But|Then|So|Yet|Here|Still),? )?{_SUBJECT}{_AUX}(?!is\b|was\b|opened|won\b|earned|cost\b|grossed|received|runs?\b|ran\b|stars|starred|follows|begins|works\b|succeeds|captures|captured|deserves|took\b|lost\b|nails|has a\b|came\b|went\b|draws|drew|stays|stayed|sticks|stuck|got\b|gets\b|remains|follow|based|tells|told|has two|are\b|were\b|premi|had (?:access|help)|did (?:his|her|their|a|an)|lets us|looks|sounds|feels|ends (?:with|on)|also (?:won|stars))[a-z]+(?:s|ed|ew|ook|ave|ought|ut|ent|ocked)\b")
_THE_FILM = rf"(?:what |how |where |the (?:impression|image|idea|version|picture|story|portrait|man|woman|character|claim|suggestion|ending|scene|one|way)[^.;,]{{0,30}} )?(?:the|this|its|his|her|their|our|that|{N}['’]s)?\s?(?:[\w-]+ ){{0,2}}?(?:{WORK}|{F}|screen)\b(?!['’]s (?:success|flaws|faults|length|box|poor|low|modest|reception|failure|popularity|acclaim|title|fame|director|producers|budget))(?! (?:success|flop|reviews))"
_CONTRARY = _any(
    rf"\b[Ww]hatever (?:they|it|you) (?:shows?|says?|said|tells?|told|see|saw|heard)\b|\b(?:[Cc]ontrary to|[Uu]nlike(?: in| on)?|[Ww]hatever|[Nn]o matter (?:what|how)|[Aa]s opposed to|[Ii]n (?:sharp |stark |marked )?contrast (?:to|with)|(?:far|long|different|nothing like|not at all like|a world away) from|[Aa]t odds with|[Nn]othing like|[Nn]ot,? as(?: in)?|[Nn]ot the way|[Nn]ot quite as|[Nn]ot (?:how|what)|[Rr]ather than(?: in)?|(?:resemblance|relation) to|[Aa]nd not,? as|(?:[Dd]iffer|[Dd]iverg|[Dd]epart|[Dd]eviat|[Ss]tray)(?:e?s|e?d)? (?:\w+ )?from|part(?:s|ed) (?:ways|company) (?:with|from)|[Dd]espite what|[Ii]n spite of what) (?!most|many|other|any|all\b|a (?:perfect|great|good))(?:[^.;,]{{0,25}} )?{_THE_FILM}",
    rf"\b(?:(?:far|much|rather|considerably) )?(?:more|less|\w+er)(?: \w+)? than (?:in )?{_THE_FILM} (?:shows?|suggests?|lets? on|allows?|admits?|makes?|has it|tells|implies|had|portrays|depicts|version)",
    r"\b[Tt](?:akes?|ook|aken|aking) (?:\w+ ){0,4}?(?:liberties|(?:poetic|artistic|dramatic|creative|great|some) licen[cs]e)\b",
    rf"\b(?:{WORK}|{F}) (?:would|will|wants to) have (?:us|you|it|audiences|viewers|people)\b|\b(?:leads|led|encourages|invites) (?:us|you|audiences|viewers) to (?:believe|think)\b|\b(?:{WORK}|{F}) (?:notwithstanding|to the contrary)\b|\bas (?:the|this) (?:{WORK}) (?:has it|would have it|claims|pretends|suggests|implies)\b",
    rf"\bnever (?:\w+ ){{0,6}}(?:outside|except in|save in|but in) (?:the|this) (?:{WORK})|\bonly (?:in|on) (?:the|this) (?:{WORK}|screen)\b",
)

_SHOWN = re.compile(rf"(?:\b(?:not?|never)\b|n['’]t\b)[^.;]{{0,60}}\b(?:that|which|whom|as) (?:we|they|the (?:{WORK})|{F}) (?:shows?|have (?:him|her|it|them)|has|gives?|invent(?:s|ed)?|made)\b")
_NEGATED = re.compile(r"\b(?:not|no|never|nothing|hardly|scarcely|none|neither|nobody|isn['’]t|wasn['’]t|aren['’]t|weren['’]t|stranger than|rather than)\W+(?:\w+\W+){0,3}$", re.IGNORECASE)


def _invented(s: Statement, match: re.Match[str], near: bool) -> float:
    denied = _NEGATED.search(s.words, max(0, match.start() - 30), match.start() + 3) or " not " in match.group()
    return 0.0 if denied or (s.story and not s.film) else 0.9 if s.zone or (near and N[0] in s.words[: match.start()]) else 0.8 if near else 0.7 if N[0] in s.words[: match.start() + 4] else 0.0


def _attributed(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.0 if s.story and not s.film else 0.7


def _altered(s: Statement, match: re.Match[str], near: bool) -> float:
    nothing = re.search(r"\b(?:nothing|little|hardly|barely|scarcely)\b", s.words)
    return 0.0 if nothing or GENERAL.match(s.words) else 0.8


def _specific(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.85 if s.zone or s.life else 0.0 if s.story else 0.6


def _loosely(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.7 if s.zone == 2 else 0.0


def _passive(s: Statement, match: re.Match[str], near: bool) -> float:
    if GENERAL.match(s.words) or _NEGATED.search(s.words, max(0, match.start() - 20), match.start() + 3):
        return 0.0
    if s.zone == 2 or _FOR_FILM.search(s.words):
        return 0.8
    return 0.65 if near and not s.story and _CINEMATIC.search(match.group()) else 0.0


def _left_out(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.75 if s.zone == 2 or (s.film and not s.story) else 0.65 if s.zone and near else 0.0


def _said(s: Statement, match: re.Match[str], near: bool) -> float:
    if re.search(r"\b(?:ending|scene|script|plot|movie|film|picture)\b", s.words):
        return 0.65
    sure = re.search(r" (?:a|an|into|look|seem|out|the|up)\b", s.words[match.end() - 4 : match.end() + 12])
    return 0.65 if s.zone or near else 0.55 if s.quoted and sure and not s.story else 0.0


def _made(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.65 if s.quoted and not s.story else 0.0


def _named(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.7 if near else 0.0


def _done(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.65 if s.zone else 0.0


def _sure(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.0 if s.story and not s.film else 0.85


def _renamed(s: Statement, match: re.Match[str], near: bool) -> float:
    return 0.85 if s.film or s.zone == 2 else 0.0


RULES = [
    Rule("departure contrary", _words("contrary unlike whatever matter opposed contrast far long different odds nothing not rather resemblance relation differs differed differ diverge diverges diverged depart departs departed deviate deviates deviated stray strays strayed parts parted despite spite than have doesn didn wasn isn weren aren hasn leads led encourages invites notwithstanding as only never liberties licence license"), _CONTRARY, _sure),
    Rule("departure invented", _words("fictional fictitious made imagined apocryphal dreamed dreamt concocted cooked conjured thought manufactured fabricated invented fiction put pieced stitched sewn cobbled patched assembled distilled lumped created composite composites amalgam amalgamation conflation invention fabrication figment stand blend fusion hybrid merger combination mixture mix mash compound patchwork melding creation rolled folded pure hollywood dramatic two three four five several both into did really real imaginary wasn weren was isn for added"), _INVENTED, _invented, alone=True),
    Rule("departure shown", _words("show shows have has give gives invent invents invented made"), _SHOWN, _sure, alone=True),
    Rule("departure unreal", _words("existed exist counterpart basis equivalent model original parallel lived real actual historical fact reality history person man woman character figure"), _UNREAL, _sure, alone=True),
    Rule("departure modelled", _words("modelled modeled based inspired stands stand standing combines thinly"), _MODELLED, _invented, alone=True),
    Rule("departure attributed", _words("fictional fictitious invented made composite"), _ATTRIBUTED, _attributed),
    Rule("departure made up", _words("made makes took lifted borrowed stole dreamt dreamed cooked invent invents invented fabricates fabricated concocted concocts"), _MADE_UP, _attributed),
    Rule("departure renamed", _words("renamed rechristened name names calls dubs knows turns makes called named known goes went dubbed billed becomes became is turned"), _RENAMED, _renamed),
    Rule("departure changed", frozenset(), _CHANGED, _altered),
    Rule("departure specific", frozenset(), _SPECIFIC, _specific),
    Rule("departure passive", frozenset(), _PASSIVE, _passive),
    Rule("departure left out", _words("isn is aren are wasn weren was were don do does doesn did didn nowhere missing absent none neither nobody memoir memoirs book diary letters record records biography account log file files go goes never no any without cutting"), _LEFT_OUT, _left_out),
    Rule("departure author", _words("i we"), _AUTHOR, _made, alone=True),
    Rule("departure named", _words("called named name wasn weren was were that which who not far real belongs belong belonged happened occurred took came never fact reality life truth actually"), _APART, _named),
    Rule("departure speech", _words("they"), _SPEECH, _said, alone=True),
    Rule("departure loosely", frozenset(), _LOOSELY, _loosely),
    Rule("departure treated", frozenset(), _TREATED, _done),
]
"""The rules, in the order in which they are tried."""

ANY = re.compile(r"\b(?:film|movie|picture|biopic|screen|script|Hollywood|never existed|composite|fictional)", re.IGNORECASE)
KEPT = re.compile(
    r"\b(?:vouched|faithful|cameo|right about|(?:gets?|got) (?:it|this|that|much|most|\w+) right|true to (?:the|life)|stay(?:s|ed) (?:close|true)|stuck to|approved|praised|thanked|premi[eè]re|chang(?:es|ed) nothing|did not change|didn['’]t change|has not changed|needed little|no exaggeration|not exaggerat|without exaggerat|nominated|Oscars?|Academy Award|box office|is set in|opened in|was released|line(?:s)? between|blur(?:s|red)?|(?:this|that|it|which) (?:one |part |much |bit )?is (?:all |quite |perfectly )?true|chang(?:es|ed) (?:the|his|her|my|our|people['’]s) (?:world|lives|life|mind|way))\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"^\W{0,4}(?:and |but |still, )?(?:other|some|several|many|a few|much|plenty|more|a lot|certain|a number of|two|three|four|five|six|most|not all|all)?\s?(?:of (?:it|this|that)|other|things|details|facts|liberties|changes|names|events|elements|parts|bits)?\s?(?:things|details|facts|names|events)?\s?(?:is|are|was|were|have been|has been|had been) (?:also |of course |therefore )?(?:changed|altered|invented|made up|moved|dramati[sz]ed|embellished)(?: as well| too| for [^.]{0,40})?\W*$",
    re.IGNORECASE,
)
BELIEF = re.compile(
    rf"\b(?:{WORK}|{F}|story|scene|ending|plot)\b[^.;]{{0,60}}\b(?:suggests?|suggested|implie[sd]|imply|claims?|claimed|pretends?|insists?|makes? (?:out|it (?:look|seem|sound|appear))|made (?:out|it (?:look|seem|sound|appear))|has (?:us|you|it)|shows?|showed|depicts?|depicted|portrays?|portrayed|presents?|presented|tells us)\b[^;]{{3,160}}(?:, (?:but|when|whereas|while|although|though|yet)\b|;|\bwhereas\b| but )"
)
TURN = re.compile(r"(?:, (?:but|when|whereas|while|although|though|yet)|;|\bwhereas\b|\bby then\b|\bby that time\b|\balready\b|\bearlier\b|\blater\b|\binstead\b|\bhowever\b|\bnever\b|\bno(?:t)?\b|n['’]t\b)")
TURNING = re.compile(r"\b(?:[Bb]ut|[Hh]owever|[Ii]nstead|[Bb]y contrast|[Yy]et|[Oo]n[- ]?screen|[Ii]n the (?:film|movie|picture|script))\b")
OPENING = re.compile(
    rf"^\W{{0,4}}(?:(?:[Bb]ut|[Yy]et|[Aa]nd|[Hh]owever|[Ss]o),? )?(?:[Ii]n (?:reality|real life|truth|fact|actual fact|actuality|life|history)\b|[Aa]ctually|[Hh]istorically|[Ii]n the event|[Nn]ot so\b|[Nn]onsense|[Oo]ff[- ]?screen|[Tt]he (?:truth|reality|facts?|record|real story|true story|real|actual|historical|true)\b|[Rr]eality\b|[Hh]istory\b|[Ww]hat (?:really|actually) happened)|^\W{{0,4}}(?:[Bb]ut )?(?:[\w{N[0]}]+ ){{1,3}}(?:actually|really|in fact|in reality)\b|^{N},? (?:however|in fact|in reality|actually)\b"
)
DENIED = re.compile(r"\b[Tt]here (?:(?:was|were|is|are)(?:n['’]t (?:any|an?)| no| never (?:any|an?))|never (?:was|were) (?:any|an?)) (?:\w+ ){0,2}?(?P<what>[\w-]{3,})\b|\b(?:had|kept|wore|wrote|left|owned|gave) (?:no|no such|none of the|not a single) (?:\w+ ){0,2}?(?P<what2>[\w-]{3,})\b")
QUESTION = re.compile(r"^\W{0,4}(?:\d{1,2}[.)]\s*)?(?:Q[:.]\s*)?(?:So |And )?(?:Did|Was|Were|Is|Are|Had|Does|Do|Could)\b.{5,160}\?\W*$")
NO = re.compile(r"^\W{0,4}(?:A[:.]\s*)?(?:No|Not (?:really|quite|exactly|at all|in|as)|Never|Hardly|Alas,? no|Sadly,? no|Nonsense|False|Fiction|Invented|Pure (?:fiction|invention|Hollywood)|Neither|Only (?:in|on)|There(?: is|['’]s) no evidence)\b(?! one\b| doubt)")
FILM_LABEL = re.compile(r"^\W{0,4}(?:in the |on |the )?(?:film|movie|screen|on[- ]screen|hollywood|what the (?:film|movie) (?:shows|says)|fiction|myth|legend|reel|script|claim)(?:['’]s version| version| says| shows| story)?\W{0,3}[:—–]\W|^\W{0,4}[\w’' ]{1,30} version\W{0,3}[:—–]\W", re.IGNORECASE)
LIFE_LABEL = re.compile(r"^\W{0,4}(?:in |the )?(?:real|reality|real life|life|facts?|truth|history|what (?:really |actually )?happened|the record|off[- ]screen|real story)\W{0,3}[:—–]\W", re.IGNORECASE)
PART = re.compile(
    r";|:|(?<=[.!?])[\"”’*_]*\s|,? (?:whereas|while in|when in fact|when the real|but in|but the|although|though|but|when) | (?=in (?:life|reality|real life|truth|fact)\b)| (?:is|was|are) (?:really |in life |actually )?(?=(?:a composite|an amalgam|a blend|an? invention|modelled|modeled|made up|fictional|invented|put together))"
)
LIFE_SIDE = re.compile(r"\b[Ii]n (?:life|reality|real life|truth|fact)\b|\b[Tt]he (?:real|true|actual|historical)\b|\bactually\b|\breally\b")
LEADING = re.compile(r"^(?:and|but|yet|so|whereas|in (?:the|this) (?:film|movie|picture)|on[- ]?screen|in (?:life|reality|real life|truth|fact)|film|movie|reality|fact|truth|life)\b[,:]?\s*", re.IGNORECASE)
SAID = re.compile(r",?[”\"’] (?:[\w.’' -]{1,40} )?(?:said|says|recalls?|recalled|adds?|added|tells|told|insists?|snaps|laughs|explains?|explained|admits|remembers|sighs|puts in|agrees|points out|wrote|writes|remarked|notes?|noted)\b[^\n”\"]*$")
"""What follows a speech: "he said, pouring the tea"."""
SEEN = re.compile(r"\b(?:appears?|appeared|seen|cameo|footage|photographs?|visits?|visited|plays?|played|himself|herself|meets|met|watch\w*|attended|audiences|inspired|based|interview\w*)\b")
"""What the real one may do in a film or about it, which sets nothing against anything."""

SIDE = re.compile(r";|—|–|, (?:but|though|although|while|when|and yet|yet)\b|\bwhereas\b|: ")
DENYING = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor)\b|n['’]t\b", re.IGNORECASE)
TRUE = re.compile(r"\b(?:[Tt]his (?:one|part|much|bit)?\s?is (?:all |quite |\w+ly )?(?:true|accurate|correct|so)|[Aa]ll true|^\W{0,4}(?:True|Accurate|Correct|Yes)\b|so it was|just as|exactly as)\b")
YES = re.compile(r"^\W{0,4}(?:A[:.]\s*)?(?:Yes|True|Indeed|He did|She did|They did|It did|He was|She was|Correct|Fact|Mostly true|Partly|Absolutely)\b")
NOTHING = re.compile(r"^\W{0,4}(?:(?:But|And|Alas),? )?(?:(?:[Tt]hat|[Tt]his|[Tt]he)(?: [\w-]+){1,4}?|[Tt]hat|[Tt]his|[Ii]t|[Nn]one of (?:it|this|that|these things)|[Nn]othing of the (?:sort|kind)) (?:never |did(?:n['’]t| not) )(?:really |actually |ever )?(?:happen(?:ed)?|t(?:ook|ake) place|occur(?:red)?)\b")
"""Nothing of what was just told happened."""

REAL_NOT = re.compile(r"\b[Tt]he real [\w\ue000-]+(?: [\w\ue000-]+)? (?:was|were|had|is|lived|died|looked|stood|lay|did|took|never|came|went|spoke|wore|knew)\b[^.;]{0,80}, not \b")
"""The real one was this, not that."""
_V = r"(?:was|were|had|did|went|came|took|left|died|lived|met|married|made|kept|gave|got|found|wrote|said|told|saw|knew|grew|fell|ran|sat|stood|spent|sent|held|lost|won|bought|sold|built|broke|began|became|brought|taught|thought|wore|led|[a-z]{2,}ed)"
NOW = re.compile(r"\b(?:is|are|has|have|does|[a-z]{2,}[^s\W]s)\b")
THEN = re.compile(rf"(?:[,;—–:]|\bbut|\bwhereas|\bwhile|\bthough) (?:[\w\ue000\ue001’'-]+ ){{0,6}}?{_V}\b")
"""Film in the present, life in the past: what tells them apart where nothing else does."""

PAST = re.compile(rf"^\W{{0,4}}(?:(?:But|And|Yet|No,) )?(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]here|[Ii]t|[Ww]e|[Tt]he record|[Tt]he records|[Tt]hat|\ue000+(?:['’]s \w+)?|[Hh]is \w+|[Hh]er \w+|[Tt]he \w+) (?:\w+ly |never |only |also )?{_V}\b(?! (?:play|direct|nominat|cast|shoot|film|born))")
NOT_HIM = re.compile(r"^\W{0,4}(?:But |And |No,? )?(?:[Tt]hat|[Tt]his|[Ii]t) (?:is|was)(?:n['’]t| not) (?:him|her|me|us|them|my|our|the \w+ (?:I|we|they) knew|how (?:it|he|she|we|they)|what happened|true|so|\ue000)")
MADE = re.compile(r"\b(?:play(?:s|ed|ing)?|portray(?:s|ed)|stars?|starred|cast|directed|director|written|screenplay|actor|actress|nominat|award|prize|won|filmed|shot in|shooting|released|produced|producers?|premi|box office|critics?|reviews?|opened|audiences? (?:cheer|laugh|wept|cried)|sequel|soundtrack|score)\b")
"""Words of making and reception, which are no part of what a film tells."""
INSTEAD = re.compile(r"^\W{0,4}Instead\b")
HEADED = re.compile(r"^\W{0,4}(?:\d+ |five |ten |six |seven |what |how )", re.IGNORECASE)
"""How a line that heads a list of changes begins."""
