"""A scenario card as it lies on the table."""

from __future__ import annotations

from markupsafe import Markup

from advisor.context import FIELDS, MANY, ManagerContext
from advisor.labels import FACETS
from advisor.web import words
from advisor.web.markup import EMPTY, html, join
from advisor.web.workshop import forms
from advisor.workshop.cards import Card

ABOUT = "Whatever you do not know, leave as it is."


def card_view(card: Card, level: int = 2, place: str = "") -> Markup:
    """The card with its situation.

    Args:
        card: what to show.
        level: of its heading, 2 or 3.
        place: which it is of how many, in words.
    """
    heading = html('<h2 tabindex="-1">{}</h2>', card.title) if level == 2 else html("<h3>{}</h3>", card.title)
    shape = """<section class="kma-scenario">{place}{heading}<p>{story}</p><p class="kma-ask-this">{question}</p>
{facts}</section>"""
    return html(
        shape,
        place=html('<p class="kma-small">{}</p>', place) if place else EMPTY,
        heading=heading,
        story=card.story,
        question=card.question,
        facts=facts(card.context),
    )


def facts(context: ManagerContext) -> Markup:
    """What is known of a situation, as terms."""
    rows = join(
        html("<div><dt>{}</dt><dd>{}</dd></div>", FACETS[f], words.values(f, v))
        for f, v in context.known().items()
    )
    return html('<dl class="kma-facts">{}</dl>', rows) if rows else EMPTY


def value_words(field: str, value: str | tuple[str, ...] | None) -> str:
    """What is known of a field, in words."""
    return words.values(field, value) if value else "Not known"


def context_fields(key: str) -> Markup:
    """Every field of a situation, to be filled in for a new card."""
    made = []
    for field in FIELDS:
        choices = words.choices(field)
        if field in MANY:
            ticks = join(forms.tick(field, slug, label, f"{key}-{field}-{slug}") for label, slug in choices)
            made.append(forms.fieldset(FACETS[field], ticks))
        else:
            options = join(
                [
                    forms.option("", words.UNKNOWN),
                    *(forms.option(slug, label) for label, slug in choices),
                ]
            )
            made.append(forms.select(field, FACETS[field], f"{key}-{field}", options))
    return html('<p>{}</p><div class="kma-many">{}</div>', ABOUT, join(made))
