"""Days as they are written."""

from __future__ import annotations

import pytest

from advisor.workshop.dates import day


@pytest.mark.parametrize(
    ("noted", "expected"),
    [("2026-11-03T10:00:00+00:00", "3 November 2026"), ("2026-12-31T23:59:59.5+00:00", "31 December 2026")],
)
def test_the_day_that_was_noted(noted: str, expected: str) -> None:
    assert day(noted) == expected
