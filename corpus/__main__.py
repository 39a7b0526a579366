"""The door of the corpus: ``python -m corpus check | import | screen | withdraw | new | stats``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.errors import KmaError

Commands = Any  # argparse keeps the type of its subparsers private


def parser() -> argparse.ArgumentParser:
    """The command line of the corpus."""
    top = argparse.ArgumentParser(prog="python -m corpus", description="Keep the collection of evidence.")
    commands = top.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print every problem as path:line: what is wrong, and the mend")
    check.add_argument("folder", nargs="?", type=Path, help="the corpus folder (default: the one that ships)")
    check.add_argument("--no-quotas", action="store_true", help="leave out what each approach must have")
    _imports(commands.add_parser("import", help="bring in transcripts, cases or references: all or nothing"))
    screen = commands.add_parser("screen", help="print personal identifiers and small cells as path:line")
    screen.add_argument(
        "paths", nargs="*", type=Path, help="files or folders (default: the corpus that ships)"
    )
    screen.add_argument("--roles", type=Path, help="the roles file, whose names are looked for")
    _withdraw(
        commands.add_parser("withdraw", help="remove a participant's words, and prove that they are gone")
    )
    new = commands.add_parser("new", help="scaffold a record, its unknowns marked TODO")
    new.add_argument("kind", choices=("case", "finding", "interview"))
    new.add_argument("id", help="such as case-short-name")
    stats = commands.add_parser("stats", help="print what is known of each approach, and the silence")
    stats.add_argument("--csv", type=Path, metavar="DIR", help="also write one CSV file for each table")
    stats.add_argument("--plot", type=Path, metavar="FILE", help="also draw the tables (.png or .svg)")
    for command in (new, stats):
        _corpus(command)
    return top


def _imports(command: argparse.ArgumentParser) -> None:
    """The three kinds of import."""
    kinds = command.add_subparsers(dest="what", required=True)
    transcripts = kinds.add_parser(
        "transcripts", help=".docx, .txt, .vtt or .csv -> drafted interview records"
    )
    transcripts.add_argument("files", nargs="+", type=Path)
    transcripts.add_argument(
        "--roles", type=Path, required=True, help="who the speakers are, and their consent (YAML)"
    )
    transcripts.add_argument(
        "--mask", action="store_true", help="replace personal identifiers, not refuse them"
    )
    cases = kinds.add_parser("cases", help=".csv or .xlsx -> case profiles")
    references = kinds.add_parser("references", help="a Zotero export (.json, .bib, .ris) -> references.json")
    references.add_argument("--kind", help="the design of works whose notes do not say, such as qualitative")
    references.add_argument("--sector", help="their sector, such as health")
    references.add_argument("--jurisdiction", help="where they come from, such as England")
    for kind in (cases, references):
        kind.add_argument("file", type=Path)
    for kind in (transcripts, cases, references):
        kind.add_argument("--dry-run", action="store_true", help="check only; write nothing")
        _corpus(kind)


def _withdraw(command: argparse.ArgumentParser) -> None:
    """The options of a withdrawal."""
    command.add_argument("name", help="a participant's code, or the id of an interview record")
    command.add_argument("--builds", type=Path, action="append", metavar="DIR", help="index builds to search")
    command.add_argument(
        "--receipts",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="SQLite to search (default: the advisor's own, data/advisor.sqlite)",
    )
    command.add_argument(
        "--clear", action="store_true", help="delete builds and blot out receipts that hold the words"
    )
    _corpus(command)


def _corpus(command: argparse.ArgumentParser) -> None:
    """The option that names the corpus."""
    command.add_argument(
        "--corpus", type=Path, metavar="DIR", help="the corpus folder (default: the one that ships)"
    )


def _command(args: argparse.Namespace) -> int:
    """Run what was asked for; its module is imported now."""
    from corpus import commands
    from corpus.importing import commands as imports

    run = getattr(imports, args.what) if args.command == "import" else getattr(commands, args.command)
    status: int = run(args)
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 2 and one sentence when its input is bad."""
    args = parser().parse_args(argv)
    try:
        status = _command(args)
        sys.stdout.flush()
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    sys.exit(main())
