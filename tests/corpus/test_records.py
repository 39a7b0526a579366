from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from corpus.records import Citation, Consent, InterviewExcerpt, Speaker, Statement, SynthesisFinding

SAID = Statement(id="x/y/1", text="Words.", section="Y", citations=(Citation(reference="a"),))
SHARED: dict[str, Any] = {
    "id": "interview-x",
    "title": "A record",
    "sector": "health",
    "country": "GB-ENG",
    "approaches": ("networks",),
    "checked": date(2026, 11, 1),
    "statements": (SAID,),
}
VOICE: dict[str, Any] = {
    **SHARED,
    "wording": "paraphrase",
    "speaker": Speaker(role="matron", organisation="trust"),
}


def test_frozen_and_closed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        SAID.text = "Other."  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        Citation(reference="a", page=3)  # type: ignore[call-arg]


def test_an_interview_of_a_published_study_has_no_participant() -> None:
    assert InterviewExcerpt(**VOICE, consent="published").participant is None


@pytest.mark.parametrize("code", ["P01", "p-1", "GP12"])
def test_a_participant_is_a_code(code: str) -> None:
    consent = Consent(date=date(2026, 1, 1), scope="quote")
    assert InterviewExcerpt(**VOICE, consent=consent, participant=code).participant == code


@pytest.mark.parametrize("name", ["Jane", "Jane Smith", "", "12"])
def test_a_participant_is_never_a_name(name: str) -> None:
    with pytest.raises(ValidationError):
        InterviewExcerpt(**VOICE, consent="published", participant=name)


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "Interview X"},
        {"title": "ab"},
        {"sector": "magic"},
        {"approaches": ()},
        {"statements": ()},
        {"consent": "spoken"},
        {"wording": "roughly"},
    ],
)
def test_what_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        InterviewExcerpt(**{**VOICE, "consent": "published", **changed})


def test_a_finding_needs_its_design() -> None:
    with pytest.raises(ValidationError, match="design"):
        SynthesisFinding(**SHARED, aspect="effect", direction="helps", grade="A", closeness="near")  # type: ignore[call-arg]
