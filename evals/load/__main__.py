"""Many users at once against the page, on this machine alone: ``python -m evals.load``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import KmaError


def parser() -> argparse.ArgumentParser:
    """The command line of the load test."""
    top = argparse.ArgumentParser(
        prog="python -m evals.load", description="Let many users ask at once, and watch the server's memory."
    )
    top.add_argument("--users", type=int, default=50, help="how many (default: %(default)s)")
    top.add_argument("--minutes", type=float, default=5, help="for how long (default: %(default)s)")
    top.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures to this file")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; 1 when an answer failed or held another user's words, 2 when it can't be run."""
    args = parser().parse_args(argv)
    from evals import showing
    from evals.load.soaking import soak

    try:
        showing.check_place(args.json)
        figures = soak(args.users, args.minutes)
        if args.json:
            showing.write_json(args.json, figures.model_dump(mode="json"))
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    rows = [[name.replace("_", " "), value] for name, value in figures if name != "faults"]
    showing.table("", ["figure", "value"], rows)
    for fault in figures.faults:
        showing.line(fault)
    return 1 if figures.errors or figures.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
