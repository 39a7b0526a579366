"""The shelves: what is chosen for an approach, and the badge that sums it up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from advisor.context import ManagerContext
from advisor.evidence import DESIGN_WEIGHT, KIND_WORDS, WEAKEST_FIRST, Shelves
from corpus.records import Design
from corpus.vocabulary import vocabulary
from tests.advisor.test_sourcing import small_index

EVERYTHING = ("effect", "needs", "struggles", "mechanism", "cost", "use", "gap", "voice")
NOBODY = ManagerContext()


@pytest.fixture(scope="module")
def shelves(mini_corpus: Path) -> Shelves:
    return Shelves(small_index(mini_corpus))


@pytest.fixture(scope="module")
def level(shelves: Shelves) -> np.ndarray:
    """Every passage equally relevant."""
    return np.full(len(shelves.index.searcher.passages), 0.5, dtype=np.float32)


def test_every_design_has_words_and_a_place() -> None:
    designs = set(Design.__args__)
    assert set(KIND_WORDS) == set(WEAKEST_FIRST) == designs
    assert set(DESIGN_WEIGHT) <= designs


def test_a_passage_stands_on_the_shelf_of_each_of_its_approaches(shelves: Shelves) -> None:
    passages = shelves.index.searcher.passages
    for slug in vocabulary().slugs():
        assert [h.passage.id for h in shelves.on(slug)] == [p.id for p in passages if slug in p.approaches]
        assert all(passages[h.position] is h.passage for h in shelves.on(slug))
    assert shelves.on("no-such-approach") == ()


def test_at_most_one_passage_of_each_record_and_no_more_than_asked(
    shelves: Shelves, level: np.ndarray
) -> None:
    chosen = shelves.choose("audit-feedback", level, NOBODY, EVERYTHING, set(), 10)
    records = [p.record for p in chosen]
    assert sorted(records) == ["case-ward-audit", "finding-audit-feedback-size", "interview-ward-managers"]
    assert len(shelves.choose("audit-feedback", level, NOBODY, EVERYTHING, set(), 1)) == 1


def test_what_is_used_is_noted_and_its_record_not_used_again(shelves: Shelves, level: np.ndarray) -> None:
    used: set[str] = set()
    seen: list[str] = []
    while chosen := shelves.choose("audit-feedback", level, NOBODY, EVERYTHING, used, 1):
        seen.append(chosen[0].record)
        assert chosen[0].id in used
    assert len(seen) == len(set(seen)) == 3


@pytest.mark.parametrize("aspect", EVERYTHING)
def test_only_the_aspects_asked_for(shelves: Shelves, level: np.ndarray, aspect: str) -> None:
    chosen = shelves.choose("audit-feedback", level, NOBODY, (aspect,), set(), 10)
    assert {p.aspect for p in chosen} <= {aspect}
    held = {h.passage.record for h in shelves.on("audit-feedback") if h.passage.aspect == aspect}
    assert {p.record for p in chosen} == held


def test_kinds_and_directions_narrow_the_choice(shelves: Shelves, level: np.ndarray) -> None:
    cases = shelves.choose("audit-feedback", level, NOBODY, EVERYTHING, set(), 10, kinds=frozenset({"case"}))
    assert [p.record for p in cases] == ["case-ward-audit"]
    against = shelves.choose("knowledge-brokers", level, NOBODY, EVERYTHING, set(), 10, against=True)
    assert [p.record for p in against] == ["case-broker-network"]


def test_the_more_relevant_comes_first(shelves: Shelves) -> None:
    passages = shelves.index.searcher.passages
    own = [i for i, p in enumerate(passages) if p.record == "case-ward-audit"]
    for wanted in own:
        relevance = np.zeros(len(passages), dtype=np.float32)
        relevance[wanted] = 1
        (chosen,) = shelves.choose("audit-feedback", relevance, NOBODY, EVERYTHING, set(), 1)
        assert chosen.id == passages[wanted].id


def test_a_headline_prefers_what_speaks_at_large(shelves: Shelves, level: np.ndarray) -> None:
    (chosen,) = shelves.choose("audit-feedback", level, NOBODY, ("effect",), set(), 1, headline=True)
    assert chosen.record == "finding-audit-feedback-size"


def test_the_badge_of_what_is_held(shelves: Shelves) -> None:
    badge = shelves.badge("audit-feedback", NOBODY)
    assert (badge.grade, badge.direction, badge.closeness) == ("B", "helps", "direct")
    assert badge.grade_rule == vocabulary().grades["B"].rule
    assert badge.disagree, "a case with mixed results stands against a finding that helps"
    assert badge.independent_sources == {"rct": 1}


def test_cases_alone_give_no_grade(shelves: Shelves) -> None:
    badge = shelves.badge("knowledge-brokers", NOBODY)
    assert (badge.grade, badge.direction) == ("U", "unknown")
    assert not badge.disagree


def test_the_badge_of_what_is_not_held(shelves: Shelves) -> None:
    badge = shelves.badge("opinion-leaders", NOBODY)
    assert (badge.grade, badge.direction, badge.closeness) == ("U", "unknown", "far")
    assert badge.independent_sources == {}
    assert badge.weakest == "nothing cited"


def test_the_weakest_link_is_of_what_is_shown(shelves: Shelves) -> None:
    assert shelves.badge("audit-feedback", NOBODY, ["test-audit"]).weakest == "a randomised trial"
    assert shelves.badge("audit-feedback", NOBODY).weakest == "nothing cited"


def test_mass_is_a_share_of_what_the_words_retrieve(shelves: Shelves, level: np.ndarray) -> None:
    mass = shelves.mass(level)
    assert max(mass.values()) == 1
    assert all(0 <= m <= 1 for m in mass.values())
    assert shelves.mass(np.zeros_like(level)) == {}


def test_the_approach_of_the_one_relevant_passage_has_all_the_mass(
    shelves: Shelves, level: np.ndarray
) -> None:
    relevance = np.zeros_like(level)
    relevance[shelves.on("knowledge-brokers")[0].position] = 1
    mass = shelves.mass(relevance)
    assert mass["knowledge-brokers"] == 1
    assert mass.get("audit-feedback", 0.0) == 0
