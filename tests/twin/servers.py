"""Oxigraph as a server on 127.0.0.1 over a store of its own, started and stopped."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def oxigraph(data: bytes, folder: Path, suffix: str = "nt") -> Iterator[str]:
    """Serve triples (or quads) read-only; give the address of the queries."""
    file, location, port = folder / f"data.{suffix}", folder / "store", free_port()
    file.write_bytes(data)
    load = [OXIGRAPH, "load", "--location", location, "--file", file]
    subprocess.run(load, check=True, capture_output=True)
    serve = [OXIGRAPH, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _ in range(400):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
            return
        time.sleep(0.05)
    raise TimeoutError("Oxigraph does not start")
