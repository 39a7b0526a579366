"""Composing from material, without the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from advisor.answer import Completeness, Status
from advisor.compose import Material, cannot, compose
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.intent import Intent, Kind
from advisor.ranking import rank
from advisor.sufficiency import Sufficiency
from tests.advisor.test_sourcing import small_index

CONTEXT = ManagerContext(goal="change-clinical-practice", audience="clinicians-nurses-ahp")
GOALS = {"change-clinical-practice": 1.0}
ENOUGH = Sufficiency("enough")


@pytest.fixture(scope="module")
def shelves(mini_corpus: Path) -> Shelves:
    return Shelves(small_index(mini_corpus))


def material(shelves: Shelves, kind: Kind, *focus: str, sufficiency: Sufficiency = ENOUGH) -> Material:
    """Material in which every passage is equally relevant."""
    passages = shelves.index.searcher.passages
    return Material(
        question="What is it that helps?",
        text="What is it that helps?",
        intent=Intent("in", kind, focus),
        context=CONTEXT,
        goals=GOALS,
        ranked=rank(shelves, CONTEXT, GOALS, {}, {}, focus),
        focus=focus,
        relevance=np.full(len(passages), 0.5, dtype=np.float32),
        best=passages,
        sufficiency=sufficiency,
        shelves=shelves,
    )


@pytest.mark.parametrize("kind", set(Kind) - {Kind.FIT, Kind.COUNT})
def test_a_question_about_approaches_is_answered_about_them(shelves: Shelves, kind: Kind) -> None:
    answer = compose(material(shelves, kind, "audit-feedback", "knowledge-brokers"))
    assert [r.approach for r in answer.recommendations] == ["audit-feedback", "knowledge-brokers"]
    assert answer.kind == kind.value
    assert bool(answer.tables) == (kind is Kind.COMPARE)


@pytest.mark.parametrize("kind", Kind)
def test_every_number_is_used_and_every_support_is_its_source(shelves: Shelves, kind: Kind) -> None:
    answer = compose(material(shelves, kind, "audit-feedback", "knowledge-brokers"))
    texts = {s.number: s.text for s in answer.sources}
    said = answer.sentences()
    numbers = {n for s in said for n in s.sources}
    numbers |= {n for t in answer.tables for row in t.rows for cell in row for n in cell.sources}
    assert numbers == set(texts)
    assert texts
    assert all((texts[s.sources[0]],) == s.support for s in said)
    assert len({s.text for s in said}) == len(said)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_is_recommended_than_is_set(shelves: Shelves, most: int) -> None:
    answer = compose(material(shelves, Kind.FIT), recommendations=most)
    assert len(answer.recommendations) == most


def test_what_is_only_partly_held_is_partial_and_says_what_is_missing(shelves: Shelves) -> None:
    partly = Sufficiency("partial", "a subject", ("blockchain",))
    answer = compose(material(shelves, Kind.EVIDENCE, "audit-feedback", sufficiency=partly))
    assert (answer.status, answer.completeness) == (Status.PARTIAL, Completeness.PARTIAL)
    assert answer.notes[0] == "Nothing held here speaks of ‘blockchain’."


def test_what_is_held_is_answered(shelves: Shelves) -> None:
    answer = compose(material(shelves, Kind.EVIDENCE, "audit-feedback"))
    assert (answer.status, answer.completeness) == (Status.ANSWERED, Completeness.COMPLETE)


@pytest.mark.parametrize(
    ("text", "opening"),
    [("Does audit help?", ("Broadly yes", "Only in part")), ("Audit is useless", ("No", "Only in part"))],
)
def test_a_claim_is_met_with_a_verdict(shelves: Shelves, text: str, opening: tuple[str, ...]) -> None:
    made = replace(material(shelves, Kind.CLAIM, "audit-feedback"), text=text)
    assert compose(made).lead.startswith(opening)


def test_cannot_shows_the_nearest_and_recommends_nothing(shelves: Shelves) -> None:
    answer = cannot(material(shelves, Kind.FIT, sufficiency=Sufficiency("none", "cost", ("Globex",))))
    assert (answer.status, answer.completeness) == (Status.CANNOT_ANSWER, Completeness.NO_INFORMATION)
    assert answer.recommendations == answer.short_answer == answer.tables == ()
    records = {s.number: s.record for s in answer.sources}
    assert len({records[s.sources[0]] for s in answer.gaps}) == len(answer.gaps) == 2
    held = len(shelves.index.searcher.passages)
    assert answer.notes[0].startswith(
        f"Searched {held} statements for a cost; none of them speaks of ‘Globex’."
    )


def test_cannot_with_nothing_near_still_answers(shelves: Shelves) -> None:
    bare = replace(material(shelves, Kind.FIT, sufficiency=Sufficiency("none", "date")), best=())
    assert cannot(bare).gaps == cannot(bare).sources == ()
