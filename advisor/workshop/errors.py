"""What can be wrong with what a workshop is given."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.errors import AdvisorError


class WorkshopError(AdvisorError):
    """A workshop can't do what was asked of it."""


class CardError(WorkshopError):
    """A file of scenario cards breaks the format.

    Args:
        faults: each as ``path:line: what is wrong, and the mend``.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))
