"""What many tests share: the real documents where they are present, built graphs, and dossiers written on the spot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from twin.fixtures import twin, twin_entities, twin_store, twin_with  # noqa: F401

from biopic.build import Built, assemble, load_graph
from biopic.cli import main
from biopic.sparql import Local
from biopic.store import write_store

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT.parent / "shared" / "documents"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files are renewed only by this flag."""
    parser.addoption("--renew", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def documents() -> Path:
    """Return the folder of the real documents; skip where they are absent."""
    if not DOCUMENTS.is_dir():
        pytest.skip("the documents of the first dossier are not ours to publish and are not here")
    return DOCUMENTS


@pytest.fixture(scope="session")
def shipped() -> Built:
    """Return the graph that ships with the repository, all its dossiers, built without any text that is not ours."""
    return assemble(load_graph(ROOT / "graph", [ROOT / "docs"]))


@pytest.fixture(scope="session")
def shipped_store(shipped: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped graph as a store on disk; only read it."""
    path = tmp_path_factory.mktemp("shipped") / "store"
    write_store(path, shipped.store, base=shipped.base, texts={})
    return path


@pytest.fixture(scope="session")
def shipped_target(shipped: Built) -> Local:
    """Return the shipped graph as something that answers queries."""
    return Local(shipped.store, shipped.base)


@pytest.fixture(scope="session")
def mask() -> Built:
    """Return the first dossier alone, built without any document's text."""
    return assemble(load_graph(ROOT / "graph" / "mask", [ROOT / "docs"]))


@pytest.fixture(scope="session")
def mask_store(mask: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the first dossier as a store on disk; only read it."""
    path = tmp_path_factory.mktemp("mask") / "store"
    write_store(path, mask.store, base=mask.base, texts={})
    return path


@pytest.fixture(scope="session")
def mask_target(mask: Built) -> Local:
    """Return the first dossier as something that answers queries."""
    return Local(mask.store, mask.base)


@pytest.fixture
def lamp(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a small dossier about an invented film and returns its folder."""

    def write(
        text: str = "Ada kept the light until the winter of 1931.\n",
        things: str = "",
        assertions: str = "[]\n",
        **more: str,
    ) -> Path:
        folder = tmp_path / "graph" / "lamp"
        for name in ("things", "assertions", "documents"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        data = text.encode()
        (folder / "documents" / "page.txt").write_bytes(data)
        head = more.get("head") or (
            "film: lamp\ntitle: Lamp\ndocuments:\n  page:\n    file: page.txt\n    title: A page\n    kind: page\n"
            f"    sha256: {hashlib.sha256(data).hexdigest()}\n    length: {len(text)}\n{more.get('parts', '')}"
        )
        (folder / "dossier.yaml").write_text(head)
        (folder / "things" / "all.yaml").write_text("lamp: {class: Film, label: Lamp}\n" + things)
        (folder / "assertions" / "page.yaml").write_text(assertions)
        for name in ("verdicts", "links"):
            if name in more:
                (folder / f"{name}.yaml").write_text(more[name])
        return folder

    return write


KEEPER_TEXT = """Ada kept the light until the winter of 1931.
Ada Moss died in 1950 on North Rock.
“I never lit that lamp alone,” she said.
The picture adds a parting on the pier.
Advertisement: buy lamps here, buy lamps there.
"""
KEEPER_THINGS = """ada-moss: {class: Person, label: Ada Moss}
ines-carr: {class: Person, label: Ines Carr}
lamp/ada: {class: Character, label: Ada}
lamp/last-watch: {class: StoryEvent, label: the last watch}
death-of-ada-moss: {class: LifeEvent, label: the death of Ada Moss}
north-rock: {class: Place, label: North Rock}
alone: {class: Circumstance, label: alone}
"""
KEEPER_ASSERTIONS = """- quote: Ada kept the light until the winter of 1931.
  gist: she keeps the lamp up to that winter
  says:
    lamp/last-watch: {doneBy: lamp/ada, time: 1931-24}
    lamp/ada: {basedOn: ada-moss}
    ines-carr: {portrays: lamp/ada}
- quote: Ada Moss died in 1950 on North Rock.
  gist: her death
  says:
    death-of-ada-moss: {affects: ada-moss, time: 1950, place: north-rock}
- quote: “I never lit that lamp alone,”
  by: ada-moss
  direct: true
  gist: she denies it
  denies:
    death-of-ada-moss: {circumstance: alone}
- quote: The picture adds a parting on the pier.
  gist: an addition
  none: a scene nobody describes
"""
KEEPER_PARTS = "    parts:\n      - {at: 0-162, heading: article}\n      - {at: 163-211, leftOut: an advertisement}\n"


@pytest.fixture
def keeper(lamp: Callable[..., Path]) -> Callable[..., Path]:
    """Return a function that writes a whole small dossier; `and_things` and `and_assertions` are added to what it has."""

    def write(and_things: str = "", and_assertions: str = "", **more: str) -> Path:
        given = {"text": KEEPER_TEXT, "things": KEEPER_THINGS, "assertions": KEEPER_ASSERTIONS, "parts": KEEPER_PARTS}
        said = given | more
        return lamp(**said | {"things": said["things"] + and_things, "assertions": said["assertions"] + and_assertions})

    return write


@pytest.fixture(scope="session")
def lamp_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the dossier of the walkthrough as a store: a small one that has everything, its own texts beside it; only read it."""
    from test_docs import WALKTHROUGH, blocks

    folder = tmp_path_factory.mktemp("lamp")
    for block in blocks(WALKTHROUGH):
        if block.file:
            (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.file).write_text(block.text)
    built = assemble(load_graph(folder / "graph", []))
    write_store(folder / "store", built.store, base=built.base, texts=built.texts)
    return folder / "store"


@pytest.fixture(scope="session")
def lamp_site(lamp_store: Path) -> Path:
    """Return that dossier as a static site with its texts; only read it."""
    from biopic.publishing.site import write_site

    out = lamp_store.parent / "site"
    write_site(lamp_store, out, with_texts=True, processes=2)
    return out


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Return a function that runs the command line in this process."""

    def call(*words: object) -> Ran:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        return Ran(code, *capsys.readouterr())

    return call


@pytest.fixture
def refused(run: Callable[..., Ran]) -> Callable[..., str]:
    """Return a function that runs a command which must fail with exit 2 and one line, and gives that line."""

    def call(*words: object) -> str:
        ran = run(*words)
        assert ran.code == 2, ran
        assert ran.out == ""
        assert ran.err.startswith("biopic: ") and ran.err.count("\n") == 1, ran.err
        return ran.err.removeprefix("biopic: ").rstrip("\n")

    return call
