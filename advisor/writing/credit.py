"""Who wrote an answer, and how much of it was taken out, in words for its reader."""

from __future__ import annotations

from advisor.answer import Answer

COMPOSER = "composer"
COMPOSED = "Composed from the statements of the sources, word for word, without a chat model."
WRITTEN = (
    "The short answer was written by a chat model ({name}). "
    "Each of its sentences was checked against the statements that it cites."
)
LEFT_OUT = "{left_out} left out because no source supported what was written."


def credit(answer: Answer) -> str:
    """One or two sentences; "" for an answer that has no sentences of its own."""
    told = []
    if answer.sentences():
        told.append(COMPOSED if answer.writer == COMPOSER else WRITTEN.format(name=answer.writer))
    if answer.removed:
        left_out = "1 sentence was" if answer.removed == 1 else f"{answer.removed} sentences were"
        told.append(LEFT_OUT.format(left_out=left_out))
    return " ".join(told)
