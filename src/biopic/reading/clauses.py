"""Who a clause is about: the person that stands before a verb as its subject, and whom a run of words means.

The nearest words before the verb that can be its subject count first ("Ada, who was born"; "Ada Moss (1899–1960) was";
"Ada, a lamplighter, had"), then the first person of the clause, then that of the sentence before. Where the subject is
somebody whom the text does not name ("a man who", "they", "her mother"), nobody is meant.
"""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.patterns import BRACKET, WHO, N
from biopic.reading.text import Text
from biopic.reading.words import word_set

FILM_MARK = "\ue002"
"""What `with_titles` puts in place of each character of a film's title."""

_REACH = 600
_PATIENT = r"(?:[Tt]he\s(?:[a-z][\w-]*\s){0,3}?(?:patient|kid|toddler|infant|newborn|youngster|child|baby|teenager|teen|youth|hero|protagonist|invalid)\b)"
SOMEONE = rf"(?:{WHO}|{_PATIENT})"
"""Every way to speak of one person, "the patient" and "the child" included."""

_AUX = (
    r"(?:(?:is|was|are|were|be|been|being|has|had|have|having|would|will|could|can|may|might|did|does|do|also|later|then|soon|never|not|still|now|once|already"
    r"|finally|eventually|himself|herself|just|only|who(?:['’][ds])?|and|but|too|again|first|long|both|since|even|however|therefore|instead|ever|always|often|sometimes|by then|by now|went on|goes on|got|gets|\w+ly|to|isn['’]t|wasn['’]t"
    r"|hasn['’]t|hadn['’]t|won['’]t|wouldn['’]t)\b,?\s)"
)
_CLITIC = r"(?:['’](?:d|s|ll|ve)\b)?"
_NEAR = re.compile(rf"(?P<who>{SOMEONE}){_CLITIC}{BRACKET},?\s{_AUX}{{0,6}}$")
_APART = re.compile(rf"(?P<who>{SOMEONE}){BRACKET},\s[^,;.:\n]{{1,90}},\s{_AUX}{{0,6}}$")
_NO_OTHER = r"(?:(?!\b(?:[Hh]e|[Ss]he|they|it|we|I|you|who|which|that|whose)\b)[^.;:“”\"()\n\ue000])"
_SHARED = re.compile(
    rf"(?P<who>{N}{BRACKET}(?=,\swho\s)|\b[Hh]e\b|\b[Ss]he\b)(?:,\swho\s|{_CLITIC}\s(?:{_AUX}|(?=[a-z]+(?:ed|s)\b))){_NO_OTHER}{{1,90}},?\s(?:and|or|but)\s{_AUX}{{0,3}}$"
)
"""A subject that a verb shares with the one before: "she is ill and loses", "Ada, who drank, quarrelled and died"."""
_APPOSED = re.compile(
    rf"(?P<who>{N}){BRACKET},\s(?:an?|the)\s{_NO_OTHER}{{2,60}}\s(?:who|that|whose){_CLITIC}\s{_AUX}{{0,6}}$"
)
"""Somebody of whom a clause tells that hangs on what he is: "Ada Moss, a keeper who"."""
_NAMED = re.compile(rf"\b(?:named|called)\s(?P<who>{N}){BRACKET},?\s{_AUX}{{0,6}}$")
_STRANGER = re.compile(
    rf"(?P<before>\w+,?\s|^)(?:an?|another|some|no|every|any|the only|the first|one)\s(?:[a-z][\w'’-]*,?\s){{0,5}}?(?:who|that)\s(?:{_NO_OTHER}{{1,80}}\s(?:and|or|but)\s)?{_AUX}{{0,5}}$"
)
_NOBODY = re.compile(
    rf"\b(?:[Tt]hey|[Ww]e|[Yy]ou|I|[Ii]t|[Tt]his|[Tt]hat|which|people|patients|children|men|women|those|many|some|others|survivors|soldiers|nobody|everyone|everybody|anyone|someone)['’]?(?:ve|d|re|s|m|ll)?\s{_AUX}{{0,5}}$"
)
_PERFORMED = re.compile(
    rf"\b[Tt]he\s(?:[a-z-]+\s){{0,3}}?[a-z-]+(?:\s\(|,\s)(?:played|portrayed|acted|embodied|brought to life)\s(?:[a-z]+\s)?by\s(?:{N}|[a-z\s]){{1,60}}[,)]\s{_AUX}{{0,6}}$"
)
"""A character whom only what he is names, beside who plays him: "the keeper, played by Ned Vane,"."""
_FORMS = (_NAMED, _NEAR, _APART, _APPOSED, _SHARED)
_SAYS = r"(?:says?|said|asks?|asked|adds?|added|tells?|told|recalls?|recalled|explains?|explained|admits?|admitted|remembers?|laughs?|laughed|replies|replied|snaps|snorts|writes|wrote|goes on|went on|continues|insists|shrugs|sighs)"
_TAG_BEHIND = re.compile(
    rf"\s?(?:(?P<who>{N}|\b[Hh]e|\b[Ss]he)\s(?:\w+ly\s|also\s|later\s|once\s|has\s)?{_SAYS}\b|{_SAYS}\s(?P<inverted>{N}))"
)
_TAG_BEFORE = re.compile(
    rf"(?P<who>{N}|\b[Hh]e|\b[Ss]he)(?P<inverted>(?!))?\s(?:\w+ly\s|also\s|later\s|once\s)?{_SAYS}\b[^.“”\"\n]{{0,50}}[,:]?\s?$"
)
_PAIR = re.compile(rf"({N}){BRACKET},?\s(?:and|&|or)\s(?:(?:his|her)\s[a-z-]+,?\s)?({N})")
_I = re.compile(rf"\bI(?:['’](?:m|ve|d|ll))?\s{_AUX}{{0,5}}(?:am\s)?$")
_OPENER = re.compile(rf"[^,;:.\n]{{1,120}}(?:,[^,;:.\n]{{1,60}})?,\s(?:[Tt]he\s[a-z]+\s)?(?P<who>{SOMEONE})")
_ANY = re.compile(rf"{SOMEONE}(?!\ue000|['’]s)")
_BRACKETED = re.compile(r"\([^()\n]{0,120}\)")
_BREAK = re.compile(r"[;:“”\"—]|\s[–-]\s")
_GOVERNED = re.compile(
    r"\b(?:in|of|with|by|for|from|to|at|on|as|about|after|before|than|like|against|between|and)\s(?:the\s)?$"
)
_WITHIN = re.compile(r"\b(?:with|by|to|from|of|for|at|on|in)\s$")
_HAS_OBJECT = re.compile(
    rf"(?:{N}|\b[Hh]e|\b[Ss]he)\s(?:(?!(?:that|when|while|because|but|and|or|as|who|if|how|is|was|says?|said|tells|told|thinks?|thought|knows?|knew)\b)[a-z]+\s){{1,3}}$"
)
"""A verb with its subject, right before its object: "Ada met"."""
_IN_APPOSITION = re.compile(rf"{N}{BRACKET},\s(?:an?|the|his|her)\s[^,;.:\n]{{1,60}}?\sof\s(?:{N}\sand\s)?$")
_COPULA = re.compile(r"(?:\b(?:is|was|as|becomes|became|plays|remains|been|being)|,)\s$")
_MAIN = word_set("child baby teenager youth patient infant youngster kid toddler teen hero protagonist newborn invalid")


def stretch_at(text: Text, offset: int) -> Span:
    """Return the sentence at `offset`, cut to what stands near where it is endless."""
    sentence = text.sentence_at(offset)
    return Span(max(sentence.start, offset - _REACH), max(offset, min(sentence.end, offset + _REACH)))


def person_at(text: Text, span: Span) -> str:
    """Return the name of the one person whom the words at `span` mean, "" where it is nobody that the text names."""
    words = re.split(r"\s+", text.text[span.start : span.end].strip().casefold())
    last = words[-1].strip(".,")
    if last in _MAIN and words[0] == "the":
        main = text.people.main()
        return main.name if main else ""
    being = text.who(span)
    return being.name if being else ""


def two_before(text: Text, offset: int) -> list[Being]:
    """Return the two whom "they" or "neither" at `offset` mean: joined by "and" last, else all whom a sentence names; [] unless there are two."""
    sentence = text.sentence_at(offset)
    before = text.sentence_at(max(0, sentence.start - 2))
    for start, end in ((sentence.start, offset), (before.start, before.end)):
        pairs = list(_PAIR.finditer(text.masked, max(start, end - _REACH), end))
        named = (
            [Span(*pairs[-1].span(n)) for n in (1, 2)] if pairs else [n.span for n in text.names_in(Span(start, end))]
        )
        found = {
            b.number: b for span in named if text.text[span.start - 1] not in "([" and (b := text.people.inside(span))
        }
        if found:
            return [*found.values()] if len(found) == 2 else []
    return []


def subject_of(text: Text, offset: int) -> tuple[str, Span | None]:
    """Return who is the subject of the verb at `offset`, with the words before it that say so; ("", None) for nobody."""
    sentence = text.sentence_at(offset)
    start = max(sentence.start, offset - 240)
    left = text.masked[start:offset]
    if not left.strip(" \"“‘'*_-"):
        return _behind(text, Span(offset, sentence.end))
    if _PERFORMED.search(left):
        return "", None
    if found := next((found for form in _FORMS if (found := form.search(left)) and not _is_object(left, found)), None):
        span = Span(start + found.start("who"), start + found.end("who"))
        name = person_at(text, span)
        if name or found["who"][0] != "\ue000":
            return name, span
    if _I.search(left):
        return _speaker(text, offset), None
    stranger = _STRANGER.search(left)
    if _NOBODY.search(left) or (stranger and not _COPULA.search(stranger["before"])):
        return "", None
    return (
        _first(text, Span(start, offset))
        or _first(text, _previous(text, sentence))
        or _headed(text, sentence.start, left)
        or ("", None)
    )


def _is_object(left: str, found: re.Match[str]) -> bool:
    """Say whether a person hangs on a preposition or verb of a clause that goes on, or of an apposition that ends: "a friend of Ada, "."""
    who, behind = found.start("who"), left[found.end("who") :]
    if behind.startswith((" and ", " but ", ", and ", ", but ")):
        return bool(_WITHIN.search(left, max(0, who - 9), who) or _HAS_OBJECT.search(left[:who]))
    return behind.startswith(", ") and bool(_IN_APPOSITION.search(left[:who]))


def _headed(text: Text, start: int, left: str) -> tuple[str, None] | None:
    """Return the character in whose entry a sentence begins with what he or she is: "A retired miner who"."""
    being = text.whom.entry(start) if re.match(r"(?:An?|The)\s[^.;:\n]{1,80}\swho\s", left) else None
    return (being.name, None) if being else None


def _speaker(text: Text, offset: int) -> str:
    """Return who says "I" at `offset`: the name, or whom the pronoun means, that stands with a verb of saying beside the marks."""
    run = next((q.outside for q in text.quoted if q.outside.start < offset < q.outside.end), None)
    if run is None:
        return ""
    behind = _TAG_BEHIND.match(text.masked, run.end, run.end + 90)
    before = _TAG_BEFORE.search(text.masked, max(0, run.start - 90), run.start)
    found = behind or before
    if not found:
        return ""
    group = "who" if found["who"] else "inverted"
    return person_at(text, Span(*found.span(group)))


def _behind(text: Text, span: Span) -> tuple[str, Span | None]:
    """Return the subject that stands behind the clause which opens a sentence: "Born deaf, Ada never heard"."""
    match = _OPENER.match(text.masked, span.start, span.end)
    if not match:
        return _first(text, _previous(text, text.sentence_at(span.start))) or ("", None)
    where = Span(*match.span("who"))
    return person_at(text, where), where


def _previous(text: Text, sentence: Span) -> Span:
    """Return the sentence before, if it stands in the same paragraph, else nothing."""
    paragraph = text.layout.paragraph_at(sentence.start)
    before = text.sentence_at(sentence.start - 1) if sentence.start > paragraph.start else sentence
    return (
        Span(before.start, min(before.end, sentence.start))
        if before.start >= paragraph.start
        else Span(sentence.start, sentence.start)
    )


def _first(text: Text, span: Span) -> tuple[str, Span | None] | None:
    """Return the first person of the last clause in `span` that is no possessor and hangs on no preposition."""
    words = _BRACKETED.sub(lambda m: f"({'·' * (len(m.group()) - 2)})", text.masked[span.start : span.end])
    breaks = [match.end() for match in _BREAK.finditer(words)]
    for low in (breaks[-1] if breaks else 0, 0):
        found = [m for m in _ANY.finditer(words, low) if words[max(0, m.start() - 1) : m.start()] not in ("(", "[")]
        for match in [m for m in found if not _GOVERNED.search(words[max(0, m.start() - 16) : m.start()])] or found:
            where = Span(span.start + match.start(), span.start + match.end())
            if name := person_at(text, where):
                return name, where
    return None


_TITLED: WeakKeyDictionary[Text, str] = WeakKeyDictionary()


def with_titles(text: Text) -> str:
    """Return the masked text with the titles of films, and the marks around them, masked too, offsets kept."""
    if text not in _TITLED:
        chars = list(text.masked)
        for title in text.films.titles:
            low, high = title.span.start, title.span.end
            low -= text.text[max(0, low - 1) : low] in tuple('"“‘*_«')
            high += text.text[high : high + 1] in tuple('"”’*_»')
            chars[low:high] = FILM_MARK * (high - low)
        _TITLED[text] = "".join(chars)
    return _TITLED[text]
