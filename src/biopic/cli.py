"""The command line."""

from __future__ import annotations

import argparse
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Draft."""
    from biopic.anchor import rewrite
    from biopic.coverage import cover
    from biopic.errors import BiopicError
    from biopic.load import load_dossier
    from biopic.ontology import load_vocabulary

    p = argparse.ArgumentParser()
    p.add_argument("command", choices=["anchor", "coverage"])
    p.add_argument("dossier", type=Path)
    p.add_argument("--documents", type=Path, action="append", default=[])
    p.add_argument("--only")
    p.add_argument("--to", choices=["offsets", "quotes"])
    a = p.parse_args(argv)
    try:
        d = load_dossier(
            a.dossier, load_vocabulary(), documents=[*a.documents, Path("../shared/documents")], lenient=True
        )
    except BiopicError as e:
        print(e)
        return 2
    for c in d.complaints:
        if not a.only or a.only in str(c.file):
            print(c)
    if a.command == "anchor":
        print(len(d.assertions), "assertions", len(d.passages), "passages", len(d.complaints), "complaints")
        if a.to and not d.complaints:
            for f in sorted(d.folder.glob("assertions/*.yaml")):
                f.write_text(rewrite(d, f, to_quotes=a.to == "quotes"), newline="")
    else:
        for doc in d.documents.values():
            if a.only and a.only not in doc.name:
                continue
            t = d.texts[doc.name]
            c = cover(d, doc, t)
            print(
                doc.name,
                "sentences",
                c.sentences,
                "stating",
                c.stating,
                "none",
                c.none,
                "missing",
                len(c.missing),
                "assertions",
                c.assertions,
            )
            for s in c.missing:
                print(f"  line {t.count(chr(10), 0, s.start) + 1} ({s}):", t[s.start : s.end])
    return 0
