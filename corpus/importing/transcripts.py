"""A transcript -> turns: who spoke, on which lines, and the words. From .docx, .txt, .vtt and .csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import RecordError
from corpus.importing.files import read_text
from corpus.importing.plain_text import paragraphs

LABEL = re.compile(
    r"^(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*)?(?P<label>[^:\n]{1,60}?)\s*:\s+(?P<words>\S.*)$"
)
LIKE_A_LABEL = re.compile(r"^(?:[A-Z][\w.'’-]*)(?: [A-Z0-9][\w.'’-]*){0,3}$")
CSV_COLUMNS = ("speaker", "text", "line")
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Line:
    """One line of a transcript: its number from 1 (for Word: the paragraph), its speaker if said, and its words."""

    number: int
    label: str
    words: str


@dataclass(frozen=True)
class Turn:
    """Consecutive lines of one speaker."""

    label: str
    lines: tuple[Line, ...]


def read_transcript(path: Path, known: Known) -> list[Turn]:
    """Read a transcript by what its name ends on.

    Args:
        path: a .docx, .txt, .vtt or .csv file.
        known: whether a label is in the roles file.

    Raises:
        RecordError: when it can't be read, or a speaker is not in the roles file.
    """
    readers = {".txt": _txt, ".docx": _docx, ".vtt": _vtt, ".csv": _csv}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise RecordError(
            str(path),
            1,
            f"{path.suffix or 'no ending'} is no kind of transcript.",
            "Use .docx, .txt, .vtt or .csv.",
        )
    turns: list[Turn] = []
    for line in reader(path, known):
        if line.label and not known(line.label):
            raise RecordError(
                str(path),
                line.number,
                f"the speaker {line.label!r} is not in the roles file.",
                "Add the label there.",
            )
        if not line.label and not turns:
            raise RecordError(
                str(path),
                line.number,
                "the words have no speaker.",
                "Open the line with a label and a colon.",
            )
        label = line.label or turns[-1].label
        if turns and turns[-1].label.casefold() == label.casefold():
            turns[-1] = Turn(turns[-1].label, (*turns[-1].lines, line))
        else:
            turns.append(Turn(label, (line,)))
    if not turns:
        raise RecordError(str(path), 1, "the transcript holds no words.", "Save it again.")
    return turns


def _split(number: int, text: str, known: Known) -> Line:
    """A line's label and words; something that only looks like a label (``One thing: ...``) stays in the words."""
    text = text.strip()
    match = LABEL.match(text)
    if match and (known(match["label"]) or LIKE_A_LABEL.match(match["label"])):
        return Line(number, match["label"].strip(), match["words"].strip())
    return Line(number, "", text)


def _txt(path: Path, known: Known) -> Iterator[Line]:
    """Lines of ``Label: words``; a line without a label goes on with the speaker before."""
    for number, text in enumerate(read_text(path).split("\n"), start=1):
        if text.strip():
            yield _split(number, text, known)


def _docx(path: Path, known: Known) -> Iterator[Line]:
    """Paragraphs of ``Label: words``, by python-docx."""
    for number, text in paragraphs(path):
        if text.strip():
            yield _split(number, " ".join(text.split()), known)


def _vtt(path: Path, known: Known) -> Iterator[Line]:
    """Captions, by webvtt-py; the speaker is the caption's voice, or a label in its words."""
    text = read_text(path)
    import webvtt

    try:
        captions = webvtt.from_string(text).captions
    except webvtt.errors.MalformedFileError as err:
        raise RecordError(str(path), 1, "the file is no WebVTT.", "Its first line is WEBVTT.") from err
    except webvtt.errors.MalformedCaptionError as err:
        raise RecordError(str(path), 1, f"a caption can't be read: {err}.", "Mend it.") from err
    starts = [n for n, line in enumerate(text.split("\n"), start=1) if "-->" in line]
    for number, caption in zip(starts, captions, strict=False):
        words = " ".join(caption.text.split())
        if words:
            yield Line(number, caption.voice, words) if caption.voice else _split(number, words, known)


def _csv(path: Path, known: Known) -> Iterator[Line]:
    """Rows of ``speaker,text`` and perhaps ``line``; no other columns."""
    rows = csv.DictReader(io.StringIO(read_text(path)), strict=True)
    columns = [(c or "").strip().lower() for c in rows.fieldnames or ()]
    wrong = [c for c in columns if c not in CSV_COLUMNS]
    missing = [c for c in CSV_COLUMNS[:2] if c not in columns]
    if wrong or missing:
        what = f"the column {wrong[0]!r} is not known" if wrong else f"the column {missing[0]!r} is missing"
        raise RecordError(str(path), 1, f"{what}.", "Use the columns speaker, text and, if wanted, line.")
    rows.fieldnames = columns
    try:
        for row in rows:
            if None in row or None in row.values():
                raise RecordError(
                    str(path), rows.line_num, "the row has too many or too few cells.", "Quote its commas."
                )
            number = row.get("line", "").strip()
            if row["text"].strip():
                words = " ".join(row["text"].split())
                yield Line(int(number) if number.isdigit() else rows.line_num, row["speaker"].strip(), words)
    except csv.Error as err:
        raise RecordError(
            str(path), rows.reader.line_num, f"the row can't be read: {err}.", "Mend its quotes."
        ) from err
