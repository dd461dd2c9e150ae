"""A local twin of Wikidata, for tests: its entities in the form that it serves them, and servers that answer as it does."""
