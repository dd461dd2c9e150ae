"""Servers of the same store, started on 127.0.0.1 to be held against one another: ours, Oxigraph's and rdflib-endpoint.

In goes a store; out come running servers, each with what its processes hold in memory and had of the processor.
"""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from biopic.store import open_store

OURS, OXIGRAPH, RDFLIB = "biopic serve", "oxigraph serve-read-only", "rdflib-endpoint"

START = 600
"""Seconds within which a server has to answer; one that reads the data set into memory takes long."""


@dataclass(frozen=True)
class Server:
    """A running server: the path of its SPARQL endpoint, and whether it is ours."""

    name: str
    port: int
    endpoint: str
    process: subprocess.Popen[bytes]

    def spent(self) -> float:
        """Return the seconds of processor time that all of its processes have had (clock_getcpuclockid(3) names the clock)."""
        return sum(map(_spent, _tree(self.process.pid)))

    def memory(self) -> float:
        """Return what all of its processes hold, in MiB, a page that several share being counted once."""
        return sum(_pss(pid) for pid in _tree(self.process.pid)) / 1024


def _tree(root: int) -> list[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = path.read_text()
            parents[int(text.split()[0])] = int(text.rpartition(")")[2].split()[1])
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def _spent(pid: int) -> float:
    with contextlib.suppress(OSError):  # it is gone, and what it had with it
        return time.clock_gettime((~pid << 3) | 2)
    return 0.0


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):
        said = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(said[1]) if said else 0
    return 0


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def running(name: str, endpoint: str, port: int, command: Sequence[str]) -> Iterator[Server]:
    """Start a server, wait until it answers, and stop it at the end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START
        while not _answers(f"http://127.0.0.1:{port}{endpoint}?query={quote('ASK {}')}"):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{name} does not start: {' '.join(command)}")
            time.sleep(0.1)
        yield Server(name, port, endpoint, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - an address of ours
            return True
    except OSError:
        return False


@contextlib.contextmanager
def servers(
    store: Path, rdflib_endpoint: str | None = None, timeout: int = 10, *, attacked: bool = False
) -> Iterator[list[Server]]:
    """Start ours, Oxigraph's, and rdflib-endpoint where its program is named, on the current generation of a store.

    Ours ends a query after `timeout` seconds. Oxigraph's does only where it is `attacked`: it keeps a thread for each query until its
    time is over, and after some ten thousand quick ones it aborts.
    """
    opened, beside = open_store(store), Path(sys.executable).parent
    generation = store / opened.generation
    ports = [free_port() for _ in range(3)]
    index, seconds = str(generation / "index"), str(timeout)
    us = [sys.executable, "-m", "biopic", "serve", "--quiet", "--store", str(store)]
    oxigraph = [str(beside / "oxigraph"), "serve-read-only", "--location", index]
    commands = [
        (OURS, "/sparql", [*us, "--port", str(ports[0]), "--timeout", seconds]),
        (
            OXIGRAPH,
            "/query",
            [*oxigraph, "--bind", f"127.0.0.1:{ports[1]}", *(["--timeout-s", seconds] if attacked else [])],
        ),
    ]
    if rdflib_endpoint:
        words = [rdflib_endpoint, "serve", "--host", "127.0.0.1", "--port", str(ports[2])]
        commands.append((RDFLIB, "/", [*words, str(generation / "dataset.nq")]))
    with contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(running(name, endpoint, port, command))
            for (name, endpoint, command), port in zip(commands, ports, strict=False)
        ]
