"""Every error that biopic raises on purpose, as one tree.

An error carries what is wrong, where (file and line), and what to do; its text is one line. The command line prints
that line and leaves with the error's exit code: 2 for wrong input, 1 for data that does not conform.
"""

from __future__ import annotations

from pathlib import Path


class BiopicError(Exception):
    """Something is wrong that the user can mend.

    >>> str(InputError("no such film: lamp", todo="name one of: mask"))
    'no such film: lamp; name one of: mask'
    >>> str(InputError("unknown predicate", file="a.yaml", line=3, todo="see ontology/"))
    'a.yaml:3: unknown predicate; see ontology/'
    """

    exit_code = 2

    def __init__(self, what: str, *, file: str | Path | None = None, line: int | None = None, todo: str = "") -> None:
        self.what, self.file, self.line, self.todo = what, file, line, todo
        super().__init__(what)

    def __str__(self) -> str:
        where = "" if self.file is None else f"{self.file}: " if self.line is None else f"{self.file}:{self.line}: "
        text = f"{where}{self.what}; {self.todo}" if self.todo else f"{where}{self.what}"
        return one_line(text)


def one_line(text: str, most: int = 2000) -> str:
    """Return `text` on one line that a terminal can show: no line ends, no control characters, no endless words.

    >>> one_line("so\\n  it \\x1b[31mis")
    'so it �[31mis'
    """
    text = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return text if len(text) <= most else f"{text[: most - 1]}…"


class InputError(BiopicError):
    """A command was given something that it cannot use."""


class DossierError(BiopicError):
    """A dossier's own file is wrong."""


class DocumentError(BiopicError):
    """A document is not the text that the dossier speaks of."""


class QueryError(BiopicError):
    """A query cannot be understood or answered."""


class EndpointError(BiopicError):
    """A SPARQL endpoint is away or answers with an error."""


class StoreBusyError(BiopicError):
    """Somebody else is writing the store."""


class ConformanceError(BiopicError):
    """The graph does not conform to the shapes or is inconsistent."""

    exit_code = 1


class MissingExtraError(BiopicError):
    """An optional package is needed and not installed."""
