"""What the server answers: each request becomes a task or a reply, and each task a reply.

Paths that end in a suffix are documents; paths without one name what documents are about. All that is not a route here is a
path of the graph, and `linked` finds out what it names. What is sent from files is not here but in `app`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from biopic.serving import linked, metrics, protocol, questions
from biopic.serving.negotiation import choose
from biopic.serving.requests import Request, UnreadableError
from biopic.serving.service import Service
from biopic.serving.tasks import Reply, Task, problem

PATH, QUERY = 2048, 32 * 1024
"""How long the path and what is behind its question mark may be, in bytes."""

READING, POSTING = ("GET", "HEAD"), ("GET", "HEAD", "POST")

PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+/[A-Za-z0-9./~_-]*")


class Front:
    """What each route does."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._routes: Mapping[str, Callable[[Request], Awaitable[Reply]]] = {
            "sparql": self._sparql,
            "api/questions": self._questions,
            "api/understand": self._understand,
            "api/openapi.json": self._api,
            ".well-known/void": self._void,
            "health": self._health,
            "metrics": self._metrics,
        }
        self._named = {"api/ask": self._ask, "api/questions": self._questions}

    async def answer(self, request: Request) -> Reply:
        """Return the reply to a request that has come whole."""
        if len(request.path) > PATH or len(request.query) > QUERY:
            return problem(414, "the address is too long", "send a query by POST")
        path = linked.plain_path(request.path)
        methods = POSTING if path == "sparql" else READING
        if request.method not in methods:
            return _other_method(request.method, ", ".join((*methods, "OPTIONS")))
        try:
            if route := self._routes.get(path):
                return await route(request)
            above, _, name = path.rpartition("/")
            if named := self._named.get(above):
                return await named(request, name)
            return await self._linked(request, path)
        except UnreadableError:
            return problem(400, "the parameters are not percent-encoded UTF-8")

    async def _sparql(self, request: Request) -> Reply:
        """The SPARQL endpoint."""
        request.kind, limits, accept = "sparql", self.service.settings.limits, request.accept
        if request.method == "POST":
            body = await request.read(limits.body)
            if isinstance(body, Reply):
                return body
            kind = request.header(b"content-type")
            return await self._do(request, protocol.read_post(kind, request.query, body, accept, limits))
        here = "" if request.query else self._here(request)
        return await self._do(request, protocol.read_get(request.query, accept, here, limits))

    def _here(self, request: Request) -> str:
        """Return the address of the endpoint as the client knows it, if that is an address."""
        here = f"{request.scheme}://{request.header(b'host')}{request.path.decode('ascii', 'replace')}"
        return here if _ADDRESS.fullmatch(here) else f"{self.service.pool.base}sparql"

    async def _questions(self, request: Request, name: str | None = None) -> Reply:
        """The library, or one question of it."""
        request.kind = "api"
        return await self._do(request, questions.read_list(name, request.languages))

    async def _ask(self, request: Request, name: str) -> Reply:
        """The answer to a question."""
        request.kind = "ask"
        return await self._do(request, questions.read_question(name, request.pairs, request.accept))

    async def _understand(self, request: Request) -> Reply:
        """The questions that plain words may mean."""
        request.kind = "api"
        return await self._do(request, questions.read_words(request.pairs))

    async def _api(self, request: Request) -> Reply:
        """The description of the API."""
        request.kind = "api"
        return await self._do(request, Task("api"))

    async def _void(self, request: Request) -> Reply:
        """Where the description of the data set is (https://www.w3.org/TR/void/#well-known)."""
        form = protocol.DESCRIPTIONS.get(choose(request.accept, list(protocol.DESCRIPTIONS)) or "", "ttl")
        return Reply(303, headers={"Location": f"../dataset.{form}", "Vary": "Accept"})

    async def _health(self, request: Request) -> Reply:
        """Whether there is a worker that holds the store open."""
        pool = self.service.pool
        said = {
            "status": "ok" if pool.alive else "no worker",
            "generation": pool.generation,
            "workers": pool.alive,
            "running": pool.running,
            "waiting": pool.queue.length,
        }
        body = (json.dumps(said) + "\n").encode()
        return Reply(200 if pool.alive else 503, "application/json", body, {"Cache-Control": "no-store"})

    async def _metrics(self, request: Request) -> Reply:
        """The counters."""
        pool, counted = self.service.pool, self.service.metrics
        counted.running.set(pool.running)
        counted.waiting.set(pool.queue.length)
        counted.workers.set(pool.alive)
        return Reply(200, metrics.MEDIA_TYPE, counted.text(), {"Cache-Control": "no-store"})

    async def _linked(self, request: Request, path: str) -> Reply:
        """A page, or what the graph says of something."""
        found = linked.find(path, dict(request.pairs), request.accept, request.languages)
        request.kind = "data" if isinstance(found, Task) and found.kind == "describe" else "page"
        return await self._do(request, found)

    async def _do(self, request: Request, found: Task | Reply) -> Reply:
        if isinstance(found, Reply):
            return found
        if "gzip" in request.header(b"accept-encoding"):
            found = replace(found, given={**found.given, "gzip": True})
        return await self.service.perform(found, request)


def _other_method(method: str, allowed: str) -> Reply:
    """Return which methods the path takes: as the answer to OPTIONS, or as what is wrong."""
    if method == "OPTIONS":
        return Reply(204, headers={**PREFLIGHT, "Access-Control-Allow-Methods": allowed, "Allow": allowed})
    return problem(405, "this method is not for this path", Allow=allowed)
