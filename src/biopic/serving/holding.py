"""What a worker holds while it works: the store, opened for reading, and what it may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from biopic.serving.settings import Limits
from biopic.sparql import Local, films_of
from biopic.store import Opened


@dataclass(frozen=True)
class Holding:
    """An opened store, the limits of each task, and the endpoints that a query may ask."""

    opened: Opened
    limits: Limits
    services: tuple[str, ...] = ()

    @property
    def store(self) -> ox.Store:
        """Return the store itself."""
        return self.opened.store

    @property
    def base(self) -> str:
        """Return what the graph's IRIs begin with."""
        return self.opened.base

    @cached_property
    def target(self) -> Local:
        """Return the store as what pages and questions ask."""
        return Local(self.opened.store, self.opened.base)

    @cached_property
    def films(self) -> list[str]:
        """Return the local names of the films."""
        return films_of(self.target)
