"""Fit, field by field: what ranks is what is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.context import FIELDS, MANY, ManagerContext
from advisor.fit import Fit, holds, judge, words_of
from corpus.vocabulary import FitRule, vocabulary

APPROACHES = {a.slug: a for a in vocabulary().approaches}


def values(name: str) -> list[str]:
    return sorted(vocabulary().facets["barrier" if name == "barriers" else name])


situations = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values(name)), max_size=3)
        if name in MANY
        else st.sampled_from(values(name))
        for name in FIELDS
    },
).map(ManagerContext.model_validate)


def fit(slug: str, **facets: object) -> Fit:
    """The fit of an approach, its goal stated when there is one."""
    context = ManagerContext.model_validate(facets)
    return judge(APPROACHES[slug], context, {context.goal: 1.0} if context.goal else {})


def verdicts(made: Fit) -> dict[str, str]:
    return {f.field: f.verdict for f in made.fields}


def test_with_nothing_known_nothing_is_told() -> None:
    made = fit("audit-feedback")
    assert made.points == 0
    assert made.fields == ()
    assert made.verdict == "possible"
    assert words_of(made).startswith("Too little is known of your situation")


@pytest.mark.parametrize("slug", APPROACHES)
def test_each_goal_has_the_verdict_of_its_weight(slug: str) -> None:
    for goal in values("goal"):
        weight = APPROACHES[slug].fit.goals.get(goal, 0.0)
        expected = "matched" if weight >= 0.4 else "unmatched" if weight < 0.2 else None
        assert verdicts(fit(slug, goal=goal)).get("goal") == expected


@pytest.mark.parametrize(("name", "need"), [("money", "money"), ("people", "people"), ("timescale", "time")])
@pytest.mark.parametrize("slug", APPROACHES)
def test_having_less_than_it_takes_does_not_match(slug: str, name: str, need: str) -> None:
    order = list(vocabulary().facets[name])
    takes = order.index(getattr(APPROACHES[slug].fit, need))
    points = []
    for place, have in enumerate(order):
        made = next(f for f in fit(slug, **{name: have}).fields if f.field == name)
        assert made.verdict == ("matched" if place >= takes else "unmatched")
        assert made.basis.endswith(vocabulary().label(name, order[takes]))
        bare = [f for f in fit(slug, **{name: have}).fields if f.field == "rule"]
        if not bare:
            points.append((place, fit(slug, **{name: have}).points))
    short = [p for place, p in points if place < takes]
    assert short == sorted(short), "the more is lacking, the fewer the points"
    assert all(p < 0 for p in short)
    assert all(p > 0 for place, p in points if place >= takes)


def test_a_barrier_that_breaks_it_and_one_that_it_meets() -> None:
    made = fit("audit-feedback", barriers=("distrust", "cost"))
    assert {f.value: f.verdict for f in made.fields if f.field == "barriers"} == {
        "distrust": "unmatched",
        "cost": "matched",
    }


def test_evidence_that_it_does_not_suit_counts_against_it() -> None:
    weak = fit("audit-feedback", evidence_maturity="weak-or-absent")
    strong = fit("audit-feedback", evidence_maturity="strong-consistent")
    assert verdicts(weak)["evidence_maturity"] == "unmatched"
    assert verdicts(strong)["evidence_maturity"] == "matched"
    assert weak.points < 0 < strong.points


def test_what_the_asker_can_draw_on_helps() -> None:
    made = fit("knowledge-brokers", access=("university", "library"))
    assert [f.value for f in made.fields if f.field == "access"] == ["university"]


def test_days_away_relationships_give_way_to_a_quick_service() -> None:
    quick = fit("rapid-evidence-service", goal="inform-a-decision", timescale="days", audience="board")
    slow = fit("embedded-researchers", goal="inform-a-decision", timescale="days", audience="board")
    assert quick.verdict != "poor"
    assert slow.verdict == "poor"
    assert quick.points > slow.points
    assert "need-in-days" in [f.value for f in quick.of("matched")]
    assert "need-in-days" in [f.value for f in slow.of("unmatched")]


def test_goals_that_are_only_likely_count_by_their_share() -> None:
    approach = APPROACHES["audit-feedback"]
    whole = judge(approach, ManagerContext(), {"change-clinical-practice": 1.0})
    half = judge(approach, ManagerContext(), {"change-clinical-practice": 0.5})
    assert whole.points == pytest.approx(2 * half.points)
    assert whole.fields == half.fields == ()


@settings(deadline=None)
@given(situations, st.sampled_from(sorted(APPROACHES)))
def test_the_verdict_follows_from_the_fields(context: ManagerContext, slug: str) -> None:
    made = judge(APPROACHES[slug], context, {})
    matched, unmatched = made.of("matched"), made.of("unmatched")
    assert (made.verdict == "poor") == (len(unmatched) > len(matched))
    assert made.verdict != "strong", "no goal is served when none is known"
    assert len(made.fields) == len(matched) + len(unmatched) + len(made.of("unknown"))


@settings(deadline=None)
@given(situations, st.sampled_from(sorted(APPROACHES)))
def test_every_field_is_of_the_situation_or_a_rule_that_holds(context: ManagerContext, slug: str) -> None:
    rules = {r.id: r for r in vocabulary().rules}
    for told in judge(APPROACHES[slug], context, {}).fields:
        assert told.basis
        assert told.words
        if told.field == "rule":
            rule = rules[told.value]
            assert holds(rule, context)
            assert slug in rule.favours or slug in rule.against
            assert told.references == rule.references
        else:
            have = getattr(context, told.field)
            assert told.value == have or told.value in have


@settings(deadline=None)
@given(situations, st.sampled_from(sorted(APPROACHES)))
def test_the_words_count_what_was_matched(context: ManagerContext, slug: str) -> None:
    made = judge(APPROACHES[slug], context, {})
    own = [f for f in (*made.of("matched"), *made.of("unmatched")) if f.field != "rule"]
    told = words_of(made)
    if own:
        matched = sum(f.verdict == "matched" for f in own)
        assert told.startswith(f"It fits you on {matched} of {len(own)} point")
        assert all(f.words in told for f in own)
        assert ("Against it" in told) == (matched < len(own))
    else:
        assert "Too little is known" in told


def test_a_rule_holds_only_when_all_its_conditions_do() -> None:
    rule = FitRule(
        id="r", when={"money": ("none", "under-10k"), "barriers": ("no-time",)}, words="w", references=("x",)
    )
    assert holds(rule, ManagerContext(money="none", barriers=("cost", "no-time")))
    assert not holds(rule, ManagerContext(money="none"))
    assert not holds(rule, ManagerContext(money="over-100k", barriers=("no-time",)))
    assert not holds(rule, ManagerContext())
