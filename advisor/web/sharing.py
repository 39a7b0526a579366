"""A link that opens the same question and situation again, with nothing in it that a person should not send on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from advisor.answer import Answer
from advisor.context import FIELDS, MANY, ManagerContext
from advisor.screening import held

BEFORE = 3
"""How many earlier questions a link takes along, so that a follow-up is understood as it was."""
LONGEST = 2000
"""The longest question that a link is made of or read from, in characters."""


@dataclass(frozen=True)
class Shared:
    """What a link asks for: earlier questions, the question, and the situation."""

    question: str
    before: tuple[str, ...] = ()
    context: ManagerContext | None = None


def fragment(answer: Answer, earlier: Sequence[str] = ()) -> str:
    """What stands after the # of a link; "" when the question may not be sent on.

    It stands there because what follows the # stays in the browser: no server's log has it.

    Args:
        answer: what the link opens again.
        earlier: the questions before it, the oldest first.
    """
    before = earlier[-BEFORE:]
    if not answer.question.strip() or any(held(q) or len(q) > LONGEST for q in (*before, answer.question)):
        return ""
    pairs = [("before", q) for q in before] + [("question", answer.question.strip())]
    for field, value in answer.context.known().items():
        pairs += [(field, slug) for slug in ((value,) if isinstance(value, str) else value)]
    return urlencode(pairs)


def read_fragment(text: str) -> Shared | None:
    """What a link asks for; None when it asks nothing. Facets that the vocabulary does not know are passed over.

    >>> read_fragment("question=How%3F&money=none&money=gold").context.money
    'none'
    """
    pairs = [(k, v.strip()) for k, v in parse_qsl(text.lstrip("#")[: 8 * LONGEST]) if v.strip()]
    question = next((v for k, v in pairs if k == "question"), "")[:LONGEST]
    if not question:
        return None
    before = tuple(v[:LONGEST] for k, v in pairs if k == "before")[-BEFORE:]
    return Shared(question, before, _situation(pairs))


def _situation(pairs: Sequence[tuple[str, str]]) -> ManagerContext | None:
    """The facets that are of the vocabulary, or None when there are none."""
    known: dict[str, str | list[str]] = {}
    for field, slug in pairs:
        if field not in FIELDS or not _valid({field: [slug] if field in MANY else slug}):
            continue
        if field in MANY:
            listed = known.setdefault(field, [])
            assert isinstance(listed, list)
            listed.append(slug)
        else:
            known.setdefault(field, slug)
    return ManagerContext.model_validate(known) if known else None


def _valid(facets: Mapping[str, object]) -> bool:
    try:
        ManagerContext.model_validate(facets)
    except ValueError:
        return False
    return True
