"""What each kind of import does: its steps, and what it prints."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from corpus.commands import corpus_folder, count, say


def transcripts(args: argparse.Namespace) -> int:
    """Draft interview records from transcripts."""
    from corpus.importing.transcript_import import import_transcripts

    done = import_transcripts(
        args.files, args.roles, corpus_folder(args.corpus), date.today(), args.mask, args.dry_run
    )
    say(f"{_drafted(args)} {count(len(done.records), 'record')} with {count(done.statements, 'statement')}:")
    for record in done.records:
        say(f"  interviews/{record}.md")
    if done.short:
        say(f"{count(done.short, 'excerpt')} left out: too short to stand alone.")
    for cell in done.cells:
        sys.stderr.write(f"{cell}\n")
    return 0


def cases(args: argparse.Namespace) -> int:
    """Draft case profiles from a spreadsheet."""
    from corpus.importing.cases import read_cases
    from corpus.importing.writing import write_records
    from corpus.references import read_references

    corpus, today = corpus_folder(args.corpus), date.today()
    drafts = read_cases(args.file, today)
    write_records(drafts, corpus, read_references(corpus / "references.json"), today, args.dry_run)
    say(f"{_drafted(args)} {count(len(drafts), 'case')}:")
    for draft in drafts:
        say(f"  {draft.file}")
    return 0


def references(args: argparse.Namespace) -> int:
    """Add a Zotero library to the bibliography."""
    from corpus.importing.references import import_references

    defaults = {"kind": args.kind, "sector": args.sector, "jurisdiction": args.jurisdiction}
    taken = import_references(args.file, corpus_folder(args.corpus), defaults, date.today(), args.dry_run)
    say(f"{_drafted(args)} {count(len(taken.added), 'reference')}; {len(taken.held)} held already:")
    for name in taken.added:
        say(f"  {name}")
    return 0


def _drafted(args: argparse.Namespace) -> str:
    """The verb of an import."""
    return "Would import" if args.dry_run else "Imported"
