"""What is killed: each command with a small dossier of our own, or with the graph that comes with biopic, and how its state is read."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from crash import ROOT, BrokenStateError, Trial, tree
from stores import Server, oxigraph

from biopic.build import build, load_graph
from biopic.dataset import BASE
from biopic.endpoints import fetch, open_endpoint
from biopic.links import FILE
from biopic.load import load_dossier
from biopic.ontology import load_vocabulary
from biopic.publishing.site import write_site
from biopic.reading.batch import read_files
from biopic.reading.desk import load_desk
from biopic.reading.fresh import make_dossier
from biopic.reading.intake import take_in
from biopic.sparql import Remote, select
from biopic.store import let_go, open_store, sorted_nquads, write_store

TEXT = """The Lamp ({year}) is a film directed by Nora Quill. Ines Carr plays Ada. It was released by Harbour Pictures.
Ada Moss was born in Saltby on 3 May 18{year}. She died in {year} of snow blindness. Paul Orr plays Jonah.
"""
Trials = Callable[[Path, bool], AbstractContextManager[Trial]]


def small_graph(folder: Path) -> Path:
    """Write the graph of the walkthrough."""
    from test_docs import WALKTHROUGH, blocks

    for block in blocks(WALKTHROUGH):
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text)
    return folder / "graph"


def shipped_graph(folder: Path) -> Path:
    """Copy the graph that comes with biopic."""
    return Path(shutil.copytree(ROOT / "graph", folder / "graph", ignore=shutil.ignore_patterns("built")))


def change(graph: Path) -> None:
    """Change the gist of one passage, and with it one document."""
    for path in sorted(graph.glob("*/assertions/*.yaml")):
        text = path.read_text()
        if "gist: " in text:
            path.write_text(text.replace("gist: ", "gist: anew, ", 1))
            return
    raise BrokenStateError("there is no gist to change")


@contextlib.contextmanager
def building(place: Path, shipped: bool) -> Iterator[Trial]:
    """`biopic build` of a graph in which one document has changed, into the store of the old one."""
    graph, old = (shipped_graph if shipped else small_graph)(place), place / "old"
    command = [sys.executable, "-m", "biopic", "build", str(graph), "--store", str(old / "store")]
    subprocess.run(command, check=True, capture_output=True)
    change(graph)

    def state(where: Path) -> bytes:
        opened = open_store(where / "store")
        found = sorted_nquads(opened.store) + json.dumps(opened.texts).encode()
        let_go(where / "store")  # or the next build would leave alone what is open here
        return found

    yield Trial("build", old, lambda where: ["build", str(graph), "--store", str(where / "store")], state)


@contextlib.contextmanager
def reading(place: Path, shipped: bool) -> Iterator[Trial]:
    """`biopic read` of two texts into a dossier that has one already."""
    old, texts = place / "old", place / "texts"
    texts.mkdir()
    for number in range(3):
        (texts / f"page-{number}.txt").write_text(TEXT.format(year=f"{number + 31}"))
    if shipped:
        dossier = shipped_graph(old) / "amadeus"
    else:
        dossier = make_dossier(old / "graph", "Lamp", year="1958")
        take_in(load_desk(dossier), list(read_files([texts / "page-0.txt"])))
    name = dossier.relative_to(old)

    def words(where: Path) -> list[str]:
        return ["read", str(texts / "page-1.txt"), str(texts / "page-2.txt"), "--into", str(where / name)]

    def state(where: Path) -> bytes:
        desk = load_desk(where / name)
        for ledger in desk.ledgers:
            desk.open_lines(ledger)
        load_graph(where / name, drafts=True)
        return visible(where)

    yield Trial("read", old, words, state)


def visible(where: Path) -> bytes:
    """Return the files of a folder with their digests, hidden ones left out: they are nobody's to read."""
    return json.dumps({name: digest for name, digest in tree(where).items() if "/." not in f"/{name}"}).encode()


@contextlib.contextmanager
def linking(place: Path, shipped: bool) -> Iterator[Trial]:
    """`biopic link` of a dossier in which one thing is decided, at a twin of Wikidata; every decision is a state."""
    from twin.entities import load_entities
    from twin.front import serve
    from twin.served import served
    from twin.servers import oxigraph

    old, entities = place / "old", load_entities()
    dossier = shipped_graph(old) / "amadeus"
    if not shipped:
        shutil.rmtree(dossier.parent / "mask")
    mine = "# mine\nlegnago: # looked at\n  - {decision: no match, by: me, on: 2026-01-01, evidence: [a person]}\n"
    (dossier / FILE).write_text(mine)
    name = dossier.relative_to(old)
    (place / "twin").mkdir()
    with oxigraph(served(entities), place / "twin") as upstream, serve(upstream, entities) as front:

        def words(where: Path) -> list[str]:
            asked = ["--service", front.sparql, "--per-minute", "100000", "--cache", str(where / "cache")]
            decided = ["--accept-above", "0.75", "--by", "The biopic authors", "--on", "2026-11-21"]
            return ["link", str(where / name), *asked, *decided, *([] if shipped else ["--kind", "person"])]

        def state(where: Path) -> bytes:
            load_dossier(where / name, load_vocabulary())
            return (where / name / FILE).read_bytes()

        def between(found: bytes, old: bytes, new: bytes) -> bool:
            return new.startswith(found) and found.startswith(old)

        yield Trial("link", old, words, state, between)


def _stored(place: Path, shipped: bool) -> tuple[Path, list[str]]:
    """Build a store beside a round's folder, and return it with the words that name it."""
    graph = (shipped_graph if shipped else small_graph)(place)
    built = build(graph)
    write_store(place / "store", built.store, base=built.base, texts=built.texts)
    return place / "old", ["--store", str(place / "store")]


@contextlib.contextmanager
def exporting(place: Path, shipped: bool) -> Iterator[Trial]:
    """`biopic export` over a file that is there."""
    old, named = _stored(place, shipped)
    old.mkdir()
    (old / "graph.ttl").write_text("what was exported before\n" * 1000)

    def words(where: Path) -> list[str]:
        return ["export", "--format", "turtle", "-o", str(where / "graph.ttl"), *named]

    yield Trial("export", old, words, lambda where: (where / "graph.ttl").read_bytes())


@contextlib.contextmanager
def publishing_a_site(place: Path, shipped: bool) -> Iterator[Trial]:
    """`biopic site` over a site that is there."""
    old, named = _stored(place, shipped)
    write_site(place / "store", old / "site", root="https://example.org/old/", processes=1)

    def words(where: Path) -> list[str]:
        return ["site", str(where / "site"), *named, "--base-url", "https://example.org/new/", "--processes", "2"]

    yield Trial("site", old, words, visible)


@contextlib.contextmanager
def publishing(place: Path, shipped: bool) -> Iterator[Trial]:
    """`biopic publish` of a build at an Oxigraph that has another; each round has a server of its own."""
    graph, old, stores = (shipped_graph if shipped else small_graph)(place), place / "old", [place / "a", place / "b"]
    for store in stores:
        built = build(graph)
        write_store(store, built.store, base=built.base, texts=built.texts)
        change(graph)
    old.mkdir()
    servers: dict[Path, tuple[contextlib.ExitStack, Server]] = {}

    def prepared(where: Path, store: Path | None = None) -> None:
        stack = contextlib.ExitStack()
        folder = place / "servers" / where.name
        folder.mkdir(parents=True)
        if store is None:
            shutil.copytree(place / "published", folder, dirs_exist_ok=True)
        servers[where] = stack, stack.enter_context(oxigraph(folder))

    def released(where: Path) -> None:
        if where in servers:
            servers.pop(where)[0].close()
            shutil.rmtree(place / "servers" / where.name, ignore_errors=True)

    def words(where: Path, store: Path = stores[1]) -> list[str]:
        server = servers[where][1]
        return ["publish", server.query, "--store", str(store), *server.by["update"], "--batch", "64"]

    def state(where: Path) -> bytes:
        return sorted_nquads(fetch(open_endpoint(servers[where][1].query, BASE)).store)

    def files(where: Path) -> dict[str, str]:
        query = "SELECT ?g ?s ?p ?o WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        rows = select(Remote(servers[where][1].query, BASE), query).rows
        graphs: dict[str, list[str]] = {}
        for graph, *triple in rows:
            graphs.setdefault(str(graph), []).append(str(triple))
        return {graph: str(sorted(triples)) for graph, triples in graphs.items()}

    first = place / "first"
    first.mkdir()
    prepared(first, stores[0])
    done = subprocess.run([sys.executable, "-m", "biopic", *words(first, stores[0])], capture_output=True, text=True)
    if done.returncode:
        raise BrokenStateError(f"the first publication fails: {done.stderr}")
    servers[first][1].process.kill()
    servers[first][1].process.wait()
    shutil.copytree(place / "servers" / "first", place / "published")
    released(first)
    yield Trial("publish", old, words, state, files=files, prepared=prepared, released=released)


TRIALS: dict[str, Trials] = {
    "build": building,
    "publish": publishing,
    "read": reading,
    "link": linking,
    "export": exporting,
    "site": publishing_a_site,
}
