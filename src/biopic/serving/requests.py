"""A request as the front sees it: who asks for what, by which method, with which headers."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from biopic.serving.tasks import Reply


async def no_body(most: int) -> bytes | Reply:
    """Return the body of a request that has none."""
    return b""


class UnreadableError(Exception):
    """The parameters of a request cannot be read."""


@dataclass(slots=True)
class Request:
    """One request. `path` is as it was sent, `query` what stands behind its question mark, header names are in lower case."""

    method: str
    path: bytes
    query: str
    headers: Sequence[tuple[bytes, bytes]]
    address: str = ""
    scheme: str = "http"
    read: Callable[[int], Awaitable[bytes | Reply]] = no_body
    """Returns the body, or what to reply where it is longer than so many bytes or too slow."""
    kind: str = "other"
    """What it turned out to be, for the log and the counters."""

    def header(self, name: bytes) -> str:
        """Return the value of a header, several joined as the standard has it, nothing where there is none.

        >>> Request("GET", b"/", "", [(b"accept", b"text/csv"), (b"accept", b"text/html")]).header(b"accept")
        'text/csv, text/html'
        """
        return b", ".join([value for known, value in self.headers if known == name]).decode("latin-1")

    @property
    def accept(self) -> str:
        """Return the Accept header, as much of it as anybody needs."""
        return self.header(b"accept")[:1000]

    @property
    def languages(self) -> str:
        """Return the Accept-Language header."""
        return self.header(b"accept-language")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters; raise UnreadableError where they are not UTF-8 or too many."""
        if not self.query:
            return []
        try:
            return parse_qsl(self.query, keep_blank_values=True, errors="strict", max_num_fields=100)
        except ValueError:
            raise UnreadableError from None

    @property
    def client(self) -> str:
        """Return whose request it is: an IPv4 address, or the network that an IPv6 address is in."""
        if ":" not in self.address:
            return self.address
        try:
            return str(ipaddress.ip_network((self.address.partition("%")[0], 64), strict=False))
        except ValueError:
            return self.address
