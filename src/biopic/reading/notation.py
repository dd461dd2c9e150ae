"""Write a dossier's YAML: scalars, things, entries and documents, as a person would write them by hand.

What people own is only ever added to. Whatever is written is parsed again and held against what it was to say, so that
no name, however odd, can break a file or slip another key into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from biopic.anchor import quoted
from biopic.errors import DossierError
from biopic.marked import Map, parse_yaml

Value = str | Sequence[str] | Mapping[str, Any]

_PLAIN = re.compile(r"[^\W\d_](?:[\w ’()./-]*[\w’().])?|[<>]?\d[\w~?%./-]*(?: [a-z]+)?")
_OTHER = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"}
LONGEST_QUOTE = 240
"""Longer passages are given by their offsets alone."""


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, plain where that is safe.

    >>> scalar("Ada Moss"), scalar("1961-12-04"), scalar("so: it"), scalar("NO"), scalar("- a")
    ('Ada Moss', '1961-12-04', "'so: it'", "'NO'", "'- a'")
    """
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _OTHER else quoted(text)


def flow(value: Value) -> str:
    """Return a value in YAML's flow style.

    >>> flow({"time": "1931-24", "presence": ["ada", "jonah"]})
    '{time: 1931-24, presence: [ada, jonah]}'
    """
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(flow(each) for each in value) + "]"


def thing_line(name: str, said: Mapping[str, Value]) -> str:
    """Return one thing as a line of a file under `things/`."""
    return f"{scalar(name)}: {flow(said)}\n"


def entry_block(entry: Mapping[str, Any]) -> str:
    """Return one entry as a few lines of a file under `assertions/`."""
    lines = []
    for key, value in entry.items():
        if key in ("says", "denies"):
            lines += [f"{key}:", *(f"  {scalar(subject)}: {flow(facts)}" for subject, facts in value.items())]
        else:
            lines.append(f"{key}: {value if key == 'direct' else flow(value)}")
    return "".join(f"{'- ' if n == 0 else '  '}{line}\n" for n, line in enumerate(lines))


def document_block(name: str, said: Mapping[str, Any], indent: str, step: str) -> str:
    """Return a document as lines of `dossier.yaml`, one part a line; `indent` stands before its name."""
    lines = [f"{indent}{scalar(name)}:"]
    for key, value in said.items():
        if key == "parts":
            lines += [f"{indent}{step}parts:", *(f"{indent}{step * 2}- {flow(part)}" for part in value)]
        else:
            lines.append(f"{indent}{step}{key}: {flow(value)}")
    return "".join(f"{line}\n" for line in lines)


def appended(old: str, new: Sequence[str], path: Path, head: str) -> str:
    """Return the text of a YAML file with blocks added at its end, `head` first if the file is new.

    Raises DossierError where the file is written in such a way that nothing can be added at its end.
    """
    if old and not _bare(old).strip():
        head, old = old if old.endswith("\n") else f"{old}\n", ""
    text = (old if old.endswith("\n") else f"{old}\n") if old else head
    text += "".join(new)
    before: Any = parse_yaml(old, path) if old else None
    added: Any = parse_yaml("".join(new), path)
    if before is not None and not before and not isinstance(before, Map):
        text, before = _instead_of_nothing(old, new), None
    try:
        after: Any = parse_yaml(text, path)
    except DossierError:
        after = None
    whole = added if before is None else {**before, **added} if isinstance(before, Map) else [*before, *added]
    if after != whole:
        raise DossierError(
            "nothing can be added at the end of the file", file=path, todo="write it with one entry below the other"
        )
    return text


def _bare(text: str) -> str:
    """Return a file's lines without those that are only comments."""
    return "".join(line for line in text.splitlines(True) if not line.lstrip().startswith("#"))


def _instead_of_nothing(old: str, new: Sequence[str]) -> str:
    """Put blocks in the place of the empty list `[]`."""
    return re.sub(r"(?m)^\[\s*\][^\S\n]*$\n?", lambda _: "".join(new), old, count=1)


def with_document(head: str, name: str, said: Mapping[str, Any], path: Path) -> str:
    """Return the text of `dossier.yaml` with one more document, every other character of it untouched."""
    before: Any = parse_yaml(head, path)
    wanted = {**before.get("documents", {}), name: _as_read(said)}
    for text in _insertions(head, before, name, said):
        if _reads(text, path, lambda after: {**after} == {**before, "documents": wanted}):
            return text
    raise DossierError(
        "documents is written in such a way that none can be added", file=path, todo="write one key a line below it"
    )


def _as_read(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_read(each) for key, each in value.items()}
    return value if isinstance(value, str) else [_as_read(each) for each in value]


def _insertions(head: str, before: Map, name: str, said: Mapping[str, Any]) -> Iterable[str]:
    """Yield the text with the document at each place where it may go, the likeliest first."""
    ended = head if head.endswith("\n") else f"{head}\n"
    if "documents" not in before:
        yield ended + "documents:\n" + document_block(name, said, "  ", "  ")
        return
    documents = before["documents"]
    key = next(key for key in before if key == "documents")
    if not documents:
        rest = re.sub(r"\A:\s*\{\s*\}[^\S\n]*\n?", "", ended[key.span[1] :])
        yield ended[: key.span[1]] + ":\n" + document_block(name, said, "  ", "  ") + rest
        return
    first = next(iter(documents))
    indent = " " * (first.span[0] - ended.rfind("\n", 0, first.span[0]) - 1)
    block = document_block(name, said, indent, indent or "  ")
    at = ended.find("\n", _end(documents)) + 1
    while at > 0:
        yield ended[:at] + block + ended[at:]
        at = ended.find("\n", at) + 1
    for close in [found.start() for found in re.finditer(r"\}", ended)][::-1]:
        yield f"{ended[:close]}, {scalar(name)}: {flow(said)}{ended[close:]}"


def _end(value: Any) -> int:
    """Return where the last scalar inside a value ends."""
    if isinstance(value, Mapping):
        return max((max(key.span[1], _end(each)) for key, each in value.items()), default=0)
    return max((_end(each) for each in value), default=0) if isinstance(value, list) else int(value.span[1])


def without_part(head: str, name: str, at: str, path: Path) -> str:
    """Return the text of `dossier.yaml` without one part that stands on a line of its own."""
    before: Any = parse_yaml(head, path)
    said = before["documents"][name]
    wanted = [part for part in said.get("parts", []) if part.get("at") != at]
    gone = [part for part in said.get("parts", []) if part.get("at") == at]
    for part in gone:
        start = head.rfind("\n", 0, part.start) + 1
        end = head.find("\n", part.start) + 1 or len(head)
        if not wanted:
            start = head.rfind("\n", 0, head.rfind("parts:", 0, start)) + 1
        text = head[:start] + head[end:]
        if _reads(text, path, lambda after: _parts(after, name) == wanted):
            return text
    raise DossierError(
        f"the part {at} of {name} is not on a line of its own", file=path, todo="remove it there by hand"
    )


def _parts(head: Any, name: str) -> list[Any]:
    return list(head["documents"][name].get("parts", []))


def _reads(text: str, path: Path, says: Callable[[Any], bool]) -> bool:
    try:
        return says(parse_yaml(text, path))
    except DossierError:
        return False
