"""The entries of a dossier: `assertions/*.yaml` and `*.jsonl`, one passage each, with what it says and denies.

A quote is found in the document's text, to the character, or refused with its candidates; an entry with offsets needs no text.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from biopic import marked
from biopic.documents import Document, Span, find_quote, nearest
from biopic.dossier import Assertion, Dossier, Literal, Passage, Thing, Value, Withdrawal
from biopic.errors import DossierError
from biopic.fields import (
    as_list,
    as_map,
    check_agent,
    check_class,
    closest,
    day_of,
    flag,
    need,
    only,
    refer,
    span_of,
    values_of,
)
from biopic.marked import List, Map, Text
from biopic.ontology import Property, Vocabulary
from biopic.values import parse_quantity, parse_time


def read_assertions(dossier: Dossier, vocabulary: Vocabulary) -> None:
    """Read every assertions file into the dossier's passages and assertions; complaints are gathered, one an entry."""
    found: dict[str, Assertion] = {}
    files = sorted([*dossier.folder.glob("assertions/*.yaml"), *dossier.folder.glob("assertions/*.jsonl")])
    for path in files:
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
                passage, assertions = _read_entry(dossier, document, as_map(entry, path), vocabulary, path)
                dossier.passages.append(passage)
                for assertion in assertions:
                    known = found.get(assertion.local)
                    found[assertion.local] = assertion if known is None else _join(known, assertion)
    dossier.assertions = [found[key] for key in sorted(found)]
    _refuse_doubles(dossier)


def _join(first: Assertion, second: Assertion) -> Assertion:
    """Give one assertion the passages of both; it stands if either does."""
    known = {passage.local for passage in first.passages}
    passages = (*first.passages, *(p for p in second.passages if p.local not in known))
    withdrawn = first.withdrawn if second.withdrawn else None
    return replace(first, passages=passages, withdrawn=withdrawn)


def _refuse_doubles(dossier: Dossier) -> None:
    seen: dict[str, Passage] = {}
    for passage in dossier.passages:
        first = seen.setdefault(passage.local, passage)
        if first is not passage and (first.gist != passage.gist or first.direct != passage.direct):
            path = dossier.folder / "assertions" / f"{passage.document.name}.yaml"
            raise DossierError(
                f"passage {passage.span} has two gists, the first at line {first.line}",
                file=path,
                line=passage.line,
                todo="give both entries the same gist and direct, or join them",
            )


def _read_entry(
    dossier: Dossier, document: Document, entry: Map, vocabulary: Vocabulary, path: Path
) -> tuple[Passage, list[Assertion]]:
    only(entry, path, "at", "quote", "line", "gist", "by", "direct", "says", "denies", "none", "withdrawn")
    span = _locate(dossier, document, entry, path)
    left_out = document.left_out_at(span)
    if left_out is not None:
        raise DossierError(
            f"passage {span} lies in the part {left_out.span} left out as {left_out.left_out}",
            file=path,
            line=entry.line,
            todo="take another passage, or let the part in",
        )
    direct = flag(entry, "direct", path)
    none = str(entry.get("none", ""))
    by = tuple(check_agent(dossier.things, name, vocabulary, path) for name in values_of(entry.get("by", List(1))))
    passage = Passage(document, span, str(need(entry, "gist", path)), direct, none, by if direct else (), entry.line)
    statements = [(key, said) for key in ("says", "denies") if (said := entry.get(key)) is not None]
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
        for key, said in statements for subject, facts in as_map(said, path).items()
        for predicate, raw in as_map(facts, path).items() for value in values_of(raw)
    ]  # fmt: skip
    return passage, assertions


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
    if not isinstance(value, Text):
        raise DossierError(
            f"the value of {predicate} is a map", file=path, line=predicate.line, todo="give a name, a date or a number"
        )
    world = found.world or vocabulary.world_of([thing.kind]) or "life"
    return Assertion(passage.document, str(subject), str(predicate), _value(value, found, dossier.things, vocabulary, path), denied, chain, named, world,
                     (passage,), withdrawn, path, predicate.line)  # fmt: skip


def _value(text: Text, found: Property, things: dict[str, Thing], vocabulary: Vocabulary, path: Path) -> Value:
    try:
        if found.literal:
            if not text.strip():
                raise ValueError(f"{found.name} is empty")
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


def _locate(dossier: Dossier, document: Document, entry: Map, path: Path) -> Span:
    at, quote = entry.get("at"), entry.get("quote")
    text = dossier.texts.get(document.name)
    if quote is None:
        return span_of(need(entry, "at", path), document.length, path)
    if text is None:
        if at is not None:
            return span_of(at, document.length, path)
        raise DossierError(
            f"a quote needs the text of {document.name}",
            file=path,
            line=entry.line,
            todo=f"put {document.file} into {dossier.folder}/documents, or write at: with offsets",
        )
    span = find_one(text, quote, entry.get("line"), path)
    if at is not None and span_of(at, document.length, path) != span:
        raise DossierError(
            f"the quote stands at {span}, not at {at}", file=path, line=at.line, todo="remove at: or the quote"
        )
    return span


def find_one(text: str, quote: Text, line: Text | None, path: Path) -> Span:
    """Return the one place of `quote` in `text` (on `line` of it, where given); refuse an absent or ambiguous quote with its candidates."""
    places = [p for p in find_quote(text, str(quote)) if line is None or str(p.line) == line]
    if len(places) == 1:
        return places[0].span
    if places:
        lines = ", ".join(f"line {p.line} ({p.span})" for p in places[:8])
        raise DossierError(
            f"the quote stands {len(places)} times: {lines}",
            file=path,
            line=quote.line,
            todo="quote more words, or add line: with the number of the line",
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


def _withdrawal(entry: Map, path: Path) -> Withdrawal | None:
    said = entry.get("withdrawn")
    if said is None:
        return None
    said = as_map(said, path)
    only(said, path, "on", "by", "reason")
    return Withdrawal(
        day_of(need(said, "on", path), path), str(need(said, "by", path)), str(need(said, "reason", path))
    )
