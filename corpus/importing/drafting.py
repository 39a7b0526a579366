"""Turns of a transcript -> drafted interview records: one for each participant, with line numbers as locators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.importing.excerpts import Excerpt, excerpts_of
from corpus.importing.roles import Participant, Roles, Study
from corpus.importing.transcripts import Turn
from corpus.importing.writing import Draft, record_text
from corpus.safeguards import find_identifiers

FEWEST_WORDS = 8
SECTION = "What they said"


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
            for excerpt in excerpts_of(turn, place, roles.all_names() if masked else None):
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
