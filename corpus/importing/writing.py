"""All or nothing: every draft is read back and checked, written aside, and only then moved into the corpus."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from corpus.checking import check_record
from corpus.collection import record_files
from corpus.errors import CorpusError, RecordError
from corpus.ledger import read_withdrawn
from corpus.reading import MAX_BYTES, parse_record, split_citations
from corpus.references import Reference
from corpus.todos import WORDS


@dataclass(frozen=True)
class Draft:
    """One record to be written.

    ``statements`` are what it must say when read back; ``source`` and ``line`` say where it came from.
    """

    id: str
    folder: str
    text: str
    statements: tuple[str, ...]
    source: str
    line: int

    @property
    def file(self) -> str:
        """Its path within the corpus."""
        return f"{self.folder}/{self.id}.md"


def record_text(fields: Mapping[str, Any], sections: Mapping[str, Sequence[str]]) -> str:
    """A record in Markdown: front matter in YAML, and one list item for each statement."""
    front = yaml.safe_dump(
        dict(fields), sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=None
    )
    body = "\n\n".join(
        f"## {name}\n\n" + "\n".join(f"- {' '.join(words.split())}" for words in statements)
        for name, statements in sections.items()
    )
    return f"---\n{front}---\n{body}\n"


def write_records(
    drafts: Sequence[Draft],
    corpus: Path,
    references: dict[str, Reference],
    today: date,
    dry_run: bool = False,
) -> list[Path]:
    """Check every draft, then write all of them or none.

    Args:
        drafts: what to write.
        corpus: the corpus folder.
        references: the bibliography that citations must resolve in.
        today: the day of the check.
        dry_run: check only.

    Raises:
        ImportRefused: every problem, one a line; nothing has been written.
        CorpusError: when the folder can't be written; what had been moved is taken back.
    """
    problems = _problems(drafts, corpus, references, today)
    if problems:
        raise ImportRefused(problems)
    return [] if dry_run else _write(drafts, corpus)


class ImportRefused(CorpusError):
    """Why nothing was imported: one line for each problem."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join((*problems, "Nothing was imported.")))


def _problems(
    drafts: Sequence[Draft], corpus: Path, references: dict[str, Reference], today: date
) -> list[str]:
    """Every reason not to import, as ``source:line: what, and the mend``."""
    found: list[str] = []
    taken = {path.stem for path in record_files(corpus)}
    gone = {w.record for w in read_withdrawn(corpus)}
    for draft in drafts:
        where = f"{draft.source}:{draft.line}:"
        if draft.id in taken:
            found.append(f"{where} the id {draft.id} is taken. Choose another.")
        if draft.id in gone:
            found.append(f"{where} {draft.id} was withdrawn. Leave it out.")
        taken.add(draft.id)
        if len(draft.text.encode()) > MAX_BYTES:
            found.append(f"{where} the record would have over {MAX_BYTES:,} bytes. Split it.")
            continue
        try:
            record = parse_record(draft.text, draft.file)
        except RecordError as err:
            found.append(f"{where} {err.problem} {err.mend}".strip())
            continue
        if [s.text for s in record.statements] != [split_citations(w, "", 1)[0] for w in draft.statements]:
            found.append(f"{where} a statement opens with a mark of Markdown (#, >, -). Remove the mark.")
        for problem in check_record(record, references, today):
            if WORDS not in problem.what:
                found.append(f"{where} {draft.id}: {problem.what} {problem.mend}".strip())
    return found


def _write(drafts: Sequence[Draft], corpus: Path) -> list[Path]:
    """Write aside, flush, then move; when a move fails, those before it are undone."""
    moved: list[Path] = []
    aside = Path(tempfile.mkdtemp(prefix=".importing-", dir=corpus))
    try:
        for draft in drafts:
            with (aside / f"{draft.id}.md").open("w", encoding="utf-8") as file:
                file.write(draft.text)
                file.flush()
                os.fsync(file.fileno())
        for draft in drafts:
            target = corpus / draft.file
            target.parent.mkdir(exist_ok=True)
            os.replace(aside / f"{draft.id}.md", target)
            moved.append(target)
    except OSError as err:
        for path in moved:
            path.unlink(missing_ok=True)
        raise CorpusError(f"the corpus can't be written: {err.strerror}.", "Nothing was imported.") from err
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return moved
