"""A real browser for tests, and a plain web host for the static site, both of this machine; without a browser, the tests skip."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ALONE = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]  # fmt: skip
"""With these it speaks to nobody of its own accord."""


def find_browser() -> str:
    """Return the path of the browser; skip where there is none, or nothing that drives it."""
    pytest.importorskip("playwright.sync_api", reason="playwright, which drives a browser, is not installed")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"there is no browser here: none of {', '.join(NAMES)} is installed")
    return path


@contextmanager
def browser() -> Iterator[Any]:
    """Start the browser, give it, and end it."""
    path = find_browser()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ALONE)
        try:
            yield started
        finally:
            started.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def plain_host(folder: Path) -> Iterator[str]:
    """Serve a folder as any web host does, at an address that is given."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Visit:
    """A page in the browser that remembers what went wrong: errors of scripts, requests that failed, requests to strangers."""

    def __init__(self, page: Any, root: str) -> None:
        self.page, self.root = page, root
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.size = 0
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", lambda said: self.wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("requestfailed", self._fail)
        page.on("response", self._hear)

    def _fail(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # what was still on its way when the next page was opened
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _hear(self, response: Any) -> None:
        self.asked.append(response.url)
        if not response.url.startswith((self.root, "data:", "blob:")):
            self.wrong.append(f"stranger: {response.url}")
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")

    def to(self, path: str, *, quiet: bool = False) -> Any:
        """Go to a page of the site, wait until its scripts have run, or also until they ask for nothing more, and return it."""
        self.page.goto(self.root + path, wait_until="networkidle" if quiet else "load")
        return self.page

    def faults(self) -> list[str]:
        """Return what axe finds wrong with the page as it stands (WCAG 2.2 A and AA, and good practice)."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
