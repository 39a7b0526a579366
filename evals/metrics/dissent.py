"""Whether an answer says where an approach disappointed, judged by what the corpus holds and not by the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.answer import Answer
from advisor.evidence import AGAINST
from index.passages import Passage

Contrary = Mapping[str, frozenset[str]]
"""Approach -> the statements that tell against it, for approaches on which the evidence disagrees."""


def contrary(passages: Iterable[Passage]) -> dict[str, frozenset[str]]:
    """The statements against each approach that also has evidence for it.

    A statement tells against the approaches of its record when it says where they struggled, or reports an
    effect that was null, mixed or harmful.
    """
    against: dict[str, set[str]] = {}
    helped: set[str] = set()
    for passage in passages:
        if passage.aspect == "struggles" or (passage.aspect == "effect" and passage.direction in AGAINST):
            for slug in passage.approaches:
                against.setdefault(slug, set()).add(passage.id)
        elif passage.aspect == "effect" and passage.direction == "helps":
            helped.add(passage.approaches[0])
    return {slug: frozenset(held) for slug, held in against.items() if slug in helped}


def dissent_figures(answer: Answer, known: Contrary | None = None) -> dict[str, float]:
    """Of the approaches recommended on which the evidence disagrees, the share whose other side is told.

    Args:
        answer: the answer.
        known: what the corpus holds against each approach: its other side is told when a sentence cites one
            of these statements. Without it the answer's own badges and parts are believed.
    """
    shown = (*answer.recommendations, *answer.advised_against)
    if known is None:
        told = [bool(rec.struggled) for rec in shown if rec.badge.disagree]
    else:
        used = {n for sentence in answer.sentences() for n in sentence.sources}
        cited = {source.statement for source in answer.sources if source.number in used}
        told = [bool(cited & known[rec.approach]) for rec in shown if rec.approach in known]
    return {"dissent_recall": sum(told) / len(told)} if told else {}
