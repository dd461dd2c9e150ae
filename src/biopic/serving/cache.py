"""Replies that were given before, so that what everybody asks is worked out once; bound in bytes, oldest use first out."""

from __future__ import annotations

from collections import OrderedDict

from biopic.serving.tasks import Reply

OVERHEAD = 1024
"""What an entry costs beside its bytes, roughly."""


class Cache:
    """Replies by task. It belongs to one generation of the store: with the next it begins empty.

    >>> cache = Cache(most=4096)
    >>> cache.put(b"a", Reply(body=b"x"))
    >>> cache.get(b"a").body, cache.get(b"b")
    (b'x', None)
    """

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._replies: OrderedDict[bytes, Reply] = OrderedDict()

    def get(self, key: bytes) -> Reply | None:
        """Return the reply to a task, None if there is none."""
        found = self._replies.get(key)
        if found is not None:
            self._replies.move_to_end(key)
        return found

    def put(self, key: bytes, reply: Reply) -> None:
        """Keep a reply, unless it alone would take an eighth of the room."""
        size = _size(key, reply)
        if size > self.most // 8 and size > OVERHEAD * 2:
            return
        if key in self._replies:
            self.size -= _size(key, self._replies.pop(key))
        self._replies[key] = reply
        self.size += size
        while self.size > self.most and self._replies:
            old, gone = self._replies.popitem(last=False)
            self.size -= _size(old, gone)


def _size(key: bytes, reply: Reply) -> int:
    return len(key) + len(reply.body) + OVERHEAD
