"""Why a worker ended while it worked, and what is said to whoever waits for its work.

A worker is ended by the front (its task took too long, its client left), ends itself where its memory has no more room, is
ended from outside, or breaks. Only the first is known beforehand; the others are told from its last words and its exit code.
"""

from __future__ import annotations

import os
import signal

from biopic.serving.settings import MIB, Limits
from biopic.serving.tasks import Reply, problem

_MOST = 4000
_NO_ROOM = ("memory allocation of", "bad_alloc", "MemoryError", "capacity overflow")
"""What the engine, its store and Python say last when they are given no more memory."""


def last_words(words: int) -> str:
    """Return the end of what a worker wrote to its standard error, which is the file with this descriptor."""
    size = os.fstat(words).st_size
    return os.pread(words, _MOST, max(0, size - _MOST)).decode("utf-8", "replace").strip()


def judge(words: str, code: int | None) -> str:
    """Return why a worker ended that the front did not end: `memory`, `outside` or `crash`.

    >>> judge("memory allocation of 536870912 bytes failed", -signal.SIGABRT), judge("", -signal.SIGKILL), judge("", -11)
    ('memory', 'outside', 'crash')
    """
    if any(said in words for said in _NO_ROOM):
        return "memory"
    return "outside" if code in (-signal.SIGKILL, -signal.SIGTERM) else "crash"


def reply_to(verdict: str, limits: Limits) -> Reply:
    """Return what is said to whoever waits."""
    if verdict == "time":
        return problem(504, f"this takes longer than {limits.seconds:g} seconds, and was stopped", "ask for less")
    if verdict == "memory":
        most = limits.memory // MIB
        return problem(422, f"this takes more than the {most} MiB of memory that a request may have", "ask for less")
    if verdict == "crash":
        return problem(500, "this broke the engine, which is a fault of ours", "write it in another way, and report it")
    return problem(503, "the work on this was ended from outside", "try again in a little while", Retry_After="2")
