"""The page of one approach, and the list of all approaches."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.web import words
from advisor.web.explore import profile as held
from advisor.web.explore.citing import References
from advisor.web.explore.grid import by_role
from advisor.web.explore.grid_view import approach_button, find_button, see_button
from advisor.web.explore.library import Library
from advisor.web.explore.map_view import draw_mark
from advisor.web.explore.profile import PARTS, Point, Profile
from advisor.web.explore.record_view import took
from advisor.web.explore.terms import ROLES, reading
from advisor.web.explore.weighing import told
from advisor.web.markup import EMPTY, fold, html, items, join
from corpus.vocabulary import vocabulary

FIRST = 4
"""How many points of a part are shown before the rest is folded."""

COUNTED = (
    "Certainty and effect count the findings on effect that name this approach first, or the cases that do where "
    "there is no such finding. Cost counts what its cases record."
)


def approach_index(library: Library) -> Markup:
    """Every approach under its role, with what it is and the mark of what is held."""
    groups = join(
        html(
            '<h3>{}</h3><ul class="kma-approaches">{}</ul>',
            ROLES[role],
            join(_entry(held.profile(library, a.slug)) for a in approaches),
        )
        for role, approaches in by_role()
    )
    lede = "Choose one to read what it is, what it took, what was found, and where it struggled."
    return html('<h2 tabindex="-1">The approaches</h2><p class="kma-lede">{}</p>{}', lede, groups)


def _entry(shown: Profile) -> Markup:
    shape = '<li>{}<div>{}<p>{}</p><p class="kma-small">{}. {}.</p></div></li>'
    name = approach_button(shown.approach)
    counted = held.held_words(shown.records).capitalize()
    return html(shape, draw_mark(shown.mark), name, shown.approach.definition, told(shown.mark), counted)


def approach_page(library: Library, slug: str) -> Markup:
    """What an approach is, its card, and what is held on it, part by part."""
    shown = held.profile(library, slug)
    references = References(library, f"a-{slug}")
    parts = join(
        part(title, shown.points(aspects, sections), references) for title, aspects, sections in PARTS
    )
    shape = """{back}<h2 tabindex="-1">{name}</h2><p class="kma-lede">{definition}</p>
<p class="kma-small">{role}. Also called: {aliases}.</p>{card}{parts}{cases}{references}"""
    return html(
        shape,
        back=see_button("view=approaches", "All approaches"),
        name=shown.approach.name,
        definition=shown.approach.definition,
        role=", ".join(ROLES[r] for r in shown.approach.roles),
        aliases=", ".join(shown.approach.aliases),
        card=card(shown),
        parts=parts,
        cases=cases(shown),
        references=fold(f"The {len(references.numbers)} references of this page", references.listed()),
    )


def card(shown: Profile) -> Markup:
    """Cost, certainty and effect side by side, as recorded, and never one score."""
    everything = find_button(f"approach={shown.approach.slug}", "Show these records")
    rows = (
        ("Cost", items(held.cost_words(shown), "")),
        ("Certainty", items(held.certainty_words(shown), "")),
        ("Effect", items(held.effect_words(shown), "")),
        ("What is held", html("{} {}", f"{held.held_words(shown.records)}.".capitalize(), everything)),
    )
    inner = join(html("<div><dt>{}</dt><dd>{}</dd></div>", name, value) for name, value in rows)
    return html('<dl class="kma-badge kma-profile">{}</dl><p class="kma-small">{}</p>', inner, COUNTED)


def part(title: str, points: Sequence[Point], references: References) -> Markup:
    """One heading with its points: the first few, and the rest folded; or that nothing is held."""
    if not points:
        return html("<h3>{}</h3><p>{}</p>", title, "Not recorded: nothing is held on this.")
    first = items(_point(p, references) for p in points[:FIRST])
    rest = items(_point(p, references) for p in points[FIRST:])
    more = html('{} more<span class="kma-unseen"> points: {}</span>', len(points) - FIRST, title)
    return html("<h3>{}</h3>{}{}", title, first, fold(more, rest))


def _point(point: Point, references: References) -> Markup:
    """A statement with its references, the scheme or finding it belongs to, and that record's reading."""
    record, statement = point
    note = ". ".join(filter(None, (words.KINDS[record.kind], reading(record))))
    button = find_button(f"record={record.id}", record.title, "kma-plain-link kma-small")
    return html(
        '{} <span class="kma-small kma-note">{}: {}</span>', references.statement(statement), note, button
    )


def cases(shown: Profile) -> Markup:
    """The cases as a table, each opening its record."""
    found = shown.cases()
    if not found:
        return html("<h3>Cases</h3><p>{}</p>", "No case of this approach is held.")
    columns = ("Case", "Country", "Years", "What it took", "What was found")
    head = join(html('<th scope="col">{}</th>', c) for c in columns)
    body = join(
        html(
            '<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>',
            find_button(f"record={c.id}", c.title),
            vocabulary().country(c.country),
            c.years,
            took(c),
            reading(c),
        )
        for c in found
    )
    shape = """<h3 id="kma-cases">Cases</h3><div class="kma-table" role="region" aria-labelledby="kma-cases"
tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"""
    return html(shape, head, body) if body else EMPTY
