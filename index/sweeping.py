"""Removes builds that nobody needs: never the one in use, never one that a process still reads."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from index.errors import IndexProblem
from index.leases import in_use
from index.manifest import NAME
from index.server import ServerOptions, drop_collection

BUILD = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}-\d+")
"""How a build's folder is called; no other folder is ever touched."""
GONE = ".gone-"
ASIDE = "CURRENT."


def sweep(folder: Path, current: str, keep: int = 1, server: ServerOptions | None = None) -> list[str]:
    """Remove half-written builds, and all whole ones but the one in use and the newest others.

    Call it with the builders' lock held. A folder is renamed first and emptied after that, so that no reader meets
    a build that is half there; where an open file forbids the renaming (Windows), it is left for the next sweep.

    Args:
        folder: where builds are kept.
        current: the name of the build in use; "" when there is none.
        keep: how many whole builds to keep beside it.
        server: the Chroma server that may hold vectors of these builds.

    Returns:
        The names of the builds that were removed.
    """
    for left in folder.glob(f"{ASIDE}*"):
        left.unlink(missing_ok=True)
    builds = sorted(p for p in folder.iterdir() if p.is_dir() and BUILD.fullmatch(p.name))
    whole = [p for p in builds if (p / NAME).is_file() and p.name != current]
    kept = {current, *(p.name for p in whole[max(0, len(whole) - keep) :])}
    removed = [p.name for p in builds if p.name not in kept and not in_use(p) and discard(p, server)]
    for left in folder.glob(f"{GONE}*"):
        shutil.rmtree(left, ignore_errors=True)
    return removed


def discard(build: Path, server: ServerOptions | None = None) -> bool:
    """Remove one build, its vectors on a server first; whether it is gone from where it was."""
    if server is not None and server.url:
        try:
            drop_collection(server, collection_of(build.name))
        except IndexProblem:
            return False  # its folder stays, so that the next sweep knows what to drop
    aside = build.with_name(f"{GONE}{build.name}")
    try:
        build.rename(aside)
    except OSError:
        return False
    shutil.rmtree(aside, ignore_errors=True)
    return True


def collection_of(name: str) -> str:
    """What a build's vectors are called on a Chroma server."""
    return f"kma-{name}"
