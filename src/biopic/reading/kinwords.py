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
from biopic.reading.beings import Being
from biopic.reading.lonekin import LoneKin, is_denied
from biopic.reading.relation import Beings, Mention, Relations
from biopic.reading.words import FEW, SEVERAL, word_set

if TYPE_CHECKING:
    from biopic.reading.text import Text

_TOKEN = re.compile(r"\ue000++(?:['’]s?)?|\ue001++|[\w'’-]+|[^\w\s]")
_POSSESSIVES = word_set("his her their my our your whose its")
_ARTICLES = FEW | word_set("the a an another that this no both several many some")
_PARENTAL = word_set("Dad Mum Mom Daddy Mummy Mommy Papa Mama Mamma Grandma Grandpa Granny Gran Nana Mother Father")
_SOMEBODY = re.compile(
    r"\b(?:[Tt]he|[Tt]his)\s(?:[a-z-]+\s){0,2}?(?P<noun>couple|pair|two|singer|boxer|painter|writer|poet|musician|composer|pianist|fighter|artist|scientist|mathematician|inventor|novelist|actor|doctor|nurse|boy|girl|man|woman|patient|hero|heroine|protagonist|teenager|teen|child)['’]s?$"
)
_OPENS_PAIR = re.compile(
    rf"(?:^|[.,;:—–(]\s|\n|\b(?:of|to|for|with|by|when|as|is|was)\s)(?P<first>{forms.N}){forms.BR}\s(?:and|&)\s$"
)
"""That "Ada and Jonah's" opens a clause, so that both own what follows."""
_OWNERS = re.compile(rf"(?P<one>{forms.N})(?:{forms.BR}\s(?:and|&)\s(?P<two>{forms.N}))?")
_LOVED = word_set(
    "life long-term longtime longstanding romantic domestic sexual former then current late new old beloved same-sex male female de-facto common-law civil unmarried own second last later ex steady real"
)
"""What is said of a partner who is loved; others share a business or a game: "chess partner"."""
_ON_SCREEN = re.compile(r"\b(?:screen|on-screen|onscreen|film|movie|television|TV|fictional)\s$")
_VERBLESS = re.compile(r"(?:(?!\b(?:he|she|is|was)\b)[^.]){0,100}(?:,\s|\sand\s|\s)(?:for years\s|once\s|later\s)?|\W*")
_UPWARDS = word_set("mother father parent grandparent sibling")
"""Relatives whom brothers and sisters have in common."""
_PARENTS = {"mother", "father"}
_LATELY = 900
_NAMED_NEXT = re.compile(rf"{forms.BR},?\s{forms.N}(?!['’])")
_AND_HIS = re.compile(rf"(?P<who>{forms.N}){forms.BR}\s(?:and|with)\s$")
_GOES_ON = re.compile(r"\sand\s(?:his|her|their|\ue000|a\b|the\b)|\s\ue000")
_SECOND = re.compile(
    rf"{forms.BR},?\s(?:and|&)\s(?:(?!his\b|her\b|their\b)[a-z]+\s){{0,2}}?{forms.KINWORD.pattern}[,:]?\s(?P<who>{forms.N})",
    re.IGNORECASE,
)


class KinWords(LoneKin):
    """Reads the words for relatives of a text into `relations`."""

    def __init__(self, text: Text, relations: Relations) -> None:
        super().__init__(text, relations)
        self.found = list(self._find())
        self._before: tuple[int, str, str, Beings] = (-1, "", "", [])
        self.told: set[int] = set()
        """Where words stand that were read together with the one before."""

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
        if (
            re.search(r"\blike\s$", self._masked[max(0, at - 6) : at])
            or _ON_SCREEN.search(self._masked, at, match.start("kin"))
            or (kin.startswith("partner") and self._is_at_work(at, match.start("kin")))
        ):
            return True
        if article in ("my", "our") or (
            not article and match["kin"] in _PARENTAL and not self._masked.startswith(" of", match.end())
        ):
            self._relations.mentions.append(Mention(kin, None, Span(at, match.end()), self._named(at, match.end())))
        elif article in ("his", "her", "their", "whose", "name", "couple", "somebody"):
            self._possessed(match, kin, at, article)
        elif article != "your" and match.start("kin") not in self.told:
            self.read_lone(match, kin, at, article)
        return True

    def _is_at_work(self, start: int, end: int) -> bool:
        """Say whether the word right before "partner" tells what is shared: "his chess partner"."""
        before = re.search(r"(?<![\w'’\ue000])([a-z-]+)\s$", self._masked[start:end])
        return before is not None and before[1] not in _LOVED | _POSSESSIVES | _ARTICLES

    def _left(self, end: int) -> tuple[int, str]:
        """Return where the words that belong to a word for a relative begin, and what kind of possessor or article opens them."""
        low = max(0, end - 100)
        start, adjectives = end, 0
        for token in reversed(list(_TOKEN.finditer(self._masked, low, end))):
            word, bare = token.group(), token.group().casefold()
            if "\n" in self._masked[token.end() : start]:
                return start, ""
            if bare in _POSSESSIVES or (bare in _ARTICLES and (bare not in SEVERAL or adjectives)):
                return token.start(), bare
            if bare.endswith(("'s", "’s", "'", "’")) or word[0] == "\ue000":
                return self._genitive_at(token, start)
            if bare in (",", "and") and 0 < adjectives < 4:
                continue
            if not word[0].isalpha() or bare in forms.PLAIN or adjectives >= 4 or (word[0].isupper() and adjectives):
                return start, ""
            start, adjectives = token.start(), adjectives + 1
        return start, ""

    def _genitive_at(self, token: re.Match[str], start: int) -> tuple[int, str]:
        """Return what possessor ends in a token: a name, "the couple's", "the boy's"; what is none leaves the word without one."""
        some = _SOMEBODY.search(self._masked, max(0, token.end() - 60), token.end())
        if token.group()[0] == "\ue000":
            pair = _OPENS_PAIR.search(self._masked, max(0, token.start() - 90), token.start())
            return (
                (pair.start("first") if pair else token.start(), "name") if token.group()[-1] in "'’s" else (start, "")
            )
        if some is None:
            return start, ""
        return some.start(), "couple" if some["noun"] in ("couple", "pair", "two") else "somebody"

    # With a possessor

    def _possessed(self, match: re.Match[str], kin: str, at: int, article: str) -> None:
        """Read "his mother, Ada", "Ada, his mother", "Ada is his mother", "his mother is Ada"; else only a mention of her."""
        kin = "children" if kin == "twins" else kin
        if (
            self._headed_by(match, kin, at, article)
            or self._name_behind(match, kin, at, article)
            or (article != "whose" and self._name_before(match, kin, at, article))
        ):
            return
        if kin not in forms.PLURAL:
            self._relations.mentions.extend(
                Mention(kin, owner, Span(at, match.end())) for owner, _ in self._owners(at, article, kin)
            )

    def _headed_by(self, match: re.Match[str], kin: str, at: int, article: str) -> bool:
        """Read "Ada's stern father, who" where it opens the entry of a character that its heading names, or goes on its opening."""
        opens = article == "name" and _VERBLESS.fullmatch(self._opening(at))
        head = self._whom.entry(self._whom.line_start(at)) if opens else self._whom.apposed(at)
        owners = self._owners(at, article, kin)
        if head is None or not owners or head is owners[0][0] or _NAMED_NEXT.match(self._masked, match.end()):
            return False
        self._relations.state(kin, [(head, 0)], owners, at, 0.85, "headed kin", end=match.end())
        return True

    def _name_behind(self, match: re.Match[str], kin: str, at: int, article: str) -> bool:
        owners = self._owners(at, article, kin)
        right, form, sure = forms.AFTER_NAME.match(self._masked, match.end()), "kin and name", 0.95
        if right is None or self._is_list(at, right):
            right, form, sure = forms.AFTER_IS.match(self._masked, match.end()), "kin is name", 0.9
        whos = self._whom.named(right, "who", many=kin in forms.PLURAL) if right else []
        if (
            right is None
            or not owners
            or (form == "kin is name" and (not whos or {b.number for b, _ in whos} & {b.number for b, _ in owners}))
        ):
            return False
        self._relations.state(kin, whos, owners, at, sure, form, denied=bool(right.groupdict().get("not")))
        self._before = (at, article, kin, owners)
        self.chained = (at, owners)
        first = re.match(forms.N, right["who"])
        other = (
            _SECOND.match(self._masked, right.start("who") + first.end()) if first and kin not in forms.PLURAL else None
        )
        if other:
            self.told.add(other.start("kin"))
            self._relations.state(
                other["kin"].casefold(), self._whom.named(other, "who"), owners, other.start("kin"), 0.9, form
            )
        return True

    def _is_list(self, at: int, right: re.Match[str]) -> bool:
        """Say whether the name behind "Ada, his mother, Jonah" is the subject of what follows rather than hers."""
        before = forms.BEFORE_APPOSED.search(self._masked, max(0, at - 80), at)
        verb = re.match(r"\s(?:is|was|has|had|[a-z]+s|[a-z]+ed)\b", self._masked[right.end() : right.end() + 20])
        return bool(
            right.group().startswith(",") and before and verb and self._masked[before.end("who") : at].strip() == ","
        )

    def _name_before(self, match: re.Match[str], kin: str, at: int, article: str) -> bool:
        end = match.end()
        several = forms.BEFORE_MANY.search(self._masked, max(0, at - 140), at) if kin in forms.PLURAL else None
        left = several or forms.BEFORE_APPOSED.search(self._masked, max(0, at - 140), at)
        form, sure = "name and kin", 0.95
        if left is None or _GOES_ON.match(self._masked, end, end + 12):
            low, form, sure = max(0, at - 180), "name is kin", 0.9
            left = forms.BEFORE_WHO_IS.search(self._masked, low, at) or forms.BEFORE_IS.search(self._masked, low, at)
        whos = self._whom.named(left, "who", many=kin in forms.PLURAL) if left else []
        owners = self._owners(at, article, kin, but=whos)
        if left is None or not whos or not owners:
            return False
        self._relations.state(kin, whos, owners, left.start("who"), sure, form, denied=is_denied(left), end=end)
        return True

    def _owners(self, at: int, article: str, kin: str, but: Beings | None = None) -> Beings:
        """Return whose relative is meant by the possessor at `at`."""
        if article == "their" and forms.RELATION.get(kin) in _UPWARDS and (siblings := self._siblings(at)):
            return [(being, 0) for being in siblings]
        if article in ("their", "couple"):
            return [(being, 0) for being in self._whom.couple(at, self._relations.couples)]
        if article in ("his", "her"):
            being = (
                self._beside(at, article)
                or self._again(at, article, kin)
                or self._whom.pronoun(at, article, [b for b, _ in but or []])
            )
        elif article == "somebody":
            being = self._whom.somebody(self._masked[at : at + 40])
        elif article == "whose":
            before = re.compile(
                rf"({forms.N}){forms.BR}(?:,|\s?[—–-])?\s?(?:[^,.;\n]{{0,30}},\s|(?:an?|the)\s[^,.;\n\ue000]{{1,40}}\s)?$"
            ).search(self._masked, max(0, at - 110), at)
            being = self._people.inside(Span(*before.span(1))) if before else None
        else:
            names = _OWNERS.match(self._masked, at)
            both = [self._people.inside(Span(*names.span(g))) for g in ("one", "two") if names and names[g]]
            return [(b, 0) for b in both if b]
        return [(being, 0)] if being else []

    def _siblings(self, at: int) -> list[Being]:
        """Return whose parents "their father" are: brothers and sisters told of last, not far before, in the same part of the text."""
        told = [
            made
            for made in self._relations.stated[-40:]
            if made.relation == "sibling" and not made.denied and at - _LATELY < made.span.start < at
        ]
        if not told:
            near = self._people.before(at)[:2]
            earlier = (m for m in self._relations.stated if m.relation == "sibling" and not m.denied)
            told = [made for made in earlier if made.span.start < at and (made.who in near or made.of in near)]
        if not told:
            return []
        last = max(told, key=lambda made: made.span.start)
        others = [made.who for made in told if made.of is last.of and made.who is not last.who]
        return list({being.number: being for being in (last.of, last.who, *others)}.values())

    def _beside(self, at: int, article: str) -> Being | None:
        """Return the owner of "Jonah and his wife": the one named right before."""
        before = _AND_HIS.search(self._masked, max(0, at - 90), at)
        being = self._people.inside(Span(*before.span("who"))) if before else None
        return being if being and being.sex == ("m" if article == "his" else "f") else None

    def _again(self, at: int, article: str, kin: str) -> Being | None:
        """Return the owner of the relative named before: of "his father, Jonah, and his mother, Ada" both are one's.

        So they are in two sentences: "Ada's mother, Eve, sang. Her father, Jonah, drank."
        """
        sentence = self._people.sentence_at(at)
        before, same, other, owners = self._before
        if not sentence or not 0 <= before < at or len(owners) != 1:
            return None
        if sentence.start <= before:
            return owners[0][0] if same == article else None
        last = self._people.sentence_at(max(0, sentence.start - 2))
        relations = {forms.RELATION.get(kin), forms.RELATION.get(other)}
        fits = owners[0][0].sex == ("m" if article == "his" else "f")
        opens = not self._masked[sentence.start : at].strip()
        return owners[0][0] if last and last.start <= before and relations == _PARENTS and fits and opens else None

    def _named(self, at: int, end: int) -> Span | None:
        """Return where a relative is named right behind the word, or before it."""
        if right := forms.AFTER_NAME.match(self._masked, end) or forms.AFTER_IS.match(self._masked, end):
            first = re.match(forms.N, right["who"])
            return Span(right.start("who"), right.start("who") + first.end()) if first else None
        low = max(0, at - 180)
        left = forms.BEFORE_APPOSED.search(self._masked, low, at) or forms.BEFORE_IS.search(self._masked, low, at)
        if left is None or is_denied(left) or not re.fullmatch(rf"{forms.N}|[Hh]e|[Ss]he", left["who"]):
            return None
        return Span(*left.span("who"))
