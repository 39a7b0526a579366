"""What a run was made with: settings, corpus, build, libraries, machine."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from corpus.errors import KmaError

if TYPE_CHECKING:
    from index.opening import OpenIndex

LIBRARIES = (
    "bm25s",
    "chromadb",
    "ir-measures",
    "numpy",
    "pydantic",
    "scikit-learn",
    "scipy",
    "sentence-transformers",
)


def versions(settings: Any, judge: str, index: OpenIndex | None = None) -> dict[str, Any]:
    """The versions of a run.

    Args:
        settings: the advisor's settings (their ``digest`` and where the index is).
        judge: the name of what judged the citations.
        index: the one that was searched; the one in use now when None.
    """
    return {
        "settings": settings.digest,
        **_build(settings, index),
        "judge": judge,
        "libraries": libraries(),
        "machine": machine(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _build(settings: Any, index: OpenIndex | None) -> dict[str, str]:
    """The corpus, the build and the model."""
    from index.builds import current_build
    from index.manifest import read_manifest

    try:
        build = index.build if index else current_build(settings.index.folder)
        manifest = index.manifest if index else read_manifest(build)
    except KmaError as err:
        return {"corpus": "", "index": err.problem, "model": ""}
    return {"corpus": manifest.corpus, "index": build.name, "model": manifest.model}


def libraries() -> dict[str, str]:
    """The version of each library that a figure rests on; those not installed are left out."""
    found: dict[str, str] = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def machine() -> dict[str, Any]:
    """What the run ran on; no host name, no user."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count() or 0,
        "python": platform.python_version(),
    }
