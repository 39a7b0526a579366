"""What each command of the corpus does: its steps, what it prints, and its exit status."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path


def check(args: argparse.Namespace) -> int:
    """Check a corpus; 1 when there is any problem."""
    from corpus.checking import check_corpus

    corpus, problems = check_corpus(_corpus(args.folder), quotas=not args.no_quotas and args.folder is None)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    counts = f"{len(corpus.cases())} cases, {len(corpus.findings())} findings, {len(corpus.interviews())} interviews"
    voiced = sum(len(r.statements) for r in corpus.interviews())
    sys.stderr.write(
        f"{counts} ({voiced} interview statements), {len(corpus.statements)} statements, "
        f"{len(corpus.references)} references: {_count(len(problems), 'problem')}\n"
    )
    return 1 if problems else 0


def import_transcripts(args: argparse.Namespace) -> int:
    """Draft interview records from transcripts."""
    from corpus.importing.transcript_import import import_transcripts

    done = import_transcripts(
        args.files, args.roles, _corpus(args.corpus), date.today(), args.mask, args.dry_run
    )
    _say(
        f"{_drafted(args)} {_count(len(done.records), 'record')} with {_count(done.statements, 'statement')}:"
    )
    for record in done.records:
        _say(f"  interviews/{record}.md")
    if done.short:
        _say(f"{_count(done.short, 'excerpt')} left out: too short to stand alone.")
    for cell in done.cells:
        sys.stderr.write(f"{cell}\n")
    return 0


def import_cases(args: argparse.Namespace) -> int:
    """Draft case profiles from a spreadsheet."""
    from corpus.importing.cases import read_cases
    from corpus.importing.writing import write_records
    from corpus.references import read_references

    corpus, today = _corpus(args.corpus), date.today()
    drafts = read_cases(args.file, today)
    write_records(drafts, corpus, read_references(corpus / "references.json"), today, args.dry_run)
    _say(f"{_drafted(args)} {_count(len(drafts), 'case')}:")
    for draft in drafts:
        _say(f"  {draft.file}")
    return 0


def import_references(args: argparse.Namespace) -> int:
    """Add a Zotero library to the bibliography."""
    from corpus.importing.references import import_references

    defaults = {"kind": args.kind, "sector": args.sector, "jurisdiction": args.jurisdiction}
    taken = import_references(args.file, _corpus(args.corpus), defaults, date.today(), args.dry_run)
    _say(f"{_drafted(args)} {_count(len(taken.added), 'reference')}; {len(taken.held)} held already:")
    for name in taken.added:
        _say(f"  {name}")
    return 0


def screen(args: argparse.Namespace) -> int:
    """Print every identifier and small cell; 1 when there is any."""
    from corpus.importing.roles import read_roles
    from corpus.screening import screen

    names = read_roles(args.roles, date.today()).all_names() if args.roles else ()
    problems = list(screen(args.paths or [_corpus(None)], names))
    for problem in problems:
        _say(str(problem))
    sys.stderr.write(f"{_count(len(problems), 'problem')}\n")
    return 1 if problems else 0


def withdraw(args: argparse.Namespace) -> int:
    """Remove words, and prove that they are gone; 1 when something still holds them."""
    from corpus.withdrawing import BUILDS, withdraw

    builds = args.builds or [BUILDS]
    done = withdraw(args.name, _corpus(args.corpus), date.today(), builds, args.receipts, args.clear)
    for path in done.removed:
        _say(f"removed {path}")
    if not done.removed:
        _say(f"{', '.join(done.records)}: withdrawn before; looked again.")
    _say(f"{_count(len(done.answers), 'answer')} used the words{':' if done.answers else '.'}")
    for answer in done.answers:
        _say(f"  {answer}")
    for path, count in done.held.items():
        _say(f"{path}:1: still holds the words ({_count(count, 'stretch', 'es')}). Run again with --clear.")
    if not args.receipts:
        _say("No receipt store was searched: name it with --receipts.")
    _say(f"Searched {_count(done.searched, 'file')}: {len(done.held) or 'none'} still hold the words.")
    _say("Not searched: backups and the history of the repository. Then run: python -m index build")
    return 1 if done.held else 0


def new(args: argparse.Namespace) -> int:
    """Scaffold a record."""
    from corpus.scaffolding import scaffold

    path = scaffold(args.kind, args.id, _corpus(args.corpus), date.today())
    _say(f"{path}: write over each TODO, then run: python -m corpus check")
    return 0


def stats(args: argparse.Namespace) -> int:
    """Print the silence map, and write it as CSV or a plot."""
    from corpus.collection import load_corpus
    from corpus.coverage import coverage
    from corpus.stats import as_text, write_csv, write_plot
    from corpus.vocabulary import vocabulary

    tables = coverage(load_corpus(_corpus(args.corpus)), vocabulary())
    if args.plot:
        write_plot(tables, args.plot)
    if args.csv:
        write_csv(tables, args.csv)
    sys.stdout.write(as_text(tables))
    return 0


def _corpus(folder: Path | None) -> Path:
    """The corpus folder that was named, or the one that ships."""
    from corpus.vocabulary import DATA

    return folder or DATA


def _drafted(args: argparse.Namespace) -> str:
    """The verb of an import."""
    return "Would import" if args.dry_run else "Imported"


def _say(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(f"{line}\n")


def _count(number: int, name: str, plural: str = "s") -> str:
    """``1 problem``, ``2 problems``."""
    return f"{number} {name}{'' if number == 1 else plural}"
