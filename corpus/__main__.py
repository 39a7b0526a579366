"""The door of the corpus: ``python -m corpus check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import KmaError


def parser() -> argparse.ArgumentParser:
    """The command line of the corpus."""
    top = argparse.ArgumentParser(prog="python -m corpus", description="Keep the collection of evidence.")
    commands = top.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print every problem as path:line: what is wrong, and the mend")
    check.add_argument("folder", nargs="?", type=Path, help="the corpus folder (default: the one that ships)")
    check.add_argument("--no-quotas", action="store_true", help="leave out what each approach must have")
    return top


def check(folder: Path | None, quotas: bool) -> int:
    """Check a corpus; 1 when there is any problem."""
    from corpus.checking import check_corpus
    from corpus.vocabulary import DATA

    corpus, problems = check_corpus(folder or DATA, quotas=quotas)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    counts = f"{len(corpus.cases())} cases, {len(corpus.findings())} findings, {len(corpus.interviews())} interviews"
    voiced = sum(len(r.statements) for r in corpus.interviews())
    sys.stderr.write(
        f"{counts} ({voiced} interview statements), {len(corpus.statements)} statements, "
        f"{len(corpus.references)} references: {len(problems)} problem{'' if len(problems) == 1 else 's'}\n"
    )
    return 1 if problems else 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 2 and one sentence when its input is bad."""
    args = parser().parse_args(argv)
    try:
        return check(args.folder, quotas=not args.no_quotas and args.folder is None)
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
