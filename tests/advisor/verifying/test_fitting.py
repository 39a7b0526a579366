from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from advisor.verifying.fitting import fit, read_pairs


def test_only_the_development_split_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    rows = [{"claim": s, "split": s} for s in ("dev", "test")] + [{"claim": "none"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [r["claim"] for r in read_pairs(path)] == ["dev", "none"]


def test_a_weight_keeps_the_sign_of_its_meaning() -> None:
    rng = np.random.default_rng(1)
    y = np.repeat([1.0, 0.0], 50)
    helpful, perverse = y + rng.normal(0, 0.3, 100), y + rng.normal(0, 0.3, 100)
    w = fit(np.column_stack([helpful, perverse]), y, ["covered", "number"], np.full(100, 0.02))
    assert w[0] > 0
    assert w[1] == 0
