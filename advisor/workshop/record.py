"""The record of a workshop as a Word file: what was predicted, what the evidence said, what the tables made of it."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx.document import Document

from advisor.answer import Answer, Recommendation
from advisor.exporting import layout, words
from advisor.exporting.text import cited, clean, prose
from advisor.workshop.comparing import reruns, unused
from advisor.workshop.dates import day
from advisor.workshop.differing import Difference
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Reaction, Round, Seat, Session
from corpus.vocabulary import vocabulary

PAGE = 17.4
"""The width of the text on a page, in centimetres."""
STANCES = {"agree": "agrees", "disagree": "disagrees", "try": "would try it"}
MARKED = "Certainty, finding, closeness"
PROMISE = "Sentences from the evidence carry the numbers of their sources. Reasons and notes are the tables' own words."


def to_word(workshops: Workshops, seat: Seat) -> bytes:
    """The record of a workshop as the bytes of a .docx file; the keys of its seats are not in it."""
    session = workshops.scene(seat).session
    document = layout.new_document()
    document.core_properties.title, document.core_properties.author = clean(session.title), ""
    document.sections[0].header.paragraphs[0].text = f"Workshop {session.code}, opened {day(session.opened)}"
    document.sections[0].footer.paragraphs[0].text = PROMISE
    document.add_heading(clean(session.title), level=0)
    joined = ", ".join(clean(t.name) for t in session.tables)
    document.add_paragraph(f"Tables: {joined}." if joined else "No table joined.")
    for card in session.cards:
        held = workshops.store.round(seat.code, card)
        if held.revealed is not None or seat.role == "facilitator":
            _round(document, workshops, session, held)
    _again(document, workshops, seat)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _round(document: Document, workshops: Workshops, session: Session, held: Round) -> None:
    """One scenario; what was predicted is told only when the evidence is out."""
    card = held.card
    document.add_heading(clean(card.title), level=1)
    document.add_paragraph(clean(card.story))
    document.add_paragraph().add_run(clean(card.question)).bold = True
    if held.revealed is None:
        document.add_paragraph("The evidence on this scenario has not been shown.")
        return
    answer = held.revealed.answer
    _lines(document, [_situation(answer)])
    _predictions(document, session, held)
    _evidence(document, answer, held.revealed.at)
    _reactions(document, session, held.reactions)
    _unused(document, workshops, held)
    _references(document, answer)


def _situation(answer: Answer) -> str:
    known = "; ".join(f"{name}: {value}" for name, value in words.situation(answer))
    return f"{known}." if known else words.NO_SITUATION


def _predictions(document: Document, session: Session, held: Round) -> None:
    if not held.predictions:
        document.add_paragraph("No table committed a prediction.")
        return
    document.add_heading("Predictions, before the evidence", level=2)
    table = layout.add_table(document, ("Table", "Would try first", "Why"), (3.0, 6.0, PAGE - 9.0))
    for one in held.predictions:
        chosen = [f"{n}. {_name(a)}" for n, a in enumerate(one.approaches, start=1)]
        layout.add_row(table, [[_table(session, one.table)], chosen, [clean(one.why)]])


def _evidence(document: Document, answer: Answer, at: str) -> None:
    document.add_heading("What the evidence said", level=2)
    document.add_paragraph(f"Shown on {day(at)}. {words.stamp(answer, None).partition(' · ')[2]}")
    _lines(document, (clean(answer.lead), prose(answer.short_answer)))
    options = (*answer.recommendations, *answer.advised_against)
    if options:
        table = layout.add_table(
            document, ("Approach", "Fit", MARKED, "What the evidence says"), (3.2, 1.8, 4.0, PAGE - 9.0)
        )
        for rec in options:
            layout.add_row(table, _option(rec, rec in answer.advised_against))
    _lines(document, map(cited, answer.gaps), "List Bullet")


def _option(rec: Recommendation, against: bool) -> list[list[str]]:
    said = [cited(s) for s in (*rec.why, *rec.evidence, *rec.struggled)][:4]
    fit = [words.FITS[rec.fit], *(["Think twice"] if against else [])]
    return [[clean(rec.name)], fit, list(words.marks(rec.badge)), said or ["Nothing held."]]


def _reactions(document: Document, session: Session, reactions: Iterable[Reaction]) -> None:
    lines = [
        f"{_name(r.approach)}: {_table(session, r.table)} {STANCES[r.stance]}. {clean(r.note)}".strip()
        for r in reactions
    ]
    if lines:
        document.add_heading("What the tables made of it", level=2)
        _lines(document, lines, "List Bullet")


def _unused(document: Document, workshops: Workshops, held: Round) -> None:
    found = unused(workshops, held)
    if found.statements:
        document.add_heading("What nobody mentioned", level=2)
        lines = (
            f"{_name(one.approach)}: {clean(one.text)} ({clean(source.reference)})"
            for one, source in zip(found.statements, found.sources, strict=True)
        )
        _lines(document, lines, "List Bullet")


def _references(document: Document, answer: Answer) -> None:
    if sources := answer.sources:
        document.add_heading("References of this scenario", level=2)
        for source in sources:
            run = document.add_paragraph().add_run(f"[{source.number}] {clean(source.reference)}")
            run.font.size = layout.SMALLEST


def _again(document: Document, workshops: Workshops, seat: Seat) -> None:
    """What today's evidence said to the same scenarios."""
    found = reruns(workshops, seat)
    if not found:
        return
    document.add_heading("The same scenarios asked again", level=1)
    for one in found:
        document.add_heading(clean(one.card.title), level=2)
        document.add_paragraph(f"Shown on {day(one.then.at)}, asked again on {day(one.now.at)}.")
        _lines(document, _changes(one.difference), "List Bullet")


def _changes(found: Difference) -> list[str]:
    """What differs, one line for each approach and one for the sources."""
    if found.same:
        return ["The advice is the same."]
    moved = {"entered": "comes in", "left": "drops out", "moved": "moves", "stayed": "stays"}
    lines = [f"{clean(m.name)} {moved[m.change]}." for m in found.moves]
    return [*lines, f"Sources: {len(found.entered)} come in, {len(found.left)} drop out, {found.kept} stay."]


def _lines(document: Document, texts: Iterable[str], style: str | None = None) -> None:
    for text in texts:
        if text:
            document.add_paragraph(text, style=style)


def _table(session: Session, number: int) -> str:
    found = session.table(number)
    return clean(found.name) if found else "A table"


def _name(slug: str) -> str:
    return vocabulary().approach(slug).name
