"""What differs between two Answers: approaches and sources that enter, leave or move, and the verdicts behind that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from advisor.answer import Answer, FieldFit, Recommendation, Source
from advisor.context import FIELDS, ManagerContext
from advisor.fit import judge
from corpus.records import Frozen
from corpus.vocabulary import vocabulary

Change = Literal["entered", "left", "moved", "stayed"]
THINK_TWICE = 99
"""The place of an approach that an answer advises against."""


class Verdict(Frozen):
    """A field or a rule whose bearing on an approach differs.

    A side is ``matched`` (for the approach), ``unmatched`` (against it) or "" (no bearing).
    """

    field: str
    before: str
    after: str
    words: str


class Move(Frozen):
    """One approach in two answers.

    Places count from 1; `THINK_TWICE` is that of an approach advised against, None of one not named.
    """

    approach: str
    name: str
    change: Change
    before: int | None
    after: int | None
    fit_before: str = ""
    fit_after: str = ""
    grade_before: str = ""
    grade_after: str = ""
    verdicts: tuple[Verdict, ...] = ()


class Difference(Frozen):
    """All that differs.

    ``fields`` are the facets of the situation that differ; ``versions`` maps what the answers were made by (the
    corpus, the build, the settings, the model) to its two values, where they differ.
    """

    status: tuple[str, str]
    fields: tuple[str, ...]
    moves: tuple[Move, ...]
    entered: tuple[Source, ...]
    left: tuple[Source, ...]
    kept: int
    versions: dict[str, tuple[str, str]]

    @property
    def same(self) -> bool:
        """Whether the advice is the same: status, approaches and sources."""
        settled = all(m.change == "stayed" and m.fit_before == m.fit_after for m in self.moves)
        return self.status[0] == self.status[1] and settled and not self.entered and not self.left

    def of(self, change: Change) -> tuple[Move, ...]:
        """The approaches with one kind of change, in their order."""
        return tuple(m for m in self.moves if m.change == change)


class _Placed(NamedTuple):
    place: int
    rec: Recommendation


def differ(before: Answer, after: Answer) -> Difference:
    """Compare two answers.

    Args:
        before: the one that is known.
        after: the one to tell the news of.
    """
    first, second = _places(before), _places(after)
    order = [*second, *(slug for slug in first if slug not in second)]
    old = {s.statement: s for s in before.sources}
    new = {s.statement: s for s in after.sources}
    return Difference(
        status=(before.status.value, after.status.value),
        fields=tuple(f for f in FIELDS if getattr(before.context, f) != getattr(after.context, f)),
        moves=tuple(_move(slug, first, second, before.context, after.context) for slug in order),
        entered=tuple(s for name, s in new.items() if name not in old),
        left=tuple(s for name, s in old.items() if name not in new),
        kept=len(old.keys() & new.keys()),
        versions={
            name: (before.versions.get(name, ""), after.versions.get(name, ""))
            for name in {**before.versions, **after.versions}
            if before.versions.get(name) != after.versions.get(name)
        },
    )


def _places(answer: Answer) -> dict[str, _Placed]:
    """Each approach that an answer names, with its place."""
    named = {r.approach: _Placed(THINK_TWICE, r) for r in answer.advised_against}
    suggested = {r.approach: _Placed(n, r) for n, r in enumerate(answer.recommendations, start=1)}
    return {**suggested, **{slug: placed for slug, placed in named.items() if slug not in suggested}}


def _move(
    slug: str,
    first: Mapping[str, _Placed],
    second: Mapping[str, _Placed],
    was: ManagerContext,
    now: ManagerContext,
) -> Move:
    """One approach's move; it is in one of the two answers at least."""
    before, after = first.get(slug), second.get(slug)
    shown = (after or before or second[slug]).rec
    change: Change = "stayed"
    if before is None or after is None:
        change = "entered" if before is None else "left"
    elif before.place != after.place:
        change = "moved"
    old = _fits(before.rec) if before else _judged(slug, was)
    new = _fits(after.rec) if after else _judged(slug, now)
    return Move(
        approach=slug,
        name=shown.name,
        change=change,
        before=before.place if before else None,
        after=after.place if after else None,
        fit_before=before.rec.fit if before else "",
        fit_after=after.rec.fit if after else "",
        grade_before=before.rec.badge.grade if before else "",
        grade_after=after.rec.badge.grade if after else "",
        verdicts=tuple(_turned(old, new)),
    )


Fits = dict[tuple[str, str], FieldFit]
"""What bears on an approach: one for each field, and one for each rule, which has the field ``rule``."""


def _fits(rec: Recommendation) -> Fits:
    return _keyed((*rec.matched, *rec.unmatched))


def _judged(slug: str, context: ManagerContext) -> Fits:
    """What would bear on an approach that an answer does not name; nothing for one outside the vocabulary."""
    if slug not in vocabulary().slugs():
        return {}
    fit = judge(vocabulary().approach(slug), context, {context.goal: 1.0} if context.goal else {})
    return _keyed((*fit.of("matched"), *fit.of("unmatched")))


def _keyed(found: Iterable[FieldFit]) -> Fits:
    return {(f.field, f.value if f.field == "rule" else ""): f for f in found}


def _turned(old: Fits, new: Fits) -> Iterator[Verdict]:
    """The fields and rules that bear otherwise on an approach than they did."""
    for key in (*new, *(k for k in old if k not in new)):
        was, now = old.get(key), new.get(key)
        sides = (was.verdict if was else "", now.verdict if now else "")
        if sides[0] != sides[1]:
            told = now or old[key]
            yield Verdict(field=told.field, before=sides[0], after=sides[1], words=told.words)
