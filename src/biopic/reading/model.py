"""Let a language model that the user names read beside the rules.

In go a text and a `Model`; out come drafts, all of one documented confidence, and a `Refusal` for everything that the model
said and the text does not bear out to the character. langextract writes the prompts and places the passages; it is an extra
(`pip install 'biopic[model]'`) and imported only when it is needed. The same answers always give the same drafts in the same order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from biopic.documents import Span
from biopic.errors import EndpointError, one_line
from biopic.ontology import load_vocabulary
from biopic.reading.dialogue import Conversation, Limits, Model
from biopic.reading.drafts import KINDS, Draft, in_order
from biopic.reading.grounding import CONFIDENCE, Ground, UngroundedError, check_kind, draft_of
from biopic.reading.placing import SEPARATOR, Mention, langextract, place
from biopic.reading.prompt import EXAMPLES, describe

__all__ = ["CONFIDENCE", "Limits", "Model", "Refusal", "merge", "read_with_model", "stand_beside"]

MOST = 400
"""So many statements of one answer are looked at; no piece of text holds more."""

HEAD, TAIL = 500, 400
"""How many characters of the text's beginning, and of what stands before a piece of it, go along so that names are understood."""

SUFFIX = "_attributes"
_ENDS = ("\n\n", "\n", ". ", " ")
_GAP = re.compile(r"[\s,]*")


@dataclass(frozen=True)
class Refusal:
    """What was not taken from a model: why, what it said, and where (the passage if it has one, else the piece of text).

    An `unread` refusal is no statement: the model gave nothing for this stretch of the text, which therefore is unread.
    """

    why: str
    said: str
    span: Span
    reader: str
    unread: bool = False

    def to_json(self) -> str:
        """Return the refusal as one line for a ledger.

        >>> Refusal("'plot' is no kind of statement", "plot: a boat", Span(0, 9), "model m").to_json()
        '{"decision": "refused", "why": "\\'plot\\' is no kind of statement", "said": "plot: a boat", "start": 0, "end": 9, "reader": "model m", "unread": false}'
        """
        line = {
            "decision": "refused",
            "why": self.why,
            "said": self.said,
            "start": self.span.start,
            "end": self.span.end,
        }
        return json.dumps(line | {"reader": self.reader, "unread": self.unread}, ensure_ascii=False)


@dataclass(frozen=True)
class Statement:
    """One statement of an answer as the model made it."""

    kind: str
    passage: str
    attributes: Any

    @property
    def words(self) -> str:
        """Return the statement in one line that any file can hold."""
        return _safe(f"{self.kind}: {self.passage!r} {_json(self.attributes)}")


def read_with_model(
    text: str, model: Model, told: Callable[[int, int], None] | None = None
) -> tuple[list[Draft], list[Refusal]]:
    """Return what a model finds in a text, and what of its answers is refused.

    `told` hears how many pieces of the text are read, of how many. A model that fails on the way loses nothing: what it said
    before counts, and what it left is an `unread` refusal. Where nothing at all could be used, EndpointError says why.
    """
    scribe = Scribe(text, model)
    pieces = list(pieces_of(text, model.limits.chunk))
    conversation = Conversation(model)
    for number, piece in enumerate(pieces):
        try:
            answer = conversation.ask(scribe.prompt(piece))
        except EndpointError as error:
            if not scribe.usable:
                raise
            scribe.refuse(str(error), "", Span(piece.start, len(text)), unread=True)
            break
        scribe.take(answer, piece)
        if told is not None:
            told(number + 1, len(pieces))
    if pieces and not scribe.usable:
        what = f"the model {model.name} at {model.address} says nothing that can be used ({scribe.refused[0].why})"
        raise EndpointError(what, todo="try another model")
    return scribe.result()


def pieces_of(text: str, most: int) -> Iterator[Span]:
    """Yield the stretches in which a text is read: whole paragraphs, else lines, sentences or words, of `most` characters.

    >>> [(s.start, s.end) for s in pieces_of("One. Two.\\n\\nThree.", 12)]
    [(0, 11), (11, 17)]
    """
    start = 0
    while start < len(text):
        end = min(start + most, len(text))
        if end < len(text):
            cuts = (text.rfind(mark, start + most // 3, end) + len(mark) for mark in _ENDS)
            end = next((cut for cut in cuts if cut > start + most // 3), end)
        if any(c.isalnum() for c in text[start:end]):
            yield Span(start, end)
        start = end


class Scribe:
    """Writes the prompts for the pieces of one text, and turns the answers into drafts and refusals."""

    def __init__(self, text: str, model: Model) -> None:
        self.text, self.reader = text, f"model {model.name}"
        self.ground = Ground(text)
        self.drafts: list[Draft] = []
        self.refused: list[Refusal] = []
        self.usable = False
        self._lx = langextract()
        handler = self._lx.core.format_handler.FormatHandler(use_fences=False)
        template = self._lx.prompting.PromptTemplateStructured(description=describe(load_vocabulary()))
        template.examples.extend(self._example(*example) for example in EXAMPLES)
        self._generator = self._lx.prompting.QAPromptGenerator(template, handler)

    def _example(self, text: str, samples: Sequence[Any]) -> Any:
        made = [self._lx.core.data.Extraction(s.kind, s.passage, attributes=s.attributes) for s in samples]
        return self._lx.core.data.ExampleData(text=text, extractions=made)

    def prompt(self, piece: Span) -> str:
        """Return what the model is asked about a piece of the text."""
        context = None
        if piece.start:
            before = self.text[max(0, piece.start - TAIL) : piece.start]
            context = f"For names only, the text begins:\n{self.text[:HEAD]}\n[…]\nAnd just before Q stands:\n{before}"
        return str(self._generator.render(self.text[piece.start : piece.end], context))

    def take(self, answer: str, piece: Span) -> None:
        """Turn one answer into drafts and refusals."""
        statements, complaint = statements_of(answer)
        self.usable |= bool(statements) or not complaint
        if complaint:
            self.refuse(complaint, answer, piece, unread=True)
        for statement, span in zip(statements, self._place(statements, piece), strict=True):
            if isinstance(span, Span):
                try:
                    self.drafts.append(draft_of(self.ground, statement.kind, span, statement.attributes, self.reader))
                except UngroundedError as error:
                    self.refuse(str(error), statement.words, span)
            else:
                self.refuse(span, statement.words, piece)

    def refuse(self, why: str, said: str, span: Span, unread: bool = False) -> None:
        """Note what is not taken."""
        self.refused.append(Refusal(_safe(why), _safe(said), span, self.reader, unread))

    def result(self) -> tuple[list[Draft], list[Refusal]]:
        """Return the drafts in order, each once, with nothing inside noise; and the refusals in the order of the text."""
        noise = [draft.span for draft in self.drafts if draft.kind == "noise"]
        kept = []
        for draft in in_order(self.drafts):
            if draft.kind != "noise" and any(span.overlaps(draft.span) for span in noise):
                self.refuse("it stands inside what the model calls noise", draft.to_json(), draft.span)
            else:
                kept.append(draft)
        order = sorted(self.refused, key=lambda r: (r.span.start, r.span.end, r.why, r.said))
        return kept, order

    # Where the passages stand

    def _place(self, statements: Sequence[Statement], piece: Span) -> list[Span | str]:
        """Return for each statement the span of its passage, or why it has none.

        Statements of different facts with the same passage share its place; the same fact again is looked for further on.
        """
        seen: Counter[tuple[str, str]] = Counter()
        names: list[Mention | str] = []
        for statement in statements:
            wrong = _unplaceable(statement)
            fact = (statement.passage, statement.words)
            names.append(wrong or (statement.passage, seen[fact]))
            seen[fact] += not wrong
        wanted = [name for name in names if isinstance(name, tuple)]
        text = self.text[piece.start : piece.end]
        found = place(wanted, text)
        return [name if isinstance(name, str) else _placed(name, found, text, piece) for name in names]


def _placed(name: Mention, found: dict[Mention, Span], text: str, piece: Span) -> Span | str:
    """Return where a mention stands in the whole text, or why nobody knows."""
    if name in found:
        return Span(piece.start + found[name].start, piece.start + found[name].end)
    if name[0] in text:
        return "langextract finds no place for the passage"
    return "the passage is not in this piece of the text, to the character"


def _unplaceable(statement: Statement) -> str:
    """Say why there is no point in looking for a passage, "" where there is."""
    try:
        check_kind(statement.kind, statement.attributes)
    except UngroundedError as error:
        return str(error)
    empty = not any(c.isalnum() for c in statement.passage) or SEPARATOR in statement.passage
    return "there is no passage" if empty else ""


def statements_of(answer: str) -> tuple[list[Statement], str]:
    """Return the statements of an answer as far as it is whole, and what is wrong with the rest, "" if nothing is.

    >>> statements_of('Sure! {"extractions": [{"theme": "Duty", "theme_attributes": {"value": "Duty"}}, {"the')
    ([Statement(kind='theme', passage='Duty', attributes={'value': 'Duty'})], 'the answer breaks off behind statement 1')
    >>> statements_of("I would rather not.")
    ([], 'the answer is no list of statements')
    """
    answer = answer.rpartition("</think>")[2]
    named = re.search(r'"extractions"\s*:\s*\[', answer)
    at = named.end() if named else answer.find("[") + 1
    if not at:
        return [], "the answer is no list of statements"
    found: list[Statement] = []
    decoder = json.JSONDecoder()
    while len(found) < MOST:
        gap = _GAP.match(answer, at)
        at = gap.end() if gap else at
        if answer[at : at + 1] == "]":
            return found, ""
        try:
            item, at = decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            what = (
                f"the answer breaks off behind statement {len(found)}"
                if found
                else "the answer is no list of statements"
            )
            return found, what
        found += list(_statements(item)) or [Statement("", _json(item), None)]
    return found[:MOST], f"the answer goes on behind statement {MOST}"


def _statements(item: object) -> Iterator[Statement]:
    """Yield what one item of an answer says: each key that has attributes beside it, or none."""
    if isinstance(item, dict):
        for key, passage in item.items():
            if not key.endswith(SUFFIX):
                said = passage if isinstance(passage, str) else "" if isinstance(passage, dict | list) else str(passage)
                yield Statement(key, said, item.get(key + SUFFIX))


def _json(value: object) -> str:
    """Return a value as JSON on one line, however deep it is."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _safe(text: str) -> str:
    """Return text on one line of bearable length, without halves of characters."""
    return one_line(text.encode("utf-8", "replace").decode(), 500)


# Beside the rules


def merge(rules: Iterable[Draft], model: Iterable[Draft]) -> list[Draft]:
    """Return the drafts of both readers in order; a fact that both found is one draft, at the rule's passage.

    It has the higher confidence and both readers' names, and of the model's fields those that the rule left empty.

    >>> rule = Draft("theme", "Lamp", "Duty", Span(4, 8), "story", 0.9, "themes")
    >>> both = merge([rule], [replace(rule, span=Span(2, 8), confidence=0.6, reader="model m")])
    >>> [(d.span.start, d.confidence, d.reader) for d in both]
    [(4, 0.9, 'themes + model m')]
    """
    ours = in_order(rules)
    kept, _ = stand_beside(ours, model)
    places: dict[tuple[object, ...], list[int]] = {}
    for number, draft in enumerate(ours):
        places.setdefault(_fact(draft), []).append(number)
    alone = []
    for draft in kept:
        same = next((n for n in places.get(_fact(draft), ()) if _agree(ours[n], draft)), None)
        if same is None:
            alone.append(draft)
        else:
            ours[same] = _both(ours[same], draft)
    return in_order([*ours, *alone])


def stand_beside(rules: Sequence[Draft], model: Iterable[Draft]) -> tuple[list[Draft], list[Refusal]]:
    """Return the model's drafts that may stand beside the rules', and those that may not: one of the two calls it noise."""
    noise = [draft.span for draft in rules if draft.kind == "noise"]
    matter = [draft.span for draft in rules if draft.kind != "noise"]
    kept, refused = [], []
    for draft in in_order(model):
        against = matter if draft.kind == "noise" else noise
        if any(span.overlaps(draft.span) for span in against):
            why = (
                "the rules find facts in it"
                if draft.kind == "noise"
                else "it stands in what the rules find to be noise"
            )
            refused.append(Refusal(why, _safe(draft.to_json()), draft.span, draft.reader))
        else:
            kept.append(draft)
    return kept, refused


def _fact(draft: Draft) -> tuple[object, ...]:
    """Return what two drafts of one fact have in common; of what is told in free words that is the passage."""
    if draft.kind == "noise":
        return (draft.kind,)
    if draft.kind in ("departure", "denial"):
        return (draft.kind, draft.span)
    return (draft.kind, draft.denied, _fold(draft.subject), _fold(draft.value))


def _agree(rule: Draft, model: Draft) -> bool:
    """Say whether the passages of a fact overlap and no field of one contradicts the other's."""
    mine, theirs = dict(rule.fields), dict(model.fields)
    both = [name for name in mine if mine[name] and theirs.get(name)]
    free = rule.kind in ("departure", "denial")
    return rule.span.overlaps(model.span) and (free or all(_fold(mine[name]) == _fold(theirs[name]) for name in both))


def _fold(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(" ".join(each.casefold().split()) for each in ((said,) if isinstance(said, str) else said)))


def _both(rule: Draft, model: Draft) -> Draft:
    readers = rule.reader if model.reader in rule.reader.split(" + ") else f"{rule.reader} + {model.reader}"
    mine, theirs = dict(rule.fields), dict(model.fields)
    fields = tuple((name, mine.get(name) or theirs.get(name, "")) for name in KINDS[rule.kind] if name in mine | theirs)
    return replace(rule, confidence=max(rule.confidence, model.confidence), reader=readers, fields=fields)
