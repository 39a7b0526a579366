"""One recommendation: why it fits, the evidence, what it needs, where it struggled, who has done it."""

from __future__ import annotations

from functools import cache

from advisor.answer import FieldFit, Recommendation
from advisor.context import ManagerContext
from advisor.evidence import Shelves
from advisor.fit import words_of
from advisor.intent import Kind
from advisor.ranking import Ranked
from advisor.sourcing import Sourcing
from index.fusion import Scores
from index.passages import Passage

ANY: frozenset[str] = frozenset()
ASKED_FIELDS = ("organisation", "goal", "audience", "money", "people", "timescale", "scale")


def recommend(
    ranked: Ranked,
    shelves: Shelves,
    relevance: Scores,
    context: ManagerContext,
    sourcing: Sourcing,
    used: set[str],
    kind: Kind = Kind.FIT,
    most: int = 2,
) -> Recommendation:
    """Fill a recommendation from statements that this answer has not used yet.

    The dissent pass always runs: when no statement against the approach is held, a note says so.
    """
    slug = ranked.slug
    emphasis = {
        Kind.EVIDENCE: "evidence",
        Kind.CLAIM: "evidence",
        Kind.PITFALLS: "struggled",
        Kind.WHO: "who",
    }.get(kind)

    def choose(
        part: str,
        aspects: tuple[str, ...],
        count: int,
        kinds: frozenset[str] = ANY,
        against: bool = False,
    ) -> list[Passage]:
        count = count + 1 if part == emphasis else count
        return shelves.choose(slug, relevance, context, aspects, used, count, kinds, against=against)

    struggled = choose("struggled", ("struggles",), 1)
    struggled += choose("struggled", ("effect",), 1, against=True)
    evidence = choose("evidence", ("effect",), most)
    needs = choose("needs", ("needs", "cost"), most)
    why = choose("why", ("mechanism",), 1)
    who = choose("who", ("use",), most, kinds=frozenset({"case"}))
    voices = choose("voices", ("voice",), 1)
    parts = {
        name: sourcing.sentences(chosen)
        for name, chosen in (
            ("why", why),
            ("evidence", evidence),
            ("needs", needs),
            ("struggled", struggled),
            ("who", who),
            ("voices", voices),
        )
    }
    cited = {
        r for p in (*why, *evidence, *needs, *struggled, *who, *voices) for r in shelves.references_of(p.id)
    }
    notes = (
        ()
        if struggled
        else ("No record of where this struggled is held here; that is not proof that it never has.",)
    )
    return Recommendation(
        approach=slug,
        name=ranked.fit.approach.name,
        definition=ranked.fit.approach.definition,
        fit=ranked.fit.verdict,
        score=round(ranked.score, 3),
        matched=ranked.fit.of("matched"),
        unmatched=ranked.fit.of("unmatched"),
        unknown=(*ranked.fit.of("unknown"), *_unknown(context)),
        fit_words=words_of(ranked.fit),
        notes=notes,
        badge=shelves.badge(slug, context, cited),
        **parts,
    )


def _unknown(context: ManagerContext) -> tuple[FieldFit, ...]:
    """The fields that would sharpen the fit and were not told."""
    return tuple(_untold(name) for name in ASKED_FIELDS if not getattr(context, name))


@cache
def _untold(name: str) -> FieldFit:
    return FieldFit(field=name, value="unknown", verdict="unknown", words=f"{name} not told")
