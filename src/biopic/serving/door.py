"""Around every request: headers on its response that keep browsers safe, one line in the log, one count.

What is sent from files passes as an ASGI application, all else as an `Exchange`; the door is the same.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from biopic.serving.front import PATH, Front
from biopic.serving.logs import note
from biopic.serving.requests import Request
from biopic.serving.tasks import Reply

FILES = (b"/assets/", b"/dataset.nq")
"""What the paths of files begin with."""

_PAGE = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_EDITOR = _PAGE.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The editor library writes style attributes of its own."""

_DATA = "default-src 'none'; frame-ancestors 'none'"

_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"x-frame-options", b"DENY"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Location, Retry-After"),
]
_DEFAULT = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding, Accept-Language"}


class Door:
    """What every request passes on its way in and out; called, it is the ASGI application around the one that sends files."""

    def __init__(self, app: ASGIApp, front: Front, proxies: Sequence[str] = ()) -> None:
        self.app, self.front = app, front
        self._service = front.service
        self._proxies = ProxyHeadersMiddleware(_nothing, list(proxies)) if proxies else None

    @staticmethod
    def is_file(method: bytes, url: bytes) -> bool:
        """Say whether a request is for a file."""
        return url.startswith(FILES) and method in (b"GET", b"HEAD") and len(url) <= PATH

    async def introduce(self, request: Request, scope: Any) -> None:
        """Say in the request who asks, on the word of a proxy where that is believed."""
        if self._proxies is not None:
            await self._proxies(scope, None, None)  # type: ignore[arg-type]
        client = scope["client"]
        request.address, request.scheme = client[0] if client else "", scope["scheme"]

    def head(self, request: Request, reply: Reply, default: list[tuple[bytes, bytes]], *, keep_alive: bool) -> bytes:
        """Return the head of a response, its status line and the empty line at its end among it."""
        named = {**_DEFAULT, **reply.headers}
        if reply.media_type:
            named["Content-Type"] = reply.media_type
        if reply.status not in (204, 304):
            named["Content-Length"] = str(len(reply.body))
        if not keep_alive:
            named["Connection"] = "close"
        lines = [f"{name}: {value}" for name, value in named.items()]
        if any("\r" in line or "\n" in line for line in lines):
            raise ValueError("a header has more than one line")
        begin = b"".join(b"%b: %b\r\n" % each for each in default)
        policy = _policy(reply.status, reply.media_type, is_editor=request.path.endswith(b"/sparql.html"))
        return b"%b%b%b\r\n%b\r\n" % (_status(reply.status), begin, "\r\n".join(lines).encode("latin-1"), policy)

    def record(self, request: Request, status: int, size: int, since: float) -> None:
        """Count a request and log it: the path, and never what is behind its question mark."""
        spent = time.perf_counter() - since
        self._service.metrics.count(request.kind, status, spent)
        if self._service.settings.log:
            path = request.path.decode("ascii", "replace")[:300]
            note(request.address, request.method, path, status, size, spent)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        client = scope.get("client")
        kind = "asset" if scope["path"].startswith("/assets/") else "other"
        request = Request(
            scope["method"], scope["raw_path"], "", scope["headers"], client[0] if client else "", kind=kind
        )
        since, status, size = time.perf_counter(), 0, 0

        async def pass_on(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *_safe(status, _media_type(message))]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, pass_on)
        finally:
            self.record(request, status, size, since)


async def _nothing(*received: object) -> None:
    """Do nothing, as the application behind the part that reads what a proxy says."""


@cache
def _status(status: int) -> bytes:
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode()


@cache
def _policy(status: int, media_type: str, *, is_editor: bool = False) -> bytes:
    """Return the lines of the headers that are the same on every such response."""
    return b"".join(b"%b: %b\r\n" % each for each in _safe(status, media_type, is_editor=is_editor))


def _safe(status: int, media_type: str, *, is_editor: bool = False) -> list[tuple[bytes, bytes]]:
    if status == 304:  # a browser would put the policy of an empty reply on the page that it kept
        return _HEADERS
    policy = (_EDITOR if is_editor else _PAGE) if media_type.startswith("text/html") else _DATA
    return [*_HEADERS, (b"content-security-policy", policy.encode())]


def _media_type(message: Mapping[str, Any]) -> str:
    return next((v.decode("latin-1") for name, v in message["headers"] if name.lower() == b"content-type"), "")
