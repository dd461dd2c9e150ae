"""What many tests share: the real documents where they are present, built graphs, and dossiers written on the spot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from biopic.build import Built, assemble, load_graph
from biopic.sparql import Local

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
def mask() -> Built:
    """Return the graph that ships with the repository, built without any document's text."""
    return assemble(load_graph(ROOT / "graph", [ROOT / "docs"]))


@pytest.fixture(scope="session")
def mask_target(mask: Built) -> Local:
    """Return the shipped graph as something that answers queries."""
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
        if "verdicts" in more:
            (folder / "verdicts.yaml").write_text(more["verdicts"])
        return folder

    return write
