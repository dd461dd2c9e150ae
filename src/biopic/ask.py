"""Understand a question in plain words: find the nearest one in the library and fill its parameters from the graph's names.

In goes a text; out come guesses, best first, each with a question, its parameters and a score from 0 to 100. It never
guesses in silence: a caller answers only a guess that is clearly ahead, and shows the nearest ones otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from biopic.ontology import BIOPIC, load_vocabulary
from biopic.questions import Parameter, Question, load_questions
from biopic.sparql import Target, Term, plain_value, select, with_prefixes

SURE = 75.0
"""A guess below this score is not answered."""

AHEAD = 4.0
"""Nor is one that another question follows more closely than this."""

_NAMES = """
SELECT DISTINCT ?x ?kind ?name WHERE {
  ?x rdfs:label|skos:altLabel|biopic:name ?name ; a ?kind .
  ?kind a owl:Class .
  FILTER(isIRI(?x))
}
"""

_FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "please",
        "tell",
        "me",
        "about",
        "this",
        "that",
        "film's",
        "there",
    ]
)


@dataclass(frozen=True)
class Mention:
    """Words of the text that name something: the words from `start` to `end` and what they can mean, by class."""

    start: int
    end: int
    terms: Mapping[str, tuple[ox.NamedNode, ...]]


@dataclass(frozen=True)
class Guess:
    """A question that the text may mean, with parameters filled in; `open` names what is mentioned and ambiguous."""

    question: Question
    values: Mapping[str, Term]
    score: float


def words_of(text: str) -> list[str]:
    """Split a text into lower-case words, a possessive s left off.

    >>> words_of("Who plays Ada's mother?")
    ['who', 'plays', 'ada', 'mother']
    """
    return [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w'’.-]+", text.casefold()) if word.strip("'’.-")]


def guess(target: Target, text: str, given: Mapping[str, Term] | None = None) -> list[Guess]:
    """Return the questions that `text` may mean, best first, one guess a question; `given` parameters are kept."""
    words = [word.rstrip(".") for word in words_of(text)]
    mentions = list(_mentions(words, _names(target)))
    best: dict[str, Guess] = {}
    for question in load_questions().values():
        for template in (question.words, *question.asked):
            found = _match(question, template, words, mentions, given or {})
            if found.score > best.get(question.name, Guess(question, {}, -1)).score:
                best[question.name] = found
    return sorted(best.values(), key=lambda each: (-each.score, each.question.name))


def is_sure(guesses: list[Guess]) -> bool:
    """Say whether the first guess is good enough and clearly ahead of the second."""
    if not guesses or guesses[0].score < SURE:
        return False
    return len(guesses) == 1 or guesses[0].score - guesses[1].score >= AHEAD


def _names(target: Target) -> dict[tuple[str, ...], dict[str, list[ox.NamedNode]]]:
    """Return what each name in the graph can mean; the first word of a name counts too where it is a name of its own."""
    names: dict[tuple[str, ...], dict[str, list[ox.NamedNode]]] = {}
    for x, kind, name in select(target, with_prefixes(_NAMES, target.base)).rows:
        if isinstance(x, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            words = tuple(words_of(re.sub(r"\([^)]*\)", "", plain_value(name))))
            kinds = names.setdefault(words, {}).setdefault(kind.value.removeprefix(BIOPIC), [])
            if words and x not in kinds:
                kinds.append(x)
    for found in load_vocabulary().properties.values():
        if found.assertable:
            for words in _property_words(found.name):
                names.setdefault(words, {}).setdefault("Property", []).append(ox.NamedNode(BIOPIC + found.name))
    names.pop((), None)
    return names


def _property_words(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the words for a property: `motherOf` is spoken of as mother of, mother and mothers."""
    words = tuple(re.sub(r"([A-Z])", r" \1", name).casefold().split())
    yield words
    if words[-1] in ("of", "in", "at", "by", "to") and len(words) > 1:
        yield words[:-1]
        yield (*words[:-2], words[-2] + "s")


def _mentions(words: list[str], names: Mapping[tuple[str, ...], Mapping[str, list[ox.NamedNode]]]) -> Iterator[Mention]:
    """Yield the longest names in the text, from left to right, none inside another."""
    longest = max((len(name) for name in names), default=0)
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + longest), at, -1):
            found = names.get(tuple(words[at:end]))
            if found:
                yield Mention(at, end, {kind: tuple(terms) for kind, terms in found.items()})
                at = end - 1
                break
        at += 1


def _match(
    question: Question, template: str, words: list[str], mentions: Iterable[Mention], given: Mapping[str, Term]
) -> Guess:
    from rapidfuzz import fuzz

    parameters = {parameter.name.upper(): parameter for parameter in question.parameters}
    wanted = [token for token in re.findall(r"[A-Z][A-Z_]+", template) if token in parameters]
    values: dict[str, Term] = {k: v for k, v in given.items() if k.upper() in parameters}
    masked, left = list(words), [token for token in wanted if token.lower() not in values]
    unused = 0
    for mention in mentions:
        token = next((t for t in left if mention.terms.get(parameters[t].kind)), None) or next(
            (t for t, p in parameters.items() if t.lower() not in values and t not in left and _fits(mention, p)), None
        )
        if token is None:
            unused += 1
            continue
        values[parameters[token].name] = mention.terms[parameters[token].kind][0]
        if token in left:
            left.remove(token)
            masked[mention.start : mention.end] = [token.lower(), *[""] * (mention.end - mention.start - 1)]
        else:
            masked[mention.start : mention.end] = [""] * (mention.end - mention.start)
    pattern = [w for w in words_of(template) if w.upper() not in left and w not in _FILLERS]
    spoken = [word for word in masked if word and word not in _FILLERS]
    score = fuzz.token_sort_ratio(" ".join(spoken), " ".join(pattern)) - 6 * len(left) - 2 * unused
    return Guess(question, values, score)


def _fits(mention: Mention, parameter: Parameter) -> bool:
    return parameter.kind != "Property" and bool(mention.terms.get(parameter.kind))
