"""A server for tests: the real command in a process of its own, on a free port of 127.0.0.1, stopped by whoever started it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

PATIENCE = 60.0


class Response(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


class Serving:
    """A running server."""

    def __init__(self, store: Path, *options: object) -> None:
        command = [sys.executable, "-m", "biopic", "serve", "--store", store, "--port", 0, *options]
        self.process = subprocess.Popen([str(word) for word in command], stderr=subprocess.PIPE, text=True)
        self.log: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.wait_for("started")
        except BaseException:
            self.stop()
            raise
        self.address = str(self.said("serving")[0]["address"])
        self.port = int(urlsplit(self.address).port or 0)

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.log.append(json.loads(line) if line.startswith("{") else {"message": line})

    def said(self, message: str) -> list[dict[str, Any]]:
        """Return the lines of the log with this message."""
        return [line for line in self.log if line["message"] == message]

    def wait_for(self, message: str, times: int = 1) -> None:
        """Wait until the log has said so."""
        until = time.monotonic() + PATIENCE
        while len(self.said(message)) < times:
            assert time.monotonic() < until and self.process.poll() is None, self.log[-5:]
            time.sleep(0.02)

    def fetch(
        self, path: str, method: str = "GET", body: bytes | None = None, source: str = "", **headers: str
    ) -> Response:
        """Send one request; header names are written with underscores. `source` is an address of 127.0.0.0/8 to ask from."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, PATIENCE, (source, 0) if source else None)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            found = connection.getresponse()
            return Response(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
        finally:
            connection.close()

    def query(self, query: str, source: str = "", **headers: str) -> Response:
        """Run a query by GET."""
        return self.fetch("/sparql?" + urlencode({"query": query}), source=source, **headers)

    def signal(self, number: int) -> None:
        """Send a signal to the server."""
        os.kill(self.process.pid, number)

    def stop(self) -> int:
        """Stop it cleanly and return its exit code."""
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join(5)
        assert self.process.stderr
        self.process.stderr.close()
        return code

    def __enter__(self) -> Serving:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
