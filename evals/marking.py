"""Marks one answer against one case: the checks, the citations it gives, the sentences nothing carries."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.answer import Answer, Sentence, Status
from evals.cases import Expect
from evals.judge import Judge, flat

ADVICE = frozenset({Status.ANSWERED, Status.PARTIAL})


def top3(answer: Answer) -> tuple[str, ...]:
    """The approaches of the first three recommendations."""
    return tuple(rec.approach for rec in answer.recommendations[:3])


def cites(answer: Answer) -> tuple[str, ...]:
    """The references of every source that a sentence or a table cell points at, once each, in order."""
    used = {number for sentence in answer.sentences() for number in sentence.sources} | set(
        _cell_numbers(answer)
    )
    found = [ref for source in answer.sources if source.number in used for ref in source.reference_ids]
    return tuple(dict.fromkeys(found))


def checks(expect: Expect, answer: Answer) -> dict[str, bool]:
    """One verdict for each key that the case sets."""
    said = spoken(answer).casefold()
    first, cited = set(top3(answer)), set(cites(answer))
    verdicts = {
        "status": answer.status in (expect.status or ()),
        "top3_any": bool(first & set(expect.top3_any or ())),
        "top3_none": not first & set(expect.top3_none or ()),
        "cites_any": bool(cited & set(expect.cites_any or ())),
        "says_none": not any(flat(words).casefold() in said for words in expect.says_none or ()),
    }
    return {key: verdicts[key] for key in expect.asked_for()}


def unsupported(answer: Answer, judge: Judge) -> int:
    """How many sentences, and table cells that cite, nothing in the answer's sources carries."""
    texts = {source.number: source.text for source in answer.sources}
    sentences = sum(not carried(sentence, texts, judge) for sentence in answer.sentences())
    return sentences + sum(number not in texts for number in _cell_numbers(answer))


def carried(sentence: Sentence, texts: dict[int, str], judge: Judge) -> bool:
    """Whether a sentence's numbers exist, its support is verbatim, and its support says it."""
    if not sentence.text.strip() or not set(sentence.sources) <= texts.keys():
        return False
    if not sentence.support or not all(flat(part) for part in sentence.support):
        return False
    if len(sentence.support) == len(sentence.sources):
        pairs = zip(sentence.support, sentence.sources, strict=True)
        verbatim = all(flat(part) in flat(texts[number]) for part, number in pairs)
    else:
        own = [flat(texts[number]) for number in sentence.sources]
        verbatim = all(any(flat(part) in text for text in own) for part in sentence.support)
    return verbatim and judge.supports(sentence.text, sentence.support)


def spoken(answer: Answer) -> str:
    """Everything that the advisor itself says; the question and the sources' own texts are not its words."""
    return flat(" \n ".join(part for part in _parts(answer) if part))


def _parts(answer: Answer) -> Iterator[str]:
    yield answer.lead
    yield from (sentence.text for sentence in answer.sentences())
    for rec in (*answer.recommendations, *answer.advised_against):
        yield from (rec.name, rec.definition, rec.fit_words, *rec.notes)
        yield from (fit.words for fit in (*rec.matched, *rec.unmatched, *rec.unknown))
    for table in answer.tables:
        yield from (table.title, *table.columns)
        yield from (cell.text for row in table.rows for cell in row)
    yield from (*answer.notes, *answer.follow_ups, answer.clarifying_question or "")


def _cell_numbers(answer: Answer) -> list[int]:
    """The source numbers of every table cell."""
    return [n for table in answer.tables for row in table.rows for cell in row for n in cell.sources]
