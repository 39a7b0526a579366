"""Weights that are mapped: read as they are in the file, given back, and read again."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

import numpy as np
import pytest

from index.weights import Weights

SIZE = 8_000_000


@pytest.fixture
def weights(tmp_path: Path) -> Weights:
    (tmp_path / "weights.bin").write_bytes(np.arange(SIZE, dtype=np.uint32).astype(np.uint8).tobytes())
    return Weights(tmp_path / "weights.bin")


def test_what_was_given_back_is_read_again(weights: Weights) -> None:
    before = weights.bytes.copy()
    weights.give_back()
    assert weights.bytes.shape == (SIZE,)
    np.testing.assert_array_equal(weights.bytes, before)


@pytest.mark.skipif(sys.platform != "linux", reason="tells memory as Linux does")
def test_what_is_given_back_takes_no_memory(weights: Weights) -> None:
    address = weights.bytes.ctypes.data
    assert weights.bytes.any()
    assert resident(address) > 0.9 * SIZE
    weights.give_back()
    assert resident(address) < 0.1 * SIZE


def test_a_system_that_takes_nothing_back_goes_on(weights: Weights, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(mmap, "MADV_DONTNEED", raising=False)
    weights.give_back()
    assert weights.bytes[3] == 3


def test_the_file_stays_as_it_is(weights: Weights, tmp_path: Path) -> None:
    weights.bytes[0] = 77
    assert (tmp_path / "weights.bin").read_bytes()[0] == 0


def resident(address: int) -> int:
    """Bytes in memory of the mapping that begins at an address."""
    lines = iter(Path("/proc/self/smaps").read_text().splitlines())
    for line in lines:
        if line.startswith(f"{address:x}-") or line.startswith(f"{address:08x}-"):
            size = next(found for found in lines if found.startswith("Rss:"))
            return int(size.split()[1]) * 1024
    raise AssertionError("there is no such mapping")
