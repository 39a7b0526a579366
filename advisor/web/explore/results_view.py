"""The browser of records: its filters, and the records that they let through, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.web import words
from advisor.web.explore.choosing import PER_PAGE, Choice
from advisor.web.explore.library import Library
from advisor.web.explore.record_view import record_view
from advisor.web.explore.terms import FACETS, options
from advisor.web.markup import EMPTY, html, join
from corpus.records import AnyRecord

ANY = "Any"


def form(library: Library) -> Markup:
    """The filters and the search; the browser keeps what is chosen in them."""
    shape = """<form class="kma-filters" aria-label="Filters of the records"><div class="kma-field kma-search">
<label for="kma-words">Words to look for</label><input id="kma-words" name="words" type="search" autocomplete="off">
</div>{fields}<div class="kma-filter-buttons"><button type="submit" class="kma-go">Show the records</button>
<button type="reset" class="kma-quiet">Clear the filters</button></div></form>"""
    return html(shape, fields=join(_field(library, name) for name in FACETS))


def _field(library: Library, name: str) -> Markup:
    shape = """<div class="kma-field"><label for="kma-f-{name}">{label}</label>
<select id="kma-f-{name}" name="{name}"><option value="">{any}</option>{options}</select></div>"""
    made = join(html('<option value="{}">{}</option>', slug, word) for slug, word in options(library, name))
    return html(shape, name=name, label=FACETS[name].label, any=ANY, options=made)


def results(library: Library, records: Sequence[AnyRecord], choice: Choice) -> Markup:
    """One page of records under a heading that says how many there are and what they were chosen by."""
    pages = max(1, -(-len(records) // PER_PAGE))
    page = min(choice.page, pages)
    shown = records[(page - 1) * PER_PAGE : page * PER_PAGE]
    shape = """<h2 tabindex="-1" id="kma-found">{count}</h2><p class="kma-small">{chosen}</p>{none}
<ul class="kma-items">{records}</ul>{pages}"""
    alone = len(records) == 1
    return html(
        shape,
        count=words.count(len(records), "record", "records") if records else "No records are held",
        chosen=described(choice, library),
        none=EMPTY
        if records
        else Markup("<p>That is a gap in this collection, not a sign that nobody has done it.</p>"),
        records=join(record_view(library, r, open_=alone) for r in shown),
        pages=pager(page, pages),
    )


def described(choice: Choice, library: Library) -> str:
    """What was asked for, in words, and how the records are ordered."""
    if choice.record:
        return "The one record that you chose."
    known = {name: dict(options(library, name)) for name, _ in choice.filters}
    parts = [f"{FACETS[name].label}: {known[name].get(slug, slug)}" for name, slug in choice.filters]
    if choice.words:
        how = "nearest in meaning first" if library.search else "with all of these words"
        parts.append(f"Words: “{choice.words}”, {how}")
    return "; ".join(parts or ["All that is held, the most certain first"]) + "."


def pager(page: int, pages: int) -> Markup:
    """Buttons to the pages before and after; nothing when there is one page."""
    if pages < 2:
        return EMPTY
    shape = '<nav class="kma-pager" aria-label="Pages of records">{}<span>Page {} of {}</span>{}</nav>'
    before = _to(page - 1, "Previous page") if page > 1 else EMPTY
    after = _to(page + 1, "Next page") if page < pages else EMPTY
    return html(shape, before, page, pages, after)


def _to(page: int, name: str) -> Markup:
    return html('<button type="button" class="kma-view" data-page="{}">{}</button>', page, name)
