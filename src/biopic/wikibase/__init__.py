"""Wikibase: statements as Wikidata has them, as plain values; read from what it serves, written as what it takes in."""
