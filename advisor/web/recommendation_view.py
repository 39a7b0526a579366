"""One recommendation: why it fits first, then the parts that the reader may open."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.answer import FieldFit, Recommendation
from advisor.web import words
from advisor.web.badge_view import badge, behind
from advisor.web.markup import EMPTY, fold, html, join, paragraphs
from advisor.web.source_view import Citer


def recommendation(rec: Recommendation, place: int, citer: Citer) -> Markup:
    """An approach that the advisor suggests.

    Args:
        rec: what is known of it.
        place: its place in the order, from 1.
        citer: renders the citations of this turn.
    """
    shape = """<section class="kma-approach" aria-labelledby="{id}"><div class="kma-approach-top">
<h3 id="{id}">{place}. {name}</h3>{fit}</div>
<p class="kma-definition">{definition}</p>{why}{badge}{parts}</section>"""
    return html(
        shape,
        id=f"t{citer.turn}-approach-{place}",
        place=place,
        name=rec.name,
        fit=html('<p class="kma-fit kma-fit-{}">{}</p>', rec.fit, words.FITS[rec.fit]),
        definition=rec.definition,
        why=html("{}{}", paragraphs([rec.fit_words]), citer.prose(rec.why)),
        badge=badge(rec.badge),
        parts=parts(rec, citer),
    )


def parts(rec: Recommendation, citer: Citer) -> Markup:
    """The folded parts of a recommendation, in reading order."""
    return join(
        [
            fold(titled(words.PARTS["evidence"], rec.evidence), citer.points(rec.evidence)),
            fold(titled(words.PARTS["struggled"], rec.struggled), citer.points(rec.struggled), "kma-caution"),
            fold(titled(words.PARTS["needs"], rec.needs), citer.points(rec.needs)),
            fold(titled(words.PARTS["who"], rec.who), citer.points(rec.who)),
            fold(titled(words.PARTS["voices"], rec.voices), citer.points(rec.voices)),
            fold("How it fits you, point by point", fits(rec)),
            fold("How sure we are, and why", html("{}{}", behind(rec.badge), paragraphs(rec.notes))),
        ]
    )


def advised_against(rec: Recommendation, citer: Citer) -> Markup:
    """An approach that the advisor would not start with, and why."""
    shape = '<div class="kma-against"><h4>{}</h4>{}{}{}</div>'
    reasons = html("{}{}{}", citer.prose(rec.why), citer.points(rec.struggled), citer.points(rec.evidence))
    return html(shape, rec.name, paragraphs([rec.fit_words]), reasons, paragraphs(rec.notes))


def fits(rec: Recommendation) -> Markup:
    """What speaks for the fit, what against, and what is not known: three lists in words."""
    groups = [("For you", rec.matched), ("Against", rec.unmatched), ("Not known", rec.unknown)]
    return join(_fit_group(name, group) for name, group in groups if group)


def titled(name: str, sentences: Sequence[object]) -> Markup:
    """The title of a folded part with how many points it holds."""
    if not sentences:
        return EMPTY
    return html('{} <span class="kma-count">{}</span>', name, words.count(len(sentences), "point", "points"))


def _fit_group(name: str, group: Sequence[FieldFit]) -> Markup:
    shown = join(_fit(f) for f in group)
    return html('<h4>{}</h4><ul class="kma-fits kma-{}">{}</ul>', name, group[0].verdict, shown)


def _fit(fit: FieldFit) -> Markup:
    """One field: its name, what was understood of it, and the words of the verdict."""
    label = words.FACETS.get(fit.field, fit.field)
    slugs = tuple(v.strip() for v in fit.value.split(",")) if fit.value else ()
    basis = html('<span class="kma-small">{}</span>', fit.basis) if fit.basis else EMPTY
    known = words.values(fit.field, slugs) if fit.verdict != "unknown" else words.UNKNOWN
    return html("<li><strong>{}: {}.</strong> {} {}</li>", label, known, fit.words, basis)
