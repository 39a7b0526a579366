"""The facilitator's scenarios: turn to one, add cards, take one out, keep the record, end the workshop."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web.markup import EMPTY, fold, html, join
from advisor.web.workshop import forms
from advisor.web.workshop.card_view import context_fields
from advisor.workshop.cards import Card, shipped_cards
from advisor.workshop.hosting import Scene
from advisor.workshop.reading import MAX_BYTES


def deck(scene: Scene) -> Markup:
    """Everything about the cards and the workshop as a whole."""
    listed = html('<ol class="kma-deck">{}</ol>', join(_entry(scene, c) for c in scene.session.cards))
    adding = EMPTY if scene.session.ended else _adding(scene)
    return html('<h2 tabindex="-1">Scenarios of this workshop</h2>{}{}{}', listed, adding, _keeping(scene))


def _entry(scene: Scene, card: Card) -> Markup:
    here = card.id == scene.session.card
    if scene.session.ended or here:
        buttons = html("<span>{}</span>", "on the tables now") if here else EMPTY
    else:
        unseen = html('<span class="kma-unseen"> scenario, {}</span>', card.title)
        turn = forms.button("turn", html("Turn to this{}", unseen), "kma-plain-link", card=card.id)
        gone = forms.button("remove", html("Take out{}", unseen), "kma-plain-link", card=card.id)
        buttons = html("{} {}", turn, gone)
    return html("<li><strong>{}</strong> {}</li>", card.title, buttons)


def _adding(scene: Scene) -> Markup:
    here = {c.id for c in scene.session.cards}
    rest = [c for c in shipped_cards() if c.id not in here]
    ticks = join(forms.tick("cards", c.id, c.title, f"add-{c.id}") for c in rest)
    shipped = forms.form("add", forms.fieldset("Scenarios", ticks), "Add these", "Add scenarios")
    upload = html(
        '<div class="kma-field"><label for="w-file">File of cards</label><p class="kma-small" id="w-file-hint">{}</p>'
        '<input id="w-file" name="file" type="file" accept=".yaml,.yml,.csv" aria-describedby="w-file-hint"></div>',
        f"YAML or CSV, at most {MAX_BYTES // 1000} kB. The guide for facilitators says how to write one.",
    )
    written = html(
        "{}{}", forms.card_words("new"), fold("The situation, field by field", context_fields("new"))
    )
    return join(
        [
            fold("Add scenarios that come with the advisor", shipped) if rest else EMPTY,
            fold(
                "Add cards from a file",
                forms.form("upload", upload, "Add the cards", "Add cards from a file"),
            ),
            fold("Write a card", forms.form("write", written, "Add this card", "Write a card")),
        ]
    )


def _keeping(scene: Scene) -> Markup:
    """The record, the cards as a file, the end."""
    record = forms.button("record", "Save the record as a Word file")
    cards = forms.button("cards", "Save the cards as a file")
    end = EMPTY if scene.session.ended else forms.button("end", "End the workshop")
    gone = forms.form(
        "delete",
        forms.text_field("code", "Type the join code to confirm", "delete-code", most=20),
        "Delete it for good",
        "Delete the workshop",
    )
    told = html("<p>{}</p>", "Everything that the tables wrote is removed from this machine.")
    shape = '<h3>Afterwards</h3><div class="kma-views">{}{}{}</div>{}'
    return html(shape, record, cards, end, fold("Delete this workshop", html("{}{}", told, gone)))
