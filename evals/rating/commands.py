"""``rate export`` writes blind sheets; ``rate read`` reads them back and says how far people and metrics agree."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evals import showing
from evals.errors import EvalsError

if TYPE_CHECKING:
    from corpus.records import Frozen
    from evals.rating.items import Item

SEED = 1
RECEIPTS = Path("receipts")
"""What is named to rate the answers that people had, and not those of a run."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its two actions."""
    top = commands.add_parser("rate", help="blind sheets for raters, and how far raters and metrics agree")
    actions = top.add_subparsers(dest="action", required=True)
    export = actions.add_parser("export", help="write a sheet for each rater, and a key that no rater gets")
    export.add_argument(
        "run", type=Path, metavar="RUN.json|receipts", help="a run, or the word receipts for what people got"
    )
    export.add_argument("--answers", type=Path, metavar="FILE", help="the answers that the run kept")
    export.add_argument("--db", type=Path, metavar="RECEIPTS_DB", help="the file of the receipts")
    export.add_argument("--out", type=Path, required=True, metavar="SHEET.csv", help="where to write")
    export.add_argument("--raters", type=int, default=2, metavar="N", help="how many sheets (default: 2)")
    export.add_argument("--items", type=int, metavar="N", help="only N answers, drawn by the seed")
    export.add_argument(
        "--seed", type=int, default=SEED, help="of the draw and the orders (default: %(default)s)"
    )
    read = actions.add_parser("read", help="read the raters' sheets")
    read.add_argument("sheets", type=Path, nargs="+", metavar="SHEET.csv")
    read.add_argument("--key", type=Path, metavar="KEY.json", help="their key (default: the one beside them)")
    read.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures to this file")


def rate(args: argparse.Namespace) -> int:
    """Write sheets, or read them."""
    return export(args) if args.action == "export" else read(args)


def export(args: argparse.Namespace) -> int:
    """Write blind sheets and their key."""
    from evals.rating.sheets import export as write

    if args.raters < 1 or (args.items is not None and args.items < 1):
        raise EvalsError("there is nobody to rate or nothing to be rated.", "Give numbers from 1 on.")
    showing.check_place(args.out)
    found = sorted(_items(args), key=lambda item: item.ref)
    if args.items is not None and args.items < len(found):
        found = random.Random(args.seed).sample(found, args.items)
    if not found:
        raise EvalsError(
            "none of these answers can be rated.", "Name a run with answers, or ask something first."
        )
    sheets, key = write(found, args.out, args.raters, args.seed)
    for sheet in sheets:
        showing.line(f"Wrote {sheet}: {len(found)} answers to mark from 1 (not at all) to 5 (wholly).")
    showing.line(f"Wrote {key}: what the items stand for. Keep it from the raters.")
    return 0


def _items(args: argparse.Namespace) -> list[Item]:
    """What is to be rated."""
    from evals.rating.items import of_receipts, of_run

    if args.run == RECEIPTS:
        from evals.judge import product_judge

        return list(of_receipts(args.db, product_judge()))
    if args.answers is None:
        raise EvalsError(
            "a run is rated with the answers that it kept.",
            "Make it by run --answers FILE, and give --answers.",
        )
    from evals.records import read_answers, read_run

    return list(of_run(read_run(args.run), read_answers(args.answers)))


def read(args: argparse.Namespace) -> int:
    """Read sheets, and say how far raters and metrics agree."""
    from evals.rating.agreement import among, between
    from evals.rating.marks import read_sheets
    from evals.rating.sheets import find_key, read_key

    place = args.key or find_key(args.sheets[0])
    key = read_key(place) if place else None
    rated = read_sheets(args.sheets, frozenset(key.items) if key else None)
    raters = among(rated)
    metrics = between(rated, {code: keyed.figures for code, keyed in key.items.items()} if key else {})
    _show("Among raters: Krippendorff's alpha, ordinal", raters)
    if telling := [one for one in metrics if one.spearman is not None]:
        _show("Raters' mean mark and the metrics, by rank", telling)
    if flat := sorted({one.metric for one in metrics} - {one.metric for one in telling}):
        showing.line(f"Equal on all of these answers, so they rank nothing: {', '.join(flat)}.")
    if len(rated) < 2:
        showing.line("Agreement needs two sheets or more.")
    if key is None:
        showing.line("No key was found beside the sheets, so the metrics are not compared: give --key.")
    if args.json:
        figures = {
            "raters": [one.rater for one in rated],
            "among": _dumped(raters),
            "between": _dumped(metrics),
        }
        showing.write_json(args.json, figures)
    return 0


def _show(title: str, rows: Sequence[Frozen]) -> None:
    """Records as a table."""
    dumped = _dumped(rows)
    showing.table(title, list(dumped[0]), [list(row.values()) for row in dumped])


def _dumped(rows: Sequence[Frozen]) -> list[dict[str, object]]:
    return [row.model_dump(mode="json") for row in rows]
