"""A conversation as HTML: each answer is sent once, and the page folds it away when the next one comes.

The page's script (``conversation.js``) keeps the turns that it was sent. Each newest turn names those that belong
beneath it by their keys, so that the page lets go of what the server does not hold, and asks for what it missed.
"""

from __future__ import annotations

from markupsafe import Markup

from advisor.answer import Answer
from advisor.web import situation
from advisor.web.answer_view import render_answer
from advisor.web.markup import EMPTY, fold, html, join
from advisor.web.thread import Thread, next_place
from advisor.web.tools_view import tools


def frame() -> Markup:
    """Where the conversation stands, still empty, with the patterns of what the page's script puts around a turn."""
    pattern = '<template data-pattern="{}">{}</template>'
    earlier = html('<section class="kma-earlier"><h2>Earlier in this conversation</h2></section>')
    folded = fold(html('<span class="kma-unseen">Earlier question: </span>'), Markup(" "))
    return html("{}{}", html(pattern, "earlier", earlier), html(pattern, "folded", folded))


def render_newest(answer: Answer, key: str, earlier: Thread) -> Markup:
    """The newest turn, and the keys of those that stand beneath it.

    Args:
        answer: what the advisor said; it may be an answer that the conversation does not keep.
        key: what it is called between page and server; no two are alike.
        earlier: the turns before it, the oldest first.
    """
    read_as = situation.read_as(answer.context) if answer.context.known() else EMPTY
    shown = render_answer(
        answer,
        next_place(earlier),
        extra=html("{}{}", _changed(earlier, answer), read_as),
        key=key,
        after=tools(answer, [k.turn.question for k in earlier]),
    )
    return html('<div data-earlier="{}">{}</div>', " ".join(k.key for k in earlier), shown)


def render_earlier(turns: Thread) -> Markup:
    """Turns that the page missed, as they stand when they are not the newest."""
    return join(render_answer(k.answer(), k.place, latest=False, key=k.key) for k in turns)


def _changed(earlier: Thread, latest: Answer) -> Markup:
    """What the asker changed, when the newest turn asks the same question of another situation."""
    if not earlier or earlier[-1].turn.question != latest.question:
        return EMPTY
    lines = situation.changes(earlier[-1].turn.context, latest.context)
    return html('<p class="kma-changed">You changed: {}</p>', lines) if lines else EMPTY
