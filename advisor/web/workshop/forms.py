"""Fields, buttons and choices of the Workshop tab's forms."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from advisor.web.explore.terms import ROLES
from advisor.web.markup import EMPTY, html, join
from advisor.workshop.cards import LONGEST as CARD
from advisor.workshop.models import CHOICES
from corpus.vocabulary import vocabulary

PLACES = ("First", "Second", "Third")


def form(act: str, inner: Markup, button: object, label: object = "", **hidden: str) -> Markup:
    """A form that the tab's script sends; what is wrong with it is told under its fields.

    Args:
        act: the name of the request.
        inner: the fields.
        button: the words on its button.
        label: its name for those who can't see it, when its heading does not say.
        hidden: further fields of the request.
    """
    kept = join(
        html('<input type="hidden" name="{}" value="{}">', name, value) for name, value in hidden.items()
    )
    named = html(' aria-label="{}"', label) if label else EMPTY
    shape = """<form class="kma-form" data-act="{act}"{named}>{kept}{inner}
<p class="kma-fault" data-fault role="alert"></p><button type="submit" class="kma-go">{button}</button></form>"""
    return html(shape, act=act, named=named, kept=kept, inner=inner, button=button)


def text_field(
    name: str, label: object, key: str, hint: object = "", most: int = 80, value: str = ""
) -> Markup:
    """One line of text. ``key`` makes its id, which keeps what is typed when its part is drawn again."""
    shape = """<div class="kma-field"><label for="w-{key}">{label}</label>{hint}<input id="w-{key}" name="{name}"
type="text" maxlength="{most}" value="{value}" autocomplete="off"{described}></div>"""
    told, described = _hint(key, hint)
    return html(
        shape, key=key, name=name, label=label, hint=told, most=most, value=value, described=described
    )


def text_area(
    name: str, label: object, key: str, hint: object = "", most: int = 800, value: str = ""
) -> Markup:
    """Some lines of text."""
    shape = """<div class="kma-field"><label for="w-{key}">{label}</label>{hint}<textarea id="w-{key}" name="{name}"
rows="3" maxlength="{most}"{described}>{value}</textarea></div>"""
    told, described = _hint(key, hint)
    return html(
        shape, key=key, name=name, label=label, hint=told, most=most, value=value, described=described
    )


def select(name: str, label: object, key: str, options: Markup) -> Markup:
    """One choice of a list."""
    shape = """<div class="kma-field"><label for="w-{key}">{label}</label>
<select id="w-{key}" name="{name}">{options}</select></div>"""
    return html(shape, key=key, name=name, label=label, options=options)


def option(value: str, label: object, chosen: bool = False) -> Markup:
    """One entry of a list."""
    return html('<option value="{}"{}>{}</option>', value, Markup(" selected") if chosen else EMPTY, label)


def group(label: object, options: Iterable[Markup]) -> Markup:
    """Entries of a list under a name."""
    return html('<optgroup label="{}">{}</optgroup>', label, join(options))


def tick(
    name: str, value: str, label: object, key: str, chosen: bool = False, kind: str = "checkbox"
) -> Markup:
    """A box to tick, or one of several to choose (``kind`` radio)."""
    shape = """<div class="kma-tick"><input type="{kind}" id="w-{key}" name="{name}" value="{value}"{chosen}>
<label for="w-{key}">{label}</label></div>"""
    checked = Markup(" checked") if chosen else EMPTY
    return html(shape, kind=kind, key=key, name=name, value=value, chosen=checked, label=label)


def fieldset(legend: object, inner: Markup) -> Markup:
    """Choices that belong together, under their question."""
    return html('<fieldset class="kma-set"><legend>{}</legend>{}</fieldset>', legend, inner)


def button(
    act: str, label: object, style: str = "kma-view", pressed: bool | None = None, **fields: str
) -> Markup:
    """A button that sends a request; ``pressed`` marks the one of several that is shown."""
    data = join(html(' data-{}="{}"', name, value) for name, value in fields.items())
    current = Markup(' aria-current="true"') if pressed else EMPTY
    return html(
        '<button type="button" class="{}" data-act="{}"{}{}>{}</button>', style, act, data, current, label
    )


def approach_fields(chosen: tuple[str, ...], key: str) -> Markup:
    """A list of all approaches for each of the choices of a prediction."""
    padded = (*chosen, *[""] * CHOICES)[:CHOICES]
    made = []
    for place, slug in enumerate(padded):
        label = f"{PLACES[place]} choice" if not place else f"{PLACES[place]} choice, if any"
        empty = option("", "Choose an approach" if not place else "None")
        made.append(
            select("approaches", label, f"{key}-{place}", html("{}{}", empty, approach_options(slug)))
        )
    return html('<div class="kma-choices">{}</div>', join(made))


def approach_options(chosen: str = "") -> Markup:
    """All approaches under the name of their first role."""
    return join(
        group(
            label,
            (option(a.slug, a.name, a.slug == chosen) for a in vocabulary().approaches if a.roles[0] == role),
        )
        for role, label in ROLES.items()
    )


def card_words(key: str) -> Markup:
    """The three texts of a card."""
    return join(
        [
            text_field("title", "Title", f"{key}-title", most=CARD["title"]),
            text_area(
                "story", "The situation, in your own words", f"{key}-story", "Name no person.", CARD["story"]
            ),
            text_area("question", "The question for the tables", f"{key}-question", most=CARD["question"]),
        ]
    )


def _hint(key: str, hint: object) -> tuple[Markup, Markup]:
    if not hint:
        return EMPTY, EMPTY
    told = html('<p class="kma-small" id="w-{}-hint">{}</p>', key, hint)
    return told, html(' aria-describedby="w-{}-hint"', key)
