"""The weights of a model's copy, mapped from their file so that what was only read once can be given back."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


class Weights:
    """A file of weights in memory, page by page as it is read. The file must not change while this is in use.

    Args:
        path: of the file, which must not be empty.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            # OpenVINO takes only what may be written to; a copy on write leaves the file as it is.
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)

    @property
    def bytes(self) -> npt.NDArray[np.uint8]:
        """All of the file, shape (its size in bytes,), where it is mapped."""
        return np.frombuffer(self._mapped, dtype=np.uint8)

    def give_back(self) -> None:
        """Free the memory of what was read so far, where the system can; what is needed again is read again."""
        unneeded: Any = getattr(mmap, "MADV_DONTNEED", None)
        if unneeded is not None:
            self._mapped.madvise(unneeded)
