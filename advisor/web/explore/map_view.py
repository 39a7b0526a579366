"""The evidence-and-gap map, its key, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.web import words
from advisor.web.explore.grid import AXES, Grid
from advisor.web.explore.grid_view import grid_table, see_button
from advisor.web.explore.terms import FACETS
from advisor.web.explore.weighing import SIZES, Mark, told, weigh
from advisor.web.markup import EMPTY, fold, html, join
from corpus.records import AnyRecord

RULE = (
    "The letter is the best certainty among the findings on effect in the cell, or among its cases where it has "
    "no such finding; the shape is what those of that certainty found, and is mixed where they differ. "
    "A record on several approaches is read for the one that it names first, and counts for the size of all. "
    "A reference is counted once in a cell. A large mark means much written, not a large effect."
)


def map_view(grid: Grid) -> Markup:
    """The map with its key, the choice of columns, and its table in words."""
    across = FACETS[grid.axis].label.lower()
    shape = """<h2 tabindex="-1">Evidence and gaps: approach by {across}</h2>
<p class="kma-lede">Each mark stands for what is held. Choose a mark to see its records below.
Hatched cells hold nothing: {empty} of {all}.</p>{unplaced}
<div class="kma-views" role="group" aria-label="Columns of the map">{axes}</div>{key}{table}{words}"""
    return html(
        shape,
        across=across,
        empty=f"{grid.empty():,}",
        all=f"{grid.empty() + len(grid.cells):,}",
        unplaced=_unplaced(grid),
        axes=join(
            see_button(f"view=map&axis={a}", f"By {FACETS[a].label.lower()}", a == grid.axis) for a in AXES
        ),
        key=key(),
        table=grid_table(grid, "kma-map", f"Approach by {across}", cell),
        words=fold(
            "The map as a table of words",
            grid_table(grid, "kma-map-words", f"Approach by {across}, in words", in_words),
        ),
    )


def cell(records: Sequence[AnyRecord], approach: str, name: str, query: str) -> Markup:
    """A button with the mark of a cell."""
    mark = weigh(records, approach)
    shape = '<button type="button" class="kma-cell" data-find="{}" aria-label="{}: {}">{}</button>'
    return html(shape, query, name, told(mark), draw_mark(mark))


def in_words(records: Sequence[AnyRecord], approach: str, name: str, query: str) -> Markup:
    """A cell in words."""
    return html("{}", told(weigh(records, approach)))


def draw_mark(mark: Mark) -> Markup:
    """The mark itself: a shape with a letter, hidden from screen readers, which get the words."""
    shape = '<span class="kma-mark kma-d-{} kma-s{}" aria-hidden="true"><b>{}</b></span>'
    return html(shape, mark.direction, mark.size, mark.grade)


def key() -> Markup:
    """What shapes, letters and sizes mean."""
    shapes = join(
        _entry(draw_mark(Mark(1, 5, "U" if d == "unknown" else "B", d)), name)
        for d, name in words.DIRECTIONS.items()
    )
    letters = join(_entry(html("<b>{}</b>", g), name) for g, name in words.GRADES.items())
    sizes = join(_entry(draw_mark(Mark(1, n, "B", "helps")), text) for n, text in _sizes())
    shape = """<details class="kma-fold kma-key" open><summary>Key to the map</summary><div class="kma-folded">
<h3>Shape: what was found</h3><ul>{}</ul><h3>Letter: certainty of the effect</h3><ul>{}</ul>
<h3>Size: independent references</h3><ul>{}</ul><p class="kma-small">{}</p></div></details>"""
    return html(shape, shapes, letters, sizes, RULE)


def _entry(mark: Markup, name: str) -> Markup:
    return html("<li>{} {}</li>", mark, name)


def _sizes() -> list[tuple[int, str]]:
    """A number of references for each size, and the range in words."""
    starts = (1, *SIZES)
    ends = [f"{start} to {after - 1}" for start, after in zip(starts, SIZES, strict=False)]
    return list(zip(starts, [*ends, f"{SIZES[-1]} or more"], strict=True))


def _unplaced(grid: Grid) -> Markup:
    """How many records can't be on this map, because they say nothing of its columns."""
    if not grid.unplaced:
        return EMPTY
    shape = '<p class="kma-small">{} of {} records name no {} and are not on this map.</p>'
    return html(shape, f"{grid.unplaced:,}", f"{grid.total:,}", FACETS[grid.axis].label.lower())
