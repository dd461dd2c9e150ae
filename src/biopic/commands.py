"""What each command does: one function a command, from parsed options to printed lines and an exit code."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from biopic.errors import InputError
from biopic.places import CHECKOUT, folder

DEFAULT_STORE = "build/store"


def build(options: Namespace, rest: list[str]) -> int:
    """Build a graph folder, write the store, and say in a few lines what is in it."""
    from biopic.building.generation import build_graph
    from biopic.dataset import BASE

    where = store_of(options)
    made = build_graph(
        _graph(options), where, options.documents, base=options.base or BASE, engine=options.engine,
        drafts=options.drafts, full=options.full, jobs=options.jobs or 0,
        cluster=options.cluster,
    )  # fmt: skip
    for dossier in made.dossiers:
        present = f"{dossier['present']} of {len(dossier['documents'])} documents present"
        _say(f"{dossier['title']}: {dossier['assertions']} assertions, {dossier['passages']} passages, {present}")
        if dossier["unreviewed"]:
            _say(f"{dossier['unreviewed']} of these assertions were drafted by a reader and reviewed by nobody")
    outcomes = made.outcomes
    names = sorted(outcomes, key=lambda name: (-outcomes[name], name))
    _say("comparisons: " + ", ".join(f"{outcomes[name]} {_spaced(name)}" for name in names))
    _say(f"store: {where} ({made.quads} quads, {made.digest[:12]})")
    return 0


def ask(options: Namespace, rest: list[str]) -> int:
    """Answer a question by name or in plain words; list the library without one."""
    from biopic.questions import find_question, is_name, resolve

    if options.list or (options.question is None and not rest):
        _list_questions()
        return 0
    if options.question is None:
        raise InputError("no question", todo="list them with: biopic ask")
    values = _parameters(rest)
    target, texts = _target(options)
    if is_name(options.question) or " " not in options.question.strip():
        question = find_question(options.question)
        kinds = {parameter.name: parameter for parameter in question.parameters}
        bound = {
            name: resolve(target, kinds[name], value) if name in kinds else value for name, value in values.items()
        }
    else:
        found = _understand(target, options.question, values)
        if found is None:
            return 2
        question, bound = found
    query = question.bind(bound)  # type: ignore[arg-type]
    if question.about or options.service is not None:
        query = _federated(options, target, question, query)
    if options.show:
        print(query, end="")
        return 0
    from biopic.answers import read_answer
    from biopic.render import FORMATS
    from biopic.sparql import select

    answer = read_answer(target, question, select(target, query), texts)
    total = len(answer.rows)
    if options.limit is not None:
        answer.rows = answer.rows[: max(options.limit, 0)]
    if options.format == "table":
        _say(f"{question.words} {_spoken(bound, answer.labels)}".rstrip())
    print(FORMATS[options.format](answer, target), end="")
    if total > len(answer.rows):
        _say(f"… {total - len(answer.rows)} more rows; leave out --limit to see them")
    if options.format == "table":
        _say(f"note: {question.note}")
    if answer.drafts and (drafted := _unreviewed(answer)):
        _say(f"note: {drafted}")
    return 0


def _federated(options: Namespace, target: Any, question: Any, query: str) -> str:
    """Return a question's query with what the named service answers in it; with --show, with the service's address."""
    from biopic.federation import ask_service, parse_federated
    from biopic.linking.endpoint import Endpoint
    from biopic.linking.polite import Polite

    if not question.about:
        raise InputError(f"{question.name} needs no service", todo="leave out --service")
    if options.service is None:
        if options.show:
            return query
        raise InputError(
            f"{question.name} needs a service beside the graph", todo="name one, with --service URL, such as a SPARQL endpoint of Wikidata"
        )  # fmt: skip
    polite = Polite(options.contact, tries=3, tell=_say)
    polite.check(options.service)
    if options.show:
        return parse_federated(query).at(options.service)
    return ask_service(target, Endpoint(options.service, polite), query, question.about)


def _unreviewed(answer: Any) -> str:
    """Say how much of an answer rests on drafts, nothing where none of it does."""
    number = answer.unreviewed
    if not number:
        may = any(not row.evidence for row in answer.rows)
        return "the graph holds drafts that nobody has reviewed; this answer may rest on some of them" if may else ""
    these = "1 of these passages was" if number == 1 else f"{number} of these passages were"
    return f"{these} drafted by a reader and reviewed by nobody"


def query(options: Namespace, rest: list[str]) -> int:
    """Run a SPARQL query from a file, an argument or standard input."""
    from biopic.render import render_sparql
    from biopic.sparql import films_of, with_prefixes

    if (options.text is None) == (options.file is None):
        raise InputError("give one query", todo="name a file, - for standard input, or -e 'SPARQL'")
    text = options.text if options.text is not None else _read(options.file)
    target, _ = _target(options)
    films = films_of(target) if options.endpoint is None else []
    print(render_sparql(target.run(with_prefixes(text, target.base, films)), options.format, target.base), end="")
    return 0


def export(options: Namespace, rest: list[str]) -> int:
    """Write the graph in one of the export formats."""
    from biopic.export import FORMATS
    from biopic.export import export as export_graph
    from biopic.parquet import write_parquet
    from biopic.store import write_atomically

    asked = options.against or options.contact or options.unreferenced or options.living or options.left_out
    if options.format in (*FORMATS, "parquet") and (asked or options.contradictory != "leave-out"):
        what = f"--format {options.format} is not for Wikidata, and takes none of its options"
        raise InputError(what, todo="leave them out, or write --format quickstatements")
    if options.format == "parquet" and options.output is None:
        raise InputError("Parquet is no text", todo="name a file with -o")
    opened = _opened(options)
    try:
        if options.format == "parquet":
            write_parquet(opened, options.output)
            return 0
        text = export_graph(opened, options.format) if options.format in FORMATS else _give(options, opened)
    except RuntimeError as error:
        raise InputError(
            f"the store is damaged ({error})", file=store_of(options), todo="build it again with: biopic build"
        ) from None
    if options.output is None:
        sys.stdout.write(text)
        return 0
    try:
        write_atomically(options.output, text.encode())
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", file=options.output, todo="check the folder"
        ) from None
    return 0


def _give(options: Namespace, opened: Any) -> str:
    """Return what can be given back to Wikidata, in one of the formats that it takes."""
    from biopic.giving.commands import give
    from biopic.sparql import Local

    return give(options, Local(opened.store, opened.base))


def validate(options: Namespace, rest: list[str]) -> int:
    """List every fault of a graph folder; exit 1 if there is one."""
    from biopic.building.generation import find_faults

    how = {"engine": options.engine, "drafts": options.drafts, "cluster": options.cluster}
    faults = find_faults(_graph(options), options.documents, **how)
    for fault in faults:
        print(f"<{fault.focus}> {fault.value}: {fault.message} (shape {fault.shape})")
    _say(f"{len(faults)} faults" if faults else "conforms")
    return 1 if faults else 0


def reason(options: Namespace, rest: list[str]) -> int:
    """Run HermiT over the store; print what it classified as a biopic."""
    from biopic.reason import reason as run_reasoner

    found = run_reasoner(_opened(options).store)
    _say(f"consistent: {found.individuals} individuals")
    for iri in found.biopics:
        print(f"{iri} is a Biopic, inferred")
    return 0


def anchor(options: Namespace, rest: list[str]) -> int:
    """Check every quote and entry of a dossier; with --to, rewrite its files."""
    from biopic.anchor import rewrite
    from biopic.store import write_atomically

    complaints = 0
    for dossier in _lenient(options):
        for complaint in dossier.complaints:
            print(complaint)
        complaints += len(dossier.complaints)
        if options.to and not dossier.complaints:
            files = sorted(dossier.folder.glob("assertions/*.yaml"))
            texts = {path: rewrite(dossier, path, to_quotes=options.to == "quotes") for path in files}
            for path, text in texts.items():
                write_atomically(path, text.encode())
        _say(f"{dossier.name}: {len(dossier.passages)} passages, {len(dossier.assertions)} assertions")
    return 2 if complaints else 0


def coverage(options: Namespace, rest: list[str]) -> int:
    """Print the table of coverage and every sentence that nothing accounts for; exit 1 if there is one."""
    from rich.console import Console
    from rich.table import Table

    from biopic.coverage import cover

    grid = Table(
        "document", "sentences", "stating", "with none", "missing", "passages", "assertions", "characters left out"
    )
    missing: list[str] = []
    for dossier in _lenient(options):
        for complaint in dossier.complaints:
            print(complaint, file=sys.stderr)
        for document in dossier.documents.values():
            text = dossier.texts.get(document.name)
            if text is None:
                grid.add_row(document.name, *["text not here"] + [""] * 6)
                continue
            found = cover(dossier, document, text)
            numbers = (
                found.sentences,
                found.stating,
                found.none,
                len(found.missing),
                found.passages,
                found.assertions,
                found.left_out,
            )
            grid.add_row(document.name, *(str(number) for number in numbers))
            missing += [
                f"{document.file}:{text.count(chr(10), 0, s.start) + 1}: {s}: {text[s.start : s.end]}"
                for s in found.missing
            ]
    Console(width=110).print(grid)
    for line in missing:
        print(line)
    return 1 if missing else 0


def schema(options: Namespace, rest: list[str]) -> int:
    """Print the JSON Schema of one of a dossier's files."""
    from biopic.schema import json_schema

    print(json.dumps(json_schema(options.file), indent=2))
    return 0


# What several commands need


def _graph(options: Namespace) -> Path:
    return options.graph or folder("graph")


def store_of(options: Namespace) -> Path:
    """Return the store that is named, else the one here, else (to read from anywhere) the checkout's own."""
    if options.store or "BIOPIC_STORE" in os.environ:
        return options.store or Path(os.environ["BIOPIC_STORE"])
    here, own = Path(DEFAULT_STORE), CHECKOUT / DEFAULT_STORE
    return own if options.command != "build" and own.exists() and not here.exists() else here


def _lenient(options: Namespace) -> Iterator[Any]:
    from biopic.build import documents_of, find_dossiers
    from biopic.load import load_dossier
    from biopic.ontology import load_vocabulary

    graph = _graph(options)
    documents = documents_of(graph, options.documents)
    for where in find_dossiers(graph):
        yield load_dossier(where, load_vocabulary(), documents=documents, lenient=True)


def _target(options: Namespace) -> tuple[Any, dict[str, str]]:
    from biopic.sparql import Local
    from biopic.store import open_store

    if options.endpoint is not None:
        from biopic.endpoints import open_endpoint

        return open_endpoint(options.endpoint, options.base or "", options.default_graph), {}
    opened = open_store(store_of(options))
    return Local(opened.store, opened.base), opened.texts


def _opened(options: Namespace) -> Any:
    """Return the store that is named, or what an endpoint holds, brought here."""
    from biopic.endpoints import fetch
    from biopic.sparql import Remote
    from biopic.store import open_store

    target = _target(options)[0] if options.endpoint is not None else None
    return fetch(target) if isinstance(target, Remote) else open_store(store_of(options))


def _parameters(rest: list[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value` pairs, the parameters of a question."""
    values: dict[str, str] = {}
    words = iter(rest)
    for word in words:
        if not word.startswith("--"):
            raise InputError(
                f"unexpected {word}", todo="put the question in quotation marks, and parameters as --name value"
            )
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = next(words, "")
            if not value or value.startswith("--"):
                raise InputError(f"--{name} has no value", todo=f"write --{name} and a value")
        if name in values:
            raise InputError(f"--{name} is given twice", todo="give it once")
        values[name] = value
    return values


def _understand(target: Any, text: str, values: Mapping[str, str]) -> tuple[Any, dict[str, Any]] | None:
    """Return the question that plain words mean, or None after printing the nearest ones."""
    from biopic.ask import guess, is_sure
    from biopic.questions import load_questions, resolve

    kinds = {p.name: p for question in load_questions().values() for p in question.parameters}
    for name in values:
        if name not in kinds:
            raise InputError(f"no question has a parameter {name}", todo=f"use one of: {', '.join(sorted(kinds))}")
    given = {name: resolve(target, kinds[name], value) for name, value in values.items()}
    guesses = guess(target, text, given)
    if is_sure(guesses):
        best = guesses[0]
        shown = " ".join(f"--{name} {_short(target, term)}" for name, term in sorted(best.values.items()))
        _say(f"understood as: biopic ask {best.question.name} {shown}".rstrip())
        return best.question, dict(best.values)
    _say("not sure which question that is; the nearest are:")
    for each in guesses[:3]:
        shown = " ".join(f"--{name} {_short(target, term)}" for name, term in sorted(each.values.items()))
        _say(f"  biopic ask {each.question.name} {shown}".rstrip() + f"    {each.question.words}")
    return None


def _short(target: Any, term: Any) -> str:
    from biopic.ontology import BIOPIC

    return str(term.value).removeprefix(f"{target.base}id/").removeprefix(BIOPIC)


def _spoken(bound: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    from biopic.answers import label_of

    return "(" + ", ".join(f"{name}: {label_of(term, labels)}" for name, term in bound.items()) + ")" if bound else ""


def _list_questions() -> None:
    from biopic.questions import load_federated, load_questions

    topics: dict[str, list[str]] = {}
    for question in [*load_questions().values(), *load_federated().values()]:
        takes = " ".join(f"--{p.name} {p.example}" for p in question.parameters)
        takes = f"--service URL {takes}" if question.about else takes
        topics.setdefault(question.topic, []).append(f"  {question.name}\n      {question.words}  {takes}".rstrip())
    for topic in sorted(topics):
        print(f"{topic}\n" + "\n".join(topics[topic]))


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})", file=name, todo="check the path"
        ) from None


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _spaced(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)
