"""docs/operating.md names every setting with its default, every figure and every address."""

from __future__ import annotations

import json
import re
from pathlib import Path

from advisor.serving_options import ServingOptions
from advisor.web.operating.figures import Figures
from advisor.web.operating.standing import PATHS

TEXT = (Path(__file__).parents[4] / "docs" / "operating.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `KMA_SERVING__(\w+)` \| (.+?) \|", TEXT, re.MULTILINE))
    assert {name.lower() for name in rows} == set(ServingOptions.model_fields)
    for name, value in ServingOptions().model_dump(mode="json").items():
        shown = rows[name.upper()].strip("`")
        if name == "at_once":
            continue
        if value in ("", None):
            assert shown == "none", name
        else:
            assert value == shown if isinstance(value, str) else value == json.loads(shown), name


def test_every_figure_is_documented() -> None:
    figures = Figures()
    text = figures.text().decode()
    ours = set(re.findall(r"^# TYPE (kma_\w+) \w+$", text, re.MULTILINE))
    for name in {n for n in ours if not n.endswith("_created")}:
        assert f"`{name}" in TEXT, name


def test_every_address_is_documented() -> None:
    assert all(f"`{path}`" in TEXT for path in PATHS)
