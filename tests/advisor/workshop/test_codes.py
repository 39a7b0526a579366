from __future__ import annotations

import pytest

from advisor.workshop.codes import LENGTH, LETTERS, Guesses, hashed, matches, new_code, new_key, read_code
from advisor.workshop.errors import WorkshopError


def test_a_code_has_no_letter_that_is_taken_for_another() -> None:
    assert not set(LETTERS) & set("AEIOULSZ0125")
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(len(c) == LENGTH and set(c) <= set(LETTERS) for c in made)


@pytest.mark.parametrize("typed", ["bcdfgh", " BCD FGH ", "bcd-fgh", "B.C.D.F.G.H"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "BCDFGH"


@pytest.mark.parametrize("typed", [None, 7, ["BCDFGH"], {}])
def test_what_is_no_text_is_no_code(typed: object) -> None:
    assert read_code(typed) == ""


def test_only_the_hash_of_a_key_is_kept_and_it_fits_that_key_alone() -> None:
    key = new_key()
    assert key not in hashed(key)
    assert matches(key, hashed(key))
    assert matches(key.lower().replace("-", " "), hashed(key))
    assert not matches(new_key(), hashed(key))
    assert not matches(None, hashed(key))
    assert not matches("", "")


def test_guessing_is_stopped_for_a_minute() -> None:
    time = [0.0]
    guesses = Guesses(most=3, clock=lambda: time[0])
    for _ in range(3):
        guesses.check()
        guesses.wrong()
    with pytest.raises(WorkshopError, match="too many wrong codes"):
        guesses.check()
    time[0] = 61
    guesses.check()
