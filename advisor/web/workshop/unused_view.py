"""What nobody has mentioned yet: statements that bear on the scenario, under their approaches."""

from __future__ import annotations

from markupsafe import Markup

from advisor.web import words
from advisor.web.markup import html, join
from advisor.web.source_view import reference
from advisor.workshop.comparing import Unused
from corpus.vocabulary import vocabulary

TELL = (
    "Statements that bear on this scenario, on approaches that no table predicted or would try, and that no table "
    "cited or said in words of its own. The nearest to the question come first."
)
NONE = "Every approach that the evidence held here ties to this scenario has been mentioned."


def unused_view(found: Unused) -> Markup:
    """The statements under their approaches, each with its kind and its reference."""
    by_approach: dict[str, list[Markup]] = {}
    for one, source in zip(found.statements, found.sources, strict=True):
        shape = '<li><p>{}</p><p class="kma-small">{}. {}</p></li>'
        told = html(shape, one.text, words.KINDS[source.kind], reference(source))
        by_approach.setdefault(one.approach, []).append(told)
    parts = join(
        html(
            '<h4>{}</h4><p class="kma-definition">{}</p><ul class="kma-list">{}</ul>',
            vocabulary().approach(slug).name,
            vocabulary().approach(slug).definition,
            join(told),
        )
        for slug, told in by_approach.items()
    )
    heading = '<h3 tabindex="-1">What nobody has mentioned yet</h3><p>{}</p>{}'
    return html(heading, TELL if found.statements else NONE, parts)
