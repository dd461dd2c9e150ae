"""Who is whose relative or friend, as a text says it.

Each pattern is a stated form ("her brother, Jonah"; "Jonah, Ada's brother"; "Jonah is the brother of Ada"; "Jonah married
Eliza"); whom its pronouns mean is left to `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biopic.documents import Span
from biopic.reading.people import Being, People
from biopic.reading.words import FEMALE_WORDS, INVERSE_KIN, KIN, MALE_WORDS

_N = "\ue000+"
_KIN = "(?:" + "|".join(sorted([*KIN, *INVERSE_KIN], key=len, reverse=True)) + r")(?![-‑]| figure| like\b| of the (?:bride|groom)|['’])"
_ADJ = r"(?:(?!and\b|or\b|the\b|of\b|to\b|with\b|that\b|who\b|when\b)[a-z][\w'’-]*,? ){0,4}?"
_POSS = rf"(?:\b(?:[Hh]is|[Hh]er)\b|{_N}['’]s?)"
_BR = r"(?:\s?\([^()\n]{1,40}\))?"
_FORMS = [
    # his mother, Rusty / Ada's younger brother Jonah / his sons A and B
    ("who_after", rf"(?P<of>{_POSS})\s(?:own )?{_ADJ}(?P<kin>{_KIN}),?\s(?:(?:named|called)\s|[Tt]he\s)?(?P<who>{_N})(?P<more>(?:{_BR}(?:, {_N}{_BR})*,? and {_N})?)"),
    # Rusty, his mother / Rusty (Cher), Rocky's mother
    ("who_before", rf"(?P<who>{_N}){_BR},\s(?P<of>{_POSS})\s{_ADJ}(?P<kin>{_KIN})\b"),
    # Rusty is his mother / Rusty becomes Rocky's best friend
    ("who_before", rf"(?P<who>{_N}){_BR}(?:, [^,.;\n]{{1,60}},)?\s(?:is|was|becomes|became|remained|remains|plays|being)\s(?P<of>{_POSS})\s{_ADJ}(?P<kin>{_KIN})\b"),
    # Rusty is the mother of Rocky / Rusty, the mother of Rocky / Rusty, mother of A and B
    ("who_before", rf"(?P<who>{_N}){_BR}(?:,| is| was| became| becomes),?\s(?:(?:the|a|an|one|only|first|second|third|youngest|eldest|oldest)\s){{0,3}}{_ADJ}(?P<kin>{_KIN})\s(?:of|to)\s(?:[a-z][\w'’-]*\s){{0,4}}?(?P<of>{_N})(?P<more>(?:{_BR}(?:, {_N}{_BR})*,? and {_N})?)"),
    # the mother of Rocky, Rusty / the widow of Jonah Moss, Ada Moss
    ("who_after", rf"\b(?:the|a)\s{_ADJ}(?P<kin>{_KIN})\sof\s(?P<of>{_N}),\s(?P<who>{_N})"),
    # born to A and B
    ("born", rf"(?P<who>{_N}|\b[Hh]e\b|\b[Ss]he\b){_BR}(?:,| was| is| had been)?\s?(?:[^.;\n]{{0,60}}?)\bborn\b[^.;\n]{{0,60}}?\s(?:to|of)\s(?:[a-z][\w'’-]*,?\s){{0,3}}?(?P<of>{_N})(?P<more>{_BR}(?:(?:, [^,.\n]{{1,50}},)? and (?:[a-z][\w'’-]*,?\s){{0,4}}?{_N})?)"),
    # A married B / A was married to B / A's marriage to B / A and B married
    ("spouse", rf"(?P<who>{_N}|\b[Hh]e\b|\b[Ss]he\b){_BR}(?:\s(?:had|has|later|then|finally|soon|secretly|eventually|also|first|re|would)){{0,2}}\s(?:re)?(?:married|marries|wed|weds|marry)\s(?:(?:to|his|her|a|an|the|fellow)\s)?(?:[a-z][\w'’-]*\s){{0,4}}?(?P<of>{_N})"),
    ("spouse", rf"(?P<who>{_N}|\b[Hh]e\b|\b[Ss]he\b){_BR}\s(?:was|is|had been|got|gets)\s(?:[a-z]+\s)?(?:married|wed)\sto\s(?:[a-z][\w'’-]*\s){{0,3}}?(?P<of>{_N})"),
    ("spouse", rf"(?P<who>{_POSS})\s(?:[a-z]+\s)?marriage\s(?:to|with)\s(?:[a-z][\w'’-]*\s){{0,3}}?(?P<of>{_N})"),
    ("spouse", rf"(?P<who>{_N}){_BR} and (?P<of>{_N}){_BR}\s(?:were |are |got |had )?(?:re)?(?:married|wed|marry)\b"),
    ("friend", rf"(?P<who>{_N}|\b[Hh]e\b|\b[Ss]he\b){_BR}\s(?:befriended|befriends|becomes friends with|became friends with|is friends with|was friends with|makes friends with|made friends with|strikes up a friendship with|struck up a friendship with|forms a friendship with|formed a friendship with)\s(?:[a-z][\w'’-]*\s){{0,3}}?(?P<of>{_N})"),
]  # fmt: skip
_PATTERNS = [(form, re.compile(pattern)) for form, pattern in _FORMS]


@dataclass(frozen=True)
class Relation:
    """That `who` is the `relation` of `of`, by the word `word`, at `span`."""

    relation: str
    word: str
    who: Being
    of: Being
    span: Span
    form: str


class Kin:
    """The relations that a text states."""

    def __init__(self, masked: str, people: People) -> None:
        self._masked, self._people = masked, people
        self.relations: list[Relation] = []
        for form, pattern in _PATTERNS:
            for match in pattern.finditer(masked):
                self.relations.extend(self._read(form, match))

    def relative(self, of: Being, word: str) -> Being | None:
        """Return the one being that stands to `of` as `word` ("mother", "wives") says; None if there is none or several."""
        relation = KIN.get(word, "")
        sex = "m" if word in MALE_WORDS else "f" if word in FEMALE_WORDS else ""
        fitting: list[Being] = []
        for known in self.relations:
            other = known.who if known.of is of and known.relation == relation else known.of if known.who is of and _inverse(known.relation) == relation else None
            if relation in ("mother", "father") and known.who is of and known.relation == "child":
                other = known.of
            if other and other is not of and (not sex or other.sex in ("", sex)) and other not in fitting:
                fitting.append(other)
        return fitting[0] if fitting else None

    def _read(self, form: str, match: re.Match[str]) -> Iterator[Relation]:
        groups = match.groupdict()
        many_who = form == "who_after"
        whos = self._beings(match, "who", more=many_who)
        ofs = self._beings(match, "of", more=not many_who)
        word = (groups.get("kin") or {"born": "child", "spouse": "spouse", "friend": "friend"}[form]).casefold()
        relation = KIN.get(word, "child" if word in INVERSE_KIN else "")
        for who, who_end in whos:
            for of, of_end in ofs:
                end = max(match.start("who"), match.start("of"), who_end, of_end, match.end("kin") if "kin" in groups else 0)
                if who is of or not relation:
                    continue
                span = Span(match.start(), end)
                if word in INVERSE_KIN:
                    yield Relation("grandparent", word, of, who, span, form)
                elif relation == "parent":
                    exact = "mother" if who.sex == "f" else "father" if who.sex == "m" else ""
                    yield Relation(exact, word, who, of, span, form) if exact else Relation("child", word, of, who, span, form)
                else:
                    yield Relation(relation, word, who, of, span, form)

    def _beings(self, match: re.Match[str], group: str, *, more: bool) -> list[tuple[Being, int]]:
        """Return the beings of a group, with where their words end; for several, those of the group `more` too."""
        words = match[group].casefold()
        found: list[tuple[Being, int]] = []
        if words in ("he", "she", "his", "her"):
            being = self._people.pronoun(match.start(group), words)
            return [(being, match.end(group))] if being else []
        spans = [(match.start(group), match.end(group))]
        if more and match.groupdict().get("more"):
            bare = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), match["more"])
            spans += [(match.start("more") + m.start(), match.start("more") + m.end()) for m in re.finditer(_N, bare)]
        for start, end in spans:
            being = self._people.inside(Span(start, end))
            if being and being not in [b for b, _ in found]:
                found.append((being, end))
        return found


def _inverse(relation: str) -> str:
    return relation if relation in ("spouse", "sibling", "friend", "partner") else {"mother": "child", "father": "child"}.get(relation, "")
