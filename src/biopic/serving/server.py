"""Run the server: listen, answer until a signal says stop, finish what runs, and leave.

SIGTERM and SIGINT stop it cleanly, SIGHUP opens the store anew; a build that makes a new generation does so by itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from functools import partial
from types import FrameType
from typing import cast

import uvicorn

from biopic.errors import InputError
from biopic.serving import logs
from biopic.serving.app import make_app
from biopic.serving.connections import Connection
from biopic.serving.door import Door
from biopic.serving.logs import say
from biopic.serving.settings import Settings

CONNECTIONS = 2000
"""So many connections are open at most; a further one is told to come back."""

MARGIN = 10
"""Seconds that a clean stop waits beyond the longest task."""


class Server(uvicorn.Server):
    """uvicorn's server, with our signals in place of its own: a clean stop ends with exit code 0."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle the signals in the event loop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop: accept nothing new, finish what runs; at a second Ctrl-C, at once."""
        if self.should_exit and sig == signal.SIGINT:
            self.force_exit = True
        self.should_exit = True


def serve(settings: Settings) -> None:
    """Serve until stopped; raise InputError where the store cannot be opened or the address is taken."""
    logs.begin()
    listener = _listen(settings)
    try:
        _check(settings)
        app = make_app(settings)
        asyncio.Runner(loop_factory=_loop()).run(_serve(app, settings, listener))
    finally:
        listener.close()


async def _serve(app: Door, settings: Settings, listener: socket.socket) -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, _reload, app)
    limits = settings.limits
    config = uvicorn.Config(
        app,
        http=cast("type[asyncio.Protocol]", partial(Connection, app)),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=int(limits.seconds + limits.patience) + MARGIN,
    )
    server = Server(config)
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say("serving", address=f"http://{shown}:{port}/")
    await server.serve([listener])


_KEPT: set[asyncio.Task[None]] = set()


def _reload(app: Door) -> None:
    task = asyncio.get_running_loop().create_task(app.front.service.reload())
    _KEPT.add(task)
    task.add_done_callback(_KEPT.discard)


def _listen(settings: Settings) -> socket.socket:
    listener = None
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, number, _, address = found[0]
        listener = socket.socket(family, kind, number)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
        listener.setblocking(False)
        return listener
    except (OSError, OverflowError) as error:
        if listener is not None:
            listener.close()
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"cannot listen on {settings.host} port {settings.port} ({why})", todo="name another --host or --port"
        ) from None


def _check(settings: Settings) -> None:
    """Raise InputError, in one line, for a store that cannot be opened."""
    from biopic.serving.holding import take_up

    take_up(settings)


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # it is not built for every platform
        return None
    return uvloop.new_event_loop
