"""Leases: a build that a process reads is known to be read, and one that a dead process read is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.leases import READERS, hold, in_use


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    return tmp_path / "build"


def test_it_is_in_use_until_the_last_reader_lets_go(build: Path) -> None:
    assert not in_use(build)
    one, other = hold(build), hold(build)
    assert in_use(build)
    one.release()
    one.release()
    assert in_use(build)
    other.release()
    assert not in_use(build)
    assert list((build.parent / READERS).iterdir()) == []


def test_another_process_is_seen_and_its_death_too(build: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.leases import hold\n"
        "lease = hold(Path(sys.argv[1])); print('held', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(build)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "held\n"
        assert in_use(build)
        reader.kill()
        reader.wait(20)
        assert not in_use(build)


def test_a_folder_that_can_not_be_written_is_read_without_a_lease(build: Path) -> None:
    (build.parent / READERS).write_text("in the way")
    lease = hold(build)
    lease.release()
