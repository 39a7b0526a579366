"""Fresh processes: one that works and is asked line by line, one that is timed from its start, one that serves."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from evals.errors import EvalsError

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
"""Seconds after which a process that says nothing is given up."""
LOOK = 0.01
"""Seconds between two looks at whether a page is up."""
SAMPLE = 0.05
"""Seconds between two readings of memory."""


@cache
def receipts_folder() -> tempfile.TemporaryDirectory[str]:
    """Where the processes keep receipts, so that an operator's own hold no made-up questions; it goes at the end."""
    return tempfile.TemporaryDirectory(prefix="kma-receipts-", ignore_cleanup_errors=True)


def surroundings() -> dict[str, str]:
    """The environment of every process: at home, and the same for ours and the baseline."""
    at_home = {
        "HF_HUB_OFFLINE": "1",
        "ANONYMIZED_TELEMETRY": "False",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "TOKENIZERS_PARALLELISM": "false",
        "KMA_STORE__FOLDER": receipts_folder().name,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    return {**os.environ, **at_home}


def start(arguments: Sequence[str], **pipes: Any) -> subprocess.Popen[str]:
    """A Python process."""
    command = [sys.executable, *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=surroundings(), text=True, **pipes)


class Worker:
    """A process of one side (``ours`` or ``recipe``), asked one thing at a time. Use it with ``with``."""

    def __init__(self, side: str) -> None:
        self.side = side
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.process = start(["-m", "evals.bench.worker", side], **pipes)

    def call(self, do: str, **arguments: Any) -> Any:
        """What the worker gives back; EvalsError with what went wrong in it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise EvalsError(
                f"the process that measures {self.side} ended.", "Look for what ended it: memory?"
            )
        reply = json.loads(line)
        if "fault" in reply:
            raise EvalsError(f"measuring {self.side}: {reply['fault']}")
        return reply["value"]

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        stop(self.process)


def seconds_to_output(arguments: Sequence[str]) -> float:
    """Seconds from the start of a Python process to the first line that it prints; it must end well."""
    started = time.perf_counter()
    process = start(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - started
    _, told = process.communicate(timeout=PATIENCE)
    if not line or process.returncode:
        raise EvalsError(f"{' '.join(arguments[:3])} failed: {told.strip().splitlines()[-1:]}.")
    return took


def seconds_to_end(arguments: Sequence[str]) -> float:
    """Seconds from the start of a Python process to its end."""
    started = time.perf_counter()
    process = start(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, told = process.communicate(timeout=PATIENCE)
    if process.returncode:
        raise EvalsError(f"{' '.join(arguments[:3])} failed: {told.strip().splitlines()[-1:]}.")
    return time.perf_counter() - started


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(arguments: Sequence[str], port: int) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """A process that serves a page; yields it with the seconds from its start to HTTP 200, and stops it after."""
    started = time.perf_counter()
    process = start(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(port):
            if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                raise EvalsError(
                    f"{' '.join(arguments[:3])} did not serve its page.", "Start it by hand to see why."
                )
            time.sleep(LOOK)
        yield process, time.perf_counter() - started
    finally:
        stop(process)


def answers(port: int) -> bool:
    """Whether the page at a port of this machine answers with 200."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def stop(process: subprocess.Popen[str]) -> None:
    """End one process that was started here."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()


class Memory:
    """Watches the resident memory of a process and its children, in MB of 10^6 bytes. Use it with ``with``."""

    def __init__(self, pid: int, every: float = SAMPLE) -> None:
        import psutil

        self.every = every
        self.samples: list[tuple[float, float]] = []
        self._process = psutil.Process(pid)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def peak(self) -> float:
        """The most that was seen."""
        return max(size for _, size in self.samples)

    def read(self) -> float:
        """Resident memory now."""
        family = [self._process, *self._process.children(recursive=True)]
        return float(sum(one.memory_info().rss for one in family)) / 1e6

    def _watch(self) -> None:
        import psutil

        while not self._over.is_set():
            try:
                self.samples.append((time.monotonic(), self.read()))
            except psutil.NoSuchProcess:
                return
            self._over.wait(self.every)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
