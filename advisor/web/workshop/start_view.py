"""The start of the tab: join a workshop, run one, or go back to one."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web.markup import fold, html, join
from advisor.web.workshop import forms
from advisor.workshop.cards import shipped_cards
from advisor.workshop.codes import LENGTH
from advisor.workshop.screened import LONGEST

SEATS = """<section class="kma-panel" data-seats hidden><h2>Go back to your seat</h2><p>This browser has a seat in
these workshops. On a device that others use, let it forget them.</p><div class="kma-views"></div>
<button type="button" class="kma-plain-link" data-act="forget">Forget these seats</button></section>"""
"""Filled by the script, which alone knows what the browser remembers."""
CHOSEN_FIRST = 3
"""How many of the shipped cards are ticked to begin with."""


def start(code: str = "") -> Markup:
    """What somebody sees who has no seat.

    Args:
        code: the join code from the address of the page, when it has one.
    """
    shape = """{seats}<div class="kma-doors"><section class="kma-door"><h2 tabindex="-1">Join a workshop</h2>
<p>Your facilitator shows you a code. One device for each table is enough.</p>{join}</section>
<section class="kma-door"><h2>Run a workshop</h2>
<p>Choose scenarios, let tables predict what would work, then show them the evidence.</p>{open}</section></div>
{back}"""
    back = forms.form(
        "enter",
        html("{}{}", _code("back", ""), forms.text_field("key", "Facilitator key", "back-key", most=60)),
        "Go back to it",
        "Go back to a workshop that you run",
    )
    return html(
        shape,
        seats=Markup(SEATS),
        join=_join(code),
        open=_open(),
        back=fold("Go back to a workshop that you run", back),
    )


def _join(code: str) -> Markup:
    named = forms.text_field(
        "name", "Name of your table", "join-name", "Not the name of a person.", LONGEST["name"]
    )
    return forms.form("join", html("{}{}", _code("join", code), named), "Join", "Join a workshop")


def _code(key: str, value: str) -> Markup:
    hint = f"{LENGTH} letters; it does not matter whether they are capitals."
    return forms.text_field("code", "Join code", f"{key}-code", hint, 20, value)


def _open() -> Markup:
    title = forms.text_field("title", "Name of the workshop", "open-title", most=LONGEST["title"])
    ticks = join(
        forms.tick("cards", c.id, c.title, f"open-{c.id}", place < CHOSEN_FIRST)
        for place, c in enumerate(shipped_cards())
    )
    more = html('<p class="kma-small">{}</p>', "You can add cards of your own once it is open.")
    inner = html("{}{}{}", title, forms.fieldset("Scenarios", ticks), more)
    return forms.form("open", inner, "Open the workshop", "Run a workshop")
