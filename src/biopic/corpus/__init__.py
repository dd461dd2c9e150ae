"""Corpora: graph folders of any size, made up from start to end, whose right answers are known.

In go a number of assertions and a seed; out come dossiers with their documents' texts, gold for reading, and `answers.json`.
They are shaped like the real dossiers (`shape.py` measures both), so that what is fast on them is fast on real ones. This stands
in the package and not with the tests, since the bench of an installed biopic needs corpora as well; no command loads it.
"""
