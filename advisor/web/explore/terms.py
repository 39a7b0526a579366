"""Words of the Explore tab for the slugs of records, and the choices of its filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from advisor.web import words
from advisor.web.explore.library import Library
from corpus.records import AnyRecord, CaseProfile, InterviewExcerpt, SynthesisFinding
from corpus.vocabulary import vocabulary

SECTORS = {
    "health": "Health",
    "public-health": "Public health",
    "social-care": "Social care",
    "education": "Education",
    "cross-sector": "Across sectors",
}
ROLES = {
    "products": "Bringing evidence to people",
    "brokering": "Bringing people together",
    "implementation": "Changing practice",
    "capacity": "Building the ability to use evidence",
}
DESIGNS = {
    "systematic-review": "Systematic review",
    "rct": "Randomised trial",
    "case-study": "Case study",
    "grey": "Report or web page",
}
NATION = "GB"


@dataclass(frozen=True)
class Facet:
    """One way of choosing among records: its label, the slugs of a record, and the words for a slug."""

    label: str
    of: Callable[[AnyRecord], Iterable[str]]
    word: Callable[[str], str]


def _countries(record: AnyRecord) -> tuple[str, ...]:
    """A nation of the United Kingdom counts as the kingdom too."""
    home = (NATION,) if record.country.startswith(f"{NATION}-") else ()
    return (record.country, *home)


def _one(name: str) -> Callable[[AnyRecord], Iterable[str]]:
    return lambda record: filter(None, (getattr(record, name, ""),))


def _many(name: str) -> Callable[[AnyRecord], Iterable[str]]:
    return lambda record: getattr(record, name, ())


def _label(facet: str) -> Callable[[str], str]:
    return lambda slug: vocabulary().label(facet, slug)


def _certainty(slug: str) -> str:
    return f"{slug}: {words.GRADES[slug].lower()}" if slug in words.GRADES else slug


def outcome(slug: str) -> str:
    """The words for an outcome.

    >>> outcome("process-of-care")
    'Process of care'
    """
    return slug.replace("-", " ").capitalize()


def country(slug: str) -> str:
    """The name of a country, with a capital."""
    name = vocabulary().country(slug)
    return f"{name}, all nations" if slug == NATION else name[:1].upper() + name[1:]


def design(slug: str) -> str:
    """The words for a design of study."""
    return DESIGNS.get(slug, slug.replace("-", " ").capitalize())


FACETS: dict[str, Facet] = {
    "approach": Facet("Approach", _many("approaches"), lambda slug: vocabulary().approach(slug).name),
    "kind": Facet("Kind of record", _one("kind"), lambda slug: words.KINDS.get(slug, slug)),
    "sector": Facet("Sector", _one("sector"), lambda slug: SECTORS.get(slug, slug)),
    "country": Facet("Country", _countries, country),
    "organisation": Facet("Kind of organisation", _many("setting"), _label("organisation")),
    "goal": Facet("Goal", _many("goals"), _label("goal")),
    "certainty": Facet("Certainty", _one("grade"), _certainty),
    "direction": Facet("What was found", _one("direction"), lambda slug: words.DIRECTIONS.get(slug, slug)),
    "outcome": Facet("Outcome", _many("outcomes"), outcome),
}
"""The filters, in the order in which they are shown."""


def fixed(facet: str) -> list[str]:
    """The slugs that the vocabulary gives a facet, whether anything is held on them or not."""
    known = vocabulary()
    return {
        "approach": [a.slug for a in known.approaches],
        "kind": list(words.KINDS),
        "sector": list(SECTORS),
        "organisation": list(known.facets["organisation"]),
        "goal": list(known.facets["goal"]),
        "certainty": list(words.GRADES),
        "direction": list(words.DIRECTIONS),
        "outcome": list(known.outcomes),
    }.get(facet, [])


def options(library: Library, facet: str) -> list[tuple[str, str]]:
    """The (slug, words) pairs of a filter; a facet without fixed slugs has those that records use, by name."""
    chosen = FACETS[facet]
    slugs = fixed(facet)
    if not slugs:
        used = {slug for r in library.records for slug in chosen.of(r)}
        slugs = sorted(used, key=lambda s: (not s.startswith(NATION), chosen.word(s)))
    return [(slug, chosen.word(slug)) for slug in slugs]


def reading(record: AnyRecord) -> str:
    """What a record says of effect and how sure that is, in a few words; "" for an interview.

    A finding on needs, say, has a certainty and reads no effect.
    """
    if isinstance(record, InterviewExcerpt):
        return ""
    if record.grade == "U":
        return words.GRADES["U"]
    grade = f"{record.grade}, {words.GRADES[record.grade].lower()}"
    if record.direction == "unknown":
        return f"Certainty {grade}"
    return f"{words.DIRECTIONS[record.direction]}; certainty {grade}"


def speaks_of_effect(record: AnyRecord) -> bool:
    """Whether a record reads the effect of an approach: a finding on effect, or a case whose effect is known."""
    if isinstance(record, SynthesisFinding):
        return record.aspect == "effect" and record.direction != "unknown"
    return isinstance(record, CaseProfile) and record.direction != "unknown" and record.grade != "U"
