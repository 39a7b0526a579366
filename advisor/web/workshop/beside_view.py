"""Two scenarios side by side: their situations, their answers, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import LiteralString

from markupsafe import Markup

from advisor.labels import FACETS
from advisor.web import words
from advisor.web.markup import EMPTY, html, join
from advisor.web.workshop import forms
from advisor.web.workshop.card_view import value_words
from advisor.web.workshop.difference_view import place
from advisor.workshop.comparing import Beside
from advisor.workshop.models import Round

TELL = "Set this scenario beside another whose evidence has been shown."
_HEAD: LiteralString = '<th scope="col">{}</th>'
ALONE = "No other scenario has had its evidence shown yet."


def beside_form(rounds: tuple[Round, ...], here: str, chosen: str) -> Markup:
    """The list of the other scenarios."""
    rest = [r.card for r in rounds if r.card.id != here]
    heading = html('<h3 tabindex="-1">Two scenarios side by side</h3><p>{}</p>', TELL if rest else ALONE)
    if not rest:
        return heading
    options = join(forms.option(c.id, c.title, c.id == chosen) for c in rest)
    picked = forms.select("other", "The other scenario", "other", options)
    return html("{}{}", heading, forms.form("beside", picked, "Set them side by side", "Side by side"))


def beside_view(found: Beside) -> Markup:
    """The fields that differ, then the approaches, one column for each scenario."""
    titles = (found.left.card.title, found.right.card.title)
    fields = join(_field(found, f) for f in found.difference.fields)
    moves = join(
        html(
            '<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>',
            m.name,
            place(m.before, m.fit_before),
            place(m.after, m.fit_after),
        )
        for m in found.difference.moves
    )
    shared = words.count(found.difference.kept, "source is", "sources are")
    return html(
        "{}{}<p>{}</p>",
        _table("Where the situations differ", ("The situation", *titles), fields),
        _table("What the evidence suggests", ("Approach", *titles), moves),
        f"{shared} in both answers.",
    )


def _field(found: Beside, field: str) -> Markup:
    sides = [r.revealed.answer.context if r.revealed else r.card.context for r in (found.left, found.right)]
    cells = join(html("<td>{}</td>", value_words(field, getattr(c, field))) for c in sides)
    return html('<tr><th scope="row">{}</th>{}</tr>', FACETS[field], cells)


def _table(caption: str, columns: Sequence[str], body: Markup) -> Markup:
    if not body:
        return EMPTY
    head = join(html(_HEAD, c) for c in columns)
    shape = """<div class="kma-table kma-beside" role="region" aria-label="{caption}" tabindex="0"><table>
<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"""
    return html(shape, caption=caption, head=head, body=body)
