"""What `biopic link` does: from parsed options to candidates, decisions, printed lines and an exit code."""

from __future__ import annotations

import getpass
import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from biopic.errors import BiopicError, InputError

if TYPE_CHECKING:
    from biopic.dossier import Dossier, Link
    from biopic.linking.known import Known
    from biopic.linking.polite import Polite
    from biopic.linking.proposing import Proposal, Source

DEFAULT_CACHE = "build/link-cache"


def link(options: Namespace, rest: list[str]) -> int:
    """Propose entities for the things of a dossier; record what a person, or a threshold, decides."""
    from biopic.build import find_dossiers
    from biopic.journal import locked
    from biopic.places import folder

    _check(options)
    polite = make_polite(options)
    if options.fetch:
        return _fetch(options, polite)
    source = _source(options, polite)
    for where in find_dossiers(options.dossier or folder("graph")):
        if options.format is not None:
            _print(_propose(where, options, source)[2], options.format)
        else:
            with locked(where):
                _decide(where, options, source)
    _say(f"{polite.asked} requests, {polite.known} answers known from before")
    return 0


def _fetch(options: Namespace, polite: Polite) -> int:
    """Bring in what the service says of what is linked; answers are not taken from those that are kept."""
    from biopic.build import find_dossiers
    from biopic.journal import locked
    from biopic.linking.endpoint import Endpoint
    from biopic.linking.fetch import Order, fetch
    from biopic.ontology import load_vocabulary

    if (
        options.dossier is None
        or options.via != "sparql"
        or options.accept_above is not None
        or options.format
        or options.again
    ):
        raise InputError("--fetch takes a dossier and a SPARQL endpoint, and decides nothing", todo="write: biopic link --fetch DOSSIER --service URL")  # fmt: skip
    order = Order(options.service, options.by or getpass.getuser(), day_of_option(options.on), options.deprecated)
    polite.check(options.service)
    polite.cache = None
    for where in find_dossiers(options.dossier):
        with locked(where):
            found = fetch(where, load_vocabulary(), Endpoint(options.service, polite), order)
        _say(
            f"{where.name}: {found.statements} statements on {found.entities} entities; {found.saying} of them say something here; "
            f"{found.minted} new things"
        )
        for each in found.missing:
            _say(f"{where.name}: the service has no statement on {each}")
    return 0


def make_polite(options: Namespace) -> Polite:
    """Return who asks the services, as the options say: with which contact, how often, and what is kept where."""
    import datetime

    from biopic.journal import sweep
    from biopic.linking.cache import Cache
    from biopic.linking.polite import Polite

    folder = options.cache or Path(DEFAULT_CACHE)
    sweep(folder)
    age = None if options.max_age is None else datetime.timedelta(days=_number("--max-age", options.max_age, 0))
    fresh = datetime.datetime.now(datetime.UTC) if options.refresh else None
    return Polite(
        contact=options.contact,
        cache=Cache(folder, age, fresh),
        per_minute=int(_number("--per-minute", options.per_minute, 1)),
        timeout=_number("--timeout", options.timeout, 0.1),
        tell=_say,
    )


def _check(options: Namespace) -> None:
    from biopic.linking.known import KINDS

    if options.kind and options.kind not in KINDS:
        raise InputError(f"{options.kind} is no kind of thing", todo=f"use one of: {', '.join(KINDS)}")
    if options.format is not None and options.accept_above is not None:
        raise InputError("--format writes nothing and --accept-above does", todo="use one of them")
    if not options.service:
        raise InputError(
            "no service is named", todo="name one with --service, such as https://query.wikidata.org/sparql"
        )
    if options.search and options.via != "sparql":
        raise InputError("--search goes with --via sparql", todo="leave it out: a reconciliation service searches")


def _source(options: Namespace, polite: Polite) -> Source:
    from biopic.linking.endpoint import Endpoint
    from biopic.linking.reconciliation import Reconciliation
    from biopic.linking.search import Search
    from biopic.linking.wikidata import Wikidata

    for url in filter(None, (options.service, options.search)):
        polite.check(url)
    if options.via == "reconciliation":
        return Reconciliation(options.service, polite)
    return Wikidata(Endpoint(options.service, polite), Search(options.search, polite) if options.search else None)


def _propose(where: Path, options: Namespace, source: Source) -> tuple[Dossier, list[Link], list[Proposal]]:
    """Return a dossier, the links of the others beside it, and its things with their candidates."""
    from rich.console import Console

    from biopic.linking.proposing import open_things, propose
    from biopic.load import load_dossier
    from biopic.ontology import load_vocabulary

    dossier = load_dossier(where, load_vocabulary())
    others = neighbour_links(where)
    known = known_at(dossier, options) if options.endpoint else known_of(dossier)
    things = open_things(known, dossier.links, options.kind, again=options.again)
    if options.format is not None:
        things = [thing for thing in known.values() if options.kind in ("", thing.kind)]
    with Console(stderr=True).status(f"{dossier.name}: looking for {len(things)} things"):
        proposals = propose(things, known, [*dossier.links, *others], source, again=options.again)
    return dossier, others, proposals


def _decide(where: Path, options: Namespace, source: Source) -> None:
    from urllib.parse import urlsplit

    from rich.console import Console

    from biopic.linking.decisions import Decisions, accept_above
    from biopic.linking.walk import Walk
    from biopic.reading.review import confidence_of

    least = None if options.accept_above is None else confidence_of(options.accept_above)
    day = day_of_option(options.on)
    dossier, others, proposals = _propose(where, options, source)
    decisions = Decisions(dossier, options.by or getpass.getuser(), day, tuple(others))
    via = "SPARQL" if options.via == "sparql" else "reconciliation"
    looked_at = f"{urlsplit(options.service).netloc} over {via}"
    if least is not None:
        tally = accept_above(decisions, proposals, least, looked_at)
        _print_decided(decisions.made)
    else:
        console = Console(file=sys.stdout, highlight=False)
        tally = Walk(decisions, sys.stdin, console, looked_at).through(proposals)
    _say(f"{dossier.name}: {tally}")


def known_of(dossier: Dossier) -> dict[str, Known]:
    """Return what the graph of one dossier, inferences included, knows of its things that can be linked."""
    import pyoxigraph as ox

    from biopic.dataset import BASE, Writer, ontology_quads
    from biopic.linking.known import read_known
    from biopic.ontology import load_vocabulary
    from biopic.rules import infer
    from biopic.sparql import Local

    store = ox.Store()
    store.extend(ontology_quads(load_vocabulary()))
    store.extend(Writer(BASE).quads([dossier]))
    infer(store, BASE)
    return read_known(Local(store, BASE))


def known_at(dossier: Dossier, options: Namespace) -> dict[str, Known]:
    """Return what a graph at an endpoint knows of the dossier's things, what other dossiers say of them included."""
    from biopic.endpoints import open_endpoint
    from biopic.linking.known import read_known

    known = read_known(open_endpoint(options.endpoint, options.base or "", options.default_graph))
    return {name: thing for name, thing in known.items() if name in dossier.things}


def neighbour_links(where: Path) -> list[Link]:
    """Return the decisions of the other dossiers in the same graph, as far as these can be read."""
    from biopic.head import read_head
    from biopic.links import read_links
    from biopic.ontology import load_vocabulary
    from biopic.things import read_things

    found: list[Link] = []
    for other in sorted(where.resolve().parent.glob("*/dossier.yaml")):
        if other.parent != where.resolve():
            try:
                dossier = read_head(other.parent)
                read_things(dossier, load_vocabulary())
                read_links(dossier)
            except BiopicError:
                continue
            found += dossier.links
    return found


def day_of_option(text: str) -> str:
    """Return the day of a decision: the one that is given as YYYY-MM-DD, else today."""
    import datetime

    if not text:
        return datetime.date.today().isoformat()
    try:
        day = datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        raise InputError(f"{text!r} is no day", todo="write --on YYYY-MM-DD")
    return day


# Printing


def _print(proposals: Sequence[Proposal], form: str) -> None:
    if form == "jsonl":
        for proposal in proposals:
            print(json.dumps(_as_json(proposal), ensure_ascii=False))
        return
    _print_rows(_rows(proposals), ("thing", "kind", "score", "entity", "called", "evidence"))


def _as_json(proposal: Proposal) -> dict[str, Any]:
    thing = proposal.thing
    return {
        "thing": thing.name,
        "kind": thing.kind,
        "names": list(thing.names),
        "candidates": [
            {
                "entity": each.candidate.entity,
                "label": each.candidate.label,
                "description": each.candidate.description,
                "score": each.score,
                "contradicted": each.refused,
                "decision": proposal.decided.get(each.candidate.entity, ""),
                "evidence": list(each.evidence),
            }
            for each in proposal.ranked
        ],
    }


def _rows(proposals: Sequence[Proposal]) -> Iterator[tuple[str, ...]]:
    from biopic.linking.candidate import short

    for proposal in proposals:
        thing = proposal.thing
        if not proposal.ranked:
            yield thing.name, thing.kind, "", "no candidate", "", ""
        for each in proposal.ranked:
            candidate = each.candidate
            called = f"{candidate.label}: {candidate.description}".rstrip(": ")
            yield thing.name, thing.kind, f"{each.score:.2f}", short(candidate.entity), called, "; ".join(each.evidence)


def _print_decided(links: Sequence[Link]) -> None:
    from biopic.linking.candidate import short
    from biopic.linking.decisions import WORDS

    rows = [(each.thing, WORDS[each.decision], short(each.entity), "; ".join(each.evidence)) for each in links]
    _print_rows(rows, ("thing", "decision", "entity", "evidence"))


def _print_rows(rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]], columns: Sequence[str]) -> None:
    import io

    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from biopic.errors import one_line

    grid = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        grid.add_row(*(escape(one_line(cell, 400)) for cell in row))
    live = sys.stdout.isatty()
    console = Console(file=io.StringIO(), width=None if live else 160, force_terminal=live, highlight=False)
    console.print(grid)
    print(console.file.getvalue(), end="")  # type: ignore[attr-defined]


def _number(option: str, text: str, least: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = least - 1
    if not least <= value <= 1e6:
        raise InputError(f"{option} {text} is no number that fits", todo=f"give a number from {least:g} on")
    return value


def _say(text: str) -> None:
    print(text, file=sys.stderr)
