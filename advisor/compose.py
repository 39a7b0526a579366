"""Writes the answer from statements, with no model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor import wording
from advisor.answer import Answer, Completeness, Recommendation, Sentence, Status, Table
from advisor.comparing import comparison
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.intent import Intent, Kind
from advisor.listing import Listing, make_listing
from advisor.mentions import already_tried, mentioned
from advisor.ranking import Ranked
from advisor.recommend import recommend
from advisor.sourcing import Sourcing
from advisor.sufficiency import Sufficiency
from corpus.vocabulary import vocabulary
from index.fusion import Scores
from index.passages import Passage

LEADING = {
    Kind.PITFALLS: ("struggles", "effect"),
    Kind.WHO: ("use",),
    Kind.DEFINE: ("mechanism", "use"),
    Kind.ABOUT: ("effect", "mechanism"),
}
ALSO_WRONG = re.compile(
    r"\b(?:and|but) (?:what|why|how).{0,20}(?:go(?:es)? wrong|went wrong|fail|trouble|struggl)", re.I
)
OF_EFFECT = re.compile(
    r"\b(?:work\w*|effective\w*|help\w*|chang\w+|improv\w+|differen\w+|use(?:ful|less)|point(?:less)?|waste\w*|better|best|benefit\w*|"
    r"impact|enough|success\w*|fail\w*|proven|worth\w*|good|cut|reduc\w+|lead|suit\w*|value|always|make|makes|made|get|gets|increase\w*|rais\w+)\b",
    re.I,
)
"""Claims of effect, which the badge can bear out; others (of cost, of time) are left to the statements."""
NEGATIVE = re.compile(
    r"\b(?:no|not|n't|never|useless|pointless|waste|fails?|doesn'?t|don'?t|isn'?t|ineffective|makes? no)\b",
    re.I,
)


@dataclass(frozen=True)
class Material:
    """Everything that an answer is composed from.

    ``relevance`` is the fused score of every passage, shape (n,); ``best`` the passages that were found;
    ``schemes`` the records that the question names.
    """

    question: str
    text: str
    intent: Intent
    context: ManagerContext
    goals: Mapping[str, float]
    ranked: Sequence[Ranked]
    focus: tuple[str, ...]
    relevance: Scores
    best: Sequence[Passage]
    sufficiency: Sufficiency
    shelves: Shelves
    schemes: frozenset[str] = frozenset()


def compose(material: Material, recommendations: int = 3, per_part: int = 2) -> Answer:
    """Compose the answer for an in-scope question whose subject is held."""
    sourcing = Sourcing(material.shelves.index)
    listing = _listing(material, sourcing)
    if listing is not None and not _more_asked(material):
        return _counted(material, listing, sourcing)
    chosen = _chosen(material, recommendations)
    used: set[str] = set()
    unfit = _advised_against(material, chosen)[:1]
    short = _short_answer(material, chosen, unfit, sourcing, used)
    made = tuple(
        recommend(
            r,
            material.shelves,
            material.relevance,
            material.context,
            sourcing,
            used,
            material.intent.kind,
            per_part,
        )
        for r in chosen
    )
    against = tuple(
        recommend(r, material.shelves, material.relevance, material.context, sourcing, used, Kind.PITFALLS, 1)
        for r in unfit
    )
    gaps = _gaps(material, chosen, sourcing, used)
    tables: tuple[Table, ...] = (listing.table,) if listing and listing.matched else ()
    if material.intent.kind is Kind.COMPARE and len(chosen) > 1:
        tables = (comparison(chosen[:3], material.shelves, material.relevance, material.context, sourcing),)
    status = _status(material, made)
    lead = wording.lead(material.intent.kind, made, material.context)
    if against and _tested_null(unfit[0]):
        lead = f"{wording.not_first(against[0])} {lead}"
    if listing is not None:
        lead = f"{listing.lead} {wording.lead(Kind.PITFALLS, made, material.context)}"
    if material.intent.kind is Kind.CLAIM and made and mentioned(material.text) and OF_EFFECT.search(material.text):
        lead = wording.verdict_on_claim(made[0], bool(NEGATIVE.search(material.text)))
    return Answer(
        question=material.question,
        status=status,
        completeness=Completeness.COMPLETE if status is Status.ANSWERED else Completeness.PARTIAL,
        kind=material.intent.kind.value,
        context=material.context,
        lead=lead,
        short_answer=short,
        recommendations=made,
        advised_against=against,
        tables=tables,
        gaps=gaps,
        notes=_notes(material, status),
        sources=sourcing.sources(),
        follow_ups=wording.follow_ups(made, material.context),
        clarifying_question=_clarify(material),
    )


def _listing(material: Material, sourcing: Sourcing) -> Listing | None:
    """The counted list, when one is asked for and its conditions are ones that records carry."""
    if material.intent.kind is not Kind.COUNT:
        return None
    return make_listing(material.text, material.focus, material.shelves.index.corpus, sourcing)


def _more_asked(material: Material) -> bool:
    """Whether a counting question also asks what went wrong with the approaches that it names."""
    return bool(material.focus) and bool(ALSO_WRONG.search(material.text))


def _counted(material: Material, listing: Listing, sourcing: Sourcing) -> Answer:
    """The answer to a question that counts or lists."""
    return Answer(
        question=material.question,
        status=Status.ANSWERED,
        completeness=Completeness.COMPLETE,
        kind=Kind.COUNT.value,
        context=material.context,
        lead=listing.lead,
        tables=(listing.table,) if listing.matched else (),
        notes=("Counted over the records held here, not over all that exists.",),
        sources=sourcing.sources(),
        follow_ups=wording.follow_ups((), material.context),
    )


def cannot(material: Material) -> Answer:
    """The evidence here does not say: what was asked for, what is nearest, what to ask instead."""
    sourcing = Sourcing(material.shelves.index)
    nearest = tuple(sourcing.sentence(p) for p in _apart(material.best, 2))
    asked = {
        "cost": "a cost",
        "date": "a date",
        "number": "a figure",
        "person": "a person",
        "place": "a place",
    }.get(material.sufficiency.asked, material.sufficiency.asked or "this")
    held = material.shelves.index.manifest.passages
    lead = "The evidence held here does not say."
    searched = f"Searched {held} statements for {asked}"
    if material.sufficiency.missing:
        searched += f"; none of them speaks of {_quoted(material.sufficiency.missing)}"
    notes = (
        f"{searched}. The nearest statements follow; they do not answer the question.",
        wording.ASK_INSTEAD,
        wording.LIBRARY,
    )
    return Answer(
        question=material.question,
        status=Status.CANNOT_ANSWER,
        completeness=Completeness.NO_INFORMATION,
        kind=material.intent.kind.value,
        context=material.context,
        lead=lead,
        gaps=nearest,
        notes=notes,
        sources=sourcing.sources(),
        follow_ups=wording.follow_ups((), material.context),
    )


def _chosen(material: Material, most: int) -> list[Ranked]:
    """The approaches to write about: those asked about, or the best that are not poor."""
    by_slug = {r.slug: r for r in material.ranked}
    if material.focus and material.intent.kind is not Kind.FIT:
        return [by_slug[s] for s in material.focus[:3]]
    tried = already_tried(material.text)
    named = [
        by_slug[s]
        for s in material.focus
        if by_slug[s].fit.verdict != "poor" and not _tested_null(by_slug[s]) and s not in tried
    ]
    best = [
        r
        for r in material.ranked[: most + 3 + len(tried)]
        if r.fit.verdict != "poor" and not _named_null(r, material) and r.slug not in tried
    ]
    ordered = dict.fromkeys(r.slug for r in (*named, *best))
    return [by_slug[s] for s in ordered][:most] or list(material.ranked[:most])


def _tested_null(ranked: Ranked) -> bool:
    """Whether what is held says that an approach has no effect, or harms."""
    return ranked.badge.direction in ("no-effect", "harm")


def _named_null(ranked: Ranked, material: Material) -> bool:
    """Whether the question names an approach that was tested and found wanting: that is said, not recommended."""
    return ranked.slug in material.focus and _tested_null(ranked)


def _short_answer(
    material: Material, chosen: list[Ranked], unfit: list[Ranked], sourcing: Sourcing, used: set[str]
) -> tuple[Sentence, ...]:
    """Two or three sentences: the telling statement of the first approaches."""
    aspects = LEADING.get(material.intent.kind, ("effect",))
    telling = _apart(material.sufficiency.found, 2)
    if material.intent.kind in (Kind.CLAIM, Kind.EVIDENCE) and not material.intent.approaches and not telling:
        telling = _apart(material.best, 2)
    own = [p for p in material.best if p.record in material.schemes]
    own.sort(key=lambda p: p.section not in ("What it does", "Evidence"))
    telling += own[:3]
    used.update(p.id for p in telling)
    sentences = [sourcing.sentence(p) for p in telling]
    for ranked in unfit:
        found = _against_it(material, ranked.slug, used, 1, tested=True)
        sentences.extend(sourcing.sentence(p) for p in found)
    each = 2 if len(chosen) == 1 else 1
    for ranked in chosen[: 3 if material.intent.kind is not Kind.FIT else 2]:
        found = _against_it(material, ranked.slug, used, each) if material.intent.kind is Kind.PITFALLS else []
        found += material.shelves.choose(
            ranked.slug,
            material.relevance,
            material.context,
            aspects,
            used,
            each - len(found),
            headline=True,
        )
        sentences.extend(sourcing.sentence(p) for p in found)
    return tuple(sentences[:3])


def _against_it(
    material: Material, slug: str, used: set[str], most: int, tested: bool = False
) -> list[Passage]:
    """What went wrong with an approach: where it struggled (unless only tests count), then where it did not help."""
    choose, relevance, context = material.shelves.choose, material.relevance, material.context
    found = [] if tested else choose(slug, relevance, context, ("struggles",), used, most, headline=True)
    if len(found) < most:
        found += choose(
            slug, relevance, context, ("effect",), used, most - len(found), headline=True, against=True
        )
    return found


def _advised_against(material: Material, chosen: Sequence[Ranked]) -> list[Ranked]:
    """Approaches that the question names and the situation or the evidence speaks against."""
    if material.intent.kind is not Kind.FIT:
        return []
    taken = {r.slug for r in chosen}
    named = [r for r in material.ranked if r.slug in material.focus and r.slug not in taken]
    return [r for r in named if r.fit.verdict == "poor" or _tested_null(r)]


def _gaps(
    material: Material, chosen: list[Ranked], sourcing: Sourcing, used: set[str]
) -> tuple[Sentence, ...]:
    """What the evidence cannot tell: cited statements about what is not known."""
    found: list[Passage] = []
    for ranked in chosen[:3]:
        found += material.shelves.choose(ranked.slug, material.relevance, material.context, ("gap",), used, 1)
    return sourcing.sentences(found[:2])


def _status(material: Material, made: Sequence[Recommendation]) -> Status:
    """partial when the question's own subject is only partly held, or nothing fits well."""
    if not made or material.sufficiency.verdict == "partial":
        return Status.PARTIAL
    if material.intent.kind is Kind.FIT and all(r.fit == "poor" for r in made):
        return Status.PARTIAL
    return Status.ANSWERED


def _notes(material: Material, status: Status) -> tuple[str, ...]:
    """What the collection does not hold that bears on this answer, and where else to ask."""
    notes = wording.silences(material.context, material.shelves.index.corpus)
    if status is Status.PARTIAL and material.sufficiency.missing:
        notes.insert(0, f"Nothing held here speaks of {_quoted(material.sufficiency.missing)}.")
    if status is Status.PARTIAL and material.sufficiency.asked in wording.THINGS and not material.sufficiency.found:
        names = wording.names_of(material.focus)
        thing = wording.THINGS[material.sufficiency.asked]
        notes.insert(0, f"No statement held here gives {thing} for {names or 'this'}.")
    if status is Status.PARTIAL:
        notes.append(wording.LIBRARY)
    return tuple(notes)


def _clarify(material: Material) -> str | None:
    """One question that would change the answer, beside the provisional answer."""
    if material.intent.kind is not Kind.FIT or material.focus:
        return None
    if not material.context.goal and max(material.goals.values(), default=0.0) < 0.45:
        words = vocabulary()
        likely = [words.label("goal", g).lower() for g in list(material.goals)[:2]]
        return f"What should be different: is it more to {' or to '.join(likely)}?" if likely else None
    return None


def _apart(passages: Sequence[Passage], most: int) -> list[Passage]:
    """The first passages that are of different records."""
    kept: list[Passage] = []
    for passage in passages:
        if all(passage.record != k.record for k in kept):
            kept.append(passage)
    return kept[:most]


def _quoted(words: Sequence[str]) -> str:
    """Words in inverted commas."""
    return ", ".join(f"‘{w}’" for w in words[:3])
