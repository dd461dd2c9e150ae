"""A fair queue: clients take turns, however much each of them asks for.

What waits is bound in all and for each client; one client's free queries never have more than their share of what runs.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


class FullError(Exception):
    """Too much is waiting already."""


@dataclass(frozen=True)
class Bounds:
    """How much may wait, in all and of one client; how many free queries may run, in all and of one client."""

    waiting: int
    waiting_each: int
    free: int
    free_each: int


@dataclass(frozen=True)
class Waiting(Generic[T]):
    """Something that waits: whose it is, and whether it is a free query."""

    client: str
    free: bool
    item: T


class FairQueue(Generic[T]):
    """Keeps what waits, by client, and counts what runs.

    >>> queue = FairQueue(Bounds(waiting=10, waiting_each=5, free=2, free_each=1))
    >>> for client, item in [("a", 1), ("a", 2), ("a", 3), ("b", 4)]:
    ...     queue.put(Waiting(client, False, item))
    >>> [queue.take().item for _ in range(4)]
    [1, 4, 2, 3]
    """

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._lines: OrderedDict[str, deque[Waiting[T]]] = OrderedDict()
        self._running: dict[str, int] = {}
        self.length = 0

    def put(self, waiting: Waiting[T]) -> None:
        """Add something to its client's line; raise FullError where there is no more room."""
        line = self._lines.get(waiting.client)
        if self.length >= self.bounds.waiting or (line and len(line) >= self.bounds.waiting_each):
            raise FullError
        self._lines.setdefault(waiting.client, deque()).append(waiting)
        self.length += 1

    def put_back(self, waiting: Waiting[T]) -> None:
        """Put something at the head of its client's line that was taken and not begun; there is always room for it."""
        self._lines.setdefault(waiting.client, deque()).appendleft(waiting)
        self._lines.move_to_end(waiting.client, last=False)
        self.length += 1

    def take(self) -> Waiting[T] | None:
        """Return what runs next, counted as running, None if nothing may; its client goes to the end of the turn."""
        for client, line in self._lines.items():
            at = next((n for n, each in enumerate(line) if not each.free or self._may_run(client)), None)
            if at is not None:
                return self._start(client, line, at)
        return None

    def done(self, waiting: Waiting[T]) -> None:
        """Count something as running no more."""
        if waiting.free:
            left = self._running[waiting.client] - 1
            self._running[waiting.client] = left
            if not left:
                del self._running[waiting.client]

    def drop(self, unwanted: Callable[[T], bool]) -> None:
        """Forget what nobody waits for any more."""
        for client, line in list(self._lines.items()):
            kept = deque(each for each in line if not unwanted(each.item))
            self.length -= len(line) - len(kept)
            self._keep(client, kept)

    def _may_run(self, client: str) -> bool:
        return self._running.get(client, 0) < self.bounds.free_each and sum(self._running.values()) < self.bounds.free

    def _start(self, client: str, line: deque[Waiting[T]], at: int) -> Waiting[T]:
        found = line[at]
        del line[at]
        self.length -= 1
        self._keep(client, line)
        if client in self._lines:
            self._lines.move_to_end(client)
        if found.free:
            self._running[client] = self._running.get(client, 0) + 1
        return found

    def _keep(self, client: str, line: deque[Waiting[T]]) -> None:
        if line:
            self._lines[client] = line
        else:
            self._lines.pop(client, None)
