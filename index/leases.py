"""Says that a build is in use: a lock beside it that the operating system drops when its process ends."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from filelock import FileLock, Timeout

READERS = ".readers"


class Lease:
    """One reader's hold on one build; `release` ends it, and so does the end of the process.

    Args:
        lock: the held lock; None where the folder can't be written, and so nothing is swept from here either.
    """

    def __init__(self, lock: FileLock | None) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let go; a second call does nothing."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release(force=True)
            Path(lock.lock_file).unlink(missing_ok=True)


def hold(build: Path) -> Lease:
    """Keep a build from being swept for as long as the lease is held."""
    path = build.parent / READERS / f"{build.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}"
    try:
        path.parent.mkdir(exist_ok=True)
        lock = FileLock(str(path), timeout=0, thread_local=False)
        lock.acquire()
    except (OSError, Timeout):
        return Lease(None)
    return Lease(lock)


def in_use(build: Path) -> bool:
    """Whether any process reads this build; what a dead process left behind is tidied away."""
    found = False
    for path in (build.parent / READERS).glob(f"{build.name}.*"):
        lock = FileLock(str(path), timeout=0, thread_local=False)
        try:
            lock.acquire()
        except (OSError, Timeout):
            found = True
        else:
            lock.release(force=True)
            path.unlink(missing_ok=True)
    return found
