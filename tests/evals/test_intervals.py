"""Bootstrap intervals and verdicts, against figures worked out by hand."""

from __future__ import annotations

from evals.intervals import f1, f1_interval, interval, judged


def test_an_interval_is_the_same_each_time_and_holds_the_mean() -> None:
    low, high = interval([0.0, 1.0] * 50)
    assert 0.3 < low < 0.5 < high < 0.7
    assert (low, high) == interval([0.0, 1.0] * 50)
    assert interval([0.25]) == (0.25, 0.25)


def test_a_verdict_waits_for_items_and_for_more_than_noise() -> None:
    assert judged(0.02, 0.1, 50) == "better"
    assert judged(-0.1, -0.02, 50) == "worse"
    assert judged(-0.1, 0.1, 50) == "too close to call"
    assert judged(0.02, 0.1, 9) == "too close to call"
    assert judged(0.02, 0.1, 50, noise=0.05) == "too close to call"


def test_f1_and_the_interval_of_its_difference() -> None:
    assert f1([(True, True), (True, False), (False, True)]) == 0.5
    assert f1([(False, False)]) == 1.0
    same = [(True, True), (False, True)] * 8
    assert f1_interval(same, same) == (0.0, 0.0)
    worse, better = [(True, n % 2 == 0) for n in range(40)], [(True, True)] * 40
    low, high = f1_interval(worse, better)
    assert 0.15 < low < 1 - 2 / 3 < high < 0.6
