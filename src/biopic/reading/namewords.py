"""The words that tell names from other capitalised words, and people's names from those of places, works and bodies."""

from __future__ import annotations


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


NOT_PERSON = _words("""
    gorge falls creek canyon desert forest sound harbour harbor cape coast shore springs rapids heights
    peninsula ocean sea strait university college school academy institute hospital clinic church cathedral
    company studio studios pictures films film productions entertainment media press magazine times post news
    street avenue road park river lake mountain island islands valley county city town village bay beach bridge
    airport station award awards prize medal festival oscar oscars emmy grammy globe globes bafta guild society
    association foundation fund trust committee council court department ministry army navy force corps war battle act
    amendment treaty constitution north south east west northern southern eastern western united states kingdom
    republic union empire center centre hall theatre theater opera house hotel club band orchestra museum
    library laboratory lab program project agency bureau league team series season episode part chapter volume
    book novel play movie documentary biopic summer winter spring autumn day night year eve christmas easter
    broadway hollywood best golden palme supporting actor actress director screenplay picture makeup score song
    design effects cinematography editing bros brothers inc ltd corp corporation co group network channel radio
    television records label bank camp garden gardens square palace castle tower prison jail stables farm ranch
    bar cafe restaurant championship cup olympics olympic games nobel pulitcer pulitzer america england
    britain france germany ireland god lord internet english french bible courier gazette herald tribune
    chronicle bulletin telegraph stadium arena enterprises diary features tech polytechnic monastery convent
    orphanage asylum sanatorium cemetery diner motel saloon speedway raceway gym gymnasium ballroom critics festivals
""")
"""Words for places, works, bodies and times, with which no person's name ends."""

LAST_NAMES = _words("""
    park parks brothers house hall west north church lake rivers river banks bridge street castle tower day
    winter summer post england france ireland london king price bishop carpenter best golden city band
""")
"""Those that people bear as last names nevertheless, and a few more of the sort."""

NOT_FIRST = _words("""
    best golden camp lake mount fort new north south east west university academy palme nobel oscar bafta hotel
    san los las santa radio pulitzer pulitcer united columbia universal warner screen critics national royal international
""")
"""Words with which no person's name begins."""

NOT_LAST = _words("""
    the a an of and or in on at to for by with from as is was are were but that who when where his her their its
    he she it they this
""")
"""Small words with which no name ends."""

ALSO_NAMES = _words("""
    will may young long good little early dear best art rich royal true real
""")
"""Small words that are names, too, where another name follows."""

PLACE_FIRST = _words("""
    great little old long upper lower
""")
"""Common words that begin names of places, as "New" does: Great Yarmouth, Little Rock, Long Island."""

GIVEN_MONTHS = _words("""
    april may june august jan
""")
"""Months that are given names as well."""

LABELS = _words("""
    director directors screenplay script writer writers studio studios distributor producer producers production
    cast starring stars music genre runtime year release released themes theme traits trait tags time place when
    where location setting actor actress born died spouse occupation award awards plot summary synopsis timeline
    characters synopses country language budget advertisement advert quiz spoiler warning
""")
"""Words that label what stands behind them and are no names."""
