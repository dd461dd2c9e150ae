"""What kind of thing a class stands for, told from what the class is called, where no class above it is known.

The word that counts is the last before a preposition: a film character is a character, a state of the United States a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_KINDS = {
    "film": "film movie",
    "person": "human",
    "character": "character",
    "group": "family band group ensemble duo people humans tribe",
    "organization": "organization organisation company university college school studio festival institution institute "
    "agency business enterprise publisher network broadcaster league team club foundation charity distributor society",
    "place": "place location city town village state county country continent settlement park region municipality "
    "commune capital district neighborhood neighbourhood suburb island area province territory river mountain lake "
    "cemetery hospital building street square borough seat community theater theatre",
    "award": "award awards prize medal honor honour",
    "condition": "disease disorder syndrome symptom disability dysplasia illness condition deformity infection",
    "work": "play novel book song album single series program programme episode season painting opera musical poem "
    "game franchise composition story comics biography autobiography sculpture soundtrack anthology treatise",
    "name": "name surname",
    "page": "page category template article",
    "other": "taxon genus species asteroid gene protein ship crater day year decade profession occupation genre form language",
}
_OF_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_FICTIONAL = re.compile(r"(?:fictional|mythical|legendary) (?:human|person|entity|character)\b")
_PREPOSITION = re.compile(r" (?:of|in|for|with|that|from|on|by) ")


def kinds_of(names: Iterable[str]) -> frozenset[str]:
    """Return the kinds that classes of these names stand for, none where no name tells.

    >>> sorted(kinds_of(["television film"])), sorted(kinds_of(["film character"])), sorted(kinds_of(["state of the United States"]))
    (['film'], ['character'], ['place'])
    >>> sorted(kinds_of(["fictional human"])), sorted(kinds_of(["human"])), sorted(kinds_of(["big thing"]))
    (['character'], ['person'], [])
    """
    return frozenset(kind for name in names if (kind := _kind(name.casefold())))


def _kind(name: str) -> str:
    if _FICTIONAL.match(name):
        return "character"
    head = _PREPOSITION.split(name)[0].split()
    return _OF_WORD.get(head[-1], "") if head else ""
