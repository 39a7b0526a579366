"""``python -m advisor receipts``: look at what is kept, and delete it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.receipts.receipt import Receipt, Summary
    from advisor.receipts.store import Receipts

WIDTH = 70
"""The most characters of a question in the list."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The receipts command and its actions."""
    top = commands.add_parser("receipts", help="look at the receipts of answers, or delete them")
    actions = top.add_subparsers(dest="action", required=True)
    listed = actions.add_parser("list", help="the receipts that are kept, the newest first")
    listed.add_argument(
        "--limit", type=_at_least_one, default=50, help="the most of them (default: %(default)s)"
    )
    listed.add_argument("--thumb", choices=("up", "down"), help="only those with this feedback")
    listed.add_argument("--status", help="only answers that ended so, such as cannot_answer")
    shown = actions.add_parser("show", help="one receipt: what was asked, considered and judged")
    shown.add_argument("id", help="its id, from the list")
    shown.add_argument("--json", action="store_true", help="print the whole receipt as JSON")
    purged = actions.add_parser("purge", help="delete receipts older than the settings keep them")
    purged.add_argument("--all", action="store_true", help="delete every receipt")


def run(args: argparse.Namespace) -> int:
    """Do what the command line says; StoreError when what is kept can't be read."""
    from advisor.receipts.store import Receipts
    from advisor.settings import load_settings

    options = load_settings().store
    receipts = Receipts(options)
    if args.action == "list":
        _say(_listed(receipts.list(args.limit, thumb=args.thumb, status=args.status), receipts))
    elif args.action == "show":
        receipt = receipts.get(args.id)
        _say([receipt.model_dump_json(indent=2)] if args.json else _shown(receipt, receipts))
    else:
        gone = receipts.purge(0 if args.all else None)
        kept = "" if args.all else f" older than {options.days} days"
        _say([f"Deleted {gone} receipt{'' if gone == 1 else 's'}{kept}."])
    return 0


def _listed(found: Sequence[Summary], receipts: Receipts) -> Iterator[str]:
    """One line a receipt, or one that says that there is none."""
    for one in found:
        thumb = f" [{one.feedback.thumb}]" if one.feedback else ""
        question = " ".join(one.question.split()) or "(no words kept)"
        cut = question if len(question) <= WIDTH else f"{question[: WIDTH - 1]}…"
        yield f"{one.id}  {one.made:%Y-%m-%d %H:%M}  {one.door:<7}  {one.status.value:<13}{thumb}  {cut}"
    if not found:
        yield f"No such receipt is kept in {receipts.database.path}."


def _shown(receipt: Receipt, receipts: Receipts) -> Iterator[str]:
    """A receipt for people: its answer in short, and the numbers behind it."""
    answer = receipt.answer
    yield f"Receipt {receipt.id}, made {receipt.made:%Y-%m-%d %H:%M:%S} UTC in {receipt.milliseconds:,.0f} ms"
    yield f"Door: {receipt.door}   Request: {receipt.request or 'none'}   Program: {receipt.program or 'unknown'}"
    yield "   ".join(f"{name.capitalize()}: {value}" for name, value in answer.versions.items())
    yield f"Question: {receipt.question or '(no words kept)'}"
    yield from (f"Asked before: {turn.question or '(no words kept)'}" for turn in receipt.history)
    if receipt.read_as and receipt.read_as != receipt.question:
        yield f"Read as: {receipt.read_as}"
    if receipt.given:
        yield f"Situation given: {_facets(receipt.given.known())}"
    yield f"Situation understood: {_facets(answer.context.known())}"
    yield f"Ended: {answer.status.value}. {answer.lead}".rstrip()
    yield from (f"Suggested: {rec.name} ({rec.fit}, {rec.score:.3f})" for rec in answer.recommendations)
    yield f"Considered ({len(receipt.considered)} statements, the best first):"
    yield from (f"  {c.score:.3f}  {c.statement}" for c in receipt.considered)
    removed = [j for j in receipt.judged if not j.kept]
    yield f"Judged: {len(receipt.judged)} sentences, {len(removed)} removed."
    yield from (f"  removed ({', '.join(j.reasons)}): {j.text}" for j in removed)
    if found := receipts.feedback(receipt.id):
        yield f"Feedback: thumb {found.thumb}. Reason: {found.reason or 'none'}. {found.words}".rstrip()


def _facets(known: Mapping[str, str | tuple[str, ...]]) -> str:
    """Facets as ``name: slug`` pairs."""
    pairs = (f"{name}: {v if isinstance(v, str) else ', '.join(v)}" for name, v in known.items())
    return "; ".join(pairs) or "nothing"


def _say(lines: Iterable[str]) -> None:
    """Lines on standard output, so that they can be piped."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _at_least_one(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
