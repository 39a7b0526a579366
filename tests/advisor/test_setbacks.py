"""What may stand under what struggled."""

from __future__ import annotations

import pytest

from advisor.setbacks import tells_of_setback
from index.passages import Passage


def passage(text: str, kind: str = "case") -> Passage:
    return Passage(
        id="r/1", record="r", kind=kind, context="", text=text, section="Evidence", aspect="effect", approaches=("networks",),
        direction="mixed", grade="C", sector="health", country="GB-ENG", setting=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Prescribing was no different a year later.", True),
        ("Teams liked the feedback, but few changed what they did.", True),
        ("It didn’t spread beyond the first ward.", True),
        ("Referral stayed at about a third.", True),
        ("Prescribing went from 27% to 23% in the groups that were visited.", False),
        ("Leaders saw the schools as vital, and built awareness.", False),
    ],
)
def test_a_cases_statement_must_tell_of_it(text: str, told: bool) -> None:
    assert tells_of_setback(passage(text)) is told


def test_a_findings_direction_is_its_own() -> None:
    assert tells_of_setback(passage("Care improved faster in its first year.", kind="finding"))
