"""What is not held: the sentences, and approaches against kinds of organisation with every empty in sight."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.web import words
from advisor.web.explore import silence
from advisor.web.explore.grid import Grid
from advisor.web.explore.grid_view import find_button, grid_table
from advisor.web.explore.library import Library
from advisor.web.markup import html, items
from corpus.records import AnyRecord


def silence_view(library: Library, grid: Grid) -> Markup:
    """The sentences by subject, then the grid."""
    sentences = (
        ("Kinds of organisation", silence.organisations(library)),
        ("Approaches", silence.approaches(library)),
        (
            "Goals, sectors and outcomes",
            [s for f in ("goal", "sector", "outcome") for s in silence.values(library, f)],
        ),
        ("Time", silence.times(library)),
    )
    told = [
        html(
            "<h3>{}</h3>{}",
            title,
            items(lines) if lines else html("<p>{}</p>", "No gap of this kind was found."),
        )
        for title, lines in sentences
    ]
    shape = """<h2 tabindex="-1">What is not held</h2><p class="kma-lede">Counted from the collection itself.
A gap here means that this collection holds nothing, not that nobody has done it.</p>{}<h3>Cell by cell</h3>
<p>{} of {} pairs of an approach and a kind of organisation hold no case and no interview study. They are hatched;
a number is how many records are held. {}</p>{}"""
    table = grid_table(
        grid, "kma-silence", "Cases and interview studies: approach by kind of organisation", count
    )
    cells = grid.empty() + len(grid.cells)
    return html(shape, Markup().join(told), f"{grid.empty():,}", f"{cells:,}", _unplaced(grid), table)


def count(records: Sequence[AnyRecord], approach: str, name: str, query: str) -> Markup:
    """The number of records of a cell, as a button that shows them."""
    label = html('{}<span class="kma-unseen"> {}</span>', len(records), name)
    return find_button(query, label, "kma-cell kma-number")


def _unplaced(grid: Grid) -> str:
    if not grid.unplaced:
        return ""
    counted = words.count(grid.unplaced, "record names", "records name")
    return f"{counted} no kind of organisation and can't be placed."
