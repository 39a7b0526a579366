"""Screen files before they are shared: personal identifiers and small cells, each at its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpus.checking import Problem
from corpus.errors import CorpusError, RecordError
from corpus.importing.plain_text import plain_lines
from corpus.reading import read_record
from corpus.records import Consent, InterviewExcerpt
from corpus.safeguards import KIND_WORDS, find_identifiers, small_cells

ENDINGS = (".md", ".txt", ".docx", ".vtt", ".csv")


def screen(paths: Sequence[Path], names: Sequence[str] = ()) -> Iterator[Problem]:
    """Every identifier and small cell in some files or folders; what is found is named, not repeated.

    Args:
        paths: transcripts, records, or folders of them.
        names: names to look for, from the roles file.

    Raises:
        CorpusError: when a file can't be read.
    """
    files = list(_files(paths))
    for path in files:
        for number, line in plain_lines(path):
            for found in find_identifiers(line, names):
                yield Problem(str(path), number, f"holds {KIND_WORDS[found.kind]}.", "Take it out.")
    yield from _cells(path for path in files if path.suffix == ".md")


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those below the folders named that can be screened."""
    for path in paths:
        if path.is_dir():
            yield from (p for p in sorted(path.rglob("*")) if p.is_file() and p.suffix.lower() in ENDINGS)
        elif path.suffix.lower() in ENDINGS:
            yield path
        else:
            raise CorpusError(f"{path} can't be screened.", f"Name files that end on {', '.join(ENDINGS)}.")


def _cells(paths: Iterable[Path]) -> Iterator[Problem]:
    """Records of the team's own participants whose role is unique in their organisation.

    Records of published studies are left out: their journals have published the role already.
    """
    own: list[InterviewExcerpt] = []
    shown: dict[str, Path] = {}
    for path in paths:
        try:
            record = read_record(path)
        except RecordError:
            continue
        if isinstance(record, InterviewExcerpt) and isinstance(record.consent, Consent):
            own.append(record)
            shown[record.id] = path
    small = set(small_cells((r.participant or r.id, r.speaker.role, r.speaker.organisation) for r in own))
    for record in own:
        cell = (record.speaker.role.strip().casefold(), record.speaker.organisation.strip().casefold())
        if cell in small:
            what = f"the role {record.speaker.role!r} is unique in {record.speaker.organisation!r}."
            yield Problem(
                str(shown[record.id]), _line(shown[record.id]), what, "Name a wider role or organisation."
            )


def _line(path: Path) -> int:
    """The line of the speaker."""
    return next((n for n, line in plain_lines(path) if line.startswith("speaker")), 2)
