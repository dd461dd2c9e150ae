"""The words for relatives and the phrases around them, as patterns over a masked text.

A word for a relative is read with what stands left of it (whose? "his elder brother", "Ada's mother", "the", "had a") and
right of it (who? ", Jonah", "of Ada and Jonah", "was Eliza"); `VERBS` state a relation without such a word.
"""

from __future__ import annotations

import re

from biopic.reading.words import FEW, FUNCTION, INVERSE_KIN, KIN, word_set

RELATION: dict[str, str] = KIN | {
    word: relation for relation, words in {
        "mother": "ma mummy mommy foster-mother",
        "father": "pa foster-father",
        "parent": "folks foster-parents",
        "spouse": "ex-wives wives husbands spouses widows wife-to-be husband-to-be bride-to-be better-half other-half",
        "child": "step-son step-daughter stepchildren youngest eldest oldest offspring baby first-born little-boy little-girl baby-boy baby-girl baby-son baby-daughter",
        "sibling": "twins step-brother step-sister stepbrothers stepsisters half-brothers half-sisters twin-sister twin-brother twin-sisters twin-brothers",
        "grandparent": "nan nana gran gramps grandmothers grandfathers",
        "partner": "lovers mistress paramour beau girlfriends boyfriends flame ex-girlfriend ex-boyfriend ex-lover partners significant-other love-interest",
        "friend": "schoolfriend schoolfriends penfriend penfriends pal pals buddy buddies chum chums confidants",
    }.items() for word in words.split()
}  # fmt: skip
"""What relation a word names: X is the `relation` of somebody."""

PLURAL = word_set(
    "parents folks stepparents grandparents children sons daughters kids brothers sisters siblings half-siblings half-brothers half-sisters stepbrothers stepsisters twins friends wives husbands spouses"
    " lovers partners pals buddies chums offspring grandchildren grandsons grandmothers grandfathers girlfriends boyfriends confidants widows foster-parents stepchildren"
)  # fmt: skip
MUTUAL = word_set("spouse sibling partner friend")
"""Relations that hold in both directions."""

_WORDS = "|".join(sorted({*RELATION, *INVERSE_KIN}, key=len, reverse=True))
KINWORD = re.compile(
    rf"(?<![\w'’-])(?P<kin>{_WORDS}|(?:better|other) half|half[ -](?:brother|sister)s?|significant other|love interest|(?:little|baby) (?:boy|girl)|(?:twin|step)[ -](?:brother|sister)s?|ex[ -](?:wife|husband))(?![\w‑]|-|['’](?!\s)| figures?\b| of the (?:bride|groom|year)\b|s?[- ]in[- ]law| country\b| tongue\b| ship\b|hood| in (?:crime|business|the firm)\b| at (?:the|a) (?:firm|law)\b| in arms\b| superior\b| (?:prodigy|prodigies|star|actor|actress|bride|soldier|labou?r|abuse|genius|custody|support|psychologist|psychiatrist|performer|model|request|care)\b)(?:(?<!youngest)(?<!eldest)(?<!oldest)(?<!baby)(?<!twin)|(?!\s(?!is\b|was\b|of\s(?:the\s)?(?:(?:[a-z]+\s){{0,2}}(?:boys|girls|children|sons|daughters|kids)\sof\b|\ue000))[a-z]))",
    re.IGNORECASE,
)
"""A word for a relative; in-laws, father figures and mother tongues are none."""

ADJECTIVAL = FEW | word_set(
    "first second third fourth fifth sixth seventh last little long good bad great new old young real true late same only own then now former other dear"
)  # fmt: skip
PLAIN = FUNCTION - ADJECTIVAL
"""Words that are no adjective before a word for a relative."""

N = "\ue000++"
BR = r"(?:\s?\([^()\n]{1,60}\))?"
ONE = rf"(?:(?:the|a|an|fellow|future)\s(?:(?!of\b|to\b|who\b|in\b|from\b|and\b)[A-Za-z][\w'’-]*,?\s){{1,4}})?{N}"
LIST = rf"{N}{BR}(?:,\s{N}{BR}){{0,5}}(?:,?\s(?:and|&)\s{N}{BR})?"
PARENTS = rf"(?:{N}['’]s?\s(?:[a-z][\w-]*\s){{0,3}}?(?:{_WORDS}),?\s{N}|(?:both\s)?{ONE}{BR}(?:(?:,\s(?:a|an|the)\s[^,.;:()\n]{{1,50}},?|,(?=\s(?:and|&)\s(?:his|her)\s))?\s(?:and|&)\s(?:of\s(?:(?!his\b|her\b)[a-z-]+,?\s){{0,3}})?(?:(?:his|her)\s(?:(?:[A-Za-z-]{{1,20}}|{N})\s)?[a-z-]{{1,20}},?\s)?{ONE}{BR})?|(?:a|an|one|two|three|four)\s(?:[a-z]+\s){{0,2}}(?:girl|boy|daughter|son|child|girls|boys|sons|daughters|children|twins)(?:,|:|\s(?:named|called))\s{LIST}|(?:his|her|their)\s(?:[a-z-]+\s){{1,3}}?{N}|\bhim\b|\bher\b(?!\s[a-z]))"
"""Of whom somebody is the child, mother or friend: one name or two."""

SUBJECT = rf"(?:{N}\s(?:and|&)\s(?:(?:his|her)\s[a-z-]{{1,20}},?\s)?{N}|{N}|\b(?:[Hh]e|[Ss]he)\sand\s(?:(?:his|her)\s[a-z-]{{1,20}},?\s)?{N}|\b[Hh]e\b|\b[Ss]he\b|\b[Tt]hey\b|\b[Tt]he\s(?:couple|pair|two(?: of them)?|newlyweds|lovers)\b)"
OBJECT = rf"(?:(?!though\b|but\b|and\b|although\b|because\b|while\b|when\b|yet\b|so\b|as\b)(?:to\s|with\s)?(?:(?:his|her|the|a|an|fellow)\s)?(?:[A-Za-z][\w'’-]*,?\s){{0,4}}?{N}|\bhim\b|\bher\b)"
AUX = r"(?:(?<![^\W\d_])(?:had|has|became|becomes|become|already|later|then|finally|soon|secretly|eventually|also|first|would|will|quickly|never|not|who|was|is|be|to|re|once|both|just|now|duly|promptly|hastily|happily|again|did|does|remained|and|been|got|get|gets|getting|were|are|having|long|[A-Za-z][a-z]{1,12}ly)\s)"

_OWN_CHILDREN = r"(?:[a-z]+\s){0,2}(?:boys|girls|children|sons|daughters|kids)"
AFTER_OF = re.compile(
    rf"(?:\sof\s(?:the\s)?{_OWN_CHILDREN})?\s(?:(?!out\b)[a-z]+\s)?(?:of|to|for)\s(?P<of>{PARENTS})(?:(?!['’])|['’]s?(?=,\s)|['’]s?\s{_OWN_CHILDREN}\b)"
)
AFTER_NAME = re.compile(
    rf"(?!{BR},\s{N}['’]s?\s[a-z])(?:\sof\s(?:[\w-]+\s){{1,4}}(?:years|months|decades|weeks|days|time)|\sat\sthe\stime|\s(?:at|from|in|since)\s(?:[a-z'’-]+|\ue000++)(?:\s[a-z'’-]+){{0,2}}(?=,))?{BR}(?:,|:|\s[–—-]|\s?,?\s(?:(?:who (?:is|was)|is|was)\s)?(?:named|called|christened|by the name of))?\s(?:(?:the|a|an)\s(?:[A-Za-z][\w'’-]*\s){{1,4}}(?:named\s|called\s)?|the\s(?:late\s)?|then\s|his |her |(?:old|young|little|poor|dear|sweet|big|late|beautiful)\s)?(?P<who>{LIST})"
)
AFTER_IS = re.compile(
    rf"{BR}(?:,\s[^,.;\n]{{1,60}},)?\s(?:is|was|are|were|becomes|became|remains|being)\s(?P<not>not\s|never\s)?(?:(?:the|a|an)\s(?:[a-z][\w'’-]*\s){{1,4}}|the\s)?(?P<who>{LIST})(?!['’])"
)
AFTER_BY = re.compile(
    rf"(?:,\s)?(?:\s?,?\s?(?:by|with)\s)(?P<other>{ONE}{BR}|\bhim\b|\bher\b)(?:[:,]\s|\snamed\s|\s[–—-]\s)(?P<who>{LIST})"
)
AFTER_IN = re.compile(rf"\sin\s(?P<who>{ONE})(?!['’])")
AFTER_WHO = re.compile(rf"(?:,\s|\s)(?P<who>{N})(?!['’])")
_AGE = r"(?:,\s(?:aged\s|now\s)?(?:\d{1,3}|[a-z]+ty(?:-[a-z]+)?|[a-z]+teen)(?=,))?"
BEFORE_APPOSED = re.compile(
    rf"(?P<who>{N})[*_]{{0,2}}{BR}{_AGE}(?:,|\s[–—-]|\s?\(|:|\s\|)\s?(?:(?:by now|now|then|later|once|also|and|soon|already|formerly|still|who (?:is|was|became|becomes|remained)|long|himself|herself|at the time|meanwhile|perhaps|in life|in reality|not|for years|always)\s){{0,3}}$"
)
_BEING = r"(?:(?:also|later|then|soon|eventually|finally|in fact|actually)\s)?(?P<verb>is|was|were|are|['’]s|becomes?|became|remained|remains|stayed|stays|being|had been|has been|having been|would become|would be|will be|isn['’]t|wasn['’]t|weren['’]t|called|calls)\s(?P<not>never\s|not\s|no\s)?"
_SOMETHING = r"(?:an?|the|his|her)\s(?:(?!who\b|that\b)[^,.;:\n\ue001\s]+\s){1,8}?"
"""What somebody is besides: "a sailor", "the sound engineer at Channel 6"."""
BEFORE_IS = re.compile(
    rf"(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s(?:who\s)?{_BEING}(?:{_SOMETHING}and(?:,\s[^,.;\n]{{1,40}},)?\s)?(?:(?:also|now|then|still|once|already|both|soon|by then|by now|later|actually|really|in fact|in life|in reality|to become|himself|herself|him|her|as|perhaps)\s){{0,3}}$"
)
BEFORE_WHO_IS = re.compile(
    rf"(?P<who>{N}){BR},\s{_SOMETHING}(?:who|that)\s(?:(?:(?!who\b)[^,.;:\n\s]+\s){{1,10}}?and\s)?{_BEING}(?:also\s|later\s|now\s)?$"
)
"""Somebody, what he is, and what he became: "Jonah, a sailor who came back and became"."""
BEFORE_HAD = re.compile(
    rf"(?:(?P<of>{SUBJECT}){BR},?\s)?{AUX}{{0,3}}(?:had|has|have|bore|bears|bearing|fathered|fathers|raised|raises|gave birth to|gives birth to|welcomed|welcomes|produced|produces|adopted|adopts|lost|loses|leaves behind|left behind|survived by|gained|bring up|brought up|share|shared|rear|reared|left|leaves|having|including|include|were|are|delivered|acquired|with)\s(?:(?P<bore>him|her|them)\s)?(?:already\s|together\s|also\s)?$"
)
BEFORE_HAD_LISTED = re.compile(
    rf"(?:(?P<of>{SUBJECT}){BR},?\s)?\b(?:had|has|have|with)\s(?P<bore>(?!))?(?:(?:an?|one|two|three|four|some|no)\s(?:[a-z'’-]+\s){{0,4}}[a-z'’-]+,\s){{1,4}}(?:and\s)?$"
)
"""What somebody has besides: "has a good job, a nice house,"."""
BEFORE_BORN = re.compile(r"\b[Bb]orn\s(?:[^.;\n]{1,60},?\s)?(?:as\s)?$")
BEFORE_BARE = re.compile(
    r"(?:\b(?:with|by|and|of|from|to|like|including|for|against|both|loses|meets|visits|befriends|follows|between|marries|as|via|without|but|or|while|where|when|leaving|than)|,|[—–-])\s$"
)
BEFORE_MANY = re.compile(
    rf"(?P<who>{LIST}|(?:[Hh]e|[Ss]he)\sand\s{N})(?:,|,?\s(?:who\s)?(?:are|were|become|became|remained|remain|had been|have been|would become|being))\s(?P<not>not\s|never\s)?(?:both\s|also\s|still\s|now\s|once\s|soon\s|all\s)?$"
)

_COUPLE = r"(?:(?P<who>{N}){BR}|\b(?P<pro>[Hh]e|[Ss]he))\s(?:and|&)\s(?:(?:his|her)\s(?:[a-z-]{{1,20}}\s){{0,2}}?(?:[a-z-]{{1,20}}),?\s)?(?P<of>{N}){BR}"
_WED = r"(?:re-?)?(?:married|marries|wed|wedded|weds|marry|marrying|eloped|elopes|elope)(?: with)?"
HINT = 0.4
"""How sure a relation is that only helps to tell who "the two" are, and is not stated."""
VERBS: list[tuple[str, re.Pattern[str], float]] = [
    # A married B; marries her; A, who later wed B
    ("spouse", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s)?(?P<aux>{AUX}{{0,4}})\b(?:{_WED}|ties the knot|tied the knot|exchanged vows|exchanges vows|walked down the aisle|walks down the aisle)(?:\s(?:again|secondly|next))?[:,]?\s(?P<of>{OBJECT})(?!['’]s\s[a-z])"), 0.9),
    ("spouse", re.compile(rf"(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s{AUX}{{0,3}}married\s(?:twice|three times|four times)[,:—–-]?\s(?:[a-z]+\s)?first\s(?:to\s)?(?:[a-z]+\s){{0,3}}{N},?\s(?:and\s)?(?:then|later|second|secondly|afterwards)\s(?:to\s)?(?:[a-z]+\s){{0,3}}?(?P<of>{N})"), 0.85),
    # A was married to B (covered by AUX); A's marriage to B; the wedding of A and B
    ("spouse", re.compile(rf"(?P<who>{N}['’]s?|\b(?:[Hh]is|[Hh]er)\b)\s(?:[a-z][\w-]*\s){{0,3}}?(?:marriage|wedding|divorce|union|separation|remarriage)\s(?:to|with|from)\s(?:[a-z][\w'’-]*\s){{0,4}}?(?P<of>{N})"), 0.9),
    ("spouse", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s)?(?P<aux>{AUX}{{0,3}})\b(?:[Mm]arried|[Ww]ed)(?:\soff|\s[a-z\ue001][^,.;\n\ue000]{{0,30}}?)?,?\sto\s(?P<of>{OBJECT})(?!['’]s\s[a-z])"), 0.85),
    ("spouse", re.compile(rf"\b(?:marriage|wedding|divorce|union)\s(?:of|between)\s(?P<who>{N}){BR}\s(?:and|to|with|from)\s(?P<of>{N})"), 0.9),
    ("spouse", re.compile(rf"{_COUPLE.format(N=N, BR=BR)},?\s(?:(?:(?!to\b)[a-z]+\s){{0,2}}?|(?:(?!to\b)[a-z]+\s){{1,6}}?and\s(?:[a-z]+\s)?)(?:{_WED}|tied the knot|tie the knot|exchanged vows|exchange vows|divorced|divorce)\b"), 0.9),
    ("spouse", re.compile(r"\b(?P<who>[Tt]he two of them|[Tt]hey|[Tt]he (?:couple|pair|two|lovers|newlyweds))\s(?:(?P<of>\b)[^.;:\n“”\"]{0,50}?\s?)\b(?:were married|got married|get married|are married|married|marry|tied the knot|tie the knot|eloped|elope|exchanged vows|wed|divorced|divorce)\b(?! to\b)"), 0.8),
    ("spouse", re.compile(rf"(?P<who>{SUBJECT}){BR}\s{AUX}{{0,3}}(?:divorces|divorced|widowed by|leaves her husband|leaves his wife)\s(?P<of>{OBJECT})"), 0.85),
    ("spouse", re.compile(rf"(?P<who>{SUBJECT}){BR}\s(?:took|takes|made|makes|had taken)\s(?P<of>{N})\s(?:as|for|to be)?\s?(?:his|her)\s(?:lawful\s|second\s|first\s|third\s)?(?:wife|husband|bride)\b"), 0.9),
    ("spouse", re.compile(rf"\b(?:[Hh]usband[- ]and[- ]wife|[Mm]an and wife|[Mm]arried couple|[Ss]pouses)(?:\s[a-z]+){{0,2}}?,?\s(?P<who>{N}){BR}\sand\s(?P<of>{N})"), 0.9),
    ("spouse", re.compile(rf"(?P<who>{N}){BR}\sand\s(?P<of>{N}){BR},?\s(?:(?:are|were|being|as|a|became)\s)?(?:a\s)?(?:husband and wife|man and wife|married couple|married|spouses)\b"), 0.85),
    # engaged, dating, in love
    ("partner", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s)?(?P<aux>{AUX}{{0,4}})\b(?:[Ee]ngaged(?:\s(?!to\b)[a-z]+){{0,4}} to|[Bb]etrothed to|dating|dates|dated|(?:began|begins|starts?|started) (?:dating|seeing|courting)|courted|courts|wooed|woos|romanced|romances|(?:a |an )?(?:[\w-]+ ){{0,2}}(?:affair|romance|liaison) with|in a (?:[\w-]+ )?relationship with|(?:romantic|love|sexual|passionate|stormy|secret|clandestine|long-term|on-off) relationship with|cohabit(?:s|ed) with|broke up with|breaks up with)\s(?P<of>{OBJECT})(?!['’]s\s[a-z])"), 0.75),
    ("partner", re.compile(rf"(?P<of>{N}){BR}(?:,\s[^,.;\n]{{1,50}})?,\sto whom\s(?P<who>{SUBJECT})\s(?:was|had been|is|became)\s(?:[a-z]+\s)?(?:engaged|betrothed|promised)\b"), 0.85),
    ("spouse", re.compile(rf"(?P<of>{N})\s(?:is|was)\sthe\s(?:[a-z]+\s)?(?:man|woman|girl|boy|one|person)\s(?:that\s|whom?\s)?(?P<who>{N}|he\b|she\b)\s(?:(?:later|finally|then|actually|really|had|would|in the end)\s){{0,2}}(?:married|marries|marry|wed)\b"), 0.85),
    ("spouse", re.compile(rf"(?P<of>{N}){BR}(?:,\s[^,.;\n]{{1,50}})?,\s(?:to whom\s(?P<who>{SUBJECT})\s(?:was|had been|is|became)\s(?:[a-z]+\s)?(?:married|wed)\b|whom\s(?P<pro2>he|she)\s(?:[a-z]+\s)?(?:married|marries|wed)\b)"), 0.85),
    ("partner", re.compile(rf"(?P<who>{N}['’]s?|\b(?:[Hh]is|[Hh]er)\b)\s(?:[a-z][\w-]*\s){{0,3}}?(?:engagement|betrothal|affair|romance|liaison|love affair|(?:romantic|love|sexual|passionate|stormy|secret|clandestine|long-term|on-off) relationship)\s(?:to|with)\s(?:[a-z][\w'’-]*\s){{0,4}}?(?P<of>{N})"), 0.75),
    ("partner", re.compile(r"\b(?P<who>[Tt]he two of them|[Tt]hey|[Tt]he (?:couple|pair|two))\s(?P<of>\b)(?:(?:soon|then|later|quickly|eventually|also|secretly)\s)?(?:(?:became|become|were|are)\s(?:lovers|engaged|a couple|sweethearts)|(?:got|get) together(?=\s(?:only\s|again\s)?(?:in|on|when|after|as|at)\b|[.,;])|(?:fell|fall|had fallen) in love)\b"), 0.75),
    ("friend", re.compile(r"\b(?P<who>[Tt]he two of them|[Tt]hey|[Tt]he (?:pair|two|two (?:men|women|boys|girls)))\s(?P<of>\b)(?:(?:soon|then|later|quickly|eventually|also|slowly)\s)?(?:became|become|were|are|remained|remain|stayed)\s(?:[a-z-]+\s){0,2}?friends\b"), 0.7),
    ("partner", re.compile(rf"\b(?:engagement|betrothal|affair|romance|love affair|liaison)\s(?:of|between)\s(?P<who>{N}){BR}\s(?:and|to|with)\s(?P<of>{N})"), 0.8),
    ("partner", re.compile(rf"{_COUPLE.format(N=N, BR=BR)}\s(?:(?:are|were|had been|have been)\s(?:to (?:marry|be married|wed)|engaged|betrothed|dating|lovers|a couple|in love|romantically involved|sweethearts|going to (?:marry|be married))|(?:fall|fell|had fallen) in love|(?:became|become|got|get) (?:engaged|lovers|a couple|involved))\b"), 0.85),
    ("partner", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s)?(?P<aux>{AUX}{{0,4}})\b(?:tak(?:es|en|ing) up with|took up with|shack(?:s|ed) up with|(?:begins|began|starts|started) living with|lived? together with|(?:goes|went|going) (?:out|steady) with)\s(?P<of>{OBJECT})(?!['’]s\s[a-z])"), 0.75),
    ("partner", re.compile(rf"(?P<of>{N}){BR}(?:,\s(?:an?|the)\s[^,.;\n]{{1,50}}?)?,?\swith whom\s(?P<who>{SUBJECT})\s(?:had\s|has\s)?(?:was|is|been|were|had|lived|lives)\s(?:[a-z]+\s)?(?:living|involved|sleeping|together|an affair|a relationship|a romance)\b"), 0.75),
    # in love, perhaps alone
    ("partner", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s)?(?P<aux>{AUX}{{0,4}})\b(?:(?:fell|falls|fall|falling|fallen) (?:\w+ )?(?:in love )with|(?:moves?|moved) in with)\s(?P<of>{OBJECT})(?!['’]s\s[a-z])"), HINT),
    # friends
    ("friend", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s)?(?P<aux>{AUX}{{0,4}})\b(?:befriend(?:s|ed|ing)?|(?:made|makes|making) (?:a )?friends? (?:with|of|in)|(?:(?:becomes?|became|is|was|are|were|stayed|remained|remains|becoming)\s)?(?:[a-z]+ )?friends with|(?:strikes?|struck|forms?|formed|forged|forges|develops?|developed|builds?|built|began|begins|enjoyed|had|has|finds?|found) (?:up )?(?:a|an) (?:[\w-]+,? ){{0,3}}?friendship (?:with|in))\s(?P<of>{OBJECT})(?!['’]s\s[a-z])"), 0.9),
    ("friend", re.compile(rf"(?P<of>{N})\s(?:is|was)\sbefriended by\s(?P<who>{ONE})"), 0.9),
    ("friend", re.compile(rf"(?P<who>{N}['’]s?|\b(?:[Hh]is|[Hh]er)\b)\s(?:[a-z][\w-]*,?\s){{0,3}}?friendship\s(?:with|to)\s(?:[a-z][\w'’-]*\s){{0,4}}?(?P<of>{N})"), 0.9),
    ("friend", re.compile(rf"\bfriendship\s(?:of|between)\s(?:(?:the|a)\s(?:[a-z][\w'’-]*\s){{1,3}})?(?P<who>{N}){BR}\s(?:and|with)\s(?:(?:the|a|his|her)\s(?:[a-z][\w'’-]*\s){{1,3}})?(?P<of>{N})"), 0.9),
    ("friend", re.compile(rf"{_COUPLE.format(N=N, BR=BR)},?\s(?:(?:had|have|soon|quickly|also|then|later|slowly|gradually|are|were)\s){{0,2}}?(?:become|became|becoming|are|were|been|remain|remained|stayed)\s(?:[a-z-]+\s){{0,3}}?friends\b"), 0.9),
    # parents and children
    ("child", re.compile(rf"(?:(?P<who>{N}|\b[Hh]e\b|\b[Ss]he\b){BR}(?:,| was| is| had been| has been|,? who was)?\s?(?:[^.;\n]{{0,70}}?))?\b[Bb]orn\b(?:\sof|(?:(?!\b(?:and|who|but|when|where|went|moved|came|sent|taken|given|brought|back|according|due|thanks)\b)[^.;\n]){{0,70}}?\sto)\s(?:(?:the|his|her|parents)\s)?(?P<of>{PARENTS})(?!['’])"), 0.9),
    ("child", re.compile(rf"(?P<who>{SUBJECT}){BR}(?:,\s[^,.;\n]{{1,60}},|,)?\s(?:who\s)?(?:was|is|had been|were)\s(?:later\s|then\s|soon\s)?(?:adopted|fathered|sired|fostered)\s(?:[^,.;\n]{{0,30}}?\s)?by\s(?P<of>{PARENTS})"), 0.9),
    ("parent", re.compile(rf"(?:(?P<who>{SUBJECT}){BR}\s)?(?:and\s)?(?P<aux>{AUX}{{0,3}})\b(?:had|has|have|bore|gave birth to|raised|adopted)\s(?:him\s|her\s)?(?:a|twin|two|three)\s(?:[a-z]+\s){{0,2}}?(?:girls?|boys?|bab(?:y|ies))(?:,|:|\s(?:named|called))\s(?P<of>{LIST})"), 0.85),
    ("parent", re.compile(rf"(?P<who>{SUBJECT}){BR}\s{AUX}{{0,3}}(?:adopted|adopts|fathered|fathers|gave birth to|gives birth to|bore)\s(?:(?:the|a|young|little|baby)\s(?:[a-z]+\s){{0,3}})?(?P<of>{N})"), 0.85),
]  # fmt: skip
TRIGGERS: dict[str, frozenset[str]] = {
    relation: word_set(words) for relation, words in {
        "spouse": "married marries marry marrying wed weds wedded wedding eloped elopes elope knot vows aisle marriage remarried remarries remarriage divorce divorced divorces union separation widowed wife husband bride spouses",
        "partner": "took taken takes moved moves love living lived together engaged engagement betrothed betrothal promised dating dates dated seeing courting courted courts wooed woos romanced romances romance love affair relationship liaison cohabits cohabited broke breaks marry married lovers couple sweethearts involved",
        "friend": "befriend befriends befriended befriending friend friends friendship",
        "child": "born adopted fathered sired fostered",
        "parent": "adopted adopts fathered fathers birth bore girl girls boy boys baby babies",
    }.items()
}  # fmt: skip
"""The words of which one must stand in a sentence in which a verb of that relation is looked for."""
PARTS = frozenset(part for word in {*RELATION, *INVERSE_KIN} for part in word.split("-")) | word_set(
    "better other significant love little half twin step ex"
)
"""The parts of words for relatives."""
FACT = re.compile(
    rf"^[ \t*_•>#-]{{0,12}}(?P<kin>(?:ex-)?(?:spouse|wife|husband|partner|married to|children|child|sons?|daughters?|parents?|mother|father|siblings?|brothers?|sisters?|fiancée?|best friend|friends))(?:\(s\)|s)?[*_]{{0,2}}\s?[:|=–—][*_]{{0,2}}\s?(?P<who>{LIST}(?:[;·/]\s?{LIST}){{0,5}})",
    re.MULTILINE | re.IGNORECASE,
)
"""A line of a box of facts: "Spouse: Ada Moss (m. 1921)"."""
