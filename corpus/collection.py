"""The whole corpus: every record and reference of a folder, with one hash over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from corpus.errors import CorpusError, RecordError
from corpus.reading import read_record
from corpus.records import AnyRecord, CaseProfile, InterviewExcerpt, Statement, SynthesisFinding
from corpus.references import Reference, read_references
from corpus.todos import first_todo
from corpus.vocabulary import DATA

FOLDERS = ("cases", "findings", "interviews")


class Corpus:
    """Records and references, read once.

    Args:
        records: by id, in the order of their files.
        references: by id.
        digest: SHA-256 over every file that was read.
    """

    def __init__(self, records: dict[str, AnyRecord], references: dict[str, Reference], digest: str) -> None:
        self.records = records
        self.references = references
        self.digest = digest

    @cached_property
    def statements(self) -> dict[str, tuple[AnyRecord, Statement]]:
        """Every statement by id, with the record that holds it."""
        return {s.id: (r, s) for r in self.records.values() for s in r.statements}

    def cases(self) -> list[CaseProfile]:
        """The case profiles."""
        return [r for r in self.records.values() if isinstance(r, CaseProfile)]

    def findings(self) -> list[SynthesisFinding]:
        """The findings."""
        return [r for r in self.records.values() if isinstance(r, SynthesisFinding)]

    def interviews(self) -> list[InterviewExcerpt]:
        """The interview records."""
        return [r for r in self.records.values() if isinstance(r, InterviewExcerpt)]


def record_files(folder: Path) -> Iterator[Path]:
    """The Markdown files of a corpus folder, in a fixed order."""
    for name in FOLDERS:
        yield from sorted(path for path in (folder / name).glob("*.md") if path.is_file())


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of every file of the corpus; CorpusError when one can't be read."""
    sha = hashlib.sha256()
    try:
        for path in (folder / "references.json", *record_files(folder)):
            sha.update(path.name.encode() + b"\0")
            sha.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    except OSError as err:
        raise CorpusError(f"{err.filename} can't be read ({err.strerror}).", "Name a corpus folder.") from err
    return sha.hexdigest()


def load_corpus(folder: Path = DATA) -> Corpus:
    """Read a whole corpus.

    Raises:
        CorpusError: when the folder holds no corpus, or at the first faulty record.
    """
    if not folder.is_dir():
        raise CorpusError(
            f"there is no corpus folder {folder}.", "Name a folder with cases, findings, interviews."
        )
    references = read_references(folder / "references.json")
    records: dict[str, AnyRecord] = {}
    for path in record_files(folder):
        shown_as = str(path.relative_to(folder))
        record = read_record(path, shown_as)
        if record.id in records:
            raise RecordError(shown_as, 2, f"the id {record.id} is taken by {records[record.id].path}.")
        if (line := first_todo(record)) is not None:
            raise RecordError(
                shown_as, line, "a TODO is left.", "Finish the draft, or move it out of the corpus."
            )
        records[record.id] = record
    if not records:
        raise CorpusError(
            f"the corpus folder {folder} holds no records.", "Add records, or name another folder."
        )
    return Corpus(records, references, digest_of(folder))
