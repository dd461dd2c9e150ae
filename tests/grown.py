"""Graph folders made at random: a few dossiers that share persons, events, places and concepts in every way that couples them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from biopic.ontology import Property, load_vocabulary

FILMS = ("ash", "birch", "cedar")
POOL = {
    "Person": 5, "Group": 2, "LifeEvent": 6, "Place": 4, "Kind": 3, "Circumstance": 4, "Trait": 3, "Work": 1, "ProductionEvent": 1,
}  # fmt: skip
"""Flat things by class, of which each dossier declares some."""

OWN = {"Character": 3, "StoryEvent": 4, "Setting": 2}
"""Things of a story by class, of which each dossier has these."""

OFTEN = (
    "kind", "time", "ageAt", "affects", "basedOn", "happensIn", "place", "doneBy", "circumstance", "during", "follows",
    "lifeLeft", "trait", "parentOf", "childOf", "motherOf", "friendOf", "memberOf", "setIn", "spouseOf",
)  # fmt: skip
TIMES = ("1950", "1951", "1950-03", "1960/1962", "197X", "1978", "1979-04-02", "1890", "2001")
QUANTITIES = ("16 years", "3 months", "30 years", "10-20 years", "40 years", "7 days", "5")
DOCUMENTS = ("page", "book")


class Grown:
    """A graph folder that changes at random, always into one that can be loaded; the same seed grows the same."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.dice, self.vocabulary = folder, random.Random(seed), load_vocabulary()
        self.flat = {f"{kind.lower()}-{n}": kind for kind, number in POOL.items() for n in range(number)}
        self.declared: dict[str, dict[str, dict[str, object]]] = {}
        self.entries: dict[tuple[str, str], list[dict[str, object]]] = {}
        for film in FILMS:
            self.add(film)

    def add(self, film: str) -> None:
        """Write a new dossier."""
        things: dict[str, dict[str, object]] = {film: {"class": "Film", "label": f"the film {film}"}}
        for name, kind in self.flat.items():
            if self.dice.random() < 0.6:
                things[name] = {"class": kind, "label": name.replace("-", " ")}
        for kind, number in OWN.items():
            for n in range(number):
                things[f"{film}/{kind.lower()}-{n}"] = {"class": kind, "label": f"{kind} {n} of {film}"}
        other = self.dice.choice(FILMS)
        things.setdefault(other, {"class": "Film", "label": f"the film {other}"})
        for n in range(2):
            things[f"event-{n}-of-{film}"] = {"class": "LifeEvent", "label": f"event {n} of {film}"}
        self.declared[film] = things
        for name in list(things):
            self.curate(film, name)
        for document in DOCUMENTS:
            self.entries[film, document] = [entry for _ in range(14) for entry in self.entry(film)]
        self.write(film)

    def remove(self, film: str) -> None:
        """Take a dossier away."""
        for path in sorted((self.folder / film).rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (self.folder / film).rmdir()
        del self.declared[film]

    def change(self) -> str:
        """Change one thing or another, and say what."""
        film = self.dice.choice(sorted(self.declared))
        document = self.dice.choice(DOCUMENTS)
        entries = self.entries[film, document]
        what = self.dice.choice(("add", "add", "drop", "drop", "curate", "curate", "declare", "remove"))
        if what == "add":
            entries += self.entry(film)
        elif what == "drop" and len(entries) > 2:
            entries.pop(self.dice.randrange(len(entries)))
        elif what == "curate":
            self.curate(film, self.dice.choice(sorted(self.declared[film])))
        elif what == "declare":
            name = self.dice.choice(sorted(self.flat))
            self.declared[film].setdefault(name, {"class": self.flat[name], "label": name.replace("-", " ")})
        elif what == "remove":
            gone = [each for each in FILMS if each not in self.declared]
            if gone:
                self.add(gone[0])
                return f"{gone[0]} is back"
            self.remove(film)
            return f"{film} is gone"
        self.write(film)
        return f"{what} in {film}"

    def curate(self, film: str, name: str) -> None:
        """Give a thing another place among the others, never in a circle."""
        things = self.declared[film]
        said = things[name]
        for key in ("within", "broader", "memberOf", "excludes", "depicts"):
            said.pop(key, None)
            found = self.vocabulary.properties[key]
            if self.dice.random() < 0.6 and self.fits(str(said["class"]), found.domain):
                others = [n for n, t in things.items() if self.fits(str(t["class"]), found.range) and n != name]
                if key in ("within", "broader", "memberOf"):
                    others = [n for n in others if n < name and "/" not in n]
                if others:
                    said[key] = self.dice.choice(sorted(others))

    def fits(self, kind: str, classes: frozenset[str]) -> bool:
        """Say whether a class is among those that a property takes."""
        return not classes or bool(self.vocabulary.ancestors(kind) & classes)

    def entry(self, film: str) -> Iterator[dict[str, object]]:
        """Yield an entry with one or two statements, if the dice find any."""
        at = self.dice.randrange(900)
        says = {}
        for _ in range(self.dice.choice((1, 1, 2))):
            name = self.dice.choice(OFTEN) if self.dice.random() < 0.85 else self.dice.choice(sorted(self.assertable()))
            found = self.vocabulary.properties[name]
            things = self.declared[film]
            subjects = sorted(n for n, t in things.items() if self.fits(str(t["class"]), found.domain))
            value = self.value(film, found)
            if subjects and value:
                says[self.dice.choice(subjects)] = {name: value}
        if says:
            entry: dict[str, object] = {"at": f"{at}-{at + 40}", "gist": f"what stands at {at}"}
            entry["denies" if self.dice.random() < 0.25 else "says"] = says
            people = [n for n, t in self.declared[film].items() if t["class"] == "Person"]
            if people and self.dice.random() < 0.3:
                entry["by"] = [self.dice.choice(sorted(people)) for _ in range(self.dice.choice((1, 1, 2)))]
            yield entry

    def assertable(self) -> set[str]:
        """Return the properties that may be asserted."""
        return {name for name, found in self.vocabulary.properties.items() if found.assertable}

    def value(self, film: str, found: Property) -> str:
        """Return a value that a property takes."""
        if found.literal:
            return self.dice.choice(("a word", "another word"))
        if "Time" in found.range:
            return self.dice.choice(TIMES)
        if "Quantity" in found.range:
            return self.dice.choice(QUANTITIES)
        terms = [
            n
            for n, kinds in self.vocabulary.individuals.items()
            if n in ("birth", "death", "life", "story") and kinds & found.range
        ]
        if terms and self.dice.random() < 0.7:
            return self.dice.choice(sorted(terms))
        things = self.declared[film]
        return self.dice.choice(sorted(n for n, t in things.items() if self.fits(str(t["class"]), found.range)) or [""])

    def write(self, film: str) -> None:
        """Write a dossier's files; JSON is YAML."""
        folder = self.folder / film
        for name in ("things", "assertions"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        documents = {
            name: {
                "file": f"{name}.txt",
                "title": f"{name} of {film}",
                "kind": "page",
                "sha256": "0" * 64,
                "length": 1000,
            }
            for name in DOCUMENTS
        }
        head = {"film": film, "title": film, "documents": documents}
        (folder / "dossier.yaml").write_text(json.dumps(head))
        (folder / "things" / "all.yaml").write_text(json.dumps(self.declared[film]))
        for document in DOCUMENTS:
            (folder / "assertions" / f"{document}.yaml").write_text(json.dumps(self.entries[film, document]))
