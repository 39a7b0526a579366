"""An Answer as plain text: what is copied, and what a screen reader is told once when it is ready."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.answer import Answer, Recommendation, Sentence, Status
from advisor.web import words
from advisor.writing.credit import credit


def announcement(answer: Answer) -> str:
    """One short text for the live region: how it ended, the short answer, the names of the approaches."""
    spoken = [words.STATUSES[answer.status] + "."]
    spoken += [answer.lead, *(s.text for s in answer.short_answer), answer.clarifying_question or ""]
    if answer.recommendations:
        spoken.append("Approaches suggested: " + "; ".join(r.name for r in answer.recommendations) + ".")
    if answer.status is Status.ANSWERED:
        spoken[0] = "Your answer is ready."
    return " ".join(part for part in spoken if part)


def plain_text(answer: Answer) -> str:
    """The whole answer with numbered citations and the references, for a paper or an e-mail."""
    return "\n".join(_lines(answer)).strip() + "\n"


def cited(sentence: Sentence) -> str:
    """A sentence with its numbers in brackets."""
    return f"{sentence.text} [{', '.join(str(n) for n in sentence.sources)}]"


def _lines(answer: Answer) -> Iterator[str]:
    if answer.status is not Status.BLOCKED:
        yield from ("Question: " + answer.question.strip(), "")
    yield from filter(
        None, (answer.lead, " ".join(map(cited, answer.short_answer)), answer.clarifying_question)
    )
    for place, rec in enumerate(answer.recommendations, start=1):
        yield from _recommendation(rec, place)
    for rec in answer.advised_against:
        yield from (
            "",
            f"Not to start with: {rec.name}",
            *map(cited, (*rec.why, *rec.struggled, *rec.evidence)),
        )
    for table in answer.tables:
        yield from ("", table.title, " | ".join(table.columns))
        yield from (" | ".join(cell.text for cell in row) for row in table.rows)
    yield from _titled("What the evidence here cannot tell you", [*map(cited, answer.gaps), *answer.notes])
    yield from filter(None, ("", credit(answer)))
    yield from _titled(
        "Sources", (f"[{s.number}] {s.reference} {s.link or ''}".strip() for s in answer.sources)
    )


def _recommendation(rec: Recommendation, place: int) -> Iterator[str]:
    yield from ("", f"{place}. {rec.name} ({words.FITS[rec.fit].lower()})", rec.definition)
    yield from filter(None, (rec.fit_words, " ".join(map(cited, rec.why))))
    for part, name in words.PARTS.items():
        if part != "why":  # which stands above, beside the fit
            yield from _titled(name, map(cited, getattr(rec, part)), space=False)


def _titled(name: str, lines: Iterable[str], space: bool = True) -> Iterator[str]:
    held = list(lines)
    if held:
        yield from ([""] if space else [])
        yield name + ":"
        yield from (f"- {line}" for line in held)
