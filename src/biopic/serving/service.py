"""What the front does with a task: look whether it was done before, give it to the pool, and change pools without losing one.

A reload starts a second pool on the new generation, lets it take over, and closes the first when its last task is done.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from email.utils import formatdate, parsedate_to_datetime
from functools import cache
from pathlib import Path

from biopic.errors import BiopicError
from biopic.places import folder
from biopic.serving.cache import Cache
from biopic.serving.holding import ENDPOINT_EVERY, generation_of
from biopic.serving.logs import say, warn
from biopic.serving.metrics import Metrics
from biopic.serving.requests import Request
from biopic.serving.settings import Settings
from biopic.serving.tasks import GONE, Reply, Task, problem
from biopic.serving.workers import Pool
from biopic.store import CURRENT


class Service:
    """A server's workers, memory and counters."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.cache = Cache(settings.cache)
        self.pool = Pool(settings, self.observe)
        self.mark = b""
        self.modified = ""
        self._reloading = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers; raise InputError where the store cannot be opened."""
        self._take(await self.pool.start())
        say("started", generation=self.pool.generation, workers=self.settings.processes)

    async def stop(self) -> None:
        """Finish what runs, and let the workers go."""
        await asyncio.gather(self.pool.close(), *self._closing)
        say("stopped")

    async def reload(self, seen: Pool | None = None) -> None:
        """Open the store anew; with `seen`, only if that is still the pool. The old one serves until the new one can."""
        async with self._reloading:
            if seen is not None and seen is not self.pool:
                return
            try:
                new = await Pool(self.settings, self.observe).start()
            except (BiopicError, OSError) as error:
                warn("not reloaded", why=str(error))
                return
            old = self.pool
            self._take(new)
            self.metrics.reloads.inc()
            say("reloaded", generation=new.generation, before=old.generation)
            closing = asyncio.create_task(old.close())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)

    def _take(self, pool: Pool) -> None:
        path = self.settings.store / CURRENT
        self.pool, self.cache = pool, Cache(self.settings.cache)
        self.mark = hashlib.sha256(pool.generation.removesuffix("-again").encode() + _files_mark()).digest()
        self.modified = formatdate(path.stat().st_mtime if path.exists() else None, usegmt=True)

    async def watch(self, every: float = 1.0) -> None:
        """Reload whenever a build has made another generation the current one."""
        failed = ""
        while True:
            await asyncio.sleep(ENDPOINT_EVERY if self.settings.endpoint else every)
            name = await asyncio.to_thread(generation_of, self.settings)
            if name and name not in (self.pool.generation, failed):
                await self.reload()
                failed = name if name != self.pool.generation else ""

    def observe(self, event: str) -> None:
        """Count something that a pool has to say."""
        self.metrics.events.labels(event).inc()

    async def perform(self, task: Task, request: Request) -> Reply:
        """Do a task for whoever sent a request, or return what is known already; cancelled, it stops the work."""
        known = task.repeatable and bool(self.pool.generation)  # who does not know which build it is keeps nothing
        if not known or request.method not in ("GET", "HEAD"):
            return await self._done(task, request.client, keep=known)
        tag, modified = f'W/"{hashlib.sha256(self.mark + task.data).hexdigest()[:24]}"', self.modified
        if _is_known(request, tag, modified):
            return Reply(304, headers={"ETag": tag, "Last-Modified": modified, "Vary": "Accept, Accept-Encoding"})
        reply = await self._done(task, request.client, keep=True)
        if reply.status != 200:
            return reply
        return replace(reply, headers={**reply.headers, "ETag": tag, "Last-Modified": modified})

    async def _done(self, task: Task, client: str, *, keep: bool) -> Reply:
        cache = self.cache
        if keep and (known := cache.get(task.data)) is not None:
            self.metrics.cached.inc()
            return known
        pool = self.pool
        reply = await pool.submit(task, client)
        if reply.status == GONE:
            await self.reload(pool)
            reply = await self.pool.submit(task, client)
        if reply.status == GONE:
            warn("the store cannot be read", why=reply.body.decode("utf-8", "replace")[:300])
            return problem(503, "the store is being replaced", "try again in a little while", Retry_After="2")
        if keep and reply.status in (200, 404) and cache is self.cache:
            cache.put(task.data, reply)
        return reply


def _is_known(request: Request, tag: str, modified: str) -> bool:
    """Say whether the client has what it asks for (https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2)."""
    tags, since = request.header(b"if-none-match"), request.header(b"if-modified-since")
    if tags:
        return tag in (each.strip() for each in tags.split(","))
    if not since:
        return False
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(modified)
    except (TypeError, ValueError):
        return False


@cache
def _files_mark() -> bytes:
    """Return the digest of all that makes pages and answers out of a graph, so that a new version has new tags."""
    package = Path(__file__).resolve().parent.parent
    paths = [p for p in package.rglob("*") if p.suffix in (".py", ".html", ".yaml")]
    paths += [p for name in ("queries", "ontology") for p in folder(name).rglob("*") if p.suffix in (".rq", ".ttl")]
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.digest()
