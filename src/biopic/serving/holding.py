"""What a worker holds while it works: the store, opened for reading, and what it may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from biopic.endpoints import graphs_of, open_endpoint, published
from biopic.errors import BiopicError
from biopic.serving.settings import Limits, Settings
from biopic.sparql import Local, Remote, Target, films_of
from biopic.store import Opened, current_generation, open_store

ENDPOINT_EVERY = 10.0
"""Seconds after which an endpoint is asked which build it has."""


@dataclass(frozen=True)
class Holding:
    """An opened store, the limits of each task, and the endpoints that a query may ask."""

    opened: Opened
    limits: Limits
    services: tuple[str, ...] = ()
    remote: Remote | None = None

    @property
    def store(self) -> ox.Store:
        """Return the store itself."""
        return self.opened.store

    @property
    def base(self) -> str:
        """Return what the graph's IRIs begin with."""
        return self.opened.base

    @cached_property
    def target(self) -> Target:
        """Return the store, or the endpoint, as what pages and questions ask."""
        return self.remote or Local(self.opened.store, self.opened.base)

    @property
    def named_graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        if self.remote is not None:
            return graphs_of(self.remote, self.remote.default_graph)
        return sorted(name.value for name in self.store.named_graphs() if isinstance(name, ox.NamedNode))

    @cached_property
    def films(self) -> list[str]:
        """Return the local names of the films."""
        return films_of(self.target)


def take_up(settings: Settings) -> Holding:
    """Open the store or the endpoint that is to be served; raise BiopicError where it does not answer."""
    limits = settings.limits
    if not settings.endpoint:
        return Holding(open_store(settings.store), limits, settings.services)
    remote = open_endpoint(settings.endpoint, settings.base, settings.default_graph, limits.seconds, limits.answer)
    opened = Opened(ox.Store(), remote.base, {}, generation=published(remote)[:16])
    films_of(remote)
    return Holding(opened, limits, settings.services, remote)


def generation_of(settings: Settings) -> str:
    """Return the name of the build that is there now, nothing where it cannot be told."""
    if not settings.endpoint:
        return current_generation(settings.store)
    try:
        return published(open_endpoint(settings.endpoint, timeout=10))[:16]
    except BiopicError:
        return ""
