"""The small closed classes of English words that readers share: function words, titles, kin, numbers, months."""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list with spaces between them."""
    return frozenset(words.split())


FUNCTION = word_set(
    "a an the this that these those there here it its it's he she him her his hers they them their theirs we us our ours you your yours i me my mine who whom whose which what when where why how"
    " and or but nor so yet for if then than though although unless until while whereas because since as at by in into of off on onto out over under up upon down from to toward towards with within without about"
    " above across after against along amid among around before behind below beneath beside besides between beyond despite during except inside like near outside past per plus through throughout till via"
    " am is are was were be been being has have had having do does did doing done can could may might must shall should will would ought not no yes never ever always often sometimes once twice again"
    " also too very just only even still already almost quite rather perhaps maybe indeed instead meanwhile however moreover nevertheless nonetheless therefore thus hence otherwise likewise furthermore"
    " now today tonight tomorrow yesterday soon later earlier eventually finally initially originally recently lately suddenly ultimately previously currently afterwards afterward thereafter"
    " all any both each either every few many more most much neither none nothing other others another several some someone somebody something such same own one two three four five six seven eight nine ten"
    " first second third last next least less little long short good bad great new old young real true early late whatever whenever wherever whoever whether according contrary unlike based born set directed written"
    " produced released starring played let's don't didn't doesn't isn't wasn't won't can't couldn't wouldn't i'm i've i'd i'll he's she's they're we're you're that's there's what's who's here's nobody everyone everybody everything anyone"
    " anything far away back home yet nor amen please thanks thank hello dear oh ah well ok okay yeah yep nope hey ha hmm huh aha wow alas absolutely exactly look see read watch note notes click sign join subscribe share learn discover find explore get go come coming"
)  # fmt: skip
"""Words that begin a sentence with a capital and are no names."""

OPENERS = word_set(
    "everybody's doctors critics fans friends neighbours neighbors relatives historians scholars experts reviewers audiences viewers readers producers filmmakers screenwriters biographers journalists reporters researchers scientists"
    " colleagues teachers children parents people family families film films movie movies story stories life director writer actor actress author book play cinema hollywood news born biography plot summary synopsis timeline"
    " sometime somewhere elsewhere cast characters character themes theme settings setting location time period trivia awards legacy reception directed production returning following having being knowing seeing hearing feeling realizing realising trying hoping"
    " determined convinced desperate afraid alone together back years months weeks days decades half half-brother thousands millions hundreds dozens nobody nothing certain various numerous countless legend death birth"
    " childhood marriage family's love friendship work fame fortune war peace truth fact reality legal scared raised armed set sent told asked asked given taken left forced faced haunted inspired adapted loosely nominated winner won"
    " sadly happily tragically unfortunately fortunately luckily strangely curiously interestingly importantly notably famously reportedly allegedly supposedly apparently certainly clearly obviously surely truly simply merely mostly"
    " mainly largely partly slowly quickly quietly softly gently gradually immediately shortly briefly secretly publicly privately officially technically historically chronologically"
)  # fmt: skip
"""Further words that often begin a sentence or stand in headings and are no names by themselves."""

MONTHS = {
    name: number for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip

WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday christmas easter thanksgiving")

DEMONYMS = word_set(
    "american english british irish scottish welsh french german italian spanish russian polish czech dutch swedish danish norwegian finnish greek turkish chinese japanese korean indian mexican canadian australian african"
    " european asian jewish christian catholic protestant muslim victorian georgian edwardian soviet nazi austrian hungarian portuguese brazilian cuban israeli arab egyptian iranian latin roman southern northern eastern western"
    " swiss belgian ukrainian bavarian romanian bulgarian serbian croatian bosnian albanian lithuanian latvian estonian slovak slovenian icelandic maltese cypriot lebanese syrian iraqi armenian persian afghan pakistani bangladeshi vietnamese thai filipino malaysian indonesian kenyan nigerian ghanaian ethiopian moroccan algerian tunisian libyan sudanese ugandan argentine argentinian chilean peruvian colombian venezuelan bolivian jamaican haitian texan californian viennese flemish catalan basque breton cornish sicilian neapolitan tuscan venetian prussian"
    " african-american oscar-winning oscar-nominated hispanic"
)  # fmt: skip

TITLES = word_set("mr mrs ms miss mx dr doctor prof professor sir dame lord lady king queen prince princess duke duchess count countess baron baroness president senator governor judge justice captain capt colonel col general gen major sergeant sgt lieutenant lt officer detective"
              " father fr sister brother mother reverend rev pastor rabbi bishop archbishop cardinal pope saint st uncle aunt auntie coach principal nurse inspector chief mayor emperor empress")  # fmt: skip
"""Words before a name that are no part of it."""

MALE_TITLES = word_set("mr sir lord king prince duke count baron father fr brother uncle emperor")
FEMALE_TITLES = word_set(
    "mrs ms miss dame lady queen princess duchess countess baroness sister mother aunt auntie empress"
)

KIN: dict[str, str] = {
    word: relation for relation, words in {
        "mother": "mother mom mum mam mama mamma stepmother step-mother birth-mother",
        "father": "father dad daddy papa stepfather step-father",
        "parent": "parent parents stepparents",
        "spouse": "wife husband spouse widow widower ex-wife ex-husband bride groom",
        "child": "son daughter child children sons daughters stepson stepdaughter kid kids firstborn",
        "sibling": "brother sister sibling brothers sisters siblings half-brother half-sister stepbrother stepsister twin half-siblings",
        "grandparent": "grandmother grandfather grandma grandpa granny grandparent grandparents grandad granddad",
        "partner": "girlfriend boyfriend partner fiance fiancee fiancé fiancée lover sweetheart companion",
        "friend": "friend friends confidant confidante",
    }.items() for word in words.split()
}  # fmt: skip
"""What relation a word for a relative names: X is the `relation` of somebody."""

INVERSE_KIN = {
    "grandson": "grandparent",
    "granddaughter": "grandparent",
    "grandchild": "grandparent",
    "grandchildren": "grandparent",
    "grandsons": "grandparent",
}
"""Words by which somebody's grandparent is the other one."""

MALE_WORDS = word_set("father dad daddy papa stepfather husband widower ex-husband groom son sons stepson brother brothers half-brother stepbrother grandfather grandpa grandad boyfriend fiance fiancé man boy gentleman actor king prince he him his himself"
                  " grandson uncle nephew guy lad men boys")  # fmt: skip
FEMALE_WORDS = word_set("mother mom mum mam mama mamma stepmother wife widow ex-wife bride daughter daughters stepdaughter sister sisters half-sister stepsister grandmother grandma granny girlfriend fiancee fiancée woman girl lady actress queen princess she her hers herself"
                    " granddaughter aunt niece heroine women girls nun")  # fmt: skip

REGIONS = word_set(
    "europe africa asia america australia antarctica england scotland wales ireland britain france germany italy spain portugal austria switzerland belgium holland netherlands denmark sweden norway finland iceland poland hungary romania bulgaria"
    " greece turkey russia ukraine china japan korea india pakistan vietnam thailand indonesia mexico canada cuba brazil argentina chile peru colombia venezuela egypt morocco kenya nigeria zealand israel iran iraq syria lebanon bohemia moravia"
    " alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada"
    " hampshire jersey york carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont wisconsin wyoming london paris rome berlin vienna moscow tokyo chicago boston dublin sydney hollywood washington"
    " miami denver seattle detroit cleveland philadelphia pittsburgh baltimore atlanta nashville memphis manhattan brooklyn bronx harlem oxford manchester liverpool birmingham leeds edinburgh glasgow belfast toronto montreal vancouver melbourne"
    " madrid barcelona lisbon milan venice naples prague budapest warsaw munich hamburg zurich geneva amsterdam brussels copenhagen stockholm oslo helsinki athens istanbul cairo delhi mumbai shanghai beijing seoul jerusalem nairobi rwanda congo uganda"
) - word_set("york jersey hampshire washington")  # fmt: skip
"""Countries, states and a few cities that texts name so often that what stands beside them does not settle it."""

PARTICLES = word_set(
    "de del della di da dos das du des la le las los van von der den ten ter bin ibn al el y zu af av ben"
)
"""Small words inside a person's name."""

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS: dict[str, int] = {word: n for n, word in enumerate(_UNITS)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)} | {
    f"{ten}-{unit}": 20 + 10 * t + u for t, ten in enumerate(_TENS) for u, unit in enumerate(_UNITS[:10]) if u
}  # fmt: skip
"""Numbers below a hundred in words."""

SEVERAL = frozenset(_UNITS[2:11])
"""The numbers from two to ten."""
FEW = SEVERAL | {"one"}
"""The numbers from one to ten."""

_ORDINALS = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"]  # fmt: skip
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINALS)} | {
    word[:-1] + "ieth": 20 + 10 * n for n, word in enumerate(_TENS)
} | {f"{ten}-{unit}": 20 + 10 * t + u for t, ten in enumerate(_TENS) for u, unit in enumerate(_ORDINALS[:10]) if u}  # fmt: skip
"""Ordinal numbers below a hundred in words."""

NUMBER = (
    r"(?:\d{1,3}|(?:"
    + "|".join(sorted(_TENS, key=len, reverse=True))
    + r")(?:[- ](?:"
    + "|".join(_UNITS[1:10])
    + r"))?|"
    + "|".join(sorted(_UNITS[1:], key=len, reverse=True))
    + r")"
)
"""A regular expression for a number below a thousand, in digits or in words."""


def number_of(text: str) -> int | None:
    """Read a number in digits or words.

    >>> number_of("16"), number_of("Forty two"), number_of("sixteenth"), number_of("many")
    (16, 42, 16, None)
    """
    bare = re.sub(r"\s+", "-", text.strip().casefold())
    if re.fullmatch(r"\d+(?:st|nd|rd|th)?", bare):
        return int(re.sub(r"\D", "", bare))
    return NUMBERS.get(bare, ORDINALS.get(bare))
