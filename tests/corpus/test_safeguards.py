from datetime import date

import pytest

from corpus.reading import parse_record
from corpus.safeguards import consent_faults, find_identifiers, mask, small_cells

TODAY = date(2026, 11, 23)
OWN = """---
id: interview-a
kind: interview
title: A record
approaches: [audit-feedback]
sector: health
country: GB-ENG
wording: {wording}
speaker: {{role: matron, organisation: acute trust}}
{participant}consent: {consent}
checked: 2026-11-01
---
## What they said
- Words. [@test-audit, line 1]
"""


def faults(consent: str, wording: str = "verbatim", participant: str = "participant: P01\n") -> list[str]:
    text = OWN.format(consent=consent, wording=wording, participant=participant)
    return [what for what, _ in consent_faults(parse_record(text, "x.md"), TODAY)]


def test_mask() -> None:
    text = "Jane lives at LS2 9JT."
    assert mask(text, find_identifiers(text, ["Jane"])) == "[a name removed] lives at [a postcode removed]."


def test_small_cells_count_people_not_turns() -> None:
    people = [
        ("P1", "Matron", "acute trust"),
        ("P1", "matron", "Acute trust"),
        ("P2", "nurse", "x"),
        ("P3", "nurse", "x"),
    ]
    assert small_cells(people) == [("matron", "acute trust")]


def test_consent_that_holds() -> None:
    assert faults("{date: 2026-01-01, scope: quote, expires: 2026-11-23}") == []
    assert faults("published", participant="") == []


@pytest.mark.parametrize(
    ("consent", "word"),
    [
        ("{date: 2026-01-01, scope: quote, withdrawn: 2026-02-01}", "withdrawn"),
        ("{date: 2026-01-01, scope: quote, expires: 2026-11-22}", "ended"),
        ("{date: 2026-12-01, scope: quote}", "to come"),
        ("{date: 2026-01-01, scope: paraphrase}", "paraphrase only"),
    ],
)
def test_consent_that_does_not(consent: str, word: str) -> None:
    (fault,) = faults(consent)
    assert word in fault


def test_a_participant_without_a_code_could_not_withdraw() -> None:
    (fault,) = faults("{date: 2026-01-01, scope: quote}", participant="")
    assert "no participant code" in fault
