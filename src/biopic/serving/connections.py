"""Connections: what a client may send before its request is whole, and how long it may take to do so."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 64 * 1024
HEAD_SECONDS = 10.0

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 31\r\nconnection: close\r\n\r\nthe head of the request is long"
)


class BoundedProtocol(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, a connection being closed whose request has too long a head or takes too long to come."""

    _head = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._relax()
        super().connection_lost(exc)

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
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._head = 0

    def _between(self) -> bool:
        """Say whether no request is on its way."""
        return self.cycle is None or not self.cycle.more_body

    def _expect(self) -> None:
        self._head = 0
        self._timer = self.loop.call_later(HEAD_SECONDS, self._close)

    def _relax(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close(self) -> None:
        self._relax()
        if not self.transport.is_closing():
            self.transport.close()
