"""Fixtures of the evaluations: a stand-in advisor and a suite that it passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evals.stand_ins import SUITE, StandIn


@pytest.fixture
def stand_in() -> StandIn:
    """A fresh stand-in."""
    return StandIn()


@pytest.fixture
def suite_file(tmp_path: Path) -> Path:
    """A suite that the stand-in passes throughout."""
    path = tmp_path / "suite.yaml"
    path.write_text(SUITE, encoding="utf-8")
    return path
