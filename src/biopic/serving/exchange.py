"""One request on a connection and the response to it.

It stands where uvicorn has a cycle that calls an ASGI application, and is one to the rest of uvicorn. It is several times as
quick: the request goes to the front as it is, and the reply goes out in one piece.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import httptools
from uvicorn.protocols.http.flow_control import FlowControl

from biopic.serving.door import Door
from biopic.serving.logs import warn
from biopic.serving.requests import Request
from biopic.serving.tasks import Reply, problem

BODY_SECONDS = 10
"""Seconds within which a client has to send a body."""

WATCH = 0.5
"""Seconds after which the work for a client that has left is stopped; what is shorter ends by itself, and its worker stays."""

LEFT = 499
"""The status in the log of a request whose client left."""

Answer = Callable[[Request], Awaitable[Reply]]


class Exchange:
    """One request and its response; the attributes without an underscore are those that uvicorn's protocol looks at."""

    def __init__(self, door: Door, scope: Mapping[str, Any], url: bytes, transport: asyncio.Transport, flow: FlowControl,
                 default: list[tuple[bytes, bytes]], on_response: Callable[[], None], *, keep_alive: bool, expected: bool) -> None:  # fmt: skip
        self.keep_alive = keep_alive
        self.disconnected = self.response_complete = False
        self.more_body = True
        self.body = bytearray()
        self.message_event = asyncio.Event()
        self._door, self._scope, self._transport, self._flow = door, scope, transport, flow
        self._default, self._on_response, self._expected = default, on_response, expected
        parsed = httptools.parse_url(url)
        query = (parsed.query or b"").decode("latin-1")
        self._request = Request(scope["method"], parsed.path, query, scope["headers"], read=self._read)
        self._since = time.perf_counter()
        self._task: asyncio.Task[Any] | None = None

    async def run_asgi(self, app: object) -> None:
        """Answer the request; called once, by uvicorn, when the responses before it are complete."""
        self._task = asyncio.current_task()
        reply, head = await self._reply()
        self._task = None
        size = 0 if self.disconnected else self._send(reply, head)
        self._door.record(self._request, LEFT if self.disconnected else reply.status, size, self._since)
        if not self.disconnected:
            self._on_response()

    async def _reply(self) -> tuple[Reply, bytes]:
        """Return the reply and the head of its response; whatever goes wrong is a reply, too."""
        request = self._request
        try:
            await self._door.introduce(request, self._scope)
            reply = await self._door.front.answer(request)
            return reply, self._head(reply)
        except asyncio.CancelledError:
            reply = problem(503, "the server stops", "try again later", Connection="close")
        except Exception as error:
            warn("a fault of ours", error=f"{type(error).__name__}: {error}"[:300])
            reply = problem(500, "a fault of ours", Connection="close")
        return reply, self._head(reply)

    def _head(self, reply: Reply) -> bytes:
        self.keep_alive = self.keep_alive and reply.headers.get("Connection") != "close"
        return self._door.head(self._request, reply, self._default, keep_alive=self.keep_alive)

    def leave(self) -> None:
        """Stop the work, for nobody is there to take what comes of it; short work ends by itself."""
        self.disconnected = True
        if self._task is not None:
            wait = max(0.0, WATCH - (time.perf_counter() - self._since))
            asyncio.get_running_loop().call_later(wait, self._stop)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _send(self, reply: Reply, head: bytes) -> int:
        """Write the response in one piece, and return the size of its body."""
        body = b"" if self._request.method == "HEAD" else reply.body
        self.response_complete = True
        self._transport.write(head + body)
        if not self.keep_alive:
            self._transport.close()
        return len(body)

    async def _read(self, most: int) -> bytes | Reply:
        """Return the body, or a reply where it is too long or too slow."""
        too_long = problem(413, f"the body is longer than {most} bytes", "shorten it", Connection="close")
        length = self._request.header(b"content-length")
        if length.isdigit() and int(length) > most:
            return too_long
        if self._expected:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while self.more_body and not self.disconnected and len(self.body) <= most:
                    self._flow.resume_reading()
                    await self.message_event.wait()
                    self.message_event.clear()
        except TimeoutError:
            return problem(408, f"the body did not come within {BODY_SECONDS} seconds", Connection="close")
        if self.disconnected:
            return problem(400, "the body is not whole", Connection="close")
        return too_long if len(self.body) > most else bytes(self.body)
