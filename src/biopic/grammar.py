"""Cut a query into words as SPARQL's grammar does, strings, comments and IRIs set apart.

In goes the text of a query; out come its tokens (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), and the same query
with its parameters bound where every engine sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


def values_inside(query: str, clause: str, variables: Iterable[str]) -> str:
    """Return a SELECT with a VALUES clause as the first member of its WHERE, and of every subquery that hands its variables on.

    A member of the group is what engines plan from; the same clause behind the query is joined with all that the group gives
    without it. It may stand in a subquery if that projects all of its variables, for then the join comes to the same.

    >>> values_inside("SELECT ?x WHERE { ?x ?p ?o } ORDER BY ?x", "VALUES (?x) { (<urn:a>) }", ["x"])
    'SELECT ?x WHERE { VALUES (?x) { (<urn:a>) } ?x ?p ?o } ORDER BY ?x'
    >>> values_inside("SELECT ?x { { SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y } GROUP BY ?x } }", "VALUES (?x) {}", ["x"]).count("VALUES")
    2
    """
    wanted = {f"?{name}" for name in variables}
    places: list[int] = []
    projected, nested = set[str](), 0
    in_head = False
    for kind, text, start in tokens(query):
        if kind == "word" and text.upper() == "SELECT":
            in_head, projected, nested = True, set(), 0
        elif in_head and text == "{":
            in_head = False
            if not places or wanted <= projected:
                places.append(start + 1)
        elif in_head:
            nested += (kind == "open") - (kind == "close")
            projected |= {text} if kind == "variable" and not nested else set()
    pieces = (query[a:b] for a, b in pairwise([0, *places, len(query)]))
    return f" {clause}".join(pieces)
