"""Measure linking on real items: 760 film biographies against 61,324 items of Wikidata, served by a real Oxigraph.

What is right comes from two places. `listed` are films whose item is paired with the film's id at IMDb in a curated table;
`described` are films whose item has their very title, is a film, and is described with their year and director. For people there is no
such list: counted as right is who was at work at that time (by dates of birth and death) and is described by the occupation (leads,
directors), and as wrong whoever cannot be; the rest is shown to be judged by eye. Run as: scripts/links
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from twin.servers import oxigraph

from biopic.linking.candidate import short
from biopic.linking.comparing import folded
from biopic.linking.decisions import accepted
from biopic.linking.endpoint import Endpoint
from biopic.linking.known import Known
from biopic.linking.polite import Polite
from biopic.linking.proposing import Proposal, propose
from biopic.linking.wikidata import Wikidata
from extract.served import rows, served

SHARED = Path(__file__).resolve().parents[3] / "shared"
ITEMS = SHARED / "data" / "wikidata-2021-items.tsv.gz"
BIOPICS = SHARED / "data" / "biopics.csv"
TABLE = SHARED / "wikidata.md"
THRESHOLDS = (0.9, 0.85, 0.8, 0.75, 0.7, 0.6)


def biopics() -> list[dict[str, str]]:
    """Return the films of the list, their stray blanks removed."""
    text = BIOPICS.read_bytes().decode("latin-1")
    return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(io.StringIO(text))]


def things_of(films: list[dict[str, str]]) -> dict[str, Known]:
    """Return the films, directors, leads and subjects of the list as things of a graph."""
    found: dict[str, Known] = {}
    films_of: dict[tuple[str, str], set[str]] = {}
    for film in films:
        key, year = _key(film), film["year_release"]
        people = {role: names_in(film[column]) for role, column in _ROLES.items()}
        related = tuple(f"{role}:{name}" for role, names in people.items() for name in names)
        found[key] = Known(key, "film", (film["title"],), {"year": (year,), "related": related})
        for role, names in people.items():
            for name in names:
                films_of.setdefault((role, name), set()).add(f"{key} {year}")
    for (role, name), several in films_of.items():
        facts = {"related": tuple(sorted(each.split(" ")[0] for each in several))}
        if role != "subject":
            years = tuple(sorted({each.split(" ")[1] for each in several}))
            facts |= {"active": years, "occupation": ("actor" if role == "lead" else "film director",)}
        found[f"{role}:{name}"] = Known(f"{role}:{name}", "person", (name,), facts)
    return found


_ROLES = {"director": "director", "lead": "lead_actor_actress", "subject": "subject"}


def names_in(cell: str) -> list[str]:
    """Return the names in a cell, none where it has a sign for nothing."""
    names = (re.sub(r'\s*["“(].*?["”)]', "", name).strip() for name in cell.split(","))
    return [name for name in dict.fromkeys(names) if len(name) > 2 and not name.casefold().startswith("multiple")]


def _key(film: dict[str, str]) -> str:
    found = re.search(r"tt\d+", film["site"])
    return found[0] if found else re.sub(r"\W+", "-", film["title"])


def listed() -> dict[str, str]:
    """Return items by the film's id at IMDb, from the curated table."""
    found = re.findall(r"(?m)^\| (tt\d+) \| (Q\d+) \|", TABLE.read_text(encoding="utf-8"))
    return dict(found)


def described(films: list[dict[str, str]]) -> dict[str, str]:
    """Return items by film: the only one with its very title that is described with the director, and the year if any."""
    by_title: dict[str, list[dict[str, str]]] = {}
    for row in rows(ITEMS):
        if "film" in row["description"] or "Q11424" in row["P31"].split("|"):
            for name in {row["label"], *row["aliases"].split("|")}:
                by_title.setdefault(folded(name), []).append(row)
    found: dict[str, str] = {}
    for film in films:
        fit = [row["id"] for row in by_title.get(folded(film["title"]), []) if _describes(row["description"], film)]
        if len(set(fit)) == 1:
            found[_key(film)] = fit[0]
    return found


def _describes(description: str, film: dict[str, str]) -> bool:
    years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", description)]
    near = not years or any(abs(year - int(film["year_release"])) <= 1 for year in years)
    surname = folded(film["director"]).split()[-1:]
    return near and bool(surname) and surname[0] in folded(description).split()


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    threshold: float
    right: int
    wrong: int
    unjudged: int
    known: int

    @property
    def precision(self) -> float:
        """Return the share of judged links that are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the known ones that were found."""
        return self.right / self.known if self.known else 1.0


@contextlib.contextmanager
def service() -> Iterator[str]:
    """Serve the extract; give the address."""
    with tempfile.TemporaryDirectory() as folder, oxigraph(served(ITEMS), Path(folder)) as url:
        yield url


def measure(url: str) -> tuple[list[Row], list[Proposal]]:
    """Link every film, director, lead and subject; return the table and the proposals."""
    films = biopics()
    things = things_of(films)
    source = Wikidata(Endpoint(url, Polite(per_minute=100_000)))
    proposals = propose(list(things.values()), things, [], source)
    truth = {**described(films), **{key: item for key, item in listed().items() if key in things}}
    items = {row["id"]: row for row in rows(ITEMS)}
    truth = {key: item for key, item in truth.items() if item in items}
    table = []
    for threshold in THRESHOLDS:
        sure = {name: short(each.candidate.entity) for name, each in accepted(proposals, threshold).items()}
        for role in ("film", *_ROLES):
            mine = {name: item for name, item in sure.items() if _role(name) == role}
            judged = {name: judge(things[name], item, truth, items) for name, item in mine.items()}
            known = len(truth) if role == "film" else len(_people(proposals, role, things, truth, items))
            counts = [list(judged.values()).count(each) for each in (True, False, None)]
            table.append(Row(role, threshold, counts[0], counts[1], counts[2], known))
    return table, proposals


def _role(name: str) -> str:
    role, colon, _ = name.partition(":")
    return role if colon else "film"


def _people(proposals: list[Proposal], role: str, things: dict[str, Known], truth: dict[str, str], items: dict[str, dict[str, str]]) -> set[str]:  # fmt: skip
    """Return the people of a role one of whose candidates is judged right."""
    return {
        each.thing.name
        for each in proposals
        if _role(each.thing.name) == role
        and any(judge(each.thing, short(c.candidate.entity), truth, items) for c in each.ranked)
    }


_TRADE = {
    "lead": r"act(?:or|ress)|comedian|singer|performer|entertainer|musician|rapper|dancer|model|wrestler",
    "director": r"film|director|filmmaker|movie|actor|actress|screenwriter|producer|cinematographer|playwright",
}


def judge(thing: Known, item: str, truth: dict[str, str], items: dict[str, dict[str, str]]) -> bool | None:
    """Say whether an item is a thing, None where that cannot be told without eyes."""
    role, row = _role(thing.name), items[item]
    if role == "film":
        return truth[thing.name] == item if thing.name in truth else None
    if "Q5" not in row["P31"].split("|"):
        return False
    if role == "subject":
        return None
    years = [int(year) for year in thing.of("active")]
    born, died = (int(row[p][:4]) if row[p][:4].isdecimal() else None for p in ("P569", "P570"))
    if (born and born > min(years)) or (died and died < max(years) - 3):
        return False
    return True if re.search(_TRADE[role], row["description"], re.IGNORECASE) else None


def _share(value: float, number: int) -> str:
    """Return a share in figures, a dash where there is nothing of which it is one."""
    return f"{value:.3f}" if number else "-"


def main() -> int:
    """Print the table, and with --all every link that nobody's list settles; skip where the data are absent."""
    for path in (ITEMS, BIOPICS, TABLE):
        if not path.is_file():
            print(f"skipped: {path} is not here; these data are other people's and not in the repository")
            return 0
    with service() as url:
        table, proposals = measure(url)
    grid = Table("what", "accepted above", "right", "wrong", "by eye", "known", "precision", "recall")
    for row in sorted(table, key=lambda row: row.what):
        grid.add_row(row.what, f"{row.threshold:.2f}", *map(str, (row.right, row.wrong, row.unjudged, row.known)), _share(row.precision, row.right + row.wrong), _share(row.recall, row.known))  # fmt: skip
    Console(width=110).print(grid)
    if "--all" in sys.argv:
        for name, each in sorted(accepted(proposals, 0.6).items()):
            print(f"{each.score:.2f}  {name}  {short(each.candidate.entity)}  {each.candidate.label}: {each.candidate.description} {dict(each.candidate.facts)}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
