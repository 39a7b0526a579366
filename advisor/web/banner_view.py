"""The top of the page: its name, what it is for, and what to know before asking."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.answer import Sentence
from advisor.web import words
from advisor.web.holdings import Holdings
from advisor.web.markup import EMPTY, html, join
from advisor.web.source_view import card_pattern

PURPOSE = (
    "Describe what you want people to use, and who should use it. "
    "You get approaches that fit your situation, what research says about each, "
    "where it struggled, and who has done it."
)
READY = "Looking through the evidence…"
WRITING = "Writing. Each sentence is checked against its sources before it is shown here."
WAITING = (
    "Getting ready: the evidence is still being opened. "
    "Your question is kept and will be answered in a moment."
)


def header() -> Markup:
    """The name of the service, and the pattern of its sources' cards, which all tabs share."""
    return html('<div class="kma-header"><p>{}</p></div>{}', words.NAME, card_pattern())


def opening(holdings: Holdings | None = None) -> Markup:
    """The page's heading and its banner.

    Args:
        holdings: what the collection holds; None while it is still being opened.
    """
    shape = """<div class="kma-opening"><h1>Ask how to get knowledge used</h1>
<p class="kma-lede">{purpose}</p>
<section class="kma-banner" aria-label="Before you ask"><ul>{points}</ul></section></div>"""
    points = (html("<li>{}</li>", p) for p in _points(holdings))
    return html(shape, purpose=PURPOSE, points=join(points))


def progress(words_: str = "") -> Markup:
    """What is going on now, or nothing."""
    return html('<p class="kma-progress">{}</p>', words_) if words_ else EMPTY


def writing(sentences: Sequence[Sentence]) -> Markup:
    """What a chat model has written so far; each sentence has been checked against its sources."""
    said = " ".join(sentence.text for sentence in sentences)
    return html('<p class="kma-progress">{}</p><p class="kma-written">{}</p>', WRITING, said)


def _points(holdings: Holdings | None) -> list[Markup]:
    shown = [
        html(
            "<strong>{}</strong> {}",
            "It can be wrong.",
            "Open the source behind a point before you act on it.",
        ),
        html(
            "<strong>{}</strong> {}",
            "Do not enter details of patients or staff.",
            "They are not needed here.",
        ),
    ]
    if holdings:
        shown.insert(1, html("<strong>{}</strong> {}", "What it knows:", knows(holdings)))
    return shown


def knows(holdings: Holdings) -> str:
    """What is held and when it was last updated, in one sentence."""
    held = ", ".join(
        (
            words.of_kind("case", holdings.cases),
            words.of_kind("finding", holdings.findings),
            words.of_kind("interview", holdings.interviews),
        )
    )
    day = f"{holdings.updated.day} {holdings.updated:%B %Y}"
    return f"{held} and {holdings.references:,} published references, last updated on {day}. Nothing else."
