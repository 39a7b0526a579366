"""The projector's page: big, and with nothing to press. It shows what every table may see."""

from __future__ import annotations

from markupsafe import Markup

from advisor.citations import render
from advisor.web import words
from advisor.web.markup import EMPTY, html, join
from advisor.web.workshop.card_view import card_view
from advisor.web.workshop.reveal_view import comparison
from advisor.web.workshop.top_view import clock, tables
from advisor.workshop.codes import shown_code
from advisor.workshop.hosting import Scene


def wall(scene: Scene, picture: Markup) -> Markup:
    """The whole wall.

    Args:
        scene: what a projector may see.
        picture: what the facilitator put on it; empty for the scenario itself.
    """
    session = scene.session
    shape = """<header class="kma-wall-top"><p class="kma-wall-name">{title}</p>{clock}
<p class="kma-wall-code">Join at this site with <strong>{code}</strong></p></header>{inner}"""
    inner = picture or (_evidence(scene) if scene.round.revealed else _thinking(scene))
    return html(shape, title=session.title, clock=clock(scene), code=shown_code(session.code), inner=inner)


def _thinking(scene: Scene) -> Markup:
    return html("{}{}", card_view(scene.round.card), tables(scene))


def _evidence(scene: Scene) -> Markup:
    """The question, the comparison, the short answer and the approaches with their marks."""
    assert scene.round.revealed is not None
    answer = scene.round.revealed.answer
    told = join((render(s.text, s.sources) for s in answer.short_answer), " ")
    marks = join(
        html(
            "<li><strong>{}</strong>: {}. Certainty: {}. {}.</li>",
            r.name,
            words.FITS[r.fit].lower(),
            words.GRADES[r.badge.grade].lower(),
            words.DIRECTIONS[r.badge.direction],
        )
        for r in answer.recommendations
    )
    shape = '<h2 tabindex="-1">{}</h2><p class="kma-ask-this">{}</p>{}<h3>{}</h3><p>{}</p>{}'
    card = scene.round.card
    listed = html('<ol class="kma-list">{}</ol>', marks) if marks else EMPTY
    heading = words.STATUSES[answer.status]
    return html(shape, card.title, card.question, comparison(scene), heading, told or answer.lead, listed)
