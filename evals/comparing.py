"""What ``compare`` and ``gate`` do, from their arguments to their exit codes."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from evals import showing
from evals.errors import EvalsError
from evals.gates import DEFAULT, Gates, judge_run, read_gates
from evals.records import Run, read_run


def compare(args: Namespace) -> int:
    """Show two runs side by side; always 0, for a comparison is no judgement."""
    from evals.compare import compare as compared

    found = compared(read_run(args.before), read_run(args.after))
    columns = ("suite", "figure", "n", "before", "after", "low", "high", "gained", "lost", "noise", "verdict")
    rows = [[getattr(d, "metric" if c == "figure" else c) for c in columns] for d in found.differences]
    showing.table("After against before, with 95 % intervals of the difference", columns, rows)
    flips = [[name, "now right"] for name in found.now_right] + [
        [name, "now wrong"] for name in found.now_wrong
    ]
    if flips:
        showing.table("Cases that flipped", ("case", "how"), flips)
    for words, names in (("before", found.only_before), ("after", found.only_after)):
        if names:
            showing.line(f"{len(names)} items are only in the run {words}: {', '.join(names[:5])} …")
    if args.items and found.items:
        rows = [[f.item, f.metric, f.before, f.after] for f in found.items]
        showing.table("Items that changed", ("item", "figure", "before", "after"), rows)
    showing.line(f"Overall: {found.verdict}.")
    if args.json:
        showing.write_json(args.json, found.model_dump(mode="json"))
    return 0


def gate(args: Namespace) -> int:
    """Judge the test split against the gates; 1 when one is red."""
    path = args.gates or DEFAULT
    gates = read_gates(path)
    run = read_run(args.run) if args.run else gated_run(gates, path.parent)
    results = judge_run(gates, run)
    rows = [[r.suite, r.figure, r.value, r.wanted, "green" if r.green else "RED"] for r in results]
    showing.table("", ("suite", "figure", "value", "wanted", "gate"), rows)
    if args.json:
        showing.write_json(args.json, {"results": [r.model_dump() for r in results]})
    return 0 if all(r.green for r in results) else 1


def gated_run(gates: Gates, folder: Path) -> Run:
    """A fresh run of the test split of what is gated; EvalsError when there is no such case."""
    from evals.cases import read_suites
    from evals.judged import read_judged
    from evals.running import run_suites

    paths = sorted({path for pattern in gates.suites for path in folder.glob(pattern)})
    suites = [suite for suite in (whole.of("test") for whole in read_suites(paths)) if suite.cases]
    if not suites:
        raise EvalsError(
            f"the gates in {folder} name no suite with a test case.", "Mend suites in the gates."
        )
    judged = read_judged(folder / gates.judged) if gates.judged else []
    run, _ = run_suites(suites, questions=[question for question in judged if question.split == "test"])
    return run
