"""What other programs may ask: an answer, a search of the statements, all that is held on one approach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from advisor.answer import Answer, Badge
from advisor.context import ManagerContext
from advisor.errors import BadContext, BadQuestion
from advisor.mentions import mentioned
from advisor.receipts.recorder import Recorder
from advisor.screening import screen
from advisor.sourcing import Sourcing
from corpus.records import Frozen, Kind
from corpus.vocabulary import vocabulary
from index.search import Filters

if TYPE_CHECKING:
    from advisor.pipeline import Advisor
    from advisor.receipts.store import Receipts
    from index.passages import Passage

MOST_FOUND = 50
MOST_TURNS = 12


class FoundStatement(Frozen):
    """One statement of the collection, word for word, with the works that it cites."""

    statement: str
    record: str
    kind: Kind
    title: str
    text: str
    approaches: tuple[str, ...]
    aspect: str
    reference_ids: tuple[str, ...]
    reference: str
    link: str | None = None
    score: float | None = None


class ApproachSheet(Frozen):
    """One approach: what it is, its marks, and every statement held on it by what the statement is about."""

    slug: str
    name: str
    definition: str
    badge: Badge
    cases: tuple[str, ...]
    statements: dict[str, tuple[FoundStatement, ...]]


class Programs:
    """Answers programs as the page answers people; an answer leaves a receipt.

    Args:
        advisor: answers, and holds the index.
        receipts: where answers are kept; None to keep nothing.
    """

    def __init__(self, advisor: Advisor, receipts: Receipts | None) -> None:
        self.advisor = advisor
        self._recorder = Recorder(advisor, receipts, "api")

    def ask(
        self, question: str, context: Mapping[str, object] | None = None, history: Sequence[str] = ()
    ) -> Answer:
        """Answer a question.

        Args:
            question: in plain words.
            context: facets of the situation, each a slug of the vocabulary; what is left out is read from the words.
            history: the earlier questions of the conversation, the oldest first.

        Raises:
            BadContext: when a facet or the history is wrong.
        """
        if len(history) > MOST_TURNS or not all(isinstance(turn, str) for turn in history):
            raise BadContext(f"the history is no list of at most {MOST_TURNS} questions.", "Shorten it.")
        return self._recorder.advise(question, _situation(context or {}), tuple(history))

    def search(
        self, words: str, limit: int = 10, approach: str | None = None, kind: str | None = None
    ) -> tuple[FoundStatement, ...]:
        """The statements nearest to some words, best first.

        Args:
            words: what to look for.
            limit: the most statements, from 1 to `MOST_FOUND`.
            approach: only statements on this approach, by its name or slug.
            kind: only from records of this kind: case, finding or interview.

        Raises:
            BadQuestion: when the words may not be read, or a filter is not one.
        """
        if not 1 <= limit <= MOST_FOUND:
            raise BadQuestion(f"the limit {limit} is not from 1 to {MOST_FOUND}.", "Choose another.")
        if kind and kind not in ("case", "finding", "interview"):
            raise BadQuestion(f"there is no kind {kind!r}.", "Choose case, finding or interview.")
        screened = screen(words, self.advisor.settings.max_question)
        if screened.fault:
            raise BadQuestion(screened.fault)
        only = Filters(
            approaches=frozenset({slug_of(approach)} if approach else ()),
            kinds=frozenset({kind} if kind else ()),
        )
        hits = self.advisor.index.searcher.search(screened.text, k=limit, filters=only)
        return tuple(self._told((h.passage for h in hits), [round(h.score, 4) for h in hits]))

    def approach(self, name: str) -> ApproachSheet:
        """All that is held on one approach.

        Args:
            name: its slug, its name, or another name that it goes by.

        Raises:
            BadQuestion: when no approach has that name; it lists those there are.
        """
        slug = slug_of(name)
        known = vocabulary().approach(slug)
        held = [h.passage for h in self.advisor.shelves.on(slug)]
        told = list(self._told(held, [None] * len(held)))
        aspects = dict.fromkeys(t.aspect or "other" for t in told)
        return ApproachSheet(
            slug=slug,
            name=known.name,
            definition=known.definition,
            badge=self.advisor.shelves.badge(
                slug, ManagerContext(), {r for t in told for r in t.reference_ids}
            ),
            cases=tuple(dict.fromkeys(t.record for t in told if t.kind == "case")),
            statements={a: tuple(t for t in told if (t.aspect or "other") == a) for a in aspects},
        )

    def _told(self, passages: Iterable[Passage], scores: Sequence[float | None]) -> Iterable[FoundStatement]:
        """Passages as statements with their references."""
        held = list(passages)
        sourcing = Sourcing(self.advisor.index)
        for passage in held:
            sourcing.number(passage.id)
        for passage, source, score in zip(held, sourcing.sources(), scores, strict=True):
            yield FoundStatement(
                statement=passage.id,
                record=source.record,
                kind=source.kind,
                title=source.title,
                text=source.text,
                approaches=passage.approaches,
                aspect=passage.aspect,
                reference_ids=source.reference_ids,
                reference=source.reference,
                link=source.link,
                score=score,
            )


def slug_of(name: str) -> str:
    """The slug of an approach that is named in any of its ways.

    >>> slug_of("Knowledge broker")
    'knowledge-brokers'
    """
    slugs = vocabulary().slugs()
    if name in slugs:
        return name
    found = mentioned(name.replace("-", " "))
    if len(found) != 1:
        raise BadQuestion(
            f"there is no approach {name[:80]!r}.", f"Choose one of: {', '.join(sorted(slugs))}."
        )
    return found[0]


def _situation(context: Mapping[str, object]) -> ManagerContext | None:
    """The situation, or None when nothing is told of it."""
    try:
        return ManagerContext.model_validate(dict(context)) if context else None
    except ValidationError as err:
        fault = err.errors()[0]
        name = ".".join(map(str, fault["loc"])) or "context"
        reason = str(fault["msg"]).removeprefix("Value error, ")
        raise BadContext(f"the context: {name}: {reason}.", "Correct or remove it.") from err
