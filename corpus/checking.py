"""Checks across records: ids, near duplicates, orphans and quotas; those of one record are in `record_checks`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.collection import Corpus, digest_of, record_files
from corpus.errors import RecordError
from corpus.near_duplicates import near_duplicates
from corpus.reading import read_record
from corpus.record_checks import CASE_SECTIONS, Problem, check_record
from corpus.records import AnyRecord
from corpus.references import read_references
from corpus.todos import todo_statement
from corpus.vocabulary import vocabulary

__all__ = ["CASE_SECTIONS", "Problem", "check_corpus", "check_record"]


def check_corpus(
    folder: Path, quotas: bool = True, today: date | None = None
) -> tuple[Corpus, list[Problem]]:
    """Read a corpus record by record and check it whole.

    Args:
        folder: a folder with references.json, cases, findings and interviews.
        quotas: also require what the shipped collection promises of every approach.
        today: the date that staleness is measured from.

    Returns:
        The records that could be read, and every problem in the order of the files.

    Raises:
        CorpusError: when the bibliography can't be read at all.
    """
    references = read_references(folder / "references.json")
    records: dict[str, AnyRecord] = {}
    problems: list[Problem] = []
    for path in record_files(folder):
        shown_as = str(path.relative_to(folder))
        try:
            record = read_record(path, shown_as)
        except RecordError as err:
            problems.append(Problem(err.path, err.line, err.problem, err.mend))
            continue
        if record.id in records:
            problems.append(
                Problem(
                    shown_as,
                    2,
                    f"the id {record.id} is taken by {records[record.id].path}.",
                    "Choose another.",
                )
            )
            continue
        records[record.id] = record
        problems.extend(check_record(record, references, today or date.today()))
    corpus = Corpus(records, references, digest_of(folder))
    problems.extend(_duplicates(corpus))
    problems.extend(_orphans(corpus))
    if not records:
        problems.append(Problem(str(folder), 1, "the corpus holds no records.", "Add some."))
    elif quotas:
        problems.extend(_quotas(corpus))
    return corpus, problems


def _duplicates(corpus: Corpus) -> Iterator[Problem]:
    """Near-duplicate statements, reported at the later one."""
    entries = [(r, s) for r, s in corpus.statements.values() if not todo_statement(s)]
    for i, j in near_duplicates([s.text for _, s in entries]):
        first, second = entries[i], entries[j]
        yield Problem(
            second[0].path, second[1].line, f"says nearly the same as {first[1].id}.", "Keep one of the two."
        )


def _orphans(corpus: Corpus) -> Iterator[Problem]:
    """References without the page where they were seen."""
    for reference in corpus.references.values():
        if not reference.custom.seen_at:
            yield Problem(
                "references.json", 1, f"{reference.id} has no page where it was seen.", "Add seen_at."
            )


def _quotas(corpus: Corpus) -> Iterator[Problem]:
    """What the collection promises of every approach: an effect or use, a need, and a struggle."""
    aspects: dict[str, Counter[str]] = {slug: Counter() for slug in vocabulary().slugs()}
    for finding in corpus.findings():
        for slug in finding.approaches:
            if slug in aspects:
                aspects[slug][finding.aspect] += 1
    for slug, counts in sorted(aspects.items()):
        if sum(counts.values()) < 6:
            yield Problem(
                "findings", 1, f"{slug} has {sum(counts.values())} findings; it needs 6.", "Add some."
            )
        for aspect in ("needs", "struggles"):
            if not counts[aspect]:
                yield Problem("findings", 1, f"{slug} has no finding with aspect {aspect}.", "Add one.")
