"""Structured logs: one JSON object a line on standard error, with no query, no parameter and no header in it."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
import sys
import time
from typing import Any

_quoted = json.encoder.encode_basestring_ascii

LATER = 0.02
"""Seconds that the line of a request may wait to be written with others."""

LOGGER = logging.getLogger("biopic.serving")


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's time, level, message, and what was said beside it."""
        said: dict[str, Any] = {
            "time": _stamp(record.created),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        said |= getattr(record, "said", {})
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=True)


def _stamp(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="milliseconds")


def begin() -> None:
    """Send what the server has to say to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in (("biopic.serving", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:], logger.propagate = [handler], False
        logger.setLevel(level)


class Access:
    """The lines of requests, which are written together a little later, so that many cost hardly more than one."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        """Keep a line until it is written."""
        if not self._lines:
            asyncio.get_running_loop().call_later(LATER, self.write)
        self._lines.append(line)

    def write(self) -> None:
        """Write what was kept."""
        lines, self._lines = self._lines, []
        if lines:
            sys.stderr.write("".join(lines))
            sys.stderr.flush()


_ACCESS = Access()


def note(client: str, method: str, path: str, status: int, size: int, seconds: float) -> None:
    """Log a request; by hand, for this is on the way of each of them."""
    _ACCESS.add(
        f'{{"time": "{_stamp(time.time())}", "level": "info", "message": "request", "client": {_quoted(client)}, '
        f'"method": {_quoted(method)}, "path": {_quoted(path)}, "status": {status}, "bytes": {size}, '
        f'"ms": {seconds * 1000:.1f}}}\n'
    )


def say(message: str, **said: Any) -> None:
    """Log something that an operator wants to know."""
    _ACCESS.write()
    LOGGER.info(message, extra={"said": said})


def warn(message: str, **said: Any) -> None:
    """Log something that an operator should look at."""
    _ACCESS.write()
    LOGGER.warning(message, extra={"said": said})
