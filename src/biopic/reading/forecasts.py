"""The forms of a forecast of somebody's life or health: time given or left, what will not be, chances, hopeless cases.

Each pattern has the forecast as its group `value`, and where it says who is given it, that as `whom`.
"""

from __future__ import annotations

import re

from biopic.reading.clauses import SOMEONE
from biopic.reading.words import NUMBER

DOCTOR = re.compile(
    r"\b(?:doctors?|physicians?|specialists?|surgeons?|consultants?|psychiatrists?|paediatricians?|pediatricians?|neurologists?|oncologists?|nurses?|medics?|docs?|Dr\b|Doctor|medical|diagnos\w+|prognos\w+|hospital|clinic|experts?|white coats?|condition|illness|disease|cancer|tumou?r|ward|surgery|operation|specialist['’]s|everyone (?:expected|thought)|life expectancy|polio|paralysis|stroke|coma|accident|injur\w+|crash|tuberculosis|iron lung|x-rays?|scans?|fever|pneumonia|(?:were|was|been|is|are|being) told)\b",
    re.IGNORECASE,
)
SAY = r"(?:told|tells?|telling|tell|warn|predict|fear|expect|doubt|said|says|say|saying|warn(?:ed|s|ing)?|predict(?:ed|s|ing)?|fear(?:ed|s|ing)?|believ(?:ed|es|e|ing)|expect(?:ed|s|ing)?|thought|thinks?|think|doubt(?:ed|s)?|suggest(?:ed|s|ing)?|declar(?:ed|es|ing)|swore|insist(?:ed|s|ing)?|inform(?:ed|s)?|assur(?:ed|es)|reckon(?:ed|s)?|agreed?|agrees|conclud(?:ed|es)|wrote|writes|announc(?:ed|es)|certain|sure|convinced|forecast|prophesied|explain(?:ed|s)?|learn(?:s|ed|t)?|knew|knows|know|hears?|heard|verdict|prognosis|prediction|opinion|claim(?:ed|s)?|estimat(?:ed|es)|word|advis(?:ed|es)|admit(?:s|ted)?)"
ADV = r"(?:(?:probably|almost certainly|certainly|likely|most likely|surely|soon|only|also|ever|even|now|simply|just|eventually|in all likelihood)\s){0,2}"
NEG = r"(?:would|will|could|can|might|may|should|shall|was|is|were|are|did|does|do|had|has|would probably|may well|might well)(?:\s(?:probably|likely|certainly|almost certainly))?(?:\snot|\snever)|(?:wouldn|won|couldn|can|mightn|wasn|isn|didn|doesn|hadn|hasn|don)['’]?t|['’](?:d|ll|s)\s(?:not|never)|cannot|never|not|would hardly|will hardly|was unlikely to|is unlikely to|unlikely to|would be unable to|would be lucky to|would struggle to"
LIFE = r"(?:live|survive|see|last|make (?:it|old bones)|recover|reach|get (?:any )?better|get well|pull through|walk|talk|speak|hear(?! of\b)|read|write|be able to|regain|come (?:out|back|home)|wake|outlive|leave|learn|have children|play|dance|sing|run|stand|fly|ride|work|paint|grow|be cured|be (?:himself|herself|normal|whole|the same)|hold|move|use|eat|swallow|return|get up|get out|lead|have (?:any )?(?:children|a child)|bear (?:a child|children)|father (?:a child|children)|reach|complete|finish|amount|have (?:made it|lived|survived|pulled through|seen)|be fit|go to school|have long|enjoy|compete|heal|box|race|train|marry|be any use|be of (?:any )?use|fully recover|earn|hold down|support|manage|conceive|carry)"
STOP = r"(?=\s*(?:[.;:!?)\n”\"—]|,[\"”’]|\s[–-]\s|,\s(?:and|but|yet|so|who|which|while|though|although|because|if|when|as|he|she|they|it|or so|then|refus|defy|prov|rob|leav|mak|giv|the|let|her|his|said|says|say|according|doctors|told|[a-z]+ing\b|\ue000|a\b|an\b)|\s(?:but|because|although|though|yet|unless|if|while|despite|due to|and (?:he|she|they|that|the|it|his|her|advis|recommend|urg|suggest|told|tells|gave|gives|offer|sent|sends|left|\ue000))\b|$))"
REST = r"[^.;:!?()\n“”\"—]{0,110}?"
NEGATED = re.compile(
    rf"(?P<value>\b(?:{NEG})\s{ADV}(?:be expected to\s|expected to\s|likely to\s|going to\s|supposed to\s|meant to\s|able to\s)?{LIFE}\b{REST}){STOP}",
    re.IGNORECASE,
)
HARD = re.compile(
    rf"(?P<value>\bit\s(?:would|will|might|could)\sbe\s(?:[a-z]+\s)?(?:hard|difficult|impossible|dangerous|unlikely)\s(?:for\s(?:him|her)\s)?(?:to\s{LIFE}|that\s(?:he|she)\b)\b{REST}){STOP}"
)
FATAL = re.compile(
    rf"(?P<value>\b(?:(?:would|will|could|might|may|must|was|is|were|['’]d|['’]ll)\s{ADV}(?:going to\s|sure to\s|certain to\s|bound to\s|expected to\s|likely to\s|doomed to\s|destined to\s|fated to\s|have to\s)?(?:die\b|(?:starve|bleed|freeze) to death\b|perish\b|be dead\b|live to (?:be\s|see\s)?(?:a\b|the age|old age|{NUMBER}\b)|be (?:[a-z]+ )?(?:deaf|simple|blind|crippled|paraly[sz]ed|lame|bedridden|an invalid|a vegetable|a cripple|disabled|helpless|in a wheelchair|under the grass|gone|buried|lost)|go (?:deaf|blind|mad)|lose (?:his|her|the)\s(?:sight|hearing|mind|leg|legs|voice|memory|reason|arm|speech)|need (?:an? (?:wheelchair|nurse|carer)|constant|lifelong|round-the-clock|care|nursing|help)|spend (?:the rest of )?(?:his|her) (?:life|days|whole life)|remain (?:a|an|in|blind|deaf|paraly[sz]ed|bedridden)|only (?:get|grow) worse|get worse|deteriorate|kill (?:him|her))|(?:expected|likely|sure|bound|going|doomed|destined|supposed|meant) to die\b|live (?:only|no (?:more|longer) than|at most|maybe|perhaps|just|barely)\b|only live\b){REST}){STOP}",
    re.IGNORECASE,
)
TIME = rf"(?:(?:only|just|barely|no more than|no longer than|at (?:the )?most|at best|less than|under|about|around|maybe|perhaps|another|some|between|up to|as little as|a matter of|little more than|not more than|roughly|fewer than)\s)?(?:(?:a|an|one|another|{NUMBER}|a few|a couple of|several|some)(?:\s(?:to|or)\s{NUMBER})?(?:\s(?:more|short|good|or two))?\s)?(?:more\s)?(?:days?|weeks?|months?|years?|hours?|winters?|summers?|decade)\b(?:\s(?:or two|at (?:the )?(?:most|best|outside)|to live|left|more|or so|if (?:he|she) (?:is|was|were) lucky|to go))*"
ENDS = r"(?!\s(?:to|of|in|at|for|on|with|before|ago|later|after|off|more|than|and a)\b|-)(?=\W|$)"
GIVE = re.compile(
    rf"\b(?P<verb>[Gg]ave|[Gg]ives?|[Gg]iving|[Gg]iven|grant(?:ed|s)?|offer(?:ed|s)?|allow(?:ed|s)?)\s(?:(?P<whom>{SOMEONE}|him\b|her\b|them\b)\s)?[\"“‘]?(?P<value>{TIME}(?:,\s(?:perhaps|maybe|possibly)\s(?:an?|{NUMBER})(?:\s[a-z]+)?)?{ENDS}|(?:until\s{REST}|till\s{REST}|(?:a\s|no\s|little\s|only a\s|less than a\s|not much of a\s|slim\s)(?:life expectancy|chance|hope|\w+[- ](?:percent|per cent|in-\w+) chance|chances)\b{REST}|up (?:for dead|as (?:a )?(?:hopeless|lost)(?: case)?)|an?\s\d+\s?(?:%|percent|per cent) chance\b{REST}){STOP})"
)
HAS = re.compile(
    rf"(?<!\w)(?P<value>(?:has|had|have|having|[Ww]ith)\s(?:only\s|just\s|barely\s|but\s|at most\s|maybe\s|perhaps\s|less than\s)?{TIME}{ENDS}|(?:(?:liv(?:ed|es|ing|e) on borrowed time)|(?:has|had|have|having|with)\s(?:only\s|just\s)?(?:until\s{REST}|till\s{REST}|not long|little time (?:left|to live)|not much time(?: left)?|no hope(?: of {REST})?|no chance(?: of {REST})?|little (?:hope|chance)(?: of {REST})?)|(?:hasn|hadn|doesn|didn|don)['’]t (?:have )?(?:got )?(?:very )?(?:long|much (?:time|longer|hope))(?: left| to live)?|(?:have|has|had) not long(?: to live| left)?|(?:(?:his|her|\ue000++['’]s) days (?:were|are) numbered)|(?:not )?long for this world){STOP})"
)
EXPECT = re.compile(
    rf"\b(?:told|warned|advised)\s(?:(?P<whom>{SOMEONE}|him\b|her\b)\s)?(?:[^.;:\n]{{0,30}}\s)?to (?P<value>(?:expect|hope for|prepare for|look for)\s{REST}){STOP}"
)
EXPECTANCY = re.compile(
    rf"\b(?P<value>(?:(?:a|an|his|her|the|average|normal|\ue000['’]s)\s)?(?:(?:short|limited|normal|average|reduced|estimated)\s)?life[- ](?:expectancy|span)\s(?:of\s(?:only\s|just\s|about\s|no more than\s)?[^.;:,!?()\n—]{{1,50}}?|(?:is|was|might be|may be|could be|would be|will be|to be)\s[^.;:,!?()\n—]{{1,60}}?)|(?:his|her)\slife\s(?:might|may|could|would|will)\sbe\s(?:\w+\s){{0,3}}?(?:short|shorter|cut short|over|brief)\b[^.;:,!?()\n—]{{0,40}}?){STOP}"
)
CASE = re.compile(
    r"\b(?P<value>(?:as\s)?(?:an?\s)?(?:hopeless|lost|incurable|terminal|inoperable) case|(?:beyond|past) (?:all )?(?:help|hope|saving|cure|recovery)|nothing (?:more )?(?:could|can|to) be done(?: for (?:him|her))?|(?:no cure|(?:no|little|not much) hope)(?: for (?:him|her))?|incurable|(?<=\b(?:is|as) )(?:terminal|fatal)(?=[.,;]|\s(?:and|but)\b))\b"
)
ODDS = re.compile(
    rf"\b(?P<value>(?:(?:his|her|the|a|an)\s)?(?:chances?|odds)\s(?:of\s(?:survival|recovery|living|surviving|recovering|walking|success|walking again|a recovery)|(?:he|she)\swould\s\w+)\b(?:\s(?:were|was|are|is|at)\s(?:[\w%-]+\s?){{1,5}}?)?|(?:no|little|slim|small|one-in-\w+|a \d+ ?(?:%|percent|per cent)|fifty-fifty|50-50)\s(?:chance|hope)s?\s(?:of\s(?:survival|recovery|surviving|recovering|living|walking|ever)|that (?:he|she) (?:would|will|could)){REST}){STOP}",
    re.IGNORECASE,
)
FORETOLD = re.compile(
    rf"\b(?:predict(?:ed|s|ing)?|forecast|foretold|prophesied|foresaw|expect(?:ed|s|ing)?|warn(?:ed|s) of|fear(?:ed|s)?)\s(?P<value>(?:him to\s|her to\s|\ue000+\sto\s)(?:die|live|survive|last|be dead){REST}|(?:an?|his|her)\s(?:early|swift|quick|imminent|slow)\s(?:death|decline|end){REST}|death\s(?:by|before|within|at|in){REST}){STOP}"
)
BARE = re.compile(
    rf"(?:^|[“\"‘,:—]\s?|\b(?:was|is|with|said|of|be|which was|verdict|prognosis):?\s)(?P<value>(?:an?|{NUMBER}|a few)(?:\s(?:to|or)\s{NUMBER})?\s(?:more\s)?(?:days?|weeks?|months?|years?)(?:\s(?:at (?:the )?(?:most|outside|best)|to live|if (?:he|she)['’]s lucky|if that)|,\s(?:maybe|perhaps|possibly)\s\w+))(?=\W)",
    re.MULTILINE | re.IGNORECASE,
)
TERM = re.compile(
    rf"\b(?:[Yy]ou(?: may| might)?(?: have|['’]ve got|['’]ve)|(?:prognosis|verdict|diagnosis)\b[^.;:\n]{{0,30}}:|(?:prognosis|verdict) (?:was|is)|put it at|gave it|\b(?:(?:[Dd]octors?|[Ss]pecialists?|[Ss]urgeons?|neurologists?|hospital)|Dr\.?\s\ue000++)\s(?:(?:had|have|has|now)\s)?(?:said|say|says|guessed|estimated|reckoned|(?:told|tells?)\s(?:him|her|them)))\s(?:only\s|just\s|maybe\s)?(?P<value>{TIME}(?:, perhaps \w+)?){ENDS}",
    re.IGNORECASE,
)
RECOVERY = re.compile(
    rf"(?P<value>(?:(?:will|would|is going to|was going to|is sure to)|['’](?:ll|d))\s{ADV}(?:live(?=\s*[.;:!?)\n”\"—]|,\s|\sand\b)|survive|recover|pull through|make it(?= through|[.;!?])|make a (?:full|complete|good) recovery|walk again|be (?:fine|all right|cured|well again)){REST}){STOP}"
)
LUCKY = re.compile(
    rf"\b(?P<value>lucky\s(?:to|if)\s(?:(?:have|keep|see|reach|live|make|last|get)\b|(?:he|she|\ue000++)\s){REST}){STOP}"
)
GIVES_OUT = re.compile(
    rf"(?P<value>(?:\b[Hh]is|\b[Hh]er|\ue000++['’]s)\s(?:heart|lungs?|kidneys?|liver|eyes|sight|hearing|body|mind|voice|legs?|spine|brain)\s(?:could|would|might|will|may)\s{ADV}(?:stop|fail|give out|give way|burst|go|collapse|kill (?:him|her)){REST}){STOP}"
)
DISBELIEF = r"(?:(?:did|do|does)(?:\snot|n['’]t)|never|nobody|no one|no doctor|none of (?:the|his|her) doctors|few(?: doctors)?)\s(?:think|thinks|thought|believed?|believes|expect|expects|expected|imagined?)"
DOUBT = re.compile(
    rf"\b(?P<value>(?:doubt(?:ed|s|ing)?|not sure|unsure|uncertain|{DISBELIEF})\s(?:that\s|if\s|whether\s)?(?:{SOMEONE}|him\b|her\b)(?:\s(?:would|will|could|can|to)|['’](?:ll|d))\s(?:ever\s|even\s)?{LIFE}\b{REST}){STOP}",
    re.IGNORECASE,
)
MEDIC = r"(?:doctors?|physician|surgeon|specialist|neurologist|psychiatrist|psychologist|consultant|paediatrician|pediatrician|oncologist|therapist)"
SPOKEN = re.compile(rf"\b{SAY}\b(?!\sgoodbye)|\b(?:to be|according to)\b", re.IGNORECASE)
SPOKEN_BEHIND = re.compile(
    r",[\"”’]?\s(?:(?:they|he|she|the\s(?:[a-z]+\s)?[a-z]+|\ue000+)\s(?:had\s|\w+ly\s)?(?:predicted|warned|said|told|thought|feared|expected|believed|declared|reckoned)\b|it was (?:said|thought|feared|predicted))"
)
"""Who forecasts, behind the forecast: "she would never walk, they predicted"."""
MORTAL = re.compile(
    r"\b(?:live (?:past|beyond|to|long|through|more|much|another|until|out)|survive|to live|make old bones|see (?:his|her|another|out|kindergarten|school|(?:the |an?other )?(?:spring|summer|autumn|winter|fall|year|morning|new|end)|\w+teen|twenty|thirty|forty|adulthood|christmas|easter)|last (?:the|another|long|out)|pull through|(?:get|ever be) (?:any )?better|get well|(?:walk|talk|speak|see|hear|sing|dance|play|fly|ride|run|read|write|stand) again|recover|reach (?:his|her|the age|adulthood|\w+teen|twenty|thirty|ten)|make it (?:to|past|through|out)|under the grass|be dead|regain|(?:expected|likely|sure|bound|doomed|destined|certain|supposed|meant) to die|die (?:before|within|young|by|at|any))\b",
    re.IGNORECASE,
)
