"""The page on clients is true: each of its programs runs against a real server and prints what is shown below it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browsing import browser, plain_host
from conftest import ROOT
from serving import Serving
from test_docs import Block, blocks

PAGE = ROOT / "docs" / "clients.md"
SHOWN = "http://127.0.0.1:8000"
"""Where the page says that the server stands."""


class Program(NamedTuple):
    """A program of the page, and the block with what it prints."""

    language: str
    text: str
    printed: Block


def programs(*languages: str) -> list[Program]:
    """Return the programs in these languages, in order of the page."""
    found = blocks(PAGE)
    return [
        Program(block.language, block.text, after)
        for block, after in pairwise(found)
        if block.language in languages and (block.language != "console" or "served" in block.words)
    ]


@pytest.fixture(scope="module")
def served(shipped_store: Path) -> Iterator[Serving]:
    with Serving(shipped_store, "--quiet", "--timeout", 60) as running:
        yield running


@pytest.fixture
def holds(request: pytest.FixtureRequest, served: Serving) -> Iterator[Callable[[Program, str], None]]:
    """Return a function that compares what a program printed with the page; `--renew` writes it into the page."""
    fresh: list[tuple[Block, str]] = []

    def compare(program: Program, printed: str) -> None:
        told = "".join(f"{line.rstrip()}\n" for line in printed.replace(here(served), SHOWN).splitlines())
        if request.config.getoption("--renew"):
            fresh.append((program.printed, told))
        else:
            assert program.printed.language == "text" and told == program.printed.text

    yield compare
    text = PAGE.read_text()
    for block, told in sorted(fresh, key=lambda each: each[0].span, reverse=True):
        text = text[: block.span[0]] + told + text[block.span[1] :]
    if fresh:
        PAGE.write_text(text)


def here(served: Serving) -> str:
    return served.address.rstrip("/")


def run(served: Serving, *command: str, text: str = "") -> str:
    """Run a program as a reader would, and return what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        input=text.replace(SHOWN, here(served)),
        text=True,
        capture_output=True,
        env={**os.environ, "PATH": path},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_program_has_what_it_prints() -> None:
    assert {each.language for each in programs("console", "python", "r", "javascript", "html")} == {
        "console", "python", "r", "javascript", "html",
    }  # fmt: skip
    assert all(each.printed.language == "text" for each in programs("console", "python", "r", "javascript", "html"))


def test_curl(served: Serving, holds: Callable[[Program, str], None]) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    for program in programs("console"):
        holds(program, run(served, "bash", "-c", program.text.removeprefix("$ ").replace(SHOWN, here(served))))


def test_cells_of_a_notebook(served: Serving, holds: Callable[[Program, str], None]) -> None:
    """One after the other in one process, as a notebook runs them."""
    cells, mark = programs("python"), "-- end of cell --"
    printed = run(served, sys.executable, "-", text="".join(f"{each.text}\nprint({mark!r})\n" for each in cells))
    for program, told in zip(cells, printed.split(f"{mark}\n"), strict=False):
        holds(program, told)


def test_r(served: Serving, holds: Callable[[Program, str], None]) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    parts, mark = programs("r"), "-- end --"
    printed = run(
        served, "Rscript", "--vanilla", "-", text="".join(f"{each.text}\ncat('{mark}\\n')\n" for each in parts)
    )
    for program, told in zip(parts, printed.split(f"{mark}\n"), strict=False):
        holds(program, told)


def test_node(served: Serving, holds: Callable[[Program, str], None]) -> None:
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    for program in programs("javascript"):
        holds(program, run(served, "node", "--input-type=module", "-", text=program.text))


def test_page_of_another_origin(served: Serving, holds: Callable[[Program, str], None], tmp_path: Path) -> None:
    (program,) = programs("html")
    (tmp_path / "index.html").write_text(program.text.replace(SHOWN, here(served)))
    with browser() as chromium, plain_host(tmp_path) as host:
        page: Any = chromium.new_page()
        page.goto(host)
        page.locator("li").first.wait_for()
        holds(program, "\n".join(page.locator("li").all_inner_texts()))


def test_everything_is_asked_of_the_server_that_is_shown() -> None:
    """No program of the page asks another address."""
    asked = set(re.findall(r"http://[\w.:]+", PAGE.read_text()))
    assert asked == {SHOWN, "http://www.w3.org"}
