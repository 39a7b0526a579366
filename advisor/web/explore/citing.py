"""Numbered references of a page part: chips that open a card, and the list at the end."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from advisor.web.explore.library import Library
from advisor.web.markup import html, join, link
from advisor.web.source_view import SEEN
from corpus.records import Statement


class References:
    """Numbers references in the order in which statements use them.

    Args:
        library: where references are printed.
        prefix: starts the ids of the cards; its own on the page.
    """

    def __init__(self, library: Library, prefix: str) -> None:
        self.library = library
        self.prefix = prefix
        self.numbers: dict[str, int] = {}

    def statement(self, statement: Statement) -> Markup:
        """The words of a statement, with the chips of the references that it rests on."""
        start, _, last = statement.text.rstrip().rpartition(" ")
        shown = self.chips(c.reference for c in statement.citations)
        return html('{} <span class="kma-glued">{}{}</span>', start, last, shown)

    def chips(self, names: Iterable[str]) -> Markup:
        """A button for each reference, kept on one line."""
        return html('<span class="kma-chips">{}</span>', join(self._chip(n) for n in dict.fromkeys(names)))

    def listed(self) -> Markup:
        """The numbered list of all references used, with their links, and their cards."""
        entries = join(
            html('<li value="{}">{}</li>', n, self._full(name)) for name, n in self.numbers.items()
        )
        cards = join(self._card(name, n) for name, n in self.numbers.items())
        return html('<ol class="kma-sources">{}</ol>{}', entries, cards)

    def _chip(self, name: str) -> Markup:
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        shape = '<button type="button" class="kma-chip" popovertarget="{}-{}" aria-label="Reference {}">{}</button>'
        return html(shape, self.prefix, number, number, number)

    def _card(self, name: str, number: int) -> Markup:
        shape = """<div popover id="{card}" class="kma-card" role="dialog" aria-labelledby="{card}-name">
<div class="kma-card-top"><h2 id="{card}-name" tabindex="-1">Reference {number}</h2>
<button type="button" class="kma-close" popovertarget="{card}" popovertargetaction="hide">Close
<span class="kma-unseen">reference {number}</span></button></div>
<p class="kma-reference">{full}</p>{seen}</div>"""
        held = self.library.corpus.references.get(name)
        seen = SEEN.get(held.custom.seen, "") if held else ""
        note = html('<p class="kma-small">{}</p>', seen) if seen else ""
        return html(shape, card=f"{self.prefix}-{number}", number=number, full=self._full(name), seen=note)

    def _full(self, name: str) -> Markup:
        """The printed reference and the link to the work, where there is one."""
        held = self.library.corpus.references.get(name)
        printed = self.library.reference(name)
        if held is None or not held.link:
            return html("{}", printed)
        return html("{} {}", printed, link(held.link, "Open the work"))
