"""What a group compares after the evidence is out: what-if, two scenarios, what nobody mentioned, then and now."""

from __future__ import annotations

from advisor.answer import Answer, Source
from advisor.citations import parse
from advisor.context import FIELDS, MANY
from advisor.workshop.differing import Difference, differ
from advisor.workshop.errors import WorkshopError
from advisor.workshop.hosting import Workshops
from advisor.workshop.models import Kept, Round, Seat
from advisor.workshop.rerunning import Rerun, rerun
from advisor.workshop.unmentioned import Said, Unmentioned
from corpus.records import Frozen
from corpus.vocabulary import vocabulary


class WhatIf(Frozen):
    """A scenario as it stands, and with one field changed."""

    field: str
    before: Answer
    after: Answer
    difference: Difference


class Beside(Frozen):
    """Two scenarios side by side; ``difference`` goes from the left one to the right one."""

    left: Round
    right: Round
    difference: Difference


class Unused(Frozen):
    """What nobody has mentioned, each statement with its source, in the same order."""

    statements: tuple[Unmentioned, ...]
    sources: tuple[Source, ...]


def what_if(workshops: Workshops, held: Round, field: str, value: str) -> WhatIf:
    """Change one field of a revealed scenario; both answers are today's.

    Args:
        workshops: asks the advisor.
        held: the scenario.
        field: one of `FIELDS`.
        value: a slug of the vocabulary, several with commas between; "" for unknown.

    Raises:
        WorkshopError: when the evidence is not out, or the field can't have that value.
    """
    revealed = _revealed(held)
    if field not in FIELDS:
        raise WorkshopError("No field is chosen.", "Choose what to change.")
    values = [v for v in value.split(",") if v]
    try:
        changed = revealed.answer.context.updated(**{field: values if field in MANY else value or None})
    except ValueError as err:
        raise WorkshopError("That is not a value of this field.", "Choose one of the list.") from err
    ask = workshops.counsel.ask
    before = ask(held.card.asked, revealed.answer.context)
    after = ask(held.card.asked, changed)
    return WhatIf(field=field, before=before, after=after, difference=differ(before, after))


def beside(left: Round, right: Round) -> Beside:
    """Set two revealed scenarios side by side, as they were answered."""
    return Beside(left=left, right=right, difference=differ(_revealed(left).answer, _revealed(right).answer))


def used(held: Round) -> Said:
    """What the tables have used so far: what they predicted, would try, cited by number, and wrote."""
    answer = _revealed(held).answer
    by_number = {s.number: s.statement for s in answer.sources}
    tried = {r.approach for r in held.reactions if r.stance in ("agree", "try")}
    texts = [*(p.why for p in held.predictions), *(r.note for r in held.reactions if r.note)]
    cited = {by_number[n] for t in texts for m in parse(t) for n in m.numbers if n in by_number}
    return Said(
        approaches=frozenset({a for p in held.predictions for a in p.approaches} | tried),
        statements=frozenset(cited),
        texts=tuple(texts),
    )


def unused(workshops: Workshops, held: Round) -> Unused:
    """The statements that bear on a revealed scenario and that no table used."""
    counsel = workshops.counsel
    found = counsel.unmentioned(question_of(held), used(held))
    return Unused(statements=found, sources=counsel.sources(u.statement for u in found))


def question_of(held: Round) -> str:
    """What the evidence is searched for: the card's words, and what its fields say in the vocabulary's words."""
    known = held.card.context.known()
    labels = [vocabulary().label("barrier" if f == "barriers" else f, v) for f, v in _flat(known)]
    return ". ".join([held.card.asked, *labels])


def ask_again(workshops: Workshops, seat: Seat) -> None:
    """Ask today's corpus every scenario whose evidence is out, and keep the answers."""
    counsel = workshops.counsel
    rounds = workshops.revealed_rounds(seat)
    if seat.role != "facilitator":
        raise WorkshopError("Only the facilitator can do that.", "Ask them.")
    if not rounds:
        raise WorkshopError("No evidence was shown in this workshop.", "There is nothing to ask again.")
    for held in rounds:
        answer = counsel.ask(held.card.asked, held.card.context)
        workshops.store.keep_holding(answer.versions.get("corpus", ""), dict(counsel.holding()))
        workshops.store.keep_answer(seat.code, held.card.id, "again", answer)


def reruns(workshops: Workshops, seat: Seat) -> tuple[Rerun, ...]:
    """Each scenario that was asked again, then and now."""
    rounds = {r.card.id: r for r in workshops.revealed_rounds(seat)}
    store = workshops.store

    def held(kept: Kept) -> dict[str, str] | None:
        return store.holding(kept.answer.versions.get("corpus", ""))

    return tuple(
        rerun(
            rounds[now.card].card,
            _revealed(rounds[now.card]),
            now,
            held(_revealed(rounds[now.card])),
            held(now) or {},
        )
        for now in store.again(seat.code)
        if now.card in rounds
    )


def _revealed(held: Round) -> Kept:
    if held.revealed is None:
        raise WorkshopError("The evidence of this scenario has not been shown yet.", "Show it first.")
    return held.revealed


def _flat(known: dict[str, str | tuple[str, ...]]) -> list[tuple[str, str]]:
    """Each known field with each of its values."""
    return [(f, v) for f, value in known.items() for v in ((value,) if isinstance(value, str) else value)]
