"""Load a dossier's folder into one `Dossier`, every value checked against the vocabulary, every complaint with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from biopic.documents import find_file, load_document
from biopic.dossier import Dossier
from biopic.entries import read_assertions
from biopic.head import check_agents, read_head
from biopic.journal import complete
from biopic.links import read_links
from biopic.ontology import Vocabulary
from biopic.things import read_things, refuse_cycles
from biopic.verdicts import read_verdicts


def load_dossier(
    folder: Path, vocabulary: Vocabulary, *, documents: Sequence[Path] = (), lenient: bool = False, drafts: bool = False
) -> Dossier:
    """Read the dossier in `folder`.

    `documents` are folders in which its documents' texts may be. With `drafts`, what a reader drafted and nobody has
    reviewed is read too. The first complaint about an entry is raised; with
    `lenient`, all of them are gathered in the dossier's `complaints`, one an entry.
    """
    complete(folder)
    dossier = read_head(folder)
    dossier.read = frozenset(name for name in dossier.documents if (folder / "drafts" / f"{name}.jsonl").exists())
    read_things(dossier, vocabulary, drafts=drafts)
    for document in dossier.documents.values():
        with dossier.complaining():
            check_agents(dossier, document, vocabulary)
        path = find_file(document, [folder / "documents", *documents])
        if path is not None:
            dossier.files[document.name] = path
            dossier.texts[document.name] = load_document(document, path)
    with dossier.complaining():
        refuse_cycles(dossier)
    with dossier.complaining():
        read_assertions(dossier, vocabulary, drafts=drafts)
    with dossier.complaining():
        read_verdicts(dossier, vocabulary)
    with dossier.complaining():
        read_links(dossier)
    if dossier.complaints and not lenient:
        raise dossier.complaints[0]
    return dossier
