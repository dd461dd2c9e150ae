"""What the operator sets: where the store is, where to listen, and how much one request may take."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much one task may take. Time in seconds, sizes in bytes.

    `patience` is how long a request waits for a free worker, `waiting` how many may wait in all and `waiting_each` how many
    of one client. A worker that has had half a processor for `slow` must yield to the others.
    """

    seconds: float = 30.0
    rows: int = 100_000
    answer: int = 16 * MIB
    memory: int = 1024 * MIB
    query: int = 100_000
    depth: int = 100
    body: int = 256 * 1024
    head: int = 64 * 1024
    waiting: int = 256
    waiting_each: int = 64
    patience: float = 30.0
    slow: float = 0.5


@dataclass(frozen=True)
class Settings:
    """How the server runs. `proxies` are the addresses whose word on who asks is believed.

    With an `endpoint` that, and not the store, holds the graph; `base` and `default_graph` say how it is named there.
    """

    store: Path
    endpoint: str = ""
    base: str = ""
    default_graph: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    processes: int = max(4, (os.cpu_count() or 1) + 2)
    limits: Limits = field(default_factory=Limits)
    services: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    cache: int = 16 * MIB
    log: bool = True
