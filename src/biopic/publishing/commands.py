"""What `biopic site` and `biopic publish` do: from parsed options to files or a store, a few printed lines and an exit code."""

from __future__ import annotations

import sys
from argparse import Namespace

from biopic.errors import InputError


def site(options: Namespace, rest: list[str]) -> int:
    """Write the static site of the store, and say what is in it."""
    from rich.console import Console
    from rich.progress import Progress

    from biopic.commands import store_of
    from biopic.publishing.site import write_site

    if options.processes is not None and options.processes < 1:
        raise InputError(f"--processes is {options.processes}", todo="give 1 or more")
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("pages", total=None)
        written = write_site(
            store_of(options),
            options.out,
            root=options.base_url,
            with_texts=options.with_texts,
            processes=options.processes or 0,
            tell=lambda done, of: bar.update(task, completed=done, total=of),
        )
    _say(
        f"site: {options.out} ({written.pages} pages in each language, {written.files} files, {written.size / 1e6:.0f} MB)"
    )
    _say(f"texts of documents: {written.texts} in it, {written.left_out} left out for want of a licence")
    return 0


def publish(options: Namespace, rest: list[str]) -> int:
    """Publish the store at an endpoint, or with --dry-run say what that would do."""
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress

    from biopic.client import Client, Credentials
    from biopic.commands import store_of
    from biopic.endpoints import named_graph
    from biopic.publishing import publication
    from biopic.publishing.destination import Destination
    from biopic.store import open_store

    by_graph = options.by == "gsp"
    if by_graph and not options.graph_store:
        raise InputError("--by gsp needs an address", todo="name it with --graph-store URL")
    if options.graph_store and not by_graph:
        raise InputError("--graph-store goes with --by gsp", todo="write --by gsp, or leave it out")
    client = Client(Credentials.from_environment(), timeout=options.timeout, tries=options.tries, tell=_say)
    update = options.update or ("" if by_graph else options.endpoint)
    to = Destination(options.endpoint, update, options.graph_store or "", client, named_graph(options.default_graph))
    opened = open_store(store_of(options))
    what = publication.plan(opened, to, overwrite=options.overwrite)
    _say(f"build {what.digest[:12]}: {publication.summary(what.parts)}")
    if what.done:
        _say("published already; nothing to do")
        return 0
    _say(f"to bring: {publication.summary(what.changed)}; to remove: {len(what.gone)} graphs")
    if options.dry_run:
        return 0
    console = Console(stderr=True)
    with Progress(*Progress.get_default_columns(), DownloadColumn(), console=console, transient=True, disable=not console.is_terminal) as bar:  # fmt: skip
        task = bar.add_task("publishing", total=None)
        sent = publication.publish(
            opened, to, what, batch=options.batch * 1024, tell=lambda done, of: bar.update(task, completed=done, total=of)
        )  # fmt: skip
    _say(f"published at {options.endpoint} ({sent} {'batches' if update else 'graphs'} sent)")
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr)
