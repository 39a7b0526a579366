"""What is not held, computed: sentences on the empties of the collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from advisor.web.explore.library import Library
from advisor.web.explore.terms import FACETS, fixed, speaks_of_effect
from corpus.records import AnyRecord, CaseProfile, InterviewExcerpt
from corpus.vocabulary import vocabulary

KEPT_CAPITALS = ("NHS", "NIHR", "Health Innovation Network")
FEW = 2
RECENT = 3
"""The newest years that are told one by one."""


def organisations(library: Library) -> list[str]:
    """Kinds of organisation from which no case, no interview, or next to nothing is held."""
    told: list[str] = []
    cases, talks = _counts(library, CaseProfile), _counts(library, InterviewExcerpt)
    for slug in fixed("organisation"):
        name = _named(vocabulary().label("organisation", slug))
        if not cases[slug] and not talks[slug]:
            told.append(f"No case and no interview study from {name} is held.")
        elif not cases[slug]:
            told.append(f"No case from {name} is held.")
        elif not talks[slug]:
            told.append(f"No interview study from {name} is held.")
        elif cases[slug] + talks[slug] <= FEW:
            told.append(f"Only {cases[slug] + talks[slug]} records from {name} are held.")
    return told


def approaches(library: Library) -> list[str]:
    """Approaches of which no case, no reading of effect, no cost, or nothing from this country is held."""
    tests = (
        ("case", lambda r: r.kind == "case"),
        ("case from the United Kingdom", lambda r: r.kind == "case" and r.country.startswith("GB")),
        ("case from social care", lambda r: r.kind == "case" and r.sector == "social-care"),
        ("interview study", lambda r: r.kind == "interview"),
        ("reading of effect", _reads),
        ("reading of effect with high or moderate certainty", _sure),
        ("finding on cost", lambda r: getattr(r, "aspect", "") == "cost"),
    )
    told: list[str] = []
    every = len(vocabulary().approaches)
    for what, test in tests:
        first = test in (_reads, _sure)  # an effect is read for the approach that a record names first
        held = {
            slug for r in library.records if test(r) for slug in (r.approaches[:1] if first else r.approaches)
        }
        missing = [a.name for a in vocabulary().approaches if a.slug not in held]
        if missing:
            told.append(f"No {what} is held on {len(missing)} of {every} approaches: {listed(missing)}.")
    return told


def values(library: Library, facet: str) -> list[str]:
    """Values of a facet that no record names."""
    used = {slug for r in library.records for slug in FACETS[facet].of(r)}
    missing = [FACETS[facet].word(slug) for slug in fixed(facet) if slug not in used]
    label = FACETS[facet].label.lower()
    return [f"No record names this {label}: {name}." for name in missing]


def times(library: Library) -> list[str]:
    """How new the newest references are, and how many bear no date."""
    years = Counter(r.year for r in library.corpus.references.values())
    dated = sorted(year for year in years if year is not None)
    if not dated:
        return ["No reference held bears a year."]
    newest = dated[-1]
    told = [f"Nothing published after {newest} is held."]
    for year in range(newest, newest - RECENT, -1):
        told.append(f"{years[year]:,} of {years.total():,} references were published in {year}.")
    return [*told, f"The year of {years[None]:,} references is not recorded."] if years[None] else told


def listed(names: Sequence[str]) -> str:
    """Names after one another; they hold commas themselves, so semicolons stand between them.

    >>> listed(["Audit", "Duties, mandates and levers", "Networks"])
    'Audit; Duties, mandates and levers; Networks'
    """
    return "; ".join(names)


def _reads(record: AnyRecord) -> bool:
    return speaks_of_effect(record)


def _sure(record: AnyRecord) -> bool:
    return speaks_of_effect(record) and getattr(record, "grade", "U") in "AB"


def _counts(library: Library, kind: type[AnyRecord]) -> Counter[str]:
    records: Iterable[AnyRecord] = (r for r in library.records if isinstance(r, kind))
    return Counter(slug for r in records for slug in r.setting)


def _named(label: str) -> str:
    """A kind of organisation within a sentence, with its article."""
    if label.startswith(("NHS in", "Council adult")):
        return f"the {label}" if label.startswith("NHS in") else _lowered(label)
    name = _lowered(label)
    return f"{'an' if name[0] in 'aeioAEIO' or name.startswith(('NHS', 'NIHR')) else 'a'} {name}"


def _lowered(label: str) -> str:
    return label if label.startswith(KEPT_CAPITALS) else label[0].lower() + label[1:]
