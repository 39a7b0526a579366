"""What each command of the corpus does: its steps, what it prints, and its exit status."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

KEPT = Path("data/advisor.sqlite")
"""Where the advisor keeps its receipts unless KMA_STORE__FOLDER names another folder."""


def check(args: argparse.Namespace) -> int:
    """Check a corpus; 1 when there is any problem."""
    from corpus.checking import check_corpus

    corpus, problems = check_corpus(
        corpus_folder(args.folder), quotas=not args.no_quotas and args.folder is None
    )
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    counts = f"{len(corpus.cases())} cases, {len(corpus.findings())} findings, {len(corpus.interviews())} interviews"
    voiced = sum(len(r.statements) for r in corpus.interviews())
    sys.stderr.write(
        f"{counts} ({voiced} interview statements), {len(corpus.statements)} statements, "
        f"{len(corpus.references)} references: {count(len(problems), 'problem')}\n"
    )
    return 1 if problems else 0


def screen(args: argparse.Namespace) -> int:
    """Print every identifier and small cell; 1 when there is any."""
    from corpus.importing.roles import read_roles
    from corpus.screening import screen

    names = read_roles(args.roles, date.today()).all_names() if args.roles else ()
    problems = list(screen(args.paths or [corpus_folder(None)], names))
    for problem in problems:
        say(str(problem))
    sys.stderr.write(f"{count(len(problems), 'problem')}\n")
    return 1 if problems else 0


def withdraw(args: argparse.Namespace) -> int:
    """Remove words, and prove that they are gone; 1 when something still holds them."""
    from corpus.withdrawing import BUILDS, withdraw

    builds = args.builds or [BUILDS]
    receipts = args.receipts or usual_receipts()
    done = withdraw(args.name, corpus_folder(args.corpus), date.today(), builds, receipts, args.clear)
    for path in done.removed:
        say(f"removed {path}")
    if not done.removed:
        say(f"{', '.join(done.records)}: withdrawn before; looked again.")
    say(f"{count(len(done.answers), 'answer')} used the words{':' if done.answers else '.'}")
    for answer in done.answers:
        say(f"  {answer}")
    for path, number in done.held.items():
        say(f"{path}:1: still holds the words ({count(number, 'stretch', 'es')}). Run again with --clear.")
    if not receipts:
        say(f"No receipt store was searched: there is none at {KEPT}; name another with --receipts.")
    say(f"Searched {count(done.searched, 'file')}: {len(done.held) or 'none'} still hold the words.")
    say("Not searched: backups and the history of the repository. Then run: python -m index build")
    return 1 if done.held else 0


def usual_receipts() -> list[Path]:
    """The advisor's own receipts, where its settings keep them; none when there is no such file."""
    folder = Path(os.environ.get("KMA_STORE__FOLDER", KEPT.parent))
    return [path] if (path := folder / KEPT.name).is_file() else []


def new(args: argparse.Namespace) -> int:
    """Scaffold a record."""
    from corpus.scaffolding import scaffold

    path = scaffold(args.kind, args.id, corpus_folder(args.corpus), date.today())
    say(f"{path}: write over each TODO, then run: python -m corpus check")
    return 0


def stats(args: argparse.Namespace) -> int:
    """Print the silence map, and write it as CSV or a plot."""
    from corpus.collection import load_corpus
    from corpus.coverage import coverage
    from corpus.stats import as_text, write_csv, write_plot
    from corpus.vocabulary import vocabulary

    tables = coverage(load_corpus(corpus_folder(args.corpus)), vocabulary())
    if args.plot:
        write_plot(tables, args.plot)
    if args.csv:
        write_csv(tables, args.csv)
    sys.stdout.write(as_text(tables))
    return 0


def corpus_folder(folder: Path | None) -> Path:
    """The corpus folder that was named, or the one that ships."""
    from corpus.vocabulary import DATA

    return folder or DATA


def say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{line}\n")


def count(number: int, name: str, plural: str = "s") -> str:
    """``1 problem``, ``2 problems``."""
    return f"{number} {name}{'' if number == 1 else plural}"
