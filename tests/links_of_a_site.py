"""Follow every link of a static site without a browser: what pages, styles and scripts name must be there, places in pages included."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_NAMED_IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_NAMED_IN_SCRIPT = re.compile(r"(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)[\"'](\.{1,2}/[^\"']+|[\w-]+\.js)[\"']")


class Checked:
    """The links of a site: how many there are, which lead nowhere, and which lead out of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, 0
        self.broken: list[str] = []
        self.outside: set[str] = set()
        self.doubled: list[str] = []

    def run(self) -> Checked:
        """Look at every file."""
        for path in sorted(self.folder.rglob("*")):
            if path.suffix == ".html":
                self._page(path)
            elif path.suffix == ".css":
                self._named(path, _NAMED_IN_STYLE)
            elif path.suffix == ".js" and "vendor" not in path.parts:
                self._named(path, _NAMED_IN_SCRIPT)
            elif path.parent == self.folder / "data" and path.name.startswith("search-"):
                self._index(path)
        return self

    def _page(self, path: Path) -> None:
        ids, links = read_page(path)
        if len(set(ids)) < len(ids):
            self.doubled.append(path.relative_to(self.folder).as_posix())
        for link in links if path.name != "404.html" else []:
            self._follow(path, link)

    def _named(self, path: Path, pattern: re.Pattern[str]) -> None:
        for link in pattern.findall(path.read_text(encoding="utf-8")):
            self._follow(path, link)

    def _index(self, path: Path) -> None:
        said = json.loads(path.read_text(encoding="utf-8"))
        home = self.folder / ("" if path.stem == "search-en" else path.stem.removeprefix("search-")) / "index.html"
        for each in [*said["things"], *said["passages"]]:
            self._follow(home, each[0])

    def _follow(self, path: Path, link: str) -> None:
        self.number += 1
        parts = urlsplit(link)
        if parts.scheme:
            if parts.scheme != "data":
                self.outside.add(link)
            return
        target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
        place = unquote(parts.fragment)
        told = f"{path.relative_to(self.folder)}: {link}"
        there = not parts.netloc and target.is_relative_to(self.folder) and is_file(target)
        placed = not place or target.suffix != ".html" or "=" in place  # what scripts are told, such as #query=...
        if not there or not (placed or place in ids_of(target)):
            self.broken.append(told)


@cache
def is_file(path: Path) -> bool:
    return path.is_file()


@cache
def ids_of(path: Path) -> frozenset[str]:
    """Return the places in a page."""
    return frozenset(read_page(path)[0])


def read_page(path: Path) -> tuple[list[str], list[str]]:
    """Return the ids of a page and every link in it."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.ids, reader.links


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
