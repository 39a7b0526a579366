import pytest

from corpus.reading import parse_record
from corpus.wording import wording_faults
from tests.conftest import finding

TAIL = "in hospital wards that had somebody to lead the work for a year"


def faults(words: str, grade: str = "C") -> list[str]:
    text = finding("finding-x", "A finding", "networks", words, "test-audit", grade=grade)
    record = parse_record(text, "x.md")
    return [what for what, _ in wording_faults(record, record.statements[0])]


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        (f"Feedback improves practice {TAIL}.", "A"),
        (f"Feedback probably improves practice {TAIL}.", "B"),
        (f"Feedback may change things: it often improves practice {TAIL}.", "C"),
        (f"Those involved reported that it improves practice {TAIL}.", "D"),
    ],
)
def test_as_strong_as_the_grade_allows(words: str, grade: str) -> None:
    assert faults(words, grade) == []


@pytest.mark.parametrize(
    ("words", "grade", "word"),
    [
        (f"Feedback improves practice {TAIL}.", "B", "too plain"),
        (f"Feedback improves practice {TAIL}.", "U", "too plain"),
        (f"Feedback probably improves practice {TAIL}.", "C", "too plain"),
        (f"A trial proves that feedback can help {TAIL}.", "A", "stronger than any evidence"),
        ("Feedback may help.", "C", "3 words"),
        ("word " * 66, "C", "66 words"),
    ],
)
def test_too_strong_too_short_too_long(words: str, grade: str, word: str) -> None:
    (fault,) = faults(words, grade)
    assert word in fault


def test_a_speaker_may_be_as_strong_as_they_were() -> None:
    text = """---
id: interview-x
kind: interview
title: A record
approaches: [networks]
sector: health
country: GB-ENG
wording: {}
speaker: {{role: matron, organisation: trust}}
consent: published
checked: 2026-11-01
---
## What they said
- A matron said: “It definitely brought all of us on the ward closer.” [@a]
"""
    for wording, count in (("verbatim", 0), ("paraphrase", 1)):
        record = parse_record(text.format(wording), "x.md")
        assert len(wording_faults(record, record.statements[0])) == count
