"""A conversation as HTML: the newest answer open, the earlier ones folded beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.answer import Answer
from advisor.web import situation
from advisor.web.answer_view import render_answer
from advisor.web.markup import EMPTY, fold, html, join
from advisor.web.tools_view import tools


def render_conversation(kept: Sequence[Answer], latest: Answer, stamp: int = 0) -> Markup:
    """All turns, newest first.

    Args:
        kept: the turns of the conversation, oldest first.
        latest: the newest answer; it may be one that the conversation does not keep.
        stamp: differs between answers; see `render_answer`.
    """
    earlier = [a for a in kept if a is not latest]
    older = (_earlier(a, n) for n, a in reversed(list(enumerate(earlier, start=1))))
    before = html(
        '<section class="kma-earlier"><h2>Earlier in this conversation</h2>{}</section>', join(older)
    )
    read_as = situation.read_as(latest.context) if latest.context.known() else EMPTY
    remarks = html("{}{}", _changed(earlier, latest), read_as)
    newest = render_answer(latest, len(earlier) + 1, extra=remarks, stamp=stamp, after=tools(latest, earlier))
    return html("{}{}", newest, before if earlier else EMPTY)


def _earlier(answer: Answer, turn: int) -> Markup:
    question = html('<span class="kma-unseen">Earlier question: </span>{}', answer.question.strip())
    return fold(question, render_answer(answer, turn, latest=False))


def _changed(earlier: Sequence[Answer], latest: Answer) -> Markup:
    """What the asker changed, when the newest turn asks the same question of another situation."""
    if not earlier or earlier[-1].question != latest.question:
        return EMPTY
    lines = situation.changes(earlier[-1].context, latest.context)
    return html('<p class="kma-changed">You changed: {}</p>', lines) if lines else EMPTY
