"""The ledger of what was withdrawn: fingerprints of words, never the words."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.errors import CorpusError
from corpus.records import Frozen

LEDGER = "withdrawn.json"


class Withdrawn(Frozen):
    """One record that was withdrawn: never its words, only their fingerprints."""

    record: str
    participant: str | None
    reference: str
    withdrawn: date
    fingerprints: tuple[str, ...]


_LEDGER = TypeAdapter(tuple[Withdrawn, ...])


def read_withdrawn(corpus: Path) -> tuple[Withdrawn, ...]:
    """What was withdrawn from a corpus; CorpusError when the ledger is broken."""
    path = corpus / LEDGER
    try:
        return _LEDGER.validate_json(path.read_bytes()) if path.is_file() else ()
    except (ValidationError, OSError) as err:
        raise CorpusError(f"{path} can't be read.", "Restore it from the repository.") from err


def write_withdrawn(corpus: Path, entries: Sequence[Withdrawn]) -> None:
    """Write the ledger aside, then move it."""
    aside = corpus / f".{LEDGER}.{os.getpid()}"
    aside.write_text(
        json.dumps([e.model_dump(mode="json") for e in entries], indent=1) + "\n", encoding="utf-8"
    )
    os.replace(aside, corpus / LEDGER)
