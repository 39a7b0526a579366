from __future__ import annotations

from advisor.answer import FieldFit
from advisor.fit import judge
from advisor.workshop.differing import THINK_TWICE, differ
from corpus.vocabulary import vocabulary
from tests.advisor.web.samples import CONTEXT, answered, recommend, source

A = recommend("Audit and feedback")
B = recommend("Facilitation", "possible", approach="facilitation")
C = recommend("Networks", "poor", approach="networks")


def made(*recs: object, **changes: object) -> object:
    return answered(recommendations=recs, advised_against=(), **changes)


def test_the_same_answer_does_not_differ() -> None:
    found = differ(answered(), answered())
    assert found.same
    assert not found.fields
    assert found.kept == 6


def test_approaches_enter_leave_and_move() -> None:
    found = differ(made(A, B), made(B, C))  # type: ignore[arg-type]
    by_name = {m.approach: (m.change, m.before, m.after) for m in found.moves}
    assert by_name == {
        "facilitation": ("moved", 2, 1),
        "networks": ("entered", None, 2),
        "audit-feedback": ("left", 1, None),
    }
    assert [m.approach for m in found.moves] == ["facilitation", "networks", "audit-feedback"]
    assert [m.approach for m in found.of("entered")] == ["networks"]
    assert not found.same


def test_an_approach_that_is_advised_against_has_a_place_of_its_own() -> None:
    found = differ(made(A), answered(recommendations=(), advised_against=(A,)))  # type: ignore[arg-type]
    assert [(m.change, m.before, m.after) for m in found.moves] == [("moved", 1, THINK_TWICE)]


def test_verdicts_that_turn_are_told_with_their_words() -> None:
    against = FieldFit(field="money", value="none", verdict="unmatched", words="It costs more than you have.")
    found = differ(made(A), made(A.model_copy(update={"matched": (), "unmatched": (against,)})))  # type: ignore[arg-type]
    told = {v.field: (v.before, v.after, v.words) for v in found.moves[0].verdicts}
    assert told == {
        "money": ("matched", "unmatched", "It costs more than you have."),
        "audience": ("unmatched", "", "Most trials were of doctors."),
    }


def test_one_that_drops_out_is_judged_in_the_new_situation_all_the_same() -> None:
    fit = judge(vocabulary().approach("audit-feedback"), CONTEXT, {"change-clinical-practice": 1.0})
    held = A.model_copy(update={"matched": fit.of("matched"), "unmatched": fit.of("unmatched")})
    assert differ(made(held), made()).moves[0].verdicts == (), "nothing of the situation has changed"  # type: ignore[arg-type]
    late = CONTEXT.updated(timescale="days")
    (move,) = differ(made(held), made(context=late)).moves  # type: ignore[arg-type]
    assert move.change == "left"
    assert ("timescale", "", "unmatched") in {(v.field, v.before, v.after) for v in move.verdicts}


def test_rules_are_told_apart() -> None:
    rules = tuple(
        FieldFit(field="rule", value=name, verdict="matched", words=f"rule {name}") for name in ("one", "two")
    )
    with_two, with_one = (A.model_copy(update={"matched": rules[:n]}) for n in (2, 1))
    (move,) = differ(made(with_two), made(with_one)).moves  # type: ignore[arg-type]
    assert [(v.before, v.after, v.words) for v in move.verdicts] == [("matched", "", "rule two")]


def test_sources_are_known_by_their_statement_and_not_by_their_number() -> None:
    renumbered = tuple(s.model_copy(update={"number": 7 - s.number}) for s in answered().sources)
    assert differ(answered(), answered(sources=renumbered)).same
    found = differ(answered(), answered(sources=(*answered().sources[1:], source(9))))
    assert [s.number for s in found.left] == [1]
    assert [s.number for s in found.entered] == [9]
    assert found.kept == 5


def test_changed_fields_and_versions_are_named() -> None:
    after = answered(context=CONTEXT.updated(money="over-100k"), versions={"corpus": "b", "model": "m"})
    found = differ(answered(versions={"corpus": "a", "model": "m"}), after)
    assert found.fields == ("money",)
    assert found.versions == {"corpus": ("a", "b")}
