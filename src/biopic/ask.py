"""Understand a question in plain words: find the nearest one in the library and fill its parameters from the graph's names.

In goes a text; out come guesses, best first, each with a question, its parameters and a score from 0 to 100. It never
guesses in silence: a caller answers only a guess that is clearly ahead, and shows the nearest ones otherwise.

A text is held against every phrase under `asked`. What both have counts the more, the fewer questions have it; a word of
the text that no question has counts most, so that what the library cannot answer is not answered with something near.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import log

import pyoxigraph as ox

from biopic.ontology import BIOPIC, load_vocabulary
from biopic.questions import Parameter, Question, load_questions, relations
from biopic.sparql import Target, Term, plain_value, select, with_prefixes

SURE = 70.0
"""A guess below this score is not answered."""

AHEAD = 4.0
"""Nor is one that another question, or another reading of a name, follows more closely than this."""

OPEN = 18.0
"""What a phrase loses for each parameter in it that the text leaves open."""

HALF = 40.0
"""What it loses for each one without which the question is half a question."""

SPOKEN = 2.0
"""How much more a word of the text counts than one of the phrase: what is asked must not be passed over."""

BESIDE = 3.0
"""What a phrase loses for a name in the text that fills a parameter which the phrase does not mention."""

_NAMES = """
SELECT DISTINCT ?x ?kind ?name WHERE {
  { ?x rdfs:label|skos:altLabel|biopic:name ?name ; a ?kind . ?kind a owl:Class . FILTER(isIRI(?x)) }
  UNION { ?part biopic:heading ?x . BIND(?x AS ?name) }
}
"""

_PAIRS = "SELECT ?story ?life WHERE { ?story biopic:counterpart ?life }"

_FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at to by for and is are was were be been do does did has had can could please tell me us show "
        "list give this that there it its his her their any i want know",
    )
)
"""Words that make no difference between one question and another."""

_SAME = {
    "movie": "film",
    "movies": "film",
    "picture": "film",
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
    "actress": "actor",
    "kid": "child",
}
"""Words that mean what another word means."""

_RELATIONS = {
    "parents": "parentOf",
    "grandfather": "grandparentOf",
    "grandmother": "grandparentOf",
    "boyfriend": "partnerOf",
    "girlfriend": "partnerOf",
    "lover": "partnerOf",
    "husband": "spouseOf",
    "wife": "spouseOf",
    "brother": "siblingOf",
    "sister": "siblingOf",
    "son": "childOf",
    "daughter": "childOf",
    "child": "childOf",
    "father figure": "parentFigureOf",
    "stepfather": "parentFigureOf",
}
"""Words for a relation, beside the property's own."""

_ENDINGS = ("", "s", "es", "d", "ed", "ing", "ion", "ions", "r", "er", "m", "ly")

_LIFE = re.compile(r"\b(real|really|actual|actually|historical|in (real )?life)\b")
_STORY = re.compile(r"\b(fictional|on ?screen|in the (film|movie|story)|character)\b")

_BESIDE_KINDS = frozenset(["Film", "Document", "Agent", "Person", "Character", "Being"])


@dataclass(frozen=True)
class Mention:
    """Words of the text that name something: the words from `start` to `end` and what they can mean, by kind."""

    start: int
    end: int
    terms: Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True)
class Guess:
    """A question that the text may mean, with parameters filled in."""

    question: Question
    values: Mapping[str, Term]
    score: float


@dataclass(frozen=True)
class _Text:
    """What is asked: its words, the names in it, the world that it hints at, and which things are counterparts.

    `side` is the world of the names that are not ambiguous, if all of them are of one.
    """

    words: list[str]
    mentions: list[Mention]
    world: str | None
    side: str | None
    pairs: Mapping[str, str]


def words_of(text: str) -> list[str]:
    """Split a text into lower-case words, a possessive s left off.

    >>> words_of("Who plays Ada's mother?")
    ['who', 'plays', 'ada', 'mother']
    """
    found = [re.sub(r"['’]s?$", "", word).strip(".-'’") for word in re.findall(r"[\w'’.-]+", text.casefold())]
    return [word for word in found if word]


def guess(target: Target, text: str, given: Mapping[str, Term] | None = None) -> list[Guess]:
    """Return the questions that `text` may mean, best first; `given` parameters are kept.

    A question comes once for each reading of the names in the text that are ambiguous for it.
    """
    words = words_of(text)
    mentions = list(_mentions(words, _names(target)))
    asked = _Text(words, mentions, _world(text), _side(mentions), _pairs(target))
    best: dict[tuple[str, str], Guess] = {}
    for question in load_questions().values():
        for template in (question.words, *question.asked):
            for found in _readings(question, template, asked, given or {}):
                key = (question.name, str(sorted((name, str(term)) for name, term in found.values.items())))
                if key not in best or found.score > best[key].score:
                    best[key] = found
    return _leading(sorted(best.values(), key=lambda each: (-each.score, each.question.name, str(each.values))))


def is_sure(guesses: list[Guess]) -> bool:
    """Say whether the first guess is good enough and clearly ahead of the second."""
    if not guesses or guesses[0].score < SURE:
        return False
    return len(guesses) == 1 or guesses[0].score - guesses[1].score >= AHEAD


def _leading(guesses: Iterable[Guess]) -> list[Guess]:
    """Keep of each question its best reading and those that are as good."""
    top: dict[str, float] = {}
    return [each for each in guesses if each.score >= top.setdefault(each.question.name, each.score)]


# What the graph calls things


def _names(target: Target) -> dict[tuple[str, ...], dict[str, list[Term]]]:
    """Return what each name in the graph can mean, by kind; articles in front and notes in brackets do not count."""
    names: dict[tuple[str, ...], dict[str, list[Term]]] = {}

    def add(words: Sequence[str], kind: str, term: Term) -> None:
        terms = names.setdefault(tuple(words), {}).setdefault(kind, [])
        if words and term not in terms:
            terms.append(term)

    for x, kind, name in select(target, with_prefixes(_NAMES, target.base)).rows:
        words = words_of(re.sub(r"\([^)]*\)", "", plain_value(name)))
        words = words[1:] if words[:1] in (["a"], ["an"], ["the"]) else words
        if isinstance(x, ox.Literal):
            add(words, "Heading", x)
        elif isinstance(x, ox.NamedNode):
            add(words, plain_value(kind).removeprefix(BIOPIC), x)
            if kind == ox.NamedNode(f"{BIOPIC}Document"):
                add([x.value.rsplit("/", 1)[-1]], "Document", x)
            if x.value.startswith(f"{target.base}id/"):
                add(words, "Thing", x)
    for known in (found.name for found in load_vocabulary().properties.values() if found.assertable):
        for spoken in (*_property_words(known), *(more.split() for more, one in _RELATIONS.items() if one == known)):
            add(spoken, "Property", ox.NamedNode(BIOPIC + known))
            if known in relations():
                add(spoken, "Relation", ox.NamedNode(BIOPIC + known))
    names.pop((), None)
    return names


def _property_words(name: str) -> Iterator[list[str]]:
    """Yield the words for a property: `motherOf` is spoken of as mother of and as mother."""
    words = re.sub(r"([A-Z])", r" \1", name).casefold().split()
    yield words
    if words[-1] in ("of", "in", "at", "by", "to") and len(words) > 1:
        yield words[:-1]


def _pairs(target: Target) -> dict[str, str]:
    """Return for each thing of a story or of life a name of the pair that it belongs to."""
    rows = select(target, with_prefixes(_PAIRS, target.base)).rows
    return {plain_value(side): plain_value(life) for story, life in rows for side in (story, life)}


def _world(text: str) -> str | None:
    """Return the world that the text hints at, if it hints at one only."""
    life, story = _LIFE.search(text.casefold()), _STORY.search(text.casefold())
    return None if bool(life) == bool(story) else "life" if life else "story"


def _side(mentions: Iterable[Mention]) -> str | None:
    """Return the world of the beings and events that are named beyond doubt, if all are of one world."""
    kinds = [set(mention.terms) & {"Character", "StoryEvent", "Agent", "LifeEvent"} for mention in mentions]
    sides = {"story" if each <= {"Character", "StoryEvent"} else "life" for each in kinds if len(each) == 1}
    return next(iter(sides)) if len(sides) == 1 else None


def _mentions(words: list[str], names: Mapping[tuple[str, ...], Mapping[str, Sequence[Term]]]) -> Iterator[Mention]:
    """Yield the longest names in the text, from left to right, none inside another."""
    longest = max((len(name) for name in names), default=0)
    spoken = [_SAME.get(word, word) for word in words]
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + longest), at, -1):
            found = names.get(tuple(words[at:end])) or names.get(tuple(spoken[at:end]))
            if found:
                yield Mention(at, end, {kind: tuple(terms) for kind, terms in found.items()})
                at = end - 1
                break
        at += 1


# How near a text is to a phrase


def _readings(question: Question, template: str, asked: _Text, given: Mapping[str, Term]) -> Iterator[Guess]:
    """Yield the ways to read the text as this phrase of the question, one for each meaning of an ambiguous name."""
    parameters = {parameter.name.upper(): parameter for parameter in question.parameters}
    values = {name: term for name, term in given.items() if name.upper() in parameters}
    left = [token for token in re.findall(r"[A-Z][A-Z]+", template) if token in parameters]
    left = [token for token in left if token.lower() not in values]
    phrase = _phrase_words(template, parameters)
    masked, beside = list(asked.words), 0
    meant: dict[str, list[Term]] = {}
    for mention in asked.mentions:
        if all(any(_alike(_root(word), _root(own)) for own in phrase) for word in masked[mention.start : mention.end]):
            continue
        token = _token_for(mention, parameters, left, meant.keys() | values.keys())
        if token is None:
            continue
        meant[parameters[token].name] = _meanings(mention, parameters[token], asked)
        in_phrase = token in left
        masked[mention.start : mention.end] = [f"<{token}>" if in_phrase else ""] + [""] * (
            mention.end - mention.start - 1
        )
        left = [each for each in left if each != token]
        beside += not in_phrase
    if "FILM" in left and "film" in map(_root, masked):
        at = list(map(_root, masked)).index("film")
        masked[at], left = "<FILM>", [each for each in left if each != "FILM"]
    pattern = [word for word in phrase if word.strip("<>") not in left]
    score = _nearness(_content(masked, asked.world, pattern), _content(pattern, None, pattern))
    needed = [p for p in question.parameters if p.needed and p.name not in meant.keys() | values.keys()]
    score -= OPEN * len(left) + HALF * len(needed) + BESIDE * beside
    if asked.world and "WORLD" in parameters and "world" not in values and not _world(template):
        values["world"] = ox.NamedNode(BIOPIC + asked.world)
    for terms in product(*meant.values()):
        yield Guess(question, {**values, **dict(zip(meant, terms, strict=True))}, max(score, 0.0))


def _token_for(
    mention: Mention, parameters: Mapping[str, Parameter], left: Sequence[str], filled: Iterable[str]
) -> str | None:
    """Return the parameter that the name fills: one of the phrase, else one that the phrase leaves out."""
    in_phrase = (token for token in left if mention.terms.get(parameters[token].kind))
    outside = (
        token
        for token, parameter in parameters.items()
        if token not in left and parameter.name not in filled and _fits(mention, parameter)
    )
    return next(in_phrase, None) or next(outside, None)


def _fits(mention: Mention, parameter: Parameter) -> bool:
    if parameter.kind == "Thing":
        return bool(mention.terms.get("Being") or mention.terms.get("Event")) and "Thing" in mention.terms
    return parameter.kind in _BESIDE_KINDS and bool(mention.terms.get(parameter.kind))


def _meanings(mention: Mention, parameter: Parameter, asked: _Text) -> list[Term]:
    """Return what the name can mean for the parameter, those of the world that the text hints at if it has any."""
    terms = list(mention.terms[parameter.kind])
    story = {*mention.terms.get("Character", ()), *mention.terms.get("StoryEvent", ())}
    here = {"story": [t for t in terms if t in story], "life": [t for t in terms if t not in story]}
    terms = here.get(asked.world or (not parameter.paired and asked.side) or "") or terms
    if parameter.paired and len({asked.pairs.get(plain_value(term), plain_value(term)) for term in terms}) == 1:
        return sorted(terms, key=lambda term: (term in story, plain_value(term)))[:1]
    return terms


def _content(words: Iterable[str], world: str | None, pattern: Sequence[str]) -> list[str]:
    """Return the words that make a difference; those that only hint at a world are left out unless the phrase has them."""
    hints = {"life": _LIFE, "story": _STORY}.get(world or "")
    kept = {_root(word) for word in pattern}
    return [
        root
        for word in words
        if word and (root := _root(word)) not in _FILLERS and (root in kept or not (hints and hints.fullmatch(word)))
    ]


def _nearness(spoken: Sequence[str], pattern: Sequence[str]) -> float:
    """Return from 0 to 100 how much of the weight of both is in words that both have; names alone are no question."""
    free, shared = list(pattern), 0.0
    if not any(_alike(word, other) for word in spoken for other in pattern if not other.startswith("<")):
        return 0.0
    for word in spoken:
        match = next((other for other in free if _alike(word, other)), None)
        if match is not None:
            free.remove(match)
            shared += min(_weight(match), _weight(word))
    whole = sum(map(_weight, pattern)) + SPOKEN * sum(map(_weight, spoken))
    return 100 * (1 + SPOKEN) * shared / whole if whole else 0.0


def _root(word: str) -> str:
    return _SAME.get(word, word) if word.startswith("<") else _SAME.get(word.casefold(), word.casefold())


@cache
def _alike(one: str, other: str) -> bool:
    """Say whether two words are the same but for an ending or a slip of the pen."""
    from rapidfuzz.fuzz import ratio

    if one == other or "<" in one + other:
        return one == other
    stem = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if stem > 2 and one[stem:] in _ENDINGS and other[stem:] in _ENDINGS:
        return True
    return min(len(one), len(other)) > 4 and ratio(one, other) >= 85


@cache
def _weights() -> dict[str, float]:
    """Return how much each word of the library tells: the more, the fewer questions have it."""
    questions = load_questions().values()
    counts = Counter(word for question in questions for word in set(_words_of_question(question)))
    return {word: log(1 + len(questions) / count) for word, count in counts.items()}


def _words_of_question(question: Question) -> Iterator[str]:
    for template in (question.words, *question.asked):
        yield from (_root(word) for word in _phrase_words(template, [p.name.upper() for p in question.parameters]))


def _phrase_words(template: str, tokens: Container[str]) -> list[str]:
    """Split a phrase like a text, its parameters written `<PARAMETER>`."""
    words = (re.sub(r"['’]s?$", "", word).strip(".-'’") for word in re.findall(r"[\w'’.-]+", template))
    return [f"<{word}>" if word in tokens else word.casefold() for word in words if word]


@cache
def _weight(word: str) -> float:
    """Return the weight of a word: of the word of the library that it is alike to, else that of a word nobody has."""
    if word.startswith("<"):
        return 1.0
    weights = _weights()
    known = weights.get(word) or max((w for other, w in weights.items() if _alike(word, other)), default=None)
    return known or log(1 + len(load_questions()))
