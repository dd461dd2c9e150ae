"""Serve the twin until it is interrupted, to try commands on it by hand: `python -m twin 54321`, in the folder `tests`."""

from __future__ import annotations

import contextlib
import signal
import sys
import tempfile
import threading
from pathlib import Path

from twin.entities import load_entities
from twin.front import Front, serve
from twin.served import served
from twin.servers import OXIGRAPH, oxigraph


def main() -> int:
    """Start the servers, say where they are, and wait."""
    if not OXIGRAPH.exists():
        print("there is no Oxigraph server; run scripts/setup", file=sys.stderr)
        return 2
    if len(sys.argv) > 2 or not all(word.isdecimal() for word in sys.argv[1:]):
        print("write: python -m twin [PORT]", file=sys.stderr)
        return 2
    port = int(sys.argv[1]) if sys.argv[1:] else 0
    entities, stopped = load_entities(), threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        front = stack.enter_context(serve(stack.enter_context(oxigraph(served(entities), folder)), entities, port))
        print(_addresses(front), flush=True)
        stopped.wait()
    return 0


def _addresses(front: Front) -> str:
    lines = [f"SPARQL          {front.sparql}", f"wbsearchentities {front.api}"]
    lines += [f"reconciliation  {front.reconciliation(version)}" for version in ("0.2", "1.0")]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
