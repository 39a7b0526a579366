"""One record of the collection: what it is, its statements and its references."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from advisor.web import words
from advisor.web.explore import terms
from advisor.web.explore.citing import References
from advisor.web.explore.grid_view import approach_button
from advisor.web.explore.library import Library
from advisor.web.markup import EMPTY, html, items, join
from corpus.records import AnyRecord, CaseProfile, InterviewExcerpt, Statement, SynthesisFinding
from corpus.vocabulary import vocabulary

NOT_RECORDED = "not recorded"
TAKES = {
    "money": {"none": "no money", "low": "little money", "medium": "some money", "high": "much money"},
    "people": {
        "none": "nobody dedicated",
        "part-time": "people part time",
        "dedicated": "a dedicated post",
        "team": "a team",
    },
    "time": {"days": "days", "weeks": "weeks", "months": "months", "years": "years"},
}
WORDING = {"verbatim": "word for word", "paraphrase": "in the authors' words"}


def record_view(library: Library, record: AnyRecord, open_: bool = False) -> Markup:
    """A record that opens to its statements, each with its references."""
    references = References(library, f"x-{record.id}")
    body = join(_section(name, list(group), references) for name, group in groupby(record.statements, _place))
    shape = """<li><details class="kma-fold kma-item"{open}><summary><span class="kma-item-title">{title}</span>
<span class="kma-small">{about}</span></summary><div class="kma-folded">{facts}{body}<h4>References</h4>{references}
</div></details></li>"""
    return html(
        shape,
        open=Markup(" open") if open_ else EMPTY,
        title=record.title,
        about=about(record),
        facts=facts(record),
        body=body,
        references=references.listed(),
    )


def about(record: AnyRecord) -> str:
    """The kind, sector, place, and what was found, in one line."""
    sector = terms.SECTORS[record.sector].lower()
    parts = (
        f"{words.KINDS[record.kind]}: {sector}, {vocabulary().country(record.country)}",
        terms.reading(record),
    )
    return ". ".join(part for part in parts if part)


def facts(record: AnyRecord) -> Markup:
    """The fields of a record as terms; a field of a case that is not known is said to be not recorded."""
    rows: list[tuple[str, object]] = [("Approaches", join(_approaches(record), ", "))]
    rows += [*_of_kind(record)]
    for name, facet, slugs in (
        ("Organisations", "organisation", record.setting),
        ("Goals", "goal", record.goals),
        ("For whom", "audience", record.audience),
    ):
        if slugs:
            rows.append((name, "; ".join(vocabulary().label(facet, s) for s in slugs)))
    rows.append(("Last checked", f"{record.checked.day} {record.checked:%B %Y}"))
    shown = join(html("<div><dt>{}</dt><dd>{}</dd></div>", name, value) for name, value in rows)
    return html('<dl class="kma-facts">{}</dl>', shown)


def took(record: CaseProfile) -> str:
    """What a scheme took, as far as it was seen."""
    found = [TAKES[name].get(getattr(record.resources, name), "") for name in TAKES]
    return ", ".join(filter(None, found)) or NOT_RECORDED


def _approaches(record: AnyRecord) -> Iterable[Markup]:
    return (approach_button(vocabulary().approach(slug)) for slug in record.approaches)


def _of_kind(record: AnyRecord) -> list[tuple[str, object]]:
    """The fields that only one kind of record has."""
    if isinstance(record, CaseProfile):
        running = "" if record.status == "unknown" else f" ({record.status} when checked)"
        return [("Years", f"{record.years}{running}"), ("What it took", took(record))]
    if isinstance(record, SynthesisFinding):
        close = words.CLOSENESS[record.closeness].replace(" like yours", " like that of NHS managers")
        return [("Design", terms.design(record.design)), ("How close", close)]
    return _of_interview(record)


def _of_interview(record: InterviewExcerpt) -> list[tuple[str, object]]:
    return [
        ("Who spoke", f"{record.speaker.role}, {record.speaker.organisation}"),
        ("Wording", WORDING[record.wording]),
        *([("Years", record.years)] if record.years else []),
    ]


def _place(statement: Statement) -> str:
    return statement.section


def _section(name: str, statements: list[Statement], references: References) -> Markup:
    return html("<h4>{}</h4>{}", name, items(references.statement(s) for s in statements))
