"""SPARQL 1.1 stores for tests: the real servers, each in a process of its own on 127.0.0.1, stopped by whoever started it."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@dataclass
class Server:
    """A running store: its process, its address, and what `biopic publish` is told of it."""

    name: str
    process: subprocess.Popen[bytes]
    address: str
    query: str
    by: dict[str, list[str]]
    default_graph: str = ""

    @property
    def named(self) -> list[str]:
        """Return the option that names the graph which stands for the default one."""
        return ["--default-graph", self.default_graph] if self.default_graph else []


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Server]:
    """Run Oxigraph's server on an empty store."""
    port = free_port()
    command = [OXIGRAPH, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}", *options]
    address = f"http://127.0.0.1:{port}"
    by = {
        "update": ["--update", f"{address}/update"],
        "gsp": ["--by", "gsp", "--graph-store", f"{address}/store", "--update", f"{address}/update"],
        "gsp alone": ["--by", "gsp", "--graph-store", f"{address}/store"],
    }
    with _running([str(word) for word in command], address, folder) as process:
        yield Server("Oxigraph", process, address, f"{address}/query", by)


INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 60
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


@contextlib.contextmanager
def virtuoso(program: Path, folder: Path) -> Iterator[Server]:
    """Run Virtuoso on an empty database; `program` is virtuoso-t, the libraries it needs beside it as Debian lays them."""
    folder.mkdir(parents=True)
    port = free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=free_port(), port=port))
    address = f"http://127.0.0.1:{port}"
    root = program.parent.parent.parent
    libraries = ":".join(str(path) for path in (root / "usr/lib", root / "lib") for path in path.glob("*-linux-gnu"))
    command = [str(program), "-f", "+configfile", str(folder / "virtuoso.ini")]
    auth, graphs = f"{address}/sparql-auth", f"{address}/sparql-graph-crud-auth"
    by = {"update": [], "gsp": ["--by", "gsp", "--graph-store", graphs, "--update", auth]}
    with _running(command, address, folder, {"LD_LIBRARY_PATH": libraries}) as process:
        yield Server("Virtuoso", process, address, auth, by, "https://w3id.org/biopic/graph/default")


@contextlib.contextmanager
def _running(
    command: Sequence[str], address: str, folder: Path, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, stdin=quiet, env=environment)
    try:
        for _ in range(1200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(address, timeout=1).close()
                break
            assert process.poll() is None, f"{command[0]} does not start"
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
