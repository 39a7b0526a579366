"""What lifts a passage besides its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.fit import MANAGERS
from advisor.lifting import GRADES, Held
from corpus.records import SynthesisFinding
from corpus.vocabulary import vocabulary
from tests.advisor.test_sourcing import small_index


@pytest.fixture(scope="module")
def shelves(mini_corpus: Path) -> Shelves:
    return Shelves(small_index(mini_corpus))


def facet(name: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(sorted(vocabulary().facets[name]))


def lift(shelves: Shelves, held: Held, context: ManagerContext) -> float:
    """The rule, one passage at a time."""
    passage = held.passage
    record = shelves.index.corpus.records[passage.record]
    finding = isinstance(record, SynthesisFinding)
    found = -0.12 * held.rank
    found += 0.12 + 0.05 * (4 - GRADES.index(passage.grade)) if finding else 0.0
    found += 0.3 if context.organisation in passage.setting else 0.0
    found += 0.08 if passage.country.startswith("GB") else 0.0
    found += 0.12 if context.audience in record.audience else 0.0
    found += 0.06 if context.goal in record.goals else 0.0
    if isinstance(record, SynthesisFinding) and record.closeness == "direct" and context.audience in MANAGERS:
        found += 0.2
    return found - (0.05 if held.long else 0.0)


@given(facet("organisation"), facet("audience"), facet("goal"))
def test_every_passage_is_lifted_by_the_rule(
    shelves: Shelves, organisation: str | None, audience: str | None, goal: str | None
) -> None:
    context = ManagerContext(organisation=organisation, audience=audience, goal=goal)
    lifts = shelves.lifts.of(context)
    held = [h for slug in vocabulary().slugs() for h in shelves.on(slug)]
    assert sorted(h.row for h in held) == list(range(len(lifts)))
    for one in held:
        assert lifts[one.row] == pytest.approx(lift(shelves, one, context))


def test_what_is_unknown_lifts_nothing(shelves: Shelves) -> None:
    known = shelves.lifts.of(ManagerContext(organisation="icb", audience="board"))
    assert (shelves.lifts.of(ManagerContext()) <= known).all()
