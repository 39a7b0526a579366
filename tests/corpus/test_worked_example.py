"""Follows the worked example of docs/corpus.md line by line: saves what it says to save, runs what it says to run."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.__main__ import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(?P<before>[^\n]*(?:\n[^\n]+)*)\n\n```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)
SAVED = re.compile(r"[Ss]ave `(?P<path>[^`]+)` as:$")


def steps() -> Iterator[tuple[str, str]]:
    """(path, text) to save, or ("", command) to run, in the order of the section."""
    section = (ROOT / "docs/corpus.md").read_text(encoding="utf-8").split("\n## A worked example\n")[1]
    for block in BLOCK.finditer(section):
        if block["kind"] == "console":
            yield from (("", line.removeprefix("$ ")) for line in block["body"].strip().split("\n"))
        else:
            saved = SAVED.search(block["before"])
            assert saved, block["before"]
            yield saved["path"], block["body"]


@pytest.mark.slow
def test_worked_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/data").symlink_to(ROOT / "corpus/data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("corpus.withdrawing.BUILDS", tmp_path / "no-builds")
    ran = []
    for path, text in steps():
        if path:
            Path(path).write_text(text, encoding="utf-8")
            continue
        ran.append(text)
        if text.startswith("cp -r "):
            _, _, source, target = shlex.split(text)
            shutil.copytree(source, target)
            continue
        status = main(shlex.split(text.removeprefix("python -m corpus ")))
        shown = capsys.readouterr()
        assert status == 0, f"{text}\n{shown.out}{shown.err}"
    assert len(ran) == 10
    left = {p.name for p in Path("practice/interviews").glob("interview-practice-*")}
    assert left == {"interview-practice-wards-p02.md"}
    assert "over lunch once a month" not in Path("practice/withdrawn.json").read_text(encoding="utf-8")
