"""Who is whose relative, partner or friend, as a text says it.

Every word for a relative is read with what stands left and right of it: "her brother, Jonah"; "Jonah, Ada's brother";
"Jonah is the brother of Ada"; "Ada had a brother, Jonah". Verbs such as "married" and lines such as "Spouse: Ada" come
second. Words are in `kinforms`; whom pronouns mean is left to `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biopic.documents import Span
from biopic.reading import kinforms as forms
from biopic.reading.people import Being, People
from biopic.reading.whom import Whom
from biopic.reading.words import FEMALE_WORDS, INVERSE_KIN, MALE_WORDS

_TOKEN = re.compile(r"\ue000++(?:['’]s?)?|\ue001++|[\w'’-]+|[^\w\s]")
_POSSESSIVES = frozenset("his her their my our your whose its".split())
_ARTICLES = frozenset("the a an one two three four five six seven eight nine ten another that this no both several many some twin".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_SOMEBODY = re.compile(r"\b(?:[Tt]he|[Tt]his)\s(?:[a-z-]+\s){0,2}?(?P<noun>couple|pair|two|boy|girl|man|woman|patient|hero|heroine|protagonist|teenager|teen|child)['’]s?$")

_OPENS_PAIR = re.compile(rf"(?:^|[.,;:—–(]\s|\n|\b(?:of|to|for|with|by|when|as|is|was)\s){forms.N}{forms.BR}\s(?:and|&)\s$")
"""That "Ada and Jonah's" opens a clause, so that both own what follows."""


@dataclass(frozen=True)
class Relation:
    """That `who` is the `relation` of `of`, by the word `word`, at `span`; `form` is the rule, `sure` from 0 to 1."""

    relation: str
    word: str
    who: Being
    of: Being
    span: Span
    form: str
    sure: float = 0.9
    denied: bool = False


@dataclass(frozen=True)
class Mention:
    """A word for a relative behind a possessor of whom it is not said there who it is: "his mother laughed"."""

    word: str
    owner: Being
    span: Span


class Kin:
    """The relations that a text states, and the relatives that it mentions without saying who they are."""

    def __init__(self, masked: str, people: People, whom: Whom) -> None:
        self._masked, self._people, self._whom = masked, people, whom
        self.relations: list[Relation] = []
        self.mentions: list[Mention] = []
        self.unowned: list[tuple[Span, str, str, Span | None]] = []
        """Relatives of whoever speaks: the span, the possessor, the word, and the span of the name if there is one."""
        for fact in forms.FACT.finditer(masked):
            self.relations.extend(self._fact(fact))
        self._verbs(couples=False)
        words = list(forms.KINWORD.finditer(masked))
        later = [word for word in words if not self._word(word, couples=False)]
        for word in later:
            self._word(word, couples=True)
        self._verbs(couples=True)

    def relative(self, of: Being, word: str) -> Being | None:
        """Return the being that stands to `of` as `word` ("mother", "wives") says, the first if there are several; None if there is none."""
        return next(iter(self.relatives(of, word)), None)

    def relatives(self, of: Being, word: str) -> list[Being]:
        """Return the beings that stand to `of` as `word` says, in the order in which the text states it."""
        relation = forms.RELATION.get(word, forms.SPECIAL.get(word, ""))
        sex = "m" if word in MALE_WORDS else "f" if word in FEMALE_WORDS else ""
        fitting: list[Being] = []
        for known in self.relations:
            other = _other(known, of, relation)
            if other and other is not of and (not sex or other.sex in ("", sex)) and other not in fitting and not known.denied:
                fitting.append(other)
        if not fitting and relation == "sibling":
            parents = {id(p) for p in self.relatives(of, "mother") + self.relatives(of, "father")}
            fitting = [k.who for k in self.relations if k.relation == "child" and id(k.of) in parents and k.who is not of and (not sex or k.who.sex in ("", sex))]
        return fitting

    # Words for relatives

    def _word(self, match: re.Match[str], *, couples: bool) -> bool:
        """Read one word for a relative; return whether that is done, or waits until all couples are known."""
        kin = re.sub(r"\s+", " ", match["kin"].casefold())
        kin = kin if kin in forms.SPECIAL else kin.replace(" ", "-") if kin.replace(" ", "-") in forms.RELATION else kin.split(" ")[0] if kin.startswith("twin") else kin.replace(" ", "-")
        at, article = self._left(match.start("kin"))
        if article in ("their", "couple") and not couples:
            return False
        if article in ("my", "our", "your"):
            named = self._named(match, plural=kin in forms.PLURAL)
            self.unowned.append((Span(at, match.end()), article, kin, named))
            return True
        if article in ("his", "her", "their", "whose", "name", "couple", "somebody"):
            self._possessed(match, kin, at, article)
        else:
            self._unpossessed(match, kin, at, article)
        return True

    def _left(self, end: int) -> tuple[int, str]:
        """Return where the words that belong to a word for a relative begin, and what kind of possessor or article opens them."""
        low = max(0, end - 100)
        tokens = [t for t in _TOKEN.finditer(self._masked, low, end)]
        start, adjectives = end, 0
        for token in reversed(tokens):
            word = token.group()
            bare = word.casefold()
            if "\n" in self._masked[token.end() : start]:
                return start, ""
            if word[0] == "\ue000":
                return (token.start(), "name") if word[-1] in "'’s" else (start, "")
            if bare in _POSSESSIVES:
                return token.start(), bare
            if re.search(r"['’]s?$", bare) and (some := _SOMEBODY.search(self._masked, low, token.end())):
                return some.start(), "couple" if some["noun"] in ("couple", "pair", "two") else "somebody"
            if bare in _ARTICLES and (bare not in _NUMBERS or adjectives):
                return token.start(), bare
            if word == "," and adjectives and adjectives < 4:
                continue
            if not re.match(r"[^\W\d]", word) or bare in forms.PLAIN or adjectives >= 4 or word[0].isupper() and adjectives:
                return start, ""
            start, adjectives = token.start(), adjectives + 1
        return start, ""

    def _possessed(self, match: re.Match[str], kin: str, at: int, article: str) -> None:
        """Read "his mother, Ada", "Ada, his mother", "Ada is his mother", "his mother is Ada"; else only a mention of her."""
        end, sure = match.end(), 0.95
        plural = kin in forms.PLURAL
        if right := forms.AFTER_NAME.match(self._masked, end):
            if not self._is_left_list(at, right) and (owners := self._owners(at, article, right.start("who"))):
                whos = self._beings(right, "who", many=plural)
                self._state(kin, whos, owners, at, 0.95 if not right.group().startswith(" the") else 0.85, "kin and name")
                self._second(match, kin, right, owners)
                return
        if (right := forms.AFTER_IS.match(self._masked, end)) and (owners := self._owners(at, article, right.start("who"))):
            whos = self._beings(right, "who", many=plural)
            if whos and not any(who in [b for b, _ in owners] for who, _ in whos):
                self._state(kin, whos, owners, at, 0.9, "kin is name", denied=bool(right["not"]))
                return
        left = forms.BEFORE_APPOSED.search(self._masked, max(0, at - 140), at)
        form = "name and kin"
        if left and re.match(r",?\sand\s(?:his|her|their|\ue000|a\b|the\b)|\s\ue000", self._masked[end : end + 12]):
            left = None
        if left is None:
            left, form, sure = forms.BEFORE_IS.search(self._masked, max(0, at - 180), at), "name is kin", 0.9
        if left:
            whos = self._beings(left, "who", many=plural)
            owners = [(b, e) for b, e in self._owners(at, article, at, but=[b for b, _ in whos])]
            denied = bool(left.groupdict().get("not")) or "n't" in left.group().replace("’", "'")
            if whos and owners and left["who"].casefold() not in ("he", "she", "they") or form == "name is kin" and whos and owners:
                self._state(kin, whos, owners, left.start("who"), sure, form, denied=denied, end=end)
                return
        for owner, _ in self._owners(at, article, at):
            if not plural:
                self.mentions.append(Mention(kin, owner, Span(at, end)))

    def _is_left_list(self, at: int, right: re.Match[str]) -> bool:
        """Say whether "Ada, his mother, Jonah and" is a list in which the name behind belongs to the next item."""
        comma = right.group().startswith(",")
        before = forms.BEFORE_APPOSED.search(self._masked, max(0, at - 80), at)
        return bool(comma and before and re.match(r"\s(?:is|was|has|had|[a-z]+s|[a-z]+ed)\b", self._masked[right.end() : right.end() + 20]) and self._masked[before.end("who") : at].strip() == ",")

    def _second(self, match: re.Match[str], kin: str, right: re.Match[str], owners: list[tuple[Being, int]]) -> None:
        """Read on in "his mother, Ada, and father, Jonah"."""
        if kin in forms.PLURAL:
            return
        first = re.match(rf"{forms.N}{forms.BR}", right["who"])
        start = right.start("who") + (first.end() if first else 0)
        other = re.compile(rf",?\s(?:and|&)\s(?:[a-z]+\s){{0,2}}?{forms.KINWORD.pattern}(?:,|:)?\s(?P<who>{forms.N})").match(self._masked, start)
        if other:
            self._state(other["kin"].casefold(), self._beings(other, "who", many=False), owners, other.start("kin"), 0.9, "kin and name")

    def _unpossessed(self, match: re.Match[str], kin: str, at: int, article: str) -> None:
        """Read "Ada, (the) mother of Jonah", "the mother of Jonah, Ada", "had a brother, Jonah", "the brothers Ada and Jonah", "with brother Jonah"."""
        end = match.end()
        if of := forms.AFTER_OF.match(self._masked, end):
            self._genitive(kin, at, of)
            return
        right = forms.AFTER_NAME.match(self._masked, end)
        had = forms.BEFORE_HAD.search(self._masked, max(0, at - 160), at)
        if by := forms.AFTER_BY.match(self._masked, end):
            self._born_by(kin, at, by, had)
        elif right and had and article != "the":
            whos = self._beings(right, "who", many=True)
            owners = self._beings(had, "of", many=True) if had["of"] else []
            if had["of"] and had["of"].casefold() in ("they",) or "ouple" in (had["of"] or ""):
                owners = self._couple(at)
            elif not owners and (subject := self._whom.subject(had.start())):
                owners = [(subject, at)]
            self._state(kin, whos, owners, had.start("of") if had["of"] else at, 0.85, "had kin")
        elif kin in forms.PLURAL:
            self._several(match, kin, at, right)
        elif right and (article in ("a", "an", "one", "another") and self._masked[end] == "," and self._opens(at) or not article and self._is_bare(at, right)):
            whos = self._beings(right, "who", many=False)
            subject = (self._whom.topic(at) if article else None) or self._whom.subject(at, but=[b for b, _ in whos])
            self._state(kin, whos, [(subject, at)] if subject else [], at, 0.75, "kin alone")

    def _is_bare(self, at: int, right: re.Match[str]) -> bool:
        direct = self._masked[right.start() : right.start("who")] == " "
        return direct and bool(forms.BEFORE_BARE.search(self._masked, max(0, at - 14), at))

    def _opens(self, at: int) -> bool:
        """Say whether a sentence begins at `at`."""
        return at == 0 or bool(re.search(r"(?:[.!?:;][\"”’)]*\s+|\n|[“\"])$", self._masked[max(0, at - 6) : at]))

    def _born_by(self, kin: str, at: int, by: re.Match[str], had: re.Match[str] | None) -> None:
        """Read "he had a child, by Eleanor: Jonah" and "a child with Ada, Jonah"."""
        whos = self._beings(by, "who", many=True)
        others = self._beings(by, "other", many=False)
        self._state(kin, whos, others, at, 0.8, "kin by")
        first = self._beings(had, "of", many=True) if had and had["of"] else []
        self._state(kin, whos, [(b, e) for b, e in first if b not in [o for o, _ in others]], had.start("of") if had and had["of"] else at, 0.8, "kin by")

    def _genitive(self, kin: str, at: int, of: re.Match[str]) -> None:
        """Read "(Ada is) the mother of Jonah"; without a name before it, it is of the one named behind or in the heading."""
        owners = self._beings(of, "of", many=True)
        for form, left in (("name, kin of", forms.BEFORE_APPOSED.search(self._masked, max(0, at - 140), at)), ("name is kin of", forms.BEFORE_IS.search(self._masked, max(0, at - 180), at))):
            if left and (whos := self._beings(left, "who", many=True)):
                whos = [(b, e) for b, e in whos if b not in [o for o, _ in owners]]
                negated = left.groupdict().get("not") or re.search(r"n['’]t\b", left.group())
                self._state(kin, whos, owners, left.start("who"), 0.9, form, denied=bool(negated))
                return
        following = forms.AFTER_WHO.match(self._masked, of.end())
        if following and not self._opens(at):
            whos = self._beings(following, "who", many=False)
            self._state(kin, whos, owners, at, 0.8, "kin of, name")
            return
        self._state(kin, self._headed(at, of), owners, at, 0.7, "kin of, headed")

    def _headed(self, at: int, of: re.Match[str]) -> list[tuple[Being, int]]:
        """Return of whom an apposition without a name before it speaks: the heading's being, or the subject of the words behind it."""
        if forms.BEFORE_BORN.search(self._masked, max(0, at - 80), at):
            subject = self._whom.subject(at)
            return [(subject, at)] if subject else []
        line = self._masked.rfind("\n", 0, at) + 1
        opening = re.fullmatch(r"[^.!?\ue000]{0,60}", self._masked[line:at])
        if not opening:
            return []
        headed = self._whom.heading(at)
        behind = re.compile(rf"[^.;\n\ue000]{{0,80}},\s({forms.N})\s").match(self._masked, of.end())
        being = headed or (self._people.inside(Span(*behind.span(1))) if behind else None)
        return [(being, at)] if being else []

    def _several(self, match: re.Match[str], kin: str, at: int, right: re.Match[str] | None) -> None:
        """Read "the brothers Ada and Jonah" and "Ada and Jonah are friends"; what holds in one direction only says nothing here."""
        if forms.RELATION.get(kin) not in forms.MUTUAL:
            return
        many = forms.BEFORE_MANY.search(self._masked, max(0, at - 160), at)
        beings = self._beings(many, "who", many=True) if many else []
        if many and many["who"].casefold()[:2] in ("he", "sh"):
            beings = self._pronoun_pair(many)
        start, denied = (many.start("who"), bool(many["not"])) if many else (at, False)
        if len(beings) < 2 and right and self._masked[match.end() : right.start("who")].strip(", ") == "":
            beings, start, denied = self._beings(right, "who", many=True), at, False
        for index, one in enumerate(beings[:3]):
            for other in beings[index + 1 : 3]:
                self._state(kin, [one], [other], start, 0.85, "several kin", denied=denied, end=match.end())

    # Verbs and facts

    def _verbs(self, *, couples: bool) -> None:
        for sentence in self._whom.sentences(forms.TRIGGER):
            for relation, pattern, sure in forms.VERBS:
                for match in pattern.finditer(self._masked, sentence.start, sentence.end):
                    who = match.groupdict().get("who")
                    they = bool(who and re.match(r"(?:they|the (?:couple|pair|two|lovers|newlyweds))\b", who.casefold()))
                    if they == couples:
                        self._verb(relation, match, sure, they=they)

    def _verb(self, relation: str, match: re.Match[str], sure: float, *, they: bool) -> None:
        groups = match.groupdict()
        if they and not match["of"]:
            pair = self._couple(match.start())
            whos, ofs = pair[:1], pair[1:]
        elif groups.get("pro"):
            whos, ofs = (pair := self._pronoun_pair(match))[:1], pair[1:]
        else:
            ofs = self._beings(match, "of", many=relation == "child")
            whos = self._beings(match, "who", many=False, but=ofs) if groups.get("who") else []
        if re.search(r"\sand\s\ue000", groups.get("who") or "") and relation != "child" or _only_planned(self._masked, match):
            return
        start = match.start("who") if groups.get("who") else match.start("aux") if "aux" in groups else match.start()
        if not whos and not groups.get("who") and ofs and (subject := self._whom.subject(match.start(), but=[b for b, _ in ofs])):
            whos, sure = [(subject, match.start())], sure - 0.15
        if relation in ("spouse", "partner") and match["of"] in ("him", "her") and whos and ofs and (whos[0][0] is ofs[0][0] or whos[0][0].sex == ofs[0][0].sex != ""):
            subject = next((b for b in self._whom.subjects(match.start()) if b.sex != ofs[0][0].sex), None)
            whos, start = [(subject, 0)] if subject else [], match.start("aux") if "aux" in groups else start
        denied = bool(re.search(r"\b(?:never|not)\s|n['’]t\s", match.group()[: match.start("of") - match.start()]))
        for who, _ in whos:
            for of, of_end in ofs:
                span = Span(min(start, match.start("of")), of_end if relation == "child" else max(of_end, match.end()))
                self._add(relation, "", who, of, span, f"{relation} verb", sure, denied)

    def _fact(self, match: re.Match[str]) -> Iterator[Relation]:
        """Read a line of a box of facts; it is about whom the heading names, else the one named most."""
        word = re.sub(r"^married to$", "spouse", match["kin"].casefold())
        whos = self._beings(match, "who", many=True)
        owner = self._whom.heading(match.start()) or self._people.main()
        relation = forms.RELATION.get(word, forms.RELATION.get(word.rstrip("s"), ""))
        for who, end in whos:
            if owner and who is not owner and relation:
                yield from _made(relation, word, who, owner, Span(match.start("kin"), end), "fact", 0.85)

    # Beings

    def _state(self, kin: str, whos: list[tuple[Being, int]], ofs: list[tuple[Being, int]], start: int, sure: float, form: str, *, denied: bool = False, end: int = 0) -> None:
        for who, who_end in whos:
            for of, of_end in ofs:
                self._add(forms.RELATION.get(kin, forms.SPECIAL.get(kin, "")), kin, who, of, Span(start, max(who_end, of_end, end, start + 1)), form, sure, denied)

    def _add(self, relation: str, kin: str, who: Being, of: Being, span: Span, form: str, sure: float, denied: bool) -> None:
        if who is not of:
            self.relations.extend(replace(made, denied=denied) for made in _made(relation, kin, who, of, span, form, sure))

    def _owners(self, at: int, article: str, end: int, but: list[Being] | None = None) -> list[tuple[Being, int]]:
        """Return whose relative is meant by the possessor at `at`."""
        if article in ("their", "couple"):
            return self._couple(at)
        if article in ("his", "her"):
            being = self._whom.pronoun(at, article, but or [])
            return [(being, 0)] if being else []
        if article == "somebody":
            noun = self._masked[at : at + 40].casefold()
            sex = "m" if re.search(r"\b(?:boy|man)['’]", noun) else "f" if re.search(r"\b(?:girl|woman|heroine)['’]", noun) else ""
            main = self._people.main(sex)
            return [(main, 0)] if main else []
        if article == "whose":
            named = re.compile(rf"({forms.N}){forms.BR},?\s(?:[^,.;\n]{{0,30}},\s)?$").search(self._masked, max(0, at - 110), at)
            being = self._people.inside(Span(*named.span(1))) if named else None
            return [(being, 0)] if being else []
        name = re.compile(forms.N).match(self._masked, at)
        spans = [name.span()] if name else []
        pair = re.compile(rf"({forms.N}){forms.BR}\s(?:and|&)\s$").search(self._masked, max(0, at - 80), at)
        if pair and _OPENS_PAIR.search(self._masked, max(0, at - 90), at):
            spans.insert(0, pair.span(1))
        named_beings = [self._people.inside(Span(*span)) for span in spans]
        return [(being, 0) for being in named_beings if being]

    def _couple(self, at: int) -> list[tuple[Being, int]]:
        """Return whom "they" and "the couple" mean."""
        spouses = [(k.span.start, k.who, k.of) for k in self.relations if k.relation in ("spouse", "partner") and not k.denied]
        return [(being, 0) for being in self._whom.couple(at, spouses)]

    def _pronoun_pair(self, match: re.Match[str]) -> list[tuple[Being, int]]:
        """Return the two of "he and Ada"."""
        group = "of" if "of" in match.groupdict() else "who"
        found = re.search("\ue000+", match[group])
        named = self._people.inside(Span(match.start(group) + found.start(), match.start(group) + found.end())) if found else None
        word = re.match(r"\w+", match.groupdict().get("pro") or match["who"] or "")
        one = self._whom.pronoun(match.start(), word.group().casefold() if word else "", [named] if named else [])
        return [(one, match.start() + 2), (named, match.end(group))] if one and named else []

    def _beings(self, match: re.Match[str], group: str, *, many: bool, but: list[tuple[Being, int]] | None = None) -> list[tuple[Being, int]]:
        """Return the beings named in a group, each with where its words end; only the first, or the last of "Ada's brother Jonah", if not `many`."""
        words = match[group] or ""
        low = words.casefold().strip()
        low = re.sub(r"^(?:to|with)\s", "", low)
        if low in ("he", "she", "his", "her", "him"):
            being = self._whom.pronoun(match.start(group), low, [b for b, _ in but or []])
            return [(being, match.end(group))] if being else []
        bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), words)
        spans = [(match.start(group) + m.start(), match.start(group) + m.end()) for m in re.finditer(r"\ue000++", bare)]
        if re.match(r"\ue000+['’]s?\s[a-z]", bare) and len(spans) > 1:
            spans = spans[1:]
        found: list[tuple[Being, int]] = []
        for start, end in spans if many else spans[:1]:
            being = self._people.inside(Span(start, end))
            if being and being not in [b for b, _ in found]:
                found.append((being, end))
        return found

    def _named(self, match: re.Match[str], *, plural: bool) -> Span | None:
        right = forms.AFTER_NAME.match(self._masked, match.end())
        first = re.search(r"\ue000+", right["who"]) if right else None
        return Span(right.start("who"), right.start("who") + first.end()) if right and first else None


def _only_planned(masked: str, match: re.Match[str]) -> bool:
    """Say whether "to marry" is only what somebody wants or is asked to do."""
    to = re.search(r"(\w+)\s(?:(?:him|her)\s)?to\s(?:\w+ly\s)?(?:marry|wed|befriend|divorce|date|adopt)\b", masked[max(0, match.start() - 24) : match.end()])
    return bool(to and to[1] not in ("went", "goes", "go", "on", "come", "came", "lived", "is", "was", "were", "are"))


def _made(relation: str, word: str, who: Being, of: Being, span: Span, form: str, sure: float) -> Iterator[Relation]:
    """Yield the relation that a word states, turned where the word names the other side ("parent", "grandson")."""
    if word in INVERSE_KIN:
        yield Relation("grandparent", word, of, who, span, form, sure)
    elif relation == "parent":
        exact = "mother" if who.sex == "f" else "father" if who.sex == "m" else ""
        yield Relation(exact, word, who, of, span, form, sure) if exact else Relation("child", word, of, who, span, form, sure)
    elif relation:
        yield Relation(relation, word, who, of, span, form, sure)


def _other(known: Relation, of: Being, relation: str) -> Being | None:
    """Return who is the `relation` of `of` by what is known, None if that says nothing of it."""
    if known.of is of and known.relation == relation:
        return known.who
    if known.who is of:
        if known.relation in forms.MUTUAL and known.relation == relation or known.relation == "child" and relation in ("mother", "father") or known.relation in ("mother", "father") and relation == "child":
            return known.of
    return None
