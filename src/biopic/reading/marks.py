"""The two signs that stand for the characters of names and of times in a masked text; both are from Unicode's private use."""

from __future__ import annotations

NAME, TIME = "\ue000", "\ue001"
