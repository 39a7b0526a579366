"""A Zotero library -> references.json: each work with the page where it was seen and what was seen of it."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.importing.works import keys_of, to_reference
from corpus.importing.writing import ImportRefused
from corpus.importing.zotero import read_library
from corpus.references import read_references


@dataclass(frozen=True)
class Taken:
    """What came of an import: the ids that are new, and the works that were held already."""

    added: tuple[str, ...]
    held: tuple[str, ...]


def import_references(
    path: Path, corpus: Path, defaults: dict[str, str | None], today: date, dry_run: bool = False
) -> Taken:
    """Add a library to the bibliography; all of it or nothing.

    Args:
        path: a .json, .bib or .ris export.
        corpus: the corpus folder.
        defaults: kind (of design), sector and jurisdiction for works whose notes do not say (``kind: rct``).
        today: the day on which they were seen, where the export does not say.
        dry_run: check only.

    Raises:
        ImportRefused: every problem, one a line; nothing has been written.
    """
    bibliography = corpus / "references.json"
    known = read_references(bibliography)
    keys = {key: r.id for r in known.values() for key in keys_of(r.csl)}
    problems: list[str] = []
    added: dict[str, dict[str, Any]] = {}
    held: list[str] = []
    for entry in read_library(path):
        if same := next((keys[k] for k in keys_of(entry.csl) if k in keys), None):
            held.append(same)
            continue
        try:
            work = to_reference(entry.csl, defaults, today)
            if work["id"] in known or work["id"] in added:
                raise CorpusError(
                    f"the id {work['id']} is taken by another work.", "Give it another citation key."
                )
        except CorpusError as err:
            problems.append(f"{path}:{entry.line}: {err}")
            continue
        added[work["id"]] = work
        keys |= dict.fromkeys(keys_of(entry.csl), work["id"])
    if problems:
        raise ImportRefused(problems)
    if added and not dry_run:
        _write(bibliography, list(added.values()))
    return Taken(tuple(added), tuple(held))


def _write(bibliography: Path, works: Sequence[dict[str, Any]]) -> None:
    """Write the bibliography aside, read it back, then move it."""
    entries = [*json.loads(bibliography.read_text(encoding="utf-8")), *works]
    entries.sort(key=lambda entry: str(entry["id"]))
    aside = bibliography.with_name(f".references.{os.getpid()}.json")
    try:
        aside.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        read_references(aside)
        os.replace(aside, bibliography)
    except OSError as err:
        raise CorpusError(
            f"the bibliography can't be written: {err.strerror}.", "Nothing was imported."
        ) from err
    finally:
        aside.unlink(missing_ok=True)
