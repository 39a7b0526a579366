"""Opening a file that someone else made: its size, its encoding and what it unpacks to are looked at first."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError, RecordError
from corpus.safe_yaml import load_fields

MAX_BYTES = 20_000_000
MAX_UNPACKED = 100_000_000


def checked_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        CorpusError: when it is missing or can't be read.
        RecordError: when it is empty, or larger than `MAX_BYTES`.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise RecordError(
                str(path),
                1,
                f"the file has {size:,} bytes; the most is {MAX_BYTES:,}.",
                "Split it into smaller files.",
            )
        data = path.read_bytes()
    except FileNotFoundError as err:
        raise CorpusError(f"there is no file {path}.", "Mend the path.") from err
    except OSError as err:
        raise CorpusError(
            f"the file {path} can't be read ({err.strerror}).", "Look at its path and rights."
        ) from err
    if not data.strip():
        raise RecordError(str(path), 1, "the file is empty.", "Save it again.")
    return data


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, its line ends as \\\\n; RecordError as above, and for other encodings or a NUL."""
    data = checked_bytes(path)
    if (at := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise RecordError(str(path), line, "the file holds a NUL byte.", "Save it as plain text in UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = data.count(b"\n", 0, err.start) + 1
        raise RecordError(
            str(path), line, "the file is not UTF-8 text (Windows-1252, perhaps).", "Save it as UTF-8."
        ) from err
    return text.replace("\r\n", "\n").replace("\r", "\n")


def check_package(path: Path, what: str) -> None:
    """Look into a .docx or .xlsx (a zip) before it is unpacked; RecordError when it is broken or a bomb."""
    checked_bytes(path)
    try:
        with zipfile.ZipFile(path) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as err:
        raise RecordError(
            str(path), 1, f"the file is no whole {what}: it may be cut short.", "Save it again."
        ) from err
    if unpacked > MAX_UNPACKED:
        raise RecordError(
            str(path),
            1,
            f"the file unpacks to {unpacked:,} bytes; the most is {MAX_UNPACKED:,}.",
            "Split it.",
        )


def read_yaml(path: Path) -> dict[str, Any]:
    """A YAML file of fields; RecordError when it is no YAML, or a bomb of aliases or depth."""
    text = read_text(path)
    if "\t" in text:
        line = text[: text.index("\t")].count("\n") + 1
        raise RecordError(str(path), line, "the file holds a tab.", "Use spaces.")
    return load_fields(text, str(path))


def line_of(path: Path, word: str) -> int:
    """The first line that holds a word; 1 when none does."""
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if word and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", line):
            return number
    return 1
