"""The order of events: of a story as it is told, of life by dates, each in one line without gaps.

A story's order is what the documents say follows what; where they say nothing, an event stands where it is first told.
Life is in order of dates; an event without one stands beside its counterpart's neighbours, else at the end.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence


def story_order(events: Iterable[str], earlier: Iterable[tuple[str, str]], told: Mapping[str, float]) -> list[str]:
    """Return the events so that each follows what it is said to follow; `told` places those that nothing places.

    An order that runs in a circle is cut where telling comes first.

    >>> story_order("abc", [("a", "b")], {"a": 0.1, "b": 0.5, "c": 0.6})
    ['b', 'a', 'c']
    """
    known = sorted(set(events))
    after: dict[str, set[str]] = {event: set() for event in known}
    waits = dict.fromkeys(known, 0)
    for event, before in sorted(set(earlier)):
        if event in after and before in after and event != before and event not in after[before]:
            after[before].add(event)
            waits[event] += 1
    ready = [(told.get(event, 1.0), event) for event in known if not waits[event]]
    heapq.heapify(ready)
    placed: dict[str, None] = {}
    while len(placed) < len(known):
        if not ready:
            heapq.heappush(ready, min((told.get(event, 1.0), event) for event in known if event not in placed))
        event = heapq.heappop(ready)[1]
        if event in placed:
            continue
        placed[event] = None
        for follower in sorted(after[event]):
            waits[follower] -= 1
            if not waits[follower]:
                heapq.heappush(ready, (told.get(follower, 1.0), follower))
    return list(placed)


def life_order(
    events: Iterable[str], dates: Mapping[str, str], pairs: Sequence[tuple[str, str]], told: Mapping[str, float]
) -> list[str]:
    """Return the events by date; `pairs` are (story, life) in the story's order, and place what has no date.

    >>> life_order(["late", "early", "between", "nowhere"], {"late": "1950", "early": "1931"},
    ...            [("s1", "early"), ("s2", "between")], {})
    ['early', 'between', 'late', 'nowhere']
    """
    known = set(events)
    placed = sorted((event for event in known if event in dates), key=lambda event: (dates[event], event))
    last = ""
    for _, event in pairs:
        if event in known and event not in placed:
            placed.insert(placed.index(last) + 1 if last else 0, event)
        last = event if event in placed else last
    return placed + sorted(known - set(placed), key=lambda event: (told.get(event, 1.0), event))


def tellings(rows: Iterable[tuple[str, str, int]], lengths: Mapping[str, int]) -> dict[str, float]:
    """Return how far into its document each event is first told, from 0 to 1; of several documents the one that tells most.

    `rows` are event, document and offset.
    """
    found: dict[str, dict[str, int]] = {}
    for event, document, start in rows:
        found.setdefault(document, {})[event] = start
    told: dict[str, float] = {}
    for document in sorted(found, key=lambda each: (-len(found[each]), each)):
        for event, start in found[document].items():
            told.setdefault(event, start / max(1, lengths.get(document, 1)))
    return told
