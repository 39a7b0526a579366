"""A Difference as HTML: approaches that enter, leave or move, and the sources that come and go."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from advisor.answer import Source
from advisor.labels import FACETS
from advisor.web import words
from advisor.web.markup import EMPTY, fold, html, items, join
from advisor.web.source_view import reference
from advisor.workshop.differing import THINK_TWICE, Difference, Move, Verdict

CHANGES = {"entered": "Comes in", "left": "Drops out", "moved": "Moves", "stayed": "Stays"}
NOW = {"matched": "For it now", "unmatched": "Against it now"}
NO_LONGER = {"matched": "No longer for it", "unmatched": "No longer against it"}
DISPLACED = {
    "entered": "It fits as before; others have fallen behind it.",
    "left": "It fits as before; others come before it.",
    "moved": "It fits as before; others have moved.",
}
NOTHING = "Nothing changes: the same approaches in the same order, from the same sources."


def difference_view(
    found: Difference, sides: tuple[str, str], notes: Mapping[str, str] | None = None
) -> Markup:
    """What differs.

    Args:
        found: the difference.
        sides: what the two answers are called, the earlier first.
        notes: more to say of a source, by the id of its statement.
    """
    if found.same:
        return html("<p>{}</p>", NOTHING)
    head = join(html('<th scope="col">{}</th>', c) for c in ("Approach", *sides, "What changes"))
    body = join(_row(m) for m in found.moves)
    shape = """<div class="kma-table" role="region" aria-label="Approaches that change" tabindex="0"><table>
<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}{}<p class="kma-small">{}</p>"""
    return html(
        shape,
        head,
        body,
        _sources("Sources that come in", found.entered, notes or {}),
        _sources("Sources that drop out", found.left, notes or {}),
        f"{words.count(found.kept, 'source stays', 'sources stay')} the same.",
    )


def _row(move: Move) -> Markup:
    cells = (place(move.before, move.fit_before), place(move.after, move.fit_after))
    why = items(map(_verdict, move.verdicts), "kma-tight")
    if not why and move.change != "stayed":
        why = html('<p class="kma-small">{}</p>', DISPLACED[move.change])
    shape = """<tr class="kma-change-{}"><th scope="row">{}</th><td>{}</td><td>{}</td>
<td><strong>{}</strong>{}{}</td></tr>"""
    return html(shape, move.change, move.name, *cells, CHANGES[move.change], _grade(move), why)


def _verdict(verdict: Verdict) -> Markup:
    """One field or rule: what it says now, or what it no longer says."""
    name = FACETS.get(verdict.field)
    label = html("<strong>{}:</strong> ", name) if name else EMPTY
    turned = NOW.get(verdict.after) or NO_LONGER[verdict.before]
    return html("{}: {}{}", turned, label, verdict.words)


def place(where: int | None, fit: str) -> str:
    """Where an approach stood, and how well it fitted.

    >>> place(2, "strong"), place(None, "")
    ('2, strong fit', '–')
    """
    if where is None:
        return "–"
    if where == THINK_TWICE:
        return "Would not start with it"
    return f"{where}, {words.FITS[fit].lower()}"


def _grade(move: Move) -> Markup:
    if not move.grade_before or not move.grade_after or move.grade_before == move.grade_after:
        return EMPTY
    was, now = (words.GRADES[g].lower() for g in (move.grade_before, move.grade_after))
    return html("<p>Certainty: {} → {}</p>", was, now)


def _sources(title: str, sources: tuple[Source, ...], notes: Mapping[str, str]) -> Markup:
    shape = '{}{}<p class="kma-small">{}</p>'
    told = items(
        html(
            shape,
            s.text,
            html(" <em>{}</em>", notes[s.statement]) if s.statement in notes else EMPTY,
            reference(s),
        )
        for s in sources
    )
    return fold(html('{} <span class="kma-count">{}</span>', title, len(sources)), told)
