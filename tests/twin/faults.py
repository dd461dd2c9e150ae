"""The ways in which a service fails: each answers one request in place of the service."""

from __future__ import annotations

import email.utils
import json
import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

Fault = Callable[[BaseHTTPRequestHandler], None]


def send(request: BaseHTTPRequestHandler, body: bytes, status: int = 200, kind: str = "application/json", length: int | None = None, **headers: str) -> None:  # fmt: skip
    """Send a whole response, of a length that may be a lie; `_` in a header's name stands for `-`."""
    request.send_response(status)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(len(body) if length is None else length))
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)


def too_many(wait: int | None = 1) -> Fault:
    """429, with the seconds to wait."""
    headers = {} if wait is None else {"Retry_After": str(wait)}
    return lambda request: send(request, b"Too many requests", 429, "text/plain", **headers)


def too_many_until(seconds: int = 1) -> Fault:
    """429, with the moment from which to come again, as a date (RFC 9110, section 10.2.3)."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        when = email.utils.formatdate(time.time() + seconds, usegmt=True)
        send(request, b"Too many requests", 429, "text/plain", Retry_After=when)

    return answer


def unavailable(wait: int | None = None) -> Fault:
    """503, perhaps with the seconds to wait."""
    headers = {} if wait is None else {"Retry_After": str(wait)}
    return lambda request: send(request, b"<h1>503</h1>", 503, "text/html", **headers)


def maxlag(seconds: int = 1) -> Fault:
    """200 with an error: the databases lag behind (https://www.mediawiki.org/wiki/Manual:Maxlag_parameter)."""
    error = {"code": "maxlag", "info": "Waiting for 10.0.0.1: 6.2 seconds lagged.", "lag": 6.2, "type": "db"}
    body = json.dumps({"error": error, "servedby": "twin"}).encode()
    return lambda request: send(
        request, body, Retry_After=str(seconds), X_Database_Lag="6", MediaWiki_API_Error="maxlag"
    )


def slow(seconds: float) -> Fault:
    """Let it wait, and then answer nothing of use."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        send(request, b"{}")

    return answer


def cut(request: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent, and hang up."""
    send(request, b'{"head": {"vars": ["x"]}, "results": {"bindings": [', length=10_000)
    request.close_connection = True


def hang_up(request: BaseHTTPRequestHandler) -> None:
    """Say nothing at all."""
    request.close_connection = True
    request.connection.shutdown(socket.SHUT_RDWR)


def page(status: int = 200) -> Fault:
    """Show a page for people."""
    return lambda request: send(request, b"<!DOCTYPE html><title>Wikimedia Error</title>", status, "text/html")


def other_kind(kind: str = "text/plain", body: bytes = b"hello") -> Fault:
    """Answer well, and something else than was asked for."""
    return lambda request: send(request, body, kind=kind)


def elsewhere(url: str, status: int = 302) -> Fault:
    """Send to another address."""
    return lambda request: send(request, b"", status, "text/plain", Location=url)
