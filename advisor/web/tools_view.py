"""What a reader can do with an answer: take it away, send the question on, say whether it was useful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from advisor.answer import Answer, Status
from advisor.receipts.feedback import BAD, GOOD, LONGEST, Reason
from advisor.web import words
from advisor.web.markup import EMPTY, html, join
from advisor.web.parcels import BRIEFINGS, RECORDS, REFERENCES, Form
from advisor.web.sharing import fragment

TOOLLESS = (Status.BLOCKED, Status.ERROR)
"""Endings with nothing to take away or to judge."""


def tools(answer: Answer, earlier: Sequence[str]) -> Markup:
    """The part under an answer; nothing when it ended without one.

    Args:
        answer: the newest answer.
        earlier: the questions before it, for a link that opens a follow-up as it was understood.
    """
    if answer.status in TOOLLESS:
        return EMPTY
    groups = [("The whole answer", BRIEFINGS)]
    groups += [("Its references", REFERENCES)] if answer.sources else []
    groups += [("What it was made from", RECORDS)] if answer.receipt else []
    shape = """<section class="kma-tools" aria-labelledby="kma-tools-name">
<h3 id="kma-tools-name">Take it with you</h3>{files}{link}
<p class="kma-fault" data-fault role="alert"></p></section>{feedback}"""
    return html(
        shape,
        files=join(_files(name, forms) for name, forms in groups),
        link=_link(fragment(answer, earlier)),
        feedback=feedback() if answer.receipt else EMPTY,
    )


def feedback() -> Markup:
    """The form: a thumb, then a reason that goes with it, then a few words."""
    shape = """<form class="kma-feedback" data-feedback><fieldset class="kma-thumbs">
<legend>Was this answer useful?</legend>{up}{down}</fieldset>{why_up}{why_down}
<div class="kma-why"><label for="kma-words">Anything else? You can leave this empty</label>
<p class="kma-small" id="kma-words-hint">Do not write about patients or staff. What you send is kept with the receipt
of this answer.</p>
<textarea id="kma-words" name="words" rows="2" maxlength="{longest}" aria-describedby="kma-words-hint"></textarea>
<p class="kma-fault" data-fault role="alert"></p>
<button type="submit" class="kma-plain-button">Send</button></div></form>"""
    return html(
        shape,
        up=_thumb("up", "Yes"),
        down=_thumb("down", "No"),
        why_up=_why("up", "What was good about it?", GOOD),
        why_down=_why("down", "What was wrong with it?", BAD),
        longest=LONGEST,
    )


def _files(name: str, forms: Mapping[str, Form]) -> Markup:
    """One row of download buttons under its name."""
    shape = '<div class="kma-files"><p>{}</p><ul>{}</ul></div>'
    button = (
        '<li><button type="button" class="kma-plain-button" data-form="{}">'
        '<span class="kma-unseen">Download: </span>{}</button></li>'
    )
    return html(shape, name, join(html(button, key, form.label) for key, form in forms.items()))


def _link(shared: str) -> Markup:
    """The button that copies a link, and what such a link holds."""
    if not shared:
        return EMPTY
    shape = """<div class="kma-files"><p>The question</p><ul><li>
<button type="button" class="kma-plain-button" data-share="{}" aria-describedby="kma-share-hint">
Copy a link</button></li></ul><p class="kma-small" id="kma-share-hint">Whoever opens the link sees your question and
your situation, and an answer from what is held on that day.</p></div>"""
    return html(shape, shared)


def _thumb(thumb: str, label: str) -> Markup:
    shape = """<label class="kma-thumb kma-thumb-{}"><input type="radio" name="thumb" value="{}" required>
<span class="kma-icon" aria-hidden="true"></span>{}</label>"""
    return html(shape, thumb, thumb, label)


def _why(thumb: str, legend: str, reasons: Sequence[Reason]) -> Markup:
    """The reasons that go with a thumb; the style sheet shows them when it is chosen."""
    shape = '<fieldset class="kma-why kma-why-{}"><legend>{}</legend>{}</fieldset>'
    choice = '<label class="kma-reason"><input type="radio" name="reason-{}" value="{}">{}</label>'
    return html(shape, thumb, legend, join(html(choice, thumb, r.value, words.REASONS[r]) for r in reasons))
