"""What to build a graph from, and how: all that decides what comes out, and who does the work.

In goes what the user asked for; out come the digest by which a later build knows whether the last one was made the same
way, and the workers.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from biopic.places import PACKAGE, folder
from biopic.workers import Cluster, Processes, Workers

SMALL = 1 << 20
"""Bytes of dossiers that one process builds sooner than several are started."""


@dataclass(frozen=True)
class Recipe:
    """A graph folder, the folders with its documents' texts, and the options of `biopic.building.generation.build_graph`."""

    graph: Path
    documents: tuple[Path, ...]
    base: str
    engine: str
    drafts: bool
    jobs: int
    cluster: str = ""

    @property
    def setting(self) -> str:
        """Return a digest of all that shapes a generation besides the dossiers: program, vocabulary, rules, shapes, options."""
        digest = hashlib.sha256(json.dumps([self.base, self.engine, self.drafts]).encode())
        of = (PACKAGE.glob("*.py"), PACKAGE.glob("building/*.py"), folder("ontology").glob("*.ttl"), folder("shapes").glob("*.ttl"), *(folder("queries").glob(f"{n}/*.rq") for n in ("rules", "hygiene")))  # fmt: skip
        for path in sorted(path for paths in of for path in paths):
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
        return digest.hexdigest()

    def workers(self, where: Path, size: int) -> Workers:
        """Return who builds in the folder `where` out of `size` bytes: a cluster, or so many processes as there is work for."""
        if self.cluster:
            return Cluster(self.cluster, where)
        return Processes(self.jobs or (1 if size < SMALL else len(os.sched_getaffinity(0))))
