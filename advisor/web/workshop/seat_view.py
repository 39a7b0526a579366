"""What a table works on: the card and its prediction, and after the evidence what it makes of it."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web.markup import EMPTY, html, join
from advisor.web.workshop import forms
from advisor.workshop.hosting import Scene
from advisor.workshop.models import STANCES, Prediction, Round
from corpus.vocabulary import vocabulary

STANCE_WORDS = {"agree": "Agree", "disagree": "Disagree", "try": "Would try"}


def prediction(scene: Scene) -> Markup:
    """The form of a prediction, filled with what the table has committed; nothing once the evidence is out."""
    if scene.table is None or scene.round.revealed is not None or scene.session.ended:
        return EMPTY
    own = scene.round.prediction(scene.table.id)
    card = scene.round.card.id
    why = forms.text_area(
        "why",
        "Why would you try it?",
        f"why-{card}",
        "Name no person. Other tables see this when the evidence is shown.",
        value=own.why if own else "",
    )
    fields = html("{}{}", forms.approach_fields(own.approaches if own else (), f"try-{card}"), why)
    heading = "Your prediction is in" if own else "What would you try first?"
    told = (
        "You can change it until the evidence is shown."
        if own
        else "Commit your table before you see the evidence. Choose up to three approaches."
    )
    made = forms.form(
        "predict", fields, "Change our prediction" if own else "Commit our prediction", card=card
    )
    return html('<section class="kma-panel"><h3>{}</h3><p>{}</p>{}</section>', heading, told, made)


def reactions(scene: Scene) -> Markup:
    """A form for each approach that the advisor suggests or the table predicted."""
    if scene.table is None or scene.round.revealed is None or scene.session.ended:
        return EMPTY
    made = join(_reaction(scene, slug) for slug in at_issue(scene.round, scene.table.id))
    told = "Name no person. To point at a statement, write its number, for instance [3]."
    return html(
        '<section class="kma-panel"><h3>What does your table make of it?</h3><p>{}</p>{}</section>',
        told,
        made,
    )


def at_issue(held: Round, table: int) -> tuple[str, ...]:
    """The approaches that a table has something to say on: those suggested, advised against, or predicted by it."""
    if held.revealed is None:
        return ()
    answer = held.revealed.answer
    own = held.prediction(table)
    named = [r.approach for r in (*answer.recommendations, *answer.advised_against)]
    return tuple(dict.fromkeys([*named, *(own.approaches if own else ())]))


def _reaction(scene: Scene, slug: str) -> Markup:
    assert scene.table is not None
    held = scene.round.reaction(scene.table.id, slug)
    card = scene.round.card.id
    ticks = join(
        forms.tick(
            "stance", s, STANCE_WORDS[s], f"{card}-{slug}-{s}", held is not None and held.stance == s, "radio"
        )
        for s in STANCES
    )
    name = vocabulary().approach(slug).name
    note = forms.text_area("note", "Note", f"note-{card}-{slug}", value=held.note if held else "")
    done = html('<p class="kma-small">{}</p>', "Kept. You can change it.") if held else EMPTY
    inner = html("{}{}{}", forms.fieldset(name, ticks), note, done)
    return forms.form("react", inner, "Keep this", f"On {name}", card=card, approach=slug)


def told(held: Prediction) -> str:
    """The approaches of a prediction in words."""
    names = (vocabulary().approach(a).name for a in held.approaches)
    return "; ".join(f"{n}. {name}" for n, name in enumerate(names, start=1))
