"""Polarity, direction, names, approaches and strength of wording, each on its own."""

from __future__ import annotations

import pytest

from advisor.verifying import approaches, direction, names, polarity, strength
from advisor.verifying.words import read


@pytest.mark.parametrize(
    ("claim", "evidence", "conflicts"),
    [
        ("Audit did not improve care.", "Audit improved care.", True),
        ("Audit improved care.", "Audit did not improve care.", True),
        ("Audit didn't improve care.", "Audit never improved care.", False),
        ("The scheme has never been evaluated.", "No evaluation of the scheme was seen.", False),
        ("Staff do not lack time.", "Staff lack time.", True),
        ("Not only nurses took part.", "Nurses took part.", False),
        ("It was done without extra money.", "It was done with extra money.", True),
        ("Reports failed to reach the wards.", "Reports reached the wards.", True),
        ("Audit improved care.", "Nurses did not like the canteen.", False),
    ],
)
def test_negation(claim: str, evidence: str, conflicts: bool) -> None:
    assert (polarity.conflict(read(claim), read(evidence)) >= 0.5) is conflicts


@pytest.mark.parametrize(
    ("claim", "evidence", "conflicts"),
    [
        ("Infection rates rose in the units.", "Infection rates fell in the units.", True),
        ("Infection rates fell in the units.", "Infection rates dropped in the units.", False),
        ("Outreach raised treatment success.", "Outreach had no effect on treatment success.", True),
        (
            "Outreach made no difference to treatment success.",
            "Outreach had no effect on treatment success.",
            False,
        ),
        ("Raised neither literacy nor research use.", "Saw no rise in literacy or research use.", False),
        ("Infection rates rose.", "Costs fell in the canteen.", False),
    ],
)
def test_direction(claim: str, evidence: str, conflicts: bool) -> None:
    assert (direction.conflict(read(claim), read(evidence)) >= 0.45) is conflicts


@pytest.mark.parametrize(
    ("claim", "evidence", "count"),
    [
        ("They agreed on it.", "They disagreed on it.", 1),
        ("They did not agree on it.", "They disagreed on it.", 0),
        ("It was easy.", "It was easy and hard.", 0),
        ("It was easy.", "It was quick.", 0),
    ],
)
def test_opposites(claim: str, evidence: str, count: int) -> None:
    assert direction.opposites(read(claim), read(evidence)) == count


@pytest.mark.parametrize(
    ("claim", "evidence", "absent"),
    [
        ("Wards in Wales took part.", "Welsh wards took part.", set()),
        ("Wards in England took part.", "Wards in the UK took part.", {"GB-ENG"}),
        ("Wards in the UK took part.", "English wards took part.", set()),
        ("Dutch wards took part.", "Wards in Denmark took part.", {"NL"}),
        ("It gave us time.", "It gave time.", set()),
        ("Wards in America took part.", "Wards in the United States took part.", set()),
    ],
)
def test_places(claim: str, evidence: str, absent: set[str]) -> None:
    assert names.missing_places(read(claim), read(evidence)) == absent


@pytest.mark.parametrize(
    ("claim", "evidence", "absent"),
    [
        ("ICBs differ.", "Integrated care boards differ.", []),
        ("The Integrated Care Board met.", "The ICB met.", []),
        ("It began in Gwent.", "It began in Glasgow.", ["Gwent"]),
        ("NeoKIP took three years.", "The scheme took three years.", ["NeoKIP"]),
        ("Interviewed nurses liked it.", "Nurses liked it.", []),
        ("SCIE's history is long.", "SCIE has a long history.", []),
    ],
)
def test_names(claim: str, evidence: str, absent: list[str]) -> None:
    assert [t.raw for t in names.missing_names(read(claim), read(evidence))] == absent


@pytest.mark.parametrize(
    ("claim", "evidence", "swapped"),
    [
        ("Knowledge brokers helped.", "Clinical librarians helped.", 1.0),
        ("A knowledge broker helped.", "Knowledge brokers helped.", 0.0),
        ("Boundary spanners helped.", "Knowledge brokers helped.", 0.0),
        ("The audit helped.", "The librarians helped.", 0.5),
        ("Nurses helped.", "Librarians helped.", 0.0),
    ],
)
def test_approaches(claim: str, evidence: str, swapped: float) -> None:
    assert approaches.swapped(read(claim), read(evidence)) == swapped


@pytest.mark.parametrize(
    ("claim", "evidence", "fails"),
    [
        ("It improves care.", "It may improve care.", True),
        ("It probably improves care.", "It may improve care.", False),
        ("It may improve care.", "It improves care.", False),
        ("It is proven to improve care.", "It improves care.", True),
        ("It will improve care.", "It may improve care.", True),
        ("Trials show better care.", "Managers describe better care.", True),
        ("It improves care.", "It improves care.", False),
    ],
)
def test_strength(claim: str, evidence: str, fails: bool) -> None:
    assert (strength.overclaimed(read(claim), read(evidence)) >= 0.5) is fails
