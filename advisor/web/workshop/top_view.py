"""The head of a workshop: its name, its code, the time left, and who has committed a prediction."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web import words
from advisor.web.markup import EMPTY, fold, html, join
from advisor.web.workshop import forms
from advisor.workshop.codes import shown_code
from advisor.workshop.hosting import Scene

MINUTES = ("5", "10", "15")


def top(scene: Scene) -> Markup:
    """The head as a table or a facilitator sees it."""
    session = scene.session
    who = f"You are {scene.table.name}." if scene.table else "You are the facilitator."
    shape = """<div class="kma-workshop-top"><div><h2 class="kma-workshop-name">{title}</h2>
<p>{who} {leave}</p></div>{code}{clock}</div>{ended}"""
    ended = '<p class="kma-progress">This workshop has ended. It can still be read.</p>'
    return html(
        shape,
        title=session.title,
        who=who,
        leave=forms.button("leave", "Leave", "kma-plain-link"),
        code=html('<p class="kma-code-box">Join code <strong>{}</strong></p>', shown_code(session.code)),
        clock=clock(scene),
        ended=Markup(ended) if session.ended else EMPTY,
    )


def clock(scene: Scene) -> Markup:
    """Where the script shows the time left; nothing when no timer runs."""
    if scene.session.timer_ends is None:
        return EMPTY
    return Markup(
        '<p class="kma-clock">Time left <strong role="timer" data-clock aria-live="off">–</strong></p>'
    )


def tables(scene: Scene) -> Markup:
    """Every table, and whether its prediction is in."""
    seated = scene.session.tables
    if not seated:
        return html("<p>{}</p>", "No table has joined yet.")
    listed = join(
        html(
            '<li class="{}">{} <span>{}</span></li>',
            "kma-in" if t.id in scene.committed else "kma-out",
            t.name,
            "prediction is in" if t.id in scene.committed else "thinking",
        )
        for t in seated
    )
    told = (
        f"{len(scene.committed)} of {words.count(len(seated), 'table has', 'tables have')} a prediction in."
    )
    return html('<p>{}</p><ul class="kma-tables">{}</ul>', told, listed)


def running(scene: Scene) -> Markup:
    """What the facilitator has at hand: who is ready, the timer, the reveal, the projector."""
    if scene.session.ended:
        return _links(scene)
    shape = """<section class="kma-running" aria-label="Running the workshop">{tables}<div class="kma-views">{reveal}
{timers}</div>{links}</section>"""
    out = scene.round.revealed is not None
    reveal = (
        EMPTY
        if out
        else forms.button("reveal", "Show the evidence to everybody", "kma-go", card=scene.round.card.id)
    )
    timers = join(forms.button("timer", f"Timer: {m} minutes", minutes=m) for m in MINUTES)
    stop = forms.button("timer", "Stop the timer", minutes="0") if scene.session.timer_ends else EMPTY
    return html(
        shape,
        tables=EMPTY if out else tables(scene),
        reveal=reveal,
        timers=html("{}{}", timers, stop),
        links=_links(scene),
    )


def _links(scene: Scene) -> Markup:
    """The projector's page, and the key that brings the facilitator back."""
    wall = html(
        '<p><a href="/?projector={}" target="_blank" rel="noopener">Open the projector view'
        '<span class="kma-unseen"> (opens in a new tab)</span></a></p>',
        scene.session.code,
    )
    key = html(
        "<p>Write this key down. With it and the join code you can come back from any device: "
        '<strong class="kma-key-shown">{}</strong></p><p class="kma-small">Show it to nobody.</p>',
        scene.seat.key,
    )
    return html("{}{}", wall, fold("Your facilitator key", key))
