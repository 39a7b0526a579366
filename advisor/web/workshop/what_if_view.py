"""What-if: one field of the situation is changed, and what follows is shown."""

from __future__ import annotations

from markupsafe import Markup

from advisor.context import FIELDS, MANY, ManagerContext
from advisor.labels import FACETS
from advisor.web import words
from advisor.web.markup import html, join
from advisor.web.workshop import forms
from advisor.web.workshop.card_view import value_words
from advisor.web.workshop.difference_view import difference_view
from advisor.workshop.comparing import WhatIf

TELL = "Change one thing about this situation, and see which approaches and sources enter, leave or move."
SIDES = ("As it is", "What if")


def what_if_form(context: ManagerContext, chosen: str) -> Markup:
    """The one list of all that can be changed, by field.

    Args:
        context: the situation as it stands.
        chosen: what was chosen last, as ``field:value``.
    """
    groups = join(_group(context, field, chosen) for field in FIELDS)
    picked = forms.select(
        "what", "What if …", "what", html("{}{}", forms.option("", "Choose a change"), groups)
    )
    made = forms.form("what-if", picked, "Show what follows", "What if")
    return html('<h3 tabindex="-1">What if?</h3><p>{}</p>{}', TELL, made)


def what_if_view(found: WhatIf) -> Markup:
    """What follows from a change."""
    return html("<h4>{}</h4>{}", change_words(found), difference_view(found.difference, SIDES))


def change_words(found: WhatIf) -> str:
    """The change in words."""
    before, after = (
        value_words(found.field, getattr(a.context, found.field)) for a in (found.before, found.after)
    )
    return f"{FACETS[found.field]}: {before} → {after}"


def _group(context: ManagerContext, field: str, chosen: str) -> Markup:
    """The changes of one field; a field of several values can gain or lose one."""
    now = getattr(context, field)
    label = f"{FACETS[field]} (now: {value_words(field, now)})"
    made = []
    if field in MANY:
        for name, slug in words.choices(field):
            less = slug in now
            left = [v for v in now if v != slug] if less else [*now, slug]
            value = f"{field}:{','.join(left)}"
            made.append(forms.option(value, f"without: {name}" if less else f"with: {name}", value == chosen))
    else:
        for name, slug in words.choices(field):
            if slug != now:
                made.append(forms.option(f"{field}:{slug}", name, f"{field}:{slug}" == chosen))
    return forms.group(label, made)
