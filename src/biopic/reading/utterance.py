"""A quoted run with what its own form says of it, and a quotation with its speaker.

Whether the words are speech beyond doubt, a title, or only name something, is seen here without asking who says them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from biopic.reading.drafts import Draft
from biopic.reading.quotes import Quoted
from biopic.reading.speech import NAMING, TITLE_BEFORE, TITLEISH, looks_like_title, strong

if TYPE_CHECKING:
    from biopic.reading.text import Text

STOPS = ".,!?…—–"
"""What a quoted sentence or clause may end in."""


@dataclass(frozen=True)
class Said:
    """A quotation, and what was learnt of its speaker."""

    run: Quoted
    who: str
    sure: float
    rule: str

    def draft(self, text: Text) -> Draft:
        """Return the draft that says so."""
        words, world = text.slice(self.run.inside), text.world_at(self.run.inside.start)
        fields = (("speaker", self.who),)
        return Draft("quotation", self.who, words, self.run.inside, world, self.sure, self.rule, fields=fields)


class Run:
    """A quoted run with its words, and what their form says: how many they are, whether they are speech beyond doubt."""

    def __init__(self, text: Text, run: Quoted) -> None:
        self.run, self.text = run, text.text
        self.paragraph = text.layout.paragraphs[max(0, text.layout.paragraph_index(run.outside.start))]
        self.words = text.slice(run.inside)
        self.count = len(self.words.split())
        self.is_firm = bool(self.words) and strong(self.words)
        self.is_speech = _is_speech(text, run, self.words)

    @property
    def opens_paragraph(self) -> bool:
        return self.run.outside.start - self.paragraph.start <= 3

    @property
    def is_sentence(self) -> bool:
        """Say whether the words begin with a capital or end in a stop, inside the marks or behind them."""
        behind = self.text[self.run.outside.end : self.run.outside.end + 1]
        return self.words[0].isupper() or self.words[-1] in STOPS or behind in ",."

    @property
    def is_named(self) -> bool:
        """Say whether the words only name something: "nicknamed", "titled" and the like stand before them."""
        return self.count <= 6 and NAMING.search(self.before(40)) is not None

    @property
    def is_title(self) -> bool:
        """Say whether the words are a title, or one word that is quoted for itself."""
        if TITLEISH.search(self.before(30)) or looks_like_title(self.words):
            return True
        return self.count == 1 and self.words[0].isupper() and TITLE_BEFORE.search(self.before(30)) is not None

    @property
    def is_capitalised(self) -> bool:
        """Say whether each word that matters has a capital and no stop but a comma or full stop ends them, as in a work's title."""
        long = [
            word for word in self.words.rstrip(".,").split() if len(word) > 3 and word not in ("from", "with", "into")
        ]
        return bool(long) and self.words[-1] not in "!?…" and all(not word[0].islower() for word in long)

    @property
    def is_title_in_clause(self) -> bool:
        """Say whether each word has a capital and a preposition stands before them."""
        return self.words.rstrip(" .,").istitle() and TITLE_BEFORE.search(self.before(10)) is not None

    def before(self, length: int) -> str:
        """Return so many characters before the marks."""
        return self.text[max(0, self.run.outside.start - length) : self.run.outside.start]


def _is_speech(text: Text, run: Quoted, words: str) -> bool:
    """Say whether a run can be speech at all: words, and not the film's title or a name in marks."""
    if not re.search(r"[^\W\d_]", words):
        return False
    bare = words.strip(" ,.!?")
    titles = (title.text for title in text.films.titles_in(run.inside))
    if any(_is_same_title(bare, title) for title in (text.film, *titles)):
        return False
    before = text.text[max(0, run.outside.start - 40) : run.outside.start]
    behind = text.text[run.outside.end : run.outside.end + 2]
    inside_name = re.search(r"[A-Z](?:\w+|\.) \Z", before) and re.match(r"\s[A-Z]", behind)
    return not (inside_name and len(bare.split()) <= 3 and words[-1] not in ".,!?")


def _is_same_title(words: str, title: str) -> bool:
    """Say whether words are a title; several in small letters are not, even where a headline has the same in capitals."""
    if words == title:
        return looks_like_title(words) or len(words.split()) < 4
    return words.casefold() == title.casefold() and len(words.split()) < 4
