"""What makes a negated clause a denial of what people believe, and what makes it a way of speaking.

Words of thinking, feeling and wishing deny nothing that a film could show; "either", "contrary to legend" and the truth told
right behind a clause speak for a denial.
"""

from __future__ import annotations

import re

from biopic.reading.comparing import words_of

IDLE_THINGS = re.compile(
    r"^(?:such thing as|\w+ )?(?:doubts?|questions?|ways?|ones?|place|time|hope|signs?|need|points?|reasons?|turning|answers?|room|chance|choice|cure|treatment|money|words?|mistaking|escap\w+|denying|telling|knowing|end|shortage|lack|limit|sense|going|getting|better|greater|other|more|less|longer|danger|rush|hurry|use|harm|shame|guarantee|comparison|substitute|excuse|stopping|help|wonder|sound|light|wind|moon|difference|middle|reply|response|easy|happy|single|dull|pity|self-pity|spoilers?|dialogue|nudity|speeches|fun|peace|pleasing|future|past|consensus|rules?|clear|evidence|record|agreement)\b|\bto (?:speak|be|do|see|tell|help|stop|talk|say|lose)$",
    re.IGNORECASE,
)
"""Things whose absence is a way of speaking, or tells a scene, rather than a denial."""

IDLE_VERBS = re.compile(
    r"\b(?:want|wants|wanted|like[ds]?|liked|love[ds]?|care[ds]?|know|knew|known|believe[ds]?|think|thought|feel|felt|understand|understood|mind(?:ed)?|forg[eo]t(?:ten|s)?|forgiven?|forgave|stop(?:ped|s)? (?:\w+ing|to)|gives? up|gave up|given up|tire[ds]?|fail(?:ed|s)?|doubt(?:ed)?|complain(?:ed)?|look(?:ed)?|seem(?:ed)?|appear|mean(?:t)?|matter(?:ed)?|expect(?:ed)?|hope[ds]?|wish(?:ed)?|need(?:ed)?|dare[ds]?|bother(?:ed|s)?|try|manage[ds]?|intend(?:ed)?|plan(?:ned)?|realize[ds]?|realise[ds]?|notice[ds]?|recover(?:ed)?|regret(?:ted)?|wavered|waver|change[ds]?|faltered|ceased|grow|grew|answer(?:ed)?|reply|replied|explain(?:ed)?|laugh(?:ed)?|cry|cried|weep|smile[ds]?|hesitate[ds]?|rest(?:ed)?|quite|let|help(?:ed)?|last(?:ed)?|fit|suit|suffer|trust(?:ed)?|tarnish|react|have to|had to|come back|look back|shy|shirk|relent|impressed|surprised|amused|pleased|sure|able|happy|aware|afraid|ready|interested|easy|enough|warned|finished|allowed|prepared|live|lives|shown|mentioned|nominated|been back|been the same|been so|recovered|stood|make it|made it|get|got|gets|deny|denied|promised?|comment(?:ed)?|respond(?:ed)?|attend|imitate)\b"
)
"""Verbs of thinking, feeling, wishing and the like, whose negation denies nothing that a film could show."""

SOFT_VERBS = re.compile(
    r"\b(?:see|saw|seen|hear|heard|remember(?:ed)?|speak|spoke|spoken|talk(?:ed)?|say|said|ask(?:ed)?|tell|told|mention|wept|sleep|wake|woke|move[ds]?|stay(?:ed)?|work(?:ed)?|agree[ds]?|lose|lost|miss(?:ed)?|win|won|return(?:ed)?|learn(?:ed|t)?|tried|finished|played|lived|met|owned|go|went|claim(?:ed)?|called)\b"
)
"""Verbs whose negation as often tells a scene or a habit as it denies something."""

IDLE_OBJECTS = re.compile(
    r"\b(?:ha(?:ve|d) (?:the (?:heart|time|money|nerve|strength|words|courage|means|slightest)|any (?:idea|money|time|choice|doubt)|to\b|much\b|long\b|enough)|(?:anything|other) (?:but|than)|(?:in|to) (?:vain|the least)|a thing\b|to speak of\b|a word\b(?! of (?:it|that|the))|an? (?:eye|fuss|note wrong|foot wrong)\b|much\b|must\b)|\b(?:never|be|been) anything$|\bbeen (?:so|such)\b|\b(?:before|again|(?:any|some)?(?:thing|one) like (?:it|that|him|her))$|^[Nn](?:obody|o one) else\b"
)
"""Objects that make a negated verb a way of speaking."""

A_FILM = re.compile(r"\b(?:film|movie|picture|story|book|biopic|documentary|comedy|tragedy)s?$")
OURS = re.compile(r"(?:I|[Ww]e|[Tt]hey)\b")
OURS_DOING = re.compile(r"(?:I|[Ww]e) .*(?:mak|try|go|look|ask|expect|say|complain|do|get|hav)ing\b")
STRONG_STATE = re.compile(
    r"\b(?:executed|hanged|murdered|killed|married|engaged|arrested|convicted|charged|imprisoned|jailed|captured|kidnapped|divorced|expelled|fired|wounded|shot|involved|there|present|in jail|in prison|at his|at her|by his|by her|called|named|born|adopted|betrayed|tried|sentenced|banned|blind|deaf|mute|illiterate|homeless|drunk)\b"
)
"""States that lives are told by, so that to deny one denies a story."""

NOW = re.compile(r"[Tt]here(?:['’]s| is| are)\b")
"""There is no road: told of what is, not of what was."""
WITNESS = re.compile(
    r"\b(?:[Nn]obody|[Nn]o one|[Nn]ot one of \w+|[Nn]one of \w+)(?: [\w\ue000]+){0,4} (?:remembers?|recalls?|ever (?:saw|heard|met))\b"
)
"""Nobody remembers it: a denial by all who should know."""

OF_FILM = re.compile(
    r"^(?:\W|but |and )*(?:the|this|its?|a) (?:[\w-]+ )?(?:film|movie|picture|script|biopic|story|screenplay|director|drama|book|camera|producers|studio|actors?|actress)\b|^(?:\W)*\ue002+|^[Tt]hey (?:never|did(?:n['’]t| not)) (?:tell|told|show|showed|mention|mentioned|ask|asked|include|want)\b"
)
"""A clause about the film itself, not about what it shows."""

MAKING = re.compile(
    r"\b(?:nominat\w+|awards?|prizes?|Oscars?|box office|commercial|reviews?|reviewers?|critics?|released|premi[eè]re|sequel|on set|the shoot|shooting|rehears\w+|audition\w*|the director|producers?|the production|directed|screenplay|soundtrack|the score|camera|sentimental|another film|stunts?|do (?:his|her) own|doubles?|filmed|shot (?:in|on)|for the role|for the part|consult\w*|advis\w*|credited)\b",
    re.IGNORECASE,
)
"""Words of making and reception."""

UNREAL_MOOD = re.compile(
    r"\b(?:would|could|(?<!no )(?<!a )will|may|might|should|can|must|shall|need)(?:n['’]t| not| never)?\b|['’](?:d|ll) never|\b[Ii]f\b|\bas (?:if|though)\b|\bunless\b|\bwhether\b|\bwon['’]t\b|\bcan['’]t\b|\bwish(?:es|ed)?\b"
)
UNTIL = re.compile(r"\s?(?:[^.;!?]{0,40} )?(?:until|till|before (?:he|she|they|\ue001))\b")
"""Not before a time: what came after is told, nothing is denied."""

RELATIVE = re.compile(r"\b(?:who|which|whose)\b")
BOUND = re.compile(
    r"\b(?:who|which|whose|so that|when|until|before|after|what|where|why|how|if|unless|than)$|\b(?:who|which|whose)\b[^,;:]{0,30}$"
)
"""What before a clause makes it a part of another statement, which tells nothing by itself."""

THAT = re.compile(r"(?P<word>[\w’'\ue000]+),? that$")
SAYING = words_of(
    "says say said insists insist insisted admits admit admitted reveals revealed confirms confirmed out swears swore maintains maintained explains explained knows shows showed notes noted me us him her certain sure clear fact adds added claims claimed is was just truth agrees agreed writes wrote argues argued believes stressed stresses remembers recalls recalled likely true"
)
"""The words before "that" which make a clause behind it a report, and no part of a description."""

WRONG = re.compile(
    r"(?:^|[.;:!?—–“\"‘] ?)\W{0,3}(?:(?:But|And) )?(?:[Ii]t(?: is|['’]s) not (?:so|true)|[Ii]t isn['’]t (?:so|true)|[Tt]hat(?:['’]s| is) not (?:so|true)|[Tt]hat isn['’]t (?:so|true)|[Nn]ot so|[Nn]ot true|[Uu]ntrue|[Nn]onsense|[Nn]ot a word of it|[Rr]ubbish|(?:[Aa]ll )?[Ll]ies|[Aa] lie|[Ff]alse|[Nn]o|[Nn]ever|[Ww]rong)[,.:;!—–]+(?:\W|$)"
)
"""What says beforehand that something was not so: "It isn't so: she never slept with him"."""

BELIEVED = re.compile(
    r"\b(?:[Cc]ontrary to|[Dd]espite (?:what|the)|[Ww]hatever|[Ll]egend|[Mm]yth|[Rr]umou?rs?|[Pp]opular belief|so-called|supposed(?:ly)?|(?:often|sometimes|still|widely) (?:said|told|claimed|believed|asked|taken|thought)|as (?:[^\s,;:.]+ ){1,6}?(?:say|believe|think|hope|assume|suppose|imagine|expect)s?|people (?:say|think|assume|suppose|believe|will tell)|said to have|[Ss]tory goes|as (?:the )?(?:film|movie|picture|legend|script|story|title) (?:has|says|tells|shows|claims|suggests|would))\b"
)
"""What says that others believe otherwise."""

CONTESTED = re.compile(
    r"\b(?:insist(?:s|ed)?|den(?:y|ies|ied)|swears?|swore|maintain(?:s|ed)?|protest(?:s|ed)?|points? out|pointed out)\b|\bno such\b|\bin (?:fact|truth|reality)\b"
)
"""What says that somebody is held to believe otherwise: "he insists", "no such man", "in fact"."""

SAID = re.compile(
    r"\b(?:sa(?:y|ys|id) (?:that|he|she|they|it|I)|(?:call|describe|portray|paint)(?:s|ed)? (?:it|him|her|them|me)|claim(?:s|ed)?|believ(?:e|es|ed)|thinks?|thought|legend|myth|rumou?rs?|story (?:has|had|goes)|papers? (?:said|wrote|had)|assum(?:e|es|ed)|accus(?:e|es|ed)|film|movie|picture|he played|she played)\b"
)
"""What tells, in the statement before, what others say or a film shows, which "He did not" answers."""

STRESSED = re.compile(
    r"\b(?:either|at all|of course|ever|actually|really|in fact|in truth|in reality|in life|in real life|at any time|any(?! (?:more|further|longer))|one|a single|himself|herself|for a fact|that (?:run|night|day|scene|letter|speech)|such a)\b|\bNever\b"
)
_TRUTH = r"[Ii]nstead|[Rr]ather|[Ii]n (?:fact|truth|reality)|[Ii]t was|[Hh]e (?:was|had|died|did)|[Ss]he (?:was|had|died|did)"
SETS_RIGHT = re.compile(
    rf"(?:[;:—–]|, (?:but|and)|[.,][\"”’]?) ?(?:{_TRUTH}|[Tt]hey (?:was|were|had|did)|the \w+ (?:was|were|had|went)|it (?:was|had)|there (?:was|were))\b|\bbut (?:a|an|the|in|on|at|of|by|with|his|her|as)\b"
)
OPENS_RIGHT = re.compile(rf"^\W{{0,4}}(?:{_TRUTH}|[Ii]n life|[Tt]hey were|[Aa]ctually|[Tt]he (?:truth|real)|[Ww]hat)\b")
"""How what was so is told right behind a denial."""

COMMON = words_of(
    "never the and any not was his her had did who for all but one out have with that from were been they them this what about into ever once actua reall after again other more film movie pictu said most some time years very"
)
"""The first five letters of words that are no echo of anything."""
