"""The command line: parse what the user typed, call one command, print what it returns, leave with its exit code.

Data goes to standard output, talk to standard error, `-` is standard input. Exit codes: 0 done, 1 the graph does not
conform, 2 wrong input. Only this module and `biopic.commands` print; heavy imports wait until a command needs them.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from biopic import __version__
from biopic.errors import BiopicError, one_line

ANSWER_FORMATS = ("table", "csv", "json", "jsonl", "ttl")
READING = ("new", "read", "review", "evaluate")
LINKING = ("link",)
SERVING = ("serve",)
PUBLISHING = ("site", "publish")
EXPORT_FORMATS = ("turtle", "trig", "nquads", "jsonld", "rdfxml", "turtle12", "schema", "parquet")
GIVING_FORMATS = ("quickstatements", "quickstatements-csv", "wikibase-json")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="biopic",
        description="How does a film differ from the life it is based on, and who says so?",
        epilog="example: biopic ask where-film-departs-from-life --film mask",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"biopic {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, says: str, example: str) -> argparse.ArgumentParser:
        form = argparse.RawDescriptionHelpFormatter
        sub = commands.add_parser(
            name, help=says, description=says, epilog=f"example: {example}", formatter_class=form, allow_abbrev=False
        )
        sub.set_defaults(example=example)
        return sub

    def graph(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("graph", nargs="?", type=Path, metavar="GRAPH", help="a graph folder or one dossier (default: the graph that comes with biopic)")  # fmt: skip
        sub.add_argument("--documents", type=Path, action="append", default=[], metavar="DIR", help="a folder with the documents' texts; may be given several times")  # fmt: skip

    def drafts(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--drafts", action="store_true", help="take in what a reader drafted and nobody has reviewed")

    def source(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--store", type=Path, metavar="PATH", help="the store to open (default: $BIOPIC_STORE, else build/store)")  # fmt: skip

    build = command("build", "Build a graph folder into a store", "biopic build graph --store build/store")
    graph(build)
    source(build)
    build.add_argument("--base", default=None, metavar="IRI", help="what every IRI of the graph begins with")
    build.add_argument("--engine", default="fast", choices=("fast", "pyshacl"), help="who validates (default: fast)")
    build.add_argument("--full", action="store_true", help="build everything, also what did not change since the last build")  # fmt: skip
    build.add_argument("--jobs", type=_whole(1, 256), metavar="N", help="how many processes build (default: as many as there is work for)")  # fmt: skip
    _add_cluster(build)
    drafts(build)

    ask = command(
        "ask", "Ask a question of the library, by name or in plain words; without one, list them",
        'biopic ask "how does the film end?"',
    )  # fmt: skip
    ask.add_argument("question", nargs="?", metavar="QUESTION", help="a question's name, or words")
    source(ask)
    _add_endpoint(ask)
    ask.add_argument("--service", metavar="URL", help="the SPARQL endpoint beside the graph that a federated question asks, and no other")  # fmt: skip
    ask.add_argument("--contact", default="", metavar="MAIL-OR-URL", help="who asks that service: an address of yours")
    ask.add_argument("--format", default="table", choices=ANSWER_FORMATS, help="how to print the answer")
    ask.add_argument("--limit", type=int, metavar="N", help="print the first N rows, and say how many there are")
    ask.add_argument("--show", action="store_true", help="print the SPARQL and stop")
    ask.add_argument("--list", action="store_true", help="list the questions by topic")

    query = command("query", "Run any SPARQL query", "biopic query -e 'SELECT * { ?film a biopic:Film }'")
    query.add_argument("file", nargs="?", metavar="FILE", help="a file with the query; - is standard input")
    query.add_argument("-e", dest="text", metavar="SPARQL", help="the query itself")
    source(query)
    _add_endpoint(query)
    query.add_argument("--format", default="table", choices=("table", "csv", "json", "jsonl"), help="how to print rows")

    export = command("export", "Write the graph for linked-data consumers", "biopic export --format turtle -o mask.ttl")
    source(export)
    _add_endpoint(export)
    export.add_argument("--format", default="turtle", choices=(*EXPORT_FORMATS, *GIVING_FORMATS), help="which format")
    export.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help="where to write it (default: standard output)"
    )
    _add_giving(export)

    validate = command(
        "validate", "Hold a graph folder against the shapes and list every fault", "biopic validate graph"
    )
    graph(validate)
    validate.add_argument("--engine", default="fast", choices=("fast", "pyshacl"), help="who validates")
    _add_cluster(validate)
    drafts(validate)

    reason = command("reason", "Check with an OWL reasoner that the graph is consistent", "biopic reason")
    source(reason)
    _add_endpoint(reason)

    anchor = command("anchor", "Find the quotes of a dossier in its documents; turn them into offsets, or back", "biopic anchor graph/mask --to offsets")  # fmt: skip
    graph(anchor)
    anchor.add_argument(
        "--to", choices=("offsets", "quotes"), help="rewrite the dossier's files; without it, only check"
    )

    coverage = command(
        "coverage", "Show how much of each document its dossier accounts for", "biopic coverage graph/mask"
    )
    graph(coverage)

    schema = command("schema", "Print the JSON Schema of a dossier's files, for editors", "biopic schema assertions > assertions.schema.json")  # fmt: skip
    schema.add_argument(
        "file", choices=("dossier", "things", "assertions", "verdicts", "links"), help="which file of a dossier"
    )
    _add_reading(command)
    _add_linking(command)
    _add_serving(command)
    _add_publishing(command)
    return parser


def _add_endpoint(sub: argparse.ArgumentParser) -> None:
    """Add what names a graph at a SPARQL endpoint, in place of a store."""
    sub.add_argument("--endpoint", metavar="URL", help="a SPARQL endpoint that holds the graph, in place of a store (credentials: BIOPIC_USER, BIOPIC_PASSWORD)")  # fmt: skip
    sub.add_argument("--base", default=None, metavar="IRI", help="what the IRIs at the endpoint begin with")
    sub.add_argument("--default-graph", default="", metavar="IRI", help="the graph that stands for the default one at the endpoint, where that is a union of all")  # fmt: skip


def _add_reading(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Add the commands that read texts into a dossier."""
    new = command("new", "Make the dossier of a film, with nothing in it yet", 'biopic new "The Lamp" --year 1958')
    new.add_argument("film", metavar="FILM", help="the film's title, or its name in kebab-case")
    new.add_argument("--title", default="", metavar="T", help="how the film is called, if FILM is only its name")
    new.add_argument("--year", default="", metavar="Y", help="the year in which it came out")
    new.add_argument("--in", dest="graph", type=Path, default=Path("graph"), metavar="GRAPH_DIR", help="the folder of the dossiers (default: graph)")  # fmt: skip

    read = command(
        "read", "Read texts: print the drafts of what they say, or take them into a dossier",
        "biopic read articles/ --into graph/the-lamp",
    )  # fmt: skip
    read.add_argument("files", nargs="+", metavar="FILE", help="a text, Markdown, HTML or PDF file, or a folder of them; - is standard input")  # fmt: skip
    read.add_argument("--into", type=Path, metavar="DOSSIER", help="store the texts there, and keep their drafts")
    read.add_argument(
        "--format", default="table", choices=("table", "jsonl"), help="how to print drafts (without --into)"
    )
    _add_cluster(read)
    read.add_argument("--title", default="", metavar="T", help="the document's title (default: what the text says)")
    read.add_argument("--kind", default="", metavar="K", help="what sort of text it is, in a few words")
    read.add_argument("--version-of", default="", metavar="NAME", help="the document of which this is a new version")
    read.add_argument("--model", default="", metavar="NAME", help="let this language model draft, too (needs biopic[model]; its key: BIOPIC_MODEL_KEY)")  # fmt: skip
    read.add_argument("--model-address", default="", metavar="URL", help="where the model is asked, and nowhere else")
    read.add_argument("--model-provider", default="openai", choices=("openai", "ollama"), help="how it is asked")

    review = command(
        "review", "Decide on the drafts of a dossier, one by one or above a confidence",
        "biopic review graph/the-lamp --accept-above 0.9 --kind portrayal",
    )  # fmt: skip
    review.add_argument("dossier", type=Path, metavar="DOSSIER", help="the dossier's folder")
    review.add_argument("--document", default="", metavar="D", help="only the drafts of this document")
    review.add_argument("--kind", default="", metavar="K", help="only drafts of this kind, such as portrayal")
    review.add_argument("--accept-above", metavar="C", help="accept what is at least this confident, from 0 to 1, and ask nothing")  # fmt: skip
    review.add_argument("--by", default="", metavar="NAME", help="who decides (default: your user name)")

    evaluate = command(
        "evaluate", "Score a reading against gold, or against what was reviewed",
        "biopic evaluate tests/data/reading/first --summary",
    )  # fmt: skip
    evaluate.add_argument("files", nargs="+", type=Path, metavar="DOSSIER|FILE", help="a dossier, a text with its gold beside it (page.txt, page.gold.jsonl), or a folder of such")  # fmt: skip
    evaluate.add_argument("--gold", type=Path, metavar="FILE", help="the gold of the one text that is named")
    evaluate.add_argument("--summary", action="store_true", help="print the table only, and no misses and false finds")
    for sub in (read, review, evaluate):
        sub.add_argument("--documents", type=Path, action="append", default=[], metavar="DIR", help="a folder with the documents' texts; may be given several times")  # fmt: skip


def _add_giving(export: argparse.ArgumentParser) -> None:
    """Add what is asked of an export that goes to Wikidata."""
    giving = export.add_argument_group("for Wikidata", f"only with --format {', '.join(GIVING_FORMATS)}")
    giving.add_argument("--against", metavar="FILE|URL", help="statements that are there already, in a file or at a SPARQL endpoint: show the difference and write only what is new")  # fmt: skip
    giving.add_argument("--contact", default="", metavar="MAIL-OR-URL", help="who asks: an address of yours, sent to the endpoint of --against")  # fmt: skip
    giving.add_argument("--contradictory", default="leave-out", choices=("leave-out", "dispute"), help="leave out what documents contradict, or say in a qualifier who disputes it")  # fmt: skip
    giving.add_argument("--unreferenced", action="store_true", help="offer statements, too, for which no reference can be given")  # fmt: skip
    giving.add_argument("--living", action="store_true", help="offer health, family and birth of people, too, of whom no document says that they died")  # fmt: skip
    giving.add_argument("--left-out", action="store_true", help="name each statement that is left out")


def _add_linking(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Add the command that links things to the entities of Wikidata or of another graph."""
    link = command(
        "link", "Find the entities of Wikidata, or of another graph, that things of a dossier are; decide, and keep that",
        "biopic link graph/the-lamp --service https://query.wikidata.org/sparql --contact me@example.org",
    )  # fmt: skip
    link.add_argument("dossier", nargs="?", type=Path, metavar="DOSSIER", help="a dossier or a graph folder (default: the graph that comes with biopic)")  # fmt: skip
    _add_endpoint(link)
    link.add_argument("--service", default="", metavar="URL", help="the SPARQL endpoint or reconciliation service; no other address is asked")  # fmt: skip
    link.add_argument("--via", default="sparql", choices=("sparql", "reconciliation"), help="how it is asked")
    link.add_argument("--search", default="", metavar="URL", help="an API with wbsearchentities, for names that are written otherwise")  # fmt: skip
    link.add_argument("--contact", default="", metavar="MAIL-OR-URL", help="who asks: an address of yours, sent to the service")  # fmt: skip
    link.add_argument("--kind", default="", metavar="K", help="only things of this kind, such as person")
    link.add_argument("--accept-above", metavar="C", help="decide without asking: same where one candidate is at least this likely, from 0 to 1")  # fmt: skip
    link.add_argument("--again", action="store_true", help="take up, too, what was left undecided or without a match")
    link.add_argument("--format", choices=("table", "jsonl"), help="print the candidates and write nothing")
    link.add_argument("--fetch", action="store_true", help="bring the statements on what is linked in, as one more document of the dossier")  # fmt: skip
    link.add_argument("--deprecated", default="leave-out", choices=("denied", "leave-out"), help="what becomes of deprecated statements (with --fetch)")  # fmt: skip
    link.add_argument("--by", default="", metavar="NAME", help="who decides (default: your user name)")
    link.add_argument("--on", default="", metavar="DATE", help="the day of the decisions, YYYY-MM-DD (default: today)")
    link.add_argument("--cache", type=Path, metavar="DIR", help="where answers are kept (default: build/link-cache)")
    link.add_argument("--refresh", action="store_true", help="ask anew, whatever is kept")
    link.add_argument("--max-age", metavar="DAYS", help="ask anew what was answered longer ago")
    link.add_argument("--per-minute", default="60", metavar="N", help="at most so many requests a minute (default: 60)")
    link.add_argument("--timeout", default="60", metavar="S", help="seconds to wait for one answer (default: 60)")


def _add_serving(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Add the command that serves a store over HTTP."""
    serve = command("serve", "Serve a store: pages, linked data, a SPARQL endpoint and the questions over HTTP", "biopic serve --port 8000")  # fmt: skip
    serve.add_argument("--store", type=Path, metavar="PATH", help="the store to open (default: $BIOPIC_STORE, else build/store)")  # fmt: skip
    _add_endpoint(serve)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: 127.0.0.1, for this machine only)")  # fmt: skip
    serve.add_argument("--port", type=_whole(0, 65535), default=8000, metavar="N", help="which port (default: 8000; 0: any free one)")  # fmt: skip
    serve.add_argument("--processes", type=_whole(1, 256), metavar="N", help="worker processes (default: two more than cores, at least 4)")  # fmt: skip
    serve.add_argument("--timeout", type=_whole(1, 86400), default=30, metavar="S", help="seconds after which a query is stopped (default: 30)")  # fmt: skip
    serve.add_argument("--patience", type=_whole(1, 86400), default=30, metavar="S", help="seconds that a request waits for a free worker (default: 30)")  # fmt: skip
    serve.add_argument("--rows", type=_whole(1, 10**9), default=100_000, metavar="N", help="rows that an answer may have (default: 100000)")  # fmt: skip
    serve.add_argument("--memory", type=_whole(256, 10**6), default=1024, metavar="MIB", help="memory that a worker may have (default: 1024)")  # fmt: skip
    serve.add_argument("--allow-service", action="append", default=[], metavar="URL", help="an endpoint that SERVICE may ask; may be given several times (default: none)")  # fmt: skip
    serve.add_argument("--behind", action="append", default=[], metavar="ADDRESS", help="a proxy in front, whose X-Forwarded-For is believed; may be given several times")  # fmt: skip
    serve.add_argument("--quiet", action="store_true", help="log no requests, only what an operator should look at")


def _add_cluster(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--cluster", default="", metavar="ADDRESS", help="the scheduler of a Dask cluster that does the work, such as tcp://127.0.0.1:8786")  # fmt: skip


def _whole(least: int, most: int) -> Callable[[str], int]:
    """Return what reads a whole number between two."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text} is no whole number from {least} to {most}")
        return int(text)

    return read


def _add_publishing(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Add the commands that write the static site, and to a store elsewhere."""
    site = command(
        "site", "Write all pages as files for any web host: no server, SPARQL runs in the visitor's browser",
        "biopic site build/site --base-url https://example.org/films/",
    )  # fmt: skip
    site.add_argument("out", type=Path, metavar="OUT", help="the folder to write; a site that biopic wrote there is replaced")  # fmt: skip
    site.add_argument("--store", type=Path, metavar="PATH", help="the store to open (default: $BIOPIC_STORE, else build/store)")  # fmt: skip
    site.add_argument("--base-url", default="", metavar="URL", help="where the site will stand: for canonical links, the site map and the page for what is missing")  # fmt: skip
    site.add_argument("--with-texts", action="store_true", help="take in the documents' texts that have no licence, too; without it only those with one")  # fmt: skip
    publish = command(
        "publish", "Write a build to a SPARQL 1.1 store, and switch its readers over at once",
        "biopic publish http://127.0.0.1:7878/query --update http://127.0.0.1:7878/update",
    )  # fmt: skip
    publish.add_argument("endpoint", metavar="ENDPOINT", help="the store's address for queries")
    publish.add_argument("--store", type=Path, metavar="PATH", help="the store to open (default: $BIOPIC_STORE, else build/store)")  # fmt: skip
    publish.add_argument("--by", default="update", choices=("update", "gsp"), help="write by SPARQL update or by the Graph Store Protocol (default: update)")  # fmt: skip
    publish.add_argument("--update", metavar="URL", help="the store's address for updates (default with --by update: ENDPOINT; with --by gsp: none, and graphs are replaced one by one)")  # fmt: skip
    publish.add_argument("--graph-store", metavar="URL", help="the store's address for graphs, with --by gsp")
    publish.add_argument("--default-graph", default="", metavar="IRI", help="a graph to stand for the default one, where that is a union of all")  # fmt: skip
    publish.add_argument("--batch", type=_whole(1, 10**6), default=256, metavar="KIB", help="how much a request may carry, in KiB (default: 256)")  # fmt: skip
    publish.add_argument("--timeout", type=_whole(1, 86400), default=600, metavar="S", help="seconds to wait for one answer (default: 600)")  # fmt: skip
    publish.add_argument("--tries", type=_whole(1, 100), default=6, metavar="N", help="how often a request is sent before it is given up (default: 6)")  # fmt: skip
    publish.add_argument("--overwrite", action="store_true", help="replace graphs, too, that biopic did not publish")
    publish.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    site.add_argument("--processes", type=int, metavar="N", help="how many work at once (default: one a processor)")


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = make_parser()
    options, rest = parser.parse_known_args(argv)
    if rest and options.command != "ask":
        parser.error(f"unknown argument {rest[0]}; see: biopic {options.command} --help")
    try:
        return run(options, rest)
    except BiopicError as error:
        print(f"biopic: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        where = f"{error.filename}: " if error.filename else ""
        print(f"biopic: {one_line(where + (error.strerror or str(error)))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("biopic: stopped; nothing is left half-written", file=sys.stderr)
        return 130


def run(options: argparse.Namespace, rest: list[str]) -> int:
    """Run the command that was parsed and write all of its output."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    code = _command(options.command)(options, rest)
    sys.stdout.flush()
    return code


def _command(name: str) -> Callable[[argparse.Namespace, list[str]], int]:
    """Return the function of a command, its module loaded only now."""
    if name in READING:
        from biopic.reading import commands as reading

        return getattr(reading, name)  # type: ignore[no-any-return]
    if name in LINKING:
        from biopic.linking import commands as linking

        return getattr(linking, name)  # type: ignore[no-any-return]
    if name in SERVING:
        from biopic.serving import commands as serving

        return getattr(serving, name)  # type: ignore[no-any-return]
    if name in PUBLISHING:
        from biopic.publishing import commands as publishing

        return getattr(publishing, name)  # type: ignore[no-any-return]
    from biopic import commands

    return getattr(commands, name)  # type: ignore[no-any-return]


def _discard_output() -> None:
    """Let what is still to be printed go nowhere: whoever was to read it is gone, or its disk is full."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
