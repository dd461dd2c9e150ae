"""Answers of services kept on disk with their dates: one file a request, whole or not there.

A run that was stopped finds what it had asked for, and asks for the rest. The files can be read, and deleted at any time.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from biopic.errors import InputError
from biopic.store import write_atomically


@dataclass(frozen=True)
class Stored:
    """A request, the body of its answer, and when that came."""

    method: str
    url: str
    sent: bytes | None
    body: bytes
    on: datetime.datetime


@dataclass(frozen=True)
class Cache:
    """A folder of answers; those older than `max_age`, or from before `fresh_from`, are not used."""

    folder: Path
    max_age: datetime.timedelta | None = None
    fresh_from: datetime.datetime | None = None

    def find(self, method: str, url: str, sent: bytes | None, now: datetime.datetime) -> Stored | None:
        """Return the answer to a request, if one is kept that is whole and young enough."""
        try:
            head, _, body = self._path(method, url, sent).read_bytes().partition(b"\n")
            said = json.loads(head)
            on = datetime.datetime.fromisoformat(said["on"])
            whole = said["digest"] == hashlib.sha256(body).hexdigest()
            asked = (said["method"], said["url"]) == (method, url)
            old = (self.max_age is not None and now - on > self.max_age) or (
                self.fresh_from is not None and on < self.fresh_from
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Stored(method, url, sent, body, on) if whole and asked and not old else None

    def keep(self, answer: Stored) -> None:
        """Keep an answer."""
        head = {
            "method": answer.method,
            "url": answer.url,
            "sent": (answer.sent or b"").decode("utf-8", "replace")[:20000],
            "on": answer.on.isoformat(),
            "digest": hashlib.sha256(answer.body).hexdigest(),
        }
        path = self._path(answer.method, answer.url, answer.sent)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(head, ensure_ascii=False).encode() + b"\n" + answer.body)
        except OSError as error:
            raise InputError(
                f"answers cannot be kept ({error.strerror})", file=self.folder, todo="name another folder with --cache"
            ) from None

    def _path(self, method: str, url: str, sent: bytes | None) -> Path:
        key = hashlib.sha256(b"\n".join([method.encode(), url.encode(), sent or b""])).hexdigest()
        return self.folder / key[:2] / key
