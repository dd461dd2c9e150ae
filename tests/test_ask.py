"""Plain words find their question, with its parameters, or none at all: what the library cannot answer is not answered."""

from __future__ import annotations

import pytest

from biopic.ask import guess, is_sure
from biopic.ontology import BIOPIC
from biopic.questions import load_questions, resolve
from biopic.sparql import Local, plain_value

UNDERSTOOD = {
    # cast and models
    "who plays Rocky's mother?": "who-plays-the-relative character=mask/rocky relation=motherOf",
    "Who plays Rocky's grandfather": "who-plays-the-relative character=mask/rocky relation=grandparentOf",
    "which actor plays the best friend of Rocky": "who-plays-the-relative character=mask/rocky relation=bestFriendOf",
    "who plays Gar": "who-plays-whom character=mask/gar",
    "Whom does Cher play?": "who-plays-whom performer=cher",
    "who is in the cast of Mask": "who-plays-whom film=mask",
    "who is Rocky based on?": "who-is-based-on-whom character=mask/rocky",
    "who is Rusty in real life": "who-is-based-on-whom character=mask/rusty",
    "which character is based on Rocky Dennis": "which-film-shows-whom person=rocky-dennis",
    "which characters does the film have": "who-is-in-the-story",
    "which characters have no real model?": "which-characters-stand-alone",
    "is Mask based on a true story?": "what-is-a-film-based-on film=mask",
    "which films are biopics": "which-films-are-biopics",
    # people
    "when did the real Rocky Dennis die": "birth-and-death being=rocky-dennis world=life",
    "when was the real Rocky Dennis born?": "birth-and-death being=rocky-dennis world=life",
    "how old was Rocky Dennis when he died?": "birth-and-death being=rocky-dennis",
    "how did Rocky Dennis die": "how-somebody-dies being=rocky-dennis",
    "what condition does the real Rocky Dennis have?": "what-condition being=rocky-dennis world=life",
    "which illness does Diana Adams have": "what-condition being=mask/diana",
    "what is the condition called": "what-is-the-condition-called",
    "how long was the real Rocky Dennis expected to live": "life-expectancy being=rocky-dennis world=life",
    "what did the doctors predict for Rocky": "life-expectancy being=rocky-dennis",
    "who are the family of Diana Adams": "family being=mask/diana",
    "who is the mother of the real Rocky Dennis": "who-is-the-relative being=rocky-dennis relation=motherOf world=life",
    "what is Diana Adams like?": "what-is-somebody-like being=mask/diana",
    "where was the real Rusty Dennis?": "where-was-somebody being=rusty-dennis world=life",
    "what does Ben do": "what-somebody-does being=mask/ben",
    "what happens to Ben?": "what-happens-to-somebody being=mask/ben",
    "what keeps Rocky and Diana Adams apart": "what-happens-between being=mask/rocky other=mask/diana",
    "what is Rocky called": "what-names-are-used thing=rocky-dennis",
    "what is known about Gar": "everything-about thing=mask/gar",
    "Tell me about the Turks": "everything-about thing=mask/turks",
    # story
    "how does the film end?": "how-does-the-film-end",
    "What happens at the end of the movie?": "how-does-the-film-end",
    "when is the film set": "when-and-where-set",
    "Where is Mask set?": "when-and-where-set film=mask",
    "which themes does the film have": "themes",
    "what themes does Mask have?": "themes film=mask",
    "what happens in Mask": "events-in-order film=mask",
    "in what order do the events happen?": "events-in-order",
    "what are the events of the timeline": "events-of-a-part heading=timeline",
    "what led to Rocky's dream of a motorcycle tour of Europe": "how-came-about event=mask/europe-dream",
    "what came of Rusty's relapse": "what-came-of-it thing=mask/relapse",
    "what happened at the visit to Rocky's grave?": "compare-an-event event=mask/grave-visit",
    "what happens in Azusa, California": "places place=azusa",
    "which prizes does Rocky win": "prizes being=rocky-dennis",
    "who plays Mozart's father?": "who-plays-the-relative character=amadeus/wolfgang-amadeus-mozart relation=fatherOf",
    "how does Mozart die?": "how-somebody-dies being=wolfgang-amadeus-mozart",
    # film and life
    "how does Amadeus differ from the real life": "where-film-departs-from-life film=amadeus",
    "what did the film change": "where-film-departs-from-life",
    "how does Mask differ from the real life": "where-film-departs-from-life film=mask",
    "where does the movie depart from life": "where-film-departs-from-life",
    "What did the film get right?": "where-story-matches-life",
    "what is true in Mask": "where-story-matches-life film=mask",
    "which points of the film are disputed": "what-is-disputed",
    "what is not known about Mask": "what-is-unknown film=mask",
    "what did the film soften": "what-documents-say-the-film-changed",
    "how many departures are there": "how-many-outcomes",
    # conflict and sources
    "where do the sources contradict each other": "where-documents-contradict",
    "where do the documents contradict each other about Rocky's birth": "where-documents-contradict thing=mask/birth",
    "what do the documents deny?": "what-is-denied",
    "what does Rusty Dennis deny": "what-is-denied speaker=rusty-dennis",
    "what does Rusty Dennis say in her own words": "what-somebody-says-in-own-words speaker=rusty-dennis",
    "quote Rusty Dennis": "what-somebody-says-in-own-words speaker=rusty-dennis",
    "what does Rusty Dennis say?": "who-says-what speaker=rusty-dennis",
    "which statements are hearsay": "what-is-hearsay",
    "what rests on Rusty Dennis alone": "what-rests-on-one-speaker source=rusty-dennis",
    "what is said by one document only": "what-rests-on-one-document",
    "what do the sources agree on": "what-documents-agree-on",
    "where do several documents have only one source": "where-documents-share-one-source",
    # documents, production, editing
    "who wrote the documents": "who-wrote-which-part",
    "what does interview-article say": "what-a-document-says text=document/mask/interview-article",
    "which documents are there about Mask": "documents film=mask",
    "how many statements does each document make": "coverage-of-documents",
    "what was left out of the documents": "parts-left-out",
    "who released Mask?": "release-and-awards film=mask",
    "which awards did the film win": "release-and-awards",
    "which statements were taken back": "withdrawn-assertions",
    "what did the editors decide": "verdicts",
}

REFUSED = [
    "what is the weather in Paris",
    "who plays the mother of the president of France",
    "what is the meaning of life",
    "how do I cook an egg",
    "colourless green ideas sleep furiously",
    "who won the world cup in 1986",
    "lorem ipsum dolor sit amet",
    "asdf qwer",
    "what does the film cost",
    "how long is the film",
    "how tall is Cher",
    "who composed the music of Mask",
    # half a question
    "when did",
    "what happened to",
    "who is",
    "everything about",
    "where",
    "Rocky",
    "",
]

AMBIGUOUS = ["everything about Rocky Dennis", "what is known about Rusty", "what does film-page say"]


def spoken(target: Local, text: str) -> str:
    """Return the best guess as the name of its question and its parameters in order."""
    best = guess(target, text)[0]
    bases = (f"{target.base}id/", BIOPIC, target.base)
    said = {name: plain_value(term) for name, term in best.values.items()}
    short = {
        name: next((value.removeprefix(base) for base in bases if value.startswith(base)), value)
        for name, value in said.items()
    }
    return " ".join([best.question.name, *(f"{name}={short[name]}" for name in sorted(short))])


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_plain_words_are_understood(shipped_target: Local, text: str) -> None:
    """The question, its parameters and nothing else are found, clearly ahead of every other question."""
    assert spoken(shipped_target, text) == UNDERSTOOD[text]
    assert is_sure(guess(shipped_target, text))


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_library_cannot_answer_is_not_answered(shipped_target: Local, text: str) -> None:
    """There is always a nearest question to offer, and none that is sure."""
    found = guess(shipped_target, text)
    assert found
    assert not is_sure(found)


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_name_of_two_things_is_offered_twice(shipped_target: Local, text: str) -> None:
    """So are a person and a character, or the documents of two films, where the question means one of them only."""
    first, second, *_ = guess(shipped_target, text)
    assert first.question == second.question
    assert first.values != second.values
    assert not is_sure(guess(shipped_target, text))


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("everything about the real Rocky Dennis", "rocky-dennis"),
        ("everything about the fictional Rocky Dennis", "mask/rocky"),
    ],
)
def test_a_hint_at_a_world_decides_what_a_name_means(shipped_target: Local, text: str, thing: str) -> None:
    """`real` means the person, `fictional` the character."""
    found = guess(shipped_target, text)
    assert is_sure(found)
    assert found[0].values["thing"].value == f"{shipped_target.base}id/{thing}"


def test_given_parameters_are_kept(shipped_target: Local) -> None:
    """What the asker gives beside the words is not overruled by them."""
    character = next(p for p in load_questions()["who-plays-whom"].parameters if p.name == "character")
    gar = resolve(shipped_target, character, "mask/gar")
    assert guess(shipped_target, "who plays Rocky", {"character": gar})[0].values["character"] == gar


def test_a_slip_of_the_pen_does_no_harm(shipped_target: Local) -> None:
    """A letter more or less in a long word still matches."""
    assert spoken(shipped_target, "which themess does teh film have?").startswith("themes")
    assert spoken(shipped_target, "where do the documents contradikt each other") == "where-documents-contradict"


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_every_phrase_of_the_library_finds_its_own_question(shipped_target: Local, name: str) -> None:
    """A phrase without parameters, asked as it stands, is understood as its own question."""
    question = load_questions()[name]
    tokens = [parameter.name.upper() for parameter in question.parameters]
    if any(parameter.needed for parameter in question.parameters):
        pytest.skip("the question needs a parameter")
    for phrase in (question.words, *question.asked):
        if not any(token in phrase for token in tokens):
            assert guess(shipped_target, phrase)[0].question.name == name, phrase
