"""Schemes that a question names."""

from __future__ import annotations

import datetime

import pytest

from advisor.schemes import Schemes
from corpus.records import AnyRecord, CaseProfile, Citation, Statement, SynthesisFinding

SHARED = {
    "sector": "health",
    "country": "GB-ENG",
    "approaches": ("audit-feedback",),
    "checked": datetime.date(2026, 11, 1),
    "direction": "mixed",
    "grade": "C",
}


def statements(name: str) -> tuple[Statement, ...]:
    return (
        Statement(id=f"{name}/e/1", text="It ran.", section="Evidence", citations=(Citation(reference="x"),)),
    )


def case(name: str, title: str) -> CaseProfile:
    return CaseProfile(id=name, title=title, years="2020", statements=statements(name), **SHARED)


def finding(name: str, title: str) -> SynthesisFinding:
    return SynthesisFinding(
        id=name,
        title=title,
        aspect="effect",
        design="rct",
        closeness="near",
        statements=statements(name),
        **SHARED,
    )


RECORDS: list[AnyRecord] = [
    case("case-pincer", "PINCER in general practice"),
    case("case-betterbirth", "BetterBirth coaching in India"),
    case("case-big-push", "Big Push Leeds: charts on wards"),
    case("case-nhs", "NHS audit of GP letters, NICE and COVID-19"),
    finding("finding-epoch", "EPOCH across hospitals"),
]


@pytest.fixture(scope="module")
def schemes() -> Schemes:
    return Schemes(RECORDS)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("What was PINCER?", "case-pincer"),
        ("(PINCER)", "case-pincer"),
        ("Did BetterBirth help?", "case-betterbirth"),
        ("tell me of the Big Push Leeds", "case-big-push"),
    ],
)
def test_a_case_is_known_by_its_name(schemes: Schemes, text: str, record: str) -> None:
    assert schemes.named(text) == {record}


def test_several_can_be_named(schemes: Schemes) -> None:
    assert schemes.named("PINCER or BetterBirth?") == {"case-pincer", "case-betterbirth"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the pincers",
        "superPINCER",
        "What did the NHS, NICE, a GP and COVID-19 do?",
        "What was EPOCH?",
        "an audit",
    ],
)
def test_everyday_names_parts_of_words_and_findings_do_not_count(schemes: Schemes, text: str) -> None:
    assert schemes.named(text) == frozenset()


def test_a_name_in_small_letters_is_taken_for_a_word() -> None:
    schemes = Schemes([case("case-farr", "FARR on wards")])
    assert schemes.named("we came from farr and wide to ask") == frozenset()
    assert schemes.named("we came from FARR and wide to ask") == {"case-farr"}


def test_a_name_that_many_cases_share_says_nothing() -> None:
    many = [case(f"case-{n}", f"KITE number {n}") for n in range(5)]
    assert Schemes(many).named("What was KITE?") == frozenset()
    assert len(Schemes(many[:4]).named("What was KITE?")) == 4


def test_with_no_records_nothing_is_named() -> None:
    assert Schemes([]).named("What was PINCER?") == frozenset()
