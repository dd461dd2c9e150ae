"""Prizes where a text names them: "the Academy Award for Best Actress", "Best Actress at Cannes", "a school prize".

A prize is an award, a category, or both, side by side. An award is one of the well-known names, a capitalised name that ends
in such a word as Prize or Medal or begins with a metal ("the Silver Gannet"), or a lower-case prize with a word that says
which. A category alone belongs to the award named last; the name of a ceremony ("on Oscar night") only sets the scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span

_CAP = r"(?:[A-Z][\w’'.-]*[\w’']|[A-Z]\.?|\d{4})"
_SMALL = r"(?:of|for|the|and|in|de|di|du|des|la|von|van|&)"
KNOWN = (
    r"(?:Academy Awards?|Oscars?|BAFTAs?(?:\s(?:TV|Film|Television)?\s?Awards?)?|Baftas?|Golden Globes?(?: Awards?)?|Globes?(?=\s(?:for|as|in)\b)|(?:Primetime |Daytime )?Emmys?(?: Awards?)?|Grammys?(?: Awards?)?|Tony Awards?|Tonys|(?:(?<=\ba\s)|(?<=\bthe\s)|(?<=\bher\s)|(?<=\bhis\s))Tony(?=\s(?:for|nomination|as|in|and|with)|[.,;])|Tony(?=\snominations?\b)|Palme d['’]Or|Golden Palm|Césars?(?: Awards?)?|Goyas?(?: Awards?)?"
    r"|Obies?(?: Awards?)?|Peabodys?(?: Awards?)?|Pulitzers?(?: Prizes?)?|Booker(?: Prize)?|SAG Awards?|SAGs?|Volpi Cup|Razzies?|Golden Raspberr(?:y|ies)(?: Awards?)?|David di Donatello(?: Awards?)?|Olivier(?: Awards?)?|Légion d['’][Hh]onneur|Legion of Honou?r|Purple Heart|Victoria Cross|George Cross|Military Cross"
    r"|Iron Cross|Croix de [Gg]uerre|Medal of Honou?r|Distinguished (?:Service|Flying) Cross|Nobel(?: Memorial)?(?: Peace)?(?: Prizes?)?|[OMC]BE|knighthood|Spirit Awards?|Independent Spirit Awards?|Critics['’] Choice(?: Movie)?(?: Awards?)?|People['’]s Choice Awards?|Grand Prix|Prix (?:[A-Z][\w’'-]*\s?){1,3})"
)
"""The well-known awards by their names."""
_OPEN = rf"(?!(?:At|In|On|The|For|After|When|With|By|From|And|But|His|Her|Its|Their|This|That|It|He|She|As|While|Both|Two|Three|Four|Five|A|An|Among|Before|Best|Outstanding|What|No|Not|Only|One|Some|Further|Other|Another|Additional|More|Several|Many|Winners?)\b)(?:(?:{_CAP})\s(?:(?!for\sthe\s{KNOWN}){_SMALL}\s){{0,2}}){{1,7}}?(?:Awards?|Prizes?|Medals?|Trophy|Trophies|Prix|Honou?rs?|Cup|Fellowships?|Scholarships?|Gongs?|Ribbon|(?<!\bthe\s)(?:prizes?|awards?|medals?))"
_METAL = r"(?:(?:Golden|Silver|Gold|Bronze|Brass|Crystal|Platinum|Copper|Diamond|Grand|Iron|Blue|Amber|Pewter|Jade|Pearl|Ivory)\s[A-Z][\w’'-]*[\w](?:\s(?:Award|Prize|Medal)s?)?)"
_METALS = re.compile(r"^((?:Golden|Silver|Gold|Bronze|Crystal|Platinum)\s[A-Z][\w’'-]*[b-df-hj-np-rt-z])s$")
"""Several awards named after a metal: "Silver Gannets"."""
_ORDER = r"(?:(?:Order|Medal|Cross|Star) of (?:the )?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
_WHICH = r"(?:[Cc]ritics['’]|jury|grand jury|audience|public|school|academic(?: achievement)?|first|second|third|top|gold|silver|bronze|special|literary|science|history|mathematics|maths|math|music|poetry|essay|newcomer['’]s|screenwriting|acting|directing|lifetime achievement|bravery|drama|art|reading|spelling|swimming|international|national|local|ecumenical|people['’]s|film|festival|acting|newcomer|writing|screenplay|peace|highest)"
_LOWER = rf"(?:{_WHICH}(?:,?\s(?:and\s)?{_WHICH}){{0,3}}\s(?:awards?|prizes?|medals?|trophy|honou?rs?))"
_AFTER = r"(?:\s(?:of|for|in)\s(?!Best\b|Outstanding\b|Most\b)(?:the\s)?[A-Z][\w’'-]+(?:\s(?:and\s|of\s(?:the\s)?)?[A-Z][\w’'-]+){0,4})?"
_AWARD = rf"(?:(?P<known>{KNOWN})(?P<known_in>(?:\s(?:in|for)\s(?!Best\b|Outstanding\b|\w+ of the Year\b)[A-Z][a-z]+(?:\s(?:and\s)?[A-Z][a-z]+)?)?)|(?P<order>{_ORDER})|(?P<open>{_OPEN}{_AFTER}|(?:{_CAP}\s){{1,4}}of the Year|(?:(?<=\bthe\s)|(?<=\ba\s)){_CAP}(?:\s{_CAP}){{0,3}}(?=\sfor\s(?:[Bb]est|[Oo]utstanding)\s))|(?P<metal>{_METAL})|(?P<lower>\b{_LOWER}))"
_MATTER = (
    r"(?:Actor|Actress|Picture|Pictures|Film|Films|Director|Directing|Direction|Directorial|Supporting|Leading|Lead|Role|Roles|Performance|Male|Female|Original|Adapted|Screenplay|Script|Writing|Writer|Score|Song|Music|Makeup|Make-[Uu]p|Hairstyling|Hair|Costumes?|Design|Editing|Cinematography"
    r"|Photography|Visual|Effects|Sound|Mixing|Production|Art|Documentary|Feature|Short|Subject|Animated|Foreign|Language|International|British|Debut|Newcomer|Ensemble|Cast|Motion|Drama|Comedy|Musical|Limited|Series|Television|TV|Movie|Mini|Miniseries|Play|Book|Novel|Biography|Achievement|Special|First"
    r"|Young|Independent|Biographical|Adaptation|Dramatic|Presentation|Juvenile|Youth|Technical|Contribution|Artist|Album|Record|Year|Reading|Stunt|Casting|Theatrical|Work|Material|Medium|Program|Non-?fiction|Fiction|Poetry|Revival|Featured|Lighting|Set|Decoration|Composer|Narrative|Foreign-Language|Non-English)\b"
)
_PLAIN = rf"(?:(?:Leading|Lead|Supporting|Original|Adapted)\s(?:Actor|Actress|Screenplay|Score|Song)(?:\s(?:in|or|and)\s(?:an?\s)?{_MATTER}){{0,3}})"
"""A category without "Best", right behind an award's name and a colon or dash."""

_CRAFT = r"(?:(?:Film|Sound|Visual|Costume|Production|Art|Set)\s(?:Editing|Mixing|Effects|Design|Direction|Decoration))"
"""Further categories that go without "Best"."""

_CATEGORY = (
    rf"(?:(?:(?:Record|Song|Album|Newcomer|Performance|Movie|Film|Actor|Actress|Director|Entertainer|Book)\sof\sthe\sYear\b)|(?:Best|Outstanding|Most Promising|Most Popular|Favou?rite|Breakthrough)(?:\s(?!Western\b|Buy\b)[A-Z][\w’'-]*)(?:(?!,?\s(?:and\s)?(?:{_PLAIN}|{_CRAFT})\b)(?:(?:,|\s[–—-]|\s/)?\s(?:(?:in|an?|the|of|by|for|or|and|to|from)\s){{0,3}}){_MATTER}){{0,9}}"
    r"|(?:best|outstanding|most promising)\s(?:(?:supporting|original|adapted|foreign|foreign-language|foreign language|first|new|male|female|animated|documentary|short|leading|young|dramatic|film|costume|sound|production|visual|international|british|debut|british)\s){0,3}(?:actor|actress|film|picture|movie|director|screenplay|script|newcomer|score|song|music|makeup|make-up|editing|cinematography|photography|costumes?|design|sound|drama|comedy|documentary|ensemble|cast|play|book|biography|performance|performer|debut|effects|novel|musical|hair|feature)(?:\s(?:in|by|of)\s(?:an?|the)\s(?:[a-z]+\s){0,2}(?:role|drama|comedy|musical|film|movie|part|play|cast|miniseries|mini-series|series)(?:\sor\s(?:[a-z]+\s){0,2}(?:film|movie|series|comedy|musical|drama))?)?)"
)
_LESSER = r"(?:(?:best|adapted|original|supporting|leading|lead|costume|production|sound|film|visual|art|foreign|first)\s){0,2}(?:picture|film|actor|actress|director|directing|direction|screenplay|script|writing|score|song|music|editing|cinematography|photography|costumes?|design|sound|mixing|make-?up|effects|documentary|newcomer)"
_LESSERS = re.compile(
    rf"(?:(?::|,?\s(?:incl(?:uding|\.)|among them|namely)(?:\sthose)?(?:\sfor)?)\s|\s(?:for|in)\s)(?P<list>{_LESSER}(?:(?:,\s(?:and\s)?|\sand\s)(?:for\s)?{_LESSER}\b)+)(?=[.,;:)]|\s|$)"
)
"""Categories in small letters, two or more behind an award's name."""

_BARE = re.compile(rf"(?P<category>(?:[A-Z][\w-]*\s){{0,3}}{_MATTER})(?=\s*(?:[–—:(|-]|$))")

_PRIZE = re.compile(
    rf"(?<![\w-])(?:{_AWARD}|(?P<category>{_CATEGORY}|(?:(?<=\bnominated for )|(?<=\bup for )|(?<=\banother for )|(?<=\bagain for )){_LESSER}(?=[.,;:)]|\s(?:and|but|for|in|at)\b)|{_LESSER}(?=\s(?:Oscar|Academy Award|BAFTA|Golden Globe|Emmy|Tony|César|Grammy)\b)|(?:{_PLAIN}|{_CRAFT})(?=[.,;:)]|\s(?:for|and|to|by|went|but|as|award|prize)\b))(?P<kind>\s?(?:Oscars?|Academy Awards?|BAFTAs?|Golden Globes?|Emmys?|Tonys?|Césars?|awards?|prizes?|Awards?|Prizes?|trophy|statuette)\b)?)(?![\w])"
)
_FOR = re.compile(
    rf"(?P<link>(?:\s\d{{4}})?(?:,|:|\s[–—-]|\s\|)?\s?(?:\((?=[Bb]est))?(?:\s?(?:nominations?|nods?|nominees?|wins?|winners?|victory|victories|trophy|statuette))?\s?(?:(?:(?:in the categor(?:y|ies) (?:of|for)|for|as|in|of|:|,|–|—|-|\|)\s)?(?:the\s)?))(?P<category>{_CATEGORY}|(?<=[:–—-]\s){_PLAIN})"
)
_FIELD = re.compile(
    rf"\s(?:for|in)\s(?P<field>{_LESSER}(?=[.,;:)]|\s(?:and|in|at|but|from|when|while|to|with)\b|$)|(?!his\b|her\b|the\b|their\b|its\b|a\b|an\b|which\b|this\b|that\b|him\b|playing\b|best\b|what\b|my\b)(?:U\.S\.\s)?[a-z][a-z-]+(?:(?:,\s[a-z-]+){{0,3}},?\sand\s[a-z-]+|\s(?:acting|directing|editing|screenwriting|cinematography|drama|comedy|documentary|design|reporting|service|journalism|writing|achievement|fiction|non-fiction))?)(?=[.,;:)]|\s(?:and|in|at|but|from|when|while|was|were|went|is)\b|$)"
)
_SCENE = re.compile(
    r"(?:[- ](?:night|ceremon(?:y|ies)|race|season|voters?|buzz|speech|history|campaign|bait|gold|telecast|broadcast|party|hopefuls?|list|morning|weekend|contender)\b)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\b(?:[Aa]t|[Oo]n|[Bb]efore|[Aa]fter|[Dd]uring)\s(?:the\s|that year['’]s\s|its\s)?(?:(?:\d+(?:st|nd|rd|th)|\d{4}|next|following|same year['’]s|year['’]s|annual)\s(?:annual\s)?)?$"
)
_HOST = re.compile(
    r"\s(?:at|from)\s(?P<the>the\s)?(?P<host>(?:\d{4}\s)?[A-Z][\w’'.-]*(?:\s(?:(?:of|for|de|des|di)\s)?[A-Z][\w’'.-]*){0,5}(?:\s(?:critics|film festival|festival|academy|jury|society|board))?)"
)
CUES = frozenset(
    word for words in (
        "award awards prize prizes oscar oscars bafta baftas globe globes emmy emmys grammy grammys tony tonys palme palm césar césars nobel pulitzer booker medal medals trophy trophies nominated nomination nominations nominee best prix cup cross",
        "heart order obe mbe cbe knighthood sag sags razzie razzies golden silver gold bronze brass crystal platinum copper diamond iron blue amber pewter jade pearl ivory grand honour honours honor honors fellowship scholarship outstanding goya goyas obie",
        "year obies peabody volpi raspberry donatello olivier légion legion croix spirit ribbon gong gongs fellowships scholarships breakthrough favorite favourite promising nods nod",
    ) for word in words.split()
)  # fmt: skip
"""Words of which each prize has one, in small letters, so that the rest of a text need not be read."""


@dataclass(frozen=True)
class Prize:
    """A prize where it is named: its award ("" if only its category is named), its category, who gives it, whether it sets the scene."""

    start: int
    end: int
    award: str
    category: str
    host: str = ""
    scene: bool = False
    nominated: bool = False
    """Whether "nomination" stands behind it."""


def prizes(text: str, start: int, end: int) -> list[Prize]:
    """Return the prizes that `text` names from `start` to `end`, first to last.

    >>> text = "Ada won the Oscar for Best Actress and Best Actress at Cannes."
    >>> [(p.award, p.category, p.host) for p in prizes(text, 0, len(text))]
    [('Oscar', 'Best Actress', ''), ('', 'Best Actress', 'Cannes')]
    """
    found: list[Prize] = []
    at = start
    while match := _PRIZE.search(text, at, end):
        prize = _read(text, match, end)
        at = max(prize.end, match.end()) if prize else match.end()
        if prize:
            found.append(prize)
            found += _lesser(text, prize, end) if prize.award and not prize.category else []
            at = max(at, found[-1].end)
    return found


def _lesser(text: str, prize: Prize, limit: int) -> list[Prize]:
    """Return the categories in small letters that stand in a row behind an award: "Oscar nominations: picture, actor and song"."""
    row = _LESSERS.match(text, prize.end, limit)
    if not row or prize.scene:
        return []
    items = re.finditer(_LESSER, row["list"])
    spans = [Span(row.start("list") + item.start(), row.start("list") + item.end()) for item in items]
    return [Prize(span.start, span.end, "", text[span.start : span.end], nominated=prize.nominated) for span in spans]


def plain_category(text: str, start: int, end: int) -> Prize | None:
    """Return the category that opens a stretch by its bare name, as behind an award's label: "Leading Actor – Ada Moss".

    >>> plain_category("Leading Actor – Ada Moss (won)", 0, 30)
    Prize(start=0, end=13, award='', category='Leading Actor', host='', scene=False, nominated=False)
    """
    match = _BARE.match(text, start, end)
    return Prize(match.start(), match.end("category"), "", match["category"]) if match else None


def _read(text: str, match: re.Match[str], limit: int) -> Prize | None:
    if match["category"]:
        return _of_category(text, match, limit)
    award = singular(match.group())
    if not award or (
        re.fullmatch(r"(?:The\s)?(?:Awards?|Prizes?|Honou?rs?|Medals?|[A-Z][a-z]+\sHeart)", match.group())
        and not match["known"]
    ):
        return None
    scene = bool(_SCENE.match(text, match.end())) or (
        bool(_AT.search(text[max(0, match.start() - 50) : match.start()])) and match.group().rstrip(".").endswith("s")
    )
    known, field = match["known"] or "", match["known_in"] or ""
    if known.startswith("Pulitzer") and field.startswith(" for "):
        return _hosted(text, Prize(match.start(), match.end(), singular(known), field.removeprefix(" for ")), limit)
    prize = Prize(match.start() + (4 if re.match(r"The\s", match.group()) else 0), match.end(), award, "", scene=scene)
    if scene:
        return prize
    if (for_ := _FOR.match(text, match.end(), limit)) and _is_for(for_):
        category = for_["category"].strip(" ,–—-")
        prize = replace(prize, end=for_.start("category") + len(category), category=category)
    elif field := _FIELD.match(text, match.end(), limit):
        prize = replace(prize, end=field.end(), category=field["field"])
    return _hosted(text, _counted(text, prize, match.end()), limit)


def _is_for(match: re.Match[str]) -> bool:
    """Say whether what stands between an award and a category joins them: "for", a comma, a dash, "nomination for"."""
    link = match["link"].strip()
    return link != "" or match["link"] == " "


def _of_category(text: str, match: re.Match[str], limit: int) -> Prize:
    category = match["category"].strip(" ,–—-")
    kind = (match["kind"] or "").strip()
    end = match.end() if kind else match.start() + len(category)
    award = (
        ""
        if not kind
        else singular(kind)
        if kind[0].isupper() and not re.match(r"Award|Prize", kind)
        else f"{category} {singular(kind)}"
    )
    return _hosted(text, _counted(text, Prize(match.start(), end, award, category), end), limit)


def _counted(text: str, prize: Prize, after: int) -> Prize:
    nominated = re.match(r"\s(?:nominations?|nods?|nominees?|shortlists?|citations?)\b", text[after : after + 16])
    if not nominated:
        return prize
    return replace(prize, nominated=True, end=max(prize.end, after + nominated.end()))


def _hosted(text: str, prize: Prize, limit: int) -> Prize:
    """Add who gives the prize: "at Cannes", "from the Saltby critics"."""
    match = _HOST.match(text, prize.end, limit)
    if not match:
        return prize
    host = match["host"].strip(" .")
    if not prize.award and (named := _PRIZE.match(text, match.start("host"))) and named["known"]:
        return replace(prize, award=singular(named.group()), end=named.end())
    return replace(prize, host=host, end=match.start("host") + len(host))


def singular(award: str) -> str:
    """Return the name of one award where a text names several.

    >>> singular("the Golden Globes"), singular("Academy Awards"), singular("Croix de guerre")
    ('Golden Globe', 'Academy Award', 'Croix de guerre')
    """
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", " ".join(award.split()))
    bare = re.sub(
        r"\b(Award|Prize|Medal|Oscar|Globe|BAFTA|Bafta|Emmy|Grammy|Tony|César|Goya|Obie|Pulitzer|award|prize|medal|Scholarship|Fellowship|Gong)s\b",
        r"\1",
        bare,
    )
    bare = _METALS.sub(r"\1", bare)
    return re.sub(r"^\d{4}\s", "", bare)


def joined_by(between: str) -> bool:
    """Say whether the words between two prizes only join them.

    >>> joined_by(", the "), joined_by(" and the one for "), joined_by(" and then left for ")
    (True, True, False)
    """
    return bool(
        re.fullmatch(
            r"(?:\s?\([^()]{0,80}\))?(?:,\sas\s(?:did|was|were)|,?\s(?:incl(?:uding|\.)|among them|namely|notably)(?:\sthose)?(?:\sfor)?|:|,|\s?;|\s&|\s?/|,?\s(?:and|as well as|plus|along with|or|with|then))?\s?(?:(?:the one|one|that|those|another|others|also|both|only|a second|a third|two|three|four|too|again)\s?)?(?:\s?(?:for|as|the|a|an|its|in|of)\s?){0,3}(?:\([^()]{0,40}\))?\s?",
            between,
        )
    )


def known_names(text: str) -> Iterator[str]:
    """Yield the well-known awards that `text` names, in the singular."""
    return (singular(match.group()) for match in re.finditer(rf"\b{KNOWN}", text))
