from __future__ import annotations

import pytest

from advisor.verifying.numbers import missing, quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,060 practices", [1060]),
        ("£20m and 1.2bn", [20e6, 1.2e9]),
        ("27 million records", [27e6]),
        ("twenty-four homes", [24]),
        ("two hundred wards", [200]),
        ("two-thirds", [66.67]),
        ("nine in ten", [90]),
        ("half of them", [50]),
        ("a dozen", [12]),
        ("three years", [36]),
        ("two to three years", [24, 36]),
        ("one of them", []),
        ("in 2012", [2012]),
        ("", []),
    ],
)
def test_values(text: str, values: list[float]) -> None:
    assert [q.value for q in quantities(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("28%", "28 per cent of them"),
        ("a quarter of trusts", "25% of trusts"),
        ("three in four", "75%"),
        ("fifteen ARCs", "15 ARCs"),
        ("12 months", "a year"),
        ("for two years", "for 24 months"),
        ("over 2,000", "2,050 nurses"),
        ("almost three-quarters", "73%"),
        ("about 60 trusts", "61 trusts"),
        ("12 to 18 months", "between 12 and 18 months"),
        ("2015-2018", "2015-18"),
        ("phase two", "the second phase"),
        ("€14.30m", "€14.3m"),
    ],
)
def test_the_same_said_otherwise(claim: str, evidence: str) -> None:
    assert missing(claim, [evidence]) == ()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("28%", "82%"),
        ("28%", "28 trusts"),
        ("60 trusts", "61 trusts"),
        ("over 2,000", "1,950 nurses"),
        ("three years", "three months"),
        ("in 2012", "in 2013"),
        ("£20m", "£20bn"),
        ("five trusts", "some trusts"),
    ],
)
def test_another_figure_is_missing(claim: str, evidence: str) -> None:
    assert missing(claim, [evidence])
