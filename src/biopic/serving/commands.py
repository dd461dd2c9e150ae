"""The command that serves: from parsed options to a running server."""

from __future__ import annotations

from argparse import Namespace


def serve(options: Namespace, rest: list[str]) -> int:
    """Serve a store until stopped."""
    import re
    from dataclasses import replace

    from biopic.commands import store_of
    from biopic.errors import InputError
    from biopic.serving.server import serve as run_server
    from biopic.serving.settings import MIB, Limits, Settings

    for url in options.allow_service:
        if not re.fullmatch(r'https?://[^\s<>"{}|\\^`]+', url):
            raise InputError("is no http address", file=url, todo="name the endpoint by its whole address")
    limits = Limits(seconds=options.timeout, rows=options.rows, memory=options.memory * MIB, patience=options.patience)
    settings = Settings(
        store=store_of(options).absolute(),
        endpoint=options.endpoint or "",
        base=options.base or "",
        default_graph=options.default_graph,
        host=options.host,
        port=options.port,
        limits=limits,
        services=tuple(options.allow_service),
        proxies=tuple(options.behind),
        log=not options.quiet,
    )
    if options.processes is not None:
        settings = replace(settings, processes=options.processes)
    run_server(settings)
    return 0
