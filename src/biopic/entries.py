"""The entries of a dossier: `assertions/*.yaml` and `*.jsonl`, one passage each, with what it says and denies.

A quote is found in the document's text, to the character, or refused with its candidates; an entry with offsets needs no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from biopic import marked
from biopic.documents import Document, Span, find_quote, nearest
from biopic.dossier import Assertion, Dossier, Drafted, Literal, Passage, Thing, Value, Withdrawal
from biopic.errors import DossierError
from biopic.fields import (
    as_list,
    as_map,
    as_text,
    check_agent,
    check_class,
    closest,
    day_of,
    flag,
    need,
    only,
    optional,
    refer,
    span_of,
    texts_of,
)
from biopic.marked import List, Map, Text
from biopic.ontology import Property, Vocabulary
from biopic.values import parse_quantity, parse_time

CONFIDENCE = re.compile(r"0|1|0\.\d{1,6}|1\.0{1,6}", re.ASCII)
DRAFTS = ".drafts.jsonl"
"""How the names of the files end that `biopic read` keeps with what nobody has reviewed yet."""


def read_assertions(dossier: Dossier, vocabulary: Vocabulary, *, drafts: bool = False) -> None:
    """Read every assertions file into the dossier's passages and assertions; complaints are gathered, one an entry.

    With `drafts`, what a reader drafted and nobody has reviewed comes last, and counts only where no person has spoken.
    """
    found: dict[str, Assertion] = {}
    reviewed: dict[str, Passage] = {}
    for path in _files(dossier, drafts):
        if path.name.endswith(DRAFTS):
            reviewed = {passage.local: passage for passage in dossier.passages if passage.drafted is None}
        document = dossier.documents.get(path.name.partition(".")[0])
        if document is None:
            raise DossierError(
                f"no document is called {path.stem}",
                file=path,
                todo=f"name the file after one of: {', '.join(dossier.documents)}",
            )
        entries = marked.load_jsonl(path) if path.suffix == ".jsonl" else as_list(marked.load_yaml(path), path)
        for entry in entries:
            with dossier.complaining():
                passage, assertions = read_entry(dossier, document, as_map(entry, path), vocabulary, path)
                passage, assertions = _behind(reviewed.get(passage.local), passage, assertions)
                if passage.drafted and assertions and all(_taken_back(found, said) for said in assertions):
                    continue
                if reviewed.get(passage.local) is not passage:
                    dossier.passages.append(passage)
                for assertion in assertions:
                    known = found.get(assertion.local)
                    found[assertion.local] = assertion if known is None else _join(known, assertion)
    dossier.assertions = [found[key] for key in sorted(found)]
    dossier.passages = _surest(dossier.passages)
    _refuse_doubles(dossier)


def _files(dossier: Dossier, drafts: bool) -> list[Path]:
    files = sorted([*dossier.folder.glob("assertions/*.yaml"), *dossier.folder.glob("assertions/*.jsonl")])
    drafted = [path for path in files if path.name.endswith(DRAFTS)]
    return [path for path in files if path not in drafted] + (drafted if drafts else [])


def _behind(reviewed: Passage | None, passage: Passage, said: list[Assertion]) -> tuple[Passage, list[Assertion]]:
    """Let a draft stand at the passage as a person has described it; where that carries nothing, the draft says nothing."""
    if passage.drafted is None or reviewed is None:
        return passage, said
    return reviewed, [] if reviewed.none else [replace(each, passages=(reviewed,)) for each in said]


def _taken_back(found: dict[str, Assertion], said: Assertion) -> bool:
    """Say whether an editor withdrew what a draft says."""
    known = found.get(said.local)
    return known is not None and known.withdrawn is not None


def _join(first: Assertion, second: Assertion) -> Assertion:
    """Give one assertion the passages of both; it stands if either does. A draft takes nothing back and adds no word of a person."""
    if second.drafted and first.withdrawn:
        return first
    known = {passage.local for passage in first.passages}
    if second.drafted and first.drafted is None:
        return replace(
            first, passages=(*first.passages, *(p for p in second.passages if p.drafted and p.local not in known))
        )
    if first.drafted and second.drafted and second.drafted.confidence > first.drafted.confidence:
        first = replace(first, drafted=second.drafted)
    passages = (*first.passages, *(p for p in second.passages if p.local not in known))
    withdrawn = first.withdrawn if second.withdrawn else None
    return replace(first, passages=passages, withdrawn=withdrawn)


def _surest(passages: list[Passage]) -> list[Passage]:
    """Give passages that several drafts have in common the surest of their readers."""
    best: dict[str, Drafted] = {}
    for passage in passages:
        if passage.drafted:
            known = best.setdefault(passage.local, passage.drafted)
            best[passage.local] = max(known, passage.drafted, key=lambda d: (d.confidence, d.reader))
    return [replace(each, drafted=best[each.local]) if each.drafted else each for each in passages]


def _refuse_doubles(dossier: Dossier) -> None:
    seen: dict[str, Passage] = {}
    for passage in dossier.passages:
        first = seen.setdefault(passage.local, passage)
        if first is not passage and (first.gist != passage.gist or first.direct != passage.direct):
            raise DossierError(
                f"passage {passage.span} has two gists, the first at {first.file.name}:{first.line}",
                file=passage.file,
                line=passage.line,
                todo="give both entries the same gist and direct, or join them",
            )


KEYS = (
    "at", "quote", "line", "gist", "by", "direct", "says", "denies", "none", "withdrawn", "reader", "confidence",
)  # fmt: skip


def read_entry(
    dossier: Dossier, document: Document, entry: Map, vocabulary: Vocabulary, path: Path
) -> tuple[Passage, list[Assertion]]:
    """Return the passage of one entry and what it asserts, or raise DossierError with what is wrong in it."""
    only(entry, path, *KEYS)
    span = locate(dossier, document, entry, path)
    left_out = document.left_out_at(span)
    if left_out is not None:
        raise DossierError(
            f"passage {span} lies in the part {left_out.span} left out as {left_out.left_out}",
            file=path,
            line=entry.line,
            todo="take another passage, or let the part in",
        )
    direct = flag(entry, "direct", path)
    none = optional(entry, "none", path)
    by = tuple(check_agent(dossier.things, name, vocabulary, path) for name in texts_of(entry, "by", path))
    gist = str(need(entry, "gist", path))
    drafted = _drafted(entry, path)
    passage = Passage(document, span, gist, direct, none, by if direct else (), path, entry.line, drafted)
    statements = [(key, entry[key]) for key in ("says", "denies") if key in entry]
    if none and statements:
        raise DossierError("says something and none", file=path, line=entry.line, todo="remove none: or the statements")
    if not none and not statements and not direct:
        raise DossierError(
            "an entry says nothing",
            file=path,
            line=entry.line,
            todo="add says:, denies:, direct: true, or none: with the reason",
        )
    withdrawn = _withdrawal(entry, path)
    author = document.author_at(span)
    chain = by or ((author,) if author else ())
    assertions = [
        _assert(dossier, passage, subject, predicate, value, key == "denies", chain, len(by), withdrawn, vocabulary, path)
        for key, said in statements for subject, predicate, value in _statements(said, path)
    ]  # fmt: skip
    return passage, assertions


def _statements(said: Any, path: Path) -> Iterator[tuple[Text, Text, Any]]:
    """Yield each subject, predicate and value; what is empty states nothing, so it is a slip and refused."""
    for subject, facts in _filled(as_map(said, path), path).items():
        for predicate, raw in _filled(as_map(facts, path), path).items():
            for value in _filled(raw, path) if isinstance(raw, List) else [raw]:
                yield subject, predicate, value


def _filled(said: Any, path: Path) -> Any:
    if not said:
        raise DossierError("nothing stands here", file=path, line=said.line, todo="write a value, or remove the key")
    return said


def _assert(dossier: Dossier, passage: Passage, subject: Text, predicate: Text, value: Any, denied: bool, chain: tuple[str, ...], named: int,
            withdrawn: Withdrawal | None, vocabulary: Vocabulary, path: Path) -> Assertion:  # fmt: skip
    thing = dossier.things.get(subject)
    if thing is None:
        raise DossierError(
            f"{subject} is not declared",
            file=path,
            line=subject.line,
            todo=f"declare it under things/; {closest(subject, dossier.things)}",
        )
    found = vocabulary.properties.get(predicate)
    if found is None or not found.assertable:
        names = [name for name, p in vocabulary.properties.items() if p.assertable]
        raise DossierError(
            f"{predicate} is no predicate that can be asserted",
            file=path,
            line=predicate.line,
            todo=closest(predicate, names),
        )
    check_class(
        thing.kind,
        found.domain,
        vocabulary,
        f"{subject} is a {thing.kind}, and {predicate} is not said of one",
        path,
        predicate.line,
    )
    text = as_text(value, predicate, path)
    world = found.world or vocabulary.world_of([thing.kind]) or "life"
    return Assertion(passage.document, str(subject), str(predicate), _value(text, found, dossier.things, vocabulary, path), denied, chain, named, world,
                     (passage,), withdrawn, path, predicate.line, passage.drafted)  # fmt: skip


def _value(text: Text, found: Property, things: dict[str, Thing], vocabulary: Vocabulary, path: Path) -> Value:
    try:
        if found.literal:
            return Literal(str(text))
        if "Time" in found.range:
            return parse_time(str(text))
        if "Quantity" in found.range:
            return parse_quantity(str(text))
    except ValueError as error:
        raise DossierError(
            str(error), file=path, line=text.line, todo=f"write the value of {found.name} another way"
        ) from None
    return refer(text, found, things, vocabulary, path)


def locate(dossier: Dossier, document: Document, entry: Map, path: Path) -> Span:
    """Return the entry's offsets, where a quote beside them must stand, or the one place of its quote."""
    text = dossier.texts.get(document.name)
    if "quote" not in entry or ("at" in entry and text is None):
        return span_of(need(entry, "at", path), document.length, path)
    quote = need(entry, "quote", path)
    if text is None:
        raise DossierError(
            f"a quote needs the text of {document.name}",
            file=path,
            line=entry.line,
            todo=f"put {document.file} into {dossier.folder}/documents, or write at: with offsets",
        )
    if "at" not in entry:
        return find_one(text, quote, need(entry, "line", path) if "line" in entry else None, path)
    at = need(entry, "at", path)
    span = span_of(at, document.length, path)
    if text[span.start : span.end] != quote:
        places = ", ".join(str(p.span) for p in find_quote(text, str(quote))[:8]) or find_one(text, quote, None, path)
        raise DossierError(
            f"the quote stands at {places}, not at {at}", file=path, line=at.line, todo="remove at: or the quote"
        )
    return span


def find_one(text: str, quote: Text, line: Text | None, path: Path) -> Span:
    """Return the one place of `quote` in `text` (on `line` of it, where given); refuse an absent or ambiguous quote with its candidates."""
    everywhere = find_quote(text, str(quote))
    places = [p for p in everywhere if line is None or str(p.line) == line]
    if len(places) == 1:
        return places[0].span
    if everywhere:
        lines = ", ".join(f"line {p.line} ({p.span})" for p in (places or everywhere)[:8])
        raise DossierError(
            f"the quote stands {len(places)} times: {lines}" if places else f"the quote is not on line {line}: {lines}",
            file=path,
            line=quote.line,
            todo="quote more words, or add line: with the number of the line" if places else "mend line:",
        )
    near = "; ".join(f"line {p.line}: {_short(text[p.span.start : p.span.end])}" for p in nearest(text, str(quote)))
    raise DossierError(
        f"the quote is not in the document: {_short(quote)}",
        file=path,
        line=quote.line,
        todo=f"nearest are {near}" if near else "quote it to the character",
    )


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _drafted(entry: Map, path: Path) -> Drafted | None:
    """Return who drafted an entry that nobody has reviewed, None for a person's own."""
    if "reader" not in entry and "confidence" not in entry:
        return None
    reader, confidence = need(entry, "reader", path), need(entry, "confidence", path)
    if not CONFIDENCE.fullmatch(confidence):
        raise DossierError(
            f"{confidence} is no confidence", file=path, line=confidence.line, todo="write a number from 0 to 1"
        )
    return Drafted(str(reader), Decimal(confidence))


def _withdrawal(entry: Map, path: Path) -> Withdrawal | None:
    said = entry.get("withdrawn")
    if said is None:
        return None
    said = as_map(said, path)
    only(said, path, "on", "by", "reason")
    return Withdrawal(
        day_of(need(said, "on", path), path), str(need(said, "by", path)), str(need(said, "reason", path))
    )
