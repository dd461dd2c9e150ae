"""Linking: find the entities of Wikidata, or of another graph, that the things of a dossier may be; a person decides."""
