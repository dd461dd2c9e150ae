"""Structured logs: one JSON object a line on standard error, with no query, no parameter and no header in it."""

from __future__ import annotations

import datetime
import json
import logging
import sys
from typing import Any

LOGGER = logging.getLogger("biopic.serving")


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's time, level, message, and what was said beside it."""
        time = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        said |= getattr(record, "said", {})
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=True)


def begin() -> None:
    """Send what the server has to say to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in (("biopic.serving", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers[:], logger.propagate = [handler], False
        logger.setLevel(level)


def say(message: str, **said: Any) -> None:
    """Log something that an operator wants to know."""
    LOGGER.info(message, extra={"said": said})


def warn(message: str, **said: Any) -> None:
    """Log something that an operator should look at."""
    LOGGER.warning(message, extra={"said": said})
