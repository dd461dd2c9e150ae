"""Who is born or dies: the words before a verb that can be its subject, read strictly.

A verb has its subject right before it ("Ada was"), behind an apposition ("Ada, a nurse, was"), as the antecedent of "who",
or, where it goes on from another verb ("taught at Saltby and died"), at the start of its clause. A verb whose subject
the text does not name ("a friend died") has none: no other person of the sentence is taken for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.lives.coordinate import PREPOSITION, clause_subject
from biopic.reading.lives.naming import KIN_WORD, PERSON, TRADE, name_of
from biopic.reading.lives.topics import heading_of
from biopic.reading.patterns import ADJECTIVES, BRACKET, SOMEBODY, N, T
from biopic.reading.text import Text

WINDOW = 260
_STEP = re.compile(
    r"(?:^|(?<=[\s,(–—]))(?:(?P<verb>was|is|were|are|been|being|be|had|has|have|having|would|did|does|got|gets|may|might|could|should|can|will|must|to|not|never|nearly|almost|didn['’]t|wasn['’]t|hadn['’]t|isn['’]t|wouldn['’]t|doesn['’]t|never)"
    r"|(?:\w+ly|later|then|soon|also|himself|herself|themselves|only|just|once|too|both|all|there|still|already|first|either|now|alone|at last|by then|in fact|in turn|in the end|in reality|in truth|in real life|of course|however|instead|going|about|likely|meant|supposed|said|thought|believed|afterwards?|thereafter|sadly|went on|goes on|long)),?\s$"
)  # fmt: skip
_WHEN = re.compile(rf",?\s(?:(?:in|on|by|late in|early in|around)\s)?(?P<when>{T}),?\s$")
_HERE = re.compile(rf"(?P<who>{PERSON}){BRACKET}[*_]{{0,2}}\s$")
_OBJECT = re.compile(
    r",?\s(?:who|that|whom)\s(?:had\s|once\s|first\s)?[a-z]+(?:ed|t|d|k|w|n|e|s|ght)\s(?:the\s|with\s|to\s|for\s|by\s)?(?:young\s|old\s)?$"
)
_GOVERNED = re.compile(
    rf"(?:(?P<head>{PERSON}|\b[Tt]he\s{ADJECTIVES}(?P<kin>{KIN_WORD}))\s)?\b(?P<by>of|to|with|from|by|for|at|near|than|on|about|against|in)\s(?:the\s)?$"
)
_RANKED = re.compile(
    rf"(?:\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne|[Aa]nother|[Mm]y|whose|(?=[Tt]wins,|[Tt]riplets,|[Ss]ons,|[Dd]aughters,))|{N}['’]s?)\s?(?:[\w'’-]+\s){{0,5}}?[A-Za-z-]+,\s(?P<who>{N}(?:(?:,\s{N}){{0,4}},?\sand\s{N})?){BRACKET},\s$"
)
_ANY = re.compile(PERSON)
_BOTH = re.compile(
    rf"(?:^|[.;:—“\"]\s|,\s)(?:[Tt]he|[Aa]n?)\s{ADJECTIVES}(?P<kin>{KIN_WORD})\sof\s(?P<who>{N})\sand\s(?:[a-z]+\s){{0,3}}{N}{BRACKET}\s$"
)
_CHILD_OF = re.compile(
    rf"(?:^|[.;:—“\"]\s)(?:[Tt]he|[Aa]n?)\s{ADJECTIVES}(?P<kin>{KIN_WORD})\sof\s(?P<who>{N})(?:\sand\s(?:[a-z]+\s){{0,3}}{N})?{BRACKET},\s[^;.:\n]{{1,120}},\s$"
)
_APPOSED = re.compile(
    rf"\s?(?:\([^()\n]{{1,60}}\))?,\s(?:(?=\d|{T}|{N})|(?:an?|the|his|her|their|who|whom|whose|then|now|by then|by now|aged?|at|only|just|still|one|once|formerly|later|already|born|n[ée]e|known|called|nicknamed|in|on|with|having|being|like|himself|herself|unlike|suffering)\b)[^;.:\n]{{0,180}},\s$"
)
_BRACKETED = re.compile(r"\([^()\n]{0,120}\)")
_DASHES = re.compile(r"\s?(?:—|\s[–-]\s)[^–—\n;]{1,80}(?:—|\s[–-])\s?$")
_WHOM = re.compile(r"(?:\s(?:himself|herself))?(?:,?\s|\s?\(|\s?[—–-]\s?)(?:who|that)\s$")
_WHOSE = re.compile(rf"(?P<who>{PERSON}){BRACKET},?\swhose\s{ADJECTIVES}(?P<kin>{KIN_WORD})\s$")
_NOMINAL = re.compile(
    rf"(?P<who>{PERSON}){BRACKET}(?:,|\s(?:is|was|['’]s))\s(?:then\s|now\s)?(?:an?|the)\s(?:(?!of\b|to\b|with\b|from\b|by\b|for\b|and\b|in\b|wh)(?:[\w'’-]+|{N})\s){{0,6}}$"
)
_DESCRIBED = re.compile(rf"(?P<who>{PERSON}){BRACKET},\s(?:an?|the|his|her|{N}['’]s?)\s[^,;.:\n]{{1,70}}\s$")
_BUT = re.compile(r"[^.;:\n]{1,100}?,?\sbut(?:\srather)?(?=\s(?:in|on|at|near)\b)")
_AND_WHO = re.compile(rf"(?P<who>{PERSON}){BRACKET},\s(?:who|whom)\s[^;.:]{{1,100}}\sand\s$")
_OPEN_CLAUSE = re.compile(r",?\s(?P<who>who)\s[^,;.:\n“”\"]{1,90}\s(?:and|but)\s$")
_COORDINATE = re.compile(r"(?:,?\s(?:and|but|or|then|nor|yet|before|after|until|when|while|only)|,|\s[–—-]|—)\s$")


_PAIR = re.compile(
    rf"(?:^|[.,;:—–“\"(]\s?|\b(?:when|that|after|before|where|both|while|until|since|were|are|twins|brothers|sisters|siblings|boys|girls|couple|friends)\s|{T},?\s)(?P<whos>{N}{BRACKET}(?:,\s{N}{BRACKET}){{0,4}},?\sand\s{N}{BRACKET})\s$"
)

_TRADESMAN = re.compile(
    rf"(?:^|[.,;:—–“\"]\s?|\b(?:when|that|and|but|after|before|until|where|year)\s|{T},?\s)(?P<who>{TRADE})\s$"
)
NEGATIVE = frozenset(
    [
        "not",
        "never",
        "nearly",
        "almost",
        "didn't",
        "wasn't",
        "hadn't",
        "isn't",
        "wouldn't",
        "doesn't",
        "may",
        "might",
        "could",
        "should",
        "can",
        "will",
        "must",
        "going",
        "about",
        "likely",
        "meant",
        "supposed",
        "said",
        "thought",
        "believed",
    ]
)
"""Words between a subject and its verb by which the verb tells of nothing that happened."""
Found = tuple[tuple[str, ...], int] | None


@dataclass(frozen=True)
class Subject:
    """The names of whom a verb is said, where the words for them begin, how they were found, and the words in between."""

    names: tuple[str, ...]
    start: int
    form: str
    between: tuple[str, ...] = ()
    inner: int | None = None
    """Where a time between the subject and its verb begins."""

    @property
    def happened(self) -> bool:
        """Say whether the words before the verb leave it a fact."""
        return not any(word.replace("’", "'") in NEGATIVE for word in self.between)


def corrected(text: Text, subject: Subject, end: int) -> int | None:
    """Return where the truth begins behind a denial, "was not born in Boston but in Saltby", None where none is told."""
    denied = {word.replace("’", "'") for word in subject.between} & NEGATIVE
    if not denied or not denied <= {"not", "wasn't", "didn't"} or not subject.names:
        return None
    found = _BUT.match(text.masked, end, min(text.sentence_at(end).end, end + 140))
    return found.end() if found else None


def subject_before(text: Text, at: int) -> Subject | None:
    """Return the subject of the verb at `at`, None where it has none that the text names; form "start" where none can be."""
    sentence = text.sentence_at(at)
    low = max(sentence.start, at - WINDOW)
    left, between, inner = _stripped(text.masked[low:at], low)
    bare = left.strip(" \t\n*_-•–—“\"'‘(>")
    if not bare and low == sentence.start:
        return Subject((), at, "start", between, inner)
    left = _BRACKETED.sub(lambda m: f"({'·' * (len(m.group()) - 2)})", left)
    for read in (pair_of, _relative, _near, _apart, _tradesman):
        found = read(text, left, low)
        if found is not None:
            return Subject(found[0], found[1], read.__name__.strip("_"), between, inner) if found[0] else None
    if open_clause := _OPEN_CLAUSE.search(left):
        found = _relative(text, left[: open_clause.end("who")] + " ", low)
        return Subject(*found, "relative", between, inner) if found and found[0] else None
    if _COORDINATE.search(left):
        found = clause_subject(text, left, low)
        return Subject(*found, "coordinate", between, inner) if found else None
    return None


def _stripped(left: str, low: int) -> tuple[str, tuple[str, ...], int | None]:
    """Take helping verbs, adverbs and a time off the end of the words before a verb."""
    between: list[str] = []
    inner = None
    left = _DASHES.sub(" ", left)
    for _ in range(10):
        if step := _STEP.search(left):
            between += step.group().strip(" ,").split()
            left = left[: step.start()]
            if step.group().endswith(", ") and left.endswith(", "):
                left = left[:-2] + " "
        elif (
            (when := _WHEN.search(left))
            and inner is None
            and re.search(rf"(?:{PERSON}){BRACKET}$", left[: when.start()])
        ):
            inner = low + when.start("when")
            left = left[: when.start()] + " "
        else:
            break
    return left, tuple(between), inner


def pair_of(text: Text, left: str, low: int) -> Found:
    """Read "Ada and Ruth were": both, each by its full name."""
    found = _PAIR.search(left)
    if not found:
        return None
    spans = [
        Span(low + found.start("whos") + m.start(), low + found.start("whos") + m.end())
        for m in re.finditer(N, re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), found["whos"]))
    ]
    names = tuple(name for name in (name_of(text, span) for span in spans) if name)
    return (names, low + found.start("whos")) if len(names) == len(spans) else None


def _near(text: Text, left: str, low: int) -> Found:
    """Read "Ada was", "Ada (1899–1931) was", "the wife of Jonah was", "Ada of Saltby was"."""
    found = _HERE.search(left)
    if not found:
        return None
    who = found["who"]
    if both := _BOTH.search(left):
        return _relative_of(text, Span(low + both.start("who"), low + both.end("who")), both["kin"], low + both.start())
    before = left[: found.start()]
    if owner := _OBJECT.search(before):
        return _relative(text, before[: owner.start()] + " who ", low) if owner.start() else ((), low)
    governed = _GOVERNED.search(before) if who.casefold() not in ("he", "she", "i") else None
    if not governed:
        return _named(text, Span(low + found.start("who"), low + found.end("who")))
    if governed["kin"] and governed["by"] in ("of", "to"):
        return _relative_of(
            text, Span(low + found.start("who"), low + found.end("who")), governed["kin"], low + governed.start()
        )
    if governed["head"] and not governed["kin"]:
        return _named(text, Span(low + governed.start("head"), low + governed.end("head")))
    return (), low


def _relative_of(text: Text, span: Span, kin: str, start: int) -> Found:
    """Read "the second son of Jonah": the relative whom the text names, else the person under whose name the line stands."""
    being = text.being_in(span)
    relative = text.kin.relative(being, kin.casefold()) if being else None
    heading = heading_of(text, start)
    name = heading if heading and (being is None or heading != being.name) else relative.name if relative else ""
    return ((name,) if name else ()), start


def _named(text: Text, span: Span) -> Found:
    name = name_of(text, span)
    return ((name,) if name else ()), span.start


def _apart(text: Text, left: str, low: int) -> Found:
    """Read "a sister, Ada, was" and "Ada, a nurse from Saltby, was"."""
    if not left.endswith(", "):
        return None
    if of := _CHILD_OF.search(left):
        return _relative_of(text, Span(low + of.start("who"), low + of.end("who")), of["kin"], low + of.start())
    ranked = _RANKED.search(left)
    if ranked:
        spans = [
            Span(low + ranked.start("who") + m.start(), low + ranked.start("who") + m.end())
            for m in re.finditer(N, ranked["who"])
        ]
        return tuple(name for name in (name_of(text, span) for span in spans) if name), low + ranked.start()
    people = list(_ANY.finditer(left))
    for match in reversed(people):
        if match.end() < len(left) - 2 and _APPOSED.match(left, match.end()) and not _is_inside(left, match.start()):
            return _named(text, Span(low + match.start(), low + match.end()))
    if people and people[-1].end() >= len(left) - 2 and people[-1].group()[:3].casefold() in ("his", "her", "my "):
        return _named(text, Span(low + people[-1].start(), low + people[-1].end()))
    return None


def _is_inside(left: str, at: int) -> bool:
    """Say whether a person stands inside an apposition or behind a preposition: "the son of Jonah, a pilot, died"."""
    return bool(PREPOSITION.search(left, max(0, at - 16), at))


def _relative(text: Text, left: str, low: int) -> Found:
    """Read "Ada, who was", "Ada was the girl who", "Ada, whose mother was"."""
    if whose := _WHOSE.search(left):
        being = text.who(Span(low + whose.start("who"), low + whose.end("who")))
        relative = text.kin.relative(being, whose["kin"].casefold()) if being else None
        return ((relative.name,) if relative else ()), low + whose.start()
    who = _WHOM.search(left)
    if not who:
        return None
    bare = left[: who.start()] + " "
    if found := _HERE.search(bare):
        return _named(text, Span(low + found.start("who"), low + found.end("who")))
    if again := _AND_WHO.search(bare):
        return _named(text, Span(low + again.start("who"), low + again.end("who")))
    if described := nominal(text, bare, low):
        return described
    described_by = _DESCRIBED.search(bare) if who.group().startswith(",") else None
    return (
        _named(text, Span(low + described_by.start("who"), low + described_by.end("who")))
        if described_by
        else ((), low)
    )


def nominal(text: Text, left: str, low: int) -> Found:
    """Read "Ada was a girl (who was)", "Ada, the eldest (born)"; what stands alone is left to others."""
    found = _NOMINAL.search(left)
    if not found or re.fullmatch(rf"(?:{SOMEBODY})", left[found.end("who") :].strip(" ,")):
        return None
    return _named(text, Span(low + found.start("who"), low + found.end("who")))


def _tradesman(text: Text, left: str, low: int) -> Found:
    found = _TRADESMAN.search(left)
    return _named(text, Span(low + found.start("who"), low + found.end("who"))) if found else None
