"""The parts of the page that a seat sees, each drawn and sent by itself so that what is typed in another stays."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from markupsafe import Markup

from advisor.web.markup import EMPTY, html, join
from advisor.web.workshop import forms
from advisor.web.workshop.again_view import again_view
from advisor.web.workshop.beside_view import beside_form, beside_view
from advisor.web.workshop.card_view import card_view
from advisor.web.workshop.deck_view import deck
from advisor.web.workshop.projector_view import wall
from advisor.web.workshop.reveal_view import comparison, evidence, reasons, talk
from advisor.web.workshop.seat_view import prediction, reactions
from advisor.web.workshop.top_view import running, tables, top
from advisor.web.workshop.unused_view import unused_view
from advisor.web.workshop.what_if_view import what_if_form, what_if_view
from advisor.workshop.comparing import beside, reruns, unused, what_if
from advisor.workshop.hosting import Scene, Workshops
from advisor.workshop.models import Shown
from corpus.errors import KmaError

log = logging.getLogger(__name__)

PICTURES = {
    "scenario": "The evidence",
    "what-if": "What if?",
    "beside": "Side by side",
    "unmentioned": "Not mentioned yet",
}
DESK = {"scenario": "The scenario", "deck": "Scenarios and record", "again": "Then and now"}

Parts = dict[str, Markup]


def regions(workshops: Workshops, scene: Scene, look: Mapping[str, str]) -> Parts:
    """Every part that a seat sees, in reading order.

    Args:
        workshops: for what has to be asked.
        scene: what the seat may see.
        look: what was chosen to look at: ``desk``, ``view``, ``what`` and ``other``.
    """
    if scene.seat.role == "projector":
        return {"wall": wall(scene, mirrored(workshops, scene))}
    parts: Parts = {"top": top(scene)}
    if scene.seat.role == "facilitator":
        desk = look.get("desk") if look.get("desk") in DESK else "scenario"
        parts["desk"] = _choices("desk", DESK, str(desk), "Parts of the workshop")
        if desk == "deck":
            return {**parts, "deck": deck(scene)}
        if desk == "again":
            found = reruns(workshops, scene.seat)
            shown = again_view(found, bool(workshops.revealed_rounds(scene.seat)), not scene.session.ended)
            return {**parts, "again": shown}
        parts["running"] = running(scene)
    parts["card"] = card_view(scene.round.card, place=_place(scene))
    if scene.round.revealed is None:
        waiting = tables(scene) if scene.table else EMPTY
        return {**parts, "prediction": prediction(scene), "waiting": waiting}
    view = look.get("view") if look.get("view") in PICTURES else "scenario"
    parts["views"] = _choices("view", PICTURES, str(view), "Ways to look at the evidence")
    if view == "scenario":
        parts |= {
            "compared": html("{}{}", comparison(scene), reasons(scene)),
            "evidence": evidence(scene.round.revealed.answer, scene.round.revealed.id),
            "reactions": reactions(scene),
            "talk": talk(scene),
        }
    elif view == "unmentioned":
        parts["picture"] = picture(workshops, scene, shown_of(look))
    else:
        parts["chooser"] = _chooser(workshops, scene, look, str(view))
        parts["picture"] = picture(workshops, scene, shown_of(look))
    return parts


def shown_of(look: Mapping[str, str]) -> Shown:
    """What somebody looks at, as it would be put on the projector."""
    view = look.get("view", "")
    field, _, value = look.get("what", "").partition(":")
    if view == "what-if" and field:
        return Shown(screen="what-if", field=field, value=value)
    if view == "beside" and look.get("other"):
        return Shown(screen="beside", other=look["other"])
    if view == "unmentioned":
        return Shown(screen="unmentioned")
    return Shown()


def picture(workshops: Workshops, scene: Scene, shown: Shown) -> Markup:
    """What follows from a choice, or why it can't be shown; empty for the scenario itself."""
    try:
        return _picture(workshops, scene, shown)
    except KmaError as err:
        return html('<p class="kma-progress">{}</p>', str(err))


def mirrored(workshops: Workshops, scene: Scene) -> Markup:
    """What the facilitator put on the projector; empty for the scenario itself."""
    return EMPTY if scene.round.revealed is None else picture(workshops, scene, scene.session.shown)


def _picture(workshops: Workshops, scene: Scene, shown: Shown) -> Markup:
    if shown.screen == "what-if":
        return what_if_view(what_if(workshops, scene.round, shown.field, shown.value))
    if shown.screen == "beside":
        rounds = {r.card.id: r for r in workshops.revealed_rounds(scene.seat)}
        other = rounds.get(shown.other)
        return beside_view(beside(scene.round, other)) if other else EMPTY
    if shown.screen == "unmentioned":
        return unused_view(unused(workshops, scene.round))
    return EMPTY


def _chooser(workshops: Workshops, scene: Scene, look: Mapping[str, str], view: str) -> Markup:
    assert scene.round.revealed is not None
    if view == "what-if":
        return what_if_form(scene.round.revealed.answer.context, look.get("what", ""))
    rounds = workshops.revealed_rounds(scene.seat)
    return beside_form(rounds, scene.round.card.id, look.get("other", ""))


def _choices(name: str, offered: Mapping[str, str], chosen: str, label: str) -> Markup:
    buttons = join(
        forms.button("look", words, pressed=key == chosen, **{name: key}) for key, words in offered.items()
    )
    return html('<nav class="kma-views" aria-label="{}">{}</nav>', label, buttons)


def _place(scene: Scene) -> str:
    ids = [c.id for c in scene.session.cards]
    if len(ids) == 1:
        return ""
    return f"Scenario {ids.index(scene.round.card.id) + 1} of {len(ids)}"
