"""Cut a query into words as SPARQL's grammar does, strings, comments and IRIs set apart.

In goes the text of a query; out come its tokens (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), and the same query
with its parameters bound where every engine sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r'''(?P<comment>\#[^\n\r]*)
    | (?P<text>"""(?:"{0,2}(?:[^"\\]|\\.))*+""" | \'\'\'(?:'{0,2}(?:[^'\\]|\\.))*+\'\'\' | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
    | (?P<variable>[?$]\w++)
    | (?P<tag>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    | (?P<name>(?:\w(?:[\w.-]{0,100}\w)?)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*+)
    | (?P<word>\w++)
    | (?P<open>[({\[])
    | (?P<close>[)}\]])
    | (?P<other>\\.|\S)''',
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A word of a query: its kind, its text, and where in the query it begins."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the words of a query, comments left out.

    >>> [token.text for token in tokens("ASK { ?x a <urn:a#b> } # VALUES")]
    ['ASK', '{', '?x', 'a', '<urn:a#b>', '}']
    """
    for found in _TOKEN.finditer(query):
        if found.lastgroup != "comment":
            yield Token(str(found.lastgroup), found[0], found.start())


def values_in_front(query: str) -> str:
    """Return a query with the VALUES clause behind it moved into its WHERE, in front of all else there.

    Behind the query it joins with what the group gives (SPARQL 1.1, section 10.2.2), and inside with what the same group
    gives: the same rows. Virtuoso 7 heeds only the second. A query without such a clause stays as it is.

    >>> values_in_front("SELECT ?x WHERE { ?x ?p ?o } ORDER BY ?x VALUES (?x) { (<urn:a>) }")
    'SELECT ?x WHERE { VALUES (?x) { (<urn:a>) } { ?x ?p ?o } } ORDER BY ?x '
    """
    depth, before, opened, closed, clause = 0, "", -1, -1, -1
    for kind, text, start in tokens(query):
        if depth == 0 and text == "{" and (opened < 0 or before == "WHERE"):
            opened, closed = start, -1
        depth += (kind == "open") - (kind == "close")
        if depth == 0 and text == "}" and opened >= 0 and closed < 0:
            closed = start + 1
        if depth == 0 and kind == "word" and text.upper() == "VALUES" and closed >= 0:
            clause = start
        before = text.upper()
    if clause < 0:
        return query
    head, group, rest = query[:opened], query[opened:closed], query[closed:clause]
    return f"{head}{{ {query[clause:].strip()} {group} }}{rest}"


def graphs_apart(query: str, graphs: Sequence[str]) -> str:
    """Return a query in which each `GRAPH ?v { }` that may hold a path of any length is one group for each of the `graphs`.

    That is how GRAPH with a variable is defined (SPARQL 1.1, section 18.6), where `graphs` are all that there are. Virtuoso 7
    follows such a path in a graph that is named, and in no other. Without graphs, and for a group with labelled blank
    nodes, which may not stand twice, the query stays as it is.

    >>> graphs_apart("ASK { GRAPH ?g { ?x ?p ?y } }", ["urn:a", "urn:b"])
    'ASK { GRAPH ?g { ?x ?p ?y } }'
    >>> print(graphs_apart("ASK { GRAPH ?g { ?x <urn:p>+ ?y } }", ["urn:a", "urn:b"]))
    ASK { { { VALUES ?g { <urn:a> } GRAPH <urn:a> { ?x <urn:p>+ ?y } } UNION { VALUES ?g { <urn:b> } GRAPH <urn:b> { ?x <urn:p>+ ?y } } } }
    """
    pieces, done = [], 0
    for start, opened, closed, variable in _graph_groups(query) if graphs else ():
        group = query[opened:closed]
        words = [token.text for token in tokens(group)]
        if {"*", "+"}.isdisjoint(words) or any(word.startswith("_:") for word in words):
            continue
        each = (f"{{ VALUES {variable} {{ <{graph}> }} GRAPH <{graph}> {group} }}" for graph in graphs)
        pieces += [query[done:start], "{ ", " UNION ".join(each), " }"]
        done = closed
    return "".join([*pieces, query[done:]])


def _graph_groups(query: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield each outermost `GRAPH ?v { }`: where it begins, where its group begins and ends, and its variable."""
    words = list(tokens(query))
    depth, found = 0, None
    for n, (kind, text, start) in enumerate(words):
        if found is None and kind == "word" and text.upper() == "GRAPH" and words[n + 1].kind == "variable":
            found, depth = (start, words[n + 2].start, words[n + 1].text), 0
        elif found:
            depth += (kind == "open") - (kind == "close")
            if depth == 0 and kind == "close":
                yield found[0], found[1], start + 1, found[2]
                found = None


def values_inside(query: str, clause: str, variables: Iterable[str]) -> str:
    """Return a SELECT with a VALUES clause wherever engines can plan from it: as the first member of its WHERE, of every
    group joined with that (a branch of a UNION, too) whose own triples have its variables, and of every subquery that
    hands them on.

    The same clause behind the query is joined with all that the group gives without it. Joined once more inside, it leaves
    the same rows, for a join goes through UNION; in OPTIONAL, MINUS and EXISTS it does not stand.

    >>> values_inside("SELECT ?x WHERE { ?x ?p ?o } ORDER BY ?x", "VALUES (?x) { (<urn:a>) }", ["x"])
    'SELECT ?x WHERE { VALUES (?x) { (<urn:a>) } ?x ?p ?o } ORDER BY ?x'
    >>> values_inside("SELECT ?x { { ?x ?p ?y } UNION { ?y ?p ?z } OPTIONAL { ?x ?q ?z } }", "VALUES ?x {}", ["x"])
    'SELECT ?x { VALUES ?x {} { VALUES ?x {} ?x ?p ?y } UNION { ?y ?p ?z } OPTIONAL { ?x ?q ?z } }'
    >>> values_inside("SELECT ?x { { SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y } GROUP BY ?x } }", "VALUES (?x) {}", ["x"]).count("VALUES")
    2
    """
    wanted = {f"?{name}" for name in variables}
    places = sorted(group.start for group in _groups(query) if group.takes(wanted))
    pieces = (query[a:b] for a, b in pairwise([0, *places, len(query)]))
    return f" {clause}".join(pieces)


@dataclass
class _Group:
    """A `{ }` of a query: where its inside begins, and what decides whether a VALUES clause may stand there.

    `head` has the variables that the SELECT in front of it hands on, None for a group that is no WHERE; `above` is the
    group that it is joined with, None for one in OPTIONAL, MINUS, EXISTS, GRAPH or SERVICE, and for data.
    """

    start: int
    above: _Group | None
    head: set[str] | None
    first: bool
    own: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    selects: bool = False

    def takes(self, wanted: set[str]) -> bool:
        if self.head is not None:
            return self.first or wanted <= self.head
        return self._joined(wanted) and not self.selects and wanted <= self.own - self.made

    def _joined(self, wanted: set[str]) -> bool:
        """Whether the group is joined with a WHERE where the clause stands."""
        if self.head is not None:
            return self.takes(wanted)
        return self.above is not None and self.above._joined(wanted)


def _groups(query: str) -> list[_Group]:
    """Return the groups of a query with the variables of their own triples; those in parentheses (FILTER, BIND) are not."""
    found: list[_Group] = []
    inside: list[_Group] = []
    head: set[str] | None = None
    nested, before = 0, ""
    for kind, text, start in tokens(query):
        nested += (text == "(") - (text == ")")
        if kind == "word" and text.upper() == "SELECT":
            head = set()
            if inside:
                inside[-1].selects = True
        elif text == "{":
            above = inside[-1] if inside and before in ("{", "}", ".", "UNION") else None
            found.append(_Group(start + 1, above, head, not found))
            inside.append(found[-1])
            head = None
        elif text == "}":
            inside.pop()
        elif kind == "variable" and head is not None:
            head |= set() if nested else {text}
        elif kind == "variable" and inside:
            (inside[-1].made if before == "AS" else inside[-1].own if not nested else set()).add(text)
        before = text.upper()
    return found
