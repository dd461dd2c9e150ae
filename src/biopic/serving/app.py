"""The routes: each request becomes a task or a reply, and each reply a response.

Paths that end in a suffix are documents; paths without one name what documents are about. All that is not a route here is a
path of the graph, and `linked` finds out what it names.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from biopic.pages.render import ASSETS
from biopic.serving import linked, metrics, protocol, questions
from biopic.serving.door import Door
from biopic.serving.logs import warn
from biopic.serving.negotiation import choose
from biopic.serving.service import Service
from biopic.serving.settings import Settings
from biopic.serving.tasks import Reply, Task, problem
from biopic.store import DATASET

BODY_SECONDS = 10
"""Seconds within which a client has to send a body."""

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+/[A-Za-z0-9./~_-]*")
Handler = Callable[[Request], Awaitable[Response]]


def make_app(settings: Settings) -> Door:
    """Return the ASGI application; it starts its workers when the server starts it, and raises InputError if it cannot."""
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await service.start()
        watching = asyncio.create_task(service.watch())
        try:
            yield
        finally:
            watching.cancel()
            await service.stop()

    routes = Routes(service)
    app = Starlette(
        routes=[
            Route("/sparql", routes.sparql, methods=["GET", "POST"]),
            Route("/api/questions", routes.list_questions),
            Route("/api/questions/{name}", routes.list_questions),
            Route("/api/ask/{name}", routes.ask),
            Route("/api/understand", routes.understand),
            Route("/api/openapi.json", routes.api),
            Route("/.well-known/void", routes.void),
            Route("/dataset.nq", routes.dump),
            Route("/health", routes.health),
            Route("/metrics", routes.count),
            Mount("/assets", StaticFiles(directory=ASSETS), name="assets"),
            Route("/{path:path}", routes.linked),
        ],
        exception_handlers={HTTPException: _refused, Exception: _failed, ClientDisconnect: _gone},
        lifespan=lifespan,
    )
    app.state.service = service
    return Door(app, service)


class Routes:
    """What each route does."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def sparql(self, request: Request) -> Response:
        """The SPARQL endpoint."""
        limits, accept = self.service.settings.limits, _accept(request)
        query = request.url.query
        if request.method == "POST":
            body = await _body(request, limits.body)
            if isinstance(body, Reply):
                return respond(body)
            kind = request.headers.get("content-type", "")
            return await self._do(request, "sparql", protocol.read_post(kind, query, body, accept, limits))
        return await self._do(request, "sparql", protocol.read_get(query, accept, self._here(request), limits))

    def _here(self, request: Request) -> str:
        """Return the address of the endpoint as the client knows it, if that is an address."""
        here = f"{request.url.scheme}://{request.url.netloc}{request.url.path}"
        return here if _ADDRESS.fullmatch(here) else f"{self.service.pool.base}sparql"

    async def list_questions(self, request: Request) -> Response:
        """The library, or one question of it."""
        languages = request.headers.get("accept-language", "")
        return await self._do(request, "api", questions.read_list(request.path_params.get("name"), languages))

    async def ask(self, request: Request) -> Response:
        """The answer to a question."""
        pairs, name = _pairs(request), str(request.path_params["name"])
        return await self._do(request, "ask", questions.read_question(name, pairs, _accept(request)))

    async def understand(self, request: Request) -> Response:
        """The questions that plain words may mean."""
        return await self._do(request, "api", questions.read_words(_pairs(request)))

    async def api(self, request: Request) -> Response:
        """The description of the API."""
        return await self._do(request, "api", Task("api"))

    async def void(self, request: Request) -> Response:
        """Where the description of the data set is (https://www.w3.org/TR/void/#well-known)."""
        media_type = choose(_accept(request), list(protocol.DESCRIPTIONS))
        form = protocol.DESCRIPTIONS.get(media_type or "", "ttl")
        return respond(Reply(303, headers={"Location": f"../dataset.{form}", "Vary": "Accept"}))

    async def dump(self, request: Request) -> Response:
        """The whole data set as it was built."""
        path = self.service.settings.store / self.service.pool.generation / DATASET
        if not path.is_file():
            return respond(problem(503, "the store is being replaced", "try again in a little while", Retry_After="2"))
        return FileResponse(path, media_type="application/n-quads", headers={"Cache-Control": "no-cache"})

    async def health(self, request: Request) -> Response:
        """Whether there is a worker that holds the store open."""
        pool = self.service.pool
        said = {
            "status": "ok" if pool.alive else "no worker",
            "generation": pool.generation,
            "workers": pool.alive,
            "running": pool.running,
            "waiting": pool.queue.length,
        }
        return respond(
            Reply(200 if pool.alive else 503, "application/json", _json(said), {"Cache-Control": "no-store"})
        )

    async def count(self, request: Request) -> Response:
        """The counters."""
        pool, counted = self.service.pool, self.service.metrics
        counted.running.set(pool.running)
        counted.waiting.set(pool.queue.length)
        counted.workers.set(pool.alive)
        return respond(Reply(200, metrics.MEDIA_TYPE, counted.text(), {"Cache-Control": "no-store"}))

    async def linked(self, request: Request) -> Response:
        """A page, or what the graph says of something."""
        path = linked.plain_path(request.scope.get("raw_path", b"/"))
        accept, languages = _accept(request), request.headers.get("accept-language", "")
        found = linked.find(path, dict(_pairs(request)), accept, languages)
        kind = "data" if isinstance(found, Task) and found.kind == "describe" else "page"
        return await self._do(request, kind, found)

    async def _do(self, request: Request, kind: str, found: Task | Reply) -> Response:
        request.scope["kind"] = kind
        if isinstance(found, Reply):
            return respond(found)
        if "gzip" in request.headers.get("accept-encoding", ""):
            found = replace(found, given={**found.given, "gzip": True})
        reply = await self.service.perform(found, client_of(request), request)
        return respond(reply)


def respond(reply: Reply) -> Response:
    """Return a reply as a response."""
    headers = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding, Accept-Language", **reply.headers}
    if reply.media_type:
        headers["Content-Type"] = reply.media_type
    return Response(reply.body, reply.status, headers)


def client_of(request: Request) -> str:
    """Return whose request it is: an IPv4 address, or the network that an IPv6 address is in."""
    host = request.client.host if request.client else ""
    if ":" not in host:
        return host
    try:
        return str(ipaddress.ip_network((host.partition("%")[0], 64), strict=False))
    except ValueError:
        return host


def _accept(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))[:1000]


def _pairs(request: Request) -> list[tuple[str, str]]:
    try:
        return parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise HTTPException(400, "the parameters are not percent-encoded UTF-8") from None


async def _body(request: Request, most: int) -> bytes | Reply:
    """Return the body, or a reply where it is too long or too slow."""
    too_long = problem(413, f"the body is longer than {most} bytes", "shorten it", Connection="close")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        return too_long
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > most:
                    return too_long
    except TimeoutError:
        return problem(408, f"the body did not come within {BODY_SECONDS} seconds", Connection="close")
    return bytes(data)


async def _refused(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 400)
    said = {404: "there is no such thing", 405: "this method is not for this path"}.get(
        status, str(getattr(error, "detail", ""))
    )
    headers: Mapping[str, str] = getattr(error, "headers", None) or {}
    return respond(replace(problem(status, said), headers=dict(headers)))


async def _failed(request: Request, error: Exception) -> Response:
    warn("a fault of ours", error=f"{type(error).__name__}: {error}"[:300])
    return respond(problem(500, "a fault of ours"))


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)


def _json(value: object) -> bytes:
    import json

    return (json.dumps(value) + "\n").encode()
