"""The evidence next to the predictions, and what the tables make of it."""

from __future__ import annotations

from markupsafe import Markup

from advisor.answer import Answer
from advisor.web import words
from advisor.web.answer_view import rest, short
from advisor.web.markup import EMPTY, fold, html, join
from advisor.web.source_view import Citer
from advisor.web.workshop.seat_view import STANCE_WORDS
from advisor.workshop.hosting import Scene
from advisor.workshop.models import STANCES, Round, Table
from corpus.vocabulary import vocabulary

FIRST_TURN = 10_000
"""Ids of the Ask tab count from 1; those of a workshop's answers from here."""


def comparison(scene: Scene) -> Markup:
    """One row for each approach: where the advisor put it, and where each table did."""
    held = scene.round
    if held.revealed is None:
        return EMPTY
    answer = held.revealed.answer
    predicted = [t for t in scene.session.tables if held.prediction(t.id)]
    head = join(
        html('<th scope="col">{}</th>', c) for c in ("Approach", "The evidence", *(t.name for t in predicted))
    )
    body = join(_row(slug, answer, held, predicted) for slug in approaches_of(held))
    shape = """<div class="kma-table" role="region" aria-labelledby="w-compared" tabindex="0"><table>
<caption id="w-compared">Predictions next to the evidence</caption><thead><tr>{}</tr></thead><tbody>{}</tbody>
</table></div>"""
    return html(shape, head, body)


def approaches_of(held: Round) -> tuple[str, ...]:
    """Every approach that the advisor or a table named, the advisor's first."""
    assert held.revealed is not None
    answer = held.revealed.answer
    named = [r.approach for r in (*answer.recommendations, *answer.advised_against)]
    return tuple(dict.fromkeys([*named, *(a for p in held.predictions for a in p.approaches)]))


def _row(slug: str, answer: Answer, held: Round, tables: list[Table]) -> Markup:
    cells = [stood(answer, slug)]
    for table in tables:
        own = held.prediction(table.id)
        named = own is not None and slug in own.approaches
        cells.append(place_words(own.approaches.index(slug) + 1) if own and named else "–")
    told = join(html("<td>{}</td>", c) for c in cells)
    return html('<tr><th scope="row">{}</th>{}</tr>', vocabulary().approach(slug).name, told)


def place_words(place: int) -> str:
    """A place in words.

    >>> place_words(2)
    '2nd choice'
    """
    return f"{place}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place, 'th') } choice"


def stood(answer: Answer, slug: str) -> str:
    """Where the advisor put an approach, and how well it fits."""
    for place, rec in enumerate(answer.recommendations, start=1):
        if rec.approach == slug:
            return f"{place_words(place)}, {words.FITS[rec.fit].lower()}"
    for rec in answer.advised_against:
        if rec.approach == slug:
            return "Would not start with it"
    return "Not among its first choices"


def reasons(scene: Scene) -> Markup:
    """What each table said before it saw the evidence."""
    names = {t.id: t.name for t in scene.session.tables}
    told = join(
        html("<li><strong>{}:</strong> {}</li>", names.get(p.table, "A table"), p.why)
        for p in scene.round.predictions
    )
    return (
        fold("Why the tables would try these", html('<ul class="kma-list">{}</ul>', told)) if told else EMPTY
    )


def evidence(answer: Answer, turn: int) -> Markup:
    """The advisor's answer, as in the Ask tab."""
    citer = Citer(FIRST_TURN + turn, answer.sources)
    shape = """<div class="kma-turn kma-is-{status}"><div class="kma-short"><h3>{heading}</h3>{short}</div>{rest}
{sources}{cards}</div>"""
    count = words.count(len(answer.sources), "statement", "statements")
    return html(
        shape,
        status=answer.status.value,
        heading=words.STATUSES[answer.status],
        short=short(answer, citer),
        rest=rest(answer, citer),
        sources=fold(f"Sources: {count}", citer.listed(), "kma-source-list"),
        cards=citer.cards(),
    )


def talk(scene: Scene) -> Markup:
    """How the tables stand on each approach, with their notes."""
    names = {t.id: t.name for t in scene.session.tables}
    by_approach: dict[str, list[Markup]] = {}
    for reaction in scene.round.reactions:
        note = html(" {}", reaction.note) if reaction.note else EMPTY
        told = html(
            "<li><strong>{}: {}.</strong>{}</li>",
            names.get(reaction.table, "A table"),
            STANCE_WORDS[reaction.stance].lower(),
            note,
        )
        by_approach.setdefault(reaction.approach, []).append(told)
    if not by_approach:
        return EMPTY
    parts = join(
        html(
            '<h4>{}</h4><p class="kma-small">{}</p><ul class="kma-list">{}</ul>',
            vocabulary().approach(slug).name,
            counted(scene.round, slug),
            join(told),
        )
        for slug, told in by_approach.items()
    )
    return html('<section class="kma-panel"><h3>What the tables make of it</h3>{}</section>', parts)


def counted(held: Round, slug: str) -> str:
    """How many tables took each stance on an approach."""
    stances = [r.stance for r in held.reactions if r.approach == slug]
    return ", ".join(f"{STANCE_WORDS[s].lower()}: {stances.count(s)}" for s in STANCES)
