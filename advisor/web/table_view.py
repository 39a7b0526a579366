"""Comparisons and counted lists as tables that scroll by keyboard on a narrow screen."""

from __future__ import annotations

from markupsafe import Markup

from advisor.answer import Cell, Table
from advisor.web.markup import html, join
from advisor.web.source_view import Citer


def table(content: Table, place: int, citer: Citer) -> Markup:
    """A table with its caption; each cell carries the chips of its sources."""
    name = f"t{citer.turn}-table-{place}"
    head = join(html('<th scope="col">{}</th>', c) for c in content.columns)
    body = join(html("<tr>{}</tr>", _row(row, citer)) for row in content.rows)
    shape = """<div class="kma-table" role="region" aria-labelledby="{name}" tabindex="0"><table>
<caption id="{name}">{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"""
    return html(shape, name=name, title=content.title, head=head, body=body)


def _row(row: tuple[Cell, ...], citer: Citer) -> Markup:
    first, *rest = [html("{}{}", c.text, citer.chips(c.sources)) for c in row] or [html("")]
    return html('<th scope="row">{}</th>{}', first, join(html("<td>{}</td>", c) for c in rest))
