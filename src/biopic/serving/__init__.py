"""The server: HTTP in front, a pool of worker processes behind, and between them tasks and replies as bytes.

The front (`app`, `server`) reads requests and waits; it runs no query and opens no store, so that nothing can make it deaf.
Each worker (`worker`) holds the store open for reading and does one task at a time; one that takes too long or too much is
killed and replaced. Nothing here makes HTML: pages come from `biopic.pages`.
"""
