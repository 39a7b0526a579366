"""The timeline of initiatives: a bar for each, those without years, and the same as a table."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web import words
from advisor.web.explore.grid_view import find_button
from advisor.web.explore.years import Span, Timeline
from advisor.web.markup import EMPTY, fold, html, items, join
from corpus.records import CaseProfile
from corpus.vocabulary import vocabulary

STEP = 5
"""Years between two lines of the picture."""


def timeline_view(shown: Timeline) -> Markup:
    """The picture, its table, and the initiatives whose years are not known."""
    if not shown.dated:
        return html('<h2 tabindex="-1">Timeline</h2><p>{}</p>', "No case held says when it ran.")
    shape = """<h2 tabindex="-1">When the schemes ran</h2><p class="kma-lede">{dated}, by the year in which each began.
A bar that fades has no recorded end. Choose a scheme to read its record below.</p>
<div class="kma-timeline">{axis}<ol>{bars}</ol></div>{table}{apart}"""
    return html(
        shape,
        dated=words.count(len(shown.dated), "scheme", "schemes"),
        axis=_axis(shown),
        bars=join(_bar(case, span, shown) for case, span in shown.dated),
        table=fold("The timeline as a table", table(shown)),
        apart=undated(shown),
    )


def span_words(case: CaseProfile, span: Span) -> str:
    """The years of a case in words."""
    if span.last == span.first:
        return str(span.first)
    if span.last is not None:
        return f"{span.first} to {span.last}"
    return f"from {span.first}, {'running when checked' if case.status == 'running' else 'end not recorded'}"


def _axis(shown: Timeline) -> Markup:
    start = -(-shown.first // STEP) * STEP
    years = range(start, shown.last + 1, STEP)
    ticks = join(html('<span style="left:{}%">{}</span>', _share(y, shown), y) for y in years)
    return html('<div class="kma-axis" aria-hidden="true">{}</div>', ticks)


def _bar(case: CaseProfile, span: Span, shown: Timeline) -> Markup:
    left = _share(span.first, shown)
    width = round(max(1.0, _share((span.last or shown.last) + 1, shown) - left), 1)
    fades = " kma-open" if span.last is None else ""
    shape = """<li>{name}<span class="kma-small">{years}</span><span class="kma-lane" aria-hidden="true">
<span class="kma-bar{fades}" style="left:{left}%;width:{width}%"></span></span></li>"""
    name = find_button(f"record={case.id}", case.title)
    return html(shape, name=name, years=span_words(case, span), fades=fades, left=left, width=width)


def _share(year: int, shown: Timeline) -> float:
    """Where a year begins, in hundredths of the picture's width."""
    return round(100 * (year - shown.first) / (shown.last + 1 - shown.first), 1)


def table(shown: Timeline) -> Markup:
    """Scheme, years, place and approaches, row by row."""
    columns = ("Scheme", "Years", "Place", "Approaches")
    head = join(html('<th scope="col">{}</th>', c) for c in columns)
    body = join(_row(case, span) for case, span in shown.dated)
    shape = """<div class="kma-table" role="region" aria-label="The timeline as a table" tabindex="0"><table>
<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"""
    return html(shape, head, body)


def _row(case: CaseProfile, span: Span) -> Markup:
    names = ", ".join(vocabulary().approach(slug).name for slug in case.approaches)
    shape = '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>'
    return html(shape, case.title, span_words(case, span), vocabulary().country(case.country), names)


def undated(shown: Timeline) -> Markup:
    """The initiatives whose years are not known, with what is said of their time."""
    if not shown.undated:
        return EMPTY
    entries = items(html("{} ({})", find_button(f"record={c.id}", c.title), c.years) for c in shown.undated)
    count = words.count(len(shown.undated), "scheme whose years are", "schemes whose years are")
    return fold(f"{count} not recorded", entries)
