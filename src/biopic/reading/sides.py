"""The two sides of a departure: what tells the film's from life's, in one statement, in two, or in labels and answers.

Patterns run over masked statements (`biopic.reading.cues`), those of labels, questions and answers over their plain text.
"""

from __future__ import annotations

import re

from biopic.reading.comparing import words_of
from biopic.reading.cues import WORK, F
from biopic.reading.patterns import N

ANY = re.compile(
    r"\b(?:film|movie|picture|biopic|screen|script|Hollywood|never existed|composite|fictional)", re.IGNORECASE
)
"""Without any of these there is no departure in a text."""

CONTRAST = re.compile(
    r"\b(?:but|whereas|while|however|instead|though|although|yet|not|never|no|nor|only|rather|until|by contrast|unlike|contrary|merely|already|nothing|nobody)\b|n['’]t\b|;",
    re.IGNORECASE,
)
KEPT = re.compile(
    r"\b(?:vouched|untouched|unaltered|intact|faithful|cameo|right about|(?:has|have|had|gets?|got) (?:\w+ ){0,3}right(?! to)|true to (?:the|life)|stay(?:s|ed) (?:close|true)|stuck to|sticks to|approved|praised|thanked|premi[eè]re|chang(?:es|ed) nothing|did not change|didn['’]t change|has not changed|needed little|no exaggeration|not exaggerat|without exaggerat|nominated|Oscars?|Academy Award|box office|true story behind|is set in|opened in|was released|line(?:s)? between|blur(?:s|red)?|(?:this|that|it|which|the [\w-]+(?: [\w-]+)?) (?:one |part |much |bit )?(?:is|are) (?:all |quite |perfectly )?true(?! of)|no need to (?:invent|change|exaggerate)|nothing invented|chang(?:es|ed) (?:the|his|her|my|our|people['’]s) (?:world|lives|life|mind|way))\b",
    re.IGNORECASE,
)
"""What says that the film kept to the truth, or speaks of its making and reception."""

BELIEF = re.compile(
    rf"\b(?:{WORK}|{F}|story|scene|ending|plot)\b[^.;]{{0,60}}\b(?:suggests?|suggested|implie[sd]|imply|claims?|claimed|pretends?|insists?|makes? (?:out|it (?:look|seem|sound|appear))|made (?:out|it (?:look|seem|sound|appear))|has (?:us|you|it)|shows?|showed|depicts?|depicted|portrays?|portrayed|presents?|presented|tells us)\b[^;]{{3,160}}(?:, (?:but|when|whereas|while|although|though|yet)\b|;|\bwhereas\b| but )"
)
NEITHER = re.compile(
    rf"^\W{{0,4}}(?:And |But )?(?:[Nn]either|[Nn]or|[Ss]o(?:,? too,)?) (?:did|does|do|was|were|is|are) (?:{N}|(?:the|any|his|her) (?:[\w-]+ ){{0,2}}[\w-]+)(?=[.,;:!]| \(|$)"
)
TURN = re.compile(
    r"(?:, (?:but|when|whereas|while|although|though|yet)|;|\bwhereas\b|\bby then\b|\bby that time\b|\balready\b|\bearlier\b|\blater\b|\binstead\b|\bhowever\b|\bnever\b|\bno(?:t)?\b|n['’]t\b)"
)
TURNING = re.compile(
    r"\b(?:[Bb]ut|[Hh]owever|[Ii]nstead|[Bb]y contrast|[Yy]et|[Oo]n[- ]?screen|[Ii]n the (?:film|movie|picture|script))\b"
)
AND = re.compile(
    r"; (?:and |but )?|, (?:and|but|while) | and (?=(?:it|he|she|[\ue000]+) (?:is|was|gives|makes|leaves|has)\b)"
)
"""Where one of several things that a statement tells may end."""
SAME = re.compile(
    r"\W*(?:(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir)\b|(?:[\w\ue002-]+ ){1,6}(?:him|her|them|it)\b)"
)
"""Of whom or what a part goes on to tell what the one before tells of."""
WORD = re.compile(r"[A-Za-z]+")
SIDE = re.compile(r";|—|–|, (?:but|though|although|while|when|and yet|yet)\b|,? \b(?:whereas|while)\b|: ")
DENYING = re.compile(r"\b(?:not|never|no|none|nobody|nothing|neither|nor)\b|n['’]t\b", re.IGNORECASE)
SOURCE = re.compile(
    r"\b[Ii]n (?:the|his|her|their|\ue000+['’]s) (?:own )?(?:book|memoirs?|diary|diaries|journals?|letters|autobiography)\b|\b[Oo]n the page\b|^\W*(?:[Tt]he|[Hh]er|[Hh]is) (?:real|actual) (?!story|life)[\w\ue000-]+(?: [\w\ue000-]+){0,3}? (?:was|were|had|took|came|lived|died)\b"
)
"""What tells life's side of a passage by what the real one was, or by what a book has."""
SEEN = re.compile(
    r"\b(?:appears?|appeared|seen|cameo|footage|photographs?|visits?|visited|plays?|played|himself|herself|meets|met|watch\w*|attended|audiences|inspired|based|interview\w*)\b"
)
"""What the real one may do in a film or about it, which sets nothing against anything."""

REAL_NOT = re.compile(
    r"\b[Tt]he real [\w\ue000-]+(?: [\w\ue000-]+)? (?:was|were|had|is|lived|died|looked|stood|lay|did|took|never|came|went|spoke|wore|knew)\b[^.;]{0,80}, not \b"
)
OPENING_WORDS = words_of(
    "reality real life truth fact facts actual actuality history actually historically event so nonsense off record true historical what"
)
OPENING = re.compile(
    rf"^\W{{0,4}}(?:(?:[Bb]ut|[Yy]et|[Aa]nd|[Hh]owever|[Ss]o),? )?(?:[Ii]n (?:reality|real life|truth|fact|actual fact|actuality|life|history)\b|[Aa]ctually|[Hh]istorically|[Ii]n the event|[Nn]ot so\b|[Nn]onsense|[Oo]ff[- ]?screen|[Tt]he (?:truth|reality|facts?|record|real story|true story|real|actual|historical|true)\b|[Rr]eality\b|[Hh]istory\b|[Ww]hat (?:really|actually) happened)|^\W{{0,4}}(?:[Bb]ut )?(?:[\w{N[0]}]+ ){{1,3}}(?:actually|really|in fact|in reality)\b|^{N},? (?:however|in fact|in reality|actually)\b"
)
"""How a statement opens that tells life's side."""

DENIED = re.compile(
    r"\b[Tt]here (?:(?:was|were|is|are)(?:n['’]t (?:any|an?)| no| never (?:any|an?))|never (?:was|were) (?:any|an?)) (?:\w+ ){0,2}?(?P<what>[\w-]{3,})\b|\b(?:had|kept|wore|wrote|left|owned|gave) (?:no|no such|none of the|not a single) (?:\w+ ){0,2}?(?P<what2>[\w-]{3,})\b"
)
NOTHING_WORDS = words_of("happened happen place occur occurred untrue false nonsense fiction true lie")
NOTHING = re.compile(
    r"^\W{0,4}(?:(?:But|And|Alas),? )?(?:(?:[Tt]hat|[Tt]his|[Tt]he)(?: [\w-]+){1,4}?|[Tt]hat|[Tt]his|[Ii]t|[Nn]one of (?:it|this|that|these things)|[Nn]othing of the (?:sort|kind)) (?:never |did(?:n['’]t| not) )(?:really |actually |ever )?(?:happen(?:ed)?|t(?:ook|ake) place|occur(?:red)?)\b"
    r"|^\W{0,4}(?:But |And )?(?:[Ii]t|[Tt]hat|[Aa]ll of (?:it|this))(?: is|['’]s| was)(?: also| all|,? of course,?| \w+ly){0,2} (?:untrue|false|nonsense|fiction|a lie|not true)\b"
)
INSTEAD = re.compile(r"^\W{0,4}Instead\b")
CLAIMED = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]f you believe|[Ii]f we believe|[Tt]o believe) (?:the|this) (?:{WORK})\b|\b(?:[Tt]he|[Tt]his) (?:{WORK}) (?:says|claims|tells (?:us|you)|has it|would have|insists|suggests|implies|pretends|blames)\b"
)
"""What the film claims, in whatever tense."""

NOT_HIM = re.compile(
    r"^\W{0,4}(?:But |And |No,? )?(?:[Tt]hat|[Tt]his|[Ii]t) (?:is|was)(?:n['’]t| not) (?:him|her|me|us|them|my|our|the \w+ (?:I|we|they) knew|how (?:it|he|she|we|they)|what happened|true|so|\ue000)"
)
_V = r"(?:was|were|had|did|went|came|took|left|died|lived|met|married|made|kept|gave|got|found|wrote|said|told|saw|knew|grew|fell|ran|sat|stood|spent|sent|held|lost|won|bought|sold|built|broke|began|became|brought|taught|thought|wore|led|sang|slept|swam|drank|rode|flew|spoke|drove|drew|paid|rose|read|[a-z]{2,}ed)"
NOW = re.compile(r"\b(?:is|are|has|have|does|[a-z]{2,}[^s\W]s)\b")
THEN = re.compile(
    rf"(?:[,;—–:]|\bbut|\bwhereas|\bwhile|\bthough) (?:[\w\ue000\ue001’'-]+ ){{0,6}}?{_V}\b(?!(?<=ed)[;,])"
)
BACK = re.compile(
    rf"[,;] (?:and|but|yet|while|whereas) (?:in|on) (?:the|this) (?:{WORK}|screen)\b[^.;]{{0,60}}?\b(?:is|are|has|have|does|(?!was\b)[a-z]{{2,}}[^s\W]s)\b"
)
WAS = re.compile(rf"\b{_V}\b")
"""Film in the present, life in the past: what tells them apart where nothing else does."""

PAST = re.compile(
    rf"^\W{{0,4}}(?:(?:But|And|Yet|No,) )?(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]here|[Ii]t|[Ww]e|[Tt]he record|[Tt]he records|[Tt]hat|\ue000+(?:['’]s \w+)?|(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]he) \w+) (?:\w+ly |never |only |also )?{_V}\b(?! (?:play|direct|nominat|cast|shoot|film|born))"
)
ITS_FORTUNE = re.compile(r"^\W{0,4}(?:But |And )?It (?:made|won|cost|took|earned|ran|opened|sold|brought|drew)\b")
"""What became of the film itself."""
ABOUT_FILM = re.compile(r" (?:it|which|who|film|movie|picture)\b")
MADE = re.compile(
    r"\b(?:play(?:s|ed|ing)?|portray(?:s|ed)|stars?|starred|cast|directed|director|written|screenplay|actor|actress|nominat|award|prize|won|filmed|shot in|shooting|released|produced|producers?|premi|box office|critics?|reviews?|opened|audiences? (?:cheer|laugh|wept|cried)|sequel|soundtrack|score)\b"
)
"""Words of making and reception, which are no part of what a film tells."""

# Labels, questions and answers

QUESTION = re.compile(
    r"^\W{0,4}(?:\d{1,2}[.)]\s*)?(?:Q[:.]\s*)?(?:So |And )?(?:Did|Was|Were|Had|(?:Is|Are|Does|Do|Could)(?=.{3,120}\b(?:true|real|based|accurate|exist|happen)))\b(?!.*\b(?:filmed|shot (?:in|on)|suitable|sequel|nominated|win)\b).{5,160}\?\W*$"
)
NO = re.compile(
    r"^\W{0,4}(?:A[:.]\s*)?(?:No|Not (?:really|quite|exactly|at all|in|as)|Never|Hardly|Alas,? no|Sadly,? no|Nonsense|False|Fiction|Invented|Pure (?:fiction|invention|Hollywood)|Neither|Only (?:in|on)|There(?: is|['’]s) no evidence)\b(?! one\b| doubt)"
)
YES = re.compile(
    r"^\W{0,4}(?:A[:.]\s*)?(?:Yes|True|Indeed|He did|She did|They did|It did|He was|She was|Correct|Fact|Mostly true|Partly|Absolutely)\b"
)
TRUE = re.compile(
    r"\b(?:[Tt]h(?:is|at)(?: (?:one|part|much|bit))?(?: is| was|['’]s) (?:all |quite |\w+ly )?(?:true|accurate|correct|so)|[Aa]ll true|^\W{0,4}(?:True|Accurate|Correct|Yes)\b|so it was|just as|exactly as)\b"
)
FILM_LABEL = re.compile(
    r"^\W{0,4}(?:in the |on |the )?(?:film|movie|screen|on[- ]screen|hollywood|what the (?:film|movie) (?:shows|says)|fiction|myth|legend|reel|script|claim)(?:['’]s version| version| says| shows| story)?\W{0,3}[:—–]\W|^\W{0,4}[\w’' ]{1,30} version\W{0,3}[:—–]\W",
    re.IGNORECASE,
)
LIFE_LABEL = re.compile(
    r"^\W{0,4}(?:in |the )?(?:real|reality|real life|life|facts?|truth|history|what (?:really |actually )?happened|the record|off[- ]screen|real story)\W{0,3}[:—–]\W",
    re.IGNORECASE,
)
# Where the two sides of a passage part

PART = re.compile(
    r";|:|, (?=the real )|(?<=[.!?])[\"”’*_]*\s|,? (?:whereas|while in|when in fact|when the real|but in|but the|although|though|but|when) | (?=in (?:life|reality|real life|truth|fact)\b)| (?:is|was|are) (?:really |in life |actually )?(?=(?:a composite|an amalgam|a blend|an? invention|modelled|modeled|made up|fictional|invented|put together))"
)
LIFE_SIDE = re.compile(
    r"\b[Ii]n (?:life|reality|real life|truth|fact)\b|\b[Tt]he (?:real|true|actual|historical)\b|\bactually\b|\breally\b"
)
LEADING = re.compile(
    r"^(?:and|but|yet|so|whereas|in (?:the|this) (?:film|movie|picture)|on[- ]?screen|in (?:life|reality|real life|truth|fact)|film|movie|reality|fact|truth|life)\b[,:]?\s*",
    re.IGNORECASE,
)
SAID = re.compile(
    r",?[”\"’] (?:[\w.’' -]{1,40} )?(?:said|says|recalls?|recalled|adds?|added|tells|told|insists?|snaps|laughs|explains?|explained|admits|remembers|sighs|puts in|agrees|points out|wrote|writes|remarked|notes?|noted)\b[^\n“”\"]*$"
)
"""What follows a speech: "he said, pouring the tea"."""
