"""Around every request: limits on its address, headers on its response that keep browsers safe, one line in the log, one count."""

from __future__ import annotations

import time
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from biopic.serving.logs import say
from biopic.serving.service import Service
from biopic.serving.tasks import problem

PATH, QUERY = 2048, 32 * 1024
"""How long the path and what is behind its question mark may be, in bytes."""

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
_PREFLIGHT = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since"),
    (b"access-control-max-age", b"86400"),
    (b"allow", b"GET, HEAD, POST, OPTIONS"),
    (b"content-length", b"0"),
]


class Door:
    """The ASGI application around the application."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app, self.service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = Visit(scope, send, self.service)
        try:
            await self._pass(scope, receive, visit)
        finally:
            visit.end()

    async def _pass(self, scope: Scope, receive: Receive, visit: Visit) -> None:
        if len(scope["raw_path"]) > PATH or len(scope["query_string"]) > QUERY:
            reply = problem(414, "the address is too long", "send a query by POST")
            headers = [(b"content-type", reply.media_type.encode()), (b"content-length", b"%d" % len(reply.body))]
            await visit.send({"type": "http.response.start", "status": 414, "headers": headers})
            await visit.send({"type": "http.response.body", "body": reply.body})
        elif scope["method"] == "OPTIONS":
            await visit.send({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT)})
            await visit.send({"type": "http.response.body", "body": b""})
        else:
            await self.app(scope, receive, visit.send)


class Visit:
    """One request on its way through the door."""

    def __init__(self, scope: Scope, send: Send, service: Service) -> None:
        self.scope, self._send, self.service = scope, send, service
        self.since = time.perf_counter()
        self.status, self.size = 0, 0

    async def send(self, message: Message) -> None:
        """Pass a part of the response on, its headers made safe."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], *_HEADERS]
            if self.status != 304:  # a browser would put the policy of an empty reply on the page that it kept
                message["headers"] += [(b"content-security-policy", self._policy(message))]
            if self.status == 405:
                message["headers"] = _merged_allow(message["headers"])
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self._send(message)

    def _policy(self, message: Message) -> bytes:
        kind = next((value for name, value in message["headers"] if name.lower() == b"content-type"), b"")
        if not kind.startswith(b"text/html"):
            return _DATA.encode()
        return (_EDITOR if self.scope["path"].endswith("/sparql.html") else _PAGE).encode()

    def end(self) -> None:
        """Count the request and log it: the path, and never what is behind its question mark."""
        spent = time.perf_counter() - self.since
        kind = str(self.scope.get("kind", "asset" if self.scope["path"].startswith("/assets/") else "other"))
        self.service.metrics.requests.labels(kind, str(self.status)).inc()
        self.service.metrics.seconds.labels(kind).observe(spent)
        if self.service.settings.log:
            say("request", **_line(self.scope, self.status, self.size, spent))


def _line(scope: Scope, status: int, size: int, spent: float) -> Mapping[str, object]:
    client = scope.get("client")
    return {
        "client": client[0] if client else "",
        "method": scope["method"],
        "path": scope["raw_path"].decode("ascii", "replace")[:300],
        "status": status,
        "bytes": size,
        "ms": round(spent * 1000, 1),
    }


def _merged_allow(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return the headers with what OPTIONS adds to what a route allows (https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6)."""
    return [(name, value + b", OPTIONS" if name.lower() == b"allow" else value) for name, value in headers]
