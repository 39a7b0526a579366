"""Opens the workshops of a folder over an advisor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.database import Database
from advisor.workshop.counsel import counsel_of
from advisor.workshop.hosting import Workshops
from advisor.workshop.schema import WORKSHOPS
from advisor.workshop.store import WorkshopStore

if TYPE_CHECKING:
    from advisor.pipeline import Advisor


def open_workshops(folder: Path, advisor: Advisor) -> Workshops:
    """The workshops that are kept in the database of a folder.

    Raises:
        StoreError: when the database can't be opened.
    """
    return Workshops(WorkshopStore(Database(folder, WORKSHOPS)), counsel_of(advisor))
