"""Who may be meant by a pronoun, and what speaks for each: the features that `antecedents` weighs.

A scene holds what was told so far. A feature is a name with a number, nearly always 1; those that hold for one thing
in several degrees are named `thing:degree`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biopic.documents import Span
from biopic.reading.beings import Being
from biopic.reading.layout import matter_of
from biopic.reading.quotes import Quoted
from biopic.reading.references import Reference

if TYPE_CHECKING:
    from biopic.reading.text import Text

_SENTENCES_BACK, _REACH = 8, 2500
"""How far back one who is meant is looked for, in sentences and in characters."""
_LATEST = 60
"""How many references back are looked at, at most."""
_AHEAD = 200
_CENTRAL = 3
"""How many of each sex may be meant wherever they were named last: those whom the text names most."""
_CLAUSE = re.compile(r"[,;:—–]\s|\b(?:and|but|that|when|while|because|until|before|after|if|who|whom)\s")
_SUBORDINATE = re.compile(
    r"\b(?:that|who|whom|when|because|while|if|before|after|until|whose|which|where|as|than|how|why|what|whether|though|although|since|so|but|to)\b|[:;—–]"
)
_LEADING = re.compile(
    r"[\"“‘'(\s]{0,3}(?:[\w\s]{1,40},\s)?(?:When|While|After|As|Because|Before|If|Since|Although|Though|Once|Until|Unlike|With|Without|In|On|At|By|From|For|[A-Z][a-z]+(?:ing|ed)|[\w\s,\ue001]{3,40}\b(?:when|while|before|after|as))\s"
)
"""How a clause before the main one begins."""
_PLAYS = re.compile(r"\b(?:plays|portrays|played|portrayed)\s$")
_WINS = re.compile(
    r"\s(?:(?:also|later|again|then|never|finally)\s)?(?:won|wins|earn(?:s|ed)|receiv(?:es|ed)|took home|picked up|was (?:nominated|up for)|is nominated|got an?|shared|lost to|accepted|took (?:the|home|an?)(?:\s\w+){0,4}\s(?:prize|award|Oscar|statuette|trophy)|collected|was (?:short-?listed|honou?red))\b"
)
"""What is told of performers behind a pronoun, not of whom they play."""
_MAKES = re.compile(
    r"\s(?:(?:also|later|again|then|never|finally|had|has|who)\s){0,2}(?:co-)?(?:wrote|directed|produced|filmed|shot|cast|adapted|made|scripted)\b"
)
"""What is told of those who make a film, behind a pronoun."""
_MAKER = re.compile(
    r"\b(?:director|screenwriter|writer|producer|film-?maker|scenarist|playwright|directed by|written by|produced by|(?:screenplay|script) (?:is |was )?by),?\s$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"(?:\s?\([^()]{1,60}\))?,?\s(?:who|whose|whom)\b[^.]*$")
_WHO = re.compile(r"(?:\s?\([^()]{1,60}\))?,?\s(?:who|that)\s")
_APPOSED = re.compile(r"(?:\s?\([^()]{1,60}\))?,\s(?:an?|the|then|now|by|once)\s[^.]*$")
_JOINED = re.compile(r"(?:\s?\([^()]{1,60}\))?,?\s(?:and|with)\s")
"""What stands between somebody and his own: "Jonah and his wife"."""
_NEAR_MARKS = 40, 60
"""How far behind and before marks a verb of speech may stand whose subject says what is in them, in characters."""


@dataclass
class Candidate:
    """Somebody who may be meant, None for one without a name, with what speaks for him."""

    being: Being | None
    features: dict[str, float] = field(default_factory=dict)

    def has(self, *names: str) -> None:
        """Note that some features hold."""
        for name in names:
            self.features[name] = 1.0

    def weight(self, weights: Mapping[str, float]) -> float:
        """Return how much speaks for it."""
        return sum(weights.get(name, 0.0) * value for name, value in self.features.items())


@dataclass(frozen=True)
class _Asked:
    """A pronoun whose antecedent is looked for, and what stands around it."""

    reference: Reference
    paragraph: Span
    here: list[Being | None]
    """The subjects of its sentence so far."""
    earlier: list[Being | None]
    """The subjects of the sentence before."""
    named_last: int
    """Where somebody is named or described last before it."""
    clause_subject: Reference | None
    """The subject of its sentence that stands last before it."""
    binds: bool
    """Whether that is the subject of its own clause, which "him" cannot mean."""
    opens: bool
    opens_paragraph: bool
    sayer: Being | None
    chain: Reference | None
    """The pronoun of its sex before it."""
    heading: Being | None
    ahead: Being | None
    """Somebody who is named behind it in its sentence."""
    led: bool
    """Whether it stands in a clause before the main one, in which nobody of its sex is named: "When he was six, Ada's son"."""
    plays: bool
    wins: bool
    makes: bool

    @property
    def sex(self) -> str:
        return self.reference.sex


class Scene:
    """What a text has told so far; `told` is the scene of its narration, which knows who says what stands in marks."""

    def __init__(self, text: Text, told: Scene | None = None) -> None:
        self._text, self._taken = text, list[Reference]()
        self._by_sentence: dict[int, list[Reference]] = defaultdict(list)
        self._marks = [run.outside.start for run in text.quoted]
        self._sayers: dict[int, Being] = told._sayers if told else {}
        self._learns = told is None
        self._last_sayer: dict[str, Being] = {}
        self._whole = text.prominence

    def take(self, each: Reference) -> None:
        """Take in a reference whose being is settled."""
        each.first = not self._by_sentence[each.sentence]
        self._by_sentence[each.sentence].append(each)
        self._taken.append(each)
        if each.quoted is None and each.being is not None and each.speaks:
            self._last_sayer[each.being.sex or each.sex or "m"] = each.being
            if self._learns:
                for start in self._runs_beside(each):
                    self._sayers.setdefault(start, each.being)

    def _runs_beside(self, each: Reference) -> Iterator[int]:
        """Yield where the runs of its paragraph begin that stand right before and behind one who speaks."""
        paragraph, runs = self._text.layout.paragraph_at(each.at), self._text.quoted
        at = bisect_left(self._marks, each.at)
        if at and runs[at - 1].outside.end >= each.at - _NEAR_MARKS[0] and self._marks[at - 1] >= paragraph.start:
            yield self._marks[at - 1]
        if at < len(runs) and self._marks[at] < min(paragraph.end, each.span.end + _NEAR_MARKS[1]):
            yield self._marks[at]

    def _sayer(self, quoted: Quoted | None) -> Being | None:
        """Return who says what stands in marks, by what was said of a run of the same paragraph before or behind."""
        if quoted is None:
            return None
        paragraph = self._text.layout.paragraph_at(quoted.outside.start)
        at = bisect_left(self._marks, quoted.outside.start)
        near = [*self._marks[max(0, at - 5) : at + 1][::-1], *self._marks[at + 1 : at + 4]]
        inside = (start for start in near if paragraph.start <= start < paragraph.end)
        return next((self._sayers[start] for start in inside if start in self._sayers), None)

    # Who may be meant

    def candidates(self, pronoun: Reference) -> list[Candidate]:
        """Return who may be meant by a pronoun, each with what speaks for him; somebody without a name only if he was told of."""
        asked = self._asked(pronoun)
        recent = list(self._recent(pronoun))
        found = [self._referred(asked, each, rank) for rank, each in enumerate(recent)]
        known = {each.being.number for each in recent if each.being}
        for being in (*self._whole.central(asked.sex), asked.heading, asked.ahead):
            if being and being.number in self._whole.fitting[asked.sex] and being.number not in known:
                known.add(being.number)
                found.append(Candidate(being, {"unmentioned": 1.0}))
        for candidate in found:
            if candidate.being is None:
                candidate.has("nameless")
            else:
                self._known(asked, candidate, candidate.being)
        return found

    def _recent(self, pronoun: Reference) -> Iterator[Reference]:
        """Yield the last reference to each who may be meant, the nearest first; all without a name count as one."""
        seen: set[int | None] = set()
        fitting = self._whole.fitting[pronoun.sex]
        for each in reversed(self._taken[-_LATEST:]):
            if pronoun.sentence - each.sentence > _SENTENCES_BACK or pronoun.at - each.at > _REACH:
                return
            key = each.being.number if each.being else None
            if key not in seen and (key in fitting if each.being else each.sex == pronoun.sex):
                seen.add(key)
                yield each

    def _asked(self, pronoun: Reference) -> _Asked:
        text, at = self._text, pronoun.at
        paragraph, sentence = text.layout.paragraph_at(at), text.sentence_at(at)
        before = self._by_sentence[pronoun.sentence][-_LATEST:]
        subject = next(
            (r for r in reversed(before) if r.is_subject and (pronoun.quoted is None or r.quoted is pronoun.quoted)),
            None,
        )
        behind = (
            text.people.of(name)
            for name in text.names_in(Span(pronoun.span.end, min(sentence.end, pronoun.span.end + _AHEAD)))
        )
        return _Asked(
            pronoun,
            paragraph,
            [r.being for r in before if r.part == "subject"],
            [r.being for r in self._by_sentence.get(pronoun.sentence - 1, ())[-_LATEST:] if r.part == "subject"],
            next((r.at for r in reversed(self._taken[-12:]) if r.form != "pronoun"), -1),
            subject,
            binds=subject is not None
            and subject.being is not None
            and not _SUBORDINATE.search(text.masked, _behind_who(text.masked, max(subject.span.end, at - _REACH)), at),
            opens=at - sentence.start <= 4,
            opens_paragraph=at - paragraph.start < 120 and sentence.start <= paragraph.start + 2,
            sayer=self._sayer(pronoun.quoted),
            chain=next((r for r in reversed(self._taken[-25:]) if r.form == "pronoun" and r.sex == pronoun.sex), None),
            heading=text.whom.heading(at),
            ahead=next((being for being in behind if being and being.sex in ("", pronoun.sex)), None),
            led=_LEADING.match(text.masked, sentence.start, at) is not None
            and not any(r.form == "name" and r.sex in ("", pronoun.sex) for r in before)
            and "," in text.text[pronoun.span.end : min(sentence.end, pronoun.span.end + 80)],
            plays=_PLAYS.search(text.masked, max(0, at - 14), at) is not None,
            wins=_WINS.match(text.text, pronoun.span.end) is not None,
            makes=_MAKES.match(text.text, pronoun.span.end) is not None,
        )  # fmt: skip

    # What speaks for each

    def _referred(self, asked: _Asked, last: Reference, rank: int) -> Candidate:
        """Return a candidate with what its last reference tells: how far it is, and which part it plays."""
        pronoun, candidate = asked.reference, Candidate(last.being)
        back = min(pronoun.sentence - last.sentence, 3)
        part = f"he-{last.part}" if last.form == "pronoun" else last.part
        candidate.has(
            f"back:{back}",
            f"part:{min(back, 2)}:{part}",
            f"parallel:{pronoun.part}:{last.part}" if back <= 1 else "parallel:far",
            "paragraph:same" if last.at >= asked.paragraph.start else "paragraph:other",
            f"rank:{min(rank, 4)}",
            f"rank:{pronoun.part}:{min(rank, 2)}",
        )
        if (last.quoted is None) != (pronoun.quoted is None):
            candidate.has("marks:into" if pronoun.quoted else "marks:out of")
        elif last.quoted is not pronoun.quoted:
            candidate.has("marks:other")
        if last.first:
            candidate.has(f"first:{back}")
        if last.part in ("bracket", "playing"):
            candidate.has("as performer")
        if last.being is None:
            candidate.has(f"nameless:{last.form}", f"nameless:back:{min(back, 2)}")
        self._bound(asked, candidate)
        self._around(asked, candidate, last)
        return candidate

    def _bound(self, asked: _Asked, candidate: Candidate) -> None:
        """Note what the subjects of this sentence and of the one before tell, and the pronoun before."""
        pronoun, being = asked.reference, candidate.being
        if being in asked.earlier:
            candidate.has("subject before")
            if asked.earlier[0] is being:
                candidate.has("first subject before" + (": opens" if asked.opens else ""))
        if being in asked.here:
            candidate.has("subject")
            if asked.here[0] is being:
                candidate.has("first subject")
        subject = asked.clause_subject
        if subject and subject.being is being:
            candidate.has(f"last subject:{pronoun.part}")
            if asked.binds and pronoun.part == "object" and being:
                candidate.has("bound")
        if asked.chain and asked.chain.being is being:
            back = min(2, pronoun.sentence - asked.chain.sentence)
            candidate.has(f"chain:{back}")
            if asked.chain.part == "subject" and pronoun.part == "subject":
                candidate.has(f"chain of subjects:{back}")

    def _around(self, asked: _Asked, candidate: Candidate, last: Reference) -> None:
        """Note what stands between the last reference and the pronoun, and whether the candidate spoke last."""
        pronoun, being, masked = asked.reference, candidate.being, self._text.masked
        if asked.named_last <= last.at and pronoun.at - last.span.end < _REACH:
            between = masked[last.span.end : pronoun.at]
            if _RELATIVE.match(between):
                candidate.has(f"relative clause:{pronoun.part}")
            elif _APPOSED.match(between):
                candidate.has(f"apposition:{pronoun.part}")
            elif _JOINED.fullmatch(between):
                candidate.has(f"joined:{pronoun.part}")
        if pronoun.quoted is None and pronoun.speaks and self._last_sayer.get(asked.sex) is being:
            candidate.has("spoke last")

    def _known(self, asked: _Asked, candidate: Candidate, being: Being) -> None:
        """Note what the whole text tells of a candidate: how much it is about him, whether he speaks or performs."""
        whole, pronoun = self._whole, asked.reference
        count, place = len(being.mentions), "marks" if pronoun.quoted else "open"
        candidate.features["share"] = math.log2(count / whole.most[asked.sex]) if count else -4.0
        candidate.has("few:1" if count <= 1 else "few:2" if count == 2 else "many")
        if being.number in whole.sexless:
            candidate.has("of no sex")
        if being is whole.main[asked.sex]:
            candidate.has("main", f"main:{place}" + (":opens" if asked.opens_paragraph else ""))
        if pronoun.quoted and being is whole.spoken_of(asked.sex):
            candidate.has("spoken of")
        if being is whole.speakers[asked.sex]:
            candidate.has(f"main speaker:{place}" + (":interview" if whole.is_interview else ""))
        if any(word in whole.titled for word in being.name.split()):
            candidate.has("in the title")
        if being.number in whole.performers:
            candidate.has("performer" + (":wins" if asked.wins else ""), *(["performer:played"] if asked.plays else []))
        if asked.makes:
            candidate.has("maker:makes" if being.number in whole.makers else "other:makes")
        if being is asked.heading:
            candidate.has("heading")
        if being is asked.ahead:
            candidate.has("ahead:led" if asked.led else "ahead:opens" if asked.opens else "ahead")
        if being is asked.sayer:
            candidate.has("says it")
        saying = "saying" if pronoun.speaks and not pronoun.quoted else ""
        candidate.has(f"{place}:{saying}:{'voice' if being.number in whole.voices else 'mute'}")
        low, high = (bisect_left(being.mentions, at) for at in (asked.paragraph.start, pronoun.at))
        candidate.features["in paragraph"] = float(min(3, high - low))
        if asked.opens_paragraph and being is self._opened_before(asked.paragraph):
            candidate.has("opens paragraph before")

    def _opened_before(self, paragraph: Span) -> Being | None:
        """Return whom the paragraph before names first."""
        index = self._text.layout.paragraph_index(paragraph.start) - 1
        return self._text.people.inside(self._text.layout.paragraphs[index]) if index >= 0 else None


def _behind_who(masked: str, offset: int) -> int:
    """Return where the verb begins whose subject ends at `offset`: behind "who", if that follows."""
    who = _WHO.match(masked, offset, offset + 80)
    return who.end() if who else offset


class Prominence:
    """The beings of a text as a whole: whom it is about (`main`), who speaks (`voices`), performs or makes films; by number or by sex.

    `fitting` has the numbers of those whom a pronoun of a sex may mean, `most` how often one of it is named at most.
    """

    def __init__(self, text: Text) -> None:
        beings = [being for being in text.people.beings if not matter_of(being.name)]
        named = [r for r in text.references if r.form == "name" and r.being]
        said = Counter(r.being.number for r in named if r.being and r.speaks and r.quoted is None)
        self.voices = frozenset(said)
        self.sexless = frozenset(being.number for being in beings if not being.sex)
        self.performers = frozenset(r.being.number for r in named if r.being and r.part in ("bracket", "playing"))
        self.makers = frozenset(
            r.being.number for r in named if r.being and _MAKER.search(text.text, max(0, r.at - 24), r.at)
        )
        self.titled = {word.removesuffix("'s").removesuffix("’s") for word in text.film.split()}
        self.is_interview = sum(run.inside.end - run.inside.start for run in text.quoted) > 0.2 * len(text.text)
        self.most, self.speakers = dict[str, int](), dict[str, Being | None]()
        self.main, self.fitting = dict[str, Being | None](), dict[str, frozenset[int]]()
        self._most_named, self._mute = dict[str, list[Being]](), dict[str, list[Being]]()
        for sex in ("m", "f"):
            own = [being for being in beings if being.sex == sex]
            self.fitting[sex] = frozenset(being.number for being in beings if being.sex in ("", sex))
            own.sort(key=self._centrality, reverse=True)
            self._mute[sex] = [being for being in own if being.number not in said and len(being.mentions) > 1]
            self.most[sex] = max((len(being.mentions) for being in own), default=1) or 1
            self._most_named[sex] = own[:_CENTRAL]
            self.main[sex] = next(iter(self._most_named[sex]), None)
            self.speakers[sex] = max((b for b in own if said[b.number]), key=lambda b: said[b.number], default=None)

    def central(self, sex: str) -> list[Being]:
        """Return whom of a sex the text is about most, and whom its witnesses speak of."""
        return [being for being in (*self._most_named[sex], self.spoken_of(sex)) if being]

    def spoken_of(self, sex: str, but: Collection[str] = ()) -> Being | None:
        """Return of whom the witnesses of the text speak: whom it is most about of those who say nothing, nobody named in `but`."""
        return next((each for each in self._mute[sex] if each.name not in but), None)

    def _centrality(self, being: Being) -> tuple[bool, int, int]:
        return bool(self.titled.intersection(being.name.split())), len(being.mentions), -being.number
