"""Who does work that falls into pieces: this process, several of this machine, or the workers of a Dask cluster.

In go a function and orders; out come its products in the order of the orders, whoever made them. What an order says to
read and to write are paths, so that the workers of a cluster have to see the same folders under the same names. A piece
that is done twice, since its first worker seemed to be lost, writes the same bytes over the same file.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Protocol, TypeVar

from biopic.errors import BiopicError, EndpointError, InputError, MissingExtraError
from biopic.places import PACKAGE

Order = TypeVar("Order")
Product = TypeVar("Product")

PATIENCE = 30
"""Seconds in which a cluster has to answer."""


class Workers(Protocol):
    """Something that works on orders."""

    def map(self, work: Callable[[Order], Product], orders: Sequence[Order]) -> Iterator[Product]:
        """Yield what becomes of each order, in their order; raise the first thing that is wrong with one."""

    def close(self) -> None:
        """Let the workers go; what they have not begun is not begun."""


class Processes:
    """Works in `jobs` processes of this machine or, with one, in this process."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[Order], Product], orders: Sequence[Order]) -> Iterator[Product]:
        """Yield what becomes of each order, in their order; raise the first thing that is wrong with one."""
        if self.jobs == 1 or len(orders) < 2:
            yield from map(work, orders)
            return
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.jobs, mp_context=spawn, initializer=_end_with_parent)
        try:
            yield from self._pool.map(work, orders)
        except BrokenProcessPool:
            what = "a process at work was ended from outside; what stood before stands"
            raise InputError(what, todo="see that there is memory for the largest piece, and try again") from None

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


class Cluster:
    """Works on a Dask cluster (https://distributed.dask.org), whose scheduler listens at `address`.

    Its scheduler gives the work of a lost worker to another; a piece that has taken several workers with it is given up.
    `folder` is one that every worker has to see.
    """

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder
        self._client: Any = None

    def map(self, work: Callable[[Order], Product], orders: Sequence[Order]) -> Iterator[Product]:
        """Yield what becomes of each order, in their order; raise the first thing that is wrong with one."""
        if not orders:
            return
        if self._client is None:
            self._client = self._connected()
        from distributed import CancelledError, KilledWorker
        from distributed.comm.core import CommClosedError

        futures = self._client.map(work, orders, pure=False)
        try:
            for future in futures:
                yield self._product(future)
                future.release()
        except BiopicError:
            raise
        except KilledWorker:
            what = "a piece of work has ended every worker that took it; what stood before stands"
            raise InputError(what, file=self.address, todo="see that they have memory for the largest piece") from None
        except (CancelledError, CommClosedError, OSError, RuntimeError) as error:
            what = f"the cluster is gone ({type(error).__name__}); what stood before stands"
            raise EndpointError(what, file=self.address, todo="start it and try again") from None

    def _product(self, future: Any) -> Any:
        """Wait for a product as long as there is a scheduler."""
        from distributed import TimeoutError as NotYet

        while True:
            try:
                return future.result(timeout=PATIENCE)
            except NotYet:
                if self._client.status != "running":
                    raise OSError from None

    def _connected(self) -> Any:
        """Return a client, when the scheduler answers and all workers have this program and see the folder."""
        try:
            import distributed
        except ImportError:
            raise MissingExtraError(
                "a cluster needs Dask, which is not installed", todo="install it with: pip install 'biopic[cluster]'"
            ) from None
        _quieten()
        try:
            client: Any = distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise EndpointError(
                f"there is no Dask scheduler ({said})", file=self.address, todo="check the address"
            ) from None
        try:
            seen = client.run(_look, str(self.folder))
        except (ImportError, AttributeError):
            seen = {"its workers": (False, "")}
        here = _look(str(self.folder))
        wrong = [worker for worker, there in sorted(seen.items()) if there != here]
        if wrong or not seen:
            client.close()
            what = f"{wrong[0]} has not this very biopic or does not see {self.folder}" if wrong else "no worker"
            raise EndpointError(what, file=self.address, todo="see docs/scale.md for what a worker needs")
        return client

    def close(self) -> None:
        """Let the cluster go; it lives on."""
        if self._client is not None:
            self._client.close()
            self._client = None


def _quieten() -> None:
    """Let Dask log nothing here: what goes wrong is raised, and said in one line."""
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _look(folder: str) -> tuple[bool, str]:
    """Return whether a folder is there, and the digest of this program: a version does not tell two checkouts apart."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return Path(folder).is_dir(), digest.hexdigest()
