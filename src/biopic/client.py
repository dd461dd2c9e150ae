"""Send HTTP requests to the servers that a user named: with their credentials, with patience, and nowhere else.

In goes a request, out comes a reply of whatever status, for its caller to judge. A server that is busy or away is tried
again; a redirect is refused, whatever it leads to. Credentials come from the environment, go to that server alone, and stand
in no message (Basic and Digest: RFC 7617 and RFC 7616).
"""

from __future__ import annotations

import datetime
import email.utils
import os
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from biopic import __version__
from biopic.errors import EndpointError, InputError, one_line

if TYPE_CHECKING:
    import urllib3

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses behind which a server may answer a little later."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""Statuses that send elsewhere."""

LONGEST_WAIT = 600.0
"""Seconds; who is told to wait longer is told so, and comes back."""


@dataclass(frozen=True)
class Clock:
    """Where time comes from; a test gives its own."""

    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True)
class Credentials:
    """Who asks: a user and a password, or a token that a server gave out; never shown."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls) -> Credentials:
        """Read BIOPIC_USER and BIOPIC_PASSWORD, or BIOPIC_TOKEN."""
        user, password, token = (os.environ.get(f"BIOPIC_{name}", "") for name in ("USER", "PASSWORD", "TOKEN"))
        if bool(user) != bool(password):
            raise InputError("there is only half of the credentials", todo="set both BIOPIC_USER and BIOPIC_PASSWORD")
        if any(not c.isprintable() for c in user + password + token) or not token.isascii():
            raise InputError("the credentials cannot be sent", todo="check BIOPIC_USER, BIOPIC_PASSWORD, BIOPIC_TOKEN")
        return cls(user, password, token)


@dataclass(frozen=True)
class Streamed:
    """A body too long to hold: its length in bytes, and what opens it anew at each try."""

    length: int
    open: Callable[[], Iterator[bytes]]


Body = bytes | Streamed | None


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def words(self) -> str:
        """Return the status and the beginning of what the server says about it, in one line."""
        kind = self.headers.get("Content-Type", "")
        said = "" if "html" in kind else one_line(self.body[:2000].decode("utf-8", "replace"), 200)
        return f"{status_text(self.status)}: {said}" if said else status_text(self.status)


class AwayError(Exception):
    """No whole reply came; its text says why."""


@dataclass
class Client:
    """Sends requests; `timeout` is in seconds a try, `most_bytes` what a reply may have."""

    credentials: Credentials = field(default_factory=Credentials)
    timeout: float = 60.0
    tries: int = 1
    first_wait: float = 0.5
    most_bytes: int | None = None
    agent: str = f"biopic/{__version__}"
    clock: Clock = field(default_factory=Clock)
    tell: Callable[[str], None] = lambda text: None
    _pool: urllib3.PoolManager | None = field(default=None, repr=False)
    _digests: dict[str, tuple[Any, dict[str, str]]] = field(default_factory=dict, repr=False)
    _basic: set[str] = field(default_factory=set, repr=False)

    def send(self, method: str, url: str, *, body: Body = None, headers: Mapping[str, str] | None = None) -> Reply:
        """Return the reply to a request, which must be one that may be sent twice; raise EndpointError where none comes."""
        check_address(url)
        why, turn = "", 0
        while True:
            wait = None
            try:
                reply = self._authorised(method, url, body, dict(headers or {}))
            except AwayError as error:
                why = str(error)
            else:
                if reply.status in REDIRECTS:
                    raise EndpointError(
                        f"the server sends elsewhere, to {reply.headers.get('Location', 'nowhere')}", file=url, todo="name that address if you trust it",
                    )  # fmt: skip
                if reply.status not in BUSY or turn + 1 >= min(self.tries, 2 if reply.status == 500 else self.tries):
                    return reply
                why, wait = reply.words, retry_after(reply.headers.get("Retry-After", ""), self.clock.now())
            turn += 1
            if turn >= self.tries:
                times = f", {turn} times" if turn > 1 else ""
                raise EndpointError(
                    f"the endpoint does not answer ({why}{times})", file=url, todo="check the address and try again"
                )
            self.wait(url, why, wait, turn)

    def wait(self, url: str, why: str, wait: float | None, turn: int) -> None:
        """Wait behind the failed try `turn`, from 1 on, as many seconds as the server said; raise EndpointError if too long."""
        seconds = min(self.first_wait * 2 ** (turn - 1), 60.0) if wait is None else max(wait, 0.0)
        if seconds > LONGEST_WAIT:
            raise EndpointError(f"the server asks to wait {seconds:.0f} seconds", file=url, todo="come back then")
        self.tell(f"{urlsplit(url).netloc}: {why}; again in {seconds:.1f} s")
        self.clock.sleep(seconds)

    # Credentials

    def _authorised(self, method: str, url: str, body: Body, headers: dict[str, str]) -> Reply:
        """Send once, and once more with the credentials as the server wants them."""
        reply = self.once(method, url, body, headers | self._authorization(method, url))
        if reply.status == 401 and self._learn(url, reply.headers.get("WWW-Authenticate", "")):
            reply = self.once(method, url, body, headers | self._authorization(method, url))
        return reply

    def _learn(self, url: str, challenge: str) -> bool:
        """Remember how the server wants the credentials, which may be with a new nonce; say whether to try once more."""
        if not self.credentials.user:
            return False
        place, scheme = _origin(url), challenge.partition(" ")[0].lower()
        if scheme == "digest":
            said = urllib.request.parse_keqv_list(urllib.request.parse_http_list(challenge.partition(" ")[2]))
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, place, self.credentials.user, self.credentials.password)
            self._digests[place] = urllib.request.HTTPDigestAuthHandler(passwords), said
            return True
        if scheme != "basic" or place in self._basic:
            return False
        self._basic.add(place)
        return True

    def _authorization(self, method: str, url: str) -> dict[str, str]:
        place = _origin(url)
        if self.credentials.token:
            return {"Authorization": f"Bearer {self.credentials.token}"}
        if place in self._digests:
            handler, challenge = self._digests[place]
            request = urllib.request.Request(url, method=method)  # noqa: S310  it is never opened: it names what is signed
            return {"Authorization": f"Digest {handler.get_authorization(request, challenge)}"}
        if place in self._basic:
            import urllib3

            both = f"{self.credentials.user}:{self.credentials.password}"
            return {"Authorization": urllib3.make_headers(basic_auth=both)["authorization"]}
        return {}

    # One request

    def once(self, method: str, url: str, body: Body, headers: dict[str, str]) -> Reply:
        """Return the reply to one request, redirects and all; raise AwayError where none comes, and send no credentials."""
        import urllib3

        if self._pool is None:
            self._pool = urllib3.PoolManager(retries=False, maxsize=4)
        if isinstance(body, Streamed):
            headers |= {"Content-Length": str(body.length)}
        limit = urllib3.Timeout(connect=min(self.timeout, 20.0), read=self.timeout)
        try:
            answer = self._pool.request(
                method, url, body=body.open() if isinstance(body, Streamed) else body,
                headers={**headers, "User-Agent": self.agent}, timeout=limit, redirect=False, preload_content=False,
            )  # fmt: skip
            try:
                return Reply(answer.status, answer.headers, self._read(answer, url))
            finally:
                answer.release_conn()
                answer.close()
        except urllib3.exceptions.HTTPError as error:
            raise AwayError(reason_of(error)) from None
        except (OSError, UnicodeError, ValueError) as error:
            raise AwayError(getattr(error, "strerror", None) or str(error) or type(error).__name__) from None

    def _read(self, answer: Any, url: str) -> bytes:
        """Read a body up to the bound, within the time of one try twice over, so that no trickle holds us."""
        end, data = self.clock.ticks() + 2 * self.timeout, bytearray()
        for part in answer.stream(65536, decode_content=True):
            data += part
            if self.most_bytes is not None and len(data) > self.most_bytes:
                raise EndpointError(f"the answer is longer than {self.most_bytes} bytes", file=url, todo="ask for less")
            if self.clock.ticks() > end:
                raise AwayError("the answer takes too long")
        return bytes(data)


def check_address(url: str) -> None:
    """Raise EndpointError for what is no address on the web, or for one that has a password in it, without showing that."""
    try:
        parts = urlsplit(url)
        host, user = parts.hostname, parts.username
    except ValueError as error:
        raise EndpointError(
            f"the endpoint does not answer ({error})", file=url, todo="check the address and try again"
        ) from None
    if parts.scheme not in ("http", "https") or not host:
        raise EndpointError(
            "the endpoint is no http address", file=url, todo="give one such as http://127.0.0.1:7878/query"
        )
    if user is not None:
        raise EndpointError(
            "the address has credentials in it", file=f"{parts.scheme}://{host}", todo="set BIOPIC_USER and BIOPIC_PASSWORD instead"
        )  # fmt: skip


def retry_after(text: str, now: datetime.datetime) -> float | None:
    """Read a Retry-After header, in seconds or as a date (RFC 9110, section 10.2.3), as seconds from `now` on.

    >>> retry_after("120", datetime.datetime.now(datetime.UTC))
    120.0
    """
    if text.strip().isascii() and text.strip().isdigit():
        return float(text.strip()[:9])
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
    return (when - now).total_seconds()


def status_text(status: int) -> str:
    """Return a status with its name.

    >>> status_text(404)
    'HTTP 404 Not Found'
    """
    import http.client

    return f"HTTP {status} {http.client.responses.get(status, '')}".strip()


def reason_of(error: Exception) -> str:
    """Return in a few words why no whole answer came."""
    import urllib3

    if isinstance(error, urllib3.exceptions.NewConnectionError | urllib3.exceptions.NameResolutionError):
        return "no connection"
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return "time-out"
    if isinstance(error, urllib3.exceptions.ProtocolError | urllib3.exceptions.DecodeError):
        return "the answer was cut short"
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
