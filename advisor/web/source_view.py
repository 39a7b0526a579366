"""Citations: the numbered chips, the card that each one opens, and the list of sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from advisor.answer import Sentence, Source
from advisor.web import words
from advisor.web.markup import EMPTY, html, items, join, link

SEEN = {
    "abstract": "We read the abstract of this work.",
    "fulltext-excerpt": "We read part of the full text.",
    "title": "We saw only the title of this work.",
}


class Citer:
    """Renders the citations of one turn of the conversation; ids are unique to the turn.

    Args:
        turn: the number of the turn on the page.
        sources: the sources of its answer.
    """

    def __init__(self, turn: int, sources: Sequence[Source]) -> None:
        self.turn = turn
        self.sources = {s.number: s for s in sources}

    def card_id(self, number: int) -> str:
        """The id of the card of a source."""
        return f"t{self.turn}-source-{number}"

    def chip(self, number: int) -> Markup:
        """The button that opens a source; nothing for a number that the answer has no source for."""
        source = self.sources.get(number)
        if source is None:
            return EMPTY
        shape = (
            '<button type="button" class="kma-chip" popovertarget="{}" '
            'aria-label="Source {}: {}, {}">{}</button>'
        )
        kind = words.KINDS[source.kind].lower()
        return html(shape, self.card_id(number), number, kind, source.title, number)

    def sentence(self, sentence: Sentence) -> Markup:
        """A sentence and the chips of the sources that it rests on."""
        start, _, last = sentence.text.rstrip().rpartition(" ")
        return html('{} <span class="kma-glued">{}{}</span>', start, last, self.chips(sentence.sources))

    def chips(self, numbers: Iterable[int]) -> Markup:
        """The chips of some sources, kept on one line with each other."""
        shown = join(self.chip(n) for n in dict.fromkeys(numbers))
        return html('<span class="kma-chips">{}</span>', shown) if shown else EMPTY

    def prose(self, sentences: Sequence[Sentence]) -> Markup:
        """Sentences as one paragraph, or nothing when there are none."""
        return html("<p>{}</p>", join((self.sentence(s) for s in sentences), " ")) if sentences else EMPTY

    def points(self, sentences: Sequence[Sentence]) -> Markup:
        """Sentences as a list."""
        return items(self.sentence(s) for s in sentences)

    def cards(self) -> Markup:
        """All the cards, hidden until a chip opens one."""
        return join(card(s, self.card_id(s.number)) for s in self.sources.values())

    def listed(self) -> Markup:
        """The numbered list of sources, each with a button for its card."""
        shown = join(self._entry(s) for s in self.sources.values())
        return html('<ol class="kma-sources">{}</ol>', shown) if shown else EMPTY

    def _entry(self, source: Source) -> Markup:
        shape = (
            '<li value="{}"><span class="kma-cited">{}</span> '
            '<button type="button" class="kma-quiet" popovertarget="{}">{}</button></li>'
        )
        button = html('Read the statement<span class="kma-unseen"> of source {}</span>', source.number)
        return html(shape, source.number, reference(source), self.card_id(source.number), button)


def card(source: Source, card_id: str) -> Markup:
    """The panel of one source, still empty: the page's script fills it from these words when it is first opened.

    It is a popover: Escape closes it and the focus goes back to the chip that opened it. The reference is taken from
    the list of sources, so that no answer holds it twice.
    """
    shape = (
        '<div popover id="{card}" class="kma-card" role="dialog" aria-labelledby="{card}-name" data-number="{number}" '
        'data-kind="{kind}" data-title="{title}" data-section="{section}" data-text="{text}" data-seen="{seen}"></div>'
    )
    return html(
        shape,
        card=card_id,
        number=source.number,
        kind=words.KINDS[source.kind],
        title=source.title,
        section=words.section(source.statement),
        text=source.text,
        seen=SEEN.get(source.seen, ""),
    )


def card_pattern() -> Markup:
    """What every panel of a source is filled with; `data-is` names the word of the card that goes there."""
    return html("""<template id="kma-card-pattern"><div class="kma-card-top">
<h2 tabindex="-1">Source <span data-is="number"></span></h2>
<button type="button" class="kma-close" popovertargetaction="hide">Close
<span class="kma-unseen">source <span data-is="number"></span></span></button></div>
<p class="kma-tag" data-is="kind"></p><p class="kma-record"><span data-is="title"></span>
<span class="kma-section">Section: <span data-is="section"></span></span></p>
<h3>What the record says, word for word</h3><blockquote data-is="text"></blockquote>
<h3>Reference</h3><p class="kma-reference"></p><p class="kma-small" data-is="seen"></p></template>""")


def reference(source: Source) -> Markup:
    """The formatted reference, with the link to the work where there is one."""
    if not source.link:
        return html("{}", source.reference)
    return html("{} {}", source.reference, link(source.link, "Open the work"))
