"""Counters and times for monitoring, in the text format of Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


class Metrics:
    """What one server counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self.requests = Counter(
            "biopic_requests", "Requests, by what was asked for and status", ["kind", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "biopic_request_seconds", "Seconds to answer", ["kind"], buckets=_SECONDS, registry=self.registry
        )
        self.events = Counter(
            "biopic_worker_events", "Workers that ended, by why, and requests that were refused", ["event"],
            registry=self.registry,
        )  # fmt: skip
        self.cached = Counter("biopic_cached_replies", "Replies given from memory", registry=self.registry)
        self.reloads = Counter(
            "biopic_reloads", "Generations of the store opened after the first", registry=self.registry
        )
        self.running = Gauge("biopic_tasks_running", "Tasks being worked on", registry=self.registry)
        self.waiting = Gauge("biopic_tasks_waiting", "Tasks waiting for a worker", registry=self.registry)
        self.workers = Gauge("biopic_workers", "Workers that hold the store open", registry=self.registry)

    def count(self, kind: str, status: int, seconds: float) -> None:
        """Count a request."""
        found = self._known.get((kind, status))
        if found is None:
            found = self.requests.labels(kind, str(status)), self.seconds.labels(kind)
            self._known[kind, status] = found
        found[0].inc()
        found[1].observe(seconds)

    def text(self) -> bytes:
        """Return everything as text."""
        return generate_latest(self.registry)
