"""Run biopic and end it from inside, with all of its group, just before its n-th change to a folder or n-th request: kill -9.

Usage: dying.py FOLDER NTH PIPE WORD...; with NTH 0 nothing is ended. The number of changes, or a dot at the n-th one where
NTH is negative (somebody else ends it then), goes to the file descriptor PIPE.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

MOVES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate", "os.symlink"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Watch:
    """Counts the changes of this process to a folder (https://docs.python.org/3/library/audit_events.html)."""

    def __init__(self, folder: str, nth: int, pipe: int) -> None:
        self.folder, self.nth, self.pipe, self.seen = os.path.realpath(folder), nth, pipe, 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self._changes(event, args):
            self.seen += 1
            if self.seen == self.nth:
                os.killpg(os.getpgrp(), signal.SIGKILL)
            if self.seen == -self.nth:
                os.write(self.pipe, b".")

    def _changes(self, event: str, args: tuple[Any, ...]) -> bool:
        if event == "http.client.send":
            return True
        if event == "open":
            return not isinstance(args[0], int) and bool(args[2] & WRITES) and self._inside(args[0])
        return event in MOVES and self._inside(args[0])

    def _inside(self, path: Any) -> bool:
        """Say whether a path is in the folder; one without a folder of its own belongs to a tree that is being removed."""
        path = os.fsdecode(path)
        return "/" not in path or os.path.realpath(path).startswith(self.folder)


if __name__ == "__main__":
    watch = Watch(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    sys.addaudithook(watch)
    from biopic.cli import main

    code = main(sys.argv[4:])
    if watch.nth == 0:
        os.write(watch.pipe, b"%d" % watch.seen)
    sys.exit(code)
