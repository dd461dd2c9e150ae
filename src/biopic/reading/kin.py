"""Who is whose relative, partner or friend, as a text says it.

Words for relatives are read by `kinwords`; here, verbs that state a relation ("Ada married Jonah", "born to Ada and
Jonah") and lines of a box of facts ("Spouse: Ada Moss"). Where "they" or "their" stands, couples must be known first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading import kinforms as forms
from biopic.reading.beings import Being
from biopic.reading.kinwords import KinWords
from biopic.reading.relation import Beings, Mention, Relation, Relations

if TYPE_CHECKING:
    from biopic.reading.text import Text

_THEY = re.compile(r"(?:they|the (?:couple|pair|two|lovers|newlyweds))\b")
_PLANNED = re.compile(r"(\w+)\s(?:(?:him|her)\s)?to\s(?:\w+ly\s)?(?:marry|wed|befriend|divorce|date|adopt)\b")
_DONE = frozenset(["went", "goes", "go", "on", "come", "came", "lived", "is", "was", "were", "are", "continued"])
_SUBJECT_BEHIND = re.compile(rf"[^.;\n\ue000]{{0,60}},\s(?P<who>{forms.N}|he\b|she\b)(?!['’])")
_LINEAL = frozenset(["child", "parent"])
_NEVER = re.compile(r"\b(?:never|not)\s|n['’]t\s")

_WILL_NOT = re.compile(r"\b(?:will|would|wo)(?:\s(?:not|never)|n['’]t)\s")
"""A refusal, which says nothing of what is so."""


class Kin:
    """The relations that a text states, and the relatives that it mentions without saying who they are."""

    def __init__(self, text: Text) -> None:
        self._masked, self._people, self._whom, self._words = text.masked, text.people, text.whom, text.concordance
        self._all = Relations()
        words = KinWords(text, self._all)
        for fact in forms.FACT.finditer(text.masked):
            self._fact(fact)
        later = [
            (relation, match, sure)
            for relation, match, sure in self._verb_matches()
            if not self._verb_now(relation, match, sure)
        ]
        for word in [word for word in words.found if not words.read(word, couples=False)]:
            words.read(word, couples=True)
        for relation, match, sure in later:
            self._verb(relation, match, sure)

    @property
    def relations(self) -> list[Relation]:
        """Return what is stated, in the order in which it was read."""
        return self._all.stated

    @property
    def mentions(self) -> list[Mention]:
        """Return the relatives that are mentioned without a name, and all those of whoever speaks."""
        return self._all.mentions

    def relative(self, of: Being, word: str) -> Being | None:
        """Return the being that stands to `of` as `word` ("mother", "wives") says, the first if there are several; None if there is none."""
        return next(iter(self.relatives(of, word)), None)

    def relatives(self, of: Being, word: str) -> list[Being]:
        """Return the beings that stand to `of` as `word` says, in the order in which the text states it."""
        return self._all.relatives(of, word)

    def learn(self, relation: Relation) -> None:
        """Take in a relation that only a reader of the whole text can tell."""
        self._all.learn(relation)

    def _verb_matches(self) -> Iterator[tuple[str, re.Match[str], float]]:
        sentences = {relation: self._words.sentences(words) for relation, words in forms.TRIGGERS.items()}
        for relation, pattern, sure in forms.VERBS:
            for sentence in sentences[relation]:
                for match in pattern.finditer(self._masked, sentence.start, sentence.end):
                    if not self._is_planned(match):
                        yield relation, match, sure

    def _verb_now(self, relation: str, match: re.Match[str], sure: float) -> bool:
        """Read a verb at once; return False where "they" must wait until all couples are known."""
        if _THEY.match((match.groupdict().get("who") or "").casefold()):
            return False
        self._verb(relation, match, sure)
        return True

    def _is_planned(self, match: re.Match[str]) -> bool:
        """Say whether "to marry" is only what somebody wants or is asked to do: "he asks Ada to marry him"."""
        if (_group(match, "aux") or "").startswith("to ") and _group(match, "who"):
            return True
        to = _PLANNED.search(self._masked, max(0, match.start() - 24), match.end())
        return bool(to and to[1] not in _DONE)

    def _verb(self, relation: str, match: re.Match[str], sure: float) -> None:
        whos, ofs, start = self._sides(relation, match)
        if relation in ("spouse", "partner") and match["of"] in ("him", "her"):
            whos, ofs, start = self._couple_of_pronoun(match, whos, ofs, start)
        elif (
            not whos
            and ofs
            and not (_group(match, "who") or _group(match, "pro2"))
            and (subject := self._subject(match, ofs))
        ):
            whos, sure = [(subject, match.start())], sure - 0.15
        told = match.start("of") - match.start() if match["of"] else None
        denied = _NEVER.search(match.group()[:told]) is not None
        if denied and _WILL_NOT.search(match.group()[:told]):
            return
        for who, _ in whos:
            for of, last in ofs:
                end = last if relation in _LINEAL else max(last, match.end())
                span = Span(min(start, match.start("of")), end)
                self._all.add(relation, "", who, of, span, f"{relation} verb", sure, denied=denied)

    def _couple_of_pronoun(
        self, match: re.Match[str], whos: Beings, ofs: Beings, start: int
    ) -> tuple[Beings, Beings, int]:
        """Settle who marries whom in "Ada meets Jonah, marries him": the two are of two sexes, and "him" is named last."""
        if near := self._whom.nearest(match.start("of"), match["of"]):
            ofs = [(near, match.end("of"))]
        if not ofs or (not whos and _group(match, "who")) or (whos and _differ(whos[0][0], ofs[0][0])):
            return whos, ofs, start
        subject = next((being for being in self._whom.subjects(match.start()) if _differ(being, ofs[0][0])), None)
        return [(subject, 0)] if subject else [], ofs, match.start("aux") if _group(match, "aux") is not None else start

    def _sides(self, relation: str, match: re.Match[str]) -> tuple[Beings, Beings, int]:
        """Return the two sides of a verb, and where its passage begins."""
        groups = match.groupdict()
        who = groups.get("who") or ""
        if _THEY.match(who.casefold()):
            pair = [(being, 0) for being in self._whom.couple(match.start(), self._all.couples)]
            return (pair[:1], pair[1:], match.start()) if not match["of"] else ([], [], match.start())
        if groups.get("pro"):
            pair = self._whom.pair(match, "pro", "of")
            return pair[:1], pair[1:], match.start()
        many = relation in _LINEAL
        ofs = self._whom.named(match, "of", many=many)
        if re.search(r"\sand\s\ue000", who):
            return (self._whom.named(match, "who", many=True) if many else []), ofs, match.start()
        group = "who" if who else "pro2"
        whos = self._whom.named(match, group, but=ofs) if groups.get(group) else []
        return whos, ofs, match.start("who") if who else match.start("aux") if "aux" in groups else match.start()

    def _subject(self, match: re.Match[str], ofs: Beings) -> Being | None:
        """Return the subject of a verb that has none beside it: behind it, where the verb opens the sentence, else before it."""
        but = [being for being, _ in ofs]
        if not self._whom.opens(match.start()):
            return self._whom.subject(match.start(), but=but)
        behind = _SUBJECT_BEHIND.match(self._masked, match.end())
        found = self._whom.named(behind, "who") if behind else []
        headed = self._whom.entry(self._whom.line_start(match.start()))
        return found[0][0] if found else headed or self._whom.subject(match.start(), but=but)

    def _fact(self, match: re.Match[str]) -> None:
        """Read a line of a box of facts; it is about whom the heading names, else the one named most."""
        word = re.sub(r"^married to$", "spouse", match["kin"].casefold())
        word = word if word in forms.RELATION else word.rstrip("s")
        owner = self._whom.heading(match.start()) or self._people.main()
        if owner:
            self._all.state(
                word.replace("best ", ""),
                self._whom.named(match, "who", many=True),
                [(owner, 0)],
                match.start("kin"),
                0.85,
                "fact",
            )


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _differ(one: Being, other: Being) -> bool:
    """Say whether two may be husband and wife as a verb with "him" or "her" tells it."""
    return one is not other and (not one.sex or one.sex != other.sex)
