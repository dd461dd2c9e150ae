"""Giving back: what the documents say and Wikidata may want, as statements with references; a person sends them."""
