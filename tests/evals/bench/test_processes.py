"""Workers, fresh processes and memory, with real processes that do little."""

from __future__ import annotations

import io
import json

import pytest

from corpus.errors import KmaError
from evals.bench import processes, worker
from evals.bench.processes import Memory, free_port, seconds_to_end, seconds_to_output, served, start, stop
from evals.errors import EvalsError


def test_the_first_line_is_timed_and_not_the_end() -> None:
    code = "import sys, time; print('said', flush=True); time.sleep(0.7)"
    said, ended = seconds_to_output(["-c", code]), seconds_to_end(["-c", code])
    assert said > 0
    assert ended > 0.7


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('said'); raise SystemExit(3)"])
def test_a_process_that_fails_is_no_figure(code: str) -> None:
    with pytest.raises(EvalsError, match="failed"):
        seconds_to_output(["-c", code])
    with pytest.raises(EvalsError, match="failed"):
        seconds_to_end(["-c", code])


def test_a_page_is_waited_for_and_stopped() -> None:
    port = free_port()
    with served(["-m", "http.server", str(port), "--bind", "127.0.0.1"], port) as (process, seconds):
        assert processes.answers(port)
        assert seconds > 0
    assert process.poll() is not None
    assert not processes.answers(port)


def test_a_page_that_never_comes_is_told() -> None:
    with pytest.raises(EvalsError, match="did not serve"), served(["-c", "pass"], free_port()):
        pass


def test_the_peak_of_memory_is_seen() -> None:
    code = "import sys; held = bytearray(120_000_000); print('x', flush=True); del held; sys.stdin.read()"
    process = start(["-c", code], stdin=-1, stdout=-1)
    with Memory(process.pid, every=0.005) as memory:
        assert process.stdout is not None
        process.stdout.readline()
    stop(process)
    assert 10 < memory.peak < 400
    assert [size for _, size in memory.samples]


def test_a_worker_answers_line_by_line_and_tells_its_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise KmaError("there is no index.", "Build it.")

    calls = {"double": lambda n: 2 * n, "refuse": refuse, "break": lambda: 1 / 0}
    monkeypatch.setattr(worker, "calls_of", lambda side: calls)
    asked = [{"do": "double", "n": 4}, {"do": "refuse"}, {"do": "break"}]
    told = io.StringIO()
    worker.work("ours", io.StringIO("".join(json.dumps(a) + "\n" for a in asked)), told)
    replies = [json.loads(line) for line in told.getvalue().splitlines()]
    assert replies[0] == {"value": 8}
    assert replies[1] == {"fault": "there is no index. Build it."}
    assert replies[2]["fault"].startswith("ZeroDivisionError")


def test_both_sides_can_be_asked_what_the_benchmarks_ask() -> None:
    assert {"open", "search", "answer", "recipe_store", "warm", "build", "vectors"} <= set(
        worker.calls_of("ours")
    )
    assert {"open", "search", "warm", "build", "vectors"} <= set(worker.calls_of("recipe"))
