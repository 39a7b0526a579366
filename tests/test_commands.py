"""The doors of the rooms: quick help, plain refusals, and a README that says the same as they do."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOORS = {
    "app.py": ["app.py"],
    "corpus": ["-m", "corpus"],
    "index": ["-m", "index"],
    "advisor": ["-m", "advisor"],
    "evals": ["-m", "evals"],
}
HELP_SECONDS = 0.75
"""Of processor time; half a second is the aim, and a core that is shared with another program takes longer over it."""
QUESTION = "How do we get ward teams to use research on falls?"


def run(*arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, 80 columns wide."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env={**os.environ, "COLUMNS": "80", "PYTHONWARNINGS": "default"},
    )


def processor_seconds() -> float:
    """What the processes started from here have used so far."""
    spent = os.times()
    return spent.children_user + spent.children_system


@pytest.mark.parametrize("door", DOORS)
def test_help_is_quick(door: str) -> None:
    took = []
    for _ in range(6):
        before = processor_seconds()
        done = run(*DOORS[door], "--help")
        took.append(processor_seconds() - before)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("usage: ")
    assert min(took) < HELP_SECONDS


@pytest.mark.parametrize("door", DOORS)
def test_the_readme_gives_the_help_as_it_is(door: str) -> None:
    shown = re.findall(
        r"```text\n(usage: .*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert run(*DOORS[door], "--help").stdout in shown, f"paste the help of {door} into README.md again"


@pytest.fixture
def taken() -> object:
    """A port that another program listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


REFUSED: list[tuple[str, list[str]]] = [
    ("app.py", ["--port", "99999"]),
    ("app.py", ["--host", "203.0.113.1"]),
    ("corpus", ["check", "nowhere"]),
    ("index", ["build", "--corpus", "nowhere"]),
    ("index", ["build", "--if-needed", "--corpus", "nowhere"]),
    ("index", ["build", "--model", "nowhere"]),
    ("advisor", ["ask", ""]),
    ("advisor", ["ask", QUESTION, "--context", "nowhere.json"]),
    ("advisor", ["ask", QUESTION, "--context", "pyproject.toml"]),
    ("advisor", ["ask", QUESTION, "--history", "nowhere.json"]),
    ("evals", ["run", "nowhere.yaml"]),
    ("evals", ["run", "pyproject.toml"]),
    ("evals", ["retrieval", "nowhere"]),
]


@pytest.mark.parametrize(
    ("door", "arguments"), REFUSED, ids=lambda value: " ".join(value).replace(QUESTION, "Q")
)
def test_bad_input_is_refused_in_a_sentence(door: str, arguments: list[str]) -> None:
    refused(run(*DOORS[door], *arguments))


def test_a_port_in_use_is_refused_in_a_sentence(taken: str) -> None:
    done = run("app.py", "--port", taken)
    refused(done)
    assert taken in done.stderr


@pytest.mark.parametrize("door", [d for d in DOORS if d != "app.py"])
def test_no_command_at_all_is_a_usage_error(door: str) -> None:
    done = run(*DOORS[door])
    assert done.returncode == 2
    assert done.stderr.startswith("usage: ")


def refused(done: subprocess.CompletedProcess[str]) -> None:
    """Exit 2, one line, no traceback, nothing on standard output."""
    assert "Traceback" not in done.stderr
    assert done.returncode == 2, done.stderr + done.stdout
    said = [
        line for line in done.stderr.splitlines() if line.strip() and not line.startswith(("usage: ", " "))
    ]
    assert len(said) == 1, done.stderr
    assert said[0].rstrip().endswith((".", ")"))
    assert done.stdout == ""
