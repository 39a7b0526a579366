"""The steps of `import transcripts`: the roles file, the transcripts, the drafts, the writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.importing.drafting import draft_records
from corpus.importing.roles import Roles, read_roles
from corpus.importing.transcripts import read_transcript
from corpus.importing.writing import write_records
from corpus.references import read_references
from corpus.safeguards import small_cells


@dataclass(frozen=True)
class Imported:
    """What was written.

    ``short`` excerpts were left out; ``cells`` are (role, organisation) that one participant holds.
    """

    records: tuple[str, ...]
    statements: int
    short: int
    cells: tuple[tuple[str, str], ...]


def import_transcripts(
    paths: Sequence[Path],
    roles_file: Path,
    corpus: Path,
    today: date,
    masked: bool = False,
    dry_run: bool = False,
) -> Imported:
    """Draft a record for each participant of some transcripts, and write all or none.

    Args:
        paths: .docx, .txt, .vtt or .csv files.
        roles_file: who the speakers are, and their consent.
        corpus: the corpus folder.
        today: consent must hold on this day.
        masked: replace personal identifiers rather than refuse them.
        dry_run: check only.

    Raises:
        CorpusError: the first file that can't be read, or every draft that can't be taken.
    """
    roles = read_roles(roles_file, today)
    references = read_references(corpus / "references.json")
    read = [(path, read_transcript(path, lambda label: _known(roles, label))) for path in paths]
    drafts, short = draft_records(read, roles, today, masked)
    write_records(drafts, corpus, references, today, dry_run)
    cells = small_cells((p.participant, p.role, p.organisation) for p in roles.participants)
    return Imported(tuple(d.id for d in drafts), sum(len(d.statements) for d in drafts), short, tuple(cells))


def _known(roles: Roles, label: str) -> bool:
    """Whether a label is a participant's or an interviewer's."""
    return roles.speaker(label) is not None or roles.is_interviewer(label)
