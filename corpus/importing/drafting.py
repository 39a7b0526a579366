"""Turns of a transcript -> drafted interview records: one for each participant, with line numbers as locators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.importing.roles import Participant, Roles, Study
from corpus.importing.transcripts import Turn
from corpus.importing.writing import Draft, record_text
from corpus.safeguards import find_identifiers, mask

FEWEST_WORDS, MOST_WORDS = 8, 45
SECTION = "What they said"
ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)]*$")


@dataclass(frozen=True)
class Excerpt:
    """Some sentences of one turn, and where they stand."""

    words: str
    locator: str


def draft_records(
    transcripts: Sequence[tuple[Path, Sequence[Turn]]], roles: Roles, today: date, masked: bool = False
) -> tuple[list[Draft], int]:
    """Draft the records of a study.

    A participant who agreed to a paraphrase only gets a TODO with the locator, and none of the words.

    Args:
        transcripts: each file and its turns.
        roles: the roles file.
        today: the day written into ``checked``.
        masked: replace personal identifiers rather than refuse them.

    Returns:
        The drafts, and how many excerpts were too short to stand alone.

    Raises:
        RecordError: at the first personal identifier, unless they are masked.
    """
    excerpts: dict[str, list[Excerpt]] = {}
    first: dict[str, tuple[Path, int]] = {}
    short = 0
    for number, (path, turns) in enumerate(transcripts, start=1):
        place = f"transcript {number}, " if len(transcripts) > 1 else ""
        for turn in turns:
            person = roles.speaker(turn.label)
            if person is None:
                continue
            _screen(path, turn, roles, masked)
            first.setdefault(person.participant, (path, turn.lines[0].number))
            for excerpt in _excerpts(turn, place, roles.all_names() if masked else None):
                if len(excerpt.words.split()) < FEWEST_WORDS:
                    short += 1
                else:
                    excerpts.setdefault(person.participant, []).append(excerpt)
    people = [p for p in roles.participants if p.participant in excerpts]
    return [
        _draft(p, excerpts[p.participant], roles.study, today, *first[p.participant]) for p in people
    ], short


def _screen(path: Path, turn: Turn, roles: Roles, masked: bool) -> None:
    """RecordError at the first identifier of a turn; the identifier itself is not repeated."""
    for line in () if masked else turn.lines:
        for found in find_identifiers(line.words, roles.all_names()):
            kind = found.kind.replace("-", " ")
            raise RecordError(
                str(path),
                line.number,
                f"the words hold an identifier ({kind}).",
                "Take it out, or use --mask.",
            )


def _excerpts(turn: Turn, place: str, names: tuple[str, ...] | None) -> Iterator[Excerpt]:
    """Whole sentences of a turn, gathered to at most `MOST_WORDS`; a longer sentence is cut."""
    words: list[tuple[str, int]] = []
    for line in turn.lines:
        said = line.words if names is None else mask(line.words, find_identifiers(line.words, names))
        words.extend((word, line.number) for word in said.replace("“", "'").replace("”", "'").split())
    gathered: list[tuple[str, int]] = []
    for sentence in _sentences(words):
        if gathered and len(gathered) + len(sentence) > MOST_WORDS:
            yield _excerpt(gathered, place)
            gathered = []
        gathered += sentence
        while len(gathered) > MOST_WORDS:
            cut = gathered[MOST_WORDS - 1][1]
            yield _excerpt([*gathered[: MOST_WORDS - 1], ("…", cut)], place)
            gathered = [("…", cut), *gathered[MOST_WORDS - 1 :]]
    if gathered:
        yield _excerpt(gathered, place)


def _sentences(words: Sequence[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Runs of words that end on a full stop, a question mark or the like."""
    run: list[tuple[str, int]] = []
    for word in words:
        run.append(word)
        if ENDS_SENTENCE.search(word[0]):
            yield run
            run = []
    if run:
        yield run


def _excerpt(words: Sequence[tuple[str, int]], place: str) -> Excerpt:
    """The words, and ``line 4`` or ``lines 4-6``."""
    first, last = words[0][1], words[-1][1]
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return Excerpt(" ".join(word for word, _ in words), place + lines)


def _draft(
    person: Participant, excerpts: Sequence[Excerpt], study: Study, today: date, source: Path, line: int
) -> Draft:
    """One participant's record."""
    record = f"interview-{study.id}-{person.participant.lower()}"
    quoted = person.consent.scope == "quote"
    fields: dict[str, Any] = {
        "id": record,
        "kind": "interview",
        "title": f"{study.title}: {person.role}",
        "approaches": list(study.approaches),
        "sector": study.sector,
        "country": study.country,
        "setting": list(study.setting),
        "goals": list(study.goals),
        "audience": list(study.audience),
        "years": study.years,
        "wording": "verbatim" if quoted else "paraphrase",
        "speaker": {"role": person.role, "organisation": person.organisation},
        "participant": person.participant,
        "consent": person.consent.model_dump(),
        "checked": today,
    }
    who = f"{'An' if person.role[0].lower() in 'aeiou' else 'A'} {person.role} ({person.organisation})"
    said = [
        f"{who} said: “{e.words}” [@{study.reference}, {e.locator}]"
        if quoted
        else f"TODO: in your own words, what the {person.role} said. [@{study.reference}, {e.locator}]"
        for e in excerpts
    ]
    text = record_text(fields, {SECTION: said})
    return Draft(record, "interviews", text, tuple(said), str(source), line)
