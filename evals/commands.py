"""What each command does, from its arguments to its exit code; every heavy import waits for its command."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from evals import showing
from evals.errors import EvalsError

if TYPE_CHECKING:
    from evals.records import SuiteResult

SUMMARY = (
    ("ok", "ok"),
    ("n", "cases"),
    ("status_accuracy", "status"),
    ("abstention_f1", "abst. F1"),
    ("top3_hit", "top 3"),
    ("citation_recall", "cit. recall"),
    ("citation_precision", "cit. prec."),
    ("unsupported", "unsupp."),
)


def run(args: Namespace) -> int:
    """Run suites; 0 whatever the cases did, for it is the gate that fails."""
    from evals.cases import read_suites
    from evals.running import run_suites

    suites = [suite.of(args.split) for suite in read_suites(args.suites)]
    if not any(suite.cases for suite in suites):
        raise EvalsError(f"no case of these suites is in the split {args.split}.", "Leave out --split.")
    made, asked = run_suites(suites, baselines=args.baseline or ())
    rows = [_row(suite.suite, suite) for suite in made.suites if suite.cases]
    rows += [
        _row(f"{s.suite} ({name})", s) for name, found in made.baselines.items() for s in found if s.cases
    ]
    showing.table("", ["suite", *(words for _, words in SUMMARY), "p50 ms"], rows)
    if args.json:
        showing.write_json(args.json, made.written())
    if args.answers:
        showing.write_text(args.answers, "".join(f"{one.model_dump_json()}\n" for one in asked))
    return 0


def _row(name: str, suite: SuiteResult) -> list[object]:
    """One suite as a row of the table."""
    return [name, *(suite.summary[key] for key, _ in SUMMARY), suite.summary["ms"].get("p50")]


def retrieval(args: Namespace) -> int:
    """Measure retrieval on a collection."""
    from evals.beir import read_collection

    collection = read_collection(args.folder)

    from evals.retrieval import measured, rankings
    from index.embedding import SentenceTransformerEmbedder
    from index.options import IndexOptions

    with showing.bar("Embedding", len(collection.documents) + len(collection.queries)) as tick:
        found = rankings(collection, SentenceTransformerEmbedder(), IndexOptions(), args.cache, tick)
    figures = measured(collection, found)
    names = list(figures["dense"])
    showing.table("", ["method", *names], [[m, *(figures[m][n] for n in names)] for m in figures])
    if args.json:
        showing.write_json(args.json, figures)
    return 0


def support(args: Namespace) -> int:
    """Measure the verifier on labelled pairs."""
    from evals.judge import product_verifier
    from evals.support import SupportError, run_support

    try:
        with showing.bar("Verifying", None) as tick:
            figures = run_support(args.pairs, product_verifier(), on_progress=tick).model_dump(mode="json")
    except SupportError as err:
        raise EvalsError(str(err)) from err
    showing.table("", list(figures), [list(figures.values())])
    if args.json:
        showing.write_json(args.json, figures)
    return 0


def compare(args: Namespace) -> int:
    """Set two runs side by side."""
    from evals import comparing

    return comparing.compare(args)


def gate(args: Namespace) -> int:
    """Judge the test split."""
    from evals import comparing

    return comparing.gate(args)


def report(args: Namespace) -> int:
    """Write the report of a run."""
    from evals import reporting

    return reporting.report(args)


def bench(args: Namespace) -> int:
    """Measure speed and memory against baselines."""
    from evals.bench import running

    return running.bench(args)
