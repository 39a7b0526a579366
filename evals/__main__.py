"""The door of the evaluations: ``python -m evals run|compare|gate|report``, and more."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import KmaError
from evals import people
from evals.bench.catalogue import NAMES

BASELINES = ("bm25", "dense", "langchain", "stuffed", "all")
OWN = Path(__file__).parent / "suites" / "retrieval.jsonl"


def _positive(text: str) -> int:
    """A whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 on")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The command line of the evaluations."""
    top = argparse.ArgumentParser(
        prog="python -m evals", description="Judge the advisor, and say whether it got better."
    )
    commands = top.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="run the cases of suites and mark the answers")
    run.add_argument("suites", nargs="+", type=Path, metavar="SUITE.yaml")
    run.add_argument(
        "--answers", type=Path, metavar="FILE", help="also keep every answer in full, one a line"
    )
    run.add_argument("--split", choices=("dev", "test"), help="only the cases of this split (default: all)")
    run.add_argument(
        "--baseline", action="append", choices=BASELINES, help="also run what a user would build instead"
    )
    run.add_argument(
        "--judged", type=Path, metavar="FILE.jsonl", help="also measure the search on judged questions"
    )
    run.add_argument(
        "--repeats",
        type=_positive,
        default=1,
        metavar="N",
        help="run N times for the noise floor (default: 1)",
    )
    retrieval = commands.add_parser(
        "retrieval", help="nDCG@10, Recall and MRR@10 on a collection in BEIR's layout, or on our own"
    )
    retrieval.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    retrieval.add_argument(
        "--own",
        type=Path,
        nargs="?",
        const=OWN,
        metavar="FILE.jsonl",
        help="measure our own index on judged questions (default: evals/suites/retrieval.jsonl)",
    )
    retrieval.add_argument(
        "--split", choices=("dev", "test"), help="only the questions of this split of --own"
    )
    retrieval.add_argument(
        "--recipe", action="store_true", help="set the plain LangChain recipe beside --own"
    )
    retrieval.add_argument(
        "--cache", type=Path, metavar="FOLDER", help="keep the vectors here (default: nowhere)"
    )
    support = commands.add_parser("support", help="how well the verifier tells supported claims from others")
    support.add_argument("pairs", type=Path, metavar="PAIRS.jsonl")
    compare = commands.add_parser(
        "compare", help="two runs item by item: better, worse, or too close to call"
    )
    compare.add_argument("before", type=Path, metavar="A.json")
    compare.add_argument("after", type=Path, metavar="B.json")
    compare.add_argument("--items", action="store_true", help="also list every item that changed")
    gate = commands.add_parser("gate", help="run the test split against gates.yaml; exit 1 when one is red")
    gate.add_argument("--gates", type=Path, metavar="FILE", help="the thresholds (default: evals/gates.yaml)")
    gate.add_argument("--run", type=Path, metavar="RUN.json", help="judge this run instead of making one")
    report = commands.add_parser("report", help="one HTML file and the same as Markdown")
    report.add_argument("run", type=Path, metavar="RUN.json")
    report.add_argument("--answers", type=Path, metavar="FILE", help="the answers that the run kept")
    report.add_argument(
        "--against", type=Path, metavar="RUN.json", action="append", help="a run to set beside it"
    )
    report.add_argument(
        "--into", type=Path, default=Path("."), metavar="FOLDER", help="where to write (default: here)"
    )
    people.add_parsers(commands)
    bench = commands.add_parser("bench", help="speed and memory as ratios to what a user would write instead")
    bench.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(NAMES)} (default: all)")
    bench.add_argument(
        "--quick", action="store_true", help="small sizes and few repeats, to see that it runs"
    )
    bench.add_argument(
        "--largest",
        type=int,
        default=100_000,
        metavar="N",
        help="the most passages of scale (default: 100000)",
    )
    bench.add_argument(
        "--collection", type=Path, action="append", metavar="DIR", help="in BEIR's layout, for search.ndcg"
    )
    bench.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep what was made here, for the next run"
    )
    for command in (bench, run, retrieval, support, compare, gate):
        command.add_argument("--json", type=Path, metavar="OUT.json", help="write the figures to this file")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; 2 and one sentence (or one a fault of a suite) when its input is bad."""
    args = parser().parse_args(argv)
    from evals import commands, showing

    try:
        for path in (getattr(args, "json", None), args.answers if args.command == "run" else None):
            showing.check_place(path)
        code: int = getattr(commands, args.command)(args)
    except KmaError as err:
        sys.stderr.write(f"{err}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("Stopped; nothing was written.\n")
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
