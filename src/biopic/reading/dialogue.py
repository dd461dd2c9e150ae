"""Talk with a language model over HTTP: a prompt goes in, the text of its answer comes out.

Speaks the chat-completions protocol of OpenAI and the generate protocol of Ollama through the standard library's client,
which takes no proxy from the environment, follows no redirect and knows no address but the one that the user named.
The whole time and the size of an answer are bounded; whatever goes wrong is one line of an EndpointError.
"""

from __future__ import annotations

import contextlib
import email.utils
import http.client
import json
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from biopic.errors import EndpointError, InputError, one_line

KEY = "BIOPIC_MODEL_KEY"
"""The environment variable that holds the key, if the model wants one; no other is read."""

PATHS = {"openai": "/chat/completions", "ollama": "/api/generate"}
"""The protocols that are spoken, and what each adds to the address."""

SYSTEM = "You read texts with care and answer in JSON only."
ANSWER_TOKENS, CONTEXT_TOKENS = 4096, 16384
"""How much a model may write, and how much an Ollama model must be able to hold: prompt, piece of text and answer."""


@dataclass(frozen=True)
class Limits:
    """What a conversation may take: characters of text and bytes of answer each time, seconds, and further attempts."""

    chunk: int = 4000
    answer: int = 1_000_000
    timeout: float = 120.0
    retries: int = 3
    wait: float = 1.0
    longest_wait: float = 60.0


@dataclass(frozen=True)
class Model:
    """A language model that the user named: its name there, the base of its address, and the protocol that it speaks.

    >>> Model("lamp-7b", "http://127.0.0.1:11434/", "ollama").url
    'http://127.0.0.1:11434/api/generate'
    >>> Model("lamp-7b", "https://models.example/v1").url
    'https://models.example/v1/chat/completions'
    """

    name: str
    address: str
    provider: str = "openai"
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.name.isprintable():
            raise InputError("the model has no name", todo="name it with --model")
        if self.provider not in PATHS:
            raise InputError(f"{self.provider} is no protocol of models", todo=f"use one of: {', '.join(PATHS)}")
        wrong = _wrong_address(self.address)
        if wrong:
            raise InputError(
                f"the model's address {wrong}", todo="write it as http://127.0.0.1:11434 or https://HOST/v1"
            )

    @property
    def url(self) -> str:
        """Return the one address to which requests go."""
        return self.address.rstrip("/").removesuffix(PATHS[self.provider]) + PATHS[self.provider]


def _wrong_address(address: str) -> str:
    """Say what is wrong with an address, "" where nothing is; what it says never repeats a password."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is none"
    if parts.scheme not in ("http", "https") or not host:
        return "begins with neither http:// nor https:// and a host"
    if not address.isascii() or not address.isprintable() or " " in address:
        return "has characters that no address has"
    if "@" in parts.netloc:
        return f"holds a password; a key goes into {KEY}"
    return "goes on behind a ? or #" if parts.query or parts.fragment else ""


@dataclass(frozen=True)
class _Reply:
    """What came back: the status, the two headers that matter, and the body."""

    status: int
    location: str
    retry_after: str
    body: bytes


class _TransientError(Exception):
    """It may go better next time; `after` says in how many seconds, if the server said so."""

    def __init__(self, what: str, after: float | None = None) -> None:
        self.what, self.after = what, after
        super().__init__(what)


class Conversation:
    """Requests to one model, one after another; `sleep` is what waits between attempts."""

    def __init__(self, model: Model, sleep: Callable[[float], None] = time.sleep) -> None:
        self.model, self.sleep = model, sleep
        self.key = os.environ.get(KEY, "").strip()
        self.bare = False
        if not self.key.isascii() or not self.key.isprintable():
            raise InputError(f"{KEY} holds characters that no key has", todo="set it anew")

    def ask(self, prompt: str) -> str:
        """Return the text of the model's answer, or raise EndpointError once nothing more can be tried."""
        limits, attempt = self.model.limits, 0
        while True:
            try:
                reply = self._post(prompt)
                if reply.status in (400, 422) and not self.bare:
                    self.bare = True  # some servers and models know neither a temperature nor a form of answer
                    continue
                return self._answer(reply)
            except _TransientError as error:
                wait = min(limits.wait * 2**attempt, limits.longest_wait) if error.after is None else error.after
                if wait > limits.longest_wait:
                    raise self._wrong(f"{error.what} and asks to wait {wait:.0f} s", "try again then") from None
                if attempt >= limits.retries:
                    raise self._wrong(
                        f"{error.what}, {attempt + 1} times", "look at the server, or try again later"
                    ) from None
                attempt += 1
                self.sleep(wait)

    # The request

    def _payload(self, prompt: str) -> dict[str, Any]:
        if self.model.provider == "ollama":
            options = {"temperature": 0, "seed": 1, "num_ctx": CONTEXT_TOKENS, "num_predict": ANSWER_TOKENS}
            more = {} if self.bare else {"format": "json", "think": False}
            return {
                "model": self.model.name,
                "system": SYSTEM,
                "prompt": prompt,
                "stream": False,
                "options": options,
            } | more
        messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}]
        form = {"temperature": 0, "max_tokens": ANSWER_TOKENS, "response_format": {"type": "json_object"}}
        return {"model": self.model.name, "messages": messages} | ({} if self.bare else form)

    def _post(self, prompt: str) -> _Reply:
        """Send one request and return the reply; what the network does wrong becomes one of our errors."""
        parts, limits = urlsplit(self.model.url), self.model.limits
        host = parts.hostname or ""
        made = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        late, over = threading.Event(), threading.Event()
        connection = made(host, parts.port, timeout=limits.timeout)
        held: list[socket.socket] = []
        timer = threading.Timer(limits.timeout, _hang_up, (connection, held, late, over))
        timer.daemon = True
        try:
            timer.start()
            connection.connect()
            held.append(connection.sock)  # the connection lets go of it where an answer has no length
            headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "biopic"}
            headers |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
            body = json.dumps(self._payload(prompt)).encode()
            connection.request("POST", parts.path, body, headers)
            with connection.getresponse() as response:
                data = response.read(limits.answer + 1)
                if late.is_set():
                    raise TimeoutError
                if len(data) <= limits.answer and response.length:
                    raise _TransientError("breaks off in the middle of its answer")
                location, after = response.getheader("Location", ""), response.getheader("Retry-After", "")
                return _Reply(response.status, location, after, data)
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            raise self._network(error, late.is_set()) from None
        finally:
            over.set()
            timer.cancel()
            connection.close()

    def _network(self, error: Exception, late: bool) -> Exception:
        """Return the error to raise for one that the client raised."""
        if late or isinstance(error, TimeoutError):
            return _TransientError(f"gives no answer within {self.model.limits.timeout:g} s")
        if isinstance(error, ConnectionRefusedError):
            return self._wrong("is not there (connection refused)", "start the server, or mend --model-address")
        if isinstance(error, socket.gaierror | UnicodeError):
            return self._wrong("is not there (no such host)", "mend --model-address")
        if isinstance(error, ssl.SSLError):
            return self._wrong(
                f"cannot be trusted ({error.reason or error})", "mend its certificate, or --model-address"
            )
        if isinstance(error, http.client.HTTPException | OSError):
            return _TransientError(f"breaks off the connection ({type(error).__name__})")
        return self._wrong(f"cannot be asked ({type(error).__name__})", "mend --model-address")

    # The reply

    def _answer(self, reply: _Reply) -> str:
        if len(reply.body) > self.model.limits.answer:
            raise self._wrong(f"answers with more than {self.model.limits.answer} bytes", "take another model")
        if reply.status == 429:
            raise _TransientError("takes no more requests now (429)", seconds_of(reply.retry_after))
        if reply.status >= 500 or reply.status == 408:
            raise _TransientError(f"fails ({reply.status}{self._said(reply.body)})", seconds_of(reply.retry_after))
        if 300 <= reply.status < 400:
            host = urlsplit(one_line(reply.location, 200)).netloc or "another path"
            raise self._wrong(f"sends us on to {host}, where we do not go", "name that address if you trust it")
        if reply.status in (401, 403):
            raise self._wrong(f"refuses us ({reply.status}{self._said(reply.body)})", f"set {KEY} to its key")
        if reply.status != 200:
            todo = f"check --model {self.model.name} and --model-address"
            raise self._wrong(f"does not take the request ({reply.status}{self._said(reply.body)})", todo)
        return self._content(reply.body)

    def _content(self, body: bytes) -> str:
        """Return the text inside a reply of either protocol; a refusal to answer is a text like any other."""
        todo = f"check that {self.model.address} speaks the protocol of {self.model.provider}"
        try:
            said = json.loads(body)
            if self.model.provider == "ollama":
                text = said["response"]
            else:
                message = said["choices"][0]["message"]
                text = message.get("content") or message.get("refusal") or ""
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
            raise self._wrong(f"answers in another form than its protocol's{self._said(body)}", todo) from None
        if not isinstance(text, str):
            raise self._wrong("answers with something that is no text", todo)
        return text

    def _said(self, body: bytes) -> str:
        """Return what a server says of what is wrong, for the end of a line, without the key that it may repeat."""
        text = body[:4000].decode("utf-8", "replace").strip()
        if text[:1] == "<":
            return ": an HTML page"
        try:
            said = json.loads(text)
            said = said.get("error", said) if isinstance(said, dict) else said
            text = said.get("message", text) if isinstance(said, dict) else str(said)
        except (ValueError, RecursionError):
            pass
        text = str(text).replace(self.key, "…") if self.key else str(text)
        return f": {one_line(text, 160)}" if text else ""

    def _wrong(self, what: str, todo: str) -> EndpointError:
        return EndpointError(f"the model at {self.model.address} {what}", todo=todo)


def _hang_up(
    connection: http.client.HTTPConnection, held: list[socket.socket], late: threading.Event, over: threading.Event
) -> None:
    """End a connection whose time is up, in whichever phase it is and however slowly it still speaks."""
    late.set()
    while not over.wait(0.05):
        for sock in (*held, connection.sock):
            with contextlib.suppress(OSError, AttributeError, TypeError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def seconds_of(retry_after: str) -> float | None:
    """Read a Retry-After header, in seconds or as a date (RFC 9110, section 10.2.3); None where it says nothing usable.

    >>> seconds_of("3"), seconds_of("soon"), seconds_of("Wed, 21 Oct 2015 07:28:00 GMT")
    (3.0, None, 0.0)
    """
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        then = email.utils.parsedate_to_datetime(retry_after)
        return max(0.0, then.timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
