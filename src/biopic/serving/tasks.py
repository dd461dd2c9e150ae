"""What goes to a worker and what comes back, and how both are written on the wire between the processes.

A frame is two lengths of four bytes each, a head in JSON and a body of bytes. No pickle: neither side can be made to run
what the other sent.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any

LENGTHS = struct.Struct(">II")

GONE = 0
"""The status of a reply that says that the store was taken away; the front opens the new one and asks again."""

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)

PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Task:
    """Something that a worker does: its kind, what it is given, and whether the same task always has the same reply.

    `free` says that the work is somebody's own query, of which nobody knows what it costs.
    """

    kind: str
    given: Mapping[str, Any] = field(default_factory=dict)
    free: bool = False
    repeatable: bool = True

    @cached_property
    def data(self) -> bytes:
        """Return the task as JSON; equal tasks have equal bytes."""
        return _WRITER.encode([self.kind, self.given]).encode("utf-8", "surrogatepass")

    @classmethod
    def from_data(cls, data: bytes) -> Task:
        """Read what `data` wrote.

        >>> Task.from_data(Task("page", {"path": "index.html"}).data).given
        {'path': 'index.html'}
        """
        kind, given = json.loads(data)
        return cls(kind, given)


@dataclass(frozen=True)
class Reply:
    """An answer: an HTTP status, a media type, a body, and other headers."""

    status: int = 200
    media_type: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> bytes:
        """Return all but the body, as JSON."""
        return json.dumps([self.status, self.media_type, dict(self.headers)]).encode()

    @classmethod
    def from_parts(cls, head: bytes, body: bytes) -> Reply:
        """Read a reply from its head and its body.

        >>> Reply.from_parts(Reply(200, "text/csv").head, b"a").media_type
        'text/csv'
        """
        status, media_type, headers = json.loads(head)
        return cls(status, media_type, body, headers)


def frame(head: bytes, body: bytes = b"") -> bytes:
    """Return head and body as one frame.

    >>> frame(b"{}")
    b'\\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x00{}'
    """
    return LENGTHS.pack(len(head), len(body)) + head + body


def problem(status: int, detail: str, todo: str = "", **headers: str) -> Reply:
    """Return an error as problem details (https://www.rfc-editor.org/rfc/rfc9457).

    >>> problem(404, "no such page").body
    b'{"title": "Not Found", "status": 404, "detail": "no such page"}\\n'
    """
    title = HTTPStatus(status).phrase
    text = f"{detail}; {todo}" if todo else detail
    body = json.dumps({"title": title, "status": status, "detail": text}, ensure_ascii=False) + "\n"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, PROBLEM, body.encode("utf-8", "replace"), named)
