"""The verdicts of a dossier's editors: `verdicts.yaml`, apart from the assertions, so that deleting it changes none of them."""

from __future__ import annotations

from biopic import marked
from biopic.dossier import Dossier, Verdict
from biopic.errors import DossierError
from biopic.fields import as_list, as_map, closest, day_of, need, need_any, only, texts_of
from biopic.ontology import Vocabulary

JUDGEMENTS = {"upheld": "upheld", "dismissed": "dismissed", "open": "leftOpen"}


def read_verdicts(dossier: Dossier, vocabulary: Vocabulary) -> None:
    """Read `verdicts.yaml`, if there is one, into the dossier."""
    path = dossier.folder / "verdicts.yaml"
    if not path.exists():
        return
    for entry in as_list(marked.load_yaml(path), path):
        said = as_map(entry, path)
        only(said, path, "about", "property", "judgement", "by", "on", "reason")
        need_any(said, "about", path)
        about = texts_of(said, "about", path)
        if not 1 <= len(about) <= 2:
            raise DossierError(
                f"a verdict is about one thing or a pair, not {len(about)}",
                file=path,
                line=said.line,
                todo="name one thing, or a story thing and its counterpart",
            )
        for name in about:
            if name not in dossier.things:
                raise DossierError(
                    f"{name} is not declared", file=path, line=name.line, todo=closest(name, dossier.things)
                )
        predicate, judgement = need(said, "property", path), need(said, "judgement", path)
        if predicate not in vocabulary.properties:
            raise DossierError(
                f"{predicate} is no property",
                file=path,
                line=predicate.line,
                todo=closest(predicate, vocabulary.properties),
            )
        if judgement not in JUDGEMENTS:
            raise DossierError(
                f"{judgement} is no judgement",
                file=path,
                line=judgement.line,
                todo=f"use one of: {', '.join(JUDGEMENTS)}",
            )
        dossier.verdicts.append(Verdict(tuple(str(n) for n in about), str(predicate), JUDGEMENTS[judgement], str(need(said, "by", path)),
                                        day_of(need(said, "on", path), path), str(need(said, "reason", path)), path, said.line))  # fmt: skip
