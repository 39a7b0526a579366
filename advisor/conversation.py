"""A follow-up and its history -> a question that stands alone, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.answer import Answer, Status
from advisor.context import ManagerContext
from advisor.mentions import mentioned
from corpus.records import Frozen
from corpus.vocabulary import vocabulary

OPENING = re.compile(
    r"^\W*(?:and|but|so|ok(?:ay)?|also|or|what about|how about|what if|why|no[,;. ]|nope|actually|sorry|in fact|not |then|"
    r"who else|anything|any(?:one)? else|more|which of|is (?:it|that|this)|does (?:it|that|this)|do (?:they|those|these)|"
    r"the (?:first|second|third|last|other)|tell me more|say more|go on|that one|this one|really|how come|we(?:'re| are) (?:actually|in fact|a ))",
    re.I,
)
POINTS_BACK = re.compile(
    r"\b(?:(?:would|does|do|is|could|can|should|need|want|have|hire|try)(?: we| you| i)?(?: \w+)? one\b(?! of)|it|its|that|this|those|these|them|they|the (?:first|second|third|last|other|former|latter)(?: one)?|(?:number|option) (?:one|two|three|[123]))\b",
    re.I,
)
ORDINALS = (
    (re.compile(r"\b(?:first|former|number one|option (?:one|1|a)|1st)\b", re.I), 0),
    (re.compile(r"\b(?:second|latter|number two|option (?:two|2|b)|2nd|other)\b", re.I), 1),
    (re.compile(r"\b(?:third|number three|option (?:three|3|c)|3rd|last)\b", re.I), 2),
)
WHY = re.compile(r"^\W*(?:but |and |so |ok |)*(?:why|how come)\b", re.I)
WHAT_IF = re.compile(
    r"\b(?:what if|and if|if we|suppose|imagine|say we|no[,; ]|nope|actually|sorry|correction|i meant|we(?:'re| are)|we (?:have|had|only)|"
    r"there(?:'s| is)|with (?:no|only|more|less|a)|without|how about|what about|for (?:a|an|the|our)|in (?:a|an))\b",
    re.I,
)


ASKS = re.compile(
    r"\?|^\W*(?:(?:and|but|so|ok|okay|then|right|well|also|or|just),? )*(?:what|why|who|how|when|where|which|whose|is|are|was|were|do|does|"
    r"did|can|could|would|will|should|has|have|had|any|anyone|anybody|anything|tell|show|give|explain|describe|compare|list|count|more|say|"
    r"go|try|define|name)\b|\b(?:get|getting|how|options|ideas|advice|help)\b",
    re.I,
)
STATED = 14
"""The most words of a follow-up that asks nothing: it adds to the situation of the question before it."""


RESET = re.compile(
    r"^\W*(?:forget (?:that|it|all that)|never ?mind(?: that)?|(?:a )?(?:different|new|another|separate) (?:question|topic|subject)|"
    r"change of (?:subject|topic)|moving on|on another (?:matter|note|subject))\W+",
    re.I,
)
"""How a new subject is announced; what follows it is no follow-up."""
WHICH = re.compile(
    r"^\W*(?:and |so |but |ok )?which (?:one |of (?:these|those|them|the (?:two|three)) )?(?:is|are|would|will|costs?|takes?|works?|needs?|has)\b"
    r".*\b(?:cheap\w*|least|less|quick\w*|fast\w*|eas\w*|simpl\w*|best|better|strong\w*|most|safe\w*)\b",
    re.I,
)
"""A choice between what was suggested."""
FIRST_STEP = re.compile(
    r"\bwhat (?:should|do|would|could) (?:i|we) do first\b|\bwhere (?:do|should|would) (?:i|we) (?:start|begin)\b|\bfirst steps?\b|"
    r"\bhow (?:do|would|should|could) (?:i|we) (?:start|begin|get (?:started|going)|go about (?:it|that|this)|do (?:it|that|this))\b",
    re.I,
)


class Turn(Frozen):
    """What is kept of an earlier question: nothing of a blocked one."""

    question: str
    status: Status = Status.ANSWERED
    approaches: tuple[str, ...] = ()
    context: ManagerContext = ManagerContext()


def turn_of(answer: Answer) -> Turn:
    """What is needed of an earlier answer to understand the next question."""
    return Turn(
        question=answer.question,
        status=answer.status,
        approaches=tuple(r.approach for r in answer.recommendations),
        context=answer.context,
    )


@dataclass(frozen=True)
class Standing:
    """A question that stands alone.

    ``text`` is what is retrieved with; ``asked`` the words whose kind of question counts; ``base`` the
    situation carried over; ``focus`` the approaches it points back to; ``follows`` whether it is a follow-up.
    """

    text: str
    asked: str
    base: ManagerContext | None = None
    focus: tuple[str, ...] = ()
    follows: bool = False


def stand_alone(question: str, history: Sequence[Turn]) -> Standing:
    """Resolve pronouns, ordinals, what-ifs and corrections against the earlier turns."""
    turns = [t for t in history if t.status not in (Status.BLOCKED, Status.ERROR)]
    fresh = RESET.sub("", question)
    if not turns:
        return Standing(fresh or question, fresh or question)
    if fresh and fresh != question:
        return Standing(fresh, fresh, _lasting(turns[-1].context))
    last = turns[-1]
    answered = next((t for t in reversed(turns) if t.approaches), last)
    named = mentioned(question)
    short = len(question.split()) <= 9
    opens = bool(OPENING.search(question))
    points = bool(POINTS_BACK.search(question))
    if last.status is Status.OUT_OF_SCOPE and not answered.approaches:
        return Standing(question, question)
    states = not ASKS.search(question) and len(question.split()) <= STATED
    if not (opens or states or (points and short) or (short and not named and len(question.split()) <= 5)):
        return Standing(question, question, _lasting(answered.context))
    if answered.approaches and not named and (chosen := _chosen_from(question, answered)):
        return chosen
    if WHY.search(question) and answered.approaches and not named:
        focus = _pointed(question, answered.approaches) or answered.approaches[:1]
        names = _names(focus)
        return Standing(
            f"Why {names}? {answered.question}", f"tell me about {names}", answered.context, focus, True
        )
    if not states and (focus := _pointed(question, answered.approaches)):
        names = _names(focus)
        return Standing(f"{question} ({names})", f"{question} {names}", answered.context, focus, True)
    if (states or WHAT_IF.search(question)) and not named:
        return Standing(f"{answered.question} {question}", answered.question, answered.context, (), True)
    if not named and answered.approaches and (points or short):
        focus = answered.approaches[:1]
        names = _names(focus)
        if (
            re.search(r"\belse\b|\bother (?:options|approaches|ideas|ways)\b|\balternativ", question, re.I)
            and "who" not in question.lower()
        ):
            return Standing(f"{answered.question} {question}", answered.question, answered.context, (), True)
        return Standing(
            f"{question} {names}. {answered.question}", f"{question} {names}", answered.context, focus, True
        )
    return Standing(question, question, answered.context, (), True)


def _chosen_from(question: str, answered: Turn) -> Standing | None:
    """A choice between the approaches of the last answer, or how to begin with the first of them."""
    if WHICH.search(question) and len(answered.approaches) > 1:
        focus = answered.approaches[:3]
        return Standing(f"{question} {_names(focus)}", f"compare {_names(focus)}", answered.context, focus, True)
    if FIRST_STEP.search(question):
        focus = answered.approaches[:1]
        names = _names(focus)
        return Standing(f"{question} {names}", f"tell me about {names}", answered.context, focus, True)
    return None


def _pointed(question: str, approaches: tuple[str, ...]) -> tuple[str, ...]:
    """The approaches that ordinals point to."""
    if not approaches or mentioned(question):
        return ()
    found = [approaches[min(i, len(approaches) - 1)] for pattern, i in ORDINALS if pattern.search(question)]
    return tuple(dict.fromkeys(found))


def _names(slugs: Sequence[str]) -> str:
    """Names of approaches in words."""
    return " and ".join(vocabulary().approach(s).name.lower() for s in slugs)


def _lasting(context: ManagerContext) -> ManagerContext:
    """What stays true of the asker when a new question begins: who they are and what they have."""
    kept = ("organisation", "role", "money", "people", "skills", "access", "leadership", "barriers")
    return ManagerContext(**{name: getattr(context, name) for name in kept})
