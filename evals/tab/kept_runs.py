"""The runs that were started from the page: a record and its answers each, in the data folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from advisor.answer import Answer
from evals import showing
from evals.errors import EvalsError
from evals.records import Asked, Run, read_answers, read_run

NAME = re.compile(r"\d{8}-\d{6}(-\d+)?")
SHOWN = 20
"""How many of the last runs are listed."""


class KeptRuns:
    """Runs in a folder, each named by when it was made.

    Args:
        folder: where they are kept; made when the first is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The last runs, the newest first."""
        found = (path.stem for path in self.folder.glob("*.json"))
        return sorted(filter(NAME.fullmatch, found), reverse=True)[:SHOWN]

    def keep(self, run: Run, asked: Sequence[Asked]) -> str:
        """Write a run as ``evals run --json --answers`` does, readable by its owner alone; gives its name."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = made = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        number = 1
        while (self.folder / f"{name}.json").exists():
            number += 1
            name = f"{made}-{number}"
        lines = "".join(f"{one.model_dump_json()}\n" for one in asked)
        showing.write_text(self.folder / f"{name}.answers.jsonl", lines)
        showing.write_json(self.folder / f"{name}.json", run.written())
        return name

    def run(self, name: str) -> Run:
        """A run by its name; EvalsError when there is none."""
        return read_run(self._place(name, ".json"))

    def answers(self, name: str) -> dict[str, Answer]:
        """The answers of a run by ``suite/id``; EvalsError when there are none."""
        return read_answers(self._place(name, ".answers.jsonl"))

    def _place(self, name: str, ending: str) -> Path:
        if not NAME.fullmatch(name):
            raise EvalsError("there is no such run.", "Choose one of the list.")
        return self.folder / f"{name}{ending}"
