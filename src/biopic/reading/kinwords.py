# fmt: off
"""Each word for a relative in a text, read with what stands left and right of it.

Left may stand whose ("his elder", "Ada's", "the couple's"), who ("Ada (Ines Carr), his", "Ada was the") or a verb ("had
a"); right may stand who (", Jonah", "was Jonah") or whose ("of Ada and Jonah"). What says nothing is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading import kinforms as forms
from biopic.reading.people import Being
from biopic.reading.relation import Beings, Mention, Relations

if TYPE_CHECKING:
    from biopic.reading.text import Text

_TOKEN = re.compile(r"\ue000++(?:['’]s?)?|\ue001++|[\w'’-]+|[^\w\s]")
_POSSESSIVES = frozenset(["his", "her", "their", "my", "our", "your", "whose", "its"])
_ARTICLES = frozenset(["the", "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "another", "that", "this", "no", "both", "several", "many", "some"])
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_PARENTAL = frozenset(["Dad", "Mum", "Mom", "Daddy", "Mummy", "Mommy", "Papa", "Mama", "Mamma", "Grandma", "Grandpa", "Granny", "Gran", "Nana", "Mother", "Father"])
_SOMEBODY = re.compile(r"\b(?:[Tt]he|[Tt]his)\s(?:[a-z-]+\s){0,2}?(?P<noun>couple|pair|two|singer|boxer|painter|writer|poet|musician|composer|pianist|fighter|artist|scientist|mathematician|inventor|novelist|actor|doctor|nurse|boy|girl|man|woman|patient|hero|heroine|protagonist|teenager|teen|child)['’]s?$")
_OPENS_PAIR = re.compile(rf"(?:^|[.,;:—–(]\s|\n|\b(?:of|to|for|with|by|when|as|is|was)\s)(?P<first>{forms.N}){forms.BR}\s(?:and|&)\s$")
"""That "Ada and Jonah's" opens a clause, so that both own what follows."""
_AT_WORK = re.compile(r"\b(?:business|writing|sparring|dancing|dance|law|musical|creative|training|comedy|research|sailing|climbing|song-writing|songwriting|bridge|trading|singing|stage|screen|laboratory|lab|junior|senior|silent|drinking|skating|scientific)\s$")
_ON_SCREEN = re.compile(r"\b(?:screen|on-screen|onscreen|film|movie|television|TV|fictional)\s$")
_WITH = re.compile(rf",?\s(?:with|by)\s(?P<other>{forms.ONE})(?!['’])")
_WITH_WHOM = re.compile(rf"(?P<other>{forms.N}){forms.BR},?\swith whom\s$")
_GOES_ON = re.compile(r"\sand\s(?:his|her|their|\ue000|a\b|the\b)|\s\ue000")
_SECOND = re.compile(rf"{forms.BR},?\s(?:and|&)\s(?:(?!his\b|her\b|their\b)[a-z]+\s){{0,2}}?{forms.KINWORD.pattern}[,:]?\s(?P<who>{forms.N})", re.IGNORECASE)


class KinWords:
    """Reads the words for relatives of a text into `relations`."""

    def __init__(self, text: Text, relations: Relations) -> None:
        self._masked, self._people, self._whom, self._words = text.masked, text.people, text.whom, text.concordance
        self._relations = relations
        self.found = list(self._find())
        self._last: tuple[Beings, int] = ([], -100)
        self._had_last: tuple[Beings, int] = ([], -100)
        self._before: tuple[int, str, Beings] = (-1, "", [])

    def _find(self) -> Iterator[re.Match[str]]:
        end = 0
        for at in self._words.places(forms.PARTS):
            while at > end and self._masked[at - 1] in "-‑":
                at = next((n for n in range(at - 2, end - 1, -1) if not self._masked[n].isalpha()), end - 1) + 1
            match = forms.KINWORD.match(self._masked, at) if at >= end else None
            if match:
                end = match.end()
                yield match

    def read(self, match: re.Match[str], *, couples: bool) -> bool:
        """Read one word; return False where that must wait until all couples are known."""
        kin = re.sub(r"\s+", "-", match["kin"].casefold())
        at, article = self._left(match.start("kin"))
        if article in ("their", "couple") and not couples:
            return False
        if re.search(r"\blike\s$", self._masked[max(0, at - 6) : at]) or _ON_SCREEN.search(self._masked, at, match.start("kin")) or (kin.startswith("partner") and _AT_WORK.search(self._masked, at, match.start("kin"))):
            return True
        if article in ("my", "our") or (not article and match["kin"] in _PARENTAL and not self._masked.startswith(" of", match.end())):
            self._relations.mentions.append(Mention(kin, None, Span(at, match.end()), self._named(at, match.end())))
        elif article in ("his", "her", "their", "whose", "name", "couple", "somebody"):
            self._possessed(match, kin, at, article)
        elif article != "your":
            self._unpossessed(match, kin, at, article)
        return True

    def _left(self, end: int) -> tuple[int, str]:
        """Return where the words that belong to a word for a relative begin, and what kind of possessor or article opens them."""
        low = max(0, end - 100)
        start, adjectives = end, 0
        for token in reversed(list(_TOKEN.finditer(self._masked, low, end))):
            word, bare = token.group(), token.group().casefold()
            if "\n" in self._masked[token.end() : start]:
                return start, ""
            if word[0] == "\ue000":
                return (token.start(), "name") if word[-1] in "'’s" else (start, "")
            if bare in _POSSESSIVES:
                return token.start(), bare
            if bare.endswith(("'s", "’s", "'", "’")) and (some := _SOMEBODY.search(self._masked, low, token.end())):
                return some.start(), "couple" if some["noun"] in ("couple", "pair", "two") else "somebody"
            if bare in _ARTICLES and (bare not in _NUMBERS or adjectives):
                return token.start(), bare
            if bare in (",", "and") and 0 < adjectives < 4:
                continue
            if bare.endswith(("'s", "’s")):
                return start, ""
            if not word[0].isalpha() or bare in forms.PLAIN or adjectives >= 4 or (word[0].isupper() and adjectives):
                return start, ""
            start, adjectives = token.start(), adjectives + 1
        return start, ""

    # With a possessor

    def _possessed(self, match: re.Match[str], kin: str, at: int, article: str) -> None:
        """Read "his mother, Ada", "Ada, his mother", "Ada is his mother", "his mother is Ada"; else only a mention of her."""
        kin = "children" if kin == "twins" else kin
        if self._headed_by(match, kin, at, article) or self._name_behind(match, kin, at, article) or self._name_before(match, kin, at, article):
            return
        if kin not in forms.PLURAL:
            self._relations.mentions.extend(Mention(kin, owner, Span(at, match.end())) for owner, _ in self._owners(at, article))

    def _headed_by(self, match: re.Match[str], kin: str, at: int, article: str) -> bool:
        """Read "Ada's stern father, who" where it opens the entry of a character that its heading names."""
        line = self._masked.rfind("\n", 0, at) + 1
        opening = self._masked[(self._people.sentence_at(at) or Span(at, at)).start : at]
        head = self._whom.entry(line) if article == "name" and re.fullmatch(r"[^\ue000.]{0,80}(?:,\s|\sand\s|\s)|\W*", opening) and not re.search(r"\b(?:he|she|is|was)\b", opening) else None
        owners = self._owners(at, article)
        if head is None or not owners or head is owners[0][0] or re.match(rf"{forms.BR},?\s\ue000++(?!['’])", self._masked[match.end() :][:80]):
            return False
        self._relations.state(kin, [(head, 0)], owners, at, 0.85, "headed kin", end=match.end())
        return True

    def _name_behind(self, match: re.Match[str], kin: str, at: int, article: str) -> bool:
        owners = self._owners(at, article)
        right, form, sure = forms.AFTER_NAME.match(self._masked, match.end()), "kin and name", 0.95
        if right is None or self._is_list(at, right):
            right, form, sure = forms.AFTER_IS.match(self._masked, match.end()), "kin is name", 0.9
        whos = self._whom.named(right, "who", many=kin in forms.PLURAL) if right else []
        if right is None or not owners or (form == "kin is name" and (not whos or {b.number for b, _ in whos} & {b.number for b, _ in owners})):
            return False
        self._relations.state(kin, whos, owners, at, sure, form, denied=bool(right.groupdict().get("not")))
        self._before = (at, article, owners)
        first = re.match(forms.N, right["who"])
        other = _SECOND.match(self._masked, right.start("who") + first.end()) if first and kin not in forms.PLURAL else None
        if other:
            self._relations.state(other["kin"].casefold(), self._whom.named(other, "who"), owners, other.start("kin"), 0.9, form)
        return True

    def _is_list(self, at: int, right: re.Match[str]) -> bool:
        """Say whether the name behind "Ada, his mother, Jonah" is the subject of what follows rather than hers."""
        before = forms.BEFORE_APPOSED.search(self._masked, max(0, at - 80), at)
        verb = re.match(r"\s(?:is|was|has|had|[a-z]+s|[a-z]+ed)\b", self._masked[right.end() : right.end() + 20])
        return bool(right.group().startswith(",") and before and verb and self._masked[before.end("who") : at].strip() == ",")

    def _name_before(self, match: re.Match[str], kin: str, at: int, article: str) -> bool:
        end = match.end()
        left, form, sure = forms.BEFORE_APPOSED.search(self._masked, max(0, at - 140), at), "name and kin", 0.95
        if left is None or _GOES_ON.match(self._masked, end, end + 12):
            left, form, sure = forms.BEFORE_IS.search(self._masked, max(0, at - 180), at), "name is kin", 0.9
        whos = self._whom.named(left, "who", many=kin in forms.PLURAL) if left else []
        owners = self._owners(at, article, but=whos)
        if left is None or not whos or not owners:
            return False
        self._relations.state(kin, whos, owners, left.start("who"), sure, form, denied=_is_denied(left), end=end)
        return True

    def _owners(self, at: int, article: str, but: Beings | None = None) -> Beings:
        """Return whose relative is meant by the possessor at `at`."""
        if article in ("their", "couple"):
            return [(being, 0) for being in self._whom.couple(at, self._relations.couples)]
        if article in ("his", "her"):
            being = self._again(at, article) or self._whom.pronoun(at, article, [b for b, _ in but or []])
        elif article == "somebody":
            being = self._whom.somebody(self._masked[at : at + 40])
        elif article == "whose":
            before = re.compile(rf"({forms.N}){forms.BR},?\s(?:[^,.;\n]{{0,30}},\s)?$").search(self._masked, max(0, at - 110), at)
            being = self._people.inside(Span(*before.span(1))) if before else None
        else:
            name = re.compile(forms.N).match(self._masked, at)
            pair = _OPENS_PAIR.search(self._masked, max(0, at - 90), at)
            both = [self._people.inside(Span(*m.span(g))) for m, g in ((pair, "first"), (name, 0)) if m]
            return [(b, 0) for b in both if b]
        return [(being, 0)] if being else []

    def _again(self, at: int, article: str) -> Being | None:
        """Return the owner of the relative named before in the sentence: of "his father, Jonah, and his mother, Ada" both are one's."""
        sentence = self._people.sentence_at(at)
        before, same, owners = self._before
        return owners[0][0] if sentence and sentence.start <= before < at and same == article and len(owners) == 1 else None

    # Without a possessor

    def _unpossessed(self, match: re.Match[str], kin: str, at: int, article: str) -> None:
        """Read "Ada, (the) mother of Jonah", "the mother of Jonah, Ada", "had a brother, Jonah", "the brothers Ada and Jonah", "with brother Jonah"."""
        end = match.end()
        if of := forms.AFTER_OF.match(self._masked, end):
            self._genitive(kin, at, of)
            return
        had = forms.BEFORE_HAD.search(self._masked, max(0, at - 160), at)
        right = forms.AFTER_NAME.match(self._masked, end)
        if by := forms.AFTER_BY.match(self._masked, end):
            self._born_by(kin, at, by, had)
        elif right and had and article != "the" and not (kin.startswith(("little", "baby")) and " with " in had.group()):
            self._had(kin, at, right, had)
        elif right and article not in ("", "the") and self._had_last[1] > at - 12 and re.fullmatch(r",?\sand\s", self._masked[self._had_last[1] : at]):
            self._relations.state(kin, self._whom.named(right, "who", many=kin in forms.PLURAL), self._had_last[0], at, 0.8, "had kin")
        elif kin in forms.PLURAL:
            self._several(match, kin, at, right)
        elif found := forms.AFTER_IN.match(self._masked, end):
            if subject := self._whom.subject(at):
                self._relations.state(kin, self._whom.named(found, "who"), [(subject, 0)], at, 0.8, "kin in")
        elif right and ((article in ("a", "an", "one", "another") and self._masked[end] == "," and self._whom.opens(at)) or (not article and self._is_bare(at, right))):
            self._alone(kin, at, article, right)

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
        other = _WITH.match(self._masked, right.end()) or _WITH_WHOM.search(self._masked, max(0, had.start() - 80), had.start("of") if subject else had.start())
        owners = [*owners, *((b, 0) for b, _ in (self._whom.named(other, "other") if other else []) if forms.RELATION[kin] == "child")]
        self._relations.state(kin, self._whom.named(right, "who", many=kin in forms.PLURAL), owners, had.start("of") if subject else at, 0.85, "had kin")
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
        self._relations.state(kin, whos, [(b, e) for b, e in first if b not in [o for o, _ in others]], had.start("of") if had and subject else at, 0.8, "kin by")

    def _genitive(self, kin: str, at: int, of: re.Match[str]) -> None:
        """Read "(Ada is) the mother of Jonah"; without a name before it, it is of the one named behind or in the heading."""
        owners = self._whom.named(of, "of", many=True)
        for form, left in (("name, kin of", forms.BEFORE_APPOSED.search(self._masked, max(0, at - 140), at)), ("name is kin of", forms.BEFORE_IS.search(self._masked, max(0, at - 180), at))):
            if left and (whos := self._whom.named(left, "who", many=True)):
                whos = [(b, e) for b, e in whos if b not in [o for o, _ in owners]]
                self._relations.state(kin, whos, owners, left.start("who"), 0.9, form, denied=_is_denied(left))
                self._last = whos, of.end()
                return
        following = forms.AFTER_WHO.match(self._masked, of.end())
        if re.fullmatch(r",?\s(?:and|,)\s(?:the\s)?", self._masked[self._last[1] : at][:12]) and at - self._last[1] < 12:
            self._relations.state(kin, self._last[0], owners, at, 0.85, "kin of, again")
            self._last = self._last[0], of.end()
        elif following:
            self._relations.state(kin, self._whom.named(following, "who"), owners, at, 0.8, "kin of, name")
        else:
            self._relations.state(kin, self._headed(at, of), owners, at, 0.7, "kin of, headed")

    def _headed(self, at: int, of: re.Match[str]) -> Beings:
        """Return of whom an apposition without a name before it speaks: the heading's being, or the subject of the words behind it."""
        if forms.BEFORE_BORN.search(self._masked, max(0, at - 80), at):
            subject = self._whom.subject(at)
            return [(subject, 0)] if subject else []
        line = self._masked.rfind("\n", 0, at) + 1
        entry = self._whom.entry(line)
        start = (self._people.sentence_at(at) or Span(line, at)).start if entry else line
        if not re.fullmatch(r"[^.!?]{0,120}" if entry else r"[^.!?\ue000]{0,60}", self._masked[start:at]) or (entry and re.search(r"\b(?:he|she|is|was)\b", self._masked[start:at])):
            return self._subject_apart(at)
        headed = entry or self._whom.heading(at)
        behind = re.compile(rf"[^.;\n\ue000]{{0,80}},\s({forms.N})\s").match(self._masked, of.end())
        being = headed or (self._people.inside(Span(*behind.span(1))) if behind else None)
        return [(being, 0)] if being else []

    def _subject_apart(self, at: int) -> Beings:
        """Return the subject of "She is eighty, a nurse, the daughter of Ada"."""
        if not self._masked[max(0, at - 5) : at].endswith((", ", " and ")):
            return []
        start = (self._people.sentence_at(at) or Span(at, at)).start
        said = re.compile(r"\b(?:he|she)\b", re.IGNORECASE).search(self._masked, start, at)
        named = self._people.inside(Span(start, said.start() if said else at))
        being = named or (self._whom.pronoun(said.start(), said.group()) if said else None)
        return [(being, 0)] if being else []

    def _several(self, match: re.Match[str], kin: str, at: int, right: re.Match[str] | None) -> None:
        """Read "the brothers Ada and Jonah" and "Ada and Jonah are friends"; what holds in one direction only says nothing here."""
        if forms.RELATION.get(kin) not in forms.MUTUAL:
            return
        many = forms.BEFORE_MANY.search(self._masked, max(0, at - 160), at)
        beings = (self._whom.pair(many, "who", "who") if many["who"].casefold().startswith(("he ", "she ")) else self._whom.named(many, "who", many=True)) if many else []
        start, end, denied = (many.start("who"), match.end(), bool(many["not"])) if many else (at, 0, False)
        if len(beings) < 2 and right and not self._masked[match.end() : right.start("who")].strip(", "):
            beings, start, end, denied = self._whom.named(right, "who", many=True), at, 0, False
        for index, one in enumerate(beings[:3]):
            self._relations.state(kin, [one], beings[index + 1 : 3], start, 0.85, "several kin", denied=denied, end=end)

    def _named(self, at: int, end: int) -> Span | None:
        """Return where a relative is named right behind the word, or before it."""
        if right := forms.AFTER_NAME.match(self._masked, end) or forms.AFTER_IS.match(self._masked, end):
            first = re.match(forms.N, right["who"])
            return Span(right.start("who"), right.start("who") + first.end()) if first else None
        left = forms.BEFORE_APPOSED.search(self._masked, max(0, at - 140), at) or forms.BEFORE_IS.search(self._masked, max(0, at - 180), at)
        return Span(*left.span("who")) if left and re.fullmatch(rf"{forms.N}|[Hh]e|[Ss]he", left["who"]) and not _is_denied(left) else None


def _is_denied(left: re.Match[str]) -> bool:
    return bool(left.groupdict().get("not") or re.search(r"n['’]t\b", left.group()))
