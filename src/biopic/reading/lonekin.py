"""Words for relatives before which nobody stands whose they are: "the mother of Jonah", "had a brother, Jonah", "the sisters".

Whose they are, the words behind tell, the subject of "had", or, at the head of a character's entry, its heading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading import kinforms as forms
from biopic.reading.relation import Beings, Relations

if TYPE_CHECKING:
    from biopic.reading.text import Text

_VERBLESS_LINE = re.compile(r"(?:(?!\b(?:he|she|is|was)\b)[^.!?]){0,120}")
_NAMELESS = re.compile(r"[^.!?\ue000]{0,60}")
_WITH = re.compile(rf",?\s(?:with|by)\s(?P<other>{forms.ONE})(?!['’])")
_WITH_WHOM = re.compile(rf"(?P<other>{forms.N}){forms.BR},?\swith whom\s$")
_AGAIN = re.compile(r",?\s(?:and|,)\s(?:the\s)?")
_BEHIND = re.compile(rf"[^.;\n\ue000]{{0,80}},\s(?P<who>{forms.N}|he|she)\s")
_HE_OR_SHE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)


class LoneKin:
    """Reads such words of a text into `relations`."""

    def __init__(self, text: Text, relations: Relations) -> None:
        self._masked, self._people, self._whom, self._words = text.masked, text.people, text.whom, text.concordance
        self._relations = relations
        self._last: tuple[Beings, int] = ([], -100)
        self._had_last: tuple[Beings, int] = ([], -100)
        self.chained: tuple[int, Beings] = (-1, [])
        """Where a relative was named last behind a possessor, and whose."""

    def _opening(self, at: int) -> str:
        """Return the words of the sentence before `at`, a long way back at most."""
        sentence = self._people.sentence_at(at)
        return self._masked[max(sentence.start if sentence else at, at - 200) : at]

    def read_lone(self, match: re.Match[str], kin: str, at: int, article: str) -> None:
        """Read "Ada, (the) mother of Jonah", "the mother of Jonah, Ada", "had a brother, Jonah", "the brothers Ada and Jonah", "with brother Jonah"."""
        end = match.end()
        if of := forms.AFTER_OF.match(self._masked, end):
            self._genitive(kin, at, of)
            return
        low = max(0, at - 160)
        had = forms.BEFORE_HAD.search(self._masked, low, at) or forms.BEFORE_HAD_LISTED.search(self._masked, low, at)
        right = forms.AFTER_NAME.match(self._masked, end)
        if by := forms.AFTER_BY.match(self._masked, end):
            self._born_by(kin, at, by, had)
        elif (
            right and had and article != "the" and not (kin.startswith(("little", "baby")) and " with " in had.group())
        ):
            self._had(kin, at, right, had)
        elif (
            right
            and article not in ("", "the")
            and self._had_last[1] > at - 12
            and re.fullmatch(r",?\sand\s", self._masked[self._had_last[1] : at])
        ):
            self._relations.state(
                kin, self._whom.named(right, "who", many=kin in forms.PLURAL), self._had_last[0], at, 0.8, "had kin"
            )
        elif right and article and article != "the" and (owners := self._owners_before(at)):
            whos = self._whom.named(right, "who", many=kin in forms.PLURAL)
            self._relations.state(kin, whos, owners, at, 0.8, "kin, too")
        elif kin in forms.PLURAL:
            self._several(match, kin, at, right)
        elif found := forms.AFTER_IN.match(self._masked, end):
            if subject := self._whom.subject(at):
                self._relations.state(kin, self._whom.named(found, "who"), [(subject, 0)], at, 0.8, "kin in")
        elif right and (
            (article in ("a", "an", "one", "another") and self._masked[end] == "," and self._whom.opens(at))
            or (not article and self._is_bare(at, right))
        ):
            self._alone(kin, at, article, right)

    def _owners_before(self, at: int) -> Beings:
        """Return whose relatives a sentence lists: "her husband, Jonah, two sons, Tom and Paul, and a daughter, Ida"."""
        before, owners = self.chained
        sentence = self._people.sentence_at(at)
        listed = self._masked[max(0, at - 6) : at].endswith((", ", ", and ", " and "))
        return owners if listed and sentence and sentence.start <= before < at else []

    def _had(self, kin: str, at: int, right: re.Match[str], had: re.Match[str]) -> None:
        """Read "Ada (and Jonah) had a son, Paul"."""
        subject = (had["of"] or "").casefold()
        if subject == "they" or subject.startswith("the "):
            owners = [(being, 0) for being in self._whom.couple(at, self._relations.couples)]
        elif subject.startswith(("he and", "she and")):
            owners = self._whom.pair(had, "of", "of")
        else:
            owners = self._whom.named(had, "of", many=True) if subject else []
        if not owners and (being := self._whom.subject(had.start())):
            owners = [(being, 0)]
        start = had.start("of") if subject else had.start()
        other = _WITH.match(self._masked, right.end()) or _WITH_WHOM.search(self._masked, max(0, start - 80), start)
        if other and forms.RELATION.get(kin) == "child":
            owners = [*owners, *((being, 0) for being, _ in self._whom.named(other, "other"))]
        whos = self._whom.named(right, "who", many=kin in forms.PLURAL)
        self._relations.state(kin, whos, owners, start if subject else at, 0.85, "had kin")
        self._had_last = owners, right.end()

    def _alone(self, kin: str, at: int, article: str, right: re.Match[str]) -> None:
        """Read "A sister, Martha, came" and "with brother Jonah": of whoever is spoken of."""
        whos = self._whom.named(right, "who")
        subject = (self._whom.topic(at) if article else None) or self._whom.subject(at, but=[b for b, _ in whos])
        self._relations.state(kin, whos, [(subject, 0)] if subject else [], at, 0.75, "kin alone")

    def _is_bare(self, at: int, right: re.Match[str]) -> bool:
        direct = self._masked[right.start() : right.start("who")] == " "
        return direct and bool(forms.BEFORE_BARE.search(self._masked, max(0, at - 14), at))

    def _born_by(self, kin: str, at: int, by: re.Match[str], had: re.Match[str] | None) -> None:
        """Read "he had a child, by Eleanor: Jonah" and "a child with Ada, Jonah"."""
        whos, others = self._whom.named(by, "who", many=kin in forms.PLURAL), self._whom.named(by, "other")
        self._relations.state(kin, whos, others, at, 0.8, "kin by")
        subject = had["of"] if had else None
        first = self._whom.named(had, "of", many=True) if had and subject else []
        first = [(b, e) for b, e in first if b not in [o for o, _ in others]]
        self._relations.state(kin, whos, first, had.start("of") if had and subject else at, 0.8, "kin by")

    def _genitive(self, kin: str, at: int, of: re.Match[str]) -> None:
        """Read "(Ada is) the mother of Jonah"; without a name before it, it is of the one named behind or in the heading."""
        owners = self._whom.named(of, "of", many=True)
        if at - self._last[1] < 12 and _AGAIN.fullmatch(self._masked, self._last[1], at):
            self._relations.state(kin, self._last[0], owners, at, 0.85, "kin of, again")
            self._last = self._last[0], of.end()
            return
        for form, pattern in (("name, kin of", forms.BEFORE_APPOSED), ("name is kin of", forms.BEFORE_IS)):
            left = pattern.search(self._masked, max(0, at - 180), at)
            if left and (whos := self._whom.named(left, "who", many=True)):
                whos = [(b, e) for b, e in whos if b not in [o for o, _ in owners]]
                self._relations.state(kin, whos, owners, left.start("who"), 0.9, form, denied=is_denied(left))
                self._last = whos, of.end()
                return
        following = forms.AFTER_WHO.match(self._masked, of.end())
        if following:
            self._relations.state(kin, self._whom.named(following, "who"), owners, at, 0.8, "kin of, name")
        else:
            self._relations.state(kin, self._headed(at, of), owners, at, 0.7, "kin of, headed")

    def _headed(self, at: int, of: re.Match[str]) -> Beings:
        """Return of whom an apposition without a name before it speaks: the heading's being, or the subject of the words behind it."""
        if forms.BEFORE_BORN.search(self._masked, max(0, at - 80), at):
            subject = self._whom.subject(at)
            return [(subject, 0)] if subject else []
        behind = _BEHIND.match(self._masked, of.end())
        apart = self._whom.named(behind, "who") if behind else []
        if apart and self._whom.opens(at):
            return [(apart[0][0], 0)]
        line = self._whom.line_start(at)
        entry = self._whom.entry(line)
        opening = self._opening(at) if entry else self._masked[max(line, at - 200) : at]
        if not (_VERBLESS_LINE if entry else _NAMELESS).fullmatch(opening):
            return self._subject_apart(at)
        headed = entry or self._whom.heading(at)
        being = headed or (apart[0][0] if apart else None)
        return [(being, 0)] if being else []

    def _subject_apart(self, at: int) -> Beings:
        """Return the subject of "She is eighty, a nurse, the daughter of Ada"."""
        if not self._masked[max(0, at - 5) : at].endswith((", ", " and ")):
            return []
        start = (self._people.sentence_at(at) or Span(at, at)).start
        said = _HE_OR_SHE.search(self._masked, max(start, at - 400), at)
        named = self._people.inside(Span(start, said.start() if said else at))
        being = named or (self._whom.pronoun(said.start(), said.group()) if said else None)
        return [(being, 0)] if being else []

    def _both(self, many: re.Match[str]) -> Beings:
        """Return the beings of "Ada and Jonah" or "he and Jonah"."""
        if many["who"].casefold().startswith(("he ", "she ")):
            return self._whom.pair(many, "who", "who")
        return self._whom.named(many, "who", many=True)

    def _several(self, match: re.Match[str], kin: str, at: int, right: re.Match[str] | None) -> None:
        """Read "the brothers Ada and Jonah" and "Ada and Jonah are friends"; what holds in one direction only says nothing here."""
        if forms.RELATION.get(kin) not in forms.MUTUAL:
            return
        many = forms.BEFORE_MANY.search(self._masked, max(0, at - 160), at)
        beings = self._both(many) if many else []
        start, end, denied = (many.start("who"), match.end(), bool(many["not"])) if many else (at, 0, False)
        if len(beings) < 2 and right and not self._masked[match.end() : right.start("who")].strip(", "):
            beings, start, end, denied = self._whom.named(right, "who", many=True), at, 0, False
        for index, one in enumerate(beings[:3]):
            self._relations.state(kin, [one], beings[index + 1 : 3], start, 0.85, "several kin", denied=denied, end=end)


def is_denied(left: re.Match[str]) -> bool:
    """Say whether what stands left of a word for a relative denies it."""
    return bool(left.groupdict().get("not") or re.search(r"n['’]t\b", left.group()))
