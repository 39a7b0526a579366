"""Withdrawal: a participant's words leave the corpus, and it is proved that nothing else still holds them."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.collection import record_files
from corpus.errors import CorpusError
from corpus.fingerprints import all_fingerprints
from corpus.ledger import LEDGER, Withdrawn, read_withdrawn, write_withdrawn
from corpus.proving import files_under, holds, store_files
from corpus.reading import read_record
from corpus.records import InterviewExcerpt
from corpus.stores import redact, rows_that_used

BUILDS = Path(__file__).parent.parent / "index" / "builds"


@dataclass(frozen=True)
class Outcome:
    """What a withdrawal did and found.

    ``held`` maps a file that still holds the words to the stretches it holds; ``answers`` are receipts that used them.
    """

    records: tuple[str, ...]
    removed: tuple[Path, ...]
    searched: int
    held: dict[Path, int]
    answers: tuple[str, ...]


def withdraw(
    name: str,
    corpus: Path,
    today: date,
    builds: Sequence[Path] = (BUILDS,),
    receipts: Sequence[Path] = (),
    clear: bool = False,
) -> Outcome:
    """Remove words from the corpus, then look for them everywhere else; asked again, look again.

    Args:
        name: a participant's code, or the id of an interview record.
        corpus: the corpus folder.
        today: the day that is kept in the ledger.
        builds: folders of index builds.
        receipts: SQLite files of the advisor.
        clear: also delete the builds that hold the words, and blot the words out of the receipts.

    Raises:
        CorpusError: when nothing has that name, it is no interview, or a store can't be read.
    """
    for store in receipts:
        if not store.is_file():
            raise CorpusError(f"there is no receipt store {store}.", "Mend the path; nothing was withdrawn.")
    ledger = read_withdrawn(corpus)
    files = _find(name, corpus, {w.reference for w in ledger if w.participant == name})
    fresh = _entries(files, corpus, today)
    known = [w for w in ledger if name in (w.record, w.participant)]
    if not fresh and not known:
        raise CorpusError(f"no interview record and no participant is called {name!r}.", "Mend the name.")
    gone = [*known, *fresh]
    wanted = frozenset(f for w in gone for f in w.fingerprints)
    records = tuple(w.record for w in gone)
    answers = tuple(f"{s}: {row}" for s in receipts for row in rows_that_used(s, records, wanted))
    if fresh:
        write_withdrawn(corpus, (*ledger, *fresh))
        for path, _ in files:
            path.unlink()
    if clear:
        _clear(builds, receipts, wanted)
    searched, held = _prove(corpus, builds, receipts, wanted)
    return Outcome(records, tuple(path for path, _ in files), searched, held, answers)


def _find(name: str, corpus: Path, gone_from: set[str]) -> list[tuple[Path, InterviewExcerpt]]:
    """The interview records of that id or participant.

    Raises:
        CorpusError: when it is no interview, or participants of two studies share the code.
    """
    found = []
    for path in record_files(corpus):
        if path.parent.name == "interviews" or path.stem == name:
            record = read_record(path)
            if isinstance(record, InterviewExcerpt) and name in (record.id, record.participant):
                found.append((path, record))
            elif record.id == name:
                raise CorpusError(f"{name} is a {record.kind}: nobody's words.", f"Delete {path} instead.")
    studies = {record.statements[0].citations[0].reference for _, record in found}
    if len(studies) > 1 or (studies and gone_from - studies and name not in [r.id for _, r in found]):
        ids = ", ".join(record.id for _, record in found)
        count = len(studies | gone_from)
        raise CorpusError(f"{name} is a participant of {count} studies ({ids}).", "Name the record.")
    return found


def _entries(files: Sequence[tuple[Path, InterviewExcerpt]], corpus: Path, today: date) -> list[Withdrawn]:
    """Ledger entries; runs of words that the rest of the corpus has too are nobody's and left out."""
    if not files:
        return []
    going = {path for path, _ in files}
    rest = [p.read_text("utf-8", "replace") for p in record_files(corpus) if p not in going]
    common = all_fingerprints([*rest, (corpus / "references.json").read_text("utf-8", "replace")])
    return [
        Withdrawn(
            record=record.id,
            participant=record.participant,
            reference=record.statements[0].citations[0].reference,
            withdrawn=today,
            fingerprints=tuple(sorted(all_fingerprints(s.text for s in record.statements) - common)),
        )
        for _, record in files
    ]


def _clear(builds: Sequence[Path], receipts: Sequence[Path], wanted: Collection[str]) -> None:
    """Delete the builds that hold the words, and blot them out of the receipts."""
    for folder in builds:
        for build in sorted(folder.iterdir()) if folder.is_dir() else ():
            if build.is_dir() and any(holds(path, wanted) for path in files_under(build)):
                shutil.rmtree(build)
    for store in receipts:
        redact(store, wanted)


def _prove(
    corpus: Path, builds: Sequence[Path], receipts: Sequence[Path], wanted: Collection[str]
) -> tuple[int, dict[Path, int]]:
    """How many files were searched, and those that still hold the words."""
    paths = [p for folder in (corpus, *builds) if folder.is_dir() for p in files_under(folder)]
    paths += [p for store in receipts for p in store_files(store)]
    found = {path: holds(path, wanted) for path in paths if path.name != LEDGER}
    return len(found), {path: count for path, count in found.items() if count}
