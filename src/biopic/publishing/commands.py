"""What `biopic site` does: from parsed options to a folder, a few printed lines and an exit code."""

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


def _say(text: str) -> None:
    print(text, file=sys.stderr)
