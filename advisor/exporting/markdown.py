"""An Answer as Markdown: every word of it escaped, so that markup in it shows as text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from advisor.answer import Answer, Recommendation, Sentence, Source, Table
from advisor.exporting import words
from advisor.exporting.steps import first_steps
from advisor.exporting.text import cell_text, cited, clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~$#])")
_OPENING = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:])", re.ASCII)
_AUTOLINKED = re.compile(r"(https?)(:)|(www)(\.)", re.I)


def to_markdown(answer: Answer, prepared: datetime.date | None = None) -> str:
    """The whole answer as Markdown.

    Args:
        answer: what to export.
        prepared: the date at its head when the answer's versions hold none; today when not given.
    """
    head = [f"# {words.TITLE}", escape(words.stamp(answer, prepared))]
    return "\n\n".join((*head, *(block for block in _blocks(answer) if block))) + "\n"


def escape(text: str) -> str:
    r"""Text that Markdown shows as it stands.

    >>> escape("1. *Ward* <b>")
    '1\\. \\*Ward\\* \\<b\\>'
    """
    shown = _AUTOLINKED.sub(r"\1\3\\\2\4", _SPECIAL.sub(r"\\\1", clean(text)))
    return _OPENING.sub(lambda m: f"{m[1]}\\" if m[1].isdigit() else f"\\{m[1]}", shown)


def _blocks(answer: Answer) -> Iterator[str]:
    """The parts of the answer in reading order."""
    yield f"## Question\n\n{escape(answer.question)}"
    known = [f"{name}: {value}" for name, value in words.situation(answer)]
    yield f"## Situation\n\n{_points(known) or words.NO_SITUATION}"
    short = [answer.lead, " ".join(map(cited, answer.short_answer)), answer.clarifying_question or ""]
    yield _section("Short answer", *map(escape, short))
    yield from map(_table, answer.tables)
    for place, rec in enumerate(answer.recommendations, start=1):
        yield _approach(f"{place}. ", rec)
    for rec in answer.advised_against:
        yield _approach("Think twice: ", rec)
    yield _section("First steps", _points(first_steps(answer, answer)))
    yield _section("What the evidence cannot tell you", _cited_points(answer.gaps))
    yield _section("Notes", _points(answer.notes))
    yield _section("Questions to ask next", _points(answer.follow_ups))
    yield _section("References", "\n".join(f"- {_reference(s)}" for s in answer.sources))


def _section(title: str, *blocks: str) -> str:
    """A heading with what stands under it, or nothing when that is empty."""
    filled = [b for b in blocks if b]
    return "\n\n".join((f"## {title}", *filled)) if filled else ""


def _approach(opening: str, rec: Recommendation) -> str:
    """One approach: its fit, its marks, then its sentences under their titles."""
    marks = [f"Fit: {words.FITS[rec.fit]}", *words.marks(rec.badge)]
    parts = [
        f"### {title}\n\n{_cited_points(getattr(rec, field))}"
        for field, title in (*words.TOLD, *words.TABLED)
        if getattr(rec, field)
    ]
    heading = f"{opening}{escape(rec.name)}"
    return _section(heading, _points(marks), escape(rec.fit_words), *parts, _points(rec.notes))


def _table(table: Table) -> str:
    """One table, each cell with its numbers."""
    rows = [[escape(cell_text(cell)) for cell in row] for row in table.rows]
    head = [[escape(c) for c in table.columns], ["---"] * len(table.columns)]
    return _section(escape(table.title), "\n".join(f"| {' | '.join(row)} |" for row in (*head, *rows)))


def _points(texts: Iterable[str]) -> str:
    """Texts as a list."""
    return "\n".join(f"- {escape(text)}" for text in texts)


def _cited_points(sentences: Iterable[Sentence]) -> str:
    """Sentences as a list, each with its numbers."""
    return _points(map(cited, sentences))


def _reference(source: Source) -> str:
    """One numbered reference, its addresses as links."""
    reference = clean(source.reference)
    if source.link and source.link not in reference:
        reference = f"{reference} {clean(source.link)}"
    parts = _ADDRESS.split(reference)
    shown = (f"<{part}>" if i % 2 else _SPECIAL.sub(r"\\\1", part) for i, part in enumerate(parts))
    return f"\\[{source.number}\\] {''.join(shown)}"
