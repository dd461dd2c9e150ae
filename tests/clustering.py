"""A Dask cluster for tests: scheduler and workers in processes of their own on 127.0.0.1, stopped by whoever started them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 120.0


class Dask:
    """A running cluster of so many workers, each of one thread under a nanny that starts it anew when it ends."""

    def __init__(self, folder: Path, workers: int = 2, memory: str = "1GB", **settings: object) -> None:
        self.folder = folder
        self._environment = os.environ | {f"DASK_DISTRIBUTED__{name}": str(value) for name, value in settings.items()}
        here = str(Path(__file__).parent)  # so that the workers have `grow`
        self._environment["PYTHONPATH"] = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH", "")]))
        about = folder / "scheduler.json"
        address = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", about)
        self.processes = [self._start("dask_scheduler", *address)]
        try:
            _wait(lambda: about.exists() and about.read_text().endswith("}"), "no scheduler")
            self.address = str(json.loads(about.read_text())["address"])
            for _ in range(workers):
                options = ("--nthreads", "1", "--memory-limit", memory, "--no-dashboard", "--host", "127.0.0.1")
                self.processes.append(self._start("dask_worker", self.address, *options, "--local-directory", folder))
            _wait(lambda: len(self.pids()) == workers, "no workers")
        except BaseException:
            self.stop()
            raise

    def _start(self, module: str, *options: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *map(str, options)]
        with (self.folder / "dask.log").open("ab") as log:
            return subprocess.Popen(command, env=self._environment, stdout=log, stderr=log, start_new_session=True)

    def client(self) -> Any:
        """Return a client of the cluster."""
        from distributed import Client

        return Client(self.address, timeout=PATIENCE, set_as_default=False)

    def pids(self) -> dict[str, int]:
        """Return the process of each worker, by the worker's address."""
        with self.client() as client:
            return dict(client.run(os.getpid))

    def stop(self) -> None:
        """Stop every process."""
        for process in reversed(self.processes):
            for name in (signal.SIGCONT, signal.SIGKILL):
                os.killpg(process.pid, name)
            process.wait()

    def __enter__(self) -> Dask:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()


def grow() -> int:
    """Take more memory than a worker has."""
    taken = []
    for _ in range(100):
        taken.append(os.urandom(20 << 20))
        time.sleep(0.05)
    return len(taken)


def _wait(reached: Callable[[], object], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < until, otherwise
        time.sleep(0.05)
