"""One work of a Zotero export, and how a library's own error is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One work of a library: the line where it stands, and its CSL fields."""

    line: int
    csl: dict[str, Any]


def first_line(err: BaseException) -> str:
    """The first line of an error, without its full stop."""
    return (str(err).strip().splitlines() or [type(err).__name__])[0].rstrip(".")
