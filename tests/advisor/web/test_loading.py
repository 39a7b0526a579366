"""Opening something slow in the background."""

from __future__ import annotations

import threading

import pytest

from advisor.web.loading import Loading


def test_it_opens_once_and_waits() -> None:
    gate = threading.Event()
    loading = Loading(lambda: gate.wait(5)).start()
    assert not loading.wait(0)
    gate.set()
    assert loading.value() is True
    assert loading.wait(0)
    assert loading.failure is None


def test_a_failure_is_kept_and_raised_where_the_value_is_wanted() -> None:
    def fail() -> int:
        raise LookupError("no index")

    loading = Loading(fail).start()
    assert loading.wait(5)
    assert isinstance(loading.failure, LookupError)
    with pytest.raises(LookupError, match="no index"):
        loading.value()


def test_something_open_already() -> None:
    assert Loading.of(3).value() == 3
