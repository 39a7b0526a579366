"""An Answer as plain text, for the command line and for reading aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from advisor.answer import Answer, Cell, Recommendation, Sentence, Table
from advisor.labels import PARTS
from advisor.writing.credit import credit


def as_text(answer: Answer) -> str:
    """The whole answer, wrapped at 100 columns."""
    return "\n".join(line for block in _blocks(answer) for line in (*_wrapped(block), ""))


def _blocks(answer: Answer) -> Iterator[str]:
    """The answer's parts in reading order."""
    if answer.lead:
        yield answer.lead
    if answer.short_answer:
        yield said(answer.short_answer)
    if answer.clarifying_question:
        yield answer.clarifying_question
    for table in answer.tables:
        yield from _table(table)
    for number, rec in enumerate(answer.recommendations, start=1):
        yield from _recommendation(f"{number}. ", rec)
    for rec in answer.advised_against:
        yield from _recommendation("Think twice: ", rec)
    if answer.gaps:
        yield f"What the evidence cannot tell you: {said(answer.gaps)}"
    yield from answer.notes
    if told := credit(answer):
        yield told
    for source in answer.sources:
        yield f"[{source.number}] {source.reference} ({source.record}; seen: {source.seen or 'not said'})"


def _recommendation(opening: str, rec: Recommendation) -> Iterator[str]:
    """One recommendation."""
    yield f"{opening}{rec.name.upper()} ({rec.fit} fit; certainty {rec.badge.grade}, {rec.badge.direction})"
    yield rec.fit_words
    for field, title in PARTS.items():
        if sentences := getattr(rec, field):
            yield f"{title}: {said(sentences)}"
    yield from rec.notes


def _table(table: Table) -> Iterator[str]:
    """One table, a row a paragraph."""
    yield table.title
    for row in table.rows:
        yield " | ".join(numbered(cell) for cell in row)


def said(sentences: Iterable[Sentence]) -> str:
    """Sentences with their source numbers."""
    return " ".join(map(numbered, sentences))


def numbered(part: Sentence | Cell) -> str:
    """The text of a sentence or of a cell of a table, with its source numbers."""
    return part.text + "".join(f" [{n}]" for n in part.sources)


def _wrapped(block: str) -> list[str]:
    """A paragraph wrapped."""
    return textwrap.wrap(block, 100) or [""]
