"""A grid as an HTML table that scrolls both ways by keyboard, its headings staying in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from advisor.web.explore.grid import Grid, by_role
from advisor.web.explore.terms import ROLES
from advisor.web.markup import html, join
from corpus.records import AnyRecord
from corpus.vocabulary import Approach

Draw = Callable[[Sequence[AnyRecord], str, str, str], Markup]
"""Draws a cell from its records, the slug of its approach, its name in words, and the query that finds them."""
WIDE = 6
"""With more columns than this, the headings of the columns stand upright."""


def grid_table(grid: Grid, name: str, caption: object, draw: Draw) -> Markup:
    """The whole grid, a row for each approach under its role.

    Args:
        grid: what to show.
        name: an id for the caption, its own on the page.
        caption: what the table shows.
        draw: the inside of a cell.
    """
    shape = """<div class="kma-grid{wide}" role="region" aria-labelledby="{name}" tabindex="0"><table>
<caption id="{name}" class="kma-unseen">{caption}</caption>
<thead><tr><th scope="col">Approach</th>{head}</tr></thead>{body}</table></div>"""
    head = join(html('<th scope="col"><span>{}</span></th>', label) for _, label in grid.columns)
    body = join(_group(grid, role, approaches, draw) for role, approaches in by_role())
    wide = " kma-wide" if len(grid.columns) > WIDE else ""
    return html(shape, name=name, caption=caption, head=head, body=body, wide=wide)


def _group(grid: Grid, role: str, approaches: Sequence[Approach], draw: Draw) -> Markup:
    shape = (
        '<tbody><tr class="kma-role"><th scope="rowgroup" colspan="{}"><span>{}</span></th></tr>{}</tbody>'
    )
    return html(shape, len(grid.columns) + 1, ROLES[role], join(_row(grid, a, draw) for a in approaches))


def _row(grid: Grid, approach: Approach, draw: Draw) -> Markup:
    cells = join(_cell(grid, approach, column, label, draw) for column, label in grid.columns)
    return html('<tr><th scope="row">{}</th>{}</tr>', approach_button(approach), cells)


def _cell(grid: Grid, approach: Approach, column: str, label: str, draw: Draw) -> Markup:
    records = grid.at(approach.slug, column)
    if not records:
        return Markup('<td class="kma-none"><span class="kma-unseen">Nothing held</span></td>')
    query = urlencode({"approach": approach.slug, grid.axis: column})
    return html("<td>{}</td>", draw(records, approach.slug, f"{approach.name}, {label}", query))


def approach_button(approach: Approach) -> Markup:
    """The name of an approach, which opens its page."""
    query = urlencode({"view": "approach", "approach": approach.slug})
    return html(
        '<button type="button" class="kma-plain-link" data-see="{}">{}</button>', query, approach.name
    )


def find_button(query: str, shown: object, style: str = "kma-plain-link") -> Markup:
    """A button that shows the records which a query finds."""
    return html('<button type="button" class="{}" data-find="{}">{}</button>', style, query, shown)


def see_button(query: str, shown: object, current: bool = False) -> Markup:
    """A button that changes the picture above the records."""
    now = Markup(' aria-current="true"') if current else Markup("")
    return html('<button type="button" class="kma-view" data-see="{}"{}>{}</button>', query, now, shown)
