"""Connections: what a client may send before its request is whole, how long it may take to do so, and who answers it."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from biopic.serving.door import Door
from biopic.serving.exchange import Exchange

HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 10.0
GRACE = 0.2
"""Seconds in which what has come already is read: a loop that was kept waiting looks at its clocks first."""

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 31\r\nconnection: close\r\n\r\nthe head of the request is long"
)


class Connection(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, a connection being closed whose request has too long a head or takes too long to come.

    What is sent from files goes to the ASGI application, all else to the front by an `Exchange`.
    """

    _head = 0
    _timer: asyncio.TimerHandle | None = None

    def __init__(self, door: Door, **known: Any) -> None:
        super().__init__(**known)
        self._door = door
        self._current: Any = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._relax()
        super().connection_lost(exc)
        if isinstance(self._current, Exchange):
            self._current.leave()

    def data_received(self, data: bytes) -> None:
        if self._timer is None and self._head == 0 and self._between():
            self._expect()
        self._head += len(data)
        super().data_received(data)
        if self._timer is not None and self._head > HEAD_BYTES and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self._close()

    def on_headers_complete(self) -> None:
        self._relax()
        if self._is_full() or self._door.is_file(self.parser.get_method(), self.url):
            super().on_headers_complete()
            return
        self.scope["method"] = self.parser.get_method().decode("ascii")
        keep_alive = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
        before = self.cycle
        exchange: Any = Exchange(
            self._door, self.scope, self.url, self.transport, self.flow, self.server_state.default_headers,
            self.on_response_complete, keep_alive=keep_alive, expected=self.expect_100_continue,
        )  # fmt: skip
        self.cycle = exchange
        if before is None or before.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._current = cycle
        super()._start_asgi_task(cycle, app)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._head = 0

    def _is_full(self) -> bool:
        most = self.limit_concurrency
        return most is not None and max(len(self.connections), len(self.tasks)) >= most

    def _between(self) -> bool:
        """Say whether no request is on its way."""
        return self.cycle is None or not self.cycle.more_body

    def _expect(self) -> None:
        self._head = 0
        self._timer = self.loop.call_later(HEAD_SECONDS, self._expire)

    def _expire(self) -> None:
        self._timer = self.loop.call_later(GRACE, self._close)

    def _relax(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close(self) -> None:
        self._relax()
        if not self.transport.is_closing():
            self.transport.close()
