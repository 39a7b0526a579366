"""What ``replay``, ``rate`` and ``add`` take and do: answers that people had, graded, rated and made into cases."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals import showing
from evals.errors import EvalsError
from evals.rating import commands as rating

if TYPE_CHECKING:
    from evals.replaying import Regraded

WORST = 20
"""The most receipts, and the most changed sentences, that a table lists."""
FEEDBACK = Path(__file__).parent / "suites" / "from_feedback.yaml"
SETTINGS_OWN = Path()
"""Stands for the receipts of the settings in force."""
EXPECTED = {
    "status": "one of these statuses",
    "cites": "one of these references is cited",
    "top3": "one of these approaches is among the first three",
}
KEYS = {"status": "status", "cites": "cites_any", "top3": "top3_any"}
COLUMNS = ("citation_recall", "citation_precision", "coverage", "kept")


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
    replay = commands.add_parser("replay", help="grade kept answers again, with no model")
    replay.add_argument(
        "receipts",
        type=Path,
        nargs="?",
        metavar="RECEIPTS_DB",
        help="their file (default: the settings' own)",
    )
    replay.add_argument("--id", help="only this receipt")
    replay.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures to this file")
    rating.add_parser(commands)
    add = commands.add_parser("add", help="make suite cases of answers that readers did not find useful")
    add.add_argument(
        "--from-receipts",
        type=Path,
        nargs="?",
        const=SETTINGS_OWN,
        required=True,
        metavar="RECEIPTS_DB",
        help="the file of the receipts (default: the settings' own)",
    )
    add.add_argument("--id", help="only this receipt, whatever was thought of its answer")
    add.add_argument(
        "--into", type=Path, default=FEEDBACK, metavar="SUITE.yaml", help="the suite to append to"
    )
    for name, words in EXPECTED.items():
        add.add_argument(f"--{name}", nargs="+", metavar=name.upper(), help=f"what is expected: {words}")


def add(args: argparse.Namespace) -> int:
    """Append cases made of receipts to a suite."""
    from evals.adding import append, draft, unfit
    from evals.kept import chosen, opened

    given = {key: getattr(args, name) for name, key in KEYS.items() if getattr(args, name)}
    if given and not args.id:
        raise EvalsError("what is expected goes for one answer only.", "Name its receipt with --id.")
    drafts, left = [], []
    with opened(None if args.from_receipts == SETTINGS_OWN else args.from_receipts) as receipts:
        for receipt in chosen(receipts, args.id, None if args.id else "down"):
            if why := unfit(receipt):
                left.append(f"Left out {receipt.id}: {why}.")
            else:
                drafts.append(draft(receipt, receipts.feedback(receipt.id), given or None))
    made = append(args.into, drafts)
    for words in left:
        showing.line(words)
    showing.line(f"Added {len(made)} cases to {args.into}; {len(drafts) - len(made)} were there already.")
    if made and not given:
        showing.line("Each says TODO where its expectation goes; the suite is read when all are written.")
    return 0


def replay(args: argparse.Namespace) -> int:
    """Grade receipts again; 0 whatever the grades are."""
    from evals.judge import product_judge
    from evals.kept import chosen, opened
    from evals.replaying import gathered, regrade
    from evals.versions import libraries

    judge = product_judge()
    with opened(args.receipts) as receipts:
        found = list(chosen(receipts, args.id))
    if not found:
        raise EvalsError("no receipt is kept there.", "Ask the advisor something first.")
    with showing.bar("Grading", len(found)) as tick:
        graded = []
        for receipt in found:
            graded.append(regrade(receipt, judge))
            tick(1)
    summary = gathered(graded)
    _show_grades(graded, summary)
    if args.json:
        listed = [one.model_dump(mode="json") for one in graded]
        versions = {"judge": judge.name, "libraries": libraries()}
        showing.write_json(args.json, {"receipts": listed, "summary": summary, "versions": versions})
    return 0


def _show_grades(graded: Sequence[Regraded], summary: Mapping[str, Any]) -> None:
    """The lowest grades, the verdicts that differ, and the figures over all."""
    ranked = sorted(
        graded, key=lambda g: (-len(g.changed), -g.unsupported, g.figures.get("citation_recall", 1.0))
    )
    showing.table(
        "The lowest first" if len(ranked) > WORST else "",
        ["receipt", "status", "sentences", "unsupported", "removed", *COLUMNS, "changed", "ms"],
        [_grades(one) for one in ranked[:WORST]],
    )
    if changed := [[g.id, c.then, c.now, c.text] for g in ranked for c in g.changed]:
        showing.table("Verdicts that differ", ["receipt", "then", "now", "sentence"], changed[:WORST])
    rows = [[name, value] for name, value in summary.items() if name != "ms"]
    rows += [[f"ms {name}", value] for name, value in summary["ms"].items()]
    showing.table(f"All {len(graded)}", ["figure", "value"], rows)
    showing.line(_verdict(summary))


def _grades(one: Regraded) -> list[object]:
    """One receipt as a row."""
    figures = [one.figures.get(name) for name in COLUMNS]
    counts = [one.sentences, one.unsupported, one.removed]
    return [one.id, one.status, *counts, *figures, len(one.changed), one.ms]


def _verdict(summary: Mapping[str, Any]) -> str:
    """How today's grades differ from the recorded verdicts, in one sentence."""
    lost, won, of = summary["now_unsupported"], summary["now_supported"], summary["compared"]
    if not lost + won:
        return f"Today's verifier agrees with all {of} verdicts that the receipts recorded."
    return (
        f"Of {of} recorded verdicts {lost + won} differ today: {lost} kept sentences would be removed, "
        f"{won} removed sentences would be kept."
    )
