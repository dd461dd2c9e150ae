"""The pool: as many workers as may work at once, a fair queue in front of them, and the means to end one that goes too far.

A task goes to a free worker. One that is not done in time is ended by the kernel and replaced, so that its work really
stops; one that is slow first loses its place to the others. A pool belongs to one generation of the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import os
import socket
import tempfile
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import IO, Any

from biopic.errors import InputError
from biopic.serving.ends import judge, last_words, reply_to
from biopic.serving.logs import warn
from biopic.serving.queueing import Bounds, FairQueue, FullError, Waiting
from biopic.serving.settings import Settings
from biopic.serving.tasks import LENGTHS, Reply, Task, frame, problem

NICE = 10
"""How much a slow worker yields (see nice(2))."""

AT_ONCE = 0.05
"""Seconds within which a task cannot have been what ended its worker."""

PROMPT = 2.0
"""Seconds within which the exit code of a worker that is gone is known."""

START = 60.0
"""Seconds within which a worker has to open the store."""


@dataclass
class Job:
    """A task on its way: the reply that somebody waits for, when a worker began it, and whether it may begin once more."""

    task: Task
    reply: asyncio.Future[Reply]
    since: float = 0.0
    again: bool = True


class Link(asyncio.Protocol):
    """One worker, seen from the front: its process and the socket to it."""

    def __init__(self, received: Callable[[Link, bytes, bytes], None], lost: Callable[[Link], None]) -> None:
        self.received, self.lost = received, lost
        self.process: BaseProcess
        self.words: IO[bytes]
        self.transport: asyncio.Transport
        self.thread = 0
        self.slow = False
        self.before: float | None = None
        self.waiting: Waiting[Job] | None = None
        self.timers: list[asyncio.TimerHandle] = []
        self.verdict = ""
        self._data = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._data += data
        while len(self._data) >= LENGTHS.size:
            head, body = LENGTHS.unpack_from(self._data)
            end = LENGTHS.size + head + body
            if len(self._data) < end:
                return
            parts = bytes(self._data[LENGTHS.size : end])
            del self._data[:end]
            self.received(self, parts[:head], parts[head:])

    def connection_lost(self, error: Exception | None) -> None:
        self.lost(self)

    def send(self, data: bytes) -> None:
        """Send a task."""
        self.transport.write(frame(data))

    def kill(self, verdict: str) -> None:
        """End the worker now, whatever it does; `verdict` says why."""
        self.verdict = self.verdict or verdict
        with contextlib.suppress(OSError):
            self.process.kill()

    def yield_to_others(self, after: float) -> None:
        """Let the worker run only when others leave the processor free, if in the last `after` seconds it had half of one."""
        before, self.before = self.before, spent(self.process.pid)
        if before is None or self.before - before < after / 2:
            self.timers.append(asyncio.get_running_loop().call_later(after, self.yield_to_others, after))
            return
        self.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.thread, NICE)

    def clear(self) -> None:
        """Forget the timers of the task that is done."""
        for timer in self.timers:
            timer.cancel()
        self.timers.clear()
        self.before = None


class Pool:
    """Workers on one generation of the store."""

    def __init__(self, settings: Settings, observe: Callable[[str], None] = lambda event: None) -> None:
        self.settings, self.observe = settings, observe
        self.generation = self.base = ""
        self.closed = False
        limits, size = settings.limits, settings.processes
        bounds = Bounds(limits.waiting, limits.waiting_each, max(1, size - 1), max(1, size // 2))
        self.queue: FairQueue[Job] = FairQueue(bounds)
        self._free: list[Link] = []
        self._links: set[Link] = set()
        self._starter = ThreadPoolExecutor(1, "starter")
        self._starting: dict[Link, asyncio.Future[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def running(self) -> int:
        """Return how many tasks are being worked on."""
        return sum(link.waiting is not None for link in self._links)

    @property
    def alive(self) -> int:
        """Return how many workers there are."""
        return len(self._links)

    async def start(self) -> Pool:
        """Start the workers; raise InputError where the store cannot be opened."""
        try:
            await self._add()
        except BaseException:
            self._starter.shutdown(wait=False)
            raise
        await asyncio.gather(*(self._add() for _ in range(self.settings.processes - 1)))
        return self

    def submit(self, task: Task, client: str) -> asyncio.Future[Reply]:
        """Queue a task; the future has its reply, an error among them. Cancel the future to stop the work."""
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        job = Job(task, future)
        try:
            self.queue.put(Waiting(client, task.free, job))
        except FullError:
            self.observe("refused")
            future.set_result(busy())
            return future
        self._idle.clear()
        future.add_done_callback(lambda done: self._cancelled(job) if done.cancelled() else None)
        self._next()
        if not self.queue.length:
            return future
        timer = asyncio.get_running_loop().call_later(self.settings.limits.patience, self._impatient, job)
        future.add_done_callback(lambda done: timer.cancel())
        return future

    async def close(self) -> None:
        """Finish what runs and what waits, then let the workers go."""
        await self._idle.wait()
        self.closed = True
        for link in list(self._links):
            link.transport.close()
        await asyncio.get_running_loop().run_in_executor(self._starter, self._join, list(self._links))
        self._starter.shutdown(wait=False)

    # What happens to a job

    def _next(self) -> None:
        while self._free:
            waiting = self.queue.take()
            if waiting is None:
                return
            self._begin(self._free.pop(), waiting)

    def _begin(self, link: Link, waiting: Waiting[Job]) -> None:
        loop, limits = asyncio.get_running_loop(), self.settings.limits
        link.waiting, waiting.item.since = waiting, time.monotonic()
        link.timers = [
            loop.call_later(limits.slow, link.yield_to_others, limits.slow),
            loop.call_later(limits.seconds, link.kill, "time"),
        ]
        link.send(waiting.item.task.data)

    def _received(self, link: Link, head: bytes, body: bytes) -> None:
        if link in self._starting:
            self._starting.pop(link).set_result(json.loads(head))
            return
        self._finish(link, Reply.from_parts(head, body))
        if link.slow:
            link.kill("slow")
        else:
            self._free.append(link)
            self._next()

    def _finish(self, link: Link, reply: Reply) -> None:
        waiting, link.waiting = link.waiting, None
        link.clear()
        if waiting is not None:
            self.queue.done(waiting)
            if not waiting.item.reply.done():
                waiting.item.reply.set_result(reply)
        self._rest()

    def _lost(self, link: Link) -> None:
        """Replace a worker that is gone, and see to whoever waits for it."""
        self._links.discard(link)
        if link in self._free:
            self._free.remove(link)
        if link in self._starting:
            self._starting.pop(link).set_result({"error": "a worker ended before it had opened the store"})
            return
        if link.waiting and not link.verdict and self._was_dead(link.waiting.item):
            self._once_more(link)
        self._keep(self._bury(link))
        if not self.closed:
            self._keep(self._replace())

    async def _bury(self, link: Link) -> None:
        """Say to whoever waits why a worker ended; what was ended from outside may begin once more."""
        if not link.verdict and not self.closed:
            await asyncio.to_thread(link.process.join, PROMPT)
            words = last_words(link.words.fileno())
            link.verdict = judge(words, link.process.exitcode)
            warn("a worker ended", why=link.verdict, code=link.process.exitcode, words=words[-200:])
        link.words.close()
        if link.waiting and link.verdict == "outside" and link.waiting.item.again:
            self._once_more(link)
        self._finish(link, reply_to(link.verdict, self.settings.limits))
        self.observe(f"ended_{link.verdict or 'stop'}")

    def _once_more(self, link: Link) -> None:
        """Put the job of a worker that is gone at the head of its line; once for each job."""
        if link.waiting is not None:
            link.waiting.item.again = False
            self.queue.done(link.waiting)
            self.queue.put_back(link.waiting)
        link.waiting = None
        link.clear()
        self._next()

    @staticmethod
    def _was_dead(job: Job) -> bool:
        """Say whether a worker ended so soon after a job began that it must have ended before."""
        return job.again and time.monotonic() - job.since < AT_ONCE and not job.reply.done()

    def _cancelled(self, job: Job) -> None:
        """Stop the work on a job that nobody waits for."""
        self.queue.drop(lambda each: each is job)
        for link in self._links:
            if link.waiting is not None and link.waiting.item is job:
                link.kill("left")
        self._rest()

    def _impatient(self, job: Job) -> None:
        if not job.reply.done() and not any(link.waiting and link.waiting.item is job for link in self._links):
            self.queue.drop(lambda each: each is job)
            self.observe("refused")
            job.reply.set_result(busy())
            self._rest()

    def _rest(self) -> None:
        if not self.queue.length and not self.running:
            self._idle.set()

    # What happens to a worker

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self) -> None:
        while not self.closed and len(self._links) < self.settings.processes:
            try:
                await self._add()
                return
            except (InputError, OSError):
                self.observe("not_started")
                await asyncio.sleep(1)

    async def _add(self) -> None:
        """Start one worker and wait until it has opened the store."""
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        words = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the worker is gone
        socket.send_fds(ours, [b"\0"], [words.fileno()])
        process = await loop.run_in_executor(self._starter, _start, theirs, self.settings)
        theirs.close()
        ours.setblocking(False)
        ready: asyncio.Future[dict[str, Any]] = loop.create_future()

        def link() -> Link:
            made = Link(self._received, self._lost)
            made.process, made.words = process, words
            self._starting[made] = ready
            return made

        _, made = await loop.create_connection(link, sock=ours)
        self._links.add(made)
        try:
            said = await asyncio.wait_for(ready, START)
        except TimeoutError:
            said = {"error": "a worker does not open the store"}
        if "error" in said:
            self._links.discard(made)
            self._starting.pop(made, None)
            made.kill("unopened")
            made.transport.abort()
            raise InputError(str(said["error"]))
        made.thread = int(said["thread"])
        self.generation = self.generation or str(said["generation"])
        self.base = str(said["base"])
        if self.closed:
            made.transport.close()
            return
        self._free.append(made)
        self._next()

    @staticmethod
    def _join(links: list[Link]) -> None:
        for link in links:
            link.process.join(5)
            if link.process.exitcode is None:
                link.kill("late")


def spent(pid: int | None) -> float:
    """Return how many seconds of processor time another process has had (the clock is named as in clock_getcpuclockid(3))."""
    try:
        return time.clock_gettime((~(pid or 0) << 3) | 2)
    except (OSError, OverflowError):  # only Linux names the clock so
        return time.monotonic()


def busy() -> Reply:
    """Return what somebody is told when too much is waiting."""
    return problem(503, "too many requests are waiting", "try again in a little while", Retry_After="5")


def _start(link: socket.socket, settings: Settings) -> BaseProcess:
    """Fork a worker off the process that has loaded everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["biopic.serving.zygote"])
    process = context.Process(target=_run, args=(link, settings), daemon=True)
    process.start()
    return process


def _run(link: socket.socket, settings: Settings) -> None:
    from biopic.serving.worker import run

    run(link, settings)
