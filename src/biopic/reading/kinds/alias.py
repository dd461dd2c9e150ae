"""Another name of somebody: 'Adelaide "Ada" Moss', "known as the Watch", "they called her Ida", "born Ada Finch", "née Finch".

A cue is followed by a name in marks or in capitals (`namings`); whose it is, the words around the cue tell. A name that
only repeats the one that the text uses anyway, a title alone and what a film calls somebody are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biopic.documents import Span
from biopic.reading.beings import Being, fold
from biopic.reading.clauses import subject_of
from biopic.reading.drafts import Draft
from biopic.reading.fullnames import parts_of, same_first
from biopic.reading.namings import CAP, NO_NAMES, OtherName, find_namings, other_name_at
from biopic.reading.nicknames import whom_called
from biopic.reading.patterns import BRACKET, N, claim
from biopic.reading.personal import is_person
from biopic.reading.text import Text

_FACT = re.compile(
    r"^[ \t*_•>#-]{0,12}(?:nick ?names?|also known as|a\.?k\.?a\.?|alias(?:es)?|birth name|born as|real name|stage name|pen name|other names?|known as|full name)[*_]{0,2}\s?[:|=–—][*_]{0,2}\s?(?P<list>[^\n]{2,90})$",
    re.MULTILINE | re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?<=[\w.]) (?:[\"“‘'«](?P<nick>[^\W\d_][^\"”’'»\n]{1,28})[\"”’'»]|\((?P<round>[^\W\d_][\w’'-]{1,14})\)) (?=[^\W\d_a-z])"
)
_FIRST = re.compile(rf"(?P<first>{CAP}(?: {CAP}){{0,2}}) $")
_APART = re.compile(
    rf"(?P<who>{N}){BRACKET}(?:,\s(?:or\s)?|\s?[—–]\s?|\s?\()(?:(?=[\"“‘'\ue000]|[Tt]he\s)|the\s(?=[\"“‘']))"
)
_WAS = re.compile(
    rf"(?P<who>{N}|\b[Hh]e|\b[Ss]he)\s(?:was|is|remained|became)\s(?:(?:simply|only|just|always|plain|still|now)\s)?(?=[\"“‘'\ue000]|the\s[\ue000\"“‘'])"
)
"""Somebody who is said to be what has a capital; another name if it is so to some only."""
_BECAME = re.compile(rf"(?P<old>{N})\s(?:became|becomes|had become|turned into)\s(?P<new>{N})(?!['’]s)")
_BEHIND = re.compile(
    r",?\s(?:to (?:his|her|the|everyone|everybody|all|most|those|anyone|us|me|him|them)\b|for short|on (?:the )?(?:radio|wireless)\b\b|as (?:he|she|everybody|everyone|his|her|the|they|we)\b[^.;\n]{0,30}?\b(?:called|known|knew|call|know)\b)"
)
_BETWEEN = re.compile(
    rf"(?P<who>{N}){BRACKET}(?:['’]s?)?\s?[,(–—-]?\s?(?:(?:who|whose|had|has|was|is|been|also|better|best|then|now|later|once|widely|commonly|usually|often|professionally|originally|actually|sometimes|popularly|and|himself|herself|first|real|birth|stage|full|maiden|name)\s){{0,5}}$"
)
_APPOSED = re.compile(rf"(?P<who>{N}){BRACKET},\s(?:an?|the)\s(?:[^,.;\n\ue000]{{1,50}}\s)?$")
_WHERE = re.compile(
    rf"(?P<who>{N}){BRACKET}[^.;\n\ue000]{{0,40}}\b(?:where|because|since|when)\s(?:he|she)\s(?:(?:is|was|gets|had been|has been)\s)?$"
)
_APPOSES = re.compile(rf"(?P<who>{N}){BRACKET}(?:,\s|\s?[—–]\s?|\s\()$")
_COMMA = re.compile(r",\s$")
_AT = re.compile(r"\b(?:from|in|at|near|of|outside|to)\s(?:the\s)?$")
_FILM = re.compile(r"\b(?:film|movie|script|screenplay|Hollywood|picture|screenwriters?)\b[^.;\n]{0,30}$")
_IN_FILM = re.compile(
    r"\b(?:in|for) (?:the|this) (?:film|movie|picture|script|screenplay)\b|\b(?:the film|the movie|the script|on[- ]screen)\b",
    re.IGNORECASE,
)
_TOLD_OF_FILMS = frozenset(["called", "known as", "called him", "whom they called"])
_PERSON = re.compile(
    rf"(?:{N}|\b(?:[Hh]e|[Ss]he|who|patient|boy|girl|man|woman|child|baby|himself|herself)\b|[)\],])\s(?:\w+\s){{0,3}}$"
)
_PARTICIPLE = re.compile(rf"(?:{N}|\b[Hh]e|\b[Ss]he|herself|himself|\bwas|\bbeen|\bis|[,;(–—]|^|\n|[.!?]\s)\s?$")


def find(text: Text) -> Iterator[Draft]:
    """Yield a draft for each other name that the text gives somebody."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for draft in (*_inside(text), *_apart(text), *_to_some(text), *_turned(text), *_cued(text), *_facts(text)):
        if not text.is_noise(draft.span) and claim(taken.setdefault(draft.value, []), draft.span):
            yield draft


def _draft(text: Text, who: str, name: OtherName, span: Span, sure: float, rule: str) -> Iterator[Draft]:
    if who and not name.repeats(who):
        yield Draft("alias", who, name.words, span, text.world_at(span.start), sure, rule)


def _cued(text: Text) -> Iterator[Draft]:
    """Read what stands behind a cue."""
    for each in find_namings(text):
        who = _bearer(text, each.cue, each.name, each.rule)
        yield from _draft(text, who, each.name, each.span, each.sure, each.rule)


# Whose name it is


def _bearer(text: Text, cue: re.Match[str], name: OtherName, rule: str) -> str:
    """Return who bears the name behind a cue, "" where it is nobody that the text names."""
    if cue.groupdict().get("whom"):
        told = _FILM.search(text.text, max(0, cue.start() - 40), cue.start("whom"))
        being = None if told else whom_called(text, cue, name)
        return being.name if being else ""
    if rule == "to everybody":
        being = _apposed_to(text, name)
        return being.name if being else ""
    joined = text.people.inside(name.span)
    if rule == "birth name" and joined and joined.name != name.words:
        return joined.name
    if rule in _TOLD_OF_FILMS and _IN_FILM.search(
        text.text, max(text.sentence_at(cue.start()).start, cue.start() - 300), name.end + 40
    ):
        return ""
    beside = _name_beside(text, cue)
    if (rule == "birth name" and _is_birth_place(text, cue, name)) or (
        rule == "still" and not _is_form(text, cue, name)
    ):
        return ""
    being = (
        _behind(text, cue, name)
        or _headed(text, cue)
        or _said(text, cue)
        or (_inside_of(text, beside) if beside else None)
    )
    if being or beside:
        return being.name if being else ""
    if rule in ("called", "a.k.a.", "birth name") and not _has_subject(text, cue):
        return ""
    head = text.whom.entry(text.layout.paragraph_at(cue.start()).start) or text.whom.heading(cue.start())
    return subject_of(text, cue.start())[0] or (head.name if head else "")


def _apposed_to(text: Text, name: OtherName) -> Being | None:
    """Return whose name stands as an apposition of its own: "Ada Moss, Dot to everybody", or opens an entry on somebody."""
    start = name.span.start - name.marked
    if before := _APPOSES.search(text.masked, max(0, start - 60), start):
        return _inside_of(text, before)
    opens = start == text.layout.paragraph_at(start).start or _COMMA.search(text.masked, max(0, start - 2), start)
    return text.whom.entry(text.layout.paragraph_at(start).start) if opens else None


def _is_birth_place(text: Text, cue: re.Match[str], name: OtherName) -> bool:
    """Say whether "born" has a place behind it, as in notes: "(born Saltby, Maine, 1931)"."""
    if name.marked or not cue.group().casefold().startswith("born") or " as " in cue.group():
        return False
    elsewhere = any(
        _AT.search(text.text, max(0, n.span.start - 9), n.span.start) for n in text.names if n.text == name.words
    )
    return elsewhere or not is_person(name.words)


def _is_form(text: Text, cue: re.Match[str], name: OtherName) -> bool:
    """Say whether "he was still Richard Moss" tells a name: a full one with the first or last name of whom it is told."""
    being = _said(text, cue)
    new, old = parts_of(name.words), parts_of(being.name if being else "")
    return bool(being and new.last and (new.last[:4] == old.last[:4] or same_first(new.first, old.first)))


def _inside_of(text: Text, match: re.Match[str]) -> Being | None:
    return text.people.inside(Span(*match.span("who")))


def _behind(text: Text, cue: re.Match[str], name: OtherName) -> Being | None:
    """Return the subject behind a cue that opens its sentence: "Under the name Ida Lamp, she"."""
    start = text.sentence_at(cue.start()).start
    behind = re.compile(rf"[\"”’']?,\s(?P<who>he|she|{N})(?!['’])").match(text.masked, name.span.end)
    if behind is None or cue.start() - start >= 40 or text.people.inside(Span(start, cue.start())):
        return None
    if behind["who"] in ("he", "she"):
        return text.whom.pronoun(behind.start("who"), behind["who"])
    return _inside_of(text, behind)


def _headed(text: Text, cue: re.Match[str]) -> Being | None:
    """Return the heading's being for "The son of Ada, known as Jo, was" and for "To his brother simply Jo" that open a paragraph."""
    start = text.sentence_at(cue.start()).start
    told = next((k for k in text.kin.relations if k.form == "kin of, headed" and k.span.start == start), None)
    opens = start == cue.start() == text.layout.paragraph_at(start).start
    if told or opens:
        return told.who if told else text.whom.heading(cue.start())
    in_entry = start == cue.start() and text.section_at(start).matter == "characters"
    return text.whom.entry(text.layout.paragraph_at(start).start) if in_entry else None


def _said(text: Text, cue: re.Match[str]) -> Being | None:
    """Return whom a pronoun or possessor inside the cue means: "to them he was", "her stage name was", "Ada's nickname"."""
    if bearer := cue.groupdict().get("bearer"):
        at = cue.start("bearer")
        named = bearer not in ("he", "she")
        return text.people.inside(Span(at, cue.end("bearer"))) if named else text.whom.pronoun(at, bearer)
    if said := re.search(r"\b(?:he|she)\b|^(?:[Hh]is|[Hh]er)\b", cue.group()):
        return text.whom.pronoun(cue.start() + said.start(), said.group().casefold())
    own = re.match(rf"{N}(?=['’]s)", cue.group())
    return text.people.inside(Span(cue.start(), cue.start() + own.end())) if own else None


def _name_beside(text: Text, cue: re.Match[str]) -> re.Match[str] | None:
    """Return the name right before a cue: "Ada Moss (1899–1960), better", "Jonah, a boxer", "Jonah in a shop where he is"."""
    low = max(0, cue.start() - 110)
    found = (pattern.search(text.masked, low, cue.start()) for pattern in (_BETWEEN, _WHERE, _APPOSED))
    return next((match for match in found if match and not _is_place(text, match)), None)


def _is_place(text: Text, beside: re.Match[str]) -> bool:
    """Say whether what stands beside a cue is where somebody is: "a grocer from Saltby, born"."""
    low = max(0, beside.start("who") - 12)
    return _inside_of(text, beside) is None and _AT.search(text.masked, low, beside.start("who")) is not None


def _has_subject(text: Text, cue: re.Match[str]) -> bool:
    """Say whether a participle has a person for its subject: "she was called", and not "a bar called"."""
    passive = re.match(r"(?:was|is|were|be|been|being)\b", cue.group())
    return (_PERSON if passive else _PARTICIPLE).search(text.masked, max(0, cue.start() - 30), cue.start()) is not None


# Names inside and beside names, and lines of facts


def _inside(text: Text) -> Iterator[Draft]:
    """Read a nickname in marks or brackets inside a name."""
    for match in _INSIDE.finditer(text.text):
        first = _FIRST.search(text.text, max(0, match.start() - 40), match.start() + 1)
        last = re.compile(CAP).match(text.text, match.end())
        shown = (match["nick"] or match["round"]).strip(" ,.")
        if first is None or last is None or not re.search(r"[A-Z]", shown) or len(shown.split()) > 4:
            continue
        being = _inside_name(text, first, last)
        if (
            being is None
            or (" " in shown and _is_film(text, shown))
            or (match["round"] and fold(last.group()) not in [fold(word) for word in being.name.split()])
        ):
            continue
        names = text.names_in(Span(*first.span("first")))
        start = names[-1].span.start if names else first.start()
        who = being.name if " " in being.name else f"{being.name} {last.group()}"
        yield Draft("alias", who, shown, Span(start, last.end()), text.world_at(start), 0.95, "nickname inside")


def _inside_name(text: Text, first: re.Match[str], last: re.Match[str]) -> Being | None:
    """Return the being whose name goes from `first` to `last`."""
    if fold(first["first"].split()[0]) in NO_NAMES:
        return None
    return text.people.inside(Span(*first.span("first"))) or text.people.inside(Span(first.start(), last.end()))


def _apart(text: Text) -> Iterator[Draft]:
    """Read 'Jonah, "the Watch"', "Adelaide, Ada to her friends" and 'Adelaide, or "Ada" as they called her'."""
    for before in _APART.finditer(text.masked):
        name = other_name_at(text.text, before.end())
        being = _inside_of(text, before) if name else None
        behind = _BEHIND.match(text.text, name.end) if name else None
        if (
            name is None
            or being is None
            or not (name.is_name() or (behind and name.marked))
            or _is_film(text, name.words)
        ):
            continue
        if behind or _stands_alone(text, before, name):
            end = name.end + text.text.startswith(")", name.end)
            yield from _draft(text, being.name, name, Span(before.start(), end), 0.8 if behind else 0.75, "alias apart")


def _to_some(text: Text) -> Iterator[Draft]:
    """Read "Elias was Eli to his mother" and 'she is the Deacon to her men'."""
    for before in _WAS.finditer(text.masked):
        name = other_name_at(text.text, before.end())
        behind = _BEHIND.match(text.text, name.end) if name else None
        if name is None or behind is None or not name.is_name():
            continue
        low = before["who"].casefold()
        being = text.whom.pronoun(before.start(), low) if low in ("he", "she") else _inside_of(text, before)
        if being:
            yield from _draft(text, being.name, name, Span(before.end(), behind.end()), 0.75, "alias to some")


def _turned(text: Text) -> Iterator[Draft]:
    """Read "Tess Moss became Tess Reed": the given name stays, the last one changes."""
    for match in _BECAME.finditer(text.masked):
        old, new = (text.slice(Span(*match.span(group))) for group in ("old", "new"))
        given, other = old.split(), new.split()
        if len(given) > 1 and len(other) > 1 and given[0] == other[0] and given[-1] != other[-1]:
            yield Draft("alias", new, old, Span(*match.span()), text.world_at(match.start()), 0.85, "became")


def _is_film(text: Text, words: str) -> bool:
    return any(fold(title.text) == fold(words) for title in text.films.titles)


def _stands_alone(text: Text, before: re.Match[str], name: OtherName) -> bool:
    """Say whether a name in marks beside another is one by itself: it has an article, and the marks close the apposition."""
    article = before.group().endswith("the ") or re.match(r"(?i:the) [A-Z]", name.words)
    closes = text.text[name.end : name.end + 1] in ("," if "," in before.group() else ")—– ")
    return bool(name.marked and article and closes and name.words[-1:].isalpha() and re.search(r"[A-Z]", name.words))


def _facts(text: Text) -> Iterator[Draft]:
    """Read a line of a box of facts: "Nickname: the Watch"."""
    for match in _FACT.finditer(text.text):
        being = text.whom.heading(match.start()) or text.people.main()
        label = match.start() + len(match.group()) - len(match.group().lstrip(" \t*_•>#-"))
        for part in re.finditer(r"[^,;/|\s][^,;/|]*", match["list"]):
            name = other_name_at(text.text, match.start("list") + part.start())
            if being and name:
                yield from _draft(text, being.name, name, Span(label, name.end), 0.8, "fact")
