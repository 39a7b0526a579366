"""The situation panel's data: what the advisor understood, and what the asker made of it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.context import FIELDS, MANY, ManagerContext
from advisor.web import words
from advisor.web.markup import EMPTY, html, join

NOT_KNOWN = ""
NOTHING_KNOWN = "Nothing yet. Say more about your situation, and the advice will fit you better."


def context_from(values: Sequence[object]) -> ManagerContext:
    """The situation that the dropdowns hold.

    Args:
        values: one for each of `FIELDS`, in that order; empty where the asker does not know.

    Raises:
        ValueError: when a value is not one of the vocabulary.
    """
    return ManagerContext.model_validate(dict(zip(FIELDS, values, strict=True)))


def values_of(context: ManagerContext) -> list[str | list[str]]:
    """What each dropdown shows for a situation, in the order of `FIELDS`."""
    shown: list[str | list[str]] = []
    for field in FIELDS:
        value = getattr(context, field)
        shown.append(list(value) if field in MANY else value or NOT_KNOWN)
    return shown


def summary(context: ManagerContext) -> Markup:
    """What is known as a list of terms, then what is not known in one sentence."""
    known = context.known()
    rows = join(
        html("<div><dt>{}</dt><dd>{}</dd></div>", words.FACETS[f], words.values(f, v))
        for f, v in known.items()
    )
    listed = html('<dl class="kma-known">{}</dl>', rows) if known else html("<p>{}</p>", NOTHING_KNOWN)
    return html("{}{}", listed, _unknown([f for f in FIELDS if f not in known]))


def read_as(context: ManagerContext) -> Markup:
    """One line for narrow screens, where the panel stands far below, with the way to it."""
    known = "; ".join(words.values(f, v) for f, v in context.known().items())
    shape = (
        '<p class="kma-read-as">Your situation, as I understand it: {}. '
        '<a href="#kma-situation">Check or change it</a></p>'
    )
    return html(shape, known)


def changes(before: ManagerContext, after: ManagerContext) -> Markup:
    """One line for each facet that the asker changed; nothing when none was."""
    changed = [f for f in FIELDS if getattr(before, f) != getattr(after, f)]
    lines = (
        html(
            "{}: {} → {}",
            words.FACETS[f],
            words.values(f, getattr(before, f)),
            words.values(f, getattr(after, f)),
        )
        for f in changed
    )
    return join(lines, "; ") if changed else EMPTY


def _unknown(fields: Sequence[str]) -> Markup:
    if not fields or len(fields) == len(FIELDS):
        return EMPTY
    names = "; ".join(words.FACETS[f].lower() for f in fields)
    return html('<p class="kma-small">Not known: {}.</p>', names)
