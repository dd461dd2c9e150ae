"""The ASGI application: what is sent from files, the data set and the assets of the pages, and the start and the end of it all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from biopic.pages.render import ASSETS
from biopic.serving.door import Door
from biopic.serving.front import Front
from biopic.serving.logs import warn
from biopic.serving.service import Service
from biopic.serving.settings import Settings
from biopic.serving.tasks import Reply, problem
from biopic.store import write_dataset


def make_app(settings: Settings) -> Door:
    """Return the application; it starts its workers when the server starts it, and raises InputError if it cannot."""
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

    async def dump(request: Request) -> Response:
        """The whole data set as it was built."""
        if settings.endpoint:
            return _told(problem(404, "the store behind this server has the data set", "ask by SPARQL"))
        with suppress(OSError):
            path = await run_in_threadpool(write_dataset, settings.store / service.pool.generation)
            return FileResponse(path, media_type="application/n-quads", headers={"Cache-Control": "no-cache"})
        return _told(problem(503, "the store is being replaced", "try again in a little while", Retry_After="2"))

    app = Starlette(
        routes=[Route("/dataset.nq", dump), Mount("/assets", StaticFiles(directory=ASSETS), name="assets")],
        exception_handlers={HTTPException: _refused, Exception: _failed},
        lifespan=lifespan,
    )
    return Door(app, Front(service), settings.proxies)


async def _refused(request: Request, error: Exception) -> Response:
    return _told(problem(getattr(error, "status_code", 404), "there is no such file"))


async def _failed(request: Request, error: Exception) -> Response:
    warn("a fault of ours", error=f"{type(error).__name__}: {error}"[:300])
    return _told(problem(500, "a fault of ours"))


def _told(reply: Reply) -> Response:
    return Response(reply.body, reply.status, dict(reply.headers), reply.media_type)
