"""The recognisers: one file a kind of fact, each with `find(text)` that yields drafts; adding a kind is adding a file."""
