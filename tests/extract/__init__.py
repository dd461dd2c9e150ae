"""Linking measured on real items: a list of film biographies against an extract of Wikidata, where both are present."""
