"""A worker: a process that holds the store open for reading, and does one task at a time until its socket is closed.

It is forked from a process that has loaded everything already (`zygote`), so that a new one is there within milliseconds and
shares its memory. It ends by itself when a task takes much longer than it may, should whoever started it be gone.
"""

from __future__ import annotations

import contextlib
import gc
import gzip
import json
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from biopic.errors import BiopicError, EndpointError
from biopic.serving.asking import answer_question, list_questions, understand
from biopic.serving.describing import describe, describe_service, make_page
from biopic.serving.ends import reply_to
from biopic.serving.holding import Holding, take_up
from biopic.serving.openapi import describe_api
from biopic.serving.results import run_query
from biopic.serving.settings import MIB, Settings
from biopic.serving.tasks import GONE, LENGTHS, Reply, Task, frame, problem

WORK: Mapping[str, Callable[[Holding, Mapping[str, Any]], Reply]] = {
    "query": run_query,
    "page": make_page,
    "describe": describe,
    "service": describe_service,
    "ask": answer_question,
    "questions": list_questions,
    "understand": understand,
    "api": describe_api,
}
"""What a worker does, by the kind of the task."""

GRACE = 5
"""Seconds beyond the limit after which a worker ends itself."""

STACK = 64 * MIB
SMALL = 1024
"""A body of fewer bytes is not worth compressing."""


def run(link: socket.socket, settings: Settings) -> None:
    """Open the store, say so, and work until the other side closes the socket; it sends first where last words go."""
    _, (words,), _, _ = socket.recv_fds(link, 1, 1)
    os.dup2(words, 2)
    os.close(words)
    for number in (signal.SIGINT, signal.SIGHUP):  # what a terminal sends to all of its processes is for the front
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _bound_memory(settings.limits.memory)
    try:
        holding = take_up(settings)
    except BiopicError as error:
        link.sendall(frame(json.dumps({"error": str(error)}).encode()))
        return
    ready = {"generation": holding.opened.generation, "base": holding.base, "thread": threading.get_native_id()}
    gc.freeze()
    link.sendall(frame(json.dumps(ready).encode()))
    with contextlib.suppress(ConnectionError):
        for data in _frames(link):
            signal.alarm(int(settings.limits.seconds) + GRACE)
            reply = work(holding, Task.from_data(data))
            signal.alarm(0)
            link.sendall(frame(reply.head, reply.body))


def work(holding: Holding, task: Task) -> Reply:
    """Do a task; what goes wrong in it is a reply, too."""
    try:
        reply = WORK[task.kind](holding, task.given)
    except EndpointError:
        return problem(502, "the store behind this server does not answer in full", "ask for less, or try again later")
    except OSError as error:
        return Reply(GONE, body=str(error).encode())
    except MemoryError:
        return reply_to("memory", holding.limits)
    except RecursionError:
        return problem(400, "this nests too deep", "make it flatter")
    return _compressed(reply) if task.given.get("gzip") else reply


def _compressed(reply: Reply) -> Reply:
    if len(reply.body) < SMALL:
        return reply
    return replace(
        reply, body=gzip.compress(reply.body, 5, mtime=0), headers={**reply.headers, "Content-Encoding": "gzip"}
    )


def _bound_memory(most: int) -> None:
    """Let the process have no more than `most` bytes of its own, and give deep queries a deep stack."""
    for kind, wanted in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_STACK, STACK), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _frames(link: socket.socket) -> Iterator[bytes]:
    """Receive what the other side sends, frame by frame."""
    data = bytearray()
    while chunk := link.recv(MIB):
        data += chunk
        while len(data) >= LENGTHS.size:
            end = LENGTHS.size + sum(LENGTHS.unpack_from(data))
            if len(data) < end:
                break
            yield bytes(data[LENGTHS.size : end])
            del data[:end]
