"""An Answer as HTML: the short answer first, the rest to be opened."""

from __future__ import annotations

from markupsafe import Markup

from advisor.answer import Answer, Status
from advisor.web import words
from advisor.web.markup import EMPTY, fold, html, items, join, paragraphs
from advisor.web.recommendation_view import advised_against, recommendation
from advisor.web.source_view import Citer
from advisor.web.table_view import table
from advisor.web.transcript import announcement, plain_text
from advisor.writing.credit import credit

HIDDEN_QUESTION = (
    "Your question is not shown here and was not stored. It is still in the box, for you to change."
)


def render_answer(
    answer: Answer,
    turn: int,
    latest: bool = True,
    extra: Markup = EMPTY,
    key: str = "",
    after: Markup = EMPTY,
) -> Markup:
    """One turn of the conversation.

    Args:
        answer: what the advisor said.
        turn: its number on the page; ids are built from it.
        latest: whether it is the newest, which alone is announced and copied.
        extra: a remark to set under the question.
        key: what the page calls it; it differs between answers, so that one which reads like the last is announced.
        after: what its reader can do with it, at its end.
    """
    citer = Citer(turn, answer.sources)
    shape = """<article class="kma-turn kma-is-{status}" aria-labelledby="t{turn}-question"{key}{announce}>
<h2 id="t{turn}-question" class="kma-question" tabindex="-1">{question}</h2>{extra}
<div class="kma-short"><div class="kma-short-top"><h3>{heading}</h3>{copy}</div>{body}{credit}</div>
{rest}{sources}{after}{cards}{plain}</article>"""
    return html(
        shape,
        status=answer.status.value,
        turn=turn,
        key=html(' data-key="{}"', key) if key else EMPTY,
        announce=html(' data-announce="{}"', announcement(answer)) if latest else EMPTY,
        question=_question(answer),
        extra=extra,
        copy=_copy_button(answer) if latest else EMPTY,
        heading=words.STATUSES[answer.status],
        body=short(answer, citer),
        credit=html('<p class="kma-credit">{}</p>', told) if (told := credit(answer)) else EMPTY,
        rest=rest(answer, citer),
        sources=fold(_sources_title(answer), citer.listed(), "kma-source-list"),
        after=after,
        cards=citer.cards(),
        plain=html('<pre class="kma-plain" hidden>{}</pre>', plain_text(answer)) if latest else EMPTY,
    )


def short(answer: Answer, citer: Citer) -> Markup:
    """What a reader in a hurry needs: the lead, the short answer, the question back."""
    question = (
        html('<p class="kma-clarify">{}</p>', answer.clarifying_question)
        if answer.clarifying_question
        else EMPTY
    )
    said = html("{}{}{}", paragraphs([answer.lead]), citer.prose(answer.short_answer), question)
    if answer.status in (Status.ANSWERED, Status.PARTIAL):
        return said
    return html("{}{}", said, items(answer.notes))


def rest(answer: Answer, citer: Citer) -> Markup:
    """Everything after the short answer, without the sources."""
    suggested = join(recommendation(r, n, citer) for n, r in enumerate(answer.recommendations, start=1))
    tables = join(table(t, n, citer) for n, t in enumerate(answer.tables, start=1))
    against = join(advised_against(r, citer) for r in answer.advised_against)
    return html(
        "{}{}{}{}",
        tables,
        suggested,
        _section("What I would not start with", against),
        _section("What the evidence here cannot tell you", _gaps(answer, citer)),
    )


def _question(answer: Answer) -> Markup:
    if answer.status is Status.BLOCKED:
        return html("{}", HIDDEN_QUESTION)
    return html('<span class="kma-asked">You asked</span>{}', answer.question.strip())


def _gaps(answer: Answer, citer: Citer) -> Markup:
    """The gaps with their sources, then the notes; a result without an answer shows its notes above."""
    notes = answer.notes if answer.status in (Status.ANSWERED, Status.PARTIAL) else ()
    return items([*(citer.sentence(s) for s in answer.gaps), *notes])


def _section(name: str, inner: Markup) -> Markup:
    if not inner:
        return EMPTY
    return html('<section class="kma-section-block"><h3>{}</h3>{}</section>', name, inner)


def _copy_button(answer: Answer) -> Markup:
    if not answer.short_answer and not answer.recommendations and not answer.tables:
        return EMPTY
    return html('<button type="button" class="kma-quiet kma-copy">Copy the answer</button>')


def _sources_title(answer: Answer) -> str:
    return f"Sources: {words.count(len(answer.sources), 'statement', 'statements')}"
