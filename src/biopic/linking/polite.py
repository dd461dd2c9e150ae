"""Ask a service on the web as its keepers wish: by name, not too often, and not twice.

In goes a request, out comes an answer's bytes. The user names the address and a contact; no other address is asked, no
proxy of the environment used. A service that is busy is waited for as long as it says. What it once answered is kept.
See https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy and https://www.mediawiki.org/wiki/Manual:Maxlag_parameter.
"""

from __future__ import annotations

import ipaddress
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from biopic import __version__
from biopic.client import BUSY, REDIRECTS, AwayError, Client, Clock, Reply, retry_after, status_text
from biopic.errors import EndpointError, InputError
from biopic.linking.cache import Cache, Stored

T = TypeVar("T")

MOST_BYTES = 64 * 1024 * 1024
_MOST_REDIRECTS = 3


class _TryAgainError(Exception):
    """A try failed in a way that may pass; `wait` is in seconds where the service said how long."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        self.why, self.wait = why, wait
        super().__init__(why)


@dataclass
class Polite:
    """Asks services of the web; `contact` is a mail or web address of whoever asks, `timeout` in seconds a try."""

    contact: str = ""
    cache: Cache | None = None
    per_minute: int = 60
    timeout: float = 60.0
    tries: int = 5
    first_wait: float = 1.0
    most_bytes: int = MOST_BYTES
    clock: Clock = field(default_factory=Clock)
    tell: Callable[[str], None] = lambda text: None
    asked: int = 0
    known: int = 0
    _sent: deque[float] = field(default_factory=deque)

    def ask(
        self,
        method: str,
        url: str,
        read: Callable[[bytes], T],
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """Return what `read` makes of the answer to a request; kept answers are not asked for again.

        `read` raises ValueError where the answer is none that it can use: such an answer is asked for once more, and never
        kept. Raises EndpointError, in one line, where the service is away, stays busy or answers something else.
        """
        self.check(url)
        stored = self.cache.find(method, url, body, self.clock.now()) if self.cache else None
        if stored is not None:
            try:
                found = read(stored.body)
            except (ValueError, RecursionError):
                pass
            else:
                self.known += 1
                return found
        return self._ask(method, url, read, body, dict(headers or {}))

    def check(self, url: str) -> None:
        """Refuse what is no web address, and a service elsewhere where nobody says who asks."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointError("the service is no http address", file=url, todo="give one such as http://127.0.0.1:7878/query")  # fmt: skip
        if not self.contact.strip() and not _is_here(parts.hostname):
            raise InputError(
                f"{parts.hostname} wants to know who asks", todo="give a mail or web address of yours with --contact"
            )
        if any(not c.isprintable() or ord(c) > 255 for c in self.contact):
            raise InputError("the contact cannot be sent", todo="give a plain mail or web address with --contact")

    @property
    def agent(self) -> str:
        """Return the User-Agent: the program, the contact, the library."""
        from importlib.metadata import version

        contact = f" ({self.contact.strip()})" if self.contact.strip() else ""
        return f"biopic/{__version__}{contact} urllib3/{version('urllib3')}"

    # Trying

    def _ask(self, method: str, url: str, read: Callable[[bytes], T], body: bytes | None, headers: dict[str, str]) -> T:
        why = ""
        for turn in range(self.tries):
            try:
                data = self._try(method, url, body, headers)
                found = _read(data, read)
            except _TryAgainError as failed:
                why = failed.why
                if turn + 1 < self.tries:
                    self._client.wait(url, failed.why, failed.wait, turn + 1)
                continue
            if self.cache:
                self.cache.keep(Stored(method, url, body, data, self.clock.now()))
            return found
        raise EndpointError(
            f"the service does not answer ({why}, {self.tries} times)", file=url, todo="try again later; what was answered is kept"
        )  # fmt: skip

    def _try(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        """Return the body of one answer that is good; raise _TryAgainError where the next one may be."""
        for _ in range(_MOST_REDIRECTS):
            reply = self._send(method, url, body, headers)
            if reply.status not in REDIRECTS:
                return self._judge(reply, url)
            url = _redirected(url, reply.headers.get("Location", ""))
            if reply.status == 303:
                method, body = "GET", None
        raise EndpointError("the service sends from one address to the next", file=url, todo="check the address")

    def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        self._pace()
        self.asked += 1
        try:
            return self._client.once(method, url, body, headers)
        except AwayError as error:
            raise _TryAgainError(str(error)) from None

    @cached_property
    def _client(self) -> Client:
        return Client(
            timeout=self.timeout, first_wait=self.first_wait, most_bytes=self.most_bytes, agent=self.agent, clock=self.clock, tell=self.tell,
        )  # fmt: skip

    def _judge(self, reply: Reply, url: str) -> bytes:
        status, headers, data = reply.status, reply.headers, reply.body
        lag = _lag(data) if "json" in headers.get("Content-Type", "") else ""
        if status in BUSY or lag:
            raise _TryAgainError(
                lag or status_text(status), retry_after(headers.get("Retry-After", ""), self.clock.now())
            )
        if status == 403:
            raise EndpointError("the service refuses us (HTTP 403)", file=url, todo="check --contact, and wait a day")
        if status != 200:
            words = " ".join(data[:300].decode("utf-8", "replace").split())
            raise EndpointError(f"the service refuses the request ({status_text(status)}: {words})", file=url, todo="check the address and --via")  # fmt: skip
        return data

    def _pace(self) -> None:
        """Wait until one more request stays within the bound of requests a minute."""
        now = self.clock.ticks()
        while self._sent and self._sent[0] <= now - 60.0:
            self._sent.popleft()
        if len(self._sent) >= self.per_minute:
            self.clock.sleep(max(self._sent[0] + 60.0 - now, 0.0))
            self._sent.popleft()
        self._sent.append(self.clock.ticks())


def _read(data: bytes, read: Callable[[bytes], T]) -> T:
    try:
        return read(data)
    except (ValueError, RecursionError) as error:
        raise _TryAgainError(f"the answer is cut short or of another form: {error}") from None


def _is_here(host: str) -> bool:
    """Say whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _redirected(url: str, target: str) -> str:
    """Return where a service sends us, if that is on the same host."""
    new = urljoin(url, target)
    if not target or urlsplit(new)[:2] != urlsplit(url)[:2]:
        raise EndpointError(
            f"the service sends elsewhere, to {new}", file=url, todo="name that address if you trust it"
        )
    return new


def _lag(data: bytes) -> str:
    """Say how far behind the service is, if its answer is the error maxlag."""
    try:
        error = json.loads(data).get("error", {}) if data[:1] == b"{" and len(data) < 100_000 else {}
    except (ValueError, AttributeError, RecursionError):
        return ""
    return f"it lags: {error.get('lag', '?')} s" if isinstance(error, dict) and error.get("code") == "maxlag" else ""
