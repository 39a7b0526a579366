"""Builds that are killed, race each other, or run out of disk: the build in use goes on, and the next one succeeds."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.builds import current_build
from index.contents import open_store, read_passages, read_vectors
from index.manifest import read_manifest, verify_files
from index.opening import open_index
from index.options import IndexOptions
from index.reuse import NOTES
from index.server import LOCAL
from tests.index.hashing import HashingEmbedder

if sys.platform == "win32":
    pytest.skip("Windows has neither fork nor SIGKILL", allow_module_level=True)

HERE = Path(__file__).parent
KILLS = 50


class Nursery:
    """Starts builders; see tests/index/nursery.py."""

    def __init__(self, said: Path) -> None:
        self.said = said
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "nursery.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._told() == "ready"

    def _told(self) -> str:
        """The next line that is not what a build prints itself."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline().strip():
            if line.split()[0] in ("ready", "pid", "end"):
                return line
        raise AssertionError("the nursery ended")

    def start(self, corpus: Path, into: Path, identity: str, largest: int = -1) -> int:
        """Start a builder; its process id."""
        assert self.process.stdin is not None
        arguments = ["--corpus", str(corpus), "--into", str(into)]
        self.process.stdin.write(json.dumps([arguments, identity, largest, str(self.said)]) + "\n")
        self.process.stdin.flush()
        return int(self._told().split()[1])

    def end(self) -> int:
        """How the builder ended."""
        return int(self._told().split()[1])

    def complaints(self) -> list[str]:
        """What its builders said but for their progress; forgotten once it is read."""
        lines = self.said.read_text(encoding="utf-8").splitlines() if self.said.exists() else []
        self.said.unlink(missing_ok=True)
        return [line for line in lines if line.strip() and "Embedding" not in line]


@pytest.fixture(scope="module")
def nurseries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Nursery, Nursery]]:
    folder = tmp_path_factory.mktemp("nurseries")
    made = Nursery(folder / "one"), Nursery(folder / "other")
    yield made
    for nursery in made:
        nursery.process.communicate(timeout=60)


@pytest.fixture
def nursery(nurseries: tuple[Nursery, Nursery]) -> Nursery:
    nurseries[0].complaints()
    return nurseries[0]


def sound(folder: Path) -> str:
    """The name of the build in use, every file and every vector of which is as it was written."""
    build = current_build(folder)
    manifest = read_manifest(build)
    verify_files(build, manifest)
    passages = read_passages(build)
    assert len(read_vectors(build, manifest, passages)) == manifest.passages
    return build.name


def test_killed_at_fifty_random_points(nursery: Nursery, mini_corpus: Path, tmp_path: Path) -> None:
    into = tmp_path / "builds"
    started = time.monotonic()
    nursery.start(mini_corpus, into, "hashing@first")
    assert nursery.end() == 0
    nursery.start(mini_corpus, into, "hashing@second")
    assert nursery.end() == 0
    took = (time.monotonic() - started) / 2
    chance = random.Random(7)
    killed = finished = 0
    for turn in range(KILLS):
        before = sound(into)
        builder = nursery.start(mini_corpus, into, f"hashing@{turn}")
        time.sleep(chance.uniform(0, took))
        with contextlib.suppress(ProcessLookupError):
            os.kill(builder, signal.SIGKILL)
        ended = nursery.end()
        assert ended in (0, -signal.SIGKILL)
        after = sound(into)
        if ended == 0:
            finished += 1
            assert after != before
        else:
            killed += 1
            assert len([p for p in into.iterdir() if p.is_dir() and p.name[0].isdigit()]) <= 4
        if turn % 10 == 9:
            nursery.start(mini_corpus, into, f"hashing@whole-{turn}")
            assert nursery.end() == 0
            assert sound(into) not in (before, after)
    assert killed >= KILLS // 2, f"only {killed} of {KILLS} were killed before they had finished"
    nursery.start(mini_corpus, into, "hashing@last")
    assert nursery.end() == 0
    build = current_build(into)
    store = open_store(build, read_manifest(build), LOCAL)
    passages = read_passages(build)
    store.check(passages, read_vectors(build, read_manifest(build), passages))
    store.close()
    left = {p.name for p in into.iterdir()} - {".lock", ".readers", "CURRENT"}
    assert left == {p.name for p in into.iterdir() if p.is_dir()} - {".readers"}
    assert len(left) <= 3, left


def test_killed_while_it_amends_a_copy(nursery: Nursery, mini_corpus: Path, tmp_path: Path) -> None:
    into, restated = tmp_path / "builds", tmp_path / "corpus"
    shutil.copytree(mini_corpus, restated)
    record = restated / "cases" / "case-ward-audit.md"
    record.write_text(record.read_text("utf-8").replace("two months late", "three months late"), "utf-8")
    started = time.monotonic()
    for corpus in (mini_corpus, restated):
        nursery.start(corpus, into, "hashing@same")
        assert nursery.end() == 0
    assert '"amended":1' in (current_build(into) / NOTES).read_text("utf-8")
    took = (time.monotonic() - started) / 2
    chance = random.Random(11)
    ends: list[int] = []
    for turn in range(20):
        builder = nursery.start(restated if turn % 2 else mini_corpus, into, "hashing@same")
        time.sleep(chance.uniform(0, took))
        with contextlib.suppress(ProcessLookupError):
            os.kill(builder, signal.SIGKILL)
        ends.append(nursery.end())
        sound(into)
    assert -signal.SIGKILL in ends
    nursery.start(mini_corpus, into, "hashing@same")
    assert nursery.end() == 0
    build = current_build(into)
    assert sound(into) == max(p.name for p in into.glob("2*"))
    store = open_store(build, read_manifest(build), LOCAL)
    store.check(read_passages(build), read_vectors(build, read_manifest(build), read_passages(build)))
    store.close()


def test_of_two_builders_one_wins_and_the_other_says_so(
    nurseries: tuple[Nursery, Nursery], mini_corpus: Path, tmp_path: Path
) -> None:
    into = tmp_path / "builds"
    refused = 0
    for turn in range(6):
        for who, nursery in enumerate(nurseries):
            nursery.start(mini_corpus, into, f"hashing@{turn}-{who}")
        ends = [nursery.end() for nursery in nurseries]
        assert 0 in ends
        assert set(ends) <= {0, 2}
        refused += ends.count(2)
        sound(into)
    said = [line for nursery in nurseries for line in nursery.complaints()]
    assert refused, "they never met"
    assert said == [f"another process is building into {into}. Wait until it has finished."] * refused


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where this user may make one."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no file system can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_the_build_in_use_stays(
    nursery: Nursery, mini_corpus: Path, small_disk: Path
) -> None:
    nursery.start(mini_corpus, small_disk, "hashing@1")
    assert nursery.end() == 0
    before = sound(small_disk)
    room = os.statvfs(small_disk)
    for spare in (300_000, 200_000, 60_000, 3_000):
        filler = small_disk / "filler"
        filler.write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - spare))
        nursery.start(mini_corpus, small_disk, "hashing@2")
        assert nursery.end() == 2
        assert sound(small_disk) == before
        filler.unlink()
        assert len([p for p in small_disk.iterdir() if p.is_dir() and p.name[0].isdigit()]) == 1
    said = nursery.complaints()
    assert len(said) == 4, said
    assert all("Free space, or name another folder." in line for line in said), said
    nursery.start(mini_corpus, small_disk, "hashing@2")
    assert nursery.end() == 0


def test_a_read_only_disk_is_told_and_can_be_searched(
    nursery: Nursery, mini_corpus: Path, small_disk: Path
) -> None:
    nursery.start(mini_corpus, small_disk, "hashing@1")
    assert nursery.end() == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    nursery.start(mini_corpus, small_disk, "hashing@2")
    assert nursery.end() == 2
    assert nursery.complaints() == [
        f"the index can't be written into {small_disk}: Read-only file system. Free space, or name another folder."
    ]
    index = open_index(IndexOptions(folder=small_disk), mini_corpus, HashingEmbedder("hashing@1"))
    assert index.searcher.search("charts of falls on wards")


@pytest.mark.parametrize("largest", [2_000, 12_000, 100_000])
def test_a_file_that_may_not_grow_is_told(
    largest: int, nursery: Nursery, mini_corpus: Path, tmp_path: Path
) -> None:
    nursery.start(mini_corpus, tmp_path / "builds", "hashing@1")
    assert nursery.end() == 0
    before = sound(tmp_path / "builds")
    nursery.start(mini_corpus, tmp_path / "builds", "hashing@2", largest)
    assert nursery.end() == 2
    assert sound(tmp_path / "builds") == before
    assert len(list((tmp_path / "builds").glob("2*"))) == 1
    (said,) = nursery.complaints()
    assert "Free space, or name another folder." in said
