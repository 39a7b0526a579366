"""An Answer as a Word briefing of one to two pages, by python-docx."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

from docx.document import Document
from docx.shared import Cm, Pt

from advisor.answer import Answer, Recommendation, Source, Table
from advisor.exporting import layout, words
from advisor.exporting.briefing import left_out, shortened
from advisor.exporting.text import cell_text, cited, clean, prose
from corpus.collection import Corpus

OPTIONS = ("Approach", "Fit", "Certainty, finding, closeness", *(title for _, title in words.TABLED))
WIDTHS = (2.5, 1.5, 3.0, 4.6, 5.8)
PAGE = sum(WIDTHS)
PART_READ = "† Of this work, or of one of these works, no more than the title or the abstract was read."


def to_word(answer: Answer, corpus: Corpus, prepared: datetime.date | None = None) -> bytes:
    """The answer, shortened to what a briefing has room for, as the bytes of a .docx file.

    Args:
        answer: what to export.
        corpus: tells how much was read of each reference.
        prepared: the date in the header when the answer's versions hold none; today when not given.
    """
    document = layout.new_document()
    document.core_properties.title, document.core_properties.author = words.TITLE, ""
    document.sections[0].header.paragraphs[0].text = clean(words.stamp(answer, prepared))
    document.sections[0].footer.paragraphs[0].text = words.PROMISE
    document.add_heading(words.TITLE, level=0)
    _fill(document, cut := shortened(answer), (*answer.notes, *left_out(answer, cut)))
    _references(document, cut, corpus)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _fill(document: Document, answer: Answer, notes: Iterable[str]) -> None:
    """Everything between the title and the references."""
    _opening(document, answer)
    _options(document, answer)
    for table in answer.tables:
        _table(document, table)
    _approaches(document, answer)
    _section(document, "What the evidence cannot tell you", map(cited, answer.gaps), "List Bullet")
    _section(document, "Notes", map(clean, notes), "List Bullet")


def _opening(document: Document, answer: Answer) -> None:
    """The question, the situation and the short answer."""
    _section(document, "Question", [clean(answer.question)])
    known = "; ".join(f"{name}: {value}" for name, value in words.situation(answer))
    _section(document, "Situation", [clean(f"{known}.") if known else words.NO_SITUATION])
    short = (clean(answer.lead), prose(answer.short_answer), clean(answer.clarifying_question or ""))
    _section(document, "Short answer", short)


def _section(document: Document, title: str, texts: Iterable[str], style: str | None = None) -> None:
    """A heading and its paragraphs; nothing when there are none."""
    if filled := [text for text in texts if text]:
        document.add_heading(title, level=1)
        for text in filled:
            document.add_paragraph(text, style=style)


def _options(document: Document, answer: Answer) -> None:
    """The table of options: what is suggested, then what to think twice about."""
    if not (options := (*answer.recommendations, *answer.advised_against)):
        return
    document.add_heading("Options", level=1)
    table = layout.add_table(document, OPTIONS, WIDTHS)
    for rec in options:
        told = [[cited(s) for s in getattr(rec, field)] or ["Nothing held."] for field, _ in words.TABLED]
        warning = ["Think twice"] if rec in answer.advised_against else []
        name, fit = [clean(rec.name)], [words.FITS[rec.fit], *warning]
        layout.add_row(table, [name, fit, words.marks(rec.badge), *told])


def _table(document: Document, table: Table) -> None:
    """A comparison or a counted list, each cell with its numbers."""
    document.add_heading(clean(table.title), level=1)
    if not table.columns:
        return
    shown = layout.add_table(
        document, [clean(c) for c in table.columns], [PAGE / len(table.columns)] * len(table.columns)
    )
    for row in table.rows:
        layout.add_row(shown, [[cell_text(cell)] for cell in row])


def _approaches(document: Document, answer: Answer) -> None:
    """What is known of each approach."""
    if not (options := (*answer.recommendations, *answer.advised_against)):
        return
    document.add_heading("What is known of each approach", level=1)
    for rec in options:
        document.add_heading(clean(rec.name), level=2)
        _approach(document, rec)


def _approach(document: Document, rec: Recommendation) -> None:
    """One approach: why it fits, its sentences with their numbers, and notes."""
    if rec.fit_words:
        document.add_paragraph(clean(rec.fit_words))
    for field, title in words.PARTS:
        if sentences := getattr(rec, field):
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{title}: ").bold = True
            paragraph.add_run(prose(sentences))
    for note in rec.notes:
        document.add_paragraph(clean(note))


def _references(document: Document, answer: Answer, corpus: Corpus) -> None:
    """The numbered references, in small print."""
    if not answer.sources:
        return
    document.add_heading("References", level=1)
    marks = [_dagger(source, corpus) for source in answer.sources]
    for source, mark in zip(answer.sources, marks, strict=True):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent, form.space_after = Cm(0.9), Cm(-0.9), Pt(1)
        form.tab_stops.add_tab_stop(Cm(0.9))
        shown = f"[{source.number}]\t{clean(source.reference)}{mark}"
        paragraph.add_run(shown).font.size = layout.SMALLEST
    if any(marks):
        document.add_paragraph().add_run(PART_READ).font.size = layout.SMALLEST


def _dagger(source: Source, corpus: Corpus) -> str:
    """A mark when no text of a reference, beyond its abstract, was read."""
    held = (corpus.references[i].custom.seen for i in source.reference_ids if i in corpus.references)
    return " †" if any(seen in ("title", "abstract") for seen in held) else ""
