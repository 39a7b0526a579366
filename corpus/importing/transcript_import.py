"""The steps of `import transcripts`: the roles file, the transcripts, the drafts, the writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.checking import Problem
from corpus.importing.drafting import draft_records
from corpus.importing.files import line_of
from corpus.importing.roles import Roles, read_roles
from corpus.importing.transcripts import read_transcript
from corpus.importing.writing import write_records
from corpus.references import read_references
from corpus.safeguards import small_cells


@dataclass(frozen=True)
class Imported:
    """What was written.

    ``short`` excerpts were left out; ``cells`` are the roles that one participant alone holds.
    """

    records: tuple[str, ...]
    statements: int
    short: int
    cells: tuple[Problem, ...]


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
    statements = sum(len(d.statements) for d in drafts)
    return Imported(tuple(d.id for d in drafts), statements, short, tuple(_cells(roles, roles_file)))


def _cells(roles: Roles, path: Path) -> Iterator[Problem]:
    """The participants of a roles file whose role is unique in their organisation."""
    small = set(small_cells((p.participant, p.role, p.organisation) for p in roles.participants))
    for p in roles.participants:
        if (p.role.strip().casefold(), p.organisation.strip().casefold()) in small:
            what = f"the role {p.role!r} is unique in {p.organisation!r}."
            yield Problem(str(path), line_of(path, p.participant), what, "Name a wider role or organisation.")


def _known(roles: Roles, label: str) -> bool:
    """Whether a label is a participant's or an interviewer's."""
    return roles.speaker(label) is not None or roles.is_interviewer(label)
