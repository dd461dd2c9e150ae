"""Building a store: dossier by dossier, on all cores, and only what a change touches; `generation` is where it begins."""
