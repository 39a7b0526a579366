"""Statements by approach: evidence for, evidence against, and the badge that sums them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from operator import itemgetter

import numpy as np

from advisor.answer import Badge
from advisor.context import ManagerContext
from advisor.fit import MANAGERS
from advisor.lifting import GRADES, Held, Lifts
from advisor.setbacks import tells_of_setback
from corpus.records import CaseProfile, Direction, SynthesisFinding
from corpus.vocabulary import vocabulary
from index.fusion import Scores
from index.opening import OpenIndex
from index.passages import Passage

WEAKEST_FIRST = (
    "grey",
    "case-study",
    "framework",
    "report",
    "qualitative",
    "survey",
    "evaluation",
    "rct",
    "systematic-review",
)
KIND_WORDS = {
    "grey": "a web page or other grey literature",
    "case-study": "a case study",
    "framework": "a framework or discussion paper",
    "report": "a report",
    "qualitative": "an interview study",
    "survey": "a survey",
    "evaluation": "an evaluation",
    "rct": "a randomised trial",
    "systematic-review": "a systematic review",
}
DESIGN_WEIGHT: dict[str, float] = {"systematic-review": 3, "rct": 2, "evaluation": 1.5}
GRADE_WEIGHT: dict[str, float] = {"A": 3, "B": 2, "C": 1, "D": 0.3, "U": 0.1}
REPEATED = 0.35
"""What a passage loses when this answer already cites its reference: another study says more."""
LONG = 50
"""Words beyond which a passage tires its reader."""
DECIDERS = MANAGERS | {"policy-makers"}
AGAINST = frozenset({"no-effect", "harm", "mixed"})


class Shelves:
    """Every passage by approach, with badges; made once when the index is opened."""

    def __init__(self, index: OpenIndex) -> None:
        self.index = index
        self._by_approach: dict[str, list[Held]] = {slug: [] for slug in vocabulary().slugs()}
        self._by_aspect: dict[tuple[str, str], list[Held]] = {}
        self._references_of = {
            name: frozenset(c.reference for c in statement.citations)
            for name, (_, statement) in index.corpus.statements.items()
        }
        every: list[Held] = []
        for position, passage in enumerate(index.searcher.passages):
            references, long = self._references_of[passage.id], len(passage.text.split()) > LONG
            for rank, slug in enumerate(passage.approaches):
                if slug in self._by_approach:
                    held = Held(len(every), position, passage, rank, references, long)
                    every.append(held)
                    self._by_approach[slug].append(held)
                    self._by_aspect.setdefault((slug, passage.aspect), []).append(held)
        self.lifts = Lifts(every, index.corpus.records)
        self._position = np.array([h.position for h in every], dtype=np.intp)
        self._badge = cache(self._marks)
        self.findings: dict[str, list[SynthesisFinding]] = {slug: [] for slug in self._by_approach}
        for finding in index.corpus.findings():
            self.findings.setdefault(finding.approaches[0], []).append(finding)

    def on(self, approach: str) -> Sequence[Held]:
        """Everything held on an approach."""
        return self._by_approach.get(approach, ())

    def choose(
        self,
        approach: str,
        relevance: Scores,
        context: ManagerContext,
        aspects: Iterable[str],
        used: set[str],
        most: int = 2,
        kinds: frozenset[str] = frozenset(),
        headline: bool = False,
        against: bool = False,
    ) -> list[Passage]:
        """The best passages of some aspects that this answer has not used; at most one of each record.

        Args:
            approach: its slug.
            relevance: fused score of every passage for the question, shape (n,).
            context: the situation, which lifts passages like it.
            aspects: in order of preference; all count the same when they are equally relevant.
            used: texts' ids that the answer already shows; what is chosen is added.
            most: how many.
            kinds: when given, what a passage must be.
            headline: prefer what speaks for the approach at large (reviews) to what speaks of one place.
            against: only what speaks against the approach.
        """
        if most < 1:
            return []
        told = frozenset().union(*map(self.references_of, used))
        lifts = self.lifts.of(context)
        found = [h for aspect in set(aspects) for h in self._by_aspect.get((approach, aspect), ())]
        rows = [h.row for h in found]
        scores = (relevance[self._position[rows]] + lifts[rows]).tolist()
        scored: list[tuple[float, int, Passage]] = []
        for held, score in zip(found, scores, strict=True):
            passage = held.passage
            if passage.id in used:
                continue
            if (kinds and passage.kind not in kinds) or (against and not _speaks_against(passage)):
                continue
            if headline:
                score += self._at_large(passage)
            if not told.isdisjoint(held.references):
                score -= REPEATED
            scored.append((-score, held.position, passage))
        scored.sort(key=itemgetter(0, 1))
        chosen: list[Passage] = []
        records: set[str] = {u.split("/", 1)[0] for u in used}
        for _, _, passage in scored:
            if passage.record in records:
                continue
            records.add(passage.record)
            used.add(passage.id)
            chosen.append(passage)
            if len(chosen) == most:
                break
        return chosen

    def references_of(self, statement: str) -> frozenset[str]:
        """The reference ids of a statement."""
        return self._references_of[statement]

    def _at_large(self, passage: Passage) -> float:
        """How far a passage speaks for its approach at large."""
        record = self.index.corpus.records[passage.record]
        if not isinstance(record, SynthesisFinding):
            return -0.2
        return {"systematic-review": 0.35, "rct": 0.1}.get(record.design, 0.0)

    def badge(self, approach: str, context: ManagerContext, shown: Collection[str] = ()) -> Badge:
        """The evidence badge of an approach.

        Args:
            approach: its slug.
            context: when its audience is managers, evidence on managers comes first.
            shown: reference ids that the recommendation cites, for the weakest link.
        """
        badge = self._badge(approach, context.audience in MANAGERS)
        if not shown:
            return badge
        cited = {self.index.corpus.references[r].custom.kind for r in shown}
        weakest = next((KIND_WORDS[k] for k in WEAKEST_FIRST if k in cited), "nothing cited")
        return badge.model_copy(update={"weakest": weakest})

    def _marks(self, approach: str, managers: bool) -> Badge:
        """The badge without its weakest link; for managers, evidence on managers comes first."""
        effects = [
            f for f in self.findings.get(approach, ()) if f.aspect == "effect" and f.direction != "unknown"
        ]
        judged = [f for f in effects if _on_managers(f)] if managers else effects
        grade = min((f.grade for f in judged), key=GRADES.index, default="U")
        best = [f for f in judged if GRADES.index(f.grade) <= GRADES.index(grade) + 1]
        direction = _weighed(best)
        near = {f.closeness for f in judged}
        closeness = next((c for c in ("direct", "near", "far") if c in near), "far")
        directions = {f.direction for f in effects} | {
            r.direction for r in self._cases(approach) if r.direction != "unknown"
        }
        kinds = Counter(self.index.corpus.references[r].custom.kind for r in self._references(approach))
        return Badge.model_validate(
            {
                "grade": grade,
                "grade_rule": vocabulary().grades[grade].rule,
                "direction": direction,
                "closeness": closeness,
                "independent_sources": dict(sorted(kinds.items())),
                "disagree": "helps" in directions and bool(directions & AGAINST),
                "weakest": "nothing cited",
            }
        )

    def _cases(self, approach: str) -> list[CaseProfile]:
        """Cases whose first approach it is."""
        return [c for c in self.index.corpus.cases() if c.approaches[0] == approach]

    def _references(self, approach: str) -> set[str]:
        """Reference ids behind everything held on an approach at the head of a record's list."""
        held = {h.passage.record for h in self.on(approach) if h.rank == 0}
        return {
            c.reference for r in held for s in self.index.corpus.records[r].statements for c in s.citations
        }

    def mass(self, relevance: Scores, depth: int = 40) -> dict[str, float]:
        """Each approach's share of the relevance of the best passages, 0 to 1 (the most relevant has 1)."""
        order = np.argsort(-relevance)[:depth]
        totals: dict[str, float] = {}
        for place, i in enumerate(order):
            for rank, slug in enumerate(self.index.searcher.passages[i].approaches[:3]):
                totals[slug] = totals.get(slug, 0.0) + float(relevance[i]) ** 2 / (1 + 0.7 * rank) / (
                    1 + 0.05 * place
                )
        top = max(totals.values(), default=0.0)
        return {slug: value / top for slug, value in totals.items()} if top else {}


def _speaks_against(passage: Passage) -> bool:
    """Whether a statement on results belongs to a study that found no effect, harm or both sides, and tells of it."""
    return passage.direction in AGAINST and tells_of_setback(passage)


def _on_managers(finding: SynthesisFinding) -> bool:
    """Whether a finding studied managers, boards, commissioners or policy-makers: trials on clinicians do not count."""
    return finding.closeness == "direct" or bool(DECIDERS & set(finding.audience))


def _weighed(findings: Iterable[SynthesisFinding]) -> Direction:
    """The direction that at least three fifths of the weight of evidence has; mixed when none has."""
    weights: dict[Direction, float] = {}
    for finding in findings:
        weight = DESIGN_WEIGHT.get(finding.design, 1.0) * GRADE_WEIGHT[finding.grade]
        weights[finding.direction] = weights.get(finding.direction, 0.0) + weight
    if not weights:
        return "unknown"
    first, most = max(weights.items(), key=lambda w: w[1])
    return first if most >= 0.6 * sum(weights.values()) else "mixed"
