"""The page on serving is true: its commands run as they stand, and each path of its table answers as it says.

The commands of `scripts/load` measure for minutes and need a quiet machine; `test_load` runs what they are made of.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import ROOT
from serving import Serving
from test_docs import blocks

PAGE = ROOT / "docs" / "serve.md"
PORT = "8000"
"""Where the page says that the server stands."""

STANDS_FOR = {
    "/id/NAME": "/id/lamp",
    "/passage/...": "",
    "/assertion/...": "",
    "/de/...": "/de/id/lamp.html",
    "/api/ask/QUESTION": "/api/ask/who-plays-whom?film=lamp",
    "/api/understand?words=...": "/api/understand?words=who+plays+Ada",
    "/ontology/MODULE": "/ontology/film",
    "/id/NAME.html": "/id/lamp.html",
}
"""An address for each path of the table that leaves something open; nothing where the other rows say the same."""


@pytest.fixture(scope="module")
def served(lamp_store: Path) -> Iterator[Serving]:
    with Serving(lamp_store, "--quiet") as running:
        yield running


def test_commands_serve_the_graph(tmp_path: Path) -> None:
    """Pasted into a shell as they stand: the graph is built, served in the background, and asked."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    commands = next(block.text for block in blocks(PAGE) if "biopic serve" in block.text)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    assert PORT in commands
    script = re.sub(r"(?m)^\$ ", "", commands).replace(PORT, port).replace("film=mask", "film=amadeus")
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "amadeus").symlink_to(ROOT / "graph" / "amadeus")  # the smaller of the two: the test is quick
    env = {key: value for key, value in os.environ.items() if key != "BIOPIC_STORE"}
    env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", f"trap 'kill $!; wait' EXIT\n{script}"],
        cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout[done.stdout.index("[") :])
    assert ("F. Murray Abraham", "Antonio Salieri (the character)") in {
        (row["performer"]["label"], row["character"]["label"]) for row in rows
    }


def paths() -> list[str]:
    """Return an address for each path that the table names."""
    cells = [row.split("|")[1] for row in PAGE.read_text().splitlines() if row.startswith("| `/")]
    named = [path for cell in cells for path in re.findall(r"`(/[^`]*)`", cell)]
    return [found for path in named if (found := STANDS_FOR.get(path, path))]


def test_table_names_what_the_server_offers() -> None:
    assert len(paths()) > 12 and not any(re.search(r"\.\.\.|[A-Z]{4}", path) for path in paths())


@pytest.mark.parametrize("path", paths())
def test_path_of_the_table_answers(path: str, served: Serving) -> None:
    found = served.fetch(path)
    if found.status == 303:
        found = served.fetch(urljoin(path, found.headers["location"]))
    assert found.status == 200 and found.body, found.text[:200]
