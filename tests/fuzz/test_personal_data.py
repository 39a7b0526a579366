"""Personal data in a question is refused before it is read, and neither kept nor logged nor given back."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.answer import Answer, Status
from advisor.pipeline import Advisor
from advisor.screening import screen
from advisor.settings import Settings

LONGEST = 2000
WORDS = st.lists(
    st.sampled_from("we want ward teams to use research on falls how should they".split()), max_size=12
)
QUIET = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check_digit(nine: str) -> str:
    """The tenth digit of an NHS number; "" for nine digits that have none (the NHS data dictionary's rule)."""
    rest = 11 - sum(int(d) * (10 - i) for i, d in enumerate(nine)) % 11
    return "" if rest == 10 else str(rest % 11)


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    """NHS numbers of the range that is kept for tests (999 000 0000 and on), written in several ways."""
    nine = draw(st.from_regex(r"999\d{6}", fullmatch=True, alphabet="0123456789").filter(check_digit))
    digits = nine + check_digit(nine)
    return draw(
        st.sampled_from(
            [digits, f"{digits[:3]} {digits[3:6]} {digits[6:]}", f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"]
        )
    )


def emails() -> st.SearchStrategy[str]:
    name = st.from_regex(r"[a-z]{2,8}(\.[a-z]{2,8})?", fullmatch=True, alphabet="abcdefghijklmnopqrstuvwxyz.")
    return st.builds("{}@{}".format, name, st.sampled_from(["nhs.example", "trust.example.org"]))


PERSONAL = st.one_of(
    nhs_numbers(), emails(), st.sampled_from(["07700 900123", "07700900456", "020 7946 0018"])
)
"""Numbers that the regulator keeps for drama, and made-up addresses."""


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str]:
    """A question with personal data somewhere in it, and that data."""
    held = draw(PERSONAL)
    before, after = draw(WORDS), draw(WORDS)
    return " ".join([*before, held, *after, "falls?"]), held


class Unread(Advisor):
    """An advisor with nothing behind the screen, so that reading on would fail."""

    def _stamped(self, answer: Answer) -> Answer:
        return answer


@QUIET
@given(questions())
def test_it_is_refused_and_nothing_of_it_is_kept(
    caplog: pytest.LogCaptureFixture, asked: tuple[str, str]
) -> None:
    question, held = asked
    behind = object.__new__(Unread)
    behind.settings, behind.writer = Settings(), None
    with caplog.at_level(logging.DEBUG):
        answer = behind.advise(question)
    assert answer.status is Status.BLOCKED
    assert held not in answer.model_dump_json()
    assert held not in caplog.text
    assert "falls" not in answer.question


@QUIET
@given(st.text(max_size=400))
def test_what_passes_the_screen_holds_no_unseen_characters_and_screens_the_same_again(question: str) -> None:
    screened = screen(question, LONGEST)
    if screened.fault:
        assert screened.text == ""
        assert question not in screened.fault or len(question) < 4
    else:
        assert screened.text.isprintable() or any(not c.isprintable() and c == " " for c in screened.text)
        assert screen(screened.text, LONGEST * 4).kind in ("", "language", "personal")
