"""First steps: what to do with an answer, in the words of its own parts. Each step that states a fact is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor import labels
from advisor.answer import Answer, Recommendation, Sentence
from advisor.citations import render
from advisor.exporting.text import cited, clean


def first_steps(answer: Answer, shown: Answer) -> tuple[str, ...]:
    """The steps for the approach that fits best; none when nothing is recommended.

    Args:
        answer: the whole answer.
        shown: what an export has room for; steps cite the sources that are listed there, and no others.
    """
    if not answer.recommendations:
        return ()
    return tuple(_steps(answer.recommendations[0], {s.number for s in shown.sources}))


def _steps(rec: Recommendation, listed: set[int]) -> Iterator[str]:
    name = clean(rec.name)[:1].lower() + clean(rec.name)[1:]
    if unknown := [labels.FACETS[f.field].lower() for f in rec.unknown if f.field in labels.FACETS]:
        yield f"Find out what is not known here: {', '.join(dict.fromkeys(unknown))}."
    if read := _numbers((*rec.evidence, *rec.why), listed):
        yield render(f"Read the sources on {name}, and judge how near they are to your own work.", read)
    if needs := _numbers(rec.needs, listed):
        yield render("Check that you have what it needs.", needs)
    if struggled := _numbers(rec.struggled, listed):
        yield render("Agree how you would guard against what went wrong elsewhere.", struggled)
    for sentence in [s for s in rec.who if listed.issuperset(s.sources)][:1]:
        yield f"Learn from who has done it: {cited(sentence)}"


def _numbers(sentences: Iterable[Sentence], listed: set[int]) -> tuple[int, ...]:
    return tuple(sorted({n for s in sentences for n in s.sources} & listed))
