"""What a report shows, gathered from a run, its answers and the runs set beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.answer import Answer
from corpus.records import Frozen
from evals.compare import Difference, compare
from evals.intervals import interval
from evals.records import CaseResult, Run, SuiteResult

SHOWN = (
    ("pass_rate", "ok", "Cases passed"),
    ("top3_hit", "top3_hit", "Fits: right approach in the first three"),
    ("forbidden_out", "forbidden_out", "Fits: wrong approach kept out"),
    ("coverage", "coverage", "Cites what it should"),
    ("citation_recall", "citation_recall", "Citation recall"),
    ("citation_precision", "citation_precision", "Citation precision"),
    ("dissent_recall", "dissent_recall", "Says so when evidence disagrees"),
)
WORST = 10


class Score(Frozen):
    """One figure of one suite, with the 95 % interval of its mean."""

    words: str
    n: int
    value: float
    low: float
    high: float


class Shown(Frozen):
    """One case with its answer in full."""

    name: str
    result: CaseResult
    figures: dict[str, float]
    answer: Answer | None


class Beside(Frozen):
    """A run set beside this one, and how they differ over all suites."""

    name: str
    differences: tuple[Difference, ...]


def scores(suite: SuiteResult) -> list[Score]:
    """The figures of a suite that can be averaged over cases, each with its interval."""
    items: Mapping[str, dict[str, float]] = suite.summary.get("items", {})
    found: list[Score] = []
    for _, metric, words in SHOWN:
        values = [float(c.ok) if metric == "ok" else items.get(c.id, {}).get(metric) for c in suite.cases]
        had = [value for value in values if value is not None]
        if had:
            low, high = interval(had)
            found.append(Score(words=words, n=len(had), value=sum(had) / len(had), low=low, high=high))
    return found


def confusion(run: Run) -> tuple[list[str], list[list[int]]]:
    """The confusion matrix of the status over all suites (rows expected, columns given)."""
    counts: Counter[tuple[str, str]] = Counter()
    for suite in run.suites:
        figures: dict[str, Any] = suite.summary.get("status", {})
        labels, matrix = figures.get("labels", []), figures.get("matrix", [])
        for y, row in enumerate(matrix):
            counts.update({(labels[y], labels[x]): n for x, n in enumerate(row)})
    names = sorted({name for pair in counts for name in pair})
    return names, [[counts[y, x] for x in names] for y in names]


def by_approach(run: Run) -> list[tuple[str, int, float]]:
    """For each approach in a first three: how often, and how often that three held a right one."""
    seen: defaultdict[str, list[bool]] = defaultdict(list)
    for suite in run.suites:
        for case in suite.cases:
            if "top3_any" in case.checks:
                for slug in case.top3:
                    seen[slug].append(case.checks["top3_any"])
    return [(slug, len(hits), sum(hits) / len(hits)) for slug, hits in sorted(seen.items())]


def coverage(
    answers: Sequence[Answer], sectors: Mapping[str, str]
) -> tuple[list[str], list[str], list[list[int]]]:
    """How many cited statements each approach has from each sector.

    Args:
        answers: of the run.
        sectors: the sector of each record.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for answer in answers:
        records = {source.number: source.record for source in answer.sources}
        for rec in answer.recommendations:
            parts = (rec.why, rec.evidence, rec.needs, rec.struggled, rec.who, rec.voices)
            used = {n for part in parts for sentence in part for n in sentence.sources}
            counts.update((rec.approach, sectors[r]) for n in used if (r := records.get(n, "")) in sectors)
    rows, columns = sorted({a for a, _ in counts}), sorted({s for _, s in counts})
    return rows, columns, [[counts[a, s] for s in columns] for a in rows]


def worst(run: Run, answers: Mapping[str, Answer], most: int = WORST) -> list[Shown]:
    """The worst cases first: failed checks, then unsupported sentences, then the mean of the figures."""

    figures = dict(run.items())

    def badness(item: tuple[str, CaseResult]) -> tuple[bool, int, float, str]:
        name, case = item
        return case.ok, -case.unsupported, sum(figures[name].values()) / len(figures[name]), name

    bad = [
        (name, case)
        for name, case in sorted(run.cases(), key=badness)
        if not case.ok or case.unsupported or min(figures[name].values()) < 1
    ]
    return [Shown(name=n, result=c, figures=figures[n], answer=answers.get(n)) for n, c in bad[:most]]


def beside(run: Run, others: Mapping[str, Run]) -> list[Beside]:
    """Ours against each other run, over all suites."""
    found: list[Beside] = []
    for name, other in others.items():
        differences = [d for d in compare(other, run).differences if d.suite == "all"]
        found.append(Beside(name=name, differences=tuple(differences)))
    return found
