"""Write a corpus; run by scripts/corpus."""

from __future__ import annotations

import argparse
from pathlib import Path


def main() -> None:
    """Write the corpus that the arguments ask for, and say what is in it."""
    parser = argparse.ArgumentParser(
        prog="scripts/corpus", description="Write a graph folder made by rule, whose right answers are known."
    )
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT", help="the folder to write; it must be new or empty")
    parser.add_argument(
        "--assertions", type=int, default=10_000, metavar="N", help="about how many assertions (default: 10000)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, another corpus (default: 1)")
    parser.add_argument(
        "--broken", type=int, default=0, metavar="K", help="break the last K dossiers, each in a way of its own"
    )
    parser.add_argument(
        "--measure",
        type=Path,
        nargs="+",
        metavar="DOSSIER",
        help="measure real dossiers instead, and keep their figures",
    )
    args = parser.parse_args()
    if args.measure:
        from biopic.corpus.shape import write_measured

        return write_measured(args.measure)
    if args.out is None:
        parser.error("name a folder to write")
    if args.out.exists() and (not args.out.is_dir() or any(args.out.iterdir())):
        parser.error(f"{args.out} is not empty; name a new folder")
    if args.assertions < 1:
        parser.error("--assertions must be 1 or more")
    from biopic.corpus.folder import corpus_of, write_corpus

    answers = write_corpus(args.out, corpus_of(args.assertions, args.seed), broken=args.broken)
    counts = ", ".join(f"{number} {name}" for name, number in answers["counts"].items())
    return print(f"{args.out}: {answers['films']} films, {counts}")


if __name__ == "__main__":
    main()
