"""Ask a service on the web as its keepers wish: by name, not too often, and not twice.

In goes a request, out comes an answer's bytes. The user names the address and a contact; no other address is asked, no
proxy of the environment used. A service that is busy is waited for as long as it says. What it once answered is kept.
See https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy and https://www.mediawiki.org/wiki/Manual:Maxlag_parameter.
"""

from __future__ import annotations

import datetime
import email.utils
import ipaddress
import json
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urljoin, urlsplit

from biopic import __version__
from biopic.errors import EndpointError, InputError
from biopic.linking.cache import Cache, Stored

if TYPE_CHECKING:
    import urllib3

T = TypeVar("T")

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses behind which a service may answer a little later."""

MOST_BYTES = 64 * 1024 * 1024
LONGEST_WAIT = 600.0
"""Seconds; who is told to wait longer is told so, and comes back."""

_REDIRECTS = 3


class _TryAgainError(Exception):
    """A try failed in a way that may pass; `wait` is in seconds where the service said how long."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        self.why, self.wait = why, wait
        super().__init__(why)


@dataclass(frozen=True)
class Clock:
    """Where time comes from; a test gives its own."""

    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)


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
    _pool: urllib3.PoolManager | None = None

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
                    self._wait(url, failed, turn)
                continue
            if self.cache:
                self.cache.keep(Stored(method, url, body, data, self.clock.now()))
            return found
        raise EndpointError(
            f"the service does not answer ({why}, {self.tries} times)", file=url, todo="try again later; what was answered is kept"
        )  # fmt: skip

    def _wait(self, url: str, failed: _TryAgainError, turn: int) -> None:
        wait = min(self.first_wait * 2**turn, 60.0) if failed.wait is None else max(failed.wait, 0.0)
        if wait > LONGEST_WAIT:
            raise EndpointError(
                f"the service asks to wait {wait:.0f} seconds", file=url, todo="come back then; what was answered is kept"
            )  # fmt: skip
        self.tell(f"{urlsplit(url).netloc}: {failed.why}; again in {wait:.0f} s")
        self.clock.sleep(wait)

    def _try(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> bytes:
        """Return the body of one answer that is good; raise _TryAgainError where the next one may be."""
        for _ in range(_REDIRECTS):
            status, sent, data = self._send(method, url, body, headers)
            if status not in (301, 302, 303, 307, 308):
                return self._judge(status, sent, data, url)
            url = _redirected(url, sent.get("Location", ""))
            if status == 303:
                method, body = "GET", None
        raise EndpointError("the service sends from one address to the next", file=url, todo="check the address")

    def _send(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        import urllib3

        self._pace()
        self.asked += 1
        if self._pool is None:
            self._pool = urllib3.PoolManager(retries=False)
        limit = urllib3.Timeout(connect=min(self.timeout, 20.0), read=self.timeout)
        try:
            answer = self._pool.request(
                method, url, body=body, headers={**headers, "User-Agent": self.agent}, timeout=limit,
                redirect=False, preload_content=False,
            )  # fmt: skip
            try:
                data = self._read_body(answer, url)
            finally:
                answer.release_conn()
                answer.close()
            return answer.status, answer.headers, data
        except urllib3.exceptions.HTTPError as error:
            raise _TryAgainError(_reason(error)) from None
        except (OSError, UnicodeError) as error:
            raise _TryAgainError(str(error) or type(error).__name__) from None

    def _read_body(self, answer: Any, url: str) -> bytes:
        """Read a body up to the bound, within the time of one try twice over, so that no trickle holds us."""
        end, parts, length = self.clock.ticks() + 2 * self.timeout, list[bytes](), 0
        for part in answer.stream(65536, decode_content=True):
            parts.append(part)
            length += len(part)
            if length > self.most_bytes:
                raise EndpointError(
                    f"the answer is longer than {self.most_bytes} bytes", file=url, todo="ask for fewer things with --kind"
                )  # fmt: skip
            if self.clock.ticks() > end:
                raise _TryAgainError("the answer takes too long")
        return b"".join(parts)

    def _judge(self, status: int, headers: Mapping[str, str], data: bytes, url: str) -> bytes:
        lag = _lag(data) if "json" in headers.get("Content-Type", "") else ""
        if status in BUSY or lag:
            raise _TryAgainError(lag or _status(status), self._retry_after(headers.get("Retry-After", "")))
        if status == 403:
            raise EndpointError("the service refuses us (HTTP 403)", file=url, todo="check --contact, and wait a day")
        if status != 200:
            words = " ".join(data[:300].decode("utf-8", "replace").split())
            raise EndpointError(f"the service refuses the request ({_status(status)}: {words})", file=url, todo="check the address and --via")  # fmt: skip
        return data

    def _retry_after(self, text: str) -> float | None:
        """Read a Retry-After header, in seconds or as a date (RFC 9110, section 10.2.3)."""
        if text.strip().isascii() and text.strip().isdigit():
            return float(text.strip()[:9])
        try:
            when = email.utils.parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
        when = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
        return (when - self.clock.now()).total_seconds()

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


def _status(status: int) -> str:
    import http.client

    return f"HTTP {status} {http.client.responses.get(status, '')}".strip()


def _reason(error: Exception) -> str:
    """Return in a few words why no whole answer came."""
    import urllib3

    if isinstance(error, urllib3.exceptions.NewConnectionError | urllib3.exceptions.NameResolutionError):
        return "no connection"
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return "time-out"
    if isinstance(error, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        return "the answer was cut short"
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
