"""One HTTP server before the services of the twin: it keeps a log of the requests, and fails as it is told to.

`/sparql` goes on to Oxigraph; `/w/api.php` answers `wbsearchentities`; `/reconcile/0.2` and `/reconcile/1.0` reconcile, and
`/reconcile/9.0` is a service of a version that nobody knows.
"""

from __future__ import annotations

import contextlib
import http.client
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from twin.entities import Entities
from twin.faults import Fault, send
from twin.reconciliation import Reconciliation
from twin.search import search_entities


@dataclass(frozen=True)
class Request:
    """One request as it came in; the names of its headers are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def fields(self) -> dict[str, str]:
        """Return the fields of the address and of a form, the last of each name."""
        form = self.body if self.headers.get("content-type", "").startswith("application/x-www-form") else ""
        pairs = {**parse_qs(urlsplit(self.path).query), **parse_qs(form)}
        return {name: values[-1] for name, values in pairs.items()}


@dataclass
class Front:
    """The twin as a client sees it: addresses, the log of the requests, and faults to come."""

    url: str
    upstream: str
    entities: Entities
    requests: list[Request] = field(default_factory=list)
    _faults: list[tuple[str, Fault]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def sparql(self) -> str:
        """Return the address of the SPARQL endpoint."""
        return f"{self.url}/sparql"

    @property
    def api(self) -> str:
        """Return the address of the action API, with `wbsearchentities`."""
        return f"{self.url}/w/api.php"

    def reconciliation(self, version: str = "0.2") -> str:
        """Return the address of the reconciliation service of a version: 0.2, 1.0, or 9.0, which nobody knows."""
        return f"{self.url}/reconcile/{version}"

    def fail(self, *faults: Fault, at: str = "/") -> None:
        """Let the next requests to a path that begins with `at` fail, one a fault; then all is well again."""
        with self._lock:
            self._faults += [(at, fault) for fault in faults]

    def asked(self, at: str = "/") -> list[Request]:
        """Return the requests so far to a path that begins with `at`."""
        with self._lock:
            return [request for request in self.requests if request.path.startswith(at)]

    def note(self, request: Request) -> Fault | None:
        """Keep a request in the log; return the fault that it meets."""
        with self._lock:
            self.requests.append(request)
            for index, (at, fault) in enumerate(self._faults):
                if request.path.startswith(at):
                    del self._faults[index]
                    return fault
        return None


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    server: _Server

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, self.rfile.read(length).decode("utf-8", "replace"))
        front = self.server.front
        fault = front.note(request)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if fault is not None:
                fault(self)
            else:
                self._answer(front, request)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *args: object) -> None:
        pass

    def _answer(self, front: Front, request: Request) -> None:
        path = urlsplit(request.path).path
        if path == "/sparql":
            send(self, *_forward(front.upstream, request))
        elif path == "/w/api.php":
            self._json(search_entities(front.entities, request.fields))
        elif path.startswith("/reconcile/"):
            version, _, rest = path.removeprefix("/reconcile/").partition("/")
            service = Reconciliation(front.entities, version, front.reconciliation(version))
            self._json(service.answer(rest, request.method, request.fields, request.body))
        else:
            send(self, b"there is nothing here", 404, "text/plain")

    def _json(self, answer: tuple[int, Any]) -> None:
        status, value = answer
        body = json.dumps(value, ensure_ascii=False).encode()
        send(self, body, status, "application/json; charset=utf-8", Access_Control_Allow_Origin="*")


class _Server(http.server.ThreadingHTTPServer):
    """A server with a thread a connection, which does not wait for them in the end."""

    daemon_threads = True
    block_on_close = False
    front: Front

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep silent: clients that hang up are part of the tests."""


def _forward(upstream: str, request: Request) -> tuple[bytes, int, str]:
    """Ask Oxigraph the same, and return body, status and type of what it says."""
    place = urlsplit(upstream)
    query = urlsplit(request.path).query
    passed = {name: request.headers[name] for name in ("accept", "content-type") if name in request.headers}
    connection = http.client.HTTPConnection(place.netloc, timeout=30)
    try:
        target = f"{place.path}?{query}" if query else place.path
        connection.request(request.method, target, request.body.encode(), passed)
        answer = connection.getresponse()
        return answer.read(), answer.status, answer.getheader("Content-Type", "text/plain")
    finally:
        connection.close()


@contextlib.contextmanager
def serve(upstream: str, entities: Entities, port: int = 0) -> Iterator[Front]:
    """Start the front before an Oxigraph at `upstream`, at a free port if none is given; stop it in the end."""
    server = _Server(("127.0.0.1", port), _Handler)
    server.front = Front(f"http://127.0.0.1:{server.server_port}", upstream, entities)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server.front
    finally:
        server.shutdown()
        server.server_close()
