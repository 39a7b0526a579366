"""The evidence badge: certainty, direction and closeness, never merged into one score."""

from __future__ import annotations

from markupsafe import Markup

from advisor.answer import Badge
from advisor.web import words
from advisor.web.markup import html, join


def badge(mark: Badge) -> Markup:
    """The three marks as a list of terms, with what stands behind them."""
    rows = [
        ("Certainty", html("{} <span>(grade {})</span>", words.GRADES[mark.grade], mark.grade)),
        ("What was found", html("{}{}", words.DIRECTIONS[mark.direction], _disagreement(mark))),
        ("How close to you", words.CLOSENESS[mark.closeness]),
        ("Independent sources", sources(mark)),
    ]
    shown = join(html("<div><dt>{}</dt><dd>{}</dd></div>", name, value) for name, value in rows)
    return html('<dl class="kma-badge">{}</dl>', shown)


def behind(mark: Badge) -> Markup:
    """What the grade means and which link is the weakest."""
    weakest = html("<p>The weakest link: {}</p>", mark.weakest) if mark.weakest else ""
    return html("<p>Grade {}: {}.</p>{}", mark.grade, mark.grade_rule.rstrip("."), weakest)


def sources(mark: Badge) -> str:
    """How many independent sources there are of each kind."""
    counted = [words.of_kind(kind, n) for kind, n in mark.independent_sources.items() if n]
    return ", ".join(counted) or "none"


def _disagreement(mark: Badge) -> str:
    return "; sources disagree" if mark.disagree else ""
