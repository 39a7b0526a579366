"""A small corpus to change, a study's roles file and transcript, and a record to spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import finding, write_mini_corpus

ROLES = """\
study:
  id: wards
  title: Ward study
  reference: test-audit
  sector: health
  country: GB-ENG
  approaches: [audit-feedback]
interviewers: [INT]
participants:
  - participant: P01
    labels: [P01, Jane]
    names: [Jane Tester]
    role: ward manager
    organisation: acute trust
    consent: {date: 2026-01-05, scope: quote, expires: 2099-01-05}
  - participant: P02
    labels: [P02]
    role: matron
    organisation: acute trust
    consent: {date: 2026-01-05, scope: paraphrase, expires: 2099-01-05}
"""
TRANSCRIPT = """\
INT: How does research reach you?
P01: We definitely read 3 papers together over lunch on the first Friday of the month.
Then the room was taken away and nobody wanted to fight for it.
P02: I never once had an hour free to open the bulletin that the library sends round.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus to change."""
    return write_mini_corpus(tmp_path / "corpus")


@pytest.fixture
def roles_file(tmp_path: Path) -> Path:
    """The roles file of a study with two participants."""
    path = tmp_path / "roles.yaml"
    path.write_text(ROLES, encoding="utf-8")
    return path


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """A transcript of both participants."""
    path = tmp_path / "talk.txt"
    path.write_text(TRANSCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def sound() -> str:
    """A finding with no fault."""
    return finding(
        "finding-audit-feedback-new",
        "A new finding",
        "audit-feedback",
        "Feedback on falls may help a ward when somebody has the time to talk the chart through with its nurses.",
        "test-audit, abstract",
        grade="C",
    )
