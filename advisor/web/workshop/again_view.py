"""Then and now: a past workshop's scenarios asked of today's corpus, what changed, and why."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web import words
from advisor.web.markup import EMPTY, fold, html, items, join
from advisor.web.workshop import forms
from advisor.web.workshop.difference_view import difference_view
from advisor.workshop.dates import day
from advisor.workshop.rerunning import Rerun, causes

TELL = "Ask today's evidence the same scenarios again. What the tables saw then stays in the record."
NOT_SHOWN = "No evidence has been shown in this workshop, so there is nothing to compare with."
CAUSES = {
    "corpus": "the evidence held",
    "settings": "the settings of the advisor",
    "model": "the model that finds statements",
    "writer": "what writes the answers",
    "build": "the search index was built anew",
    "program": "the advisor's own program",
}
VERSIONS = {
    "corpus": "Evidence",
    "settings": "Settings",
    "model": "Model",
    "writer": "Writer",
    "build": "Search index",
}
REASONS = {
    "new": "New since then.",
    "gone": "No longer held.",
    "reworded": "Reworded since then.",
    "ranked": "Held then and now; other statements come before it in one of the answers.",
    "unknown": "",
}


def again_view(found: tuple[Rerun, ...], revealed: bool, facilitating: bool) -> Markup:
    """Each scenario then and now, with the button that asks again."""
    ask = (
        forms.button("again", "Ask these scenarios again today", "kma-go")
        if facilitating and revealed
        else EMPTY
    )
    parts = join(_one(r) for r in found)
    heading = '<h2 tabindex="-1">Then and now</h2><p>{}</p><div class="kma-views">{}</div>{}'
    return html(heading, TELL if revealed else NOT_SHOWN, ask, parts)


def _one(found: Rerun) -> Markup:
    notes = {name: REASONS[reason] for name, reason in found.reasons.items() if REASONS[reason]}
    sides = (f"Then ({day(found.then.at)})", f"Now ({day(found.now.at)})")
    shape = '<section class="kma-panel"><h3>{}</h3>{}{}</section>'
    return html(shape, found.card.title, why(found), difference_view(found.difference, sides, notes))


def why(found: Rerun) -> Markup:
    """What differs between then and now that may be behind it."""
    changed = causes(found.then.answer, found.now.answer)
    if not changed:
        return html("<p>{}</p>", "The evidence, the settings and the index are those of then.")
    told = [f"{CAUSES.get(name, name)}{_counted(found) if name == 'corpus' else ''}" for name in changed]
    versions = (
        f"{VERSIONS.get(name, name)}: {was or 'not recorded'} → {now or 'not recorded'}"
        for name, (was, now) in found.difference.versions.items()
    )
    return html(
        "<p>What is different since then:</p>{}{}",
        items(told),
        fold("Versions then and now", items(versions)),
    )


def _counted(found: Rerun) -> str:
    if found.since is None:
        return ""
    since = found.since
    added = words.count(since.added, "statement", "statements")
    return f" ({added} added, {since.removed} removed, {since.reworded} reworded)"
