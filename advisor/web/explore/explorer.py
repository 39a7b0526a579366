"""Answers what the Explore tab asks for with HTML; each picture is drawn once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from advisor.web.explore.approach_view import approach_index, approach_page
from advisor.web.explore.choosing import choose, read_choice
from advisor.web.explore.grid import AXES, lay_grid
from advisor.web.explore.grid_view import see_button
from advisor.web.explore.library import Library
from advisor.web.explore.map_view import map_view
from advisor.web.explore.results_view import form, results
from advisor.web.explore.silence_view import silence_view
from advisor.web.explore.timeline_view import timeline_view
from advisor.web.explore.years import timeline
from advisor.web.markup import html, join
from corpus.vocabulary import vocabulary

VIEWS = {
    "map": "Evidence and gaps",
    "approaches": "Approaches",
    "timeline": "Timeline",
    "silence": "What is not held",
}
WITHIN = {"approach": "approaches"}
"""A view that has no button of its own, and the view whose button stands for it."""


class Explorer:
    """Draws the parts of the tab over one library.

    Args:
        library: the collection.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._picture = lru_cache(maxsize=64)(self._draw)
        self._form = lru_cache(maxsize=1)(lambda: form(library))

    def shell(self) -> Markup:
        """The whole tab as it is first seen: the map above, the filters and the first records below."""
        shape = """<div data-part="picture">{picture}</div><section class="kma-browser" aria-label="Records">
<h2>Find records</h2>{form}<div data-part="records">{records}</div></section>"""
        return html(shape, picture=self.picture({}), form=self._form(), records=self.records({}))

    def picture(self, sent: Mapping[str, object]) -> Markup:
        """The map, the approaches, one approach, the timeline, or what is not held; the map if in doubt."""
        view, axis, approach = (str(sent.get(name, "")) for name in ("view", "axis", "approach"))
        if view == "approach":
            return self._picture("approach", approach if approach in vocabulary().slugs() else "")
        if view in VIEWS and view != "map":
            return self._picture(view, "")
        return self._picture("map", axis if axis in AXES else AXES[0])

    def records(self, sent: Mapping[str, object]) -> Markup:
        """The page of records that the filters let through."""
        choice = read_choice(sent)
        return results(self.library, choose(self.library, choice), choice)

    def _draw(self, view: str, detail: str) -> Markup:
        """The buttons of the views and the picture of one of them."""
        shown = WITHIN.get(view, view)
        buttons = join(see_button(f"view={v}", name, v == shown) for v, name in VIEWS.items())
        shape = '<nav class="kma-views" aria-label="Pictures of the evidence">{}</nav><div class="kma-picture">{}</div>'
        return html(shape, buttons, self._inside(view, detail))

    def _inside(self, view: str, detail: str) -> Markup:
        library = self.library
        if view == "approach" and detail:
            return approach_page(library, detail)
        if view in ("approach", "approaches"):
            return approach_index(library)
        if view == "timeline":
            return timeline_view(timeline(library))
        if view == "silence":
            return silence_view(library, lay_grid(library, "organisation", ("case", "interview")))
        return map_view(lay_grid(library, detail))
