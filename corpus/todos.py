"""The mark of what is still to be written: TODO in words, `todo` where a slug or a code stands."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.records import AnyRecord, Statement

WORDS, SLUG = "TODO", "todo"


def todo_statement(statement: Statement) -> bool:
    """Whether a statement, or what it cites, is still to be written."""
    return WORDS in statement.text or any(c.reference == SLUG for c in statement.citations)


def todo_fields(record: AnyRecord) -> Iterator[str]:
    """The fields of the front matter that are still to be filled in."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        values = value if isinstance(value, tuple) else (value,)
        if name == "speaker":
            values = (value.role, value.organisation)
        if any(isinstance(v, str) and (WORDS in v or v == SLUG) for v in values):
            yield name


def first_todo(record: AnyRecord) -> int | None:
    """The line of the first thing still to be written; None when the record is whole."""
    if next(todo_fields(record), None):
        return 2
    return next((s.line for s in record.statements if todo_statement(s)), None)
