"""Checks of one record: words of the vocabulary, shape, consent, citations, figures, wording, reading age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.figures import unsupported_figures
from corpus.reading_age import OLDEST, too_hard
from corpus.records import AnyRecord, CaseProfile, Consent, InterviewExcerpt, Statement, SynthesisFinding
from corpus.references import Reference
from corpus.safeguards import consent_faults
from corpus.todos import SLUG as TODO_SLUG
from corpus.todos import todo_fields, todo_statement
from corpus.vocabulary import Vocabulary, vocabulary
from corpus.wording import wording_faults

CASE_SECTIONS = (
    "What it does",
    "Why its promoters expect it to work",
    "Evidence",
    "Challenges and pitfalls",
    "Lessons for the NHS",
)
STALE_AFTER_DAYS = 730
FACET_OF = {"goals": "goal", "audience": "audience", "setting": "organisation"}


@dataclass(frozen=True)
class Problem:
    """One fault, printed as ``path:line: what is wrong, and the mend``."""

    path: str
    line: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what} {self.mend}".strip()


def check_record(record: AnyRecord, references: dict[str, Reference], today: date) -> Iterator[Problem]:
    """Every problem of one record by itself."""
    words = vocabulary()
    for field in todo_fields(record):
        yield Problem(record.path, 2, f"{field}: a TODO is left.", "Fill it in.")
    for what, mend in (*_slugs(record, words), *_shape(record, today), *consent_faults(record, today)):
        yield Problem(record.path, 2, what, mend)
    for statement in record.statements:
        if todo_statement(statement):
            yield Problem(
                record.path, statement.line, "a TODO is left.", "Write the statement, or remove it."
            )
        else:
            for what, mend in _statement_faults(record, statement, references):
                yield Problem(record.path, statement.line, what, mend)


def _statement_faults(
    record: AnyRecord, statement: Statement, references: dict[str, Reference]
) -> Iterator[tuple[str, str]]:
    """Citations, figures, wording and reading age of one statement; a participant's own words are their own source."""
    missing = [c.reference for c in statement.citations if c.reference not in references]
    for name in missing:
        yield f"the citation @{name} is in no reference.", "Add it, or mend the id."
    cited = [references[c.reference] for c in statement.citations if c.reference in references]
    own_words = isinstance(record, InterviewExcerpt) and isinstance(record.consent, Consent)
    if not own_words and (not isinstance(record, CaseProfile) or statement.section == "Evidence"):
        for reference in cited:
            if reference.custom.seen == "title":
                yield (
                    f"@{reference.id} was seen by its title only, so it supports no finding.",
                    "Look its page up, or cite another.",
                )
    if cited and not missing and not own_words:
        for figure in unsupported_figures(statement.text, cited, getattr(record, "years", "")):
            yield (
                f"the figure {figure} is in no key fact of what is cited.",
                "Record the fact, or remove the figure.",
            )
    yield from wording_faults(record, statement)
    if age := too_hard(statement.text):
        yield (
            f"the reading age is {age:.0f} years; the most is {OLDEST:.0f}.",
            "Use shorter words and sentences.",
        )


def _slugs(record: AnyRecord, words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Words that the vocabulary does not have."""
    for slug in record.approaches:
        if slug not in words.slugs() and slug != TODO_SLUG:
            yield f"approach {slug!r} is not in the vocabulary.", "See docs/corpus.md."
    for field, facet in FACET_OF.items():
        for value in getattr(record, field):
            if value not in words.facets[facet]:
                yield f"{field}: {value!r} is not in the vocabulary.", "See docs/corpus.md."
    if isinstance(record, SynthesisFinding):
        for outcome in record.outcomes:
            if outcome not in words.outcomes:
                yield f"outcomes: {outcome!r} is not in the vocabulary.", "See docs/corpus.md."
        for pair in (*record.applies_when, *record.struggles_when):
            facet, _, value = pair.partition(":")
            if value not in words.facets.get(facet, {}):
                yield f"{pair!r} is no facet:value pair of the vocabulary.", "See docs/corpus.md."
    if isinstance(record, CaseProfile) and record.scale not in (*words.facets["scale"], "unknown"):
        yield f"scale: {record.scale!r} is not in the vocabulary.", "See docs/corpus.md."
    if record.country not in words.countries and record.country != TODO_SLUG:
        yield f"country {record.country!r} has no name in the vocabulary.", "Add it to `countries`."


def _shape(record: AnyRecord, today: date) -> Iterator[tuple[str, str]]:
    """The file's name, a case's headings, and the date last checked."""
    stem = record.path.rsplit("/", 1)[-1].removesuffix(".md")
    if record.path and stem != record.id:
        yield f"the id {record.id} is not the file's name.", "Make them the same."
    if not record.id.startswith(f"{record.kind}-"):
        yield f"the id of a {record.kind} starts with {record.kind}-.", "Rename it."
    if isinstance(record, CaseProfile):
        have = {s.section for s in record.statements}
        for section in CASE_SECTIONS:
            if section not in have:
                yield (
                    f"the heading '{section}' is missing or has no statement.",
                    "Add it, or say what is not known.",
                )
    if isinstance(record, SynthesisFinding) and len(record.statements) > 1:
        yield "a finding states one thing; this one has more statements.", "Make a record of each."
    paraphrase = isinstance(record, InterviewExcerpt) and record.wording == "paraphrase"
    if paraphrase and any("“" in s.text or '"' in s.text for s in record.statements):
        yield "a paraphrase carries quotation marks.", "Remove them."
    if record.checked > today:
        yield f"checked is {record.checked}, a day to come.", "Write the day the page was seen."
    if (today - record.checked).days > STALE_AFTER_DAYS:
        yield f"the record was last checked on {record.checked}.", "Look at its pages again."
