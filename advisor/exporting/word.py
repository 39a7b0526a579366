"""An Answer as a Word briefing of one to two pages, by python-docx."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

from docx.document import Document
from docx.shared import Cm, Pt

from advisor.answer import Answer, Recommendation, Source, Table
from advisor.citations import render_marker
from advisor.exporting import layout, words
from advisor.exporting.briefing import left_out, shortened
from advisor.exporting.measuring import pages
from advisor.exporting.steps import first_steps
from advisor.exporting.text import cell_text, cited, clean, prose
from corpus.collection import Corpus

OPTIONS = ("Approach", "Fit", "Certainty, finding, closeness", *(title for _, title in words.TABLED))
WIDTHS = (2.5, 1.5, 3.0, 4.6, 5.8)
PAGE = sum(WIDTHS)
MOST_PAGES = 1.9
"""Of two, because the height is reckoned and a row of a table does not break."""
PART_READ = "† Of this work, or of one of these works, no more than the title or the abstract was read."


def to_word(answer: Answer, corpus: Corpus, prepared: datetime.date | None = None) -> bytes:
    """The answer, shortened to what two pages have room for, as the bytes of a .docx file.

    Args:
        answer: what to export.
        corpus: tells how much was read of each reference.
        prepared: the date in the header when the answer's versions hold none; today when not given.
    """

    def made(cut: Answer) -> Document:
        return _document(answer, cut, corpus, prepared)

    cut = shortened(answer, lambda tried: pages(made(tried)) <= MOST_PAGES)
    held = io.BytesIO()
    made(cut).save(held)
    return held.getvalue()


def _document(answer: Answer, cut: Answer, corpus: Corpus, prepared: datetime.date | None) -> Document:
    """The briefing of so much of an answer."""
    document = layout.new_document()
    document.core_properties.title, document.core_properties.author = words.TITLE, ""
    document.sections[0].header.paragraphs[0].text = clean(words.stamp(answer, prepared))
    document.sections[0].footer.paragraphs[0].text = words.PROMISE
    document.add_heading(words.TITLE, level=0)
    _fill(document, cut, (*answer.notes, *left_out(answer, cut)), first_steps(answer, cut))
    _references(document, cut, corpus)
    return document


def _fill(document: Document, answer: Answer, notes: Iterable[str], steps: Iterable[str]) -> None:
    """Everything between the title and the references."""
    _opening(document, answer)
    _options(document, answer)
    for table in answer.tables:
        _table(document, table)
    _section(document, "First steps", steps, "List Number")
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
    for field, title in words.TOLD:
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
    marks = {s.number: _dagger(s, corpus) for s in answer.sources}
    for numbers, source in same_works(answer.sources):
        paragraph = document.add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent, form.space_after = Cm(1.1), Cm(-1.1), Pt(1)
        form.tab_stops.add_tab_stop(Cm(1.1))
        shown = f"{render_marker(numbers)}\t{clean(source.reference)}{marks[source.number]}"
        paragraph.add_run(shown).font.size = layout.SMALLEST
    if any(marks.values()):
        document.add_paragraph().add_run(PART_READ).font.size = layout.SMALLEST


def same_works(sources: Iterable[Source]) -> list[tuple[list[int], Source]]:
    """Sources that cite the same works, together, with all their numbers, in the order of the first."""
    found: dict[tuple[str, ...], tuple[list[int], Source]] = {}
    for source in sources:
        key = source.reference_ids or (source.reference,)
        found.setdefault((*key, source.reference), ([], source))[0].append(source.number)
    return list(found.values())


def _dagger(source: Source, corpus: Corpus) -> str:
    """A mark when no text of a reference, beyond its abstract, was read."""
    held = (corpus.references[i].custom.seen for i in source.reference_ids if i in corpus.references)
    return " †" if any(seen in ("title", "abstract") for seen in held) else ""
