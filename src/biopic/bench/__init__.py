"""The bench: what biopic does, measured beside what others do, in one run; run by scripts/bench.

`goals` says what is measured beside what and how far apart they may be; each function in `rooms` measures one of these on a
corpus of known size; `questions` measures the library as it grows. No command loads it.
"""
